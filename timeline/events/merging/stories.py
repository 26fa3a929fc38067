"""Sentences of all articles in, how much two of them share out: rare words count, and what else their articles have in common.

Two reports of one story share names, places and numbers well beyond the sentences that tell the event. That is what tells them from reports
of a look-alike: another year's ceremony, another escape. A word is worth the more the fewer articles use it (inverse document frequency),
in the lead of an article most. What any two articles of a collection share on the average is taken off (the mean of all is subtracted from
each before their angle is measured): in twenty articles on two fights of one boxer his name and his sport say nothing, the opponents do.

Only `neighbours` are ever compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from math import log2, sqrt
from operator import mul

from timeline.events.gist import Words, words_of
from timeline.events.merging.bags import UNIT, Bags, about, bags_of, numbers
from timeline.events.merging.neighbours import HEAVY, NO_NEIGHBOURS, Articles, Neighbours, neighbours
from timeline.events.merging.sources import Source
from timeline.quick import dataclass

_CONTEXT = 2  # what the articles share besides the two sentences counts double
_ENOUGH = 8  # articles that have an average to differ from
_MANY = 12  # articles among which a passage without a clause can be believed: ten on one matter share most of their words
_ONE_STORY = 0.1  # the least that the context of two reports of one story counts
_BESIDE = 2  # steps below what each of two articles has in common with its nearest: two that have less are of no story
_TINY = 1e-9
_SURELY = 0.2  # share of their words, and of their names, that two reports of one story have in common where nobody takes part in both
_CHANCE = 0.5  # share of what two articles have less in common than the average by chance, each being a part of it
_AT_HAND = 256  # articles whose words can be looked up at once

Place = tuple[str, int]  # article and index of a sentence


@dataclass(frozen=True, slots=True)
class Text:
    """The words of each line of an article; `at` are the numbers of its lines by the indices of their sentences, in order."""

    rows: Sequence[Words]
    at: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stories:
    """Words of every sentence of each article (stems, without words like "the"), what each is worth, and what articles of one story share.

    `shared` holds pairs of articles, the smaller id first, that have more in common than the average, with how much that is: 1 for
    0.1 or less, and one more for each doubling, so that one more article changes few of them. Pairs that have far less in common than
    each of the two with its own nearest are left out. `worths` name what the words of each article are worth.
    """

    words: Mapping[str, Text]
    worth: Mapping[str, int]
    shared: Mapping[tuple[str, str], int]
    worths: Mapping[str, bytes]
    count: int  # of articles

    def only(self, articles: Iterable[str], pairs: Iterable[tuple[str, str]], others: Iterable[str]) -> Stories:
        """What is known of some of the articles and pairs, and of what `others` of their words are worth."""
        words = {article: self.words[article] for article in articles}
        used = chain(chain.from_iterable(chain.from_iterable(text.rows) for text in words.values()), others)
        worth = {word: self.worth[word] for word in used if word in self.worth}
        return replace(self, words=words, worth=worth, shared={pair: self.shared[pair] for pair in pairs}, worths={})

    @property
    def rare(self) -> int:
        """What a word is worth that two articles use."""
        return round(UNIT * max(0.0, about(self.count + 1) - about(2)))

    @property
    def told_apart(self) -> bool:
        """Whether there are articles enough to tell stories apart."""
        return self.count >= _ENOUGH

    @property
    def many(self) -> bool:
        """Whether there are articles enough to believe a passage in which no clause was made out."""
        return self.count >= _MANY

    def weigh(self, words: Iterable[str]) -> int:
        """What some words are worth together."""
        return sum(map(self.worth.__getitem__, words))

    def alike(self, a: Place, b: Place) -> float:
        """How alike two sentences are, 0 to 1: the cosine of their words."""
        one, other = self._at(a), self._at(b)
        common = self.weigh(set(one).intersection(other))
        return common / sqrt(self.weigh(one) * self.weigh(other)) if common else 0.0

    def context(self, one: str, other: str) -> float:
        """How much two articles have in common beyond the average, 0.1 to 1; 0 where that is nothing, or nobody can know."""
        found = self.shared.get((one, other) if one < other else (other, one), 0)
        return _ONE_STORY * 2 ** (found - 1) if found else 0.0

    def nearness(self, a: Place, b: Place) -> float:
        """Likeness of two sentences and of the stories they stand in."""
        return self.alike(a, b) + _CONTEXT * self.context(a[0], b[0])

    def rarest(self, a: Place, count: int) -> Words:
        """The words of a sentence that are worth most, in no order."""
        return self.rarest_of(self._at(a), count)

    def rarest_of(self, words: Words, count: int) -> Words:
        """Those of some words that are worth most, in no order."""
        return words if len(words) <= count else tuple(sorted(words, key=lambda word: (-self.worth[word], word))[:count])

    def _at(self, place: Place) -> Words:
        text = self.words[place[0]]
        return text.rows[text.at[place[1]]]


class _Texts(Mapping[str, Text]):
    """The words of articles, unpacked as they are asked for: few are at hand."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._packed = {source.article.id: source.gist.packed_words for source in sources}
        self._text = lru_cache(maxsize=_AT_HAND)(lambda id_: _text(self._packed[id_]))

    def __getitem__(self, article: str) -> Text:
        return self._text(article)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def stories(sources: Iterable[Source], before: Neighbours = NO_NEIGHBOURS) -> tuple[Stories, Neighbours]:
    """The stories of articles, and which articles are neighbours; those of the time `before` are gone on from, and play no part."""
    ordered = sorted(sources, key=lambda source: source.article.id)
    bags = bags_of(ordered, before.bags)
    worth = bags.each_worth()
    found = neighbours(bags, before) if len(ordered) >= _ENOUGH else NO_NEIGHBOURS
    worths = found.worths or {id_: bag.worths(worth) for id_, bag in bags.of.items()}
    known = {word: value for word, value in zip(bags.vocabulary, worth, strict=True) if value >= 0}
    return Stories(words=_Texts(ordered), worth=known, shared=_shared(found, worth), worths=worths, count=len(ordered)), found


