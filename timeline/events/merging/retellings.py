"""Articles that share a story in, which of their passages retell each other out.

Two passages may retell each other where they stand near each other in words, in which the leads of two reports need less than what stands
further down. What names other people, other sums or other days, or is not told as fact, stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from timeline.events.gist import Words
from timeline.events.merging.joining import Pair, join
from timeline.events.merging.passages import LEADING, Passage
from timeline.events.merging.sources import Source
from timeline.events.merging.stories import Place, Stories
from timeline.when import Relation, relate

_LEAST, _SHARE = 0.25, 0.45  # nearness of a pair, and the share of it that two groups need on the average
_RARE = 10  # words of a passage that bring it together with others: its rarest
_LIFT = 2  # times as often as elsewhere that the articles of a story have a wording which is theirs
_ALIKE = 0.05  # likeness of the passages themselves without which their stories say nothing
_LEAD = 3  # times that the leads of two reports count

Near = Mapping[tuple[Place, Place], float]


@dataclass(frozen=True, slots=True)
class _Line:
    place: Place
    weight: int
    leads: bool


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of an article that are more than a stock phrase, which of them have a word, and which have it among their rarest."""

    rows: list[_Line]
    having: dict[str, list[int]]
    known: dict[str, list[int]]


def near_passages(sources: Sequence[Source], stories: Stories) -> Near:
    """Pairs of places, the smaller first, whose passages stand near each other, and how near: 0.25 or more."""
    stock = _stock_phrases(stories)
    lines = {source.article.id: _lines(source, stories, stock) for source in sources}
    return {pair: worth for one, other in stories.shared for pair, worth in _near(one, other, lines, stories)}


def _stock_phrases(stories: Stories) -> frozenset[tuple[str, Words]]:
    """Articles with those of their wordings, figures aside, that stand in more articles of other stories than of theirs, about as often."""
    holders: dict[Words, dict[str, None]] = defaultdict(dict)
    for article, rows in stories.words.items():
        for words in rows.values():
            holders[_without_figures(words)][article] = None
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in stories.shared:
        beside[one].add(other)
        beside[other].add(one)
    return frozenset(
        (article, words)
        for words, found in holders.items()
        if len(found) > 1
        for article in found
        if _is_stock(len(beside[article] & found.keys()), len(beside[article]), len(found), len(stories.words))
    )


def _is_stock(near: int, beside: int, found: int, every: int) -> bool:
    """Whether a wording is of no story: `near` of the articles `beside` one have it, and `found` of `every` article."""
    return found - 1 - near > near and near * every < _LIFT * found * beside


def _without_figures(words: Words) -> Words:
    return words if not any(map(str.isdigit, words)) else tuple(word for word in words if not word.isdigit())


def _lines(source: Source, stories: Stories, stock: Container[tuple[str, Words]]) -> _Lines:
    found = _Lines([], defaultdict(list), defaultdict(list))
    article = source.article.id
    for number, sentence in enumerate(source.sentences):
        words = stories.words[article][sentence.index]
        if words and (article, _without_figures(words)) not in stock:
            for word in words:
                found.having[word].append(len(found.rows))
            for word in stories.rarest((article, sentence.index), _RARE):
                found.known[word].append(len(found.rows))
            found.rows.append(_Line((article, sentence.index), stories.weigh(words), number < LEADING))
    return found


def _near(one: str, other: str, lines: Mapping[str, _Lines], stories: Stories) -> Iterator[tuple[tuple[Place, Place], float]]:
    """The near passages of two articles."""
    here, there = lines[one], lines[other]
    common: dict[int, int] = defaultdict(int)  # by the number of one line times the count of the others, and the number of the other
    count = len(there.rows)
    for word in here.having.keys() & there.having.keys():
        worth, beside = stories.worth[word], there.having[word]
        for at in here.having[word]:
            for number in beside:
                common[at * count + number] += worth
    meeting = {at * count + n for word in here.known.keys() & there.known.keys() for at in here.known[word] for n in there.known[word]}
    for pair in meeting:
        a, b, sum_ = here.rows[pair // count], there.rows[pair % count], common[pair]
        alike = sum_ / sqrt(a.weight * b.weight)
        if alike >= _ALIKE:
            nearness = _nearness(alike, stories.beside((one, other), sum_), leads=a.leads and b.leads)
            if nearness >= _LEAST:
                yield (a.place, b.place), nearness


def _nearness(alike: float, context: float, *, leads: bool) -> float:
    """How near two passages stand in words and story; 0 without a story in common. The leads of two reports of one story give its news, so
    that a third of the nearness will do.
    """
    return (alike + 2 * min(context, alike)) * (_LEAD if leads else 1) if context else 0.0


def find_retellings(passages: Sequence[Passage], near: Near, stories: Stories) -> dict[Place, int]:
    """The number of the retelling of each passage that has company in another article; `passages` hold all those of `near`."""
    numbers = {passage.place: number for number, passage in enumerate(passages)}

    def score(a: int, b: int) -> float:
        one, other = passages[a], passages[b]
        return max(1e-9, _between(one, other, stories)) if _may_meet(one, other) else 0.0

    scores: dict[Pair, float] = {}
    for (one, other), worth in near.items():
        a, b = sorted((numbers[one], numbers[other]))
        scores[a, b] = worth if _may_meet(passages[a], passages[b]) else 0.0
    groups = join(len(passages), scores, score, _LEAST, _SHARE)
    return {
        passages[i].place: number
        for number, members in enumerate(groups)
        if len({passages[i].place[0] for i in members}) > 1
        for i in members
    }


def _between(one: Passage, other: Passage, stories: Stories) -> float:
    """The nearness of two passages, 0 within an article."""
    if one.place[0] == other.place[0]:
        return 0.0
    alike = stories.alike(one.place, other.place)
    context = stories.context(one.place, other.place) if alike >= _ALIKE else 0.0
    return _nearness(alike, context, leads=one.leads and other.leads)


def _may_meet(a: Passage, b: Passage) -> bool:
    """Whether two passages name no other people, sums or days than each other."""
    one, other = a.wording, b.wording
    if one is not other:  # the same words name the same
        if one.people and other.people and not one.people & other.people:
            return False
        if one.people - other.people and other.people - one.people:
            return False
        if one.sums and other.sums and not one.sums & other.sums:
            return False
    if not a.whens or not b.whens or a.whens == b.whens:
        return True
    apart = {Relation.BEFORE, Relation.AFTER}
    return any(relate(x, y) not in apart for x in a.whens for y in b.whens)
