"""What came of something, as events tell it, in, conflicts out where sources tell outcomes that exclude each other: acquitted, convicted.

What two such groups tell is never merged. It is a conflict where both tell it of the same party and matter, at about the same time, in
articles of different origins. Which outcomes exclude each other stands in `events_outcomes.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from timeline.events.evidence import Told
from timeline.events.inflection import stem
from timeline.events.lexicon import Lexicon, Side
from timeline.model import Basis, Claim, Conflict, ConflictKind, Polarity, Stage
from timeline.quick import dataclass
from timeline.when import When

_NEWS = 3  # days before an article of which it gives the news
_NEAR = 1  # days that two reports of one outcome may differ by
_LONG = 31  # days from which on a date is too wide to say that two outcomes are those of one matter


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a mention says came of something, and whom it befell."""

    told: Told
    side: Side
    negated: bool
    parties: frozenset[str]
    first: int  # the days it may have happened on, as ordinals
    last: int

    @property
    def value(self) -> str:
        """The outcome in words."""
        return f"not {self.side.value}" if self.negated else self.side.value


def outcome_conflicts(told: Sequence[tuple[str, Sequence[Outcome]]]) -> tuple[Conflict, ...]:
    """One conflict for each event that is the first told of those whose outcomes exclude each other; `told` are all events by their ids,
    each with the outcomes that it tells.
    """
    found: dict[int, list[tuple[Outcome, Outcome]]] = defaultdict(list)
    for rows in _by_party(told).values():
        for (group, one), (behind, other) in combinations(rows, 2):
            if group != behind and _exclude(one, other):
                found[min(group, behind)].append((one, other))
    return tuple(_conflict(told[group][0], [outcome for pair in pairs for outcome in pair]) for group, pairs in sorted(found.items()))


def _by_party(told: Iterable[tuple[str, Sequence[Outcome]]]) -> Mapping[tuple[str, str], Sequence[tuple[int, Outcome]]]:
    """Outcomes, with the number of their event, by table row and party; those that name no party by what they are about."""
    rows: dict[tuple[str, str], list[tuple[int, Outcome]]] = defaultdict(list)
    for group, (_, members) in enumerate(told):
        for outcome in members:
            for key in sorted(outcome.parties or outcome.told.mention.words):
                rows[outcome.side.row, key].append((group, outcome))
    return rows


def outcomes(group: Iterable[Told], lexicon: Lexicon) -> Iterator[Outcome]:
    """What the evidence of an event says came of something."""
    for told in group:
        if sides := lexicon.outcomes.get(told.mention.kind):
            yield from _outcomes(told, sides)


def _outcomes(told: Told, sides: Iterable[Side]) -> Iterator[Outcome]:
    mention = told.mention
    failed = mention.stage is Stage.FAILED
    real = told.index >= 0 and (failed or mention.stage is Stage.HAPPENED)
    days = _days(told) if real else None
    if days is None:
        return
    for side in sides:
        if mention.head in side.verbs or (failed and any(stem(verb) in mention.words for verb in side.verbs)):
            denied = mention.polarity is Polarity.DENIED
            parties = frozenset(p.actor.id for p in mention.participants if side.role is None or p.role is side.role)
            if parties or side.role is None:
                yield Outcome(told, side, failed != denied, parties, *days)


def _days(told: Told) -> tuple[int, int] | None:
    """The days on which it happened, by what the mention says, or as news of its article; None where these are unknown or too many."""
    evidence = told.evidence
    when: When | None = evidence.when if evidence.time is not None else None
    early = 0
    if when is None and evidence.basis is Basis.REPORTED:
        when, early = evidence.reported, _NEWS
    if when is None or when.first is None or when.last is None or when.last.days_since(when.first) > _LONG:
        return None
    return when.first.ordinal - early, when.last.ordinal


def _exclude(one: Outcome, other: Outcome) -> bool:
    same = one.side.value == other.side.value
    if (one.negated == other.negated) if same else (one.negated or other.negated):
        return False
    a, b = one.told, other.told
    if a.evidence.article == b.evidence.article or a.evidence.origin == b.evidence.origin:
        return False
    if one.first > other.last + _NEAR or other.first > one.last + _NEAR:
        return False
    deeds = {stem(verb) for side in (one.side, other.side) for verb in side.verbs}
    about = [outcome.told.mention.words - deeds for outcome in (one, other)]
    bare = one.side.role is not None and not all(about)  # "was acquitted on Friday" leaves the charge out
    return bare or len(about[0] & about[1]) + len(one.parties & other.parties) >= one.side.shares


def _conflict(event: str, outcomes: Iterable[Outcome]) -> Conflict:
    by_value: dict[str, dict[str, Told]] = defaultdict(dict)
    for outcome in outcomes:
        by_value[outcome.value][outcome.told.evidence.key] = outcome.told
    origins = {value: len({told.evidence.origin for told in members.values()}) for value, members in by_value.items()}
    values = sorted(by_value, key=lambda value: (-origins[value], value))
    tie = origins[values[0]] == origins[values[1]]
    counts = [f"{origins[value]} {'report' if origins[value] == 1 else 'reports'}: {value}" for value in values]
    return Conflict(
        id=f"{event}-outcome",
        kind=ConflictKind.OUTCOME,
        event=event,
        claims=tuple(Claim(value=value, measure="", evidence=tuple(sorted(by_value[value]))) for value in values),
        shown=None if tie else 0,
        reason="as many reports say one as the other, so none is preferred" if tie else "; ".join(counts),
    )
