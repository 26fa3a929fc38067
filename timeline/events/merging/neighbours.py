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
from dataclasses import field, replace
from functools import lru_cache
from heapq import nsmallest
from itertools import chain, zip_longest
from math import fsum

from timeline.events.merging.bags import NO_BAGS, Bag, Bags, name_worth_of, numbers, worth_of
from timeline.quick import dataclass

HEAVY = 2  # times that the words of a lead count
_CROWD = 40  # articles beyond which a word brings none together
_KEYS = 80  # words by which an article is looked up: its rarest
_NEAREST = 20
_NAMED = 0.1  # share of what the one that names less names, by what it is worth, that two reports of one story both name
_MANY = 0.25  # share of articles that are new from which all are looked up anew
_AT_HAND = 128  # articles whose words are held as sets: neighbours meet neighbours
_WEEKS, _FIRST_WEEK = 20, 1 << 19  # bits of a key that are for weeks; what is added to a week, so that none is below 1
_TINY = 1e-9

Articles = tuple[str, str]  # the ids of two, the smaller first
_Common = tuple[int, float]
_Near = tuple[tuple[str, ...], tuple[int, str] | None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Neighbours:
    """`products` are, for an article, those of its neighbours whose ids are greater, in order, with the product of the words of each two, 0
    where they name too little in common, and the share of their names that is in common, 1 where somebody takes part in both; `weights`
    are the products of each with itself, `worths` those of the bags. The rest is what the next turn starts from: the bags, by what articles
    are looked up, packed, and the nearest of each with the rank of the last where there are no more.
    """

    products: Mapping[str, tuple[tuple[str, ...], tuple[_Common, ...]]] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    worths: Mapping[str, bytes] = field(default_factory=dict)
    bags: Bags = NO_BAGS
    keys: Mapping[str, bytes] = field(default_factory=dict)
    nearest: Mapping[str, _Near] = field(default_factory=dict)
    holders: Mapping[int, Sequence[str]] = field(default_factory=dict)  # of keys, which say it too

    def pairs(self) -> Iterator[tuple[Articles, int, float]]:
        """Each pair of neighbours, the smaller id first, in order, with the product of their words and the share of their names."""
        for id_, (others, products) in self.products.items():
            for other, (product, named) in zip(others, products, strict=True):
                yield (id_, other), product, named

    def is_of(self, other: Neighbours) -> bool:
        """Whether both are those of the same articles."""
        return self.bags.of == other.bags.of

    def to_keep(self) -> Neighbours:
        """The same without what the rest says too."""
        return replace(self, holders={})


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
    if before.keys:
        holders, stale = _held(keys, changed, before)
        stale |= _drawn({id_: _ranks(id_, keys[id_], holders) for id_ in fresh}, changed, before.nearest) | fresh
    else:
        holders, stale = _holders(keys), fresh
    nearest = {id_: _nearest(_ranks(id_, found, holders)) if id_ in stale else before.nearest[id_] for id_, found in keys.items()}
    others = {id_ for id_, bag in bags.of.items() if id_ in fresh or _has(renamed, bag.names)}
    product = _Product(bags, worth)
    return Neighbours(
        products=_products(nearest, product, others, before),
        weights={id_: product.weight(bag) if id_ in fresh else before.weights[id_] for id_, bag in bags.of.items()},
        worths={id_: bag.worths(worth) if id_ in fresh else before.worths[id_] for id_, bag in bags.of.items()},
        bags=bags,
        keys=keys,
        holders=holders,
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


def _held(keys: Mapping[str, bytes], changed: Iterable[str], before: Neighbours) -> tuple[Mapping[int, Sequence[str]], set[str]]:
    """The articles under each key, and those that a key no longer brings together, or only now."""
    were = before.holders or _holders(before.keys)
    holders, touched = dict[int, Sequence[str]](were), dict[int, list[str]]()
    for id_ in changed:
        was, now = frozenset(_each(before.keys.get(id_, b""))), _each(keys.get(id_, b""))
        for key in was.symmetric_difference(now):
            if key not in touched:
                holders[key] = touched[key] = list(holders.get(key, ()))
            if key in was:
                touched[key].remove(id_)
            else:
                touched[key].append(id_)
    crossed = ((were.get(key, ()), now) for key, now in touched.items())
    stale = {id_ for was, now in crossed if _is_company(was) != _is_company(now) for id_ in (*was, *now)}
    return holders, stale


def _holders(keys: Mapping[str, bytes]) -> Mapping[int, Sequence[str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for id_, own in keys.items():
        for key in _each(own):
            holders[key].append(id_)
    return {key: tuple(holders.pop(key)) for key in tuple(holders)}  # one by one: lists take twice as much, and not all at once then


def _is_company(articles: Sequence[str]) -> bool:
    return 1 < len(articles) <= _CROWD


def _ranks(id_: str, keys: bytes, holders: Mapping[int, Sequence[str]]) -> Mapping[str, int]:
    """How many of the keys of an article bring it together with each other."""
    found = Counter(chain.from_iterable([others for others in map(holders.__getitem__, _each(keys)) if 1 < len(others) <= _CROWD]))
    del found[id_]
    return found


def _nearest(ranks: Mapping[str, int]) -> _Near:
    found = nsmallest(_NEAREST, ((-count, other) for other, count in ranks.items()))
    return tuple(other for _, other in found), found[-1] if len(found) == _NEAREST else None


def _drawn(ranks: Mapping[str, Mapping[str, int]], changed: AbstractSet[str], nearest: Mapping[str, _Near]) -> set[str]:
    """The articles that have one of the `changed` among their nearest, or will: those have `ranks` now."""
    found = {id_ for id_, (near, _) in nearest.items() if not changed.isdisjoint(near)}
    for id_, shares in ranks.items():
        found.update(
            other for other, count in shares.items() if other in nearest and ((last := nearest[other][1]) is None or (-count, id_) < last)
        )
    return found


def _products(
    nearest: Mapping[str, _Near], product: Callable[[str, str], _Common], fresh: AbstractSet[str], before: Neighbours
) -> dict[str, tuple[tuple[str, ...], tuple[_Common, ...]]]:
    """Those of all neighbours; two that are not `fresh` have the one they had."""
    greater: dict[str, set[str]] = {id_: set() for id_ in sorted(nearest)}
    for id_, (near, _) in nearest.items():
        for other in near:
            greater[min(id_, other)].add(max(id_, other))
    found = {}
    for id_, beyond in greater.items():
        others = tuple(sorted(beyond))
        known = {} if id_ in fresh else dict(zip(*before.products.get(id_, ((), ())), strict=True))
        found[id_] = others, tuple([known[o] if o in known and o not in fresh else product(id_, o) for o in others])
    return found


class _Product:
    """The worth of the words of two articles, those of a lead as often as they count: the inner product of their bags, with the share of
    their names that is in common. Both are 0 for two that name too little in common; the share is 1 where somebody takes part in both.
    """

    def __init__(self, bags: Bags, worth: Sequence[int]) -> None:
        self._worth, self._names = worth, _Names(bags)
        self._sets = lru_cache(maxsize=_AT_HAND)(lambda id_: _sets(bags.of[id_]))

    def __call__(self, one: str, other: str) -> _Common:
        """For two articles by their ids."""
        named = self._names.common(one, other)
        if named < _NAMED:
            return 0, 0.0
        (words, lead), (words_, lead_), more = self._sets(one), self._sets(other), HEAVY - 1
        leads = self._weigh(lead & words_) + self._weigh(lead_ & words)
        product = self._weigh(words & words_) + more * leads + more * more * self._weigh(lead & lead_)
        return product, 1.0 if self._names.meet(one, other) else named

    def weight(self, bag: Bag) -> int:
        """For an article and itself."""
        return self._weigh(numbers(bag.every)) + (HEAVY * HEAVY - 1) * self._weigh(numbers(bag.lead))

    def _weigh(self, words: Iterable[int]) -> int:
        return sum(map(self._worth.__getitem__, words))


def _sets(bag: Bag) -> tuple[frozenset[int], frozenset[int]]:
    return frozenset(numbers(bag.every)), frozenset(numbers(bag.lead))


def _tells_of(parties: Iterable[tuple[int, ...]], names: frozenset[int]) -> bool:
    return any(len(party) > 1 and names.issuperset(party) for party in parties)


class _Names:
    """What two articles name in common: a word with a capital letter is worth the more, the fewer articles have it."""

    def __init__(self, bags: Bags) -> None:
        self._worth = bags.each_name_worth()
        self._sets = lru_cache(maxsize=_AT_HAND)(lambda id_: (names := frozenset(numbers(bags.of[id_].names)), self._weigh(names)))
        self._parties = lru_cache(maxsize=_AT_HAND)(lambda id_: frozenset(tuple(numbers(party)) for party in bags.of[id_].parties))

    def _weigh(self, words: Iterable[int]) -> float:
        return fsum(map(self._worth.__getitem__, words))

    def common(self, one: str, other: str) -> float:
        """The share of the names of one that the other has, of that which has fewer; 0 to 1."""
        (names, whole), (names_, whole_) = self._sets(one), self._sets(other)
        return self._weigh(names & names_) / max(_TINY, min(whole, whole_))

    def meet(self, one: str, other: str) -> bool:
        """Whether somebody takes part in what both tell, or in what one tells and is named in full in the other."""
        (here, there), (names, names_) = map(self._parties, (one, other)), (self._sets(one)[0], self._sets(other)[0])
        return not here.isdisjoint(there) or _tells_of(here, names_) or _tells_of(there, names)
