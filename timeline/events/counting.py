"""Dates of events, and words that count from one event to another, in; dates for those that have none of their own out.

“Two days after the vote” dates the strike where the vote has a date and the words can mean no other event, and dates the vote where only
the strike has one. A date that was counted may be counted from in turn; nothing that has a date of its own is dated so, so that no chain
of reasons runs in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from timeline.events.conflict import Dating
from timeline.events.evidence import Told
from timeline.events.lengths import moved
from timeline.model import Basis
from timeline.quick import dataclass
from timeline.when import intersection
from timeline.wording import label

_FIRM = frozenset({Basis.STATED, Basis.RESOLVED, Basis.INHERITED, Basis.EDITED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`event` stands so far after (`sign` 1) or before (-1) `other`, both ids, says evidence of a key."""

    event: str
    other: str
    sign: int
    length: str
    words: str
    evidence: str


def counts(counting: Iterable[tuple[str, Iterable[Told]]], at: Mapping[tuple[str, int], str]) -> tuple[Count, ...]:
    """What words count, where only one event can be meant; `counting` are events, by their ids, with what counts in them, `at` maps
    (article, mention) to its event.
    """
    found = []
    for id_, group in counting:
        for told in group:
            other = _meant(told, at)
            counted = told.mention.counted
            if counted is not None and other not in {"", id_}:
                sign = 1 if counted.relation == "after" else -1
                found.append(
                    Count(event=id_, other=other, sign=sign, length=counted.length, words=counted.words, evidence=told.evidence.key)
                )
    return tuple(sorted(found, key=lambda count: (count.evidence, count.event, count.other)))


def _meant(told: Told, at: Mapping[tuple[str, int], str]) -> str:
    """The one event that the words can mean, "" where there are several or none."""
    counted = told.mention.counted
    events = {at.get((told.evidence.article, other), "") for other in counted.others} if counted is not None else set()
    return next(iter(events)) if len(events) == 1 else ""


def count_out(datings: Mapping[str, Dating], found: Iterable[Count], titles: Mapping[str, str]) -> dict[str, Dating]:
    """The dates of all events, with those that could be counted; `titles` are what their steps call the others."""
    dated, rows = dict(datings), tuple(found)
    while True:
        news: dict[str, Dating] = {}
        for count in rows:
            for event, other, sign in ((count.event, count.other, count.sign), (count.other, count.event, -count.sign)):
                if event not in news and (dating := _counted(dated[event], dated[other], sign, count, titles[other])) is not None:
                    news[event] = dating
        if not news:
            return dated
        dated |= news


def _counted(own: Dating, other: Dating, sign: int, count: Count, title: str) -> Dating | None:
    """The date of an event by that of another; None where it has its own, or the other none to count from."""
    if own.basis not in {Basis.UNKNOWN, Basis.REPORTED} or other.basis not in _FIRM or other.when is None:
        return None
    if other.conflict is not None and other.conflict.shown is not None:
        return None  # one side is shown, and the words may count from another; the span of a tie holds all of them
    when = moved(other.when, sign, count.length)
    if when is None or (own.when is not None and intersection(own.when, when) is None):
        return None
    step = f"“{count.words}” is counted from “{title}” ({label(other.when)}), so it is {label(when)}"
    return Dating(when=when, basis=Basis.INHERITED, steps=(step,))
