"""Evidence of all articles in, one group for each event out; what was merged before in the same surroundings is taken as it was.

Articles make parts: two are in one part where a passage of one may retell a passage of the other, or where a mention of each may tell one
event. Nothing is shared between parts, so that each is merged by itself. Whether two articles are in one part, and what a part comes to,
follow from the states of its articles: what was read of them, what their words are worth, and which of their lines are stock phrases. What
follows from the same states is the same, and is remembered.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import chain

from timeline.events.evidence import Told
from timeline.events.lexicon import Lexicon
from timeline.events.merging.grouping import Merged, group, in_order, meeting
from timeline.events.merging.likeness import PERHAPS, Scale, likeness
from timeline.events.merging.passages import Readings, names, passages
from timeline.events.merging.remembering import NOTHING, Articles, Key, Pair, Part, Remembered
from timeline.events.merging.retelling import retell
from timeline.events.merging.retellings import Lines, Lookup, Meetings, find_retellings, lines_of, lookup, near, stock_phrases
from timeline.events.merging.sources import Source
from timeline.events.merging.stories import Place
from timeline.model import ActorKind

_DIGEST = 16  # bytes
_AT_HAND = 512  # articles whose lines can be looked up at once: neighbours meet neighbours
_NO_SHARING = 2  # the version of `marshal` that writes what is equal equally


def merge(told: Iterable[Told], sources: Iterable[Source], scale: Scale, known: Remembered = NOTHING) -> tuple[Merged, Remembered]:
    """Group evidence by event, with the passages of `sources` that retell it; and what to remember for the next time.

    Neither the order of the input nor what is `known` plays a part in the groups.
    """
    work = _Work(in_order(told), sources, scale)
    home = _Homes(work.sources)
    near_: dict[Key, bool] = {}
    for pair, shared in scale.stories.shared.items():
        key: Key = (*work.state(pair), shared)
        near_[key] = linked = known.near[key] if key in known.near else any(work.near(pair))
        if linked:
            home.join(*pair)
    alike: dict[Key, bool] = {}
    for pair, rows in _apart(work, home).items():
        key = (*work.state(pair), scale.stories.shared.get(pair, 0), *rows)
        alike[key] = linked = known.alike[key] if key in known.alike else work.may_be_one(pair, rows)
        if linked:
            home.join(*pair)
    parts = {}
    made: list[Part] = []
    within = _within(scale.stories.shared, home)
    for root, articles in home.parts().items():
        name = work.name(articles, within.get(root, {}))
        parts[name] = part = known.parts[name] if name in known.parts else work.part(articles, within.get(root, {}))
        made.append(part)
    return work.merged(made), Remembered(near=near_, alike=alike, parts=parts)


def _apart(work: _Work, home: _Homes) -> dict[Articles, list[Pair]]:
    """For two articles that are in no part together yet the numbers of their mentions that may be one event."""
    found: dict[Articles, list[Pair]] = defaultdict(list)
    told, stories = work.told, work.scale.stories
    shared = {pair: worth for pair, worth in stories.shared.items() if home.of(pair[0]) != home.of(pair[1])}
    for a, b in meeting(told, replace(work.scale, stories=replace(stories, shared=shared)), {}):
        one, other = told[a].evidence.article, told[b].evidence.article
        if home.of(one) != home.of(other):
            found[one, other].append((told[a].index, told[b].index))
    return {pair: sorted(rows) for pair, rows in found.items()}


def _within(shared: Mapping[Articles, int], home: _Homes) -> dict[str, dict[Articles, int]]:
    """The pairs of one story within each part."""
    found: dict[str, dict[Articles, int]] = defaultdict(dict)
    for pair, worth in shared.items():
        if home.of(pair[0]) == home.of(pair[1]):
            found[home.of(pair[0])][pair] = worth
    return found


class _Homes:
    """Articles that come together, named by the first of each part."""

    def __init__(self, articles: Iterable[str]) -> None:
        self._above = {article: article for article in sorted(articles)}

    def of(self, article: str) -> str:
        """The first article of the part."""
        above = self._above
        while (upper := above[article]) != article:
            above[article] = article = above[upper]
        return article

    def join(self, one: str, other: str) -> None:
        """Bring the parts of two articles together."""
        first, last = sorted((self.of(one), self.of(other)))
        self._above[last] = first

    def parts(self) -> dict[str, list[str]]:
        """The articles of each part, all in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for article in self._above:
            found[self.of(article)].append(article)
        return found


