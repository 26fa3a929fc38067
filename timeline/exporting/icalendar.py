"""Timeline in, iCalendar out: all-day events for stated days only.

What has no stated day is a journal entry without a day, its date in words: never a block of a whole month, never a day nobody stated.
"""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Calendar, Component, Journal
from icalendar import Event as DayEvent

from timeline.exporting.words import by_id, date_words, headline, source_words, sources, stamp, title_words
from timeline.model import Article, Basis, Event, Polarity, Stage, Timeline

_FIRM = (Basis.STATED, Basis.EDITED)


def to_ics(timeline: Timeline) -> str:
    """The timeline as an iCalendar stream (RFC 5545) with stable UIDs; DTEND is the day after, as the format wants it."""
    calendar = Calendar()
    calendar.add("prodid", "-//sourced-timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title_words(timeline))
    articles = by_id(timeline)
    for event in timeline.events:
        calendar.add_component(_component(event, articles))
    text: bytes = calendar.to_ical()
    return text.decode()


def _component(event: Event, articles: dict[str, Article]) -> Component:
    day = event.when.first if event.when and event.when.is_day and event.basis in _FIRM else None
    told = sources(event, articles)
    entry: Component
    if day is not None and day.year >= 1:
        entry = DayEvent()
        start = date(*day.ymd)
        entry.add("dtstart", start)
        if start < date.max:
            entry.add("dtend", start + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
        entry.add("status", "CONFIRMED" if event.stage is Stage.HAPPENED and event.polarity is Polarity.AFFIRMED else "TENTATIVE")
        entry.add("summary", headline(event))
    else:
        entry = Journal()
        entry.add("summary", f"{date_words(event)}: {headline(event)}")
    entry.add("uid", f"{event.id}@sourced-timeline")
    entry.add("dtstamp", stamp(told))
    entry.add("categories", [event.stage.value, event.kind])
    entry.add("description", _description(event, told))
    url = next((article.url for article in told if article.url.startswith(("http://", "https://"))), "")
    if url:
        entry.add("url", url)
    return entry


def _description(event: Event, told: tuple[Article, ...]) -> str:
    lines = (
        event.summary,
        f"Date: {date_words(event)}",
        f"Stage: {event.stage.value}",
        f"According to: {event.speaker}" if event.speaker else "",
    )
    return "\n".join(line for line in (*lines, f"Sources: {'; '.join(map(source_words, told))}") if line)
