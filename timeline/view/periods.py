"""Dates in drawing order → headings by year and month, lines for long silences, and the bars of the density strip.

A year stands under one heading until it holds more than `DENSE` events; then it is split by month. An event stands under the month in
which its date begins (or ends, where only the end is known); one that may lie anywhere in half a year or more opens its year, under a
heading of its own. What may lie outside the heading's stretch is counted there ("1 perhaps later").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from timeline import wording
from timeline.model import Event
from timeline.phrases import ENGLISH, Phrases, phrase
from timeline.quick import dataclass
from timeline.view.dates import anchor_day
from timeline.view.text import events as event_count
from timeline.when import Day, Extent, When, month_length

DENSE = 6  # events a year may hold before it is split by month
_WIDE_DAYS = 180  # "some day" in so long a stretch has no month
_MIN_SILENCE = 42  # days; shorter silences are not worth a line
_MANY_YEARS = 40
_MONTH_DAYS, _YEAR_DAYS, _AT_LEAST = 30.44, 365.25, 2  # a silence is told in years or months from two of them on
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

    def heading(self, words: Phrases = ENGLISH) -> str:
        """Its name: "June 2025", "2025", "2025, month not known", "1990 – 1999"."""
        if self.month:
            return wording.month(self.year, self.month, words)
        name = wording.year(self.year, words)
        if self.years > 1:
            return f"{name} – {wording.year(self.year + self.years - 1, words)}"
        return words.say("{year}, month not known", year=name) if self.split else name

    @property
    def last(self) -> Day:
        """Its last day."""
        if self.month:
            return Day.of(self.year, self.month, month_length(self.year, self.month))
        return Day.of(min(self.year + self.years - 1, _MAX_YEAR), 12, 31)


Placed = list[tuple[Event, When]]
Drawn = tuple[Placed, tuple[Stretch, ...]]


def in_order(events: Sequence[Event]) -> Drawn:
    """The dated events in the order in which they are drawn, and the stretch each stands under."""
    placed = [(event, event.when) for event in events if event.when is not None]
    under = stretches([when for _, when in placed])
    ranked = sorted(range(len(placed)), key=lambda at: (under[at].year, under[at].month, under[at].years, under[at].split, at))
    return [placed[at] for at in ranked], tuple([under[at] for at in ranked])


def stretches(dates: Sequence[When]) -> tuple[Stretch, ...]:
    """The stretch each date stands under, in the same order as the dates."""
    of = [anchor_day(when).year for when in dates]
    years = Counter(of)
    size = _years_a_heading(years)
    if size > 1:
        return tuple([Stretch(year=year // size * size, years=size) for year in of])
    return tuple([_stretch(when, dense=years[year] > DENSE) for when, year in zip(dates, of, strict=True)])


def heading_count(stretch: Stretch, dates: Iterable[When], planned: int, words: Phrases = ENGLISH) -> str:
    """What stands under a heading: "9 events, 2 planned, 1 perhaps later"."""
    whens = tuple(dates)
    later = sum(1 for when in whens if when.last is None or (when.last > stretch.last and when.extent is Extent.WITHIN))
    earlier = sum(1 for when in whens if when.first is None)
    notes = (
        (planned, phrase("{number} planned")),
        (earlier, phrase("{number} perhaps earlier")),
        (later, phrase("{number} perhaps later")),
    )
    return ", ".join([event_count(len(whens), words), *(words.say(text, number=words.number(number)) for number, text in notes if number)])


def silences(dates: Sequence[When], words: Phrases = ENGLISH) -> tuple[str, ...]:
    """For each date in drawing order, the line that tells of a long silence before it, or ""."""
    if not dates:
        return ()
    days = [anchor_day(when).ordinal for when in dates]
    threshold = max(_MIN_SILENCE, (max(days) - min(days)) // 20)
    lines, reach = [""], _end(dates[0])
    for when in dates[1:]:
        silent = when.first.ordinal - reach if when.first is not None else 0
        lines.append(words.say("{length}, no events found", length=_length(silent, words)) if silent > threshold else "")
        reach = max(reach, _end(when))
    return tuple(lines)


def span_words(dates: Sequence[When], words: Phrases = ENGLISH) -> str:
    """The months or years in which the first and the last event are drawn: "2019 – August 2025"."""
    if not dates:
        return ""
    ends = (min(dates, key=anchor_day), max(dates, key=anchor_day))
    first, last = (_month_or_year(when, words) for when in ends)
    return first if first == last else f"{first} – {last}"


# --- the density strip -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One step of the density strip: its labels and the positions of the dates that fall in it. The label "…" is a run without any."""

    label: str
    long_label: str
    era: str = ""
    members: tuple[int, ...] = ()


def bins(dates: Sequence[When], words: Phrases = ENGLISH) -> tuple[Bin, ...]:
    """Steps of a month each; of years, decades or centuries where months would be too many. Dates wider than a step are left out."""
    steps: tuple[Bin, ...] = ()
    days = [anchor_day(when).ymd for when in dates]
    of = [year * 12 + month - 1 for year, month, _ in days]
    for months in (1, 12, 120, 1200):
        fitting = [position for position, when in enumerate(dates) if _fits(when, months)]
        steps = tuple(_row([(position, of[position]) for position in fitting], months, words)) if fitting else ()
        if steps and len(steps) <= _MANY_BARS and len(fitting) * 2 > len(dates):
            return steps
    return steps


def _row(fitting: Iterable[tuple[int, int]], months: int, words: Phrases) -> Iterable[Bin]:
    """Steps of so many months, from positions and the months they fall in."""
    held: dict[int, list[int]] = {}
    for position, month in fitting:
        held.setdefault(month // months, []).append(position)
    fresh = True
    for empty, run in groupby(range(min(held), max(held) + 1), key=lambda step: step not in held):
        steps = list(run)
        if empty and len(steps) >= _EMPTY_RUN:
            yield Bin(label="…", long_label="")
            fresh = True
            continue
        for step in steps:
            yield _bin(step, months, tuple(held.get(step, ())), words, fresh=fresh)
            fresh = False


def _bin(step: int, months: int, members: tuple[int, ...], words: Phrases, *, fresh: bool) -> Bin:
    year, month = divmod(step * months, 12)
    if months == 1:
        era = wording.year(year, words) if fresh or month == 0 else ""
        return Bin(label=words.short_months[month], long_label=wording.month(year, month + 1, words), era=era, members=members)
    name = wording.year(year, words)
    whole = name + ("" if months == 12 else f" – {wording.year(year + months // 12 - 1, words)}")  # noqa: PLR2004  a year
    return Bin(label=name, long_label=whole, members=members)


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


def _month_or_year(when: When, words: Phrases) -> str:
    day = anchor_day(when)
    if _fits(when, 1):
        return wording.month(day.year, day.month, words)
    return wording.year(day.year, words)


def _days(when: When) -> int:
    """How many days a bounded date holds; 0 for an open one."""
    return when.last.days_since(when.first) + 1 if when.first is not None and when.last is not None else 0


def _end(when: When) -> int:
    day = when.last if when.last is not None else when.first
    assert day is not None  # a When has one end at least
    return day.ordinal


def _length(days: int, words: Phrases) -> str:
    if days / _YEAR_DAYS >= _AT_LEAST:
        return words.count(int(days / _YEAR_DAYS), "{number} year", "{number} years")
    if days / _MONTH_DAYS >= _AT_LEAST:
        return words.count(int(days / _MONTH_DAYS), "{number} month", "{number} months")
    return words.count(days // 7, "{number} week", "{number} weeks")
