"""Sentences of all articles in, how much two of them share out: rare words count, and what else their articles have in common.

Two reports of one story share names, places and numbers well beyond the sentences that tell the event. That is what tells them from reports
of a look-alike: another year's ceremony, another escape. A word is worth the more the fewer articles use it (inverse document frequency).
All sums are of whole numbers, so that no order of adding plays a part.

Only articles that a rare word brings together are ever compared, each with the nearest of them, so that the cost stays in proportion to the
articles. A word that many use brings together those of the same weeks; where too many do even then, it is no evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from math import log, log2, sqrt

from timeline.events.gist import Words
from timeline.events.merging.sources import Source

_UNIT = 1000  # a word's worth is counted in thousandths
_STEPS = 2  # into which a doubling of the articles that use a word is divided
_LOG_2 = log(2)
_ALONE = 0.1  # share of its worth that a word of one article keeps: it tells nothing of what articles have in common
_TOP = 1000  # words of an article that are compared: the rarest it shares with another
_CONTEXT = 2  # what the articles share besides the two sentences counts double
_ENOUGH = 16  # articles among which a word can be called rare: ten on one matter share most of their words
_ONE_STORY = 0.1  # context from which two articles are reports of one story, not two accounts of the same people
_CROWD = 64  # articles beyond which a word brings none together
_KEYS = 80  # words by which an article is looked up: its rarest
_LOOKS = 1280  # entries of other articles under its rarest words after which no more are looked at
_NEAREST = 20
_FURTHEST = 0.15  # of what the nearest shares: one that shares less is no neighbour of an article, unless the article is its own
_WEEKS = 28  # days

Place = tuple[str, int]  # article and index of a sentence
_Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stories:
    """Words of every sentence of each article (stems, without words like "the"), what each is worth, and what articles of one story share.

    `shared` holds pairs of articles, the smaller id first, with the worth of the words of both; `lengths` is what an article's own come to.
    """

    words: Mapping[str, Mapping[int, Words]]
    worth: Mapping[str, int]
    lengths: Mapping[str, float]
    shared: Mapping[tuple[str, str], int]

    @property
    def rare(self) -> int:
        """What a word is worth that two articles use."""
        return round(_UNIT * max(0.0, _about(len(self.words) + 1) - _about(2)) ** 2)

    def weigh(self, words: Iterable[str]) -> int:
        """What some words are worth together."""
        return sum(map(self.worth.__getitem__, words))

    def alike(self, a: Place, b: Place) -> float:
        """How alike two sentences are, 0 to 1: the cosine of their words."""
        one, other = self._at(a), self._at(b)
        common = self.weigh(set(one).intersection(other))
        return common / sqrt(self.weigh(one) * self.weigh(other)) if common else 0.0

    def context(self, a: Place, b: Place) -> float:
        """How much the articles of two sentences share beyond what the sentences share, 0 to 1; 0 where that is too little for one story,
        and among so few articles that rare words cannot be told from common ones.
        """
        pair = (a[0], b[0]) if a[0] < b[0] else (b[0], a[0])
        return self.beside(pair, self.weigh(set(self._at(a)).intersection(self._at(b)))) if pair in self.shared else 0.0

    def beside(self, pair: tuple[str, str], common: int) -> float:
        """The context of two sentences in a pair of articles of `shared`, where their own common words are worth so much."""
        found = (self.shared[pair] - common) / (self.lengths[pair[0]] * self.lengths[pair[1]])
        return found if found >= _ONE_STORY else 0.0

    def nearness(self, a: Place, b: Place) -> float:
        """Likeness of two sentences and of the stories they stand in."""
        return self.alike(a, b) + _CONTEXT * self.context(a, b)

    def rarest(self, a: Place, count: int) -> Words:
        """The words of a sentence that are worth most, in no order."""
        words = self._at(a)
        return words if len(words) <= count else tuple(sorted(words, key=lambda word: (-self.worth[word], word))[:count])

    def _at(self, place: Place) -> Words:
        return self.words[place[0]][place[1]]


def stories(sources: Iterable[Source]) -> Stories:
    """The stories of articles."""
    ordered = sorted(sources, key=lambda source: source.article.id)
    words = {
        source.article.id: {line.index: row for line, row in zip(source.sentences, source.gist.words, strict=True)} for source in ordered
    }
    articles = {article: tuple(dict.fromkeys(chain.from_iterable(rows.values()))) for article, rows in words.items()}
    users = Counter(chain.from_iterable(articles.values()))
    every = _about(len(articles) + 1)
    of_count = {n: max(1, round(_UNIT * max(0.0, every - _about(n)) ** 2 * (1 if n > 1 else _ALONE))) for n in set(users.values())}
    worth = {word: of_count[n] for word, n in users.items()}
    lengths = {article: sqrt(sum(map(worth.__getitem__, used))) for article, used in articles.items()}
    enough = len(articles) >= _ENOUGH
    shared = _shared(list(_rarest(articles, users)), _weeks(ordered), users, worth, list(lengths.values())) if enough else {}
    names = list(articles)
    return Stories(words=words, worth=worth, lengths=lengths, shared={(names[a], names[b]): sum_ for (a, b), sum_ in shared.items()})


def _about(count: int) -> float:
    """The logarithm of a count, known to a part of a doubling only: one more article changes what few words are worth."""
    return round(log2(count) * _STEPS) / _STEPS * _LOG_2


# --- articles of one story ---------------------------------------------------------------------------------------------------------------


def _rarest(articles: Mapping[str, Words], users: Mapping[str, int]) -> Iterator[Words]:
    """The words of each article that another uses too, the rarest first."""
    rank = {word: at for at, word in enumerate(sorted(users, key=lambda word: (users[word], word)))}
    for used in articles.values():
        yield tuple(sorted((word for word in used if users[word] > 1), key=rank.__getitem__)[:_TOP])


def _weeks(sources: Sequence[Source]) -> list[int]:
    """The stretch of weeks in which each article was published; -1 where nobody knows."""
    dates = (source.article.published for source in sources)
    days = (None if when is None else when.last or when.first for when in dates)
    return [-1 if day is None else day.ordinal // _WEEKS for day in days]


def _shared(
    words: Sequence[Words], weeks: Sequence[int], users: Mapping[str, int], worth: Mapping[str, int], lengths: Sequence[float]
) -> dict[tuple[int, int], int]:
    """Pairs of articles by number, the smaller first, that may be of one story, with the worth of the words they share."""
    keys = [_keys(row, week, users) for row, week in zip(words, weeks, strict=True)]
    holders: dict[_Key, list[int]] = defaultdict(list)
    for number, row in enumerate(keys):
        for key in row:
            holders[key].append(number)
    found: dict[tuple[int, int], int] = {}
    for number, row in enumerate(keys):
        own = set(words[number])
        for other in _nearest(number, row, holders, worth, lengths):
            pair = (number, other) if number < other else (other, number)
            if pair not in found:
                found[pair] = sum(map(worth.__getitem__, own.intersection(words[other])))
    return {(a, b): sum_ for (a, b), sum_ in sorted(found.items()) if sum_ >= _ONE_STORY * lengths[a] * lengths[b]}


def _keys(words: Words, week: int, users: Mapping[str, int]) -> list[_Key]:
    """What an article is looked up by: its rare words, and the less rare together with its weeks and those that follow."""
    return [key for word in words[:_KEYS] for key in (((word, 0),) if users[word] <= _CROWD else ((word, week), (word, week + 1)))]


def _nearest(
    number: int, keys: Iterable[_Key], holders: Mapping[_Key, Sequence[int]], worth: Mapping[str, int], lengths: Sequence[float]
) -> list[int]:
    """The articles that share most with one, by the words it is looked up by."""
    found: dict[int, int] = defaultdict(int, {number: 0})
    looks = 0
    for key in keys:
        others = holders[key]
        if 1 < len(others) <= _CROWD:
            worthy = worth[key[0]]
            for other in others:
                found[other] += worthy
            looks += len(others)
            if looks >= _LOOKS:
                break
    del found[number]
    most = max(found.values(), default=0)
    near = {other: sum_ for other, sum_ in found.items() if sum_ >= most * _FURTHEST}
    least = _ONE_STORY / 4 * lengths[number]  # these words are not all that two articles share
    return nsmallest(_NEAREST, (o for o, sum_ in near.items() if sum_ >= least * lengths[o]), key=lambda o: (-near[o], o))
