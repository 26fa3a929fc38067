"""When: days `first` to `last`, how finely they are known, and how two of them stand to each other.

A date in the news is rarely a point. `When` is an interval of days in the proleptic Gregorian calendar, from 9999 BCE to 9999, either end
of which may be open. There is no `<`: `relate` answers with one of six relations. `to_edtf` and `from_edtf` speak EDTF (ISO 8601-2:2019):
levels 0 and 1 but for `Y` years, and of level 2 the sub-year groupings (quarters, halves), the one-of-a-set range `[a..b]` and the
significance of decades. What is outside that is refused with `EdtfError`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import lru_cache, total_ordering

from timeline.errors import EdtfError
from timeline.quick import dataclass

_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097  # the Gregorian calendar repeats after 400 years
_LENGTHS, _FEBRUARY = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 2
MIN_YEAR, MAX_YEAR = -9998, 9999  # astronomical: -9998 is 9999 BCE, 0 is 1 BCE


@total_ordering
@dataclass(frozen=True, slots=True)
class Day:
    """One day, as the number of days since 31 December of 1 BCE (1 January of year 1 is 1, as in `date.toordinal`).

    >>> Day.of(2025, 6, 30) + 1
    Day(2025-07-01)
    >>> str(Day.of(-43, 3, 15))  # 15 March 44 BCE
    '-0043-03-15'
    """

    ordinal: int

    def __post_init__(self) -> None:
        if not _MIN_ORDINAL <= self.ordinal <= _MAX_ORDINAL:
            raise ValueError(f"day {self.ordinal} lies outside 9999 BCE to 9999")

    @classmethod
    def of(cls, year: int, month: int = 1, day: int = 1) -> Day:
        """The day of an astronomical `year` (0 is 1 BCE), `month` 1–12 and `day` 1–31; ValueError where there is none."""
        if not MIN_YEAR <= year <= MAX_YEAR:
            raise ValueError(f"year {year} lies outside 9999 BCE to 9999")
        cycles = 0 if year > 0 else (_CYCLE_YEARS - year) // _CYCLE_YEARS
        try:
            shifted = date(year + cycles * _CYCLE_YEARS, month, day)
        except ValueError:  # each version of Python words it in its own way
            known = 1 <= month <= 12  # noqa: PLR2004
            raise ValueError(f"month {month} of the year {year} has no day {day}" if known else f"there is no month {month}") from None
        return cls(shifted.toordinal() - cycles * _CYCLE_DAYS)

    @classmethod
    def from_date(cls, value: date) -> Day:
        """The same day as a `datetime.date`."""
        return cls(value.toordinal())

    @classmethod
    def parse(cls, text: str) -> Day:
        """Read `YYYY-MM-DD` or `-YYYY-MM-DD`; ValueError for anything else."""
        found = re.fullmatch(r"(-?[0-9]{4})-([0-9]{2})-([0-9]{2})", text)
        if not found:
            raise ValueError(f"{text!r} is not a day written YYYY-MM-DD")
        year, month, day = map(int, found.groups())
        return cls.of(year, month, day)

    @property
    def ymd(self) -> tuple[int, int, int]:
        """Astronomical year, month 1–12, day 1–31."""
        return _ymd(self.ordinal)

    @property
    def year(self) -> int:
        """Astronomical year: 0 is 1 BCE, -43 is 44 BCE."""
        return self.ymd[0]

    @property
    def month(self) -> int:
        """1 to 12."""
        return self.ymd[1]

    @property
    def day(self) -> int:
        """1 to 31."""
        return self.ymd[2]

    @property
    def weekday(self) -> int:
        """Monday is 0, Sunday is 6."""
        return (self.ordinal - 1) % 7

    def __add__(self, days: int) -> Day:
        return Day(self.ordinal + days)

    def __sub__(self, days: int) -> Day:
        return Day(self.ordinal - days)

    def days_since(self, other: Day) -> int:
        """How many days this one lies after `other`; negative where it lies before."""
        return self.ordinal - other.ordinal

    def __lt__(self, other: Day) -> bool:
        return self.ordinal < other.ordinal

    def __hash__(self) -> int:
        return self.ordinal

    def __str__(self) -> str:
        year, month, day = self.ymd
        return f"{_year_text(year)}-{month:02}-{day:02}"

    def __repr__(self) -> str:
        return f"Day({self})"


@lru_cache(maxsize=1 << 14)  # the days of a timeline are asked for many times
def _ymd(ordinal: int) -> tuple[int, int, int]:
    cycles = 0 if ordinal > 0 else (-ordinal // _CYCLE_DAYS) + 1
    shifted = date.fromordinal(ordinal + cycles * _CYCLE_DAYS)
    return shifted.year - cycles * _CYCLE_YEARS, shifted.month, shifted.day


_MIN_ORDINAL = date(2, 1, 1).toordinal() - 25 * _CYCLE_DAYS  # year 2 less 10,000 years is -9998
_MAX_ORDINAL = date.max.toordinal()


class Precision(StrEnum):
    """The unit in which a date is known, finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_FINENESS = {precision: rank for rank, precision in enumerate(Precision)}


