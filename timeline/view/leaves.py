"""Stretches in drawing order in, the run of time that each has a page for out: a year, or a half, quarter or month of a crowded one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline import wording
from timeline.phrases import Phrases
from timeline.quick import dataclass
from timeline.view.periods import Stretch
from timeline.view.text import capital
from timeline.when import half, month, quarter

WHOLE = 500  # events, or sources, that one page may hold
_SIZES = (12, 6, 3)  # months; what is too much for all of these is told by month


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Leaf:
    """A run of time with a page: `years` years from `year`, or `months` months of it from `month`, 0 where the month is not known."""

    year: int
    month: int = 1
    months: int = 12
    years: int = 1

    def heading(self, words: Phrases) -> str:
        """Its name: "2025", "The first half of 2025", "June 2025", "1990 – 1999"."""
        if not self.month:
            return Stretch(year=self.year, split=True).heading(words)
        match self.months:
            case 6:
                when = half(self.year, self.month // 6 + 1)
            case 3:
                when = quarter(self.year, self.month // 3 + 1)
            case 1:
                when = month(self.year, self.month)
            case _:
                return Stretch(year=self.year, years=self.years).heading(words)
        return capital(wording.label(when, words))


def leaves(under: Sequence[Stretch]) -> tuple[Leaf, ...]:
    """The leaf of each stretch: what has no month stands in the first run of its year, or by itself where each month has a page."""
    years: dict[int, list[Stretch]] = {}
    for stretch in under:
        years.setdefault(stretch.year, []).append(stretch)
    sizes = {year: _size(stretches) for year, stretches in years.items()}
    spans = {year: min(stretch.years for stretch in stretches) for year, stretches in years.items()}
    return tuple(
        Leaf(year=stretch.year, years=spans[stretch.year])
        if sizes[stretch.year] == _SIZES[0]
        else Leaf(year=stretch.year, month=_first_month(stretch, sizes[stretch.year]), months=sizes[stretch.year])
        for stretch in under
    )


def files(under: Sequence[Leaf], home: Leaf) -> dict[Leaf, str]:
    """The page of each leaf: `home` is the index, the first of each year keeps the year's plain name, so that links to it live on."""
    names: dict[Leaf, str] = {}
    for leaf in dict.fromkeys(under):
        plain = f"year-{leaf.year:04}.html"
        names[leaf] = f"year-{leaf.year:04}-{leaf.month:02}.html" if plain in names.values() else plain
    return names | {home: "index.html"}


def _size(stretches: Sequence[Stretch]) -> int:
    """Into runs of how many months a year must be cut, so that a page holds each if that can be."""
    fitting = (size for size in _SIZES if max(Counter(_first_month(stretch, size) for stretch in stretches).values()) <= WHOLE)
    return next(fitting, 1)


def _first_month(stretch: Stretch, size: int) -> int:
    return stretch.month if size == 1 else max(stretch.month - 1, 0) // size * size + 1
