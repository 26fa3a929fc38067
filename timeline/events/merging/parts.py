"""Evidence of all articles in, one group for each event out; what was merged before in the same surroundings is taken as it was.

Articles make parts: two are in one part where a passage of one may retell a passage of the other, or where a mention of each may tell one
event. Nothing is shared between parts, so that each is merged by itself, here or elsewhere. Whether two articles are in one part, and what
a part comes to, follow from the states of its articles: what was read of them, what their words are worth, and which of their lines are
stock phrases. What follows from the same states is the same, and is remembered.

Work is done in batches along the days: papers tell a story within days of each other, so that an article is in few batches.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import Any, Protocol, TypeVar

from timeline.events.evidence import Told
from timeline.events.merging.corpus import Corpus
from timeline.events.merging.figures import agreement
from timeline.events.merging.grouping import Meets, Merged, in_order, meetings, meets
from timeline.events.merging.likeness import Scale
from timeline.events.merging.neighbours import Articles
from timeline.events.merging.remembering import NOTHING, Key, Pair, Part, Remembered
from timeline.events.merging.sources import Source
from timeline.events.merging.stock import stock_phrases
from timeline.memo import NO_MEMO, Memo
from timeline.quick import dataclass

In = TypeVar("In")
Out = TypeVar("Out")
_Shared = Mapping[Articles, int]

_DIGEST = 16  # bytes
_NO_SHARING = 2  # the version of `marshal` that writes what is equal equally
_BATCH = 100  # articles


class Map(Protocol):
    """Whoever applies a function to items, each worth so many articles: results come in the order of the items."""

    def __call__(self, function: Callable[[In], Out], items: Sequence[In], /, *, each: int) -> Iterable[Out]:
        """What `map(function, items)` gives."""
        ...


def here(function: Callable[[In], Out], items: Sequence[In], /, *, each: int) -> Iterable[Out]:  # noqa: ARG001  as a Map
    """One after the other."""
    return map(function, items)


def merge(
    told: Iterable[Told],
    sources: Iterable[Source],
    scale: Scale,
    known: Remembered = NOTHING,
    engine: Map = here,
    memo: Memo = NO_MEMO,
) -> tuple[Merged, Remembered]:
    """Group evidence by event, with the passages of `sources` that retell it; and what to remember for the next time.

    Neither the order of the input, what is `known` or in the `memo`, nor who does the work plays a part in the groups; with a memo all that
    was read of a source follows from it, and so does its evidence.
    """
    ordered, sources = in_order(told), tuple(sources)
    stock = stock_phrases({source.article.id: source.gist.packed_lines for source in sources}, scale.stories.shared, known.stock)
    corpus = Corpus.of(ordered, sources, scale, stock.phrases)
    states, home, shared = _states(corpus), _Homes(corpus.sources), scale.stories.shared

    keys: dict[Articles, Key] = {pair: (states[pair[0]], states[pair[1]], worth) for pair, worth in shared.items()}
    found = _near(corpus, [pair for pair, key in keys.items() if key not in known.near], engine)
    near = {key: found[pair] if pair in found else known.near[key] for pair, key in keys.items()}
    home.join(pair for pair, key in keys.items() if near[key])

    keys = {pair: (*keys[pair], "story") for pair in shared if home.of(pair[0]) != home.of(pair[1])}
    alike = {key: known.alike[key] if key in known.alike else corpus.share_an_event(pair) for pair, key in keys.items()}
    home.join(pair for pair, key in keys.items() if alike[key])

    places = _places(corpus, known, memo)
    met = _apart(corpus, places, home)
    keys = {pair: (states[pair[0]], states[pair[1]], shared.get(pair, 0), *rows) for pair, rows in met.items()}
    alike |= {key: known.alike[key] if key in known.alike else corpus.may_be_one(pair, met[pair]) for pair, key in keys.items()}
    home.join(pair for pair, key in keys.items() if alike[key])

    within = _within(shared, home)
    groups = {_name(articles, within[root], states): (articles, within[root]) for root, articles in home.parts().items()}
    made = _parts(corpus, {name: part for name, part in groups.items() if name not in known.parts}, engine)
    parts = {name: made[name] if name in made else known.parts[name] for name in groups}
    return _merged(corpus, parts.values()), Remembered(near=near, alike=alike, parts=parts, stock=stock, meets=places)


# --- states ------------------------------------------------------------------------------------------------------------------------------


def _states(corpus: Corpus) -> dict[str, bytes]:
    """What each article is known by: it is another where anything that bears on its merging is."""
    stories = corpus.scale.stories
    apart = repr((stories.rare, stories.told_apart, stories.many, sorted(corpus.scale.apart.items(), key=str))).encode()
    return {article: _digest(corpus.said_of(article), apart) for article in corpus.sources}


def _name(articles: Sequence[str], shared: _Shared, states: Mapping[str, bytes]) -> bytes:
    """A name for a part in its state."""
    number = {article: at for at, article in enumerate(articles)}
    stories = [(number[one], number[other], worth) for (one, other), worth in shared.items()]
    return _digest(([states[article] for article in articles], stories))


def _digest(said: tuple[Any, ...], before: bytes = b"") -> bytes:
    return blake2b(before + marshal.dumps(said, _NO_SHARING), digest_size=_DIGEST).digest()


# --- which articles are in one part ------------------------------------------------------------------------------------------------------


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

    def join(self, pairs: Iterable[Articles]) -> None:
        """Bring the parts of two articles together, pair by pair."""
        for one, other in pairs:
            first, last = sorted((self.of(one), self.of(other)))
            self._above[last] = first

    def parts(self) -> dict[str, list[str]]:
        """The articles of each part, all in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for article in self._above:
            found[self.of(article)].append(article)
        return found