class Extent(StrEnum):
    """WITHIN: some day in the interval. THROUGHOUT: all of it."""

    WITHIN = "within"
    THROUGHOUT = "throughout"


class Relation(StrEnum):
    """How one interval of days stands to another."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    OVERLAPS = "overlaps"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Days `first` to `last`, both included, and how finely they are known.

    An end that is None is open; one end at least is given. `precision` is the unit the words spoke in: early June 2025 has the days 1 to 10
    June and the precision month. `approximate` is "about"; `uncertain` is "perhaps". `clock` is a time of day as ISO 8601 writes it
    ("17:00", "17:00-05:00") or a TIMEX3 part of the day ("MO"), only where `first` equals `last`; it orders events of one day.
    """

    first: Day | None
    last: Day | None
    precision: Precision = Precision.DAY
    extent: Extent = Extent.WITHIN
    approximate: bool = False
    uncertain: bool = False
    clock: str = ""

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("a When needs at least one end; an unknown date is None")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(f"When ends ({self.last}) before it starts ({self.first})")
        if self.clock and self.first != self.last:
            raise ValueError("a time of day needs a single day")

    def __hash__(self) -> int:
        """By its days only, which tell most dates apart: dates are looked up very often."""
        first, last = self.first, self.last
        return hash((first and first.ordinal, last and last.ordinal))

    @property
    def is_day(self) -> bool:
        """Whether this is one single day."""
        return self.first is not None and self.first == self.last

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.last is not None

    def __str__(self) -> str:
        return to_edtf(self)


# --- making them ------------------------------------------------------------------------------------------------------------------------


def on(day: Day, *, clock: str = "", approximate: bool = False) -> When:
    """One single day."""
    return When(first=day, last=day, clock=clock, approximate=approximate)


def between(
    first: Day | None, last: Day | None, *, extent: Extent = Extent.WITHIN, precision: Precision = Precision.DAY, approximate: bool = False
) -> When:
    """Some day (or, with `extent`, every day) from `first` to `last`; None leaves an end open."""
    return When(first=first, last=last, extent=extent, precision=precision, approximate=approximate)


def month(year: int, month: int) -> When:
    """Some day in a month.

    >>> to_edtf(month(2025, 6))
    '2025-06'
    """
    return When(first=Day.of(year, month, 1), last=Day.of(year, month, month_length(year, month)), precision=Precision.MONTH)


def year(year: int) -> When:
    """Some day in an astronomical year."""
    return When(first=Day.of(year, 1, 1), last=Day.of(year, 12, 31), precision=Precision.YEAR)


def quarter(year: int, number: int) -> When:
    """Some day in a calendar quarter, 1 to 4."""
    return _months(year, 3 * number - 2, 3, Precision.QUARTER)


def half(year: int, number: int) -> When:
    """Some day in a half year, 1 or 2."""
    return _months(year, 6 * number - 5, 6, Precision.HALF)


