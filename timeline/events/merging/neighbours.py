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
from hashlib import blake2b
from heapq import nsmallest
from itertools import chain
from sys import intern

from timeline.events.gist import Words
from timeline.quick import dataclass

HEAVY = 2  # times that the words of a lead count
_CROWD = 40  # articles beyond which a word brings none together
_KEYS = 80  # words by which an article is looked up: its rarest
_NEAREST = 20
_MANY = 0.25  # share of articles that are new from which all are looked up anew
_DIGEST = 16  # bytes
_AT_HAND = 128  # articles whose words are held as sets: neighbours meet neighbours

Articles = tuple[str, str]  # the ids of two, the smaller first
_Near = tuple[Words, tuple[int, str] | None]


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """The words of an article, each once in order, those of its lead, the stretch of weeks it is of, and a name for all of them; `names`
    are the words that it writes with a capital letter, `others` those that its mentions are compared by and none of its lines has.
    """

    name: str
    words: Words
    lead: Words
    week: int
    names: Words = ()
    others: Words = ()

    def worths(self, worth: Mapping[str, int]) -> bytes:
        """A name for what its words are worth, and the others."""
        return blake2b(array("q", [worth.get(word, -1) for word in (*self.words, *self.others)]).tobytes(), digest_size=_DIGEST).digest()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Neighbours:
    """`products` are, for an article, those of its neighbours whose ids are greater, in order, with the product of the words of each two;
    `worths` are those of the bags. The rest is what the next turn starts from: the names of bags, how rare words are, by what articles are
    looked up, and the nearest of each with the rank of the last where there are no more.
    """

    products: Mapping[str, tuple[tuple[str, ...], tuple[int, ...]]] = field(default_factory=dict)
    worths: Mapping[str, bytes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    standing: Mapping[str, tuple[int, bool, bool]] = field(default_factory=dict)
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    nearest: Mapping[str, _Near] = field(default_factory=dict)
    holders: Mapping[str, Sequence[str]] = field(default_factory=dict)  # of keys, which say it too

    def pairs(self) -> Iterator[tuple[Articles, int]]:
        """Each pair of neighbours, the smaller id first, in order, with the product of their words."""
        for id_, (others, products) in self.products.items():
            for other, product in zip(others, products, strict=True):
                yield (id_, other), product

    def to_keep(self) -> Neighbours:
        """The same without what the rest says too."""
        return replace(self, holders={})


NO_NEIGHBOURS = Neighbours()


def neighbours(
    bags: Mapping[str, Bag], users: Mapping[str, int], worth: Mapping[str, int], before: Neighbours = NO_NEIGHBOURS
) -> Neighbours:
    """The neighbours among articles; `users` of each word are counted, `worth` says how rare it is. What was found `before` saves work."""
    ranks = {count: (worth[word], count > 1, count <= _CROWD) for word, count in users.items()}
    standing = {word: ranks[count] for word, count in users.items()}
    moved = {word for word, _ in standing.items() ^ before.standing.items()}
    names = {id_: bag.name for id_, bag in bags.items()}
    fresh = {
        id_
        for id_, bag in bags.items()
        if before.names.get(id_) != bag.name or not moved.isdisjoint(bag.words) or not moved.isdisjoint(bag.others)
    }
    if len(fresh) > len(bags) * _MANY:
        before, fresh = NO_NEIGHBOURS, set(bags)
    keys = {id_: _keys(bag, standing) if id_ in fresh else before.keys[id_] for id_, bag in bags.items()}
    changed = fresh | (before.names.keys() - bags.keys())
    if before.names:
        holders, stale = _held(keys, changed, before)
        stale |= _drawn({id_: _ranks(id_, keys[id_], holders) for id_ in fresh}, changed, before.nearest) | fresh
    else:
        holders, stale = _holders(keys), fresh
    nearest = {id_: _nearest(_ranks(id_, found, holders)) if id_ in stale else before.nearest[id_] for id_, found in keys.items()}
    products = _products(nearest, _Product(bags, worth), fresh, before)
    worths = {id_: bag.worths(worth) if id_ in fresh else before.worths[id_] for id_, bag in bags.items()}
    return Neighbours(products=products, worths=worths, names=names, standing=standing, keys=keys, holders=holders, nearest=nearest)


def _keys(bag: Bag, standing: Mapping[str, tuple[int, bool, bool]]) -> tuple[str, ...]:
    """What an article is looked up by: its rare words, and the less rare together with its weeks and those that follow."""
    shared = [word for word in bag.words if standing[word][1]]
    rarest = sorted(shared, key=lambda word: standing[word][0], reverse=True)[:_KEYS]
    return tuple([key for word in rarest for key in ((word,) if standing[word][2] else (_in(word, bag.week), _in(word, bag.week + 1)))])


def _in(word: str, week: int) -> str:
    """A word and a stretch of weeks as one key, which many articles have, and which is held once."""
    return intern(f"{word} {week}")


def _held(keys: Mapping[str, Sequence[str]], changed: Iterable[str], before: Neighbours) -> tuple[Mapping[str, Sequence[str]], set[str]]:
    """The articles under each key, and those that a key no longer brings together, or only now."""
    were = before.holders or _holders(before.keys)
    holders, touched = dict[str, Sequence[str]](were), dict[str, list[str]]()
    for id_ in changed:
        was, now = frozenset(before.keys.get(id_, ())), keys.get(id_, ())
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


def _holders(keys: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    holders: dict[str, list[str]] = defaultdict(list)
    for id_, own in keys.items():
        for key in own:
            holders[key].append(id_)
    return {key: tuple(holders.pop(key)) for key in tuple(holders)}  # one by one: lists take twice as much, and not all at once then


def _is_company(articles: Sequence[str]) -> bool:
    return 1 < len(articles) <= _CROWD


def _ranks(id_: str, keys: Iterable[str], holders: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    """How many of the keys of an article bring it together with each other."""
    found = Counter(chain.from_iterable(others for others in map(holders.__getitem__, keys) if _is_company(others)))
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
    nearest: Mapping[str, _Near], product: Callable[[str, str], int], fresh: AbstractSet[str], before: Neighbours
) -> dict[str, tuple[tuple[str, ...], tuple[int, ...]]]:
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
    """The worth of the words of two articles, those of a lead as often as they count: the inner product of their bags."""

    def __init__(self, bags: Mapping[str, Bag], worth: Mapping[str, int]) -> None:
        self._worth = worth
        self._sets = lru_cache(maxsize=_AT_HAND)(lambda id_: (frozenset(bags[id_].words), frozenset(bags[id_].lead)))

    def __call__(self, one: str, other: str) -> int:
        """For two articles by their ids."""
        (words, lead), (words_, lead_), more = self._sets(one), self._sets(other), HEAVY - 1
        leads = self._weigh(lead & words_) + self._weigh(lead_ & words)
        return self._weigh(words & words_) + more * leads + more * more * self._weigh(lead & lead_)

    def _weigh(self, words: Iterable[str]) -> int:
        return sum(map(self._worth.__getitem__, words))