def _places(corpus: Corpus, known: Remembered, memo: Memo) -> dict[str, tuple[str, Meets]]:
    """Where the mentions of each article may meet others, under a name for all that it follows from."""
    scale = corpus.scale

    def found(source: Source) -> tuple[str, Meets]:
        id_, name = source.article.id, f"{source.key} {scale.stories.told_apart}"
        before = known.meets.get(id_)
        return before if before is not None and before[0] == name else (name, meets(corpus.told[id_].values(), scale))

    work = "meets", scale.stories.told_apart
    return {source.article.id: memo.of(work, (source,), partial(found, source)) for source in corpus.sources.values()}


def _apart(corpus: Corpus, places: Mapping[str, tuple[str, Meets]], home: _Homes) -> dict[Articles, list[Pair]]:
    """For two articles that are in no part together yet the numbers of their mentions that may be one event."""
    articles = list(corpus.sources)
    told = [tuple(corpus.told[article].values()) for article in articles]

    def agree(a: Pair, b: Pair) -> bool:
        return agreement(told[a[0]][a[1]].mention.figures, told[b[0]][b[1]].mention.figures) > 0

    found: dict[Articles, list[Pair]] = defaultdict(list)
    for (one, other), (a, b) in meetings([places[article][1] for article in articles], list(map(home.of, articles)), agree):
        found[articles[one], articles[other]].append((told[one][a].index, told[other][b].index))
    return {pair: sorted(rows) for pair, rows in found.items()}


def _within(shared: _Shared, home: _Homes) -> dict[str, dict[Articles, int]]:
    """The pairs of one story within each part."""
    found: dict[str, dict[Articles, int]] = defaultdict(dict)
    for pair, worth in shared.items():
        if home.of(pair[0]) == home.of(pair[1]):
            found[home.of(pair[0])][pair] = worth
    return found


