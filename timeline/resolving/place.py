"""A reading and a context in, an outcome out: one `match`, and a room for each kind of reading."""

from __future__ import annotations

from typing import assert_never

from timeline.readings import CalendarDate, Duration, Holiday, NamedUnit, NotAfter, Reading, Reference, Repeated, Shift, Span, TimeOfDay
from timeline.resolving.calendar_dates import calendar_date, span
from timeline.resolving.context import Context
from timeline.resolving.holidays import holiday
from timeline.resolving.hours import time_of_day
from timeline.resolving.lengths import duration, reference
from timeline.resolving.outcome import Outcome
from timeline.resolving.shifts import beside, shift
from timeline.resolving.units import named_unit


def place(reading: Reading, context: Context) -> Outcome:
    """Where a reading lies, as far as the context tells."""
    match reading:
        case CalendarDate():
            return calendar_date(reading, context)
        case Span():
            return span(reading, context)
        case NamedUnit():
            return named_unit(reading, context)
        case Shift():
            if reading.base is not None:
                return beside(reading, place(reading.base, context))
            return shift(reading, context)
        case TimeOfDay():
            day = place(reading.day, context) if reading.day is not None else None
            return time_of_day(reading, day, context)
        case Holiday():
            return holiday(reading, context)
        case Reference():
            return reference(reading, context)
        case Duration():
            return duration(reading, context)
        case NotAfter():
            return place(reading.date, context)
        case Repeated():
            return Outcome(value=reading.value)
        case _:
            assert_never(reading)
