"""A reading and a context in, an outcome out: a `match` over readings, a short function each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import assert_never

from timeline.model import Tense
from timeline.readings import (
    CalendarDate,
    Duration,
    Holiday,
    NamedUnit,
    NotAfter,
    Origin,
    Reading,
    Reference,
    Repeated,
    Shift,
    Side,
    Span,
    TimeOfDay,
    Unit,
)
from timeline.resolving.context import Context, Mention
from timeline.resolving.outcome import Hangs, Outcome, of, unknown
from timeline.resolving.periods import Period, containing, part_of_year, year_value
from timeline.when import Day, Precision, When, between, century, decade, month_length, on

_NO_DATE = "the article has no date to count from"
_OUTSIDE = "the words reach outside the calendar"
_NOTHING_BEFORE = "no earlier date in the text to count from"
_PIVOT = 20  # two-digit years reach so many years past the article's
_PARTS_OF_DAY = frozenset({"MO", "AF", "EV", "NI", "MI", "DT"})
_CLOCK_UNITS = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})
_DAYS_IN = {"D": 14, "W": 60, "M": 300, "Y": 1825, "Q": 900, "DE": 7300}
_WEEK = 7
_NEXT_SENTENCE = 1  # how far a year reaches in an article without a date
_AGAINST_TENSE = 3
_NEVER = 20
_BACKWARDS = 1.5
_FINE = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.SEASON, Unit.QUARTER})


def place(reading: Reading, context: Context) -> Outcome:
    """Where a reading lies, as far as the context tells."""
    match reading:
        case CalendarDate():
            return _calendar(reading, context)
        case Span():
            return _span(reading, context)
        case NamedUnit():
            return _named(reading, context)
        case Shift():
            return _shift(reading, context)
        case TimeOfDay():
            return _time(reading, context)
        case Holiday():
            return _holiday(reading, context)
        case Reference():
            return _reference(reading, context)
        case Duration():
            return _duration(reading, context)
        case NotAfter():
            return place(reading.date, context)
        case Repeated():
            return Outcome(value=reading.value)
        case _:
            assert_never(reading)


# --- calendar dates -----------------------------------------------------------------------------------------------------------------------


def _calendar(reading: CalendarDate, context: Context) -> Outcome:
    if reading.part == "Q?":
        return _same_quarter(reading, context)
    if reading.month is None and reading.weekday is not None and reading.day is None:
        return _weekday(reading, context)
    if reading.month is None and reading.day is not None and reading.year is None:
        return _day_of_month(reading, context)
    y, hangs, earlier = _said_year(reading, context)
    if y is not None:
        return _dated(reading, y, hangs, earlier)
    if reading.origin is Origin.EARLIER:
        return unknown(_partial(reading), _NOTHING_BEFORE)
    if reading.year_offset is not None:
        return unknown(_partial(reading), _NO_DATE)
    return _yearless(reading, context)


def _said_year(reading: CalendarDate | Holiday, context: Context) -> tuple[int | None, Hangs, Mention | None]:
    """The year if the words give it, whole, short or as an offset."""
    if reading.year is not None:
        return reading.year, Hangs.NOTHING, None
    if isinstance(reading, CalendarDate) and reading.short_year is not None:
        now = context.published.year if context.published else context.last.period.year if context.last else 2000
        y = now - (now - reading.short_year) % 100
        return (y + 100 if y + 100 <= now + _PIVOT else y), Hangs.NOTHING, None
    if isinstance(reading, CalendarDate) and reading.origin is Origin.EARLIER and context.last:
        return context.last.period.year, Hangs.EARLIER, context.last
    anchor = context.anchor()
    if reading.year_offset is not None and anchor:
        return anchor.year + reading.year_offset, *_hanging_on(context)
    return None, Hangs.NOTHING, None


def _hanging_on(context: Context) -> tuple[Hangs, Mention | None]:
    return (Hangs.EARLIER, context.last) if context.narrative and context.last else (Hangs.PUBLISHED, None)


def _dated(reading: CalendarDate, y: int, hangs: Hangs, earlier: Mention | None) -> Outcome:
    period = _period(reading, y)
    if period is None:
        return unknown(_partial(reading), f"there is no such day in {year_value(y)}")
    return replace(of(period, hangs, earlier), value=f"{period.value}-XX-XX") if reading.some_day else of(period, hangs, earlier)


def _period(reading: CalendarDate, y: int) -> Period | None:
    if reading.part:
        return part_of_year(y, reading.part)
    if reading.month is None:
        return Period(Unit.YEAR, y)
    if reading.day is None:
        return Period(Unit.MONTH, y * 12 + reading.month - 1)
    if reading.day > month_length(y, reading.month):
        return None
    return Period(Unit.DAY, Day.of(y, reading.month, reading.day).ordinal)


def _partial(reading: CalendarDate) -> str:
    if reading.part:
        return f"XXXX-{reading.part}"
    if reading.month is None:
        return f"XXXX-WXX-{reading.weekday}" if reading.weekday else f"XXXX-XX-{reading.day:02}" if reading.day else "XXXX"
    return f"XXXX-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "")


def _yearless(reading: CalendarDate, context: Context) -> Outcome:
    """A month, day or part of a year without its year: the article's date and the tense decide; in a narrative the story's last date."""
    if context.narrative and context.last:
        return _continued(reading, context, context.last)
    same = context.last_of(Unit.YEAR, reach=0)
    if same is not None and same.stated:
        return _dated(reading, same.period.year, Hangs.EARLIER, same)
    if context.published is None:
        last = context.last_of(Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.QUARTER, Unit.SEASON, reach=_NEXT_SENTENCE)
        return _continued(reading, context, last) if last else unknown(_partial(reading), _NO_DATE)
    options = [period for y in range(-1, 2) if (period := _period(reading, context.published.year + y))]
    if not options:
        return unknown(_partial(reading), "there is no such day near the article's date")
    return of(_turned(options, context, reading.turn, begun=reading.begun), Hangs.PUBLISHED)


def _turned(options: list[Period], context: Context, turn: int | None, *, begun: bool = False) -> Period:
    """The option that tense and "last" or "next" point at, seen from the article's day."""
    assert context.published is not None  # callers ask only then
    day = context.published
    if begun or (context.wide and context.tense is Tense.PAST):
        return max((p for p in options if not day < p.first), key=lambda p: p.index, default=options[0])
    if turn == 0:
        return min(options, key=lambda p: abs(p.year - day.year))
    if turn == -1:
        return max((p for p in options if p.last < day), key=lambda p: p.index, default=options[0])
    if turn == 1:
        return min((p for p in options if day < p.first), key=lambda p: p.index, default=options[-1])
    return min(options, key=lambda p: _strain(p, day, context.tense))


