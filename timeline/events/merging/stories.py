"""Sentences of all articles in, how much two of them share out: rare words count, and what else their articles have in common.

Two reports of one story share names, places and numbers well beyond the sentences that tell the event. That is what tells them from reports
of a look-alike: another year's ceremony, another escape. A word is worth the more the fewer articles use it (inverse document frequency),
in the lead of an article most. What any two articles of a collection share on the average is taken off (the mean of all is subtracted from
each before their angle is measured): in twenty articles on two fights of one boxer his name and his sport say nothing, the opponents do.

Only articles that a rare word brings together are ever compared, each with the nearest of them, so that the cost stays in proportion to the
articles. A word that many use brings together those of the same weeks; where too many do even then, it is no evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from heapq import nsmallest
from itertools import chain
from math import log, log2, sqrt

from timeline.events.gist import Words
from timeline.events.merging.sources import Source
from timeline.quick import dataclass

_UNIT = 1000  # a word's worth is counted in thousandths
_STEPS = 2  # into which a doubling of the articles that use a word is divided
_LOG_2 = log(2)
_ALONE = 0.3  # share of its worth that a word of one article keeps: it tells nothing of what articles have in common
_TOP = 1000  # words of an article that are compared: the rarest it shares with another
_CONTEXT = 2  # what the articles share besides the two sentences counts double
_ENOUGH = 8  # articles that have an average to differ from
_MANY = 12  # articles among which a passage without a clause can be believed: ten on one matter share most of their words
_ONE_STORY = 0.1  # the least that the context of two reports of one story counts
_LEAD, _HEAVY = 3, 2  # lines that an article opens with, and how many times their words count
_CROWD = 40  # articles beyond which a word brings none together
_KEYS = 80  # words by which an article is looked up: its rarest
_NEAREST = 20
_AT_HAND = 512  # articles whose words are held as sets: neighbours meet neighbours
_BESIDE = 2  # steps below what each of two articles has in common with its nearest: two that have less are of no story
_WEEKS = 28  # days
_TINY = 1e-9
_CHANCE = 0.5  # share of what two articles have less in common than the average by chance, each being a part of it

Place = tuple[str, int]  # article and index of a sentence
_Key = str | tuple[str, int]


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
    each of the two with its own nearest are left out.
    """

    words: Mapping[str, Text]
    worth: Mapping[str, int]
    shared: Mapping[tuple[str, str], int]
    count: int  # of articles

    def only(self, articles: Iterable[str], pairs: Iterable[tuple[str, str]], others: Iterable[str]) -> Stories:
        """What is known of some of the articles and pairs, and of what `others` of their words are worth."""
        words = {article: self.words[article] for article in articles}
        used = chain(chain.from_iterable(chain.from_iterable(text.rows) for text in words.values()), others)
        worth = {word: self.worth[word] for word in used if word in self.worth}
        return replace(self, words=words, worth=worth, shared={pair: self.shared[pair] for pair in pairs})

    @property
    def rare(self) -> int:
        """What a word is worth that two articles use."""
        return round(_UNIT * max(0.0, _about(self.count + 1) - _about(2)))

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


def stories(sources: Iterable[Source]) -> Stories:
    """The stories of articles."""
    ordered = sorted(sources, key=lambda source: source.article.id)
    words = {source.article.id: _text(source) for source in ordered}
    bags = [_bag_of(text) for text in words.values()]
    users = Counter(chain.from_iterable(bag.words for bag in bags))
    every = _about(len(words) + 1)
    of_count = {n: max(1, round(_UNIT * max(0.0, every - _about(n)) * (1 if n > 1 else _ALONE))) for n in set(users.values())}
    worth = {word: of_count[n] for word, n in users.items()}
    names = list(words)
    shared = _shared(bags, _weeks(ordered), users, worth) if len(words) >= _ENOUGH else {}
    return Stories(words=words, worth=worth, shared={(names[a], names[b]): found for (a, b), found in shared.items()}, count=len(words))


def _text(source: Source) -> Text:
    found = source.gist.words
    return Text(rows=tuple(found.values()), at=_at(tuple(found)))


@lru_cache(maxsize=1 << 10)  # many articles have as many lines
def _at(indices: tuple[int, ...]) -> Mapping[int, int]:
    return {index: number for number, index in enumerate(indices)}


def _about(count: int) -> float:
    """The logarithm of a count, known to a part of a doubling only: one more article changes what few words are worth."""
    return round(log2(count) * _STEPS) / _STEPS * _LOG_2


# --- articles of one story ---------------------------------------------------------------------------------------------------------------


