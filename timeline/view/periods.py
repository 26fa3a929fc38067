"""Dates in drawing order → headings by year and month, lines for long silences, and the bars of the density strip.

A year stands under one heading until it holds more than `DENSE` events; then it is split by month. An event stands under the month in
which its date begins (or ends, where only the end is known); one that may lie anywhere in half a year or more opens its year, under a
heading of its own. What may lie outside the heading's stretch is counted there ("1 perhaps later").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from timeline import wording
from timeline.view.dates import anchor_day
from timeline.view.text import count
from timeline.when import Day, Extent, When, month_length

DENSE = 6  # events a year may hold before it is split by month
_WIDE_DAYS = 180  # "some day" in so long a stretch has no month
_MIN_SILENCE = 42  # days; shorter silences are not worth a line
_MANY_YEARS = 40
_MONTH_DAYS, _YEAR_DAYS = 30.44, 365.25
_MANY_BARS = 36
_EMPTY_RUN = 4  # so many empty bars in a row become one "…"
_MAX_YEAR = 9999


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Stretch:
    """A run of time with a heading: `years` years from `year`, or one month of it; with `split`, month 0 is "month not known"."""

    year: int
    month: int = 0
    years: int = 1
    split: bool = False

    @property
    def anchor(self) -> str:
        """The id of its section."""
        return f"t{self.year:04}" + (f"-{self.month:02}" if self.month else f"-{self.years}y" if self.years > 1 else "")

    @property
    def heading(self) -> str:
        """Its name: "June 2025", "2025", "2025, month not known", "1990 – 1999"."""
        if self.month:
            return f"{wording.MONTHS[self.month - 1]} {wording.year(self.year)}"
        if self.years > 1:
            return f"{wording.year(self.year)} – {wording.year(self.year + self.years - 1)}"
        return wording.year(self.year) + (", month not known" if self.split else "")

    @property
    def last(self) -> Day:
        """Its last day."""
        if self.month:
            return Day.of(self.year, self.month, month_length(self.year, self.month))
        return Day.of(min(self.year + self.years - 1, _MAX_YEAR), 12, 31)


def stretches(dates: Sequence[When]) -> tuple[Stretch, ...]:
    """The stretch each date stands under, in the same order as the dates."""
    years = Counter(anchor_day(when).year for when in dates)
    size = _years_a_heading(years)
    if size > 1:
        return tuple(Stretch(year=anchor_day(when).year // size * size, years=size) for when in dates)
    return tuple(_stretch(when, dense=years[anchor_day(when).year] > DENSE) for when in dates)


def heading_count(stretch: Stretch, dates: Iterable[When], planned: int) -> str:
    """What stands under a heading: "9 events, 2 planned, 1 perhaps later"."""
    whens = tuple(dates)
    later = sum(1 for when in whens if when.last is None or (when.last > stretch.last and when.extent is Extent.WITHIN))
    earlier = sum(1 for when in whens if when.first is None)
    notes = ((planned, "planned"), (earlier, "perhaps earlier"), (later, "perhaps later"))
    return ", ".join([count(len(whens), "event"), *(f"{number} {words}" for number, words in notes if number)])


def silences(dates: Sequence[When]) -> tuple[str, ...]:
    """For each date in drawing order, the line that tells of a long silence before it, or ""."""
    if not dates:
        return ()
    days = [anchor_day(when).ordinal for when in dates]
    threshold = max(_MIN_SILENCE, (max(days) - min(days)) // 20)
    lines, reach = [""], _end(dates[0])
    for when in dates[1:]:
        silent = when.first.ordinal - reach if when.first is not None else 0
        lines.append(f"{_length(silent)}, no events found" if silent > threshold else "")
        reach = max(reach, _end(when))
    return tuple(lines)


def span_words(dates: Sequence[When]) -> str:
    """The months or years in which the first and the last event are drawn: "2019 – August 2025"."""
    if not dates:
        return ""
    ends = (min(dates, key=anchor_day), max(dates, key=anchor_day))
    first, last = (_month_or_year(when) for when in ends)
    return first if first == last else f"{first} – {last}"


# --- the density strip -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One step of the density strip: its labels and the positions of the dates that fall in it. The label "…" is a run without any."""

    label: str
    long_label: str
    era: str = ""
    members: tuple[int, ...] = ()


