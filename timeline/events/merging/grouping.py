"""Evidence of all articles in, groups that speak of the same event out, with pairs that only may be the same.

Blocks come before comparing: two mentions meet only where they are of one sort and share an actor, a retelling, or rare words in articles
of one story; in articles of different stories, an actor on the same side. In a crowded block each meets its neighbours in time alone, so
that the cost stays in proportion to the mentions.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import pairwise

from timeline.events.evidence import Told
from timeline.events.merging.figures import agreement
from timeline.events.merging.joining import Pair, join, pairs_within
from timeline.events.merging.likeness import PERHAPS, SAME, Parties, Scale, Sort, differ, is_mutual, likeness, parties, place
from timeline.events.merging.stories import Place
from timeline.events.merging.windows import days, reach, window
from timeline.model import RoleName
from timeline.quick import dataclass

_RARE = 6  # words of a sentence that make blocks: its rarest ones
_SHARE = 0.6  # of SAME that all pairs of two groups come to on the average
_ALWAYS = (-(1 << 30), 1 << 30)  # days before and behind all others
_TIMES = 4  # numbers for the times of a mention in `Meets`


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """`groups` of evidence, each one event, in written order; `perhaps` are pairs of group indices that may be the same."""

    groups: tuple[tuple[Told, ...], ...]
    perhaps: tuple[tuple[int, int], ...]


def in_order(told: Iterable[Told]) -> list[Told]:
    """Evidence in the order of its articles' ids and texts."""
    return sorted(told, key=lambda t: (t.evidence.article, t.evidence.start, t.mention.trigger.start, t.evidence.key))


