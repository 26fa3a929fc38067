"""Amounts of units before or after a date in, outcomes out: "two weeks ago", "a year earlier", "the day before Christmas"."""

from __future__ import annotations

from math import ceil, floor

from timeline.quick import altered
from timeline.readings import Origin, Shift, Unit
from timeline.resolving.context import Context, Mention
from timeline.resolving.outcome import CLOCK_UNITS, NO_DATE, NOTHING_BEFORE, OUTSIDE, Hangs, Outcome, from_anywhere, of, open_value, unknown
from timeline.resolving.periods import Period, containing
from timeline.when import Day, between, month_length

_MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_PER_YEAR = {Unit.MONTH: 12, Unit.QUARTER: 4, Unit.SEASON: 4, Unit.HALF: 2, Unit.YEAR: 1}
_WEEK, _TO_THURSDAY = 7, 3  # days
_DAY = 24  # hours


def shift(reading: Shift, context: Context) -> Outcome:
    """So many units from the article's date, or from a date spoken of before; a report on a quarter compares quarters."""
    grain = context.topic() if reading.unit is Unit.YEAR and reading.amount == 1 and not context.narrative else None
    alike = context.last_of(Unit.MONTH, reach=0) if reading.same and grain is None else None
    last = context.last if reading.origin is Origin.EARLIER or context.narrative else None
    earlier = grain or alike or last
    if reading.amount is None:
        return _few(reading, context, earlier)
    if earlier is not None and earlier.period is not None:
        base, hangs = earlier.period, Hangs.EARLIER
    elif reading.origin is Origin.EARLIER and reading.sign > 0:
        return unknown(_pointer(reading), NOTHING_BEFORE)
    elif context.published is not None:
        base, hangs, earlier = containing(context.published, Unit.DAY), Hangs.PUBLISHED, None
    else:
        return unknown(open_value(reading.unit), NO_DATE)
    keep = not context.sums_up(grain) if grain is not None else alike is not None
    found = _moved(base, reading.amount * reading.sign, reading.unit, keep=keep)
    return altered(found, hangs=hangs, earlier=earlier, aside=grain is not None) if found else unknown(_pointer(reading), OUTSIDE)


def _moved(base: Period, amount: float, unit: Unit, *, keep: bool) -> Outcome | None:
    """So many units from somewhere in a period. None outside the calendar."""
    period = counted(base, amount, unit, keep=keep)
    if period is None or keep:
        return of(period) if period else None
    near, far = (counted(day, amount, unit, keep=False) for day in (base.to(Unit.DAY), containing(base.last, Unit.DAY)))
    if unit is Unit.HOUR and near and far:
        return _by_the_hour(base, period, amount)
    return from_anywhere(base, period, near, far)


def _by_the_hour(base: Period, period: Period, hours: float) -> Outcome:
    """So many hours from a day whose hour nobody gave: twelve hours may be the day beside; minutes are left on their day."""
    first, last = base.first + floor(hours / _DAY), base.last + ceil(hours / _DAY)
    return of(period) if first == last else Outcome(value=period.value, when=between(first, last))


def beside(reading: Shift, base: Outcome) -> Outcome:
    """So many units from a date that the words name: "the day before Christmas"."""
    if base.period is None:
        return base
    if reading.amount is None:
        return altered(_some(reading, base.period), hangs=base.hangs, earlier=base.earlier)
    amount = reading.amount * reading.sign
    period = counted(base.period, amount, reading.unit, keep=reading.same)
    if period and reading.unit is Unit.HOUR:
        return altered(_by_the_hour(base.period.to(Unit.DAY), period, amount), hangs=base.hangs, earlier=base.earlier)
    if period and reading.ending:
        when = between(base.period.first - (_WEEK - 1), base.period.last)
        return Outcome(value=period.value, when=when, hangs=base.hangs, earlier=base.earlier)
    if period and period.unit is Unit.WEEKEND and base.period.first.weekday == 0:  # a feast on a Monday ends its weekend
        period = period.shift(-1)
    return of(period, base.hangs, base.earlier) if period else unknown(open_value(reading.unit), OUTSIDE)


def _few(reading: Shift, context: Context, earlier: Mention | None) -> Outcome:
    base = earlier.period if earlier else containing(context.published, Unit.DAY) if context.published else None
    some = _some(reading, base)
    return altered(some, hangs=Hangs.EARLIER if earlier else Hangs.PUBLISHED, earlier=earlier) if some.when else some


def _some(reading: Shift, base: Period | None) -> Outcome:
    """For "a few years ago": before the anchor by some units, one to ten of them."""
    value = _pointer(reading)
    if base is None or reading.unit in CLOCK_UNITS:
        return Outcome(value=value)
    near, far = counted(base, reading.sign, reading.unit, keep=False), counted(base, 10 * reading.sign, reading.unit, keep=False)
    if near is None or far is None:
        return Outcome(value=value)
    first, last = (far.first, near.last) if reading.sign < 0 else (near.first, far.last)
    return Outcome(value=value, when=between(first, last, approximate=True))


def _pointer(reading: Shift) -> str:
    return "PAST_REF" if reading.sign < 0 else "FUTURE_REF"


def counted(base: Period, amount: float, unit: Unit, *, keep: bool) -> Period | None:
    """So many units from a period, in that unit; `keep` keeps the period's own. None outside the calendar."""
    scale, unit = {
        Unit.FORTNIGHT: (2, Unit.WEEK),
        Unit.DECADE: (10, Unit.YEAR),
        Unit.CENTURY: (100, Unit.YEAR),
        Unit.MILLENNIUM: (1000, Unit.YEAR),
        Unit.SEASON: (1, Unit.SEASON),
    }.get(unit, (1, unit))
    amount *= scale
    if unit in CLOCK_UNITS:
        return base.to(Unit.DAY).shift(int(amount / _DAY) if unit is Unit.HOUR else 0)
    if amount != int(amount):
        amount, unit = (amount * 12, Unit.MONTH) if unit is Unit.YEAR else (round(amount), unit)
    try:
        if keep:
            return _alike(base, int(amount), unit)
        start = base if base.is_finer_than(unit) or base.unit is unit else containing(base.first if amount < 0 else base.last, unit)
        moved = start.to(unit).shift(int(amount))
        assert moved.first  # raises ValueError outside the calendar
    except ValueError:
        return None
    return moved


def _alike(base: Period, amount: int, unit: Unit) -> Period:
    """A period of the same kind so many units on: the same day of another year, the same weekday of another week."""
    months = _MONTHS_IN.get(unit)
    if months is None:
        return containing(base.first + amount * (_WEEK if unit is Unit.WEEK else 1), base.unit)
    if per_year := _PER_YEAR.get(base.unit):
        return base.shift(amount * months * per_year // _MONTHS_IN[Unit.YEAR])
    middle = base.first + _TO_THURSDAY if base.unit is Unit.WEEK else base.first  # whose year an ISO week is of
    y, m, d = middle.ymd
    index = y * 12 + m - 1 + amount * months
    y, m = index // 12, index % 12 + 1
    return containing(Day.of(y, m, min(d, month_length(y, m))), base.unit)
