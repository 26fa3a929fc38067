"""What is kept of drafts from one build to the next: all but their evidence, under a name for what they follow from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from timeline.events.conflict import Dating
from timeline.events.evidence import Told
from timeline.events.order import Row
from timeline.model import Actor, Conflict, Event
from timeline.naming import name_of_plain
from timeline.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A draft without its facts; its event is without evidence."""

    event: Event
    dating: Dating
    figures: tuple[Conflict, ...]
    salience: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Outlines under the names of their drafts, and the rows of their order under those of what they follow from."""

    drawn: Mapping[bytes, Outline] = field(default_factory=dict)
    rows: Mapping[bytes, Row] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[bytes]:
        """The names of all."""
        return frozenset((*self.drawn, *self.rows))

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.drawn) + len(self.rows)

    def and_(self, others: Outlines) -> Outlines:
        """These and others."""
        return Outlines(drawn={**self.drawn, **others.drawn}, rows={**self.rows, **others.rows})

    def without(self, others: Outlines) -> Outlines:
        """Those of these that are not among others."""
        drawn = {name: one for name, one in self.drawn.items() if name not in others.drawn}
        return Outlines(drawn=drawn, rows={name: row for name, row in self.rows.items() if name not in others.rows})


NO_OUTLINES = Outlines()


def name_of(
    group: Sequence[Told], sources: Mapping[str, str], actors: Iterable[Actor], origins: tuple[str, ...], *, contested: bool
) -> bytes | None:
    """A name for all that the draft of a group follows from; `sources` names what was read of each article, `actors` and `origins` are
    those of the group as the timeline calls them. None where a passage without a clause is in it, which follows from other articles too.
    """
    rows = []
    for told in group:
        if told.index < 0:
            return None
        rows.append((sources[told.evidence.article], told.index, told.evidence.origin))
    called = [(actor.id, actor.name, actor.kind.value) for actor in actors]
    return name_of_plain((contested, rows, called, origins))