def season(year: int, number: int) -> When:
    """Some day in a northern meteorological season: 1 spring (from March), 2 summer, 3 autumn, 4 winter (December to February next).

    Approximate, since writers mean the weather more often than the calendar.
    """
    return replace(_months(year, 3 * number, 3, Precision.SEASON), approximate=True)


def week_of(day: Day) -> When:
    """Some day in the ISO week (Monday to Sunday) that holds `day`."""
    monday = day - day.weekday
    return When(first=monday, last=monday + 6, precision=Precision.WEEK)


def decade(first_year: int) -> When:
    """Some day in the ten years from `first_year` (2010: 2010–2019)."""
    return When(first=Day.of(first_year, 1, 1), last=Day.of(first_year + 9, 12, 31), precision=Precision.DECADE)


def century(first_year: int) -> When:
    """Some day in the hundred years from `first_year` (1900: 1900–1999, TIMEX3 `19`, EDTF `19XX`)."""
    return When(first=Day.of(first_year, 1, 1), last=Day.of(first_year + 99, 12, 31), precision=Precision.CENTURY)


def third(whole: When, part: int) -> When:
    """The first (0), middle (1) or last (2) third of a bounded interval: "early", "mid", "late". Approximate; keeps the precision.

    ValueError for an open interval and for one of fewer than three days.

    >>> to_edtf(third(month(2025, 6), 0))
    '[2025-06-01~..2025-06-10~]'
    """
    if whole.first is None or whole.last is None:
        raise ValueError("an open interval has no thirds")
    days = whole.last.days_since(whole.first) + 1
    if days < 3:  # noqa: PLR2004  a third needs a day of its own
        raise ValueError("fewer than three days have no thirds")
    cuts = (0, round(days / 3), round(2 * days / 3), days)
    return replace(whole, first=whole.first + cuts[part], last=whole.first + (cuts[part + 1] - 1), approximate=True)


