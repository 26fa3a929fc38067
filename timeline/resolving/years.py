"""A date without its year in, the year it lies in out: what the words say, else what tense and nearness say."""

from __future__ import annotations

from timeline.model import Tense
from timeline.readings import CalendarDate, Holiday, Origin, Unit
from timeline.resolving.context import Context, Mention
from timeline.resolving.outcome import Hangs, hanging_on
from timeline.resolving.periods import Period
from timeline.when import Day

PIVOT = 20  # two-digit years reach so many years past the article's
_AGAINST_TENSE = 3
_AGAINST_FUTURE = 15  # what "will" happen in a month lies ahead; of a quarter that is over, results are still to come
_NEVER = 20
_REPORTABLE = 30  # days
_BACKWARDS = 1.5


def said_year(reading: CalendarDate | Holiday, context: Context) -> tuple[int | None, Hangs, Mention | None]:
    """The year if the words give it, whole, short or as an offset."""
    if reading.year is not None:
        return reading.year, Hangs.NOTHING, None
    if isinstance(reading, CalendarDate) and reading.short_year is not None:
        now = context.published.year if context.published else context.last.period.year if context.last else 2000
        y = now - (now - reading.short_year) % 100
        return (y + 100 if y + 100 <= now + PIVOT else y), Hangs.NOTHING, None
    if isinstance(reading, CalendarDate) and reading.origin is Origin.EARLIER and not reading.turn and context.last:
        return context.last.period.year, Hangs.EARLIER, context.last
    anchor = context.anchor()
    if reading.year_offset is not None and anchor:
        return anchor.year + reading.year_offset, *hanging_on(context)
    return None, Hangs.NOTHING, None


def turned(options: list[Period], context: Context, turn: int | None, *, begun: bool = False, planned: bool = False) -> Period:
    """The option that tense and "last" or "next" point at, seen from the article's day."""
    assert context.published is not None  # callers ask only then
    day = context.published
    if turn is None and (begun or (context.wide and context.tense is Tense.PAST)):
        return max((p for p in options if _has_begun(p, day)), key=lambda p: p.index, default=options[0])
    if turn == 0 and options[0].unit is not Unit.SEASON:  # "this winter" in March is the one just over
        return min(options, key=lambda p: abs(p.year - day.year))
    if turn == -1:
        return max((p for p in options if p.last < day), key=lambda p: p.index, default=options[0])
    if turn == 1:
        return min((p for p in options if day < p.first), key=lambda p: p.index, default=options[-1])
    return min(options, key=lambda p: _strain(p, day, context.tense, planned=planned))


def _has_begun(period: Period, day: Day) -> bool:
    """Whether a date can be told in the past; of a quarter a month has to be over before anybody does."""
    return day.days_since(period.first) >= (_REPORTABLE if period.unit in (Unit.QUARTER, Unit.HALF) else 0)


def _strain(period: Period, day: Day, tense: Tense, *, planned: bool) -> int:
    """How far the option lies from the article's day, in days; further where the tense speaks against it."""
    reported = period.unit in (Unit.QUARTER, Unit.HALF)
    if tense is Tense.PAST and reported and not _has_begun(period, day):
        return (_REPORTABLE - day.days_since(period.first)) * _NEVER
    if day < period.first:
        return period.first.days_since(day) * (_AGAINST_TENSE if tense is Tense.PAST else 1)
    weight = 1 if tense is not Tense.FUTURE or planned else _AGAINST_TENSE if reported else _AGAINST_FUTURE
    return max(0, day.days_since(period.last)) * weight


def told_distance(period: Period, last: Period) -> float:
    """Days from the last date of a story; going back costs more than going on."""
    if last.last < period.first:
        return period.first.days_since(last.last)
    return max(0, last.first.days_since(period.last)) * _BACKWARDS