def group(ordered: Sequence[Told], scale: Scale, retellings: Mapping[Place, int]) -> Merged:
    """Group evidence, which comes as `in_order` has it, by event; `retellings` says which sentences retell each other. No group holds two
    that a gate keeps apart.
    """

    def score(a: int, b: int) -> float:
        one, other = ordered[a], ordered[b]
        retold = retellings.get(place(one), -1) == retellings.get(place(other), -2)
        return likeness(one, other, scale, retold=retold)

    pairs = _in_time(_pairs(ordered, scale, retellings), ordered)
    scores = {pair: worth for pair in sorted(pairs) if (worth := score(*pair)) >= PERHAPS}
    groups = join(len(ordered), scores, score, SAME, _SHARE)
    index = {i: g for g, members in enumerate(groups) for i in members}
    perhaps = {(min(g, h), max(g, h)) for a, b in scores if (g := index[a]) != (h := index[b])}
    return Merged(groups=tuple(tuple(ordered[i] for i in members) for members in groups), perhaps=tuple(sorted(perhaps)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meets:
    """Where the mentions of an article, counted in its order, may meet those of others, packed: the number of each block, beside it that of
    the mention; and of each mention the day it is compared by, the first and last that it may stand on, and whether it names figures.
    """

    blocks: bytes
    mentions: bytes
    times: bytes


def meets(told: Iterable[Told], scale: Scale) -> Meets:
    """Where the mentions of an article may meet others that are one event although their articles have no story in common."""
    blocks, mentions, times = array("Q"), array("i"), array("i")
    for number, item in enumerate(told):
        found = _meeting_places(item, scale)
        blocks.extend([_number(place) for place in found])
        mentions.extend([number] * len(found))
        first, last = reach(item) or _ALWAYS
        times.extend((_day(item) or max(first, 0), first, last, bool(item.mention.figures)))
    return Meets(blocks=blocks.tobytes(), mentions=mentions.tobytes(), times=times.tobytes())


def _meeting_places(item: Told, scale: Scale) -> tuple[tuple[object, ...], ...]:
    """What two such mentions share: with their sort somebody on the same side."""
    sort, mention = scale.sort(item), item.mention
    if not mention.participants:
        return () if scale.stories.told_apart else (sort,)
    sides = dict.fromkeys((p.role is RoleName.AGENT, p.actor.id) for p in mention.participants)
    if is_mutual(item, scale.lexicon):
        sides |= dict.fromkeys((side, actor) for _, actor in sides for side in (True, False))
    return tuple((*sort, *side) for side in sides)


def _number(place: tuple[object, ...]) -> int:
    return int.from_bytes(blake2b("\n".join(map(str, place)).encode(), digest_size=8).digest(), "big")


def meetings(every: Sequence[Meets], homes: Sequence[str], agree: Callable[[Pair, Pair], bool]) -> Iterator[tuple[Pair, Pair]]:
    """The pairs of mentions of articles with different `homes` that may be one event: the numbers of the two articles, the smaller first,
    and those of their mentions. Few pairs of a block may, so that no more than those of one block are held. Two that lie apart in time may
    where their figures `agree`, which is asked by the numbers of article and mention.
    """
    blocks: dict[int, list[int]] = defaultdict(list)
    times, starts = array("i"), [0]
    for one in every:
        for block, number in zip(array("Q", one.blocks), array("i", one.mentions), strict=True):
            blocks[block].append(starts[-1] + number)
        times.frombytes(one.times)
        starts.append(len(times) // _TIMES)
    day, first, last, figures = (times[at::_TIMES] for at in range(_TIMES))
    article = [number for number, (start, end) in enumerate(pairwise(starts)) for _ in range(start, end)]

    def at(index: int) -> Pair:
        return article[index], index - starts[article[index]]

    home = [homes[number] for number in article]
    crossed = [members for members in blocks.values() if len(members) > 1 and len(set(map(home.__getitem__, members))) > 1]
    found: set[Pair] = set()
    for members in crossed:
        found.update(
            (a, b)
            for a, b in pairs_within([sorted(members, key=day.__getitem__)])
            if home[a] != home[b] and ((first[a] <= last[b] and first[b] <= last[a]) or (figures[a] and figures[b] and agree(at(a), at(b))))
        )
    for a, b in found:
        (here, told_here), (there, told_there) = at(a), at(b)
        yield (here, there), (told_here, told_there)


def meetings_of_one_story(told: Sequence[Told], scale: Scale) -> Iterator[Pair]:
    """The pairs of evidence that may be one event for what their sentences say, as `meetings`; `told` comes as `in_order` has it."""
    return _in_time(_of_one_story(_Asked(told, scale)), told)


class _Asked:
    """What is asked of evidence by its number, each once."""

    def __init__(self, told: Sequence[Told], scale: Scale) -> None:
        known: dict[Parties, Parties] = {}  # many name the same people

        def sides(index: int) -> Parties:
            found = parties(told[index], scale.lexicon)
            return known.setdefault(found, found)

        self.told, self.scale = told, scale
        self.sort = cache(lambda index: scale.sort(told[index]))
        self.rare = cache(lambda index: scale.stories.rarest(place(told[index]), _RARE))
        self.sides = cache(sides)


def _pairs(told: Sequence[Told], scale: Scale, retellings: Mapping[Place, int]) -> set[Pair]:
    """The pairs that are worth a score, the smaller number first."""
    asked = _Asked(told, scale)
    blocks: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for index in sorted(range(len(told)), key=lambda i: (_day(told[i]), i)):
        item, sort = told[index], asked.sort(index)
        actors = dict.fromkeys(p.actor.id for p in item.mention.participants)
        for actor in actors or ("",):
            blocks[sort, "actor", actor].append(index)
        for word in () if actors else asked.rare(index):  # where nobody is named, words are all there is
            blocks[sort, "word", word].append(index)
        if (retelling := retellings.get(place(item))) is not None:
            blocks[sort, "retelling", retelling].append(index)
    pairs = pairs_within(blocks.values())
    pairs.update(_of_one_story(asked))
    return pairs


def _in_time(pairs: Iterable[Pair], told: Sequence[Told]) -> Iterator[Pair]:
    """Pairs without those that plainly lie apart in time, where no sums can bring them together."""
    span = cache(lambda index: days(told[index]))
    for a, b in pairs:
        one, other = span(a), span(b)
        if (
            one is None
            or other is None
            or (one[0] <= other[1] and other[0] <= one[1])
            or agreement(told[a].mention.figures, told[b].mention.figures) > 0
        ):
            yield a, b


def _of_one_story(asked: _Asked) -> Iterator[Pair]:
    """Pairs of one sort that share a rare word and do not tell of different people, in articles of one story."""
    at: dict[str, dict[Sort, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, item in enumerate(asked.told):
        at[item.evidence.article][asked.sort(index)].append(index)
    rare, sides = asked.rare, asked.sides
    for one, other in asked.scale.stories.shared:
        here, there = at[one], at[other]
        for sort in here.keys() & there.keys():
            for a in here[sort]:
                words, side = frozenset(rare(a)), sides(a)
                yield from ((a, b) for b in there[sort] if not words.isdisjoint(rare(b)) and not differ(side, sides(b)))


def _day(item: Told) -> int:
    when = window(item)
    day = None if when is None else when.last or when.first
    return day.ordinal if day is not None else 0
