"""Sentences of all articles in, how much two of them share out: rare words count, and what else their articles have in common.

Two reports of one story share names, places and numbers well beyond the sentences that tell the event. That is what tells them from reports
of a look-alike: another year's ceremony, another escape. A word is worth the more the fewer articles use it (inverse document frequency).
All sums are of whole numbers, so that no order of adding plays a part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt

from timeline.events.inflection import stem
from timeline.events.lexicon import Lexicon
from timeline.model import Sentence

_WORD = re.compile(r"[^\W_]+")
_UNIT = 1000  # a word's worth is counted in thousandths
_ALONE = 0.1  # share of its worth that a word of one article keeps: it tells nothing of what articles have in common
_TOP = 1000  # words of an article that are compared: the rarest it shares with another
_CONTEXT = 2  # what the articles share besides the two sentences counts double
_ENOUGH = 16  # articles among which a word can be called rare: ten on one matter share most of their words
_ONE_STORY = 0.1  # context from which two articles are reports of one story, not two accounts of the same people

Place = tuple[str, int]  # article and index of a sentence


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stories:
    """Words of every sentence (stems, without words like "the"), what each is worth, and the words of every article worth comparing."""

    words: Mapping[Place, frozenset[str]]
    worth: Mapping[str, int]
    articles: Mapping[str, frozenset[str]]
    lengths: Mapping[str, float]
    shared: dict[tuple[str, str], int] = field(default_factory=dict)  # of articles already compared

    def weigh(self, words: Iterable[str]) -> int:
        """What some words are worth together."""
        worth = self.worth
        return sum([worth[word] for word in words])

    def alike(self, a: Place, b: Place) -> float:
        """How alike two sentences are, 0 to 1: the cosine of their words."""
        one, other = self.words[a], self.words[b]
        common = self.weigh(one & other)
        return common / sqrt(self.weigh(one) * self.weigh(other)) if common else 0.0

    def context(self, a: Place, b: Place) -> float:
        """How much the articles of two sentences share beyond what the sentences share, 0 to 1; 0 where that is too little for one story,
        and among so few articles that rare words cannot be told from common ones.
        """
        if a[0] == b[0] or len(self.articles) < _ENOUGH:
            return 0.0
        lengths = self.lengths[a[0]] * self.lengths[b[0]]
        beside = self._between(a[0], b[0]) - self.weigh(self.words[a] & self.words[b])
        shared = beside / lengths if lengths else 0.0
        return shared if shared >= _ONE_STORY else 0.0

    def nearness(self, a: Place, b: Place) -> float:
        """Likeness of two sentences and of the stories they stand in."""
        return self.alike(a, b) + _CONTEXT * self.context(a, b)

    def rarest(self, a: Place, count: int) -> list[str]:
        """The rarest words of a sentence that another article uses too."""
        return sorted(self.words[a] & self.articles[a[0]], key=lambda word: (-self.worth[word], word))[:count]

    def _between(self, a: str, b: str) -> int:
        pair = (a, b) if a < b else (b, a)
        if pair not in self.shared:
            self.shared[pair] = self.weigh(self.articles[a] & self.articles[b])
        return self.shared[pair]


def stories(sentences: Mapping[str, Sequence[Sentence]], lexicon: Lexicon) -> Stories:
    """The stories of articles, from the sentences of each."""
    words = {(article, s.index): content(s.text, lexicon) for article, rows in sentences.items() for s in rows}
    articles = {article: frozenset().union(*(words[article, s.index] for s in rows)) for article, rows in sentences.items()}
    users = Counter(word for used in articles.values() for word in used)
    count = len(articles) + 1
    worth = {word: round(_UNIT * log(count / n) ** 2 * (1 if n > 1 else _ALONE)) for word, n in users.items()}
    compared = {
        article: frozenset(sorted((w for w in used if users[w] > 1), key=lambda w: (users[w], w))[:_TOP])
        for article, used in articles.items()
    }
    return Stories(
        words=words,
        worth=worth,
        articles=compared,
        lengths={article: sqrt(sum(worth[word] for word in used)) for article, used in articles.items()},
    )


def content(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The stems of a text's words, without words of the closed classes and single letters."""
    return frozenset(stem(word) for word in _WORD.findall(text.casefold()) if len(word) > 1 and word not in lexicon.classes)