# --- batches -----------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of articles to look for near passages in; where they are sent, no other articles go with them."""

    corpus: Corpus
    pairs: Sequence[Articles]

    def __reduce__(self) -> tuple[type[_Pairs], tuple[object, ...]]:
        return _Pairs, (self.corpus.only(set(chain.from_iterable(self.pairs)), self.pairs, lines=True), self.pairs)

    def near(self) -> list[bool]:
        """Whether there are any, pair by pair."""
        return [any(self.corpus.near(pair)) for pair in self.pairs]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts to merge, each with its pairs of one story; where they are sent, no other articles go with them."""

    corpus: Corpus
    parts: Sequence[tuple[Sequence[str], _Shared]]

    def __reduce__(self) -> tuple[type[_Parts], tuple[object, ...]]:
        articles, pairs = (chain.from_iterable(found) for found in zip(*self.parts, strict=True))
        return _Parts, (self.corpus.only(articles, pairs), self.parts)

    def merged(self) -> list[Part]:
        """What each comes to."""
        return [self.corpus.part(articles, shared) for articles, shared in self.parts]


def _near(corpus: Corpus, pairs: Iterable[Articles], engine: Map) -> dict[Articles, bool]:
    """Whether passages of two articles stand near each other, for some pairs."""
    day = _days(corpus)
    firsts: dict[str, list[Articles]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda pair: sorted(map(day.__getitem__, pair))):
        firsts[min(pair, key=day.__getitem__)].append(pair)
    batches = [_Pairs(corpus, list(chain.from_iterable(rows))) for rows in _filled(firsts.values(), lambda _: 1)]
    found = chain.from_iterable(engine(_Pairs.near, batches, each=_BATCH))
    return dict(zip(chain.from_iterable(batch.pairs for batch in batches), found, strict=True))


def _parts(corpus: Corpus, parts: Mapping[bytes, tuple[Sequence[str], _Shared]], engine: Map) -> dict[bytes, Part]:
    """What some parts come to, by their names."""
    day = _days(corpus)
    names = sorted(parts, key=lambda name: min(map(day.__getitem__, parts[name][0])))
    batches = [_Parts(corpus, [parts[name] for name in batch]) for batch in _filled(names, lambda name: len(parts[name][0]))]
    return dict(zip(names, chain.from_iterable(engine(_Parts.merged, batches, each=_BATCH)), strict=True))


def _filled(items: Iterable[In], size: Callable[[In], int]) -> Iterator[list[In]]:
    """Items in lists that come to a batch of articles, the last to what is left."""
    batch: list[In] = []
    held = 0
    for item in items:
        batch.append(item)
        held += size(item)
        if held >= _BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _days(corpus: Corpus) -> dict[str, tuple[int, str]]:
    """Where each article stands along the days."""
    dates = ((article, source.article.published) for article, source in corpus.sources.items())
    days = ((article, None if when is None else when.last or when.first) for article, when in dates)
    return {article: (0 if day is None else day.ordinal, article) for article, day in days}


# --- all parts in one --------------------------------------------------------------------------------------------------------------------


def _merged(corpus: Corpus, parts: Iterable[Part]) -> Merged:
    """What clauses tell before what passages alone tell, each in written order."""
    groups: list[tuple[Told, ...]] = []
    pairs: list[Pair] = []
    for part in parts:
        pairs += [(len(groups) + a, len(groups) + b) for a, b in part.perhaps]
        groups += [tuple(t if isinstance(t, Told) else corpus.told[t[0]][t[1]] for t in members) for members in part.groups]
    row = sorted(range(len(groups)), key=lambda number: _written(groups[number][0]))
    at = {number: place for place, number in enumerate(row)}
    perhaps = sorted((min(at[a], at[b]), max(at[a], at[b])) for a, b in pairs)
    return Merged(groups=tuple(groups[number] for number in row), perhaps=tuple(perhaps))


def _written(told: Told) -> tuple[bool, str, int, int, str]:
    evidence = told.evidence
    return told.index < 0, evidence.article, evidence.start, evidence.trigger.start, evidence.key
