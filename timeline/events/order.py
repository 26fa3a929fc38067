"""Dates and order words in; bounds with their reasons, clashes, and one drawing order out.

Events and articles are the nodes of a network, each a day somewhere between two ends, either of which may be unknown. A constraint says
that one node comes before another, or not after it. Ends travel along constraints until nothing changes, each with the chain of words that
brought it. Claims that cannot all hold are left out and named instead. A span that lasts ("all of June") counts by its first day.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from heapq import heappop, heappush
from itertools import chain

from timeline.memo import NO_MEMO, Memo
from timeline.naming import name_of
from timeline.quick import dataclass
from timeline.when import Day, Extent, Precision, When, between, intersection, sort_key, unit_around
from timeline.wording import day as day_words
from timeline.wording import label


class Link(StrEnum):
    """BEFORE: the left comes first, if on the same day. NOT_AFTER: the left is on the day of the right, or earlier."""

    BEFORE = "before"
    NOT_AFTER = "not after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An event, or an article (`drawn` is False: it takes part, but has no place in the drawing order).

    `words` is what a reader calls it, in mid-sentence ("the feud", "the article “Harbour strike ends”"). `when` is its own date, None where
    none is known. `rests_on` holds the ids of the articles whose *inferred* dates `when` was worked out from: it never supports theirs.
    `reported` is the article's day for news without a date of its own; it places the event in the drawing, and bounds nothing. `written` is
    where it was first written of (article id, offset): the last word on the drawing order.
    """

    id: str
    words: str
    when: When | None = None
    rests_on: tuple[str, ...] = ()
    reported: When | None = None
    written: tuple[str, int] = ("", 0)
    drawn: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """`left` stands before, or not after, `right` (node ids).

    `words` are what says so, fit to be the subject of "… places it before the feud": "“following”", "the past tense". `evidence` is the key
    of the evidence they stand in.
    """

    kind: Link
    left: str
    right: str
    words: str
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What the network adds to a node's own date: the days it leaves, why in words, and the keys of the evidence that say so.

    `inferred` tells that an end rests on an inferred article date. A single day is never claimed from order alone: it comes as approximate,
    and as its month where it is inferred.
    """

    when: When
    steps: tuple[str, ...]
    support: tuple[str, ...]
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A smallest set of claims that cannot all hold: constraints in a row, and the nodes along them; `reason` says so in words.

    In a row of dates the first node's date lies after the last node's; in a circle of order words the last node is the first again.
    """

    nodes: tuple[str, ...]
    constraints: tuple[Constraint, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """`bounds` holds only nodes that the network says something new of; `sequence` holds each drawn node once, in drawing order. `rows` are
    what to keep for the next time, under names.
    """

    bounds: Mapping[str, Bound]
    sequence: tuple[str, ...]
    clashes: tuple[Clash, ...]
    rows: Mapping[bytes, Row]


def order(
    nodes: Iterable[Node], constraints: Iterable[Constraint], memo: Memo = NO_MEMO, known: Mapping[bytes, Row] | None = None
) -> Ordering:
    """Bound every node by the dates and order words around it, and put the drawn ones in a row.

    Bounds only narrow; neither they nor the row depend on the order of the input. The row follows the order words, where they leave it open
    the dates (`sort_key`), then the place in the writing. Nodes that no constraint brings together are put in order by themselves: with a
    `memo`, or where `known` are the rows of an earlier time, only where they or their constraints are others than before. ValueError for an
    id that is doubled or unknown.
    """
    parts, named = _parts(nodes, constraints), dict[bytes, Row]()
    if known is None:
        rows = [memo.of("order", (*part, None, *held), partial(_row, part, held)) for part, held in parts]
    else:
        for part, held in parts:
            name = name_of(*part, None, *held)
            named[name] = known.get(name) or _row(part, held)
        rows = list(named.values())
    rows.sort(key=lambda row: row.first)
    return Ordering(
        bounds={id_: bound for row in rows for id_, bound in row.bounds.items()},
        sequence=tuple(id_ for _, id_ in sorted(chain.from_iterable(row.sequence for row in rows))),
        clashes=tuple(chain.from_iterable(row.clashes for row in rows)),
        rows=named,
    )


# --- parts that nothing joins ------------------------------------------------------------------------------------------------------------

_Place = tuple[int, int, int, str]
_Rank = tuple[_Place, tuple[str, int], str]  # where a node stands, where it is written, its id


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a part of the network comes to, as `Ordering`; `first` is what is written first of it.

    Each node of the sequence comes with the highest rank up to it. Where all are put together the node that comes next is the least of
    those that come next in each row, so that by these ranks, and by its own place in the row, each finds its place.
    """

    first: tuple[tuple[str, int], str]
    bounds: Mapping[str, Bound]
    sequence: tuple[tuple[tuple[_Rank, int], str], ...]
    clashes: tuple[Clash, ...]


def _row(nodes: Iterable[Node], constraints: Iterable[Constraint]) -> Row:
    network, clashes = _without_clashes(_Network.of(nodes, constraints))
    lower, upper = _strongest(network, lower=True), _strongest(network, lower=False)
    bounds = {node.id: bound for node in network.nodes.values() if (bound := _bound(network, node, lower.get(node.id), upper.get(node.id)))}
    first = next(iter(network.nodes.values()))
    return Row(first=(first.written, first.id), bounds=bounds, sequence=_sequence(network, bounds), clashes=clashes)


def _parts(nodes: Iterable[Node], constraints: Iterable[Constraint]) -> Iterable[tuple[list[Node], list[Constraint]]]:
    """The nodes that constraints bring together, with these constraints."""
    above: dict[str, str] = {}
    row = tuple(nodes)
    for node in row:
        if node.id in above:
            raise ValueError(f"two nodes have the id {node.id!r}")
        above[node.id] = node.id

    def top(id_: str) -> str:
        while (upper := above[id_]) != id_:
            above[id_] = id_ = above[upper]
        return id_

    held = tuple(constraints)
    for constraint in held:
        if constraint.left not in above or constraint.right not in above:
            raise ValueError(f"a constraint joins {constraint.left!r} and {constraint.right!r}; one of them is no node")
        above[top(constraint.left)] = top(constraint.right)
    parts: dict[str, tuple[list[Node], list[Constraint]]] = {}
    for node in row:
        parts.setdefault(top(node.id), ([], []))[0].append(node)
    for constraint in held:
        parts[top(constraint.left)][1].append(constraint)
    return parts.values()


# --- the network ------------------------------------------------------------------------------------------------------------------------

_Ends = tuple[Day | None, Day | None]


@dataclass(frozen=True, slots=True)
class _Network:
    """Nodes in written order, and the constraints that leave and that reach each of them in an order of their own."""

    nodes: Mapping[str, Node]
    leaving: Mapping[str, tuple[Constraint, ...]]
    reaching: Mapping[str, tuple[Constraint, ...]]

    @classmethod
    def of(cls, nodes: Iterable[Node], constraints: Iterable[Constraint]) -> _Network:
        by_id: dict[str, Node] = {}
        for node in sorted(nodes, key=lambda node: (node.written, node.id)):
            by_id[node.id] = node
        leaving: dict[str, list[Constraint]] = {id_: [] for id_ in by_id}
        reaching: dict[str, list[Constraint]] = {id_: [] for id_ in by_id}
        for constraint in sorted(set(constraints), key=_key):
            leaving[constraint.left].append(constraint)
            reaching[constraint.right].append(constraint)
        return cls(by_id, _frozen(leaving), _frozen(reaching))

    def constraints(self) -> Iterable[Constraint]:
        return chain.from_iterable(self.leaving.values())

    def without(self, constraints: set[Constraint]) -> _Network:
        if not constraints:
            return self
        return _Network.of(self.nodes.values(), (constraint for constraint in self.constraints() if constraint not in constraints))


def _frozen(lists: Mapping[str, list[Constraint]]) -> dict[str, tuple[Constraint, ...]]:
    return {id_: tuple(entries) for id_, entries in lists.items()}


def _key(constraint: Constraint) -> tuple[str, ...]:
    return (constraint.left, constraint.right, constraint.kind, constraint.words, constraint.evidence)


def _ends(node: Node) -> _Ends:
    """The first and last day a node may stand on by its own date; one that lasts stands on its first day."""
    if node.when is None:
        return None, None
    if node.when.extent is Extent.THROUGHOUT and node.when.first is not None:
        return node.when.first, node.when.first
    return node.when.first, node.when.last


def _hard_ends(node: Node) -> _Ends:
    """Ends that a contradiction may rest on: an approximate date gives way by its own length."""
    first, last = _ends(node)
    if node.when is None or not node.when.approximate:
        return first, last
    slack = node.when.last.days_since(node.when.first) + 1 if node.when.first and node.when.last else _NEAR
    return _moved(first, -slack), _moved(last, slack)


def _moved(day: Day | None, days: int) -> Day | None:
    try:
        return day and day + days
    except ValueError:  # beyond the calendar there is no limit
        return None


# --- ends that travel ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Trail:
    """The constraints an end came along, the last one first; shared by all ends that came the same way."""

    last: Constraint
    rest: _Trail | None

    def from_source(self) -> tuple[Constraint, ...]:
        found: list[Constraint] = []
        trail: _Trail | None = self
        while trail is not None:
            found.append(trail.last)
            trail = trail.rest
        return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class _End:
    """A day that bounds a node, the node whose own date it is, and the way it came; None: the node's own."""

    day: Day
    source: Node
    trail: _Trail | None = None


def _strongest(network: _Network, *, lower: bool) -> dict[str, _End]:
    """The latest lower or earliest upper end that bounds each node; none that rests on the node itself."""
    reached = _spread(network, _ends, lower=lower)
    usable = ((id_, next((end for end in ends if id_ not in end.source.rests_on), None)) for id_, ends in reached.items())
    return {id_: end for id_, end in usable if end is not None}


def _spread(network: _Network, ends_of: Callable[[Node], _Ends], *, lower: bool) -> dict[str, list[_End]]:
    """Carry every known end along the constraints, the strongest first, by the shortest way; what reaches each node, strongest first.

    One end is enough for a node unless it rests on inferred dates: it may not bound the nodes these came from, so that weaker ends that
    rest on less are carried on beside it.
    """
    sign, ways = (-1, network.leaving) if lower else (1, network.reaching)
    queue: list[tuple[int, bool, int, tuple[str, ...], str, _End]] = []
    reached: dict[str, list[_End]] = {}
    for node in network.nodes.values():
        day = ends_of(node)[0 if lower else 1]
        if day is not None:
            heappush(queue, (sign * day.ordinal, bool(node.rests_on), 0, (node.id,), node.id, _End(day, node)))
    while queue:
        rank, inferred, steps, way, id_, end = heappop(queue)
        if _is_needless(end, reached.get(id_, ())):
            continue
        reached.setdefault(id_, []).append(end)
        for constraint in ways[id_]:
            onward = constraint.right if lower else constraint.left
            if not _is_needless(end, reached.get(onward, ())):
                trail = _Trail(constraint, end.trail)
                heappush(queue, (rank, inferred, steps + 1, (way[0], *_key(constraint)), onward, _End(end.day, end.source, trail)))
    return reached


def _is_needless(end: _End, stronger: Iterable[_End]) -> bool:
    """Whether a stronger end is there that serves wherever this one does."""
    return any(not other.source.rests_on or set(other.source.rests_on) <= set(end.source.rests_on) for other in stronger)


# --- bounds and their reasons ------------------------------------------------------------------------------------------------------------

_PLACES = {
    (Link.BEFORE, True): "after",
    (Link.BEFORE, False): "before",
    (Link.NOT_AFTER, True): "no earlier than",
    (Link.NOT_AFTER, False): "no later than",
}


def _bound(network: _Network, node: Node, lower: _End | None, upper: _End | None) -> Bound | None:
    """What the two ends add to a node's own date; None where that is nothing."""
    carried = [end for end in (lower, upper) if end is not None and end.trail is not None]
    if not carried or (node.when is not None and node.when.extent is Extent.THROUGHOUT):
        return None
    inferred = any(end.source.rests_on for end in carried)
    when = _narrowed(node.when, lower, upper, approximate=any(end.source.when and end.source.when.approximate for end in carried))
    if when is None:
        return None
    if when.is_day:
        if inferred and node.when is not None:
            return None
        when = unit_around(when.first, Precision.MONTH) if inferred and when.first else replace(when, approximate=True)
    steps = tuple(step for end in carried for step in _steps(network, end, lower=end is lower))
    support = dict.fromkeys(c.evidence for end in carried if end.trail for c in end.trail.from_source() if c.evidence)
    return Bound(when=when, steps=steps, support=tuple(support), inferred=inferred)


def _narrowed(own: When | None, lower: _End | None, upper: _End | None, *, approximate: bool) -> When | None:
    """The days between two ends that a node's own date leaves; None where that is no news.

    Where ends pass each other within what "about" allows, a date of its own stands, and an undated node lies about there.
    """
    first, last = lower.day if lower else None, upper.day if upper else None
    if first is not None and last is not None and last < first:
        return None if own is not None else between(last, first, approximate=True)
    limits = between(first, last, approximate=approximate)
    if own is None:
        return limits
    both = intersection(own, limits)
    return None if both is None or (both.first, both.last) == (own.first, own.last) else both


def _steps(network: _Network, end: _End, *, lower: bool) -> list[str]:
    """A sentence for each constraint on the way from the date: "“following” places it before the feud (…), so not later than …"."""
    assert end.trail is not None  # a node's own end needs no reason
    way = end.trail.from_source()
    limit = f"so not {'earlier' if lower else 'later'} than {day_words(end.day)}"
    steps = []
    for constraint in way:
        known, placed = (constraint.left, constraint.right) if lower else (constraint.right, constraint.left)
        subject = "it" if constraint is way[-1] else network.nodes[placed].words
        date = f" ({label(end.source.when)})" if constraint is way[0] and end.source.when else ""
        steps.append(f"{constraint.words} places {subject} {_PLACES[constraint.kind, lower]} {network.nodes[known].words}{date}, {limit}")
    return steps


# --- clashes -----------------------------------------------------------------------------------------------------------------------------


def _without_clashes(network: _Network) -> tuple[_Network, tuple[Clash, ...]]:
    """Take out the smallest sets of constraints that cannot all hold: first those that dates contradict, then order words in a circle."""
    clashes: list[Clash] = []
    for find in (_contradictions, _circles):
        while found := find(network):
            taken: set[Constraint] = set()
            least = min(len(clash.constraints) for clash in found)  # a longer one may hold a shorter one that was not found this time
            shortest = (clash for clash in found if len(clash.constraints) == least)
            for clash in sorted(shortest, key=lambda clash: (clash.nodes, [_key(c) for c in clash.constraints])):
                if taken.isdisjoint(clash.constraints):
                    clashes.append(clash)
                    taken.update(clash.constraints)
            network = network.without(taken)
    return network, tuple(clashes)


def _circles(network: _Network) -> list[Clash]:
    """A shortest way back to itself for each "before" that has one. A circle of "not after" alone is no clash: it is one day."""
    return [_circle(network, way) for way in _ways_round(network) if way[0].kind is Link.BEFORE]


def _ways_round(network: _Network) -> list[tuple[Constraint, ...]]:
    """For each constraint that lies on a circle, a shortest circle that begins with it."""
    core, found = _core(network), []
    for constraint in network.constraints():
        if {constraint.left, constraint.right} <= core:
            back = _way(network, constraint.left, constraint.right.__eq__, core)
            if back is not None:
                found.append((constraint, *back))
    return found


def _circle(network: _Network, way: tuple[Constraint, ...]) -> Clash:
    """The clash of a circle, told from the node that comes first in the writing, whichever of its constraints it was found by."""
    place = {id_: index for index, id_ in enumerate(network.nodes)}
    start = min(range(len(way)), key=lambda index: place[way[index].left])
    way = way[start:] + way[:start]
    return Clash(nodes=(*(c.left for c in way), way[0].left), constraints=way, reason=f"{_told(network, way)}; these cannot all hold")


def _core(network: _Network) -> set[str]:
    """What is left when nodes that nothing reaches, or that nothing leaves, are taken away again and again: where circles can be."""
    counts = ({id_: len(c) for id_, c in network.leaving.items()}, {id_: len(c) for id_, c in network.reaching.items()})
    core = set(network.nodes)
    bare = deque(id_ for id_ in network.nodes if not all(count[id_] for count in counts))
    while bare:
        id_ = bare.popleft()
        if id_ not in core:
            continue
        core.discard(id_)
        for count, others in ((counts[1], [c.right for c in network.leaving[id_]]), (counts[0], [c.left for c in network.reaching[id_]])):
            for other in others:
                count[other] -= 1
                if not count[other]:
                    bare.append(other)
    return core


def _contradictions(network: _Network) -> list[Clash]:
    """For each date that a later one is said to come before: the nearest such date, and the way from it."""
    found = []
    hard = {id_: _hard_ends(node) for id_, node in network.nodes.items()}
    for id_, ends in _spread(network, _hard_ends, lower=True).items():
        node, last = network.nodes[id_], hard[id_][1]
        if last is None or not any(end.day > last and not _rest_on_each_other(end.source, node) for end in ends):
            continue

        def is_later(other: str, last: Day = last, node: Node = node) -> bool:
            first = hard[other][0]
            return first is not None and first > last and not _rest_on_each_other(network.nodes[other], node)

        way = _way(network, id_, is_later, network.nodes.keys())
        if way is not None:
            found.append(_contradiction(network, way))
    return found


def _rest_on_each_other(a: Node, b: Node) -> bool:
    return a.id in b.rests_on or b.id in a.rests_on


def _contradiction(network: _Network, way: tuple[Constraint, ...]) -> Clash:
    first, last = network.nodes[way[0].left], network.nodes[way[-1].right]
    assert first.when is not None  # the ends of the way are dates
    assert last.when is not None
    dates = f"{first.words} is dated {label(first.when)} and {last.words} {label(last.when)}"
    return Clash(nodes=(*(c.left for c in way), last.id), constraints=way, reason=f"{_told(network, way)}; but {dates}")


def _told(network: _Network, way: tuple[Constraint, ...]) -> str:
    said = [f"{c.words} places {network.nodes[c.left].words} {_PLACES[c.kind, False]} {network.nodes[c.right].words}" for c in way]
    return "; ".join(said)


def _way(network: _Network, end: str, is_start: Callable[[str], bool], inside: Container[str]) -> tuple[Constraint, ...] | None:
    """The shortest way along constraints to `end` from a node that `is_start`, through nodes `inside` only; None where there is none."""
    if is_start(end):
        return ()
    seen, queue = {end}, deque[tuple[str, tuple[Constraint, ...]]]([(end, ())])
    while queue:
        id_, way = queue.popleft()
        for constraint in network.reaching[id_]:
            if constraint.left in seen or constraint.left not in inside:
                continue
            if is_start(constraint.left):
                return (constraint, *way)
            seen.add(constraint.left)
            queue.append((constraint.left, (constraint, *way)))
    return None


# --- the drawing order -----------------------------------------------------------------------------------------------------------------

_NEAR = 92  # days: a bound further off than a quarter places an event no better than the day of the news
_UNPLACED: _Place = (sys.maxsize, 0, 0, "")


def _sequence(network: _Network, bounds: Mapping[str, Bound]) -> tuple[tuple[tuple[_Rank, int], str], ...]:
    """All drawn nodes: never one before what comes before it in words, and beyond that by place, then as written; each as in `Row`."""
    network = network.without({way[0] for way in _ways_round(network)})  # "not after" in a circle is one day: it leaves the row open
    places = _places(network, bounds)
    ranks: dict[str, _Rank] = {id_: (places[id_], node.written, id_) for id_, node in network.nodes.items()}
    waiting = {id_: len(reaching) for id_, reaching in network.reaching.items()}
    ready = sorted(rank for id_, rank in ranks.items() if not waiting[id_])
    row: list[tuple[tuple[_Rank, int], str]] = []
    highest = ready[0]
    while ready:
        rank = heappop(ready)
        highest = max(highest, rank)
        row.append(((highest, len(row)), rank[-1]))
        for constraint in network.leaving[rank[-1]]:
            waiting[constraint.right] -= 1
            if not waiting[constraint.right]:
                heappush(ready, ranks[constraint.right])
    return tuple(placed for placed in row if network.nodes[placed[1]].drawn)


def _places(network: _Network, bounds: Mapping[str, Bound]) -> dict[str, _Place]:
    """Where each node stands: by its date, or just ahead of what it comes before if that stands earlier and its own first day allows it."""
    own, floors = {}, {}
    for id_, node in network.nodes.items():
        when = bounds[id_].when if id_ in bounds else node.when
        own[id_] = _place(node, when)
        floors[id_] = (when.first.ordinal, -1, 0, "") if when is not None and when.first is not None else (-sys.maxsize, 0, 0, "")
    queue = sorted((place, id_) for id_, place in own.items())
    settled: dict[str, _Place] = {}
    while queue:
        place, id_ = heappop(queue)
        if id_ in settled:
            continue
        settled[id_] = place
        for constraint in network.reaching[id_]:
            if constraint.left not in settled:
                heappush(queue, (min(own[constraint.left], max(place, floors[constraint.left])), constraint.left))
    return settled


def _place(node: Node, when: When | None) -> _Place:
    """Where a node stands by itself: by its date if that is near, else at the last day that its date and the day of the news leave it.

    An article stands at its last day, which is all that it says of the events it tells.
    """
    narrow = when is not None and when.first is not None and when.last is not None and when.last.days_since(when.first) <= _NEAR
    if when is not None and node.drawn and (narrow or node.reported is None):
        return sort_key(when)
    lasts = [known.last for known in (when, node.reported) if known is not None and known.last is not None]
    return sort_key(between(None, min(lasts))) if lasts else _UNPLACED
