"""Evidence and articles with what their words are worth in, what two or more of them come to out.

A corpus may be cut down to a few articles, of which it then says the same as the whole: so few that they can be sent elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from timeline.events.evidence import Told
from timeline.events.lexicon import Lexicon
from timeline.events.merging.grouping import group, meetings_of_one_story
from timeline.events.merging.likeness import PERHAPS, Scale, likeness
from timeline.events.merging.neighbours import Articles
from timeline.events.merging.passages import Readings, names, passages
from timeline.events.merging.remembering import Pair, Part
from timeline.events.merging.retelling import retell
from timeline.events.merging.retellings import Lines, Lookup, Meetings, find_retellings, lines_of, lookup, near
from timeline.events.merging.sources import Source
from timeline.events.merging.stories import Place
from timeline.model import ActorKind

_AT_HAND = 128  # articles whose lines can be looked up at once: neighbours meet neighbours


class Corpus:
    """The evidence and articles of a merge, or some of them, with what is found of them on the way: `people` are surnames of those who take
    part in events, `stock` the numbers of lines that are stock phrases.
    """

    def __init__(
        self, told: Iterable[Told], sources: Iterable[Source], scale: Scale, people: frozenset[str], stock: Mapping[str, frozenset[int]]
    ) -> None:
        self.scale = scale
        self.sources = {source.article.id: source for source in sources}
        self.told: dict[str, dict[int, Told]] = {article: {} for article in self.sources}
        for item in told:
            self.told[item.evidence.article][item.index] = item
        self._people, self._stock = people, stock
        self._meet = Meetings()
        self._readings = Readings(people, scale.lexicon)
        self._lines: dict[str, Lines] = {}
        self._lookups: dict[str, Lookup] = {}

    @classmethod
    def of(cls, told: Sequence[Told], sources: Iterable[Source], scale: Scale, stock: Mapping[str, frozenset[int]]) -> Corpus:
        """That of all evidence, which comes as `in_order` has it, and all articles."""
        ordered = sorted(sources, key=lambda source: source.article.id)
        return cls(told, ordered, scale, _people(told, scale.lexicon), stock)

    def only(self, articles: Iterable[str], pairs: Iterable[Articles], *, lines: bool = False) -> Corpus:
        """That of some articles, and of some pairs among them; of their `lines` alone, without evidence."""
        kept = sorted(articles)
        told = [] if lines else [item for article in kept for item in self.told[article].values()]
        sources = [self.sources[article] for article in kept]
        apart = {item.evidence.key: keys for item in told if (keys := self.scale.apart.get(item.evidence.key))}
        stories = self.scale.stories.only(kept, pairs, chain.from_iterable(source.gist.told for source in sources))
        people = self._people.intersection(chain.from_iterable(source.gist.capitals for source in sources))
        stock = {article: self._stock[article] for article in kept if article in self._stock}
        return Corpus(told, sources, replace(self.scale, stories=stories, apart=apart), people, stock)

    def __reduce__(self) -> tuple[type[Corpus], tuple[object, ...]]:
        told = [item for found in self.told.values() for item in found.values()]
        return Corpus, (told, list(self.sources.values()), self.scale, self._people, self._stock)

    def said_of(self, article: str) -> tuple[Any, ...]:
        """All that bears on the merging of an article, as plain values: what was read of it, what its words are worth, its stock phrases
        and people.
        """
        source, worths = self.sources[article], self.scale.stories.worths[article]
        people = sorted(self._people.intersection(source.gist.capitals))
        return source.key, worths, sorted(self._stock.get(article, ())), people

    def near(self, pair: Articles) -> Iterator[tuple[tuple[Place, Place], float]]:
        """The near passages of two articles."""
        return near(self._lookup(pair[0]), self._lookup(pair[1]), self.scale.stories, self._meet)

    def may_be_one(self, pair: Articles, rows: Iterable[Pair]) -> bool:
        """Whether some mentions of two articles, by their numbers there, may tell one event."""
        here, there = self.told[pair[0]], self.told[pair[1]]
        return any(likeness(here[a], there[b], self.scale) >= PERHAPS for a, b in rows)

    def share_an_event(self, pair: Articles) -> bool:
        """Whether some mentions of two articles of one story may tell one event for what their sentences say."""
        scale = replace(self.scale, stories=replace(self.scale.stories, shared={pair: self.scale.stories.shared[pair]}))
        told = [item for article in pair for item in self.told[article].values()]
        return any(likeness(told[a], told[b], scale) >= PERHAPS for a, b in meetings_of_one_story(told, scale))

    def part(self, articles: Sequence[str], shared: Mapping[Articles, int]) -> Part:
        """What some articles come to; `shared` are the pairs of one story among them."""
        words = {article: self.scale.stories.words[article] for article in articles}
        scale = replace(self.scale, stories=replace(self.scale.stories, words=words, shared=shared))
        told = [item for article in articles for item in self.told[article].values()]
        near_ = dict(chain.from_iterable(map(self.near, shared)))
        beside = {place for pair in near_ for place in pair}
        every = [passage for article in articles for passage in passages(self.sources[article], self._readings, beside)]
        retellings = find_retellings(every, near_, scale.stories)
        found = retell(group(told, scale, retellings), every, retellings, scale)
        self._readings.let_go()
        return Part(
            groups=tuple(tuple((t.evidence.article, t.index) if t.index >= 0 else t for t in members) for members in found.groups),
            perhaps=found.perhaps,
        )

    def _lookup(self, article: str) -> Lookup:
        if article not in self._lookups:
            if len(self._lookups) >= _AT_HAND:
                del self._lookups[next(iter(self._lookups))]
            self._lookups[article] = lookup(article, self._lines_of(article), self.scale.stories)
        return self._lookups[article]

    def _lines_of(self, article: str) -> Lines:
        if article not in self._lines:
            said, stock = names(self.sources[article], self._readings), self._stock.get(article, frozenset())
            self._lines[article] = lines_of(article, said, self.scale.stories, stock, self._meet)
        return self._lines[article]


def _people(told: Iterable[Told], lexicon: Lexicon) -> frozenset[str]:
    """The last words of the names of everybody who takes part in an event and is a person."""
    participants = chain.from_iterable(item.mention.participants for item in told)
    named = {p.actor.name.casefold() for p in participants if p.actor.kind is ActorKind.PERSON}
    persons = (name for name in named if " " in name and name not in lexicon.places)
    return frozenset(last for name in persons if (last := name.split()[-1]) not in lexicon.organisation_words)