def bins(dates: Sequence[When]) -> tuple[Bin, ...]:
    """Steps of a month each; of years, decades or centuries where months would be too many. Dates wider than a step are left out."""
    steps: tuple[Bin, ...] = ()
    for months in (1, 12, 120, 1200):
        fitting = [position for position, when in enumerate(dates) if _fits(when, months)]
        steps = tuple(_row(dates, fitting, months)) if fitting else ()
        if steps and len(steps) <= _MANY_BARS and len(fitting) * 2 > len(dates):
            return steps
    return steps


def _row(dates: Sequence[When], fitting: Sequence[int], months: int) -> Iterable[Bin]:
    held: dict[int, list[int]] = {}
    for position in fitting:
        day = anchor_day(dates[position])
        held.setdefault((day.year * 12 + day.month - 1) // months, []).append(position)
    fresh = True
    for empty, run in groupby(range(min(held), max(held) + 1), key=lambda step: step not in held):
        steps = list(run)
        if empty and len(steps) >= _EMPTY_RUN:
            yield Bin(label="…", long_label="")
            fresh = True
            continue
        for step in steps:
            yield _bin(step, months, tuple(held.get(step, ())), fresh=fresh)
            fresh = False


def _bin(step: int, months: int, members: tuple[int, ...], *, fresh: bool) -> Bin:
    year, month = divmod(step * months, 12)
    if months == 1:
        name, era = wording.MONTHS[month], wording.year(year) if fresh or month == 0 else ""
        return Bin(label=name[:3], long_label=f"{name} {wording.year(year)}", era=era, members=members)
    words = wording.year(year) + ("" if months == 12 else f" – {wording.year(year + months // 12 - 1)}")  # noqa: PLR2004  a year
    return Bin(label=wording.year(year), long_label=words, members=members)


def _fits(when: When, months: int) -> bool:
    return not when.is_bounded or when.extent is Extent.THROUGHOUT or _days(when) <= months * 31


# --- small questions ---------------------------------------------------------------------------------------------------------------------


def _stretch(when: When, *, dense: bool) -> Stretch:
    day = anchor_day(when)
    if when.extent is Extent.WITHIN and when.first is not None and when.last is not None:
        years = when.last.year - when.first.year + 1
        if _days(when) > 2 * _WIDE_DAYS and years > 1:
            return Stretch(year=day.year, years=years, split=dense)
        if _days(when) > _WIDE_DAYS:
            return Stretch(year=day.year, split=dense)
    return Stretch(year=day.year, month=day.month if dense else 0, split=dense)


def _years_a_heading(years: Counter[int]) -> int:
    """1, or 10 or 100 where single years would make a long row of nearly empty headings."""
    for size in (1, 10):
        if len({year // size for year in years}) <= max(_MANY_YEARS, years.total() // 2):
            return size
    return 100


def _month_or_year(when: When) -> str:
    day = anchor_day(when)
    if _fits(when, 1):
        return f"{wording.MONTHS[day.month - 1]} {wording.year(day.year)}"
    return wording.year(day.year)


def _days(when: When) -> int:
    """How many days a bounded date holds; 0 for an open one."""
    return when.last.days_since(when.first) + 1 if when.first is not None and when.last is not None else 0


def _end(when: When) -> int:
    day = when.last if when.last is not None else when.first
    assert day is not None  # a When has one end at least
    return day.ordinal


def _length(days: int) -> str:
    for unit, size, least in (("year", _YEAR_DAYS, 2), ("month", _MONTH_DAYS, 2), ("week", 7, 1)):
        if days / size >= least:
            return count(int(days / size), unit)
    return count(days, "day")