def _text(packed: str) -> Text:
    found = words_of(packed)
    return Text(rows=tuple(found.values()), at=_at(tuple(found)))


@lru_cache(maxsize=1 << 10)  # many articles have as many lines
def _at(indices: tuple[int, ...]) -> Mapping[int, int]:
    return {index: number for number, index in enumerate(indices)}


# --- articles of one story ---------------------------------------------------------------------------------------------------------------


def _shared(found: Neighbours, worth: Sequence[int]) -> dict[Articles, int]:
    """Pairs of articles that name the same and have more in common than the average, with how much, as steps: the cosine of their bags'
    differences from the mean of all.
    """
    lengths = {id_: sqrt(weight) or 1.0 for id_, weight in found.weights.items()}
    to_mean, middle = _to_mean(found.bags, lengths, worth)
    off = {id_: 1 - 2 * mean + middle for id_, mean in to_mean.items()}
    least, steps, sure = -_CHANCE / max(1, len(lengths) - 1), dict[Articles, int](), list[Articles]()
    for (one, other), product, named in found.pairs():
        if product:
            common = product / (lengths[one] * lengths[other])
            likeness = (common - to_mean[one] - to_mean[other] + middle) / sqrt(max(off[one] * off[other], _TINY))
            if likeness > least:
                steps[one, other] = _step(likeness)
                if named == 1 or min(common, named) >= _SURELY:
                    sure.append((one, other))
    steps = _vouched_for(steps, sure)
    most: dict[str, int] = defaultdict(int)
    for pair, step in steps.items():
        for id_ in pair:
            most[id_] = max(step, most[id_])
    return {(a, b): step for (a, b), step in steps.items() if step + _BESIDE >= min(most[a], most[b])}


def _vouched_for(steps: Mapping[Articles, int], sure: Iterable[Articles]) -> dict[Articles, int]:
    """The pairs that are `sure` to be of one story, and those both of which are so with a third article."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in sure:
        beside[one].update(pair := (one, other))
        beside[other].update(pair)
    return {pair: step for pair, step in steps.items() if not beside[pair[0]].isdisjoint(beside[pair[1]])}


def _to_mean(bags: Bags, lengths: Mapping[str, float], worth: Sequence[int]) -> tuple[Mapping[str, float], float]:
    """The products of each bag with the mean of all, and of the mean with itself."""
    mean = [0.0] * len(worth)
    for id_, bag in bags.of.items():
        part = 1 / lengths[id_] / len(lengths)
        for number in numbers(bag.every):
            mean[number] += part
        for number in numbers(bag.lead):
            mean[number] += (HEAVY - 1) * part
    toward = list(map(mul, worth, mean))

    def weigh(packed: bytes) -> float:
        found: float = sum(map(toward.__getitem__, numbers(packed)))
        return found

    found = {id_: (weigh(bag.every) + (HEAVY - 1) * weigh(bag.lead)) / lengths[id_] for id_, bag in bags.of.items()}
    return found, sum(map(mul, toward, mean))


def _step(likeness: float) -> int:
    return 1 + round(log2(max(likeness, _ONE_STORY) / _ONE_STORY))
