"""Sentences of all articles in, how much two of them share out: rare words count, and what else their articles have in common.

Two reports of one story share names, places and numbers well beyond the sentences that tell the event. That is what tells them from reports
of a look-alike: another year's ceremony, another escape. A word is worth the more the fewer articles use it (inverse document frequency),
in the lead of an article most. What any two articles of a collection share on the average is taken off (the mean of all is subtracted from
each before their angle is measured): in twenty articles on two fights of one boxer his name and his sport say nothing, the opponents do.

Only `neighbours` are ever compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain
from math import fsum, log, log2, sqrt
from sys import intern

from timeline.events.gist import Words
from timeline.events.merging.neighbours import HEAVY, NO_NEIGHBOURS, Articles, Bag, Neighbours, neighbours
from timeline.events.merging.sources import Source
from timeline.memo import NO_MEMO, Memo
from timeline.quick import dataclass

_UNIT = 1000  # a word's worth is counted in thousandths
_STEPS = 2  # into which a doubling of the articles that use a word is divided
_LOG_2 = log(2)
_ALONE = 0.3  # share of its worth that a word of one article keeps: it tells nothing of what articles have in common
_CONTEXT = 2  # what the articles share besides the two sentences counts double
_ENOUGH = 8  # articles that have an average to differ from
_MANY = 12  # articles among which a passage without a clause can be believed: ten on one matter share most of their words
_ONE_STORY = 0.1  # the least that the context of two reports of one story counts
_LEAD = 3  # lines that an article opens with, whose words count more
_BESIDE = 2  # steps below what each of two articles has in common with its nearest: two that have less are of no story
_WEEKS = 28  # days
_TINY = 1e-9
_NAMED = 0.1  # share of what the one that names less names, by what it is worth, that two reports of one story both name
_CHANCE = 0.5  # share of what two articles have less in common than the average by chance, each being a part of it

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


def stories(sources: Iterable[Source], memo: Memo = NO_MEMO, before: Neighbours = NO_NEIGHBOURS) -> tuple[Stories, Neighbours]:
    """The stories of articles, and which articles are neighbours; those of the time `before` are gone on from, and play no part."""
    ordered = sorted(sources, key=lambda source: source.article.id)
    articles = {source.article.id: memo.of("words", (source,), partial(_words, source)) for source in ordered}
    bags = {id_: bag for id_, (_, bag) in articles.items()}
    users = Counter(chain.from_iterable(bag.words for bag in bags.values()))
    every = _about(len(articles) + 1)
    of_count = {n: max(1, round(_UNIT * max(0.0, every - _about(n)) * (1 if n > 1 else _ALONE))) for n in set(users.values())}
    worth = {word: of_count[n] for word, n in users.items()}
    found = neighbours(bags, users, worth, before) if len(bags) >= _ENOUGH else NO_NEIGHBOURS
    worths = found.worths or {id_: bag.worths(worth) for id_, bag in bags.items()}
    words, shared = {id_: text for id_, (text, _) in articles.items()}, _shared(found, bags, worth)
    return Stories(words=words, worth=worth, shared=shared, worths=worths, count=len(articles)), found


def _words(source: Source) -> tuple[Text, Bag]:
    found, when = source.gist.words, source.article.published
    rows, day = tuple(found.values()), when and (when.last or when.first)
    words = set(chain.from_iterable(rows))
    return Text(rows=rows, at=_at(tuple(found))), Bag(
        name=source.key,
        words=tuple(sorted(words)),
        lead=tuple(sorted(set(chain.from_iterable(rows[:_LEAD])))),
        names=tuple(map(intern, source.gist.capitals)),
        others=tuple([word for word in source.gist.told if word not in words]),
        week=day.ordinal // _WEEKS if day else -1,
    )


@lru_cache(maxsize=1 << 10)  # many articles have as many lines
def _at(indices: tuple[int, ...]) -> Mapping[int, int]:
    return {index: number for number, index in enumerate(indices)}


def _about(count: int) -> float:
    """The logarithm of a count, known to a part of a doubling only: one more article changes what few words are worth."""
    return round(log2(count) * _STEPS) / _STEPS * _LOG_2


# --- articles of one story ---------------------------------------------------------------------------------------------------------------


class _Likeness:
    """How much two of some bags have in common beyond what all have on the average: the cosine of their differences from the mean."""

    def __init__(self, bags: Mapping[str, Bag], worth: Mapping[str, int]) -> None:
        def weigh(words: Iterable[str]) -> int:
            return sum(map(worth.__getitem__, words))

        self._lengths = {id_: sqrt(weigh(bag.words) + (HEAVY * HEAVY - 1) * weigh(bag.lead)) or 1.0 for id_, bag in bags.items()}
        mean: dict[str, float] = defaultdict(float)
        for id_, bag in bags.items():
            part = 1 / self._lengths[id_] / len(bags)
            for word in bag.words:
                mean[word] += part
            for word in bag.lead:
                mean[word] += (HEAVY - 1) * part
        toward = {word: worth[word] * part for word, part in mean.items()}
        self._middle = sum(toward[word] * part for word, part in mean.items())
        self._to_mean = {
            id_: (sum(map(toward.__getitem__, bag.words)) + (HEAVY - 1) * sum(map(toward.__getitem__, bag.lead))) / self._lengths[id_]
            for id_, bag in bags.items()
        }

    def __call__(self, pair: Articles, product: int) -> float:
        """For two bags by their ids, with the inner product of the two, -1 to 1."""
        a, b = pair
        found = product / (self._lengths[a] * self._lengths[b]) - self._to_mean[a] - self._to_mean[b] + self._middle
        return found / sqrt(max(self._off(a) * self._off(b), _TINY))

    def _off(self, id_: str) -> float:
        return 1 - 2 * self._to_mean[id_] + self._middle


class _Names:
    """What two of some bags name in common: a word with a capital letter is worth the more, the fewer articles have it."""

    def __init__(self, bags: Mapping[str, Bag]) -> None:
        users, every = Counter(chain.from_iterable(bag.names for bag in bags.values())), _about(len(bags) + 1)
        of_count = {n: max(0.0, every - _about(n)) for n in set(users.values())}
        self._worth = {word: of_count[n] for word, n in users.items()}
        self._bags = bags
        self._whole = {id_: self._weigh(bag.names) for id_, bag in bags.items()}
        self._last: tuple[str, frozenset[str]] = ("", frozenset())  # many pairs in a row begin with the same article

    def _weigh(self, words: Iterable[str]) -> float:
        return fsum(map(self._worth.__getitem__, words))

    def common(self, pair: Articles) -> float:
        """The share of the names of one that the other has, of that which has fewer; 0 to 1."""
        one, other = pair
        if self._last[0] != one:
            self._last = one, frozenset(self._bags[one].names)
        return self._weigh(self._last[1].intersection(self._bags[other].names)) / max(_TINY, min(self._whole[one], self._whole[other]))


def _shared(found: Neighbours, bags: Mapping[str, Bag], worth: Mapping[str, int]) -> dict[Articles, int]:
    """Pairs of articles that name the same and have more in common than the average, with how much, as steps."""
    alike, names, least = _Likeness(bags, worth), _Names(bags), -_CHANCE / max(1, len(bags) - 1)
    steps = {
        pair: _step(likeness)
        for pair, product in found.pairs()
        if (likeness := alike(pair, product)) > least and names.common(pair) >= _NAMED
    }
    most: dict[str, int] = defaultdict(int)
    for pair, step in steps.items():
        for id_ in pair:
            most[id_] = max(step, most[id_])
    return dict(sorted(((a, b), step) for (a, b), step in steps.items() if step + _BESIDE >= min(most[a], most[b])))


def _step(likeness: float) -> int:
    return 1 + round(log2(max(likeness, _ONE_STORY) / _ONE_STORY))
