"""Units counted from a date in, outcomes out: "last week", "the following year", "the quarter", "the weekend"."""

from __future__ import annotations

from timeline.model import Tense
from timeline.quick import altered
from timeline.readings import NamedUnit, Origin, Side, Unit
from timeline.resolving.context import Context, Mention
from timeline.resolving.outcome import (
    CLOCK_UNITS,
    NO_DATE,
    NOTHING_BEFORE,
    Hangs,
    Outcome,
    from_anywhere,
    hanging_on,
    of,
    open_value,
    unknown,
)
from timeline.resolving.periods import Period, containing
from timeline.resolving.shifts import counted
from timeline.when import Day, Precision, between

_MIDWEEK = 3  # Thursday: from then on "this weekend" is the one to come
_NEAR = 2  # sentences back in which the day stands that "the following day" follows


def named_unit(reading: NamedUnit, context: Context) -> Outcome:
    """A unit counted from the article's date or from one spoken of before."""
    if reading.unit in CLOCK_UNITS:
        return Outcome(value="PRESENT_REF")
    if reading.origin is Origin.EARLIER and not (reading.told and context.tense is not Tense.PAST):
        return _named_earlier(reading, context)
    if reading.latest and reading.unit is not Unit.WEEKEND:
        return _latest(reading, context)
    anchor = context.anchor()
    if anchor is None:
        return unknown(open_value(reading.unit), NO_DATE)
    hangs, earlier = hanging_on(context)
    if reading.unit is Unit.WEEKEND and reading.latest:
        return of(_bare_weekend(anchor.first, context.tense), hangs, earlier)
    period = anchor.to(reading.unit).shift(reading.offset)
    early = reading.unit is Unit.WEEKEND and not reading.offset and anchor.unit is Unit.DAY and anchor.first.weekday < _MIDWEEK
    if early and context.tense is Tense.PAST:
        period = period.shift(-1)  # on a Monday, "was killed this weekend"
    if reading.weekday is not None:
        return of(Period(Unit.DAY, period.first.ordinal + reading.weekday - 1), hangs, earlier)
    outcome = altered(_from_anywhere(anchor, period, reading), hangs=hangs, earlier=earlier)
    if reading.rolling:
        start = counted(anchor.to(Unit.DAY), reading.offset, reading.unit, keep=True)
        return altered(outcome, when=between(start.first, anchor.last, approximate=True)) if start else outcome
    return _sided(outcome, reading.side, anchor)


def _bare_weekend(day: Day, tense: Tense) -> Period:
    this = containing(day, Unit.WEEKEND)
    return this if tense is Tense.FUTURE or day.weekday >= 5 else this.shift(-1)  # noqa: PLR2004  Saturday


def _sided(outcome: Outcome, side: Side, anchor: Period) -> Outcome:
    """So "earlier this year" ends at the anchor, "later this year" begins there."""
    if side is Side.WHOLE or outcome.when is None or not outcome.period:
        return outcome
    whole = outcome.period
    if side is Side.BEFORE and not anchor.first < whole.first and not whole.last < anchor.last:
        return altered(outcome, when=between(whole.first, anchor.last, precision=Precision.DAY))
    if side is Side.AFTER and not anchor.first < whole.first and not whole.last < anchor.last:
        return altered(outcome, when=between(anchor.first, whole.last, precision=Precision.DAY))
    return outcome


def _named_earlier(reading: NamedUnit, context: Context) -> Outcome:
    if reading.latest:
        return _in_question(reading, context)
    last = context.last
    if last is None:
        if context.published is None or reading.offset > 0:
            return unknown(open_value(reading.unit), NOTHING_BEFORE)
        return of(containing(context.published, reading.unit).shift(reading.offset), Hangs.PUBLISHED)
    if reading.unit is Unit.DAY and not last.period.is_finer_than(Unit.SEASON):
        last = context.last_of(Unit.DAY, reach=_NEAR)
        if last is None:  # no day is one day after a season
            return unknown(open_value(reading.unit), NOTHING_BEFORE)
    base = last.period
    if reading.offset and base.is_finer_than(reading.unit) is False and base.unit is not reading.unit:
        base = containing(base.last if reading.offset > 0 else base.first, reading.unit)
    if reading.unit is Unit.DAY and not reading.offset and last.period.is_coarser_than_day:  # "that day" after "in May" is some day of May
        when = between(last.period.first, last.period.last)
        return Outcome(value=f"{last.period.to(Unit.MONTH).value}-XX", when=when, hangs=Hangs.EARLIER, earlier=last)
    found = _from_anywhere(last.period, base.to(reading.unit).shift(reading.offset), reading)
    return _sided(altered(found, hangs=Hangs.EARLIER, earlier=last), reading.side, last.period)


def _from_anywhere(base: Period, period: Period, reading: NamedUnit) -> Outcome:
    """A unit counted from a date that may be coarser than it: "the next day" after "May"."""
    near, far = (containing(day, reading.unit).shift(reading.offset) for day in (base.first, base.last))
    return from_anywhere(base, period, near, far)


def _in_question(reading: NamedUnit, context: Context) -> Outcome:
    """For "the quarter" and "the year": the one the text is about, else the article's own (for quarters the last that is over)."""
    about = context.topic(reach=None) if reading.unit is Unit.QUARTER else context.last_of(reading.unit)
    if about and _can_be_in_question(about, reading.unit, context):
        return of(about.period, Hangs.EARLIER, about)
    if reading.unit is Unit.DAY and context.last and not context.published:
        return of(context.last.period.to(Unit.DAY), Hangs.EARLIER, context.last)
    anchor = context.anchor()
    if anchor is None:
        return unknown(open_value(reading.unit), NOTHING_BEFORE)
    hangs, earlier = hanging_on(context)
    report = context.topic() if reading.unit is Unit.YEAR and reading.side is Side.WHOLE and not context.narrative else None
    if report is not None:  # a report on a fourth quarter speaks of the year that the quarter ends
        return of(containing(report.period.last, Unit.YEAR), Hangs.EARLIER, report)
    period = anchor.to(reading.unit).shift(-1 if reading.unit is Unit.QUARTER else 0)
    return _sided(of(period, hangs, earlier), reading.side, anchor)


def _can_be_in_question(about: Mention, unit: Unit, context: Context) -> bool:
    """In news "the year" is the article's own unless the text stated another that has begun."""
    if unit is not Unit.YEAR or context.narrative or context.published is None:
        return True
    y = context.published.year
    return about.period.index == y or (about.stated and about.period.index < y)


def _latest(reading: NamedUnit, context: Context) -> Outcome:
    about = context.topic(reach=None) if reading.unit is Unit.QUARTER else context.last_of(reading.unit)
    if about:
        return of(about.period, Hangs.EARLIER, about)
    if context.published is None:
        return unknown(open_value(reading.unit), NO_DATE)
    return of(containing(context.published, reading.unit).shift(-1), Hangs.PUBLISHED)
