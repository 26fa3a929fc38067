"""Figures of two mentions in, whether they agree out."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.figures import last_place
from timeline.model import Figure

_MONEY = frozenset({"USD", "EUR", "GBP"})
_RATES = frozenset({"times", "percent"})
_LARGE = 100  # from which a count hardly agrees by chance
_ROUNDED, _ABOUT, _MORE = 1.05, 1.1, 1.5  # how far the greater of two may lie above the smaller
_COARSE = 0.1  # share of a figure that its last digit may be worth: “100 miles” is no “50 to 150”


def agreement(one: Sequence[Figure], other: Sequence[Figure]) -> int:
    """1 where an exact amount agrees, -1 where amounts of money differ or counts lie far apart, 0 where figures say nothing."""
    agree = differ = False
    for x in one:
        for y in other:
            if x.unit != y.unit or (x.unit in _RATES and x.measure != y.measure):
                continue
            if agreeing(x, y):
                agree |= x.unit in _MONEY or (x.value >= _LARGE and not x.qualifier and not y.qualifier)
            else:
                differ |= x.unit in _MONEY or _far(x, y)
    return 1 if agree else -1 if differ else 0


def _far(x: Figure, y: Figure) -> bool:
    """Whether two counts of one thing are too far apart for two reports of it: three ferries and eleven."""
    low, high = sorted((x.value, y.value))
    exact = not x.qualifier and not y.qualifier and x.unit not in _RATES and x.measure == y.measure and low > 1
    return exact and high > low * _MORE


def agreeing(x: Figure, y: Figure) -> bool:
    """Whether two figures of one unit can both hold: equal, equal when rounded, or inside the other's "more than" or "about"."""
    low, high = sorted((x, y), key=lambda f: f.value)
    if low.value == high.value or _rounded(low, high) or _converted(low, high):
        return True
    if low.qualifier in {"more than", "at least"} or high.qualifier in {"less than", "at most"}:
        return high.value <= low.value * _MORE
    return "about" in {low.qualifier, high.qualifier} and high.value <= low.value * _ABOUT


def _rounded(low: Figure, high: Figure) -> bool:
    """Whether one is the other with fewer digits: 1,234 and 1,200, $5.9 billion and $6 billion."""
    if high.value > low.value * _ROUNDED or low.place or high.place:
        return False
    place = max(last_place(low.value), last_place(high.value))
    return round(low.value / place) == round(high.value / place)


def _converted(low: Figure, high: Figure) -> bool:
    """Whether two that are written in different units come to one within their last digits: 10 kilometres and 6 miles."""
    if low.text.rpartition(" ")[2] == high.text.rpartition(" ")[2]:
        return False
    slack = sum(min(f.place / 2, abs(f.value) * _COARSE) for f in (low, high))
    return high.value - low.value <= slack