def _weeks(sources: Sequence[Source]) -> list[int]:
    """The stretch of weeks in which each article was published; -1 where nobody knows."""
    dates = (source.article.published for source in sources)
    days = (None if when is None else when.last or when.first for when in dates)
    return [-1 if day is None else day.ordinal // _WEEKS for day in days]


@dataclass(frozen=True, slots=True)
class _Bag:
    """The words of an article, each once, and of those the ones of its lead."""

    words: Words
    lead: frozenset[str]


def _bag_of(text: Text) -> _Bag:
    return _Bag(words=tuple(dict.fromkeys(chain.from_iterable(text.rows))), lead=frozenset(chain.from_iterable(text.rows[:_LEAD])))


class _Likeness:
    """How much two of some bags have in common beyond what all have on the average: the cosine of their differences from the mean."""

    def __init__(self, bags: Sequence[_Bag], worth: Mapping[str, int]) -> None:
        self._bags, self._worth = bags, worth
        self._set = lru_cache(maxsize=_AT_HAND)(lambda number: frozenset(bags[number].words))
        heavier = _HEAVY * _HEAVY - 1
        self._lengths = [sqrt(self._weigh(bag.words) + heavier * self._weigh(bag.lead)) or 1.0 for bag in bags]
        mean: dict[str, float] = defaultdict(float)
        for bag, length in zip(bags, self._lengths, strict=True):
            part = 1 / length / len(bags)
            for word in bag.words:
                mean[word] += part
            for word in bag.lead:
                mean[word] += (_HEAVY - 1) * part
        toward = {word: worth[word] * part for word, part in mean.items()}
        self._middle = sum(toward[word] * part for word, part in mean.items())
        self._to_mean = [
            (sum(map(toward.__getitem__, bag.words)) + (_HEAVY - 1) * sum(map(toward.__getitem__, bag.lead))) / length
            for bag, length in zip(bags, self._lengths, strict=True)
        ]

    def __call__(self, a: int, b: int) -> float:
        """For two bags by their numbers, -1 to 1."""
        product = self._product(a, b) / (self._lengths[a] * self._lengths[b])
        return (product - self._to_mean[a] - self._to_mean[b] + self._middle) / sqrt(max(self._off(a) * self._off(b), _TINY))

    def _product(self, a: int, b: int) -> int:
        """The worth of the words of both, those of a lead as often as they count: the inner product of the two."""
        one, other, more = self._bags[a], self._bags[b], _HEAVY - 1
        words, others = self._set(a), self._set(b)
        leads = self._weigh(one.lead & others) + self._weigh(other.lead & words)
        return self._weigh(words & others) + more * leads + more * more * self._weigh(one.lead & other.lead)

    def _weigh(self, words: Iterable[str]) -> int:
        return sum(map(self._worth.__getitem__, words))

    def _off(self, a: int) -> float:
        return 1 - 2 * self._to_mean[a] + self._middle


def _shared(bags: Sequence[_Bag], weeks: Sequence[int], users: Mapping[str, int], worth: Mapping[str, int]) -> dict[tuple[int, int], int]:
    """Pairs of articles by number, the smaller first, that have more in common than the average, with how much, as steps."""
    keys = [_keys(bag.words, week, users, worth) for bag, week in zip(bags, weeks, strict=True)]
    holders: dict[_Key, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in own:
            holders[key].append(number)
    companies = {key: numbers for key, numbers in holders.items() if 1 < len(numbers) <= _CROWD}
    alike = _Likeness(bags, worth)
    pairs = {
        (number, other) if number < other else (other, number)
        for number, own in enumerate(keys)
        for other in _nearest(number, filter(None, map(companies.get, own)))
    }
    least = -_CHANCE / max(1, len(bags) - 1)
    found = {pair: _step(likeness) for pair in sorted(pairs) if (likeness := alike(*pair)) > least}
    most: dict[int, int] = defaultdict(int)
    for pair, step in found.items():
        for number in pair:
            most[number] = max(step, most[number])
    return {(a, b): step for (a, b), step in found.items() if step + _BESIDE >= min(most[a], most[b])}


def _step(likeness: float) -> int:
    return 1 + round(log2(max(likeness, _ONE_STORY) / _ONE_STORY))


def _keys(words: Words, week: int, users: Mapping[str, int], worth: Mapping[str, int]) -> list[_Key]:
    """What an article is looked up by: its rare words, and the less rare together with its weeks and those that follow."""
    rare = sorted((word for word in words if users[word] > 1), key=lambda word: (-worth[word], word))[:_KEYS]
    return [key for word in rare for key in ((word,) if users[word] <= _CROWD else ((word, week), (word, week + 1)))]


def _nearest(number: int, holders: Iterable[Sequence[int]]) -> list[int]:
    """The articles that share most of what one is looked up by."""
    found = Counter(chain.from_iterable(holders))
    del found[number]
    return [other for _, other in nsmallest(_NEAREST, ((-count, other) for other, count in found.items()))]
