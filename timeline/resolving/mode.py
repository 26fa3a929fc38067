"""Expressions and the article's date in, news or narrative out."""

from __future__ import annotations

from timeline.model import TimeExpression
from timeline.readings import CalendarDate, NamedUnit, Origin, Shift, TimeOfDay
from timeline.when import When

_LEAST = 8  # full dates that make a story
_FAR = 1  # years


def is_narrative(expressions: tuple[TimeExpression, ...], published: When | None) -> bool:
    """Whether a text tells history: many dates with a year of their own, far from the article's date, and hardly a word that hangs on it."""
    dated = [e.reading for e in expressions if isinstance(e.reading, CalendarDate) and e.reading.year is not None]
    now = published.first.year if published and published.first else None
    far = sum(1 for reading in dated if now is None or (reading.year is not None and abs(now - reading.year) > _FAR))
    near = sum(1 for e in expressions if _hangs_on_today(e.reading))
    return far >= _LEAST and far > 2 * near


def _hangs_on_today(reading: object) -> bool:
    match reading:
        case CalendarDate():
            return reading.weekday is not None and reading.month is None
        case NamedUnit() | Shift():
            return reading.origin is Origin.PUBLISHED
        case TimeOfDay():
            return reading.day is not None and _hangs_on_today(reading.day)
        case _:
            return False
