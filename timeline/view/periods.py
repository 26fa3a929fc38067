"""Dates in drawing order → headings by year and month, lines for long silences, and the bars of the density strip.

A year stands under one heading until it holds more than `DENSE` events; then it is split by month. An event stands under the month in
which its date begins (or ends, where only the end is known); one that may lie anywhere in half a year or more opens its year, under a
heading of its own. What may lie outside the heading's stretch is counted there ("1 perhaps later").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline import wording
from timeline.view.dates import anchor_day
from timeline.view.text import count
from timeline.when import Day, Extent, When, month_length

DENSE = 6  # events a year may hold before it is split by month
_WIDE_DAYS = 180  # "some day" in so long a stretch has no month
_MIN_SILENCE = 42  # days; shorter silences are not worth a line
_MANY_BARS = 36
_MANY_YEARS = 40
_MONTH_DAYS, _YEAR_DAYS = 30.44, 365.25


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Stretch:
    """A run of time with a heading: years `year` to `year + years - 1`, or one month of `year`; 0 for "month not known"."""

    year: int
    month: int = 0
    years: int = 1
    split: bool = False

    @property
    def anchor(self) -> str:
        """The id of its section."""
        return f"t{self.year:04}" + (f"-{self.month:02}" if self.split else "")

    @property
    def heading(self) -> str:
        """Its name: "June 2025", "2025", "2025, month not known", "1990 – 1999"."""
        if self.month:
            return f"{wording.MONTHS[self.month - 1]} {wording.year(self.year)}"
        if self.years > 1:
            return f"{wording.year(self.year)} – {wording.year(self.year + self.years - 1)}"
        return wording.year(self.year) + (", month not known" if self.split else "")

    @property
    def first(self) -> Day:
        """Its first day."""
        return Day.of(max(self.year, -9998), self.month or 1, 1)

    @property
    def last(self) -> Day:
        """Its last day."""
        year = min(self.year + self.years - 1, 9999)
        return Day.of(year, self.month, month_length(year, self.month)) if self.month else Day.of(year, 12, 31)


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
    notes = [count(len(whens), "event")]
    notes += [
        f"{number} {words}" for number, words in ((planned, "planned"), (earlier, "perhaps earlier"), (later, "perhaps later")) if number
    ]
    return ", ".join(notes)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One step of the density strip: its labels and the positions of the dates that fall in it."""

    label: str
    long_label: str
    members: tuple[int, ...]


def bins(dates: Sequence[When]) -> tuple[Bin, ...]:
    """Steps of one month each from the first date to the last; of years, decades or centuries where months would be too many."""
    days = [anchor_day(when) for when in dates]
    if not days:
        return ()
    for months in (1, 12, 120, 1200):
        steps = [(day.year * 12 + day.month - 1) // months for day in days]
        if max(steps) - min(steps) < _MANY_BARS:
            break
    held: dict[int, list[int]] = {}
    for position, step in enumerate(steps):
        held.setdefault(step, []).append(position)
    return tuple(_bin(step, months, tuple(held.get(step, ()))) for step in range(min(steps), max(steps) + 1))


def _bin(step: int, months: int, members: tuple[int, ...]) -> Bin:
    year, month = divmod(step * months, 12)
    if months == 1:
        name = wording.MONTHS[month]
        return Bin(label=name[:3], long_label=f"{name} {wording.year(year)}", members=members)
    words = wording.year(year) + ("" if months == 12 else f" – {wording.year(year + months // 12 - 1)}")  # noqa: PLR2004  a year
    return Bin(label=wording.year(year), long_label=words, members=members)


def _stretch(when: When, *, dense: bool) -> Stretch:
    day = anchor_day(when)
    if not dense:
        return Stretch(year=day.year)
    wide = (
        when.first is not None and when.last is not None and when.extent is Extent.WITHIN and when.last.days_since(when.first) >= _WIDE_DAYS
    )
    return Stretch(year=day.year, month=0 if wide else day.month, split=True)


def _years_a_heading(years: Counter[int]) -> int:
    """1, or 10 or 100 where single years would make a long row of nearly empty headings."""
    for size in (1, 10):
        if len({year // size for year in years}) <= max(_MANY_YEARS, years.total() // 2):
            return size
    return 100


def _end(when: When) -> int:
    day = when.last if when.last is not None else when.first
    assert day is not None  # a When has one end at least
    return day.ordinal


def _length(days: int) -> str:
    for unit, size, least in (("year", _YEAR_DAYS, 2), ("month", _MONTH_DAYS, 2), ("week", 7, 1)):
        if days / size >= least:
            return count(int(days / size), unit)
    return count(days, "day")
