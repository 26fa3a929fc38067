"""Passages of all articles in, which of them retell each other out.

Two passages may retell each other where their articles share a story, and they stand near each other in words, in which the leads of two
reports need less than what stands further down. What names other people, other sums or other days, or is not told as fact, stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from timeline.events.merging.joining import join, pairs_within
from timeline.events.merging.likeness import Scale
from timeline.events.merging.passages import Passage
from timeline.events.merging.stories import Place
from timeline.when import Relation, relate

_RARE = 10  # words of a passage that make blocks
_LEAST, _SHARE = 0.25, 0.45  # nearness of a pair, and the share of it that two groups need on the average
_ALIKE = 0.05  # likeness of the passages themselves without which their stories say nothing
_LEAD = 3  # times that the leads of two reports count


def find_retellings(passages: Sequence[Passage], scale: Scale) -> dict[Place, int]:
    """The number of the retelling of each passage that has company in another article."""

    def score(a: int, b: int) -> float:
        one, other = passages[a], passages[b]
        if not _may_meet(one, other):
            return 0.0
        return max(1e-9, nearness(one, other, scale))

    blocks: dict[str, list[int]] = defaultdict(list)
    for index, passage in enumerate(passages):
        for word in scale.stories.rarest(passage.place, _RARE):
            blocks[word].append(index)
    near = {
        (a, b): worth for a, b in sorted(pairs_within(blocks.values())) if (worth := nearness(passages[a], passages[b], scale)) >= _LEAST
    }
    scores = {pair: worth for pair, worth in near.items() if _may_meet(passages[pair[0]], passages[pair[1]])}
    groups = join(len(passages), scores, score, _LEAST, _SHARE)
    return {
        passages[i].place: number
        for number, members in enumerate(groups)
        if len({passages[i].place[0] for i in members}) > 1
        for i in members
    }


def nearness(a: Passage, b: Passage, scale: Scale) -> float:
    """How near two passages stand in words and story; 0 within an article and without a story in common. The leads of two reports of one
    story give its news, so that a third of the nearness will do.
    """
    if a.place[0] == b.place[0]:
        return 0.0
    alike = scale.stories.alike(a.place, b.place)
    context = scale.stories.context(a.place, b.place) if alike >= _ALIKE else 0.0
    return (alike + 2 * min(context, alike)) * (_LEAD if a.leads and b.leads else 1) if context else 0.0


def _may_meet(a: Passage, b: Passage) -> bool:
    """Whether two passages name no other people, sums or days than each other."""
    if a.people and b.people and not a.people & b.people:
        return False
    if a.people - b.people and b.people - a.people:
        return False
    if a.sums and b.sums and not a.sums & b.sums:
        return False
    apart = {Relation.BEFORE, Relation.AFTER}
    return not a.whens or not b.whens or any(relate(x, y) not in apart for x in a.whens for y in b.whens)
