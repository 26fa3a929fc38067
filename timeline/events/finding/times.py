"""A clause or event noun in, the time expressions that date it out."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.clauses import Clause
from timeline.events.sentence_reading import SentenceReading

_NON_FINITE = frozenset({"infinitive", "gerund"})


def times_of(reading: SentenceReading, clause: Clause, extra: Sequence[Clause] = ()) -> tuple[tuple[int, ...], bool]:
    """Expressions of a clause and those it governs, nearest to its verb first; else those carried over from elsewhere in the sentence.

    The second value tells whether they were carried.
    """
    own = _own_times(reading, clause, extra)
    if own:
        return own, False
    carried = _opening_times(reading, clause) or _shared_times(reading, clause)
    return carried, bool(carried)


def _own_times(reading: SentenceReading, clause: Clause, extra: Sequence[Clause]) -> tuple[int, ...]:
    indices = {c.index for c in (clause, *extra)}
    found = [time for time in reading.times if time.places and holder(reading, time.token) in indices]
    return tuple(time.index for time in sorted(found, key=lambda time: (abs(time.token - clause.verb.token), time.index)))


def _opening_times(reading: SentenceReading, clause: Clause) -> tuple[int, ...]:
    """“In May Brook left and Vance stayed”: what opens the sentence before its main verb dates its other finite clauses too."""
    main = next((c for c in reading.clauses if c.role == "main"), None)
    if main is None or clause.role not in {"coordinate", "subordinate", "main"}:
        return ()
    before = min(reading.chunks[main.chunk].first, main.first + 2)
    return tuple(t.index for t in reading.times if t.places and t.token < before and holder(reading, t.token) == main.index)


def _shared_times(reading: SentenceReading, clause: Clause) -> tuple[int, ...]:
    """Those of the clause that a "while" stands against, or whose subject a coordinate clause shares."""
    governor = reading.governor(clause)
    if governor is not None and clause.role == "subordinate" and clause.link in reading.lexicon.finding.contrasts:
        return times_of(reading, _finite_above(reading, governor))[0]
    leader = reading.leader(clause)
    return times_of(reading, leader)[0] if leader is not None else ()


def _finite_above(reading: SentenceReading, clause: Clause) -> Clause:
    """The clause with a time of its own that a "while" stands against: itself, or the one that governs it."""
    above = reading.governor(clause)
    while above is not None and clause.role in _NON_FINITE and not times_of(reading, clause)[0]:
        clause, above = above, reading.governor(above)
    return clause


def holder(reading: SentenceReading, token: int) -> int:
    """The index of the clause that a token stands in, -1 for none: the latest that spans it, else the one it opens or follows."""
    spanning = [c for c in reading.clauses if c.first <= token <= c.last]
    if spanning:
        return max(spanning, key=lambda c: c.first).index
    before = [c for c in reading.clauses if c.last < token]
    after = next((c for c in reading.clauses if c.first > token), None)
    if before and (after is None or not _is_cut_off(reading, before[-1].last, token)):
        return before[-1].index
    return after.index if after is not None else -1


def _is_cut_off(reading: SentenceReading, last: int, token: int) -> bool:
    """Whether a comma or stop stands between a clause and a token behind it."""
    return any(made.kind in {"comma", "stop"} and last < made.first <= token for made in reading.chunks)