class _Work:
    """The evidence and articles of a merge, with what is found of them on the way, each once."""

    def __init__(self, told: Sequence[Told], sources: Iterable[Source], scale: Scale) -> None:
        self.told, self.scale = told, scale
        self.sources = {source.article.id: source for source in sorted(sources, key=lambda source: source.article.id)}
        self._people = _people(told, scale.lexicon)
        self._stock = stock_phrases(scale.stories)
        self._of: dict[str, dict[int, Told]] = {article: {} for article in self.sources}
        for item in told:
            self._of[item.evidence.article][item.index] = item
        self._states = dict(zip(self.sources, self._all_states(), strict=True))
        self._meet = Meetings()
        self._readings = Readings(self._people, scale.lexicon)
        self._lines: dict[str, Lines] = {}
        self._lookups: dict[str, Lookup] = {}

    def _all_states(self) -> Iterator[bytes]:
        stories = self.scale.stories
        worth, everywhere = stories.worth, (stories.rare, stories.told_apart, stories.many, sorted(self.scale.apart.items(), key=str))
        apart = repr(everywhere).encode()
        for article, source in self.sources.items():
            gist = source.gist
            words = dict.fromkeys(chain(chain.from_iterable(stories.words[article].rows), gist.told))
            stock = sorted(self._stock.get(article, ()))
            said = (source.key, list(map(worth.get, words)), stock, sorted(self._people.intersection(gist.capitals)))
            yield blake2b(apart + marshal.dumps(said, _NO_SHARING), digest_size=_DIGEST).digest()

    def state(self, pair: Articles) -> tuple[bytes, bytes]:
        """The states of two articles."""
        return self._states[pair[0]], self._states[pair[1]]

    def name(self, articles: Sequence[str], shared: Mapping[Articles, int]) -> bytes:
        """A name for a part in its state."""
        number = {article: at for at, article in enumerate(articles)}
        stories = [(number[one], number[other], worth) for (one, other), worth in shared.items()]
        said = ([self._states[article] for article in articles], stories)
        return blake2b(marshal.dumps(said, _NO_SHARING), digest_size=_DIGEST).digest()

    def near(self, pair: Articles) -> Iterator[tuple[tuple[Place, Place], float]]:
        """The near passages of two articles."""
        return near(self._lookup(pair[0]), self._lookup(pair[1]), self.scale.stories, self._meet)

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

    def may_be_one(self, pair: Articles, rows: Iterable[Pair]) -> bool:
        """Whether some mentions of two articles, by their numbers there, may tell one event."""
        here, there = self._of[pair[0]], self._of[pair[1]]
        return any(likeness(here[a], there[b], self.scale) >= PERHAPS for a, b in rows)

    def part(self, articles: Sequence[str], shared: Mapping[Articles, int]) -> Part:
        """What a part comes to."""
        scale = replace(self.scale, stories=replace(self.scale.stories, shared=shared))
        told = [item for article in articles for item in self._of[article].values()]
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

    def merged(self, parts: Iterable[Part]) -> Merged:
        """All parts in one: what clauses tell before what passages alone tell, each in written order."""
        groups: list[tuple[Told, ...]] = []
        pairs: list[Pair] = []
        for part in parts:
            pairs += [(len(groups) + a, len(groups) + b) for a, b in part.perhaps]
            groups += [tuple(t if isinstance(t, Told) else self._of[t[0]][t[1]] for t in members) for members in part.groups]
        row = sorted(range(len(groups)), key=lambda number: _written(groups[number][0]))
        at = {number: place for place, number in enumerate(row)}
        perhaps = sorted((min(at[a], at[b]), max(at[a], at[b])) for a, b in pairs)
        return Merged(groups=tuple(groups[number] for number in row), perhaps=tuple(perhaps))


def _written(told: Told) -> tuple[bool, str, int, int, str]:
    evidence = told.evidence
    return told.index < 0, evidence.article, evidence.start, evidence.trigger.start, evidence.key


def _people(told: Sequence[Told], lexicon: Lexicon) -> frozenset[str]:
    """The last words of the names of everybody who takes part in an event and is a person."""
    return frozenset(
        last
        for item in told
        for p in item.mention.participants
        if p.actor.kind is ActorKind.PERSON and " " in p.actor.name
        for last in (p.actor.name.casefold().split()[-1],)
        if p.actor.name.casefold() not in lexicon.places and last not in lexicon.organisation_words
    )
