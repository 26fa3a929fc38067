"""What events count in, conflicts between them out where sources count what one actor did over one period, and the counts differ.

“A single orbital mission last year” and “four launches in 2030” are events of their own and may measure different things; that they differ
is said on both. What counts with what stands in `[[totals]]` of `events_words.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from timeline.events.conflict import differing
from timeline.events.evidence import Told
from timeline.events.merging import agreeing
from timeline.model import Conflict, Event, Evidence, Figure, Polarity, RoleName, Stage
from timeline.quick import dataclass
from timeline.when import Precision, When, to_edtf, unit_around

_Counted = tuple[Figure, Evidence, int]  # a figure, where it stands, and the number of its event
_PERIODS = frozenset({Precision.YEAR, Precision.QUARTER, Precision.MONTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What one actor did so often over one period, and the number of the evidence that says so."""

    actor: str
    deed: str
    period: str
    figure: Figure
    number: int


def totals(group: Iterable[Told]) -> Iterator[Total]:
    """What the evidence of an event counts."""
    for number, told in enumerate(group):
        total = told.mention.total
        if total is None:
            continue
        actor, when = _actor(told.evidence), _period(told)
        if actor and when is not None:
            yield Total(actor=actor, deed=total.deed, period=to_edtf(when), figure=total.figure, number=number)


def total_conflicts(told: Iterable[tuple[Event, Iterable[Total]]], edited: Collection[str]) -> tuple[Conflict, ...]:
    """One conflict for each actor, deed and period with counts that cannot all hold; `told` are all events with what they count.

    `edited` are keys of evidence whose date an editor has put right: what it counted was over no period that its words name.
    """
    rows: dict[tuple[str, str, str], list[_Counted]] = defaultdict(list)
    events: list[Event] = []
    for event, every in told:
        for total in every:
            evidence = event.evidence[total.number]
            if evidence.key not in edited:
                rows[total.actor, total.deed, total.period].append((total.figure, evidence, len(events)))
        events.append(event)
    found = []
    for (_, deed, period), counted in sorted(rows.items()):
        odd = [row for row in counted if any(_differ(row[0], other[0]) for other in counted)]
        if len({group for _, _, group in odd}) > 1 or len({figure.unit for figure, _, _ in odd}) > 1:  # else its event has the conflict
            first = events[min(group for _, _, group in odd)].id
            found.append(differing(f"{first}-{deed}-{period}", first, [(figure, evidence) for figure, evidence, _ in odd]))
    return tuple(conflict for conflict in found if conflict is not None)


def _differ(one: Figure, other: Figure) -> bool:
    """Whether two totals cannot both hold; “cargo missions” and “crewed missions” are two things, “missions” may be either."""
    sorts = [set(figure.measure.split()[:-1]) for figure in (one, other)]
    return (sorts[0] <= sorts[1] or sorts[1] <= sorts[0]) and not agreeing(one, other)


def _actor(evidence: Evidence) -> str:
    """The id of the one that did it, and alone; "" where others are in it."""
    parts = evidence.participants
    return parts[0].actor.id if len(parts) == 1 and parts[0].role is RoleName.AGENT else ""


def _period(told: Told) -> When | None:
    """The whole year, quarter or month that something was counted over, and that was past when the article was written."""
    mention, when, published = told.mention, told.evidence.when, told.published
    done = mention.stage is Stage.HAPPENED and mention.polarity is Polarity.AFFIRMED
    if not done or len(mention.times) != 1 or when is None or when.first is None or when.last is None:
        return None
    past = published is not None and published.first is not None and when.last < published.first
    whole = when.precision in _PERIODS and not when.approximate and unit_around(when.first, when.precision) == when
    return when if past and whole else None
