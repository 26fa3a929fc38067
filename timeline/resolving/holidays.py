"""A named day in, the day out, worked out from its rule."""

from __future__ import annotations

import re

from timeline.quick import altered
from timeline.readings import Holiday, Unit
from timeline.resolving.context import Context
from timeline.resolving.outcome import NO_DATE, Hangs, Outcome, of, unknown
from timeline.resolving.periods import Period
from timeline.resolving.years import said_year, turned
from timeline.when import Day, between, month_length

_WEEK = 7
_LOCAL = "not every country keeps it on the same day"


def holiday(reading: Holiday, context: Context) -> Outcome:
    """A named day, of the year that is said or of the nearest one that fits the tense; no day where countries differ."""
    if not reading.rule.endswith("?"):
        found = _day_of(reading, context)
        day = found.period.first if reading.around and found.period is not None else None
        return altered(found, when=between(day - _WEEK, day + _WEEK, approximate=True)) if day is not None else found
    found = _day_of(altered(reading, rule=reading.rule[:-1]), context)
    return unknown(found.value, found.reason or _LOCAL)


def _day_of(reading: Holiday, context: Context) -> Outcome:
    y, hangs, earlier = said_year(reading, context)
    if y is not None:
        return of(_feast(reading.rule, y), hangs, earlier)
    if context.narrative and context.last:
        return of(_feast(reading.rule, context.last.period.year), Hangs.EARLIER, context.last)
    if context.published is None:
        return unknown("XXXX-" + (reading.rule if re.fullmatch(r"\d\d-\d\d", reading.rule) else "XX-XX"), NO_DATE)
    return of(
        turned(
            [_feast(reading.rule, context.published.year + step) for step in (-1, 0, 1)],
            context,
            reading.turn,
            begun=reading.begun,
            planned=reading.planned,
        ),
        Hangs.PUBLISHED,
    )


def _feast(rule: str, y: int) -> Period:
    """The day of a feast in a year, from its rule: MM-DD, easter+N, orthodox+N, MM-n-w, MM-n-w+N."""
    if moving := re.fullmatch(r"(easter|orthodox)([+-]\d+)", rule):
        from dateutil.easter import EASTER_ORTHODOX, easter  # few texts speak of Easter

        sunday = easter(y) if moving[1] == "easter" else easter(y, EASTER_ORTHODOX)
        return Period(Unit.DAY, Day.from_date(sunday).ordinal + int(moving[2]))
    if fixed := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return Period(Unit.DAY, Day.of(y, int(fixed[1]), int(fixed[2])).ordinal)
    found = re.fullmatch(r"(\d\d)-(-?\d)-(\d)(?:\+(\d))?", rule)
    if found is None:
        raise ValueError(f"{rule!r} is no rule of a feast")
    m, nth, weekday = int(found[1]), int(found[2]), int(found[3])
    if nth < 0:
        last = Day.of(y, m, month_length(y, m))
        return Period(Unit.DAY, last.ordinal - (last.weekday + 1 - weekday) % _WEEK)
    first = Day.of(y, m, 1)
    return Period(Unit.DAY, first.ordinal + (weekday - first.weekday - 1) % _WEEK + (nth - 1) * _WEEK + int(found[4] or 0))
