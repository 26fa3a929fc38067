"""Articles as bags of words in, the pairs of them that may be of one story out, with what the words of the two come to.

An article is looked up by its rarest words: those that share most of them are its neighbours, so that the cost stays in proportion to the
articles. A word that many use brings together those of the same weeks; where too many do even then, it is no evidence.

What was found before is handed in again. Then only articles whose words are others, or are worth something else, are looked up anew, with
those they come near to or leave; what comes out is the same.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from functools import cache, lru_cache
from heapq import nsmallest
from itertools import chain, repeat, zip_longest
from math import fsum

from timeline.events.merging.bags import NO_BAGS, Bag, Bags, name_worth_of, numbers, worth_of
from timeline.quick import dataclass

HEAVY = 2  # times that the words of a lead count
_CROWD = 40  # articles beyond which a word brings none together
_KEYS = 80  # words by which an article is looked up: its rarest
_NEAREST = 20
_NAMED = 0.1  # share of what the one that names less names, by what it is worth, that two reports of one story both name
_MANY = 0.25  # share of articles that are new from which all are looked up anew
_WEEKS, _FIRST_WEEK = 20, 1 << 19  # bits of a key that are for weeks; what is added to a week, so that none is below 1
_TINY = 1e-9

Articles = tuple[str, str]  # the ids of two, the smaller first
_Common = tuple[int, float]
_Near = tuple[tuple[str, ...], tuple[int, str] | None]
_Products = tuple[tuple[str, ...], tuple[_Common, ...]]
_NOBODY: _Products = ((), ())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Neighbours:
    """`products` are, for an article, those of its neighbours whose ids are greater, in order, with the product of the words of each two, 0
    where they name too little in common, and the share of their names that is in common, 1 where somebody takes part in both; `weights`
    are the products of each with itself, `worths` those of the bags. The rest is what the next turn starts from: the bags, by what articles
    are looked up, packed, and the nearest of each with the rank of the last where there are no more.
    """

    products: Mapping[str, _Products] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    worths: Mapping[str, bytes] = field(default_factory=dict)
    bags: Bags = NO_BAGS
    keys: Mapping[str, bytes] = field(default_factory=dict)
    nearest: Mapping[str, _Near] = field(default_factory=dict)

    def pairs(self) -> Iterator[tuple[Articles, int, float]]:
        """Each pair of neighbours, the smaller id first, in order, with the product of their words and the share of their names."""
        for id_, (others, products) in self.products.items():
            for other, (product, named) in zip(others, products, strict=True):
                yield (id_, other), product, named

    def is_of(self, other: Neighbours) -> bool:
        """Whether both are those of the same articles."""
        return self.bags.of == other.bags.of


NO_NEIGHBOURS = Neighbours()


def neighbours(bags: Bags, before: Neighbours = NO_NEIGHBOURS) -> Neighbours:
    """The neighbours among articles. What was found `before` saves work."""
    worth = bags.each_worth()
    moved, renamed = _moved(bags, before.bags)
    were = before.bags.of
    fresh = {id_ for id_, bag in bags.of.items() if were.get(id_) is not bag or _has(moved, bag.every) or _has(moved, bag.others)}
    if len(fresh) > len(bags.of) * _MANY:
        before, fresh = NO_NEIGHBOURS, set(bags.of)
    users = numbers(bags.users)
    keys = {id_: _keys(bag, users, worth) if id_ in fresh else before.keys[id_] for id_, bag in bags.of.items()}
    changed = fresh | (were.keys() - bags.of.keys())
    stale = fresh | (_stale(keys, fresh, changed, before) & keys.keys() if before.keys else set())
    holders = _Holders(keys)
    holders.find(stale)
    nearest = {id_: _nearest(holders.ranks(id_)) if id_ in stale else before.nearest[id_] for id_ in keys}
    others = {id_ for id_, bag in bags.of.items() if id_ in fresh or _has(renamed, bag.names)}
    product = _Product(bags, worth)
    return Neighbours(
        products=_products(nearest, product, others, before),
        weights={id_: product.weight(bag) if id_ in fresh else before.weights[id_] for id_, bag in bags.of.items()},
        worths={id_: bag.worths(worth) if id_ in fresh else before.worths[id_] for id_, bag in bags.of.items()},
        bags=bags,
        keys=keys,
        nearest=nearest,
    )


def _moved(bags: Bags, before: Bags) -> tuple[AbstractSet[int], AbstractSet[int]]:
    """The numbers of words that are worth something else than before, or bring other articles together; and of such names."""

    def moved(now: bytes, was: bytes, rank: Callable[[int], Callable[[int], object]]) -> AbstractSet[int]:
        ranks, old = ({n: rank(len(of))(n) for n in {0, *numbers(counts)}} for counts, of in ((now, bags.of), (was, before.of)))
        return {number for number, (n, m) in enumerate(zip_longest(numbers(now), numbers(was), fillvalue=0)) if ranks[n] != old[m]}

    return moved(bags.users, before.users, _rank), moved(bags.namers, before.namers, name_worth_of)


def _rank(articles: int) -> Callable[[int], object]:
    worth = worth_of(articles)
    return lambda count: (worth(count), count > 1, count <= _CROWD)


def _has(some: AbstractSet[int], packed: bytes) -> bool:
    return bool(some) and not some.isdisjoint(numbers(packed))


def _keys(bag: Bag, users: Sequence[int], worth: Sequence[int]) -> bytes:
    """What an article is looked up by: its rare words, and the less rare together with its weeks and those that follow."""
    shared = [number for number in numbers(bag.every) if users[number] > 1]
    rarest = sorted(shared, key=worth.__getitem__, reverse=True)[:_KEYS]
    weeks = bag.week + _FIRST_WEEK, bag.week + _FIRST_WEEK + 1
    found = (((number << _WEEKS) + week for week in weeks) if users[number] > _CROWD else (number << _WEEKS,) for number in rarest)
    return array("Q", chain.from_iterable(found)).tobytes()


def _each(keys: bytes) -> Sequence[int]:
    return array("Q", keys)


class _Holders:
    """The articles under each of their keys, for the keys of those that were asked for."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = keys
        self.under: dict[int, Sequence[str]] = {}

    def find(self, ids: AbstractSet[str], others: Iterable[int] = ()) -> None:
        """Look for all under the keys of some articles, and under others."""
        every = len(ids) == len(self._keys)
        wanted = set[int]() if every else {key for id_ in ids for key in _each(self._keys[id_])}.union(others).difference(self.under)
        found: dict[int, list[str]] = defaultdict(list)
        for id_, packed in self._keys.items():
            for key in _each(packed) if every else wanted.intersection(_each(packed)):
                found[key].append(id_)
        self.under.update((key, tuple(found.pop(key))) for key in tuple(found))  # lists take twice as much, and not all at once then

    def ranks(self, id_: str) -> Mapping[str, int]:
        """How many of the keys of an article bring it together with each other."""
        every = map(self.under.__getitem__, _each(self._keys[id_]))
        found = Counter(chain.from_iterable([ids for ids in every if 1 < len(ids) <= _CROWD]))
        del found[id_]
        return found


