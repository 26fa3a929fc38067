"""A calendar unit as a pair of unit and number, so that "two quarters earlier" is arithmetic; its TIMEX3 value and its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from timeline.quick import altered, dataclass
from timeline.readings import Unit
from timeline.when import Day, Precision, When, between, century, decade, half, month, on, quarter, season, year

_SEASONS = ("SP", "SU", "FA", "WI")
_PER_YEAR = {Unit.MONTH: 12, Unit.QUARTER: 4, Unit.SEASON: 4, Unit.HALF: 2, Unit.YEAR: 1}
_ORDER = (Unit.DAY, Unit.WEEKEND, Unit.WEEK, Unit.MONTH, Unit.SEASON, Unit.QUARTER, Unit.HALF, Unit.YEAR, Unit.DECADE, Unit.CENTURY)
_MARCH = 3
_KEPT = 4096  # units whose days are remembered


@dataclass(frozen=True, slots=True)
class Period:
    """The `index`-th unit of its kind.

    Days by ordinal, weeks from that of 1 January of year 1, months and quarters from year 0, decades and centuries by year // 10 or 100.
    `lag` is how many months a quarter of a year of business ends before the calendar's quarter of that name (after it, below 0).
    """

    unit: Unit
    index: int
    lag: int = 0

    def shift(self, units: int) -> Period:
        """So many units on."""
        return Period(self.unit, self.index + units, self.lag)

    def to(self, unit: Unit) -> Period:
        """The unit of another size that holds the first day of this one; itself where the size is the same."""
        return self if unit is self.unit else containing(self.first, unit)

    @property
    def year(self) -> int:
        """The astronomical year it begins in."""
        match self.unit:
            case Unit.MONTH | Unit.QUARTER | Unit.SEASON | Unit.HALF | Unit.YEAR:
                return self.index // _PER_YEAR[self.unit]
            case Unit.DECADE:
                return self.index * 10
            case Unit.CENTURY:
                return self.index * 100
            case _:
                return self.first.year

    @property
    def first(self) -> Day:
        """Its first day."""
        return _day(self.index) if self.unit is Unit.DAY else _edge(self.when.first)

    @property
    def last(self) -> Day:
        """Its last day."""
        return _day(self.index) if self.unit is Unit.DAY else _edge(self.when.last)

    @property
    def is_coarser_than_day(self) -> bool:
        """Whether it holds more than one day."""
        return self.unit is not Unit.DAY

    def is_finer_than(self, unit: Unit) -> bool:
        """Whether its unit is smaller than another."""
        return _ORDER.index(self.unit) < _ORDER.index(unit)

    @property
    def when(self) -> When:
        """Some day in it."""
        return _when(self.unit, self.index) if not self.lag else _lagging(self.index, self.lag)

    @property
    def value(self) -> str:
        """Its TIMEX3 value.

        >>> Period(Unit.QUARTER, 1989 * 4 + 2).value, Period(Unit.YEAR, -492).value
        ('1989-Q3', 'BC0493')
        """
        write = _VALUES.get(self.unit)
        if write is None:
            raise ValueError(f"{self.unit.name} is no calendar unit")
        return write(self.index)


_day = lru_cache(maxsize=_KEPT)(Day)


@lru_cache(maxsize=_KEPT)
def _when(unit: Unit, index: int) -> When:
    match unit:
        case Unit.DAY:
            return on(_day(index))
        case Unit.WEEK:
            return altered(between(Day(index * 7 + 1), Day(index * 7 + 7)), precision=Precision.WEEK)
        case Unit.WEEKEND:
            return between(Day(index * 7 + 6), Day(index * 7 + 7))
        case Unit.MONTH:
            return month(*_split(index, 12))
        case Unit.QUARTER:
            return quarter(*_split(index, 4))
        case Unit.SEASON:
            return season(*_split(index, 4))
        case Unit.HALF:
            return half(*_split(index, 2))
        case Unit.YEAR:
            return year(index)
        case Unit.DECADE:
            return decade(index * 10)
        case Unit.CENTURY:
            return century(index * 100)
        case _:
            raise ValueError(f"{unit.name} is no calendar unit")


def _lagging(index: int, lag: int) -> When:
    """The three months of the `index`-th quarter, moved back by `lag` months."""
    first = index * 3 - lag
    opens, closes = month(*_split(first, 12)), month(*_split(first + 2, 12))
    return between(opens.first, closes.last, precision=Precision.QUARTER)


def containing(day: Day, unit: Unit) -> Period:
    """The unit that holds a day; for WEEKEND the one of its week."""
    y, m, _ = day.ymd
    match unit:
        case Unit.DAY:
            return Period(unit, day.ordinal)
        case Unit.WEEK | Unit.WEEKEND:
            return Period(unit, (day.ordinal - 1) // 7)
        case Unit.MONTH:
            return Period(unit, y * 12 + m - 1)
        case Unit.QUARTER:
            return Period(unit, y * 4 + (m - 1) // 3)
        case Unit.SEASON:
            return Period(unit, y * 4 + m // 3 - 1 if m >= _MARCH else y * 4 - 1)
        case Unit.HALF:
            return Period(unit, y * 2 + (m - 1) // 6)
        case Unit.YEAR:
            return Period(unit, y)
        case Unit.DECADE:
            return Period(unit, y // 10)
        case Unit.CENTURY:
            return Period(unit, y // 100)
        case _:
            raise ValueError(f"{unit.name} is no calendar unit")


def part_of_year(y: int, part: str) -> Period:
    """A quarter, half or season of a year by its TIMEX3 letters."""
    if part.startswith("Q"):
        return Period(Unit.QUARTER, y * 4 + int(part[1]) - 1)
    if part.startswith("H"):
        return Period(Unit.HALF, y * 2 + int(part[1]) - 1)
    return Period(Unit.SEASON, y * 4 + _SEASONS.index(part))


def day_value(day: Day) -> str:
    """TIMEX3 of a day."""
    y, m, d = day.ymd
    return f"{year_value(y)}-{m:02}-{d:02}"


def year_value(y: int) -> str:
    """TIMEX3 of an astronomical year: 1989, BC0493."""
    return f"{y:04}" if y > 0 else f"BC{1 - y:04}"


def _week_value(week: int) -> str:
    iso = date.fromordinal(week * 7 + 1).isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


_VALUES: dict[Unit, Callable[[int], str]] = {
    Unit.DAY: lambda index: day_value(Day(index)),
    Unit.WEEK: _week_value,
    Unit.WEEKEND: lambda index: f"{_week_value(index)}-WE",
    Unit.MONTH: lambda index: f"{year_value(index // 12)}-{index % 12 + 1:02}",
    Unit.QUARTER: lambda index: f"{year_value(index // 4)}-Q{index % 4 + 1}",
    Unit.SEASON: lambda index: f"{year_value(index // 4)}-{_SEASONS[index % 4]}",
    Unit.HALF: lambda index: f"{year_value(index // 2)}-H{index % 2 + 1}",
    Unit.YEAR: year_value,
    Unit.DECADE: lambda index: f"{index:03}" if index >= 0 else f"BC{-index - 1:03}",
    Unit.CENTURY: lambda index: f"{index:02}" if index >= 0 else f"BC{-index - 1:02}",
}


def _split(index: int, per_year: int) -> tuple[int, int]:
    return index // per_year, index % per_year + 1


def _edge(day: Day | None) -> Day:
    assert day is not None  # a calendar unit is bounded
    return day
