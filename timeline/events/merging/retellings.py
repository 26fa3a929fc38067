"""Articles that share a story in, which of their passages retell each other out.

Two passages may retell each other where they stand near each other in words, in which the leads of two reports need less than what stands
further down. What names other people, other sums or other days, or is not told as fact, stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from types import MappingProxyType

from timeline.events.gist import Words
from timeline.events.merging.joining import Pair, join
from timeline.events.merging.passages import Passage
from timeline.events.merging.stories import Place, Stories
from timeline.when import Relation, relate

_LEAST, _SHARE = 0.35, 0.45  # nearness of a pair, and the share of it that two groups need on the average
_RARE = 10  # words of a passage that bring it together with others: its rarest
_LIFT = 2  # times as often as elsewhere that the articles of a story have a wording which is theirs
_ALIKE = 0.05  # likeness of the passages themselves without which their stories say nothing
_AT_HAND = 1 << 15  # answers that are remembered
_LEAD = 3  # times that the leads of two reports count

Near = Mapping[tuple[Place, Place], float]
NOWHERE: Near = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Line:
    passage: Passage
    place: Place
    words: frozenset[str]
    weight: int
    names: int  # the number of what it names, by which it is known what it may meet


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of an article that are more than a stock phrase, and which of them have a word among their rarest."""

    rows: list[_Line]
    known: dict[str, list[int]]


class Meetings:
    """Whether two passages may meet, asked once for all that name the same people, sums and days."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}
        self._first: list[Passage] = []  # one for each number
        self._found: dict[tuple[int, int], bool] = {}

    def number(self, passage: Passage) -> int:
        """The number of what a passage names."""
        number = self._numbers.setdefault((passage.wording.people, passage.wording.sums, passage.whens), len(self._first))
        if number == len(self._first):
            self._first.append(passage)
        return number

    def __call__(self, one: int, other: int) -> bool:
        """Whether two that name what has these numbers may meet."""
        pair = one, other
        if pair not in self._found:
            if len(self._found) >= _AT_HAND:
                self._found.clear()
            self._found[pair] = _may_meet(self._first[one], self._first[other])
        return self._found[pair]


def lines_of(passages: Iterable[Passage], stories: Stories, stock: Container[tuple[str, Words]], meet: Meetings) -> Lines:
    """The lines of an article, of which `passages` are all."""
    found = Lines([], defaultdict(list))
    for passage in passages:
        article, index = passage.place
        words = stories.words[article][index]
        if words and (article, without_figures(words)) not in stock:
            for word in stories.rarest(passage.place, _RARE):
                found.known[word].append(len(found.rows))
            found.rows.append(_Line(passage, passage.place, frozenset(words), stories.weigh(words), meet.number(passage)))
    return found


def stock_phrases(stories: Stories) -> frozenset[tuple[str, Words]]:
    """Articles with those of their wordings, figures aside, that stand in more articles of other stories than of theirs, about as often."""
    holders: dict[Words, dict[str, None]] = defaultdict(dict)
    for article, rows in stories.words.items():
        for words in rows.values():
            holders[without_figures(words)][article] = None
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


def without_figures(words: Words) -> Words:
    """The words of a line that are no figures."""
    return words if not any(map(str.isdigit, words)) else tuple(word for word in words if not word.isdigit())


def near(here: Lines, there: Lines, stories: Stories, meet: Meetings) -> Iterator[tuple[tuple[Place, Place], float]]:
    """Pairs of places in two articles, the smaller first, whose passages may meet and stand near each other, and how near; none where there
    are few articles.
    """
    if not stories.many:
        return
    count = len(there.rows)
    for pair in {at * count + n for word in here.known.keys() & there.known.keys() for at in here.known[word] for n in there.known[word]}:
        a, b = here.rows[pair // count], there.rows[pair % count]
        if not meet(a.names, b.names):
            continue
        sum_ = stories.weigh(a.words & b.words)
        alike = sum_ / sqrt(a.weight * b.weight)
        if alike >= _ALIKE:
            one, other = a.passage, b.passage
            nearness = _nearness(alike, stories.context(one.article.id, other.article.id), leads=one.leads and other.leads)
            if nearness >= _LEAST:
                yield (a.place, b.place), nearness


def _nearness(alike: float, context: float, *, leads: bool) -> float:
    """How near two passages stand in words and story; 0 without a story in common. The leads of two reports of one story give its news, so
    that a third of the nearness will do, and their story speaks where they share few words.
    """
    weight = _LEAD if leads else 1
    return (alike + 2 * min(context, alike * weight)) * weight if context else 0.0


def find_retellings(passages: Sequence[Passage], near: Near, stories: Stories) -> dict[Place, int]:
    """The number of the retelling of each passage that has company in another article; `passages` hold all those of `near`."""
    numbers = {passage.place: number for number, passage in enumerate(passages)}

    def score(a: int, b: int) -> float:
        one, other = passages[a], passages[b]
        return max(1e-9, _between(one, other, stories)) if _may_meet(one, other) else 0.0

    scores: dict[Pair, float] = {}
    for (one, other), worth in near.items():
        a, b = numbers[one], numbers[other]
        scores[(a, b) if a < b else (b, a)] = worth
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
    context = stories.context(one.place[0], other.place[0]) if alike >= _ALIKE else 0.0
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
