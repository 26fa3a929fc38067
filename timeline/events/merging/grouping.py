"""Evidence of all articles in, groups that speak of the same event out, with pairs that only may be the same.

Blocks come before comparing: two mentions meet only where they are of one sort and share an actor, a retelling, or rare words in articles
of one story; in articles of different stories, an actor on the same side. In a crowded block each meets its neighbours in time alone, so
that the cost stays in proportion to the mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from timeline.events.evidence import Told
from timeline.events.merging.joining import Pair, join, pairs_within
from timeline.events.merging.likeness import PERHAPS, SAME, Parties, Scale, Sort, differ, is_mutual, likeness, parties, place
from timeline.events.merging.stories import Place
from timeline.events.merging.windows import days, window
from timeline.model import RoleName
from timeline.quick import dataclass

_RARE = 6  # words of a sentence that make blocks: its rarest ones
_SHARE = 0.6  # of SAME that all pairs of two groups come to on the average


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


def meetings(told: Sequence[Told], places: Iterable[Iterable[Hashable]], homes: Sequence[str]) -> set[Pair]:
    """The pairs of evidence with different `homes` that may be one event, by their numbers, the smaller first; `places` are the
    `meeting_places` of each. Few pairs of a block may, so that no more than those of one block are held.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for index, keys in enumerate(places):
        for key in keys:
            blocks[key].append(index)
    crossed = [block for block in blocks.values() if len(block) > 1 and len(set(map(homes.__getitem__, block))) > 1]
    day = {index: _day(told[index]) for index in set(chain.from_iterable(crossed))}
    pairs = chain.from_iterable(pairs_within([sorted(block, key=day.__getitem__)]) for block in crossed)
    return set(_in_time((pair for pair in pairs if homes[pair[0]] != homes[pair[1]]), told))


def meeting_places(item: Told, scale: Scale) -> tuple[Hashable, ...]:
    """What two mentions share that may be one event although their articles have no story in common: with their sort somebody on the same
    side.
    """
    sort, mention = scale.sort(item), item.mention
    if not mention.participants:
        return () if scale.stories.told_apart else (sort,)
    sides = dict.fromkeys((p.role is RoleName.AGENT, p.actor.id) for p in mention.participants)
    if is_mutual(item, scale.lexicon):
        sides |= dict.fromkeys((side, actor) for _, actor in sides for side in (True, False))
    return tuple((sort, *side) for side in sides)


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
            or (told[a].mention.figures and told[b].mention.figures)
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