def _strain(period: Period, day: Day, tense: Tense) -> int:
    """How far the option lies from the article's day, in days; further where the tense speaks against it."""
    if day < period.first:
        reported = period.unit in (Unit.QUARTER, Unit.HALF)  # figures of a quarter that has not begun cannot be told in the past
        return period.first.days_since(day) * (_NEVER if tense is Tense.PAST and reported else _AGAINST_TENSE if tense is Tense.PAST else 1)
    return max(0, day.days_since(period.last)) * (_AGAINST_TENSE if tense is Tense.FUTURE else 1)


def _continued(reading: CalendarDate, context: Context, last: Mention) -> Outcome:
    """In a story the date is the one nearest to the last, and time goes on rather than back."""
    last = context.story or last
    y = last.period.year
    years = (y,) if last.period.unit not in _FINE else (y - 1, y, y + 1)
    options = [period for near in years if (period := _period(reading, near))]
    if not options:
        return unknown(_partial(reading), f"there is no such day in {year_value(y)}")
    return of(min(options, key=lambda p: _told_distance(p, last.period)), Hangs.EARLIER, last)


def _told_distance(period: Period, last: Period) -> float:
    """Days from the last date of a story; going back costs more than going on."""
    if last.last < period.first:
        return period.first.days_since(last.last)
    return max(0, last.first.days_since(period.last)) * _BACKWARDS


def _same_quarter(reading: CalendarDate, context: Context) -> Outcome:
    """For "the 1988 quarter": the quarter that the text is about, in that year."""
    assert reading.year is not None  # the rule asks for it
    about = context.last_of(Unit.QUARTER, Unit.HALF)
    if about is None:
        return of(Period(Unit.YEAR, reading.year))
    period = Period(
        about.period.unit, about.period.index + (reading.year - about.period.year) * (4 if about.period.unit is Unit.QUARTER else 2)
    )
    return of(period, Hangs.EARLIER, about)


def _weekday(reading: CalendarDate, context: Context) -> Outcome:
    assert reading.weekday is not None  # callers ask only then
    last = context.last
    if (reading.origin is Origin.EARLIER or context.narrative) and last:
        if reading.turn == 0:
            return of(Period(Unit.DAY, last.period.to(Unit.WEEK).first.ordinal + reading.weekday - 1), Hangs.EARLIER, last)
        return of(
            _weekday_near(
                reading, last.period.last if reading.turn == 1 else last.period.first, Tense.PAST if reading.turn is None else None
            ),
            Hangs.EARLIER,
            last,
        )
    if context.published is None:
        return unknown(f"XXXX-WXX-{reading.weekday}", _NO_DATE)
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