def unit_around(day: Day, precision: Precision) -> When:
    """The calendar unit of a precision that holds `day`."""
    y, m, _ = day.ymd
    match precision:
        case Precision.DAY:
            return on(day)
        case Precision.WEEK:
            return week_of(day)
        case Precision.MONTH:
            return month(y, m)
        case Precision.SEASON:
            return season(y, m // 3) if m >= 3 else season(y - 1, 4)  # noqa: PLR2004  March opens spring
        case Precision.QUARTER:
            return quarter(y, (m + 2) // 3)
        case Precision.HALF:
            return half(y, (m + 5) // 6)
        case Precision.YEAR:
            return year(y)
        case Precision.DECADE:
            return decade(_floor_unit(y, 10))
        case Precision.CENTURY:
            return century(_floor_unit(y, 100))


def month_length(year: int, month: int) -> int:
    """Days in a month of an astronomical year."""
    return _LENGTHS[month] if month != _FEBRUARY or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)) else 28


def _months(year: int, first_month: int, count: int, precision: Precision) -> When:
    end_year, end_month = year + (first_month + count - 2) // 12, (first_month + count - 2) % 12 + 1
    return When(
        first=Day.of(year, first_month, 1), last=Day.of(end_year, end_month, month_length(end_year, end_month)), precision=precision
    )


def _floor_unit(year: int, size: int) -> int:
    """The first year of the decade or century of a year; before year 0 the digits decide (EDTF `-004X` is -49 to -40)."""
    return year // size * size if year >= 0 else -((-year) // size * size) - size + 1


# --- comparing ---------------------------------------------------------------------------------------------------------------------------

OPPOSITE = {
    Relation.BEFORE: Relation.AFTER,
    Relation.AFTER: Relation.BEFORE,
    Relation.SAME: Relation.SAME,
    Relation.INSIDE: Relation.AROUND,
    Relation.AROUND: Relation.INSIDE,
    Relation.OVERLAPS: Relation.OVERLAPS,
}


def relate(a: When, b: When) -> Relation:
    """Say how `a` stands to `b`.

    Both end days count; an open end reaches without limit. Extent, precision and clock play no part here.

    >>> relate(on(Day.of(2025, 5, 17)), month(2025, 5))
    <Relation.INSIDE: 'inside'>
    """
    (a1, a2), (b1, b2) = _ordinals(a), _ordinals(b)
    if a2 < b1:
        return Relation.BEFORE
    if b2 < a1:
        return Relation.AFTER
    if (a1, a2) == (b1, b2):
        return Relation.SAME
    if b1 <= a1 and a2 <= b2:
        return Relation.INSIDE
    if a1 <= b1 and b2 <= a2:
        return Relation.AROUND
    return Relation.OVERLAPS


def intersection(a: When, b: When) -> When | None:
    """The days that both hold; None where there are none.

    Where one lies inside the other it is the answer, as it stands. Where both are the same days, or overlap, the finer precision holds; the
    result of the same days is approximate or uncertain only where both are, that of an overlap where either is, for each gives it an end.
    The order of the two plays no part.
    """
    relation = relate(a, b)
    if relation in (Relation.BEFORE, Relation.AFTER):
        return None
    if relation is Relation.INSIDE:
        return a
    if relation is Relation.AROUND:
        return b
    if relation is Relation.SAME:
        return _same_days(a, b)
    firsts = [w.first for w in (a, b) if w.first is not None]
    lasts = [w.last for w in (a, b) if w.last is not None]
    finer = min((a, b), key=lambda w: _FINENESS[w.precision])
    return When(
        first=max(firsts) if firsts else None,
        last=min(lasts) if lasts else None,
        precision=finer.precision,
        approximate=a.approximate or b.approximate,
        uncertain=a.uncertain or b.uncertain,
    )


def _same_days(a: When, b: When) -> When:
    """What two dates of the same days say together; of two clocks the greater text stays, so that the order of the two plays no part."""
    throughout = a.extent is b.extent is Extent.THROUGHOUT
    return When(
        first=a.first,
        last=a.last,
        precision=min(a.precision, b.precision, key=_FINENESS.__getitem__),
        extent=Extent.THROUGHOUT if throughout else Extent.WITHIN,
        approximate=a.approximate and b.approximate,
        uncertain=a.uncertain and b.uncertain,
        clock=max(a.clock, b.clock),
    )


def hull(a: When, b: When) -> When:
    """The smallest interval that holds both; ValueError where it would be open at both ends."""
    if a == b:
        return a
    first = None if a.first is None or b.first is None else min(a.first, b.first)
    last = None if a.last is None or b.last is None else max(a.last, b.last)
    if first is None and last is None:
        raise ValueError("nothing is known of the union of a date before and a date after")
    coarser = max((a, b), key=lambda w: _FINENESS[w.precision])
    return When(
        first=first,
        last=last,
        precision=coarser.precision,
        approximate=a.approximate or b.approximate,
        uncertain=a.uncertain or b.uncertain,
    )


def sort_key(when: When) -> tuple[int, int, int, str]:
    """A total order for drawing: by first day (open at the start: by the last, ahead of others), days before longer, then the clock."""
    if when.first is None:
        return (_ordinals(when)[1], -1, 0, "")
    return (when.first.ordinal, 0 if when.is_day else 1, _ordinals(when)[1], when.clock)


def _ordinals(when: When) -> tuple[int, int]:
    first = _MIN_ORDINAL - 1 if when.first is None else when.first.ordinal
    last = _MAX_ORDINAL + 1 if when.last is None else when.last.ordinal
    return first, last


# --- EDTF --------------------------------------------------------------------------------------------------------------------------------

_SEASON, _QUARTER, _HALF = range(21, 25), range(33, 37), range(40, 42)
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-][0-9]{2}(?::[0-5][0-9])?)?"
_DATE = re.compile(
    rf"(?P<year>-?[0-9X]{{4}})(?:-(?P<month>[0-9X]{{2}})(?:-(?P<day>[0-9X]{{2}})(?:T(?P<clock>{_CLOCK}))?)?)?(?P<mark>[~?%]?)"
)
_SUPPORTED = "write a day, month, year, season 21–24, quarter 33–36, half 40–41, 202X, 20XX, a/b, or [a..b], each with ~, ? or %"


