"""Merging: evidence of all articles in, one group for each event out.

The order of the rooms: `figures`, `windows`, `sources` and `stories` (what figures, times and words two mentions share, and which articles
are of one story), `likeness` (gates and score), `joining` (pairs to groups), `passages` and `retellings` (which sentences retell each
other), `grouping` (mentions to events), `retelling` (what else tells an event).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.events.evidence import Told
from timeline.events.lexicon import Lexicon
from timeline.events.merging.figures import agreeing
from timeline.events.merging.grouping import Merged, group, in_order
from timeline.events.merging.joining import around
from timeline.events.merging.likeness import Scale
from timeline.events.merging.passages import passages
from timeline.events.merging.retelling import retell
from timeline.events.merging.retellings import find_retellings, near_passages
from timeline.events.merging.sources import Source, lines
from timeline.events.merging.stories import Stories, stories
from timeline.model import ActorKind

__all__ = ("Merged", "Scale", "Source", "Stories", "agreeing", "around", "lines", "merge", "stories")


def merge(told: Iterable[Told], sources: Iterable[Source], scale: Scale) -> Merged:
    """Group evidence by event, with the passages of `sources` that retell it. The order of the input plays no part."""
    ordered = in_order(told)
    people = _people(ordered, scale.lexicon)
    known = sorted(sources, key=lambda source: source.article.id)
    every = list(passages(known, people, scale.lexicon, scale.stories))
    near = near_passages(every, scale.stories)
    beside = {place for pair in near for place in pair}
    every = [passage for passage in every if passage.place in beside or passage.announces]
    retellings = find_retellings(every, near, scale.stories)
    return retell(group(ordered, scale, retellings), every, retellings, scale)


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