def _stale(keys: Mapping[str, bytes], fresh: AbstractSet[str], changed: AbstractSet[str], before: Neighbours) -> set[str]:
    """The articles whose nearest may be others than before, beside the fresh ones: those that a key no longer brings together, or only now,
    and those to whose nearest one of the `changed` belonged, or comes to belong.
    """
    less, more = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for id_ in changed:
        was, now = set(_each(before.keys.get(id_, b""))), set(_each(keys.get(id_, b"")))
        for key in was - now:
            less[key].append(id_)
        for key in now - was:
            more[key].append(id_)
    holders, touched = _Holders(keys), less.keys() | more.keys()
    holders.find(fresh, touched)
    counts = ((holders.under.get(key, ()), len(less.get(key, ())) - len(more.get(key, ()))) for key in touched)
    found = {id_ for ids, change in counts if (1 < len(ids) <= _CROWD) != (1 < len(ids) + change <= _CROWD) for id_ in ids}
    return found | _drawn({id_: holders.ranks(id_) for id_ in fresh}, changed, before.nearest)


def _nearest(ranks: Mapping[str, int]) -> _Near:
    found = nsmallest(_NEAREST, ((-count, other) for other, count in ranks.items()))
    return tuple(other for _, other in found), found[-1] if len(found) == _NEAREST else None


