"""Articles that share a story in, which of their passages retell each other out.

Two passages may retell each other where they stand near each other in words, in which the leads of two reports need less than what stands
further down. What names other people, other sums or other days, or is not told as fact, stays apart.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from math import sqrt

from timeline.events.gist import Words
from timeline.events.merging.joining import Pair, join
from timeline.events.merging.passages import LEADING, Names, Passage
from timeline.events.merging.stories import Place, Stories
from timeline.quick import dataclass
from timeline.when import Relation, relate

_LEAST, _SHARE = 0.35, 0.45  # nearness of a pair, and the share of it that two groups need on the average
_RARE = 10  # words of a passage that bring it together with others: its rarest
_ALIKE = 0.05  # likeness of the passages themselves without which their stories say nothing
_AT_HAND = 1 << 15  # answers that are remembered
_LEAD = 3  # times that the leads of two reports count

Near = Mapping[tuple[Place, Place], float]


class Meetings:
    """Whether two lines may meet, asked once for all that name the same people, sums and days."""

    def __init__(self) -> None:
        self._numbers: dict[Names, int] = {}
        self._names: list[Names] = []
        self._found: dict[tuple[int, int], bool] = {}

    def number(self, names: Names) -> int:
        """The number of what a line names."""
        number = self._numbers.setdefault(names, len(self._names))
        if number == len(self._names):
            self._names.append(names)
        return number

    def __call__(self, one: int, other: int) -> bool:
        """Whether two that name what has these numbers may meet."""
        pair = one, other
        found = self._found.get(pair)
        if found is None:
            if len(self._found) >= _AT_HAND:
                self._found.clear()
            found = self._found[pair] = one == other or _may_meet(self._names[one], self._names[other])
        return found


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of an article: what each is worth, 0 for a stock phrase, and the number of what it names, four bytes each."""

    weights: array[int]
    names: array[int]


@dataclass(frozen=True, slots=True)
class Lookup:
    """The lines of an article with the numbers of those that have a word among their rarest."""

    article: str
    indices: Sequence[int]
    words: Sequence[Words]
    lines: Lines
    known: Mapping[str, Sequence[int]]


def lines_of(article: str, names: Iterable[Names], stories: Stories, stock: Container[int], meet: Meetings) -> Lines:
    """The lines of an article; those whose numbers are in `stock` are stock phrases."""
    rows = stories.words[article].rows
    weights = (0 if number in stock else stories.weigh(row) for number, row in enumerate(rows))
    return Lines(weights=array("i", weights), names=array("i", map(meet.number, names)))


def lookup(article: str, lines: Lines, stories: Stories) -> Lookup:
    """What finds the lines of an article by their words."""
    text = stories.words[article]
    known: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(text.rows):
        if lines.weights[number]:
            for word in stories.rarest_of(row, _RARE):
                known[word].append(number)
    return Lookup(article=article, indices=tuple(text.at), words=text.rows, lines=lines, known=known)


def near(here: Lookup, there: Lookup, stories: Stories, meet: Meetings) -> Iterator[tuple[tuple[Place, Place], float]]:
    """Pairs of places in two articles, the smaller first, whose passages may meet and stand near each other, and how near; none where there
    are few articles.
    """
    context = stories.context(here.article, there.article)
    if not stories.many or not context:
        return
    shared: dict[int, set[int]] = defaultdict(set)  # the lines of the one → those of the other with a rare word of theirs
    for word in here.known.keys() & there.known.keys():
        for a in here.known[word]:
            shared[a].update(there.known[word])
    for a, others in shared.items():
        words, weight, names = frozenset(here.words[a]), here.lines.weights[a], here.lines.names[a]
        for b in others:
            if not meet(names, there.lines.names[b]):
                continue
            alike = stories.weigh(words.intersection(there.words[b])) / sqrt(weight * there.lines.weights[b])
            if alike >= _ALIKE:
                nearness = _nearness(alike, context, leads=a < LEADING and b < LEADING)
                if nearness >= _LEAST:
                    yield ((here.article, here.indices[a]), (there.article, there.indices[b])), nearness


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
        return max(1e-9, _between(one, other, stories)) if _may_meet(one.names, other.names) else 0.0

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


def _may_meet(a: Names, b: Names) -> bool:
    """Whether two passages name no other people, sums or days than each other."""
    (one, sum_, when), (other, sum2, when2) = a, b
    if one and other and not (one <= other or other <= one):
        return False
    if sum_ and sum2 and sum_.isdisjoint(sum2):
        return False
    if not when or not when2 or when == when2:
        return True
    apart = {Relation.BEFORE, Relation.AFTER}
    return any(relate(x, y) not in apart for x in when for y in when2)