def _day_of_month(reading: CalendarDate, context: Context) -> Outcome:
    anchor = context.anchor()
    if anchor is None or reading.day is None:
        return unknown(_partial(reading), _NO_DATE)
    y, m, _ = anchor.first.ymd
    options = []
    for index in (y * 12 + m - 2, y * 12 + m - 1, y * 12 + m):
        oy, om = index // 12, index % 12 + 1
        if reading.day <= month_length(oy, om):
            options.append(containing(Day.of(oy, om, reading.day), Unit.DAY))
    if reading.weekday is not None:
        options = [option for option in options if option.first.weekday + 1 == reading.weekday] or options
    if context.narrative or context.published is None or reading.year_offset == 0:
        same = [p for p in options if p.first.month == m]
        return of((same or options)[0], *_hanging_on(context))
    return of(_turned(options, context, None), Hangs.PUBLISHED)


def _before_christ(year: int) -> int:
    return 1 - year


def _span(reading: Span, context: Context) -> Outcome:
    first = reading.first_year
    if reading.short:
        now = context.published.year if context.published else context.last.period.year if context.last else 2000
        first += now - now % 100
        if first > now + _PIVOT:
            first -= 100
    if first <= 0:
        decades = reading.unit is Unit.DECADE
        letters = f"{(_before_christ(first) - 1) // 10:03}" if decades else f"{-first // 100:02}"
        when = decade(first) if decades else century(first)
        return Outcome(value=f"BC{letters}", when=when)
    period = (
        Period(reading.unit, first // (10 if reading.unit is Unit.DECADE else 100)) if reading.unit in (Unit.DECADE, Unit.CENTURY) else None
    )
    return of(period, Hangs.PUBLISHED if reading.short else Hangs.NOTHING) if period else Outcome(value=year_value(first))


# --- units and shifts ---------------------------------------------------------------------------------------------------------------------


def _named(reading: NamedUnit, context: Context) -> Outcome:
    if reading.unit in _CLOCK_UNITS:
        return Outcome(value="PRESENT_REF")
    if reading.origin is Origin.EARLIER:
        return _named_earlier(reading, context)
    if reading.latest and reading.unit is not Unit.WEEKEND:
        return _latest(reading, context)
    anchor = context.anchor()
    if anchor is None:
        return unknown(_open_value(reading.unit), _NO_DATE)
    hangs, earlier = _hanging_on(context)
    if reading.unit is Unit.WEEKEND and reading.latest:
        return of(_bare_weekend(anchor.first, context.tense), hangs, earlier)
    period = anchor.to(reading.unit).shift(reading.offset)
    if reading.weekday is not None:
        return of(Period(Unit.DAY, period.first.ordinal + reading.weekday - 1), hangs, earlier)
    return _sided(of(period, hangs, earlier), reading.side, anchor)


def _bare_weekend(day: Day, tense: Tense) -> Period:
    this = containing(day, Unit.WEEKEND)
    return this if tense is Tense.FUTURE or day.weekday >= 5 else this.shift(-1)  # noqa: PLR2004  Saturday


def _sided(outcome: Outcome, side: Side, anchor: Period) -> Outcome:
    """So "earlier this year" ends at the anchor, "later this year" begins there."""
    if side is Side.WHOLE or outcome.when is None or not outcome.period:
        return outcome
    whole = outcome.period
    if side is Side.BEFORE and not anchor.first < whole.first and not whole.last < anchor.last:
        return replace(outcome, when=between(whole.first, anchor.last, precision=Precision.DAY))
    if side is Side.AFTER and not anchor.first < whole.first and not whole.last < anchor.last:
        return replace(outcome, when=between(anchor.first, whole.last, precision=Precision.DAY))
    return outcome


def _named_earlier(reading: NamedUnit, context: Context) -> Outcome:
    if reading.latest:
        return _in_question(reading, context)
    last = context.last
    if last is None:
        if context.published is None:
            return unknown(_open_value(reading.unit), _NOTHING_BEFORE)
        return of(containing(context.published, reading.unit).shift(reading.offset), Hangs.PUBLISHED)
    base = last.period
    if reading.offset and base.is_finer_than(reading.unit) is False and base.unit is not reading.unit:
        base = containing(base.last if reading.offset > 0 else base.first, reading.unit)
    return _sided(of(base.to(reading.unit).shift(reading.offset), Hangs.EARLIER, last), reading.side, last.period)


def _in_question(reading: NamedUnit, context: Context) -> Outcome:
    """For "the quarter" and "the year": the one the text is about, else the article's own (for quarters the last that is over)."""
    about = context.topic(reach=None) if reading.unit is Unit.QUARTER else context.last_of(reading.unit)
    if about and _can_be_in_question(about, reading.unit, context):
        return of(about.period, Hangs.EARLIER, about)
    if reading.unit is Unit.DAY and context.last and not context.published:
        return of(context.last.period.to(Unit.DAY), Hangs.EARLIER, context.last)
    anchor = context.anchor()
    if anchor is None:
        return unknown(_open_value(reading.unit), _NOTHING_BEFORE)
    hangs, earlier = _hanging_on(context)
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
        return unknown(_open_value(reading.unit), _NO_DATE)
    return of(containing(context.published, reading.unit).shift(-1), Hangs.PUBLISHED)


def _open_value(unit: Unit) -> str:
    return {Unit.DAY: "XXXX-XX-XX", Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.MONTH: "XXXX-XX", Unit.QUARTER: "XXXX-QX"}.get(
        unit, "XXXX"
    )


def _shift(reading: Shift, context: Context) -> Outcome:
    if reading.base is not None:
        return _beside(reading, place(reading.base, context))
    grain = context.topic() if reading.unit is Unit.YEAR and reading.amount == 1 and not context.narrative else None
    last = context.last if reading.origin is Origin.EARLIER or context.narrative else None
    earlier = grain or last
    if reading.amount is None:
        return _few(reading, context, earlier)
    if earlier is not None and earlier.period is not None:
        base, hangs = earlier.period, Hangs.EARLIER
    elif context.published is not None:
        base, hangs, earlier = containing(context.published, Unit.DAY), Hangs.PUBLISHED, None
    else:
        return unknown(_open_value(reading.unit), _NO_DATE)
    period = _shifted(base, reading.amount * reading.sign, reading.unit, keep=grain is not None)
    return replace(of(period, hangs, earlier), aside=grain is not None) if period else unknown(_open_value(reading.unit), _OUTSIDE)


def _beside(reading: Shift, base: Outcome) -> Outcome:
    """So many units from a date that the words name: "the day before Christmas"."""
    if base.period is None:
        return base
    if reading.amount is None:
        return replace(_some(reading, base.period), hangs=base.hangs, earlier=base.earlier)
    period = _shifted(base.period, reading.amount * reading.sign, reading.unit, keep=False)
    return of(period, base.hangs, base.earlier) if period else unknown(_open_value(reading.unit), _OUTSIDE)


def _shifted(base: Period, amount: float, unit: Unit, *, keep: bool) -> Period | None:
    scale, unit = {
        Unit.DECADE: (10, Unit.YEAR),
        Unit.CENTURY: (100, Unit.YEAR),
        Unit.MILLENNIUM: (1000, Unit.YEAR),
        Unit.SEASON: (1, Unit.SEASON),
    }.get(unit, (1, unit))
    amount *= scale
    if unit in _CLOCK_UNITS:
        return base.to(Unit.DAY).shift(int(amount / 24) if unit is Unit.HOUR else 0)
    if amount != int(amount):
        amount, unit = (amount * 12, Unit.MONTH) if unit is Unit.YEAR else (round(amount), unit)
    try:
        if keep:
            return base.shift(int(amount) * {Unit.QUARTER: 4, Unit.HALF: 2, Unit.MONTH: 12}[base.unit])
        start = base if base.is_finer_than(unit) or base.unit is unit else containing(base.first if amount < 0 else base.last, unit)
        moved = start.to(unit).shift(int(amount))
        assert moved.first  # raises ValueError outside the calendar
    except ValueError:
        return None
    return moved


def _few(reading: Shift, context: Context, earlier: Mention | None) -> Outcome:
    base = earlier.period if earlier else containing(context.published, Unit.DAY) if context.published else None
    some = _some(reading, base)
    return replace(some, hangs=Hangs.EARLIER if earlier else Hangs.PUBLISHED, earlier=earlier) if some.when else some


def _some(reading: Shift, base: Period | None) -> Outcome:
    """For "a few years ago": before the anchor by some units, one to ten of them."""
    value = "PAST_REF" if reading.sign < 0 else "FUTURE_REF"
    if base is None or reading.unit in _CLOCK_UNITS:
        return Outcome(value=value)
    near, far = _shifted(base, reading.sign, reading.unit, keep=False), _shifted(base, 10 * reading.sign, reading.unit, keep=False)
    if near is None or far is None:
        return Outcome(value=value)
    first, last = (far.first, near.last) if reading.sign < 0 else (near.first, far.last)
    return Outcome(value=value, when=between(first, last, approximate=True))


# --- times of day, holidays, references, lengths ------------------------------------------------------------------------------------------


def _time(reading: TimeOfDay, context: Context) -> Outcome:
    inner = place(reading.day, context) if reading.day else _default_day(context)
    clock = reading.clock
    if inner.period is None or inner.period.is_coarser_than_day:
        return replace(inner, value=f"{inner.value or 'XXXX-XX-XX'}T{clock}", period=None)
    written = "24:00" if clock == "24:00" else clock
    when = on(inner.period.first, clock="" if clock == "24:00" else written + (reading.zone if clock not in _PARTS_OF_DAY else ""))
    return replace(inner, value=f"{inner.value}T{written}", when=when)


def _default_day(context: Context) -> Outcome:
    if context.narrative and context.last:
        return of(context.last.period, Hangs.EARLIER, context.last)
    if context.published is None:
        return unknown("XXXX-XX-XX", _NO_DATE)
    return of(containing(context.published, Unit.DAY), Hangs.PUBLISHED)


def _holiday(reading: Holiday, context: Context) -> Outcome:
    y, hangs, earlier = _said_year(reading, context)
    if y is not None:
        return of(_feast(reading.rule, y), hangs, earlier)
    if context.narrative and context.last:
        return of(_feast(reading.rule, context.last.period.year), Hangs.EARLIER, context.last)
    if context.published is None:
        return unknown("XXXX-" + (reading.rule if re.fullmatch(r"\d\d-\d\d", reading.rule) else "XX-XX"), _NO_DATE)
    return of(
        _turned([_feast(reading.rule, context.published.year + step) for step in (-1, 0, 1)], context, reading.turn, begun=reading.begun),
        Hangs.PUBLISHED,
    )


def _feast(rule: str, y: int) -> Period:
    """The day of a feast in a year, from its rule: MM-DD, easter+N, MM-n-w."""
    if rule.startswith("easter"):
        from dateutil.easter import easter  # few texts speak of Easter

        return Period(Unit.DAY, Day.from_date(easter(y)).ordinal + int(rule.removeprefix("easter")))
    if fixed := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return Period(Unit.DAY, Day.of(y, int(fixed[1]), int(fixed[2])).ordinal)
    found = re.fullmatch(r"(\d\d)-(-?\d)-(\d)(\+?)", rule)
    if found is None:
        raise ValueError(f"{rule!r} is no rule of a feast")
    m, nth, weekday = int(found[1]), int(found[2]), int(found[3])
    if nth < 0:
        last = Day.of(y, m, month_length(y, m))
        return Period(Unit.DAY, last.ordinal - (last.weekday + 1 - weekday) % _WEEK)
    first = Day.of(y, m, 2 if found[4] else 1)  # "+": the Tuesday after the first Monday
    return Period(Unit.DAY, first.ordinal + (weekday - first.weekday - 1) % _WEEK + (nth - 1) * _WEEK)


def _reference(reading: Reference, context: Context) -> Outcome:
    if not reading.days:
        return Outcome(value=reading.value)
    anchor = context.anchor()
    if anchor is None:
        return unknown(reading.value, _NO_DATE)
    hangs, earlier = _hanging_on(context)
    return Outcome(
        value=reading.value, when=_stretch(anchor, reading.days, 1 if reading.value == "FUTURE_REF" else -1), hangs=hangs, earlier=earlier
    )


def _stretch(anchor: Period, days: int, sign: int) -> When:
    if sign < 0:
        return between(anchor.last - days, anchor.last, approximate=True)
    return between(anchor.first, anchor.first + days, approximate=True)


def _duration(reading: Duration, context: Context) -> Outcome:
    """A length of time; one that ends or begins at the anchor ("the past three months") also has days."""
    anchor = context.anchor()
    found = re.fullmatch(r"P(X|\d+)([DWMYQ]|DE)", reading.value)
    if not reading.sign or not found:
        return Outcome(value=reading.value)
    if anchor is None:
        return unknown(reading.value, _NO_DATE)
    hangs, earlier = _hanging_on(context)
    if found[1] == "X":
        return Outcome(value=reading.value, when=_stretch(anchor, _DAYS_IN[found[2]], reading.sign), hangs=hangs, earlier=earlier)
    moved = _shifted(anchor, int(found[1]) * reading.sign, Unit(found[2]), keep=False)
    if moved is None:
        return Outcome(value=reading.value)
    first, last = (moved.first, anchor.last) if reading.sign < 0 else (anchor.first, moved.last)
    return Outcome(value=reading.value, when=between(first, last, approximate=True), hangs=hangs, earlier=earlier)
