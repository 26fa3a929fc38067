"""Expressions and the article's date in, news or narrative out."""

from __future__ import annotations

from timeline.model import TimeExpression
from timeline.readings import CalendarDate, NamedUnit, NotAfter, Origin, Shift, TimeOfDay
from timeline.when import When

_LEAST = 8  # full dates that make a story
_FAR = 1  # years


def is_narrative(expressions: tuple[TimeExpression, ...], published: When | None) -> bool:
    """Whether a text tells history: many dates with a year of their own, far from the article's, and hardly a word that hangs on it."""
    readings = [e.reading.date if isinstance(e.reading, NotAfter) else e.reading for e in expressions]
    dated = [reading for reading in readings if isinstance(reading, CalendarDate) and reading.year is not None]
    now = published.first.year if published and published.first else None
    far = sum(1 for reading in dated if now is None or (reading.year is not None and abs(now - reading.year) > _FAR))
    near = sum(1 for reading in readings if hangs_on_today(reading))
    return far >= _LEAST and far > 2 * near


def hangs_on_today(reading: object) -> bool:
    """Whether words count from the day on which they are written: "on Monday", "last month", "two years ago"."""
    match reading:
        case CalendarDate():
            return reading.weekday is not None and reading.month is None
        case NamedUnit() | Shift():
            return reading.origin is Origin.PUBLISHED
        case TimeOfDay():
            return reading.day is not None and hangs_on_today(reading.day)
        case _:
            return False