@lru_cache(maxsize=1 << 14)  # every date is written in several places
def to_edtf(when: When) -> str:
    """Write as EDTF: a calendar unit as itself, other "some day" intervals as `[a..b]`, "all of it" as `a/b`, open ends as `..`.

    >>> to_edtf(between(None, Day.of(2025, 6, 10)))
    '[..2025-06-10]'
    """
    mark = "%" if when.approximate and when.uncertain else "~" if when.approximate else "?" if when.uncertain else ""
    if when.extent is Extent.WITHIN and (whole := _unit_text(when)):
        natural = when.precision is Precision.SEASON and not when.is_day  # a season is approximate by itself
        return whole + ("?" if natural and when.uncertain else "" if natural else mark)
    first, last = _ends(when)
    first, last = first and first + mark, last and last + mark
    return f"{first or '..'}/{last or '..'}" if when.extent is Extent.THROUGHOUT else f"[{first}..{last}]"


def from_edtf(text: str) -> When:
    """Read EDTF of the supported kind; EdtfError says what is wrong.

    >>> from_edtf("2025-06~").approximate
    True
    """
    try:
        return _from_edtf(text.strip())
    except EdtfError:
        raise
    except ValueError as error:
        raise EdtfError(f"{text!r} is not a possible date: {error}", hint=_SUPPORTED) from None


def _from_edtf(text: str) -> When:
    if text.startswith("[") and text.endswith("]") and text.count("..") == 1:
        first, _, last = text[1:-1].partition("..")
        return _join(first, last, Extent.WITHIN, text)
    if "/" in text:
        first, _, last = text.partition("/")
        return _join("" if first == ".." else first, "" if last == ".." else last, Extent.THROUGHOUT, text)
    return _single(text)


def _join(first: str, last: str, extent: Extent, text: str) -> When:
    a, b = _single(first) if first else None, _single(last) if last else None
    ends = [w for w in (a, b) if w is not None]
    if not ends:
        raise EdtfError(f"{text!r} has two open ends", hint=_SUPPORTED)
    return When(
        first=a.first if a else None,
        last=b.last if b else None,
        precision=min((w.precision for w in ends), key=_FINENESS.__getitem__),
        extent=extent,
        approximate=any(w.approximate for w in ends),
        uncertain=any(w.uncertain for w in ends),
    )


def _single(text: str) -> When:
    found = _DATE.fullmatch(text)
    if not found:
        raise EdtfError(f"{text!r} is not a date this tool reads", hint=_SUPPORTED)
    when = _unspecified(found["year"], found["month"], found["day"])
    mark = found["mark"]
    clock = re.sub(r"(?<=^[0-9]{2}:[0-9]{2}):00", "", found["clock"] or "")  # EDTF has no shorter form than seconds
    return replace(when, approximate=when.approximate or mark in ("~", "%"), uncertain=mark in ("?", "%"), clock=clock)


def _unspecified(y: str, m: str | None, d: str | None) -> When:
    if "X" in y:
        if not re.fullmatch(r"-?[0-9]{2}(?:XX|[0-9]X)", y) or not {m, d} <= {None, "XX"}:
            raise EdtfError(f"{y!r} leaves out digits other than the last one or two of a year", hint=_SUPPORTED)
        size = 100 if y.endswith("XX") else 10
        nearest, negative = int(y.lstrip("-").replace("X", "0")), y.startswith("-")
        start = -(nearest + size - 1) if negative else nearest
        return century(start) if size == 100 else decade(start)  # noqa: PLR2004
    if y == "-0000":
        raise EdtfError("there is no year -0000; the year before 0001 is 0000", hint=_SUPPORTED)
    number = int(y)
    if m is None or m == "XX":
        if d not in (None, "XX"):
            raise EdtfError("a day without its month says nothing of when", hint=_SUPPORTED)
        return replace(year(number), precision=Precision.YEAR if m is None else Precision.DAY if d else Precision.MONTH)
    if "X" in m or (d and d != "XX" and "X" in d):
        raise EdtfError("a month or day with one digit left out is not supported", hint=_SUPPORTED)
    if int(m) > 12:  # noqa: PLR2004
        grouping = _grouping(number, int(m))
        if d:
            raise EdtfError("a season, quarter or half has no days", hint=_SUPPORTED)
        return grouping
    if d is None or d == "XX":
        return replace(month(number, int(m)), precision=Precision.DAY if d else Precision.MONTH)
    return on(Day.of(number, int(m), int(d)))


