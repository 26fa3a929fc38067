"""Timeline in, TimelineJS 3 JSON out, for newsrooms that draw with it: the date's words, stage and sources stand in each slide.

TimelineJS takes a slide's text for HTML, so everything is escaped. Slides need a date: events without one are named in the first slide.
"""

from __future__ import annotations

from html import escape

from timeline.exporting.format import Format, Setting, comma
from timeline.exporting.words import headline, line, title_words
from timeline.model import Event, Timeline
from timeline.when import Day, Precision, When

_FINE = (Precision.DAY, Precision.WEEK)


def to_timelinejs(timeline: Timeline) -> str:
    """The JSON that TimelineJS 3 loads, a slide a line."""
    return TIMELINEJS.text(Setting.of(timeline))


def _head(setting: Setting) -> tuple[str, ...]:
    timeline = setting.timeline
    undated = [event for event in timeline.events if event.when is None]
    opening = "".join(f"<p>{escape(words)}</p>" for words in (timeline.description, _missing(undated)) if words)
    title = {"unique_id": "title", "text": {"headline": escape(title_words(timeline)), "text": opening}}
    return (f'{{"title": {line(title)},\n"events": [',)


def _is_dated(event: Event, _: Setting) -> bool:
    return event.when is not None


def _piece(event: Event, setting: Setting) -> str:
    assert event.when is not None  # as `_is_dated` says
    return f"\n{line(_slide(event, event.when, setting))}"


def _slide(event: Event, when: When, setting: Setting) -> dict[str, object]:
    said = setting.of_event(event)
    text = [event.summary, f"Sources: {said.sources}"]
    slide: dict[str, object] = {
        "unique_id": f"e-{event.id}",
        "start_date": _date(when.first or when.last, when),
        "display_date": escape(said.date[:1].upper() + said.date[1:]),  # it stands alone on its slide
        "text": {"headline": escape(said.headline), "text": "".join(f"<p>{escape(words)}</p>" for words in text if words)},
        "group": event.stage,
    }
    if when.first is not None and when.last is not None and not when.is_day:
        slide["end_date"] = _date(when.last, when)
    return slide


def _date(day: Day | None, when: When) -> dict[str, object]:
    assert day is not None  # a When has one end at least
    year, month, number = day.ymd
    parts: dict[str, object] = {"year": year if year > 0 else year - 1}  # it shows -44 as 44 BCE and knows no year 0
    if when.precision is not Precision.YEAR:
        parts["month"] = month
    if when.precision in _FINE:
        parts["day"] = number
    return parts


def _missing(undated: list[Event]) -> str:
    return f"Without a date: {'; '.join(map(headline, undated))}." if undated else ""


TIMELINEJS = Format(head=_head, piece=_piece, tail=lambda _: ("]}\n",), holds=_is_dated, before=comma)
