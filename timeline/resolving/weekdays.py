"""A day of the week in, the day out: in news the same day or one of the six before it, turned round by the tense."""

from __future__ import annotations

from timeline.model import Tense
from timeline.readings import CalendarDate, Origin, Unit
from timeline.resolving.context import Context
from timeline.resolving.outcome import NO_DATE, NOTHING_BEFORE, Hangs, Outcome, of, unknown
from timeline.resolving.periods import Period
from timeline.when import Day

_WEEK = 7
_NEAR = 2  # sentences back in which the day stands that "the following Monday" follows


def weekday(reading: CalendarDate, context: Context) -> Outcome:
    """The day of the week that tense, "last" and "next" point at."""
    assert reading.weekday is not None  # callers ask only then
    earlier = reading.origin is Origin.EARLIER
    counted, last = earlier or context.narrative, context.last
    if last is not None and not last.period.is_finer_than(Unit.MONTH):  # no day of the week is counted from a month or year
        in_year, last = last.period.is_finer_than(Unit.YEAR), context.last_of(Unit.DAY, Unit.WEEK, reach=_NEAR)
        if last is None and counted and (earlier or in_year or context.published is None):
            return unknown(f"XXXX-WXX-{reading.weekday}", NOTHING_BEFORE)
    if counted and last:
        if reading.turn == 0:
            return of(Period(Unit.DAY, last.period.to(Unit.WEEK).first.ordinal + reading.weekday - 1), Hangs.EARLIER, last)
        return of(
            _weekday_near(
                reading, last.period.last if reading.turn == 1 else last.period.first, Tense.PAST if reading.turn is None else None
            ),
            Hangs.EARLIER,
            last,
        )
    if earlier and reading.turn == 1:
        return unknown(f"XXXX-WXX-{reading.weekday}", NOTHING_BEFORE)
    if context.published is None:
        return unknown(f"XXXX-WXX-{reading.weekday}", NO_DATE)
    return of(_weekday_near(reading, context.published, context.tense), Hangs.PUBLISHED)


def _weekday_near(reading: CalendarDate, day: Day, tense: Tense | None) -> Period:
    """Same day or one of the six before; a future tense turns it round; "last" and "next" leave the day itself out."""
    assert reading.weekday is not None  # callers ask only then
    back = (day.weekday + 1 - reading.weekday) % _WEEK
    ahead = (_WEEK - back) % _WEEK
    if reading.turn == -1:
        return Period(Unit.DAY, day.ordinal - (back or _WEEK))
    if reading.turn == 1:
        return Period(Unit.DAY, day.ordinal + (ahead or _WEEK))
    if reading.turn == 0 and tense is not Tense.FUTURE:
        return Period(Unit.DAY, day.ordinal + (ahead if tense is Tense.NONE else -back))
    return Period(Unit.DAY, day.ordinal + (ahead if tense is Tense.FUTURE else -back))
