"""Groups of evidence in, conflicts between them out where sources count what one actor did over one period, and the counts differ.

“A single orbital mission last year” and “four launches in 2030” are events of their own and may measure different things; that they differ
is said on both. What counts with what stands in `[[totals]]` of `events_words.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from timeline.events.conflict import differing
from timeline.events.evidence import Told
from timeline.events.merging import Merged
from timeline.model import Conflict, Event, Evidence, Figure, Polarity, RoleName, Stage
from timeline.when import Precision, When, to_edtf, unit_around

_PERIODS = frozenset({Precision.YEAR, Precision.QUARTER, Precision.MONTH})


def total_conflicts(merged: Merged, events: Sequence[Event]) -> tuple[Conflict, ...]:
    """One conflict for each actor, deed and period with counts that cannot all hold; `events` are those of the groups."""
    rows: dict[tuple[str, str, str], list[tuple[Figure, Evidence, int]]] = defaultdict(list)
    for group, (members, event) in enumerate(zip(merged.groups, events, strict=True)):
        for told, evidence in zip(members, event.evidence, strict=True):
            actor, total, when = _actor(evidence), told.mention.total, _period(told)
            if actor and total is not None and when is not None:
                rows[actor, total.deed, to_edtf(when)].append((total.figure, evidence, group))
    found = []
    for (_, deed, period), counted in sorted(rows.items()):
        apart = len({group for _, _, group in counted}) > 1 or len({figure.unit for figure, _, _ in counted}) > 1
        first = events[min(group for _, _, group in counted)].id
        pairs = [(figure, evidence) for figure, evidence, _ in counted]
        conflict = differing(f"{first}-{deed}-{period}", first, pairs) if apart else None  # else its event has it
        if conflict is not None:
            found.append(conflict)
    return tuple(found)


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
