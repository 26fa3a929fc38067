"""An event with its mentions in, how much it matters out: 0 to 1.

What news comes back to weeks later mattered; what an article says without a date seldom does. Each day on which an origin speaks of an
event counts once, by the best of its mentions there: most where it looks back, least where no date is told. Its kind and who is in it
weigh that. The sum bends towards 1, so that sums of salience, over a day or an actor, go on counting as mentions do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from math import exp

from timeline.events.evidence import Told
from timeline.events.lexicon import Lexicon
from timeline.model import Basis, Event, Stage

LOOKING_BACK, FRESH, NO_DATE = 3.0, 0.5, 0.15  # what a mention weighs: told days later, at the time, without a date
LEAST, KIND, EARLY, ACTORS, FIGURES = 0.4, 0.5, 0.3, 0.2, 0.1  # what an event is worth: the least, and what is added to it at most
UNREAL, PLANNED = 0.6, 0.8  # what is left for mere possibilities and for plans
_ENOUGH = 20.0  # sum at which salience is about two thirds
_LATER = 2  # days behind an event from which on an article looks back on it
_PLAIN = 0.2  # weight of an event of no kind


def salience(event: Event, group: Sequence[Told], lexicon: Lexicon) -> float:
    """The score of an event and its mentions, to three places."""
    told: dict[tuple[str, int], float] = {}
    for mention in group:
        day = mention.published.first if mention.published is not None else None
        key = (mention.evidence.origin, day.ordinal if day is not None else 0)
        told[key] = max(told.get(key, 0.0), _weight(mention))
    factor = UNREAL if event.stage is Stage.HYPOTHETICAL else PLANNED if event.stage is Stage.PLANNED else 1.0
    return round(1.0 - exp(-sum(told.values()) * _worth(event, group, lexicon) * factor / _ENOUGH), 3)


def most_salient(events: Sequence[Event], *, minimum: float, top: int) -> tuple[Event, ...]:
    """Those that reach a minimum, of them the first `top` (all for 0), and whatever answers one of them or tells another outcome of it: a
    denial travels with its claim.

    They keep their order.
    """
    if minimum <= 0 and not top:
        return tuple(events)
    ranked = sorted((e for e in events if e.salience >= minimum), key=lambda e: (-e.salience, -len(e.origins), e.id))
    kept = {event.id for event in (ranked[:top] if top else ranked)}
    sides: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for conflict in event.conflicts:
            sides[conflict].add(event.id)
    while more := {id_ for e in events if e.id in kept for id_ in chain(e.answers, *(sides[c] for c in e.conflicts))} - kept:
        kept |= more
    return tuple(event for event in events if event.id in kept)


def _weight(told: Told) -> float:
    """What one mention weighs."""
    evidence, published = told.evidence, told.published
    if evidence.when is None or evidence.time is None or evidence.basis in {Basis.REPORTED, Basis.INFERRED}:
        return NO_DATE
    last, day = evidence.when.last, published.first if published is not None else None
    return LOOKING_BACK if last is not None and day is not None and day.days_since(last) >= _LATER else FRESH


def _worth(event: Event, group: Sequence[Told], lexicon: Lexicon) -> float:
    """By its kind, how early an article comes to it, how many are in it, and whether figures are told."""
    kind = lexicon.kinds.get(event.kind)
    return (
        LEAST
        + KIND * (kind.weight if kind is not None else _PLAIN)
        + EARLY * max(1.0 / (1 + told.mention.sentence / 4) for told in group)
        + ACTORS * min(2, max(len(told.mention.participants) for told in group)) / 2
        + FIGURES * any(told.mention.figures for told in group)
    )
