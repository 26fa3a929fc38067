"""Timeline in, iCalendar out: all-day events for stated days only.

What has no stated day is a journal entry without a day, its date in words: never a block of a whole month, never a day nobody stated.
The few properties that are needed are written here (RFC 5545, 3.1 and 3.3.11): a library for the whole standard took as long to load as
all other exports take to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from timeline.exporting.words import by_id, date_words, headline, source_words, sources, stamp
from timeline.model import Article, Basis, Event, Polarity, Stage, Timeline

_FIRM = (Basis.STATED, Basis.EDITED)
_LONGEST = 75  # bytes of a line; the blank that continues one counts
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def to_ics(timeline: Timeline) -> str:
    """The timeline as an iCalendar stream (RFC 5545) with stable UIDs; DTEND is the day after, as the format wants it."""
    return "".join(f"{_folded(line)}\r\n" for line in _lines(timeline))


def _lines(timeline: Timeline) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//sourced-timeline//EN"
    yield f"X-WR-CALNAME:{_text(timeline.title)}"
    articles = by_id(timeline)
    for event in timeline.events:
        yield from _component(event, articles)
    yield "END:VCALENDAR"


def _component(event: Event, articles: dict[str, Article]) -> Iterator[str]:
    day = event.when.first if event.when and event.when.is_day and event.basis in _FIRM else None
    told = sources(event, articles)
    is_day = day is not None and day.year >= 1
    yield f"BEGIN:{'VEVENT' if is_day else 'VJOURNAL'}"
    if day is not None and is_day:
        yield from _all_day(date(*day.ymd))
        yield "TRANSP:TRANSPARENT"
        yield f"STATUS:{'CONFIRMED' if event.stage is Stage.HAPPENED and event.polarity is Polarity.AFFIRMED else 'TENTATIVE'}"
    yield f"SUMMARY:{_text(headline(event) if is_day else f'{date_words(event)}: {headline(event)}')}"
    yield f"UID:{_text(event.id)}@sourced-timeline"
    yield f"DTSTAMP:{_day(stamp(told).date())}T000000Z"
    yield f"CATEGORIES:{_text(event.stage.value)},{_text(event.kind)}"
    yield f"DESCRIPTION:{_text(_description(event, told))}"
    if url := next((article.url for article in told if article.url.startswith(("http://", "https://"))), ""):
        yield f"URL:{url}"
    yield f"END:{'VEVENT' if is_day else 'VJOURNAL'}"


def _all_day(start: date) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{_day(start)}"
    if start < date.max:
        yield f"DTEND;VALUE=DATE:{_day(start + timedelta(days=1))}"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """A value of free text: what would end it or the line is escaped."""
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, none of which ends inside a character."""
    data = line.encode()
    if len(data) <= _LONGEST:
        return line
    pieces, start, room = [], 0, _LONGEST
    while start < len(data):
        end = min(start + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # noqa: PLR2004  a byte that continues a UTF-8 character
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _LONGEST - 1
    return b"\r\n ".join(pieces).decode()


def _description(event: Event, told: tuple[Article, ...]) -> str:
    lines = (
        event.summary,
        f"Date: {date_words(event)}",
        f"Stage: {event.stage.value}",
        f"According to: {event.speaker}" if event.speaker else "",
    )
    return "\n".join(line for line in (*lines, f"Sources: {'; '.join(map(source_words, told))}") if line)
