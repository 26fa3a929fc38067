"""Articles in, bags of the numbers of their words out, with how many articles use each word, and what that makes it worth.

Words are known by numbers, four bytes each, which stay the same from one turn to the next: what was counted before is handed in again, and
only articles that are others are read. Nothing that is made of bags depends on which word has which number.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from hashlib import blake2b
from itertools import chain
from math import log, log2
from typing import TypeVar

from timeline.events.merging.sources import Source
from timeline.quick import dataclass

_Worth = TypeVar("_Worth", int, float)

UNIT = 1000  # a word's worth is counted in thousandths
_STEPS = 2  # into which a doubling of the articles that use a word is divided
_LOG_2 = log(2)
_ALONE = 0.3  # share of its worth that a word of one article keeps: it tells nothing of what articles have in common
_LEAD = 3  # lines that an article opens with, whose words count more
_WEEKS = 28  # days
_DIGEST = 16  # bytes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bag:
    """The words of an article by their numbers, packed: `every` one once, in the order of the words; those of its `lead`; the `names` among
    its words, which it writes with a capital letter; and `others` that its mentions are compared by and none of its lines has. Beside them
    the stretch of weeks it is of, the names of those who take part in what it tells, and a name for all that it holds.
    """

    name: str
    every: bytes
    lead: bytes
    week: int
    names: bytes = b""
    others: bytes = b""
    parties: tuple[bytes, ...] = ()

    def worths(self, worth: Sequence[int]) -> bytes:
        """A name for what its words are worth, and the others."""
        each = array("q", map(worth.__getitem__, chain(numbers(self.every), numbers(self.others))))
        return blake2b(each.tobytes(), digest_size=_DIGEST).digest()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bags:
    """The bags of articles by their ids, the words that have the numbers in them, and of each how many articles use it, as any word and as
    a name, packed.
    """

    of: Mapping[str, Bag] = field(default_factory=dict)
    vocabulary: tuple[str, ...] = ()
    users: bytes = b""
    namers: bytes = b""

    def each_worth(self) -> list[int]:
        """What each word is worth by its number: the more, the fewer articles use it."""
        return _each(self.users, worth_of(len(self.of)))

    def each_name_worth(self) -> list[float]:
        """What each word is worth as a name."""
        return _each(self.namers, name_worth_of(len(self.of)))


NO_BAGS = Bags()


def numbers(packed: bytes) -> Sequence[int]:
    """What is packed."""
    return array("I", packed)


def _each(counts: bytes, worth: Callable[[int], _Worth]) -> list[_Worth]:
    return list(map(cache(worth), numbers(counts)))


def about(count: int) -> float:
    """The logarithm of a count, known to a part of a doubling only: one more article changes what few words are worth."""
    return round(log2(count) * _STEPS) / _STEPS * _LOG_2


def worth_of(articles: int) -> Callable[[int], int]:
    """What a word is worth by how many of so many articles use it; -1 where none does."""
    most = about(articles + 1)
    return lambda count: max(1, round(UNIT * max(0.0, most - about(count)) * (1 if count > 1 else _ALONE))) if count else -1


def name_worth_of(articles: int) -> Callable[[int], float]:
    """What a name is worth by how many of so many articles write it."""
    most = about(articles + 1)
    return lambda count: max(0.0, most - about(count)) if count else -1.0


class _Numbers(dict[str, int]):
    """The numbers of words; a new word gets the next one."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number

    def pack(self, words: Iterable[str]) -> bytes:
        return array("I", map(self.__getitem__, words)).tobytes()


def bags_of(sources: Iterable[Source], before: Bags = NO_BAGS) -> Bags:
    """The bags of articles; those that were read `before` are taken as they were."""
    known = _Numbers(zip(before.vocabulary, range(len(before.vocabulary)), strict=True))
    of = {}
    for source in sources:
        bag = before.of.get(source.article.id)
        of[source.article.id] = bag if bag is not None and bag.name == source.key else _bag(source, known)
    return counted(of, tuple(known), before)


def counted(of: Mapping[str, Bag], vocabulary: tuple[str, ...], before: Bags = NO_BAGS) -> Bags:
    """Bags with how many articles use each word of the `vocabulary`, which begins as the one `before` does."""
    gone = [bag for id_, bag in before.of.items() if of.get(id_) is not bag]
    new = [bag for id_, bag in of.items() if before.of.get(id_) is not bag]

    def count(counts: bytes, words: Callable[[Bag], bytes]) -> bytes:
        found = array("I", counts + bytes(4 * len(vocabulary) - len(counts)))
        for number, less in Counter(_all(map(words, gone))).items():
            found[number] -= less
        for number, more in Counter(_all(map(words, new))).items():
            found[number] += more
        return found.tobytes()

    users, namers = count(before.users, lambda bag: bag.every), count(before.namers, lambda bag: bag.names)
    return Bags(of=of, vocabulary=vocabulary, users=users, namers=namers)


def _all(packed: Iterable[bytes]) -> Iterator[int]:
    return chain.from_iterable(map(numbers, packed))


def _bag(source: Source, known: _Numbers) -> Bag:
    rows, when = list(source.gist.words.values()), source.article.published
    day, words = when and (when.last or when.first), set(chain.from_iterable(rows))
    return Bag(
        name=source.key,
        every=known.pack(sorted(words)),
        lead=known.pack(sorted(set(chain.from_iterable(rows[:_LEAD])))),
        week=day.ordinal // _WEEKS if day else -1,
        names=known.pack(source.gist.capitals),
        others=known.pack(word for word in source.gist.told if word not in words),
        parties=tuple(known.pack(name.split(" ")) for name in source.gist.parties),
    )
