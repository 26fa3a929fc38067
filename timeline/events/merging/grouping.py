"""Evidence of all articles in, groups that speak of the same event out, with pairs that only may be the same.

Blocks come before comparing: two mentions meet only where they share a family of kinds and an actor, or rare words, and in a crowded block
each meets its neighbours in time alone, so that the cost stays in proportion to the mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.events.evidence import Told
from timeline.events.merging.joining import join, pairs_within
from timeline.events.merging.likeness import PERHAPS, SAME, Scale, likeness, place
from timeline.events.merging.stories import Place
from timeline.events.merging.windows import window

_RARE = 6  # words of a sentence that make blocks: its rarest ones
_SHARE = 0.6  # of SAME that all pairs of two groups come to on the average
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """`groups` of evidence, each one event, in written order; `perhaps` are pairs of group indices that may be the same."""

    groups: tuple[tuple[Told, ...], ...]
    perhaps: tuple[tuple[int, int], ...]


def in_order(told: Iterable[Told]) -> list[Told]:
    """Evidence in the order of its articles' ids and texts."""
    return sorted(told, key=lambda t: (t.evidence.article, t.evidence.start, t.mention.trigger.start, t.evidence.key))


def group(told: Iterable[Told], scale: Scale, retellings: Mapping[Place, int]) -> Merged:
    """Group evidence by event; `retellings` says which sentences retell each other. The result does not depend on the order of the input;
    no group holds two that a gate keeps apart.
    """
    ordered = in_order(told)

    def score(a: int, b: int) -> float:
        one, other = ordered[a], ordered[b]
        retold = retellings.get(place(one), -1) == retellings.get(place(other), -2)
        return likeness(one, other, scale, retold=retold)

    pairs = pairs_within(_blocks(ordered, scale, retellings).values())
    scores = {pair: worth for pair in sorted(pairs) if (worth := score(*pair)) >= PERHAPS}
    groups = join(len(ordered), scores, score, SAME, _SHARE)
    index = {i: g for g, members in enumerate(groups) for i in members}
    perhaps = {(min(g, h), max(g, h)) for a, b in scores if (g := index[a]) != (h := index[b])}
    return Merged(groups=tuple(tuple(ordered[i] for i in members) for members in groups), perhaps=tuple(sorted(perhaps)))


def _blocks(told: Sequence[Told], scale: Scale, retellings: Mapping[Place, int]) -> Mapping[_Key, Sequence[int]]:
    """Mentions by family and actor, by family and rare word, and by family and retelling, each in the order of their times."""
    blocks: dict[_Key, list[int]] = defaultdict(list)
    for index in sorted(range(len(told)), key=lambda i: (_day(told[i]), i)):
        item, family = told[index], scale.family(told[index])
        for actor in dict.fromkeys(p.actor.id for p in item.mention.participants) or ("",):
            blocks[family, "actor", actor].append(index)
        for word in scale.stories.rarest(place(item), _RARE):
            blocks[family, "word", word].append(index)
        if (retelling := retellings.get(place(item))) is not None:
            blocks[family, "retelling", str(retelling)].append(index)
    return blocks


def _day(item: Told) -> int:
    when = window(item)
    day = None if when is None else when.last or when.first
    return day.ordinal if day is not None else 0
