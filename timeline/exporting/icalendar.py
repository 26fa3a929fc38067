"""Timeline in, iCalendar out: all-day events for stated days only.

What has no stated day is a journal entry without a day, its date in words: never a block of a whole month, never a day nobody stated.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from timeline.exporting.format import Format, Said, Setting
from timeline.exporting.words import title_words
from timeline.model import Basis, Event, Polarity, Stage, Timeline

_FIRM = (Basis.STATED, Basis.EDITED)
_END = "END:VCALENDAR\r\n"
_WEB = re.compile(r"https?://\S+")
_LINE = 74  # bytes, beside the blank that a folded line begins with


def to_ics(timeline: Timeline) -> str:
    """The timeline as an iCalendar stream (RFC 5545) with stable UIDs; DTEND is the day after, as the format wants it."""
    return ICALENDAR.text(Setting.of(timeline))


def _head(setting: Setting) -> tuple[str, ...]:
    title = " ".join(title_words(setting.timeline).split())  # programs show this one as it is written
    rows = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sourced-timeline//EN", f"X-WR-CALNAME:{title}")
    return tuple(f"{_folded(row)}\r\n" for row in rows)


def _piece(event: Event, setting: Setting) -> str:
    kind, rows = _component(event, setting)
    return "".join(f"{_folded(row)}\r\n" for row in (f"BEGIN:{kind}", *rows, f"END:{kind}"))


def _component(event: Event, setting: Setting) -> tuple[str, list[str]]:
    """The kind of a component, and its properties in the order in which the library would write them.

    The library makes a component of some ten objects a property, and folds letter by letter: ten times as slow.
    """
    said = setting.of_event(event)
    day = event.when.first if event.when and event.when.is_day and event.basis in _FIRM else None
    same = [f"DTSTAMP:{said.stamp.replace('-', '')}T000000Z", f"UID:{event.id}@sourced-timeline"]
    labels = f"CATEGORIES:{_text(event.stage)},{_text(event.kind)}"
    about = f"DESCRIPTION:{_text(_description(event, said))}"
    url = next((f"URL:{article.url}" for article in said.articles if article.url and _WEB.fullmatch(article.url)), "")
    if day is None or day.year < 1:
        summary = f"SUMMARY:{_text(f'{said.date}: {said.headline}')}"
        return "VJOURNAL", [labels, about, same[0], summary, same[1], *filter(None, (url,))]
    start = date(*day.ymd)
    ends = [f"DTEND;VALUE=DATE:{_day(start + timedelta(days=1))}"] if start < date.max else []
    firm = event.stage is Stage.HAPPENED and event.polarity is Polarity.AFFIRMED
    status = [f"STATUS:{'CONFIRMED' if firm else 'TENTATIVE'}", "TRANSP:TRANSPARENT", *filter(None, (url,))]
    return "VEVENT", [f"SUMMARY:{_text(said.headline)}", f"DTSTART;VALUE=DATE:{_day(start)}", *ends, *same, labels, about, *status]


def _day(value: date) -> str:
    return value.isoformat().replace("-", "")


def _text(words: str) -> str:
    """Words as the library writes them."""
    words = words.replace("\\N", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return words.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(row: str) -> str:
    """A content line in lines of at most 75 bytes, cut between characters and not behind a backslash."""
    rest, parts = row.encode(), []
    while len(rest) > _LINE:
        end = _LINE
        while rest[end] & 0xC0 == 0x80:  # noqa: PLR2004  inside a character of UTF-8
            end -= 1
        end -= rest[end - 1] in b"\\^"
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join((*parts, rest)).decode()


def _description(event: Event, said: Said) -> str:
    lines = (
        event.summary,
        f"Date: {said.date}",
        f"Stage: {event.stage}",
        f"According to: {event.speaker}" if event.speaker else "",
        f"Sources: {said.sources}",
    )
    return "\n".join(filter(None, lines))


ICALENDAR = Format(head=_head, piece=_piece, tail=lambda _: (_END,))
