"""Scores of pairs in, groups out: the surest pairs join first, and two groups join only where nothing keeps any two members apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

Pair = tuple[int, int]

CROWD = 40  # members of a block from which each meets only its neighbours
_FACES = 24  # members of a group that stand for all when groups are compared


def pairs_within(blocks: Iterable[Sequence[int]], crowd: int = CROWD) -> set[Pair]:
    """Pairs that share a block, smaller number first; in a crowded block only those near each other in its order."""
    found: set[Pair] = set()
    for block in blocks:
        reach = len(block) if len(block) <= crowd else crowd // 2
        for at, a in enumerate(block):
            found.update((a, b) if a < b else (b, a) for b in block[at + 1 : at + 1 + reach])
    return found


def beside(block: Sequence[int], member: int, crowd: int = CROWD) -> Sequence[int]:
    """The members of a block, which stand in ascending order; of a crowded one those near to one of them in that order, and itself."""
    if len(block) <= crowd:
        return block
    at = bisect_left(block, member)
    return block[max(0, at - crowd // 2) : at + crowd // 2 + 1]


def join(count: int, scores: Mapping[Pair, float], score: Callable[[int, int], float], least: float, share: float) -> list[list[int]]:
    """Groups of `range(count)`, each in order. Pairs of `least` or more bring their groups together where `score`, which is 0 for two that
    must stay apart, comes on the average of all pairs to `share` of `least`.
    """
    members, home = {i: [i] for i in range(count)}, list(range(count))
    known = dict(scores)
    for a, b in sorted((pair for pair, worth in scores.items() if worth >= least), key=lambda pair: (-scores[pair], pair)):
        one, other = sorted((home[a], home[b]))
        if one != other and _belong(members[one], members[other], known, score, share * least):
            for i in members[other]:
                home[i] = one
            members[one] = sorted(members[one] + members.pop(other))
    return sorted(members.values())


def _belong(one: Sequence[int], other: Sequence[int], known: dict[Pair, float], score: Callable[[int, int], float], mean: float) -> bool:
    total, count = 0.0, 0
    for a in one[:_FACES]:
        for b in other[:_FACES]:
            pair = (a, b) if a < b else (b, a)
            if pair not in known:
                known[pair] = score(*pair)
            if known[pair] <= 0:
                return False
            total, count = total + known[pair], count + 1
    return total >= mean * count