def _grouping(y: int, code: int) -> When:
    for codes, make in ((_SEASON, season), (_QUARTER, quarter), (_HALF, half)):
        if code in codes:
            return make(y, code - codes.start + 1)
    raise EdtfError(f"{code} is no month, season, quarter or half", hint=_SUPPORTED)


def _unit_text(when: When) -> str:
    """The text of a whole calendar unit, or of a day or month left open in a larger one; empty for any other interval."""
    if when.first is None or when.last is None:
        return ""
    y, m, d = when.first.ymd
    if when.is_day:
        return f"{_year_text(y)}-{m:02}-{d:02}{_clock_text(when.clock)}"
    if when.precision is Precision.WEEK:
        return ""
    if when.precision is Precision.DAY:
        return (
            f"{_year_text(y)}-{m:02}-XX"
            if _is_unit(when, Precision.MONTH)
            else f"{_year_text(y)}-XX-XX"
            if _is_unit(when, Precision.YEAR)
            else ""
        )
    if when.precision is Precision.MONTH and _is_unit(when, Precision.YEAR):
        return f"{_year_text(y)}-XX"
    return _UNIT_TEXTS[when.precision](y, m) if _is_unit(when, when.precision) else ""


def _is_unit(when: When, precision: Precision) -> bool:
    """Whether a bounded interval is exactly one unit of a precision."""
    assert when.first is not None  # only bounded intervals come here
    try:
        whole = unit_around(when.first, precision)
    except ValueError:  # a season or century cut short by the end of the calendar
        return False
    return (whole.first, whole.last) == (when.first, when.last)


_UNIT_TEXTS: dict[Precision, Callable[[int, int], str]] = {
    Precision.MONTH: lambda y, m: f"{_year_text(y)}-{m:02}",
    Precision.SEASON: lambda y, m: f"{_year_text(y)}-{_SEASON.start + (m // 3) - 1}",
    Precision.QUARTER: lambda y, m: f"{_year_text(y)}-{_QUARTER.start + (m - 1) // 3}",
    Precision.HALF: lambda y, m: f"{_year_text(y)}-{_HALF.start + (m - 1) // 6}",
    Precision.YEAR: lambda y, _: _year_text(y),
    Precision.DECADE: lambda y, _: _digits(y, 1),
    Precision.CENTURY: lambda y, _: _digits(y, 2),
}


def _clock_text(clock: str) -> str:
    """`T17:00:00-05:00`: EDTF wants the seconds; empty for a part of the day, which EDTF cannot say."""
    if not re.fullmatch(_CLOCK, clock):
        return ""
    return f"T{clock}" if re.match(r"[0-9:]{8}", clock) else f"T{clock[:5]}:00{clock[5:]}"


def _digits(first_year: int, left_out: int) -> str:
    magnitude = first_year if first_year >= 0 else -(first_year + 10**left_out - 1)
    return ("-" if first_year < 0 else "") + f"{magnitude:04}"[: 4 - left_out] + "X" * left_out


def _ends(when: When) -> tuple[str, str]:
    """Both ends as days, or as months or years where the precision says so and both ends close such a unit; empty for an open end."""
    cut = {Precision.MONTH: -3, Precision.YEAR: -6}.get(when.precision)
    if cut is not None:
        first = when.first is None or unit_around(when.first, when.precision).first == when.first
        last = when.last is None or unit_around(when.last, when.precision).last == when.last
        cut = cut if first and last else None
    return str(when.first or "")[:cut], str(when.last or "")[:cut]


def _year_text(y: int) -> str:
    return f"-{-y:04}" if y < 0 else f"{y:04}"
