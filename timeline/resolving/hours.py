"""A time of day and the day it belongs to in, an outcome out."""

from __future__ import annotations

from timeline.model import Tense
from timeline.quick import altered
from timeline.readings import NamedUnit, TimeOfDay, Unit
from timeline.resolving.context import Context
from timeline.resolving.outcome import NO_DATE, Hangs, Outcome, of, unknown
from timeline.resolving.periods import containing
from timeline.when import Day, When, between, on

_NEXT = 1  # sentences
_PARTS_OF_DAY = frozenset({"MO", "AF", "EV", "NI", "MI", "DT"})


def time_of_day(reading: TimeOfDay, day: Outcome | None, context: Context) -> Outcome:
    """A clock time or part of the day; `day` is where its day lies, None where the words leave it open."""
    inner = day or _day_spoken_of(context)
    clock = reading.clock
    if inner.period is None or inner.period.is_coarser_than_day:
        return altered(inner, value=f"{inner.value or 'XXXX-XX-XX'}T{clock}", period=None)
    written = "24:00" if clock == "24:00" else clock
    told = context.last_of(Unit.DAY, reach=_NEXT) if day is None and inner.hangs is Hangs.PUBLISHED else None
    if told is not None and told.period != inner.period:  # "On 3 May he left. At 5 p.m. it rained": of that day, or of the article's
        first, last = sorted((told.period.first, inner.period.first), key=lambda one: one.ordinal)
        return altered(inner, value=f"{inner.value}T{written}", when=between(first, last), period=None)
    if reading.into:
        before = inner.period.shift(-1)
        return altered(inner, value=f"{before.value}T{written}", when=between(before.first, inner.period.first))
    if reading.across:
        return altered(inner, value=f"{inner.value}T{written}", when=_night(inner.period.first, reading, context))
    when = on(inner.period.first, clock="" if clock == "24:00" else written + (reading.zone if clock not in _PARTS_OF_DAY else ""))
    return altered(inner, value=f"{inner.value}T{written}", when=when)


def _night(day: Day, reading: TimeOfDay, context: Context) -> When:
    """The two days of a night: what fell overnight fell yesterday or today, "overnight Friday" is the night to Saturday."""
    bare = isinstance(reading.day, NamedUnit)
    over = context.tense is not Tense.FUTURE if bare else context.tense is Tense.PAST and day == context.published
    return between(day - 1, day) if over else between(day, day + 1)


def _day_spoken_of(context: Context) -> Outcome:
    if context.narrative and context.last:
        return of(context.last.period, Hangs.EARLIER, context.last)
    last = context.final
    if last is not None and last.clock and context.sentence - last.sentence <= _NEXT:  # "at 9 p.m. on 3 May and again at 11 p.m."
        return of(last.period, Hangs.EARLIER, last)
    if context.published is None:
        return unknown("XXXX-XX-XX", NO_DATE)
    return of(containing(context.published, Unit.DAY), Hangs.PUBLISHED)
