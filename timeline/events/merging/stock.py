"""The lines of all articles in, which of them are stock phrases out: those that, figures aside, stand in more articles of other stories
than of their own, as often.

What was found before is handed in again. Then only articles are looked at that have other lines or other articles beside them, and those
with a line that others now have or no longer have; what comes out is the same.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from itertools import chain

from timeline.quick import dataclass

_LIFT = 2  # times as often as elsewhere that the articles of a story have a wording which is theirs


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stock:
    """`phrases` are the numbers of the lines of an article that are stock phrases, where there are any. The rest is what the next turn
    starts from: the `lines` of each article as `Gist.packed_lines` has them, the articles of one story `beside` each, and how many articles
    there are.
    """

    phrases: Mapping[str, frozenset[int]] = field(default_factory=dict)
    lines: Mapping[str, bytes] = field(default_factory=dict)
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    count: int = 0


NO_STOCK = Stock()


def stock_phrases(lines: Mapping[str, bytes], shared: Iterable[tuple[str, str]], before: Stock = NO_STOCK) -> Stock:
    """The stock phrases of articles; pairs of one story are `shared`. What was found `before` saves work."""
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in shared:
        near[one].append(other)
        near[other].append(one)
    beside, count = {article: tuple(others) for article, others in near.items()}, len(lines)
    anew = _touched(lines, beside, before) if count == before.count else beside.keys()
    holders = _holders(lines, set(chain.from_iterable(_numbers(lines[article]) for article in anew)))
    phrases = {article: found for article in beside if article not in anew and (found := before.phrases.get(article))}
    phrases |= {article: found for article in anew if (found := _phrases(_numbers(lines[article]), set(beside[article]), holders, count))}
    return Stock(phrases=phrases, lines=lines, beside=beside, count=count)


def _numbers(packed: bytes) -> Sequence[int]:
    return array("Q", packed)


def _touched(lines: Mapping[str, bytes], beside: Mapping[str, tuple[str, ...]], before: Stock) -> set[str]:
    """The articles whose stock phrases may be others than before."""
    changed = {article for article in lines.keys() | before.lines.keys() if lines.get(article) != before.lines.get(article)}
    moved: set[int] = set()
    for article in changed:
        moved.update(set(_numbers(before.lines.get(article, b""))).symmetric_difference(_numbers(lines.get(article, b""))))
    return {
        article
        for article, near in beside.items()
        if article in changed or near != before.beside.get(article) or not moved.isdisjoint(_numbers(lines[article]))
    }


def _holders(lines: Mapping[str, bytes], wanted: set[int]) -> Mapping[int, set[str]]:
    """The articles that have a line, for those of the lines that are `wanted` and stand in several."""
    users = Counter(chain.from_iterable(wanted.intersection(_numbers(packed)) for packed in lines.values()))
    holders: dict[int, set[str]] = {number: set() for number, count in users.items() if count > 1}
    del users
    for article, packed in lines.items():
        for number in holders.keys() & _numbers(packed):
            holders[number].add(article)
    return holders


def _phrases(numbers: Sequence[int], near: set[str], holders: Mapping[int, set[str]], every: int) -> frozenset[int]:
    return frozenset(
        at
        for at, number in enumerate(numbers)
        if (others := holders.get(number)) and _is_stock(len(near & others), len(near), len(others), every)
    )


def _is_stock(near: int, beside: int, found: int, every: int) -> bool:
    """Whether a wording is of no story: `near` of the articles `beside` one have it, and `found` of `every` article."""
    return found - 1 - near > near and near * every < _LIFT * found * beside