def _drawn(ranks: Mapping[str, Mapping[str, int]], changed: AbstractSet[str], nearest: Mapping[str, _Near]) -> set[str]:
    """The articles that had one of the `changed` among their nearest, or will: those have `ranks` now."""
    found = {id_ for id_, (near, _) in nearest.items() if not changed.isdisjoint(near)}
    for id_, shares in ranks.items():
        found.update(
            other for other, count in shares.items() if other in nearest and ((last := nearest[other][1]) is None or (-count, id_) < last)
        )
    return found


def _products(
    nearest: Mapping[str, _Near], product: Callable[[str, str], _Common], fresh: AbstractSet[str], before: Neighbours
) -> dict[str, _Products]:
    """Those of all neighbours; two that are not `fresh` have the one they had."""
    greater: dict[str, set[str]] = {id_: set() for id_ in sorted(nearest)}
    for id_, (near, _) in nearest.items():
        for other in near:
            greater[min(id_, other)].add(max(id_, other))
    found = {}
    for id_, beyond in greater.items():
        others = tuple(sorted(beyond))
        were = _NOBODY if id_ in fresh else before.products.get(id_, _NOBODY)
        if others == were[0] and fresh.isdisjoint(others):
            found[id_] = were
        else:
            known = {other: common for other, common in zip(*were, strict=True) if other not in fresh}
            found[id_] = others, tuple([known[other] if other in known else product(id_, other) for other in others])
    return found


class _Product:
    """The worth of the words of two articles, those of a lead as often as they count: the inner product of their bags, with the share of
    their names that is in common. Both are 0 for two that name too little in common; the share is 1 where somebody takes part in both.
    """

    def __init__(self, bags: Bags, worth: Sequence[int]) -> None:
        self._of, self._worth, self._name_worth = bags.of, worth, bags.each_name_worth()
        self._whole = cache(lambda id_: self._weigh_names(numbers(self._of[id_].names)))
        self._last = lru_cache(maxsize=1)(self._words_of)  # many pairs in a row begin with the same article

    def __call__(self, one: str, other: str) -> _Common:
        """For two articles by their ids."""
        (weights, names), bag = self._last(one), self._of[other]
        common = self._weigh_names(names.intersection(numbers(bag.names)))
        named = common / max(_TINY, min(self._whole(one), self._whole(other)))
        if named < _NAMED:
            return 0, 0.0
        product = _common(weights, bag.every) + (HEAVY - 1) * _common(weights, bag.lead)
        return product, 1.0 if _meet(self._of[one], names, bag) else named

    def weight(self, bag: Bag) -> int:
        """For an article and itself."""
        every, lead = (sum(map(self._worth.__getitem__, numbers(words))) for words in (bag.every, bag.lead))
        return every + (HEAVY * HEAVY - 1) * lead

    def _words_of(self, id_: str) -> tuple[Mapping[int, int], frozenset[int]]:
        """The words of an article, each with its worth as often as it counts, and its names."""
        bag, worth = self._of[id_], self._worth
        weights = {number: worth[number] for number in numbers(bag.every)}
        weights |= {number: HEAVY * worth[number] for number in numbers(bag.lead)}
        return weights, frozenset(numbers(bag.names))

    def _weigh_names(self, names: Iterable[int]) -> float:
        """What some names are worth: the more, the fewer articles have them."""
        return fsum(map(self._name_worth.__getitem__, names))


def _common(weights: Mapping[int, int], words: bytes) -> int:
    return sum(map(weights.get, numbers(words), repeat(0)))


def _meet(one: Bag, names: frozenset[int], other: Bag) -> bool:
    """Whether somebody takes part in what both tell, or in what one tells and is named in full in the other; `names` are of the first."""
    if not set(one.parties).isdisjoint(other.parties):
        return True
    return _tells_of(other.parties, names) or _tells_of(one.parties, frozenset(numbers(other.names)))


def _tells_of(parties: Iterable[bytes], names: frozenset[int]) -> bool:
    return any(len(party := numbers(packed)) > 1 and names.issuperset(party) for packed in parties)
