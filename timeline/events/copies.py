"""The word sequences of articles in, which are copies of each other out, as papers print what an agency sends.

Copies share at least three fifths of the word sequences of the shorter, and three tenths of those of the longer. Only articles are compared
that share some of their rarest sequences, in a crowd only neighbours in time, so that the cost grows with the text and not with the pairs.

What was found before is handed in again. Then only articles are compared anew that have other sequences, or such as others now have or no
longer have, and those that meet these; what comes out is the same.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from itertools import chain
from math import ceil

from timeline.events.merging import beside
from timeline.quick import dataclass

_LEAST = 8  # sequences without which an article is too short to be called a copy
_OF_SHORTER, _OF_LONGER = 0.6, 0.3  # share of the sequences of two articles that copies have in common
_MET = 3  # rare sequences in common without which two articles are not compared: fewer than copies have
_MANY = 0.25  # share of articles that are new from which all are compared anew


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Copies:
    """`longer` are, for an article, those of its length or longer that are copies of it, or it of them, if there are any. The rest is what
    the next turn starts from: the `sequences` of each article, packed, the `day` it is of, and by what it is found, its `rarest` sequences.
    """

    longer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sequences: Mapping[str, bytes] = field(default_factory=dict)
    day: Mapping[str, int] = field(default_factory=dict)
    rarest: Mapping[str, bytes] = field(default_factory=dict)

    def firsts(self) -> dict[str, str]:
        """For the id of each article that is a copy the id of the first that it copies."""
        number = {id_: at for at, id_ in enumerate(_in_time(self.day))}
        pairs = ((number[id_], number[other]) for id_, others in self.longer.items() for other in others)
        ids, found = list(number), dict[int, int]()
        for earlier, later in sorted((min(pair), max(pair)) for pair in pairs):
            found.setdefault(later, found.get(earlier, earlier))
        return {ids[later]: ids[earlier] for later, earlier in found.items()}


NO_COPIES = Copies()


def find_copies(sequences: Mapping[str, bytes], day: Mapping[str, int], before: Copies = NO_COPIES) -> Copies:
    """The copies among articles, of each of which the `sequences` are known, packed, and the `day`. What was found `before` saves work."""
    changed = {
        id_
        for id_ in sequences.keys() | before.sequences.keys()
        if sequences.get(id_) != before.sequences.get(id_) or day.get(id_) != before.day.get(id_)
    }
    in_time = _in_time(day)
    if len(changed) > _MANY * len(sequences):
        rarest = _rarest(sequences, sequences)
        return Copies(longer=_longer(sequences.keys(), sequences, in_time, rarest), sequences=sequences, day=day, rarest=rarest)
    moved = set(chain.from_iterable(_apart(before.sequences.get(id_, b""), sequences.get(id_, b"")) for id_ in changed))
    stale = {id_ for id_, packed in sequences.items() if id_ in changed or not moved.isdisjoint(_unpacked(packed))}
    rarest = {**before.rarest, **_rarest(stale, sequences)}
    for id_ in before.sequences.keys() - sequences.keys():
        del rarest[id_]
    crossed = {s for id_ in changed for s in chain(_unpacked(before.rarest.get(id_, b"")), _unpacked(rarest.get(id_, b"")))}
    crossed.update(chain.from_iterable(_apart(before.rarest[id_], rarest[id_]) for id_ in stale - changed))
    anew = {id_ for id_ in sequences if id_ in stale or not crossed.isdisjoint(_of_shorter(rarest[id_], sequences[id_]))}
    longer = {id_: others for id_, others in before.longer.items() if id_ in sequences and id_ not in anew}
    longer |= _longer(anew, sequences, in_time, rarest)
    return Copies(longer=longer, sequences=sequences, day=day, rarest=rarest)


def _in_time(day: Mapping[str, int]) -> list[str]:
    return sorted(day, key=lambda id_: (day[id_], id_))


def _unpacked(packed: bytes) -> Sequence[int]:
    return array("I", packed)


def _apart(one: bytes, other: bytes) -> AbstractSet[int]:
    """The sequences that are only in one of two."""
    return set(_unpacked(one)).symmetric_difference(_unpacked(other))


def _rarest(ids: Iterable[str], sequences: Mapping[str, bytes]) -> dict[str, bytes]:
    """What some articles are found by: the rarest of their sequences that others have as well.

    Two that have so much in common as copies must have share some of the rarest two fifths of the shorter's sequences, and these are among
    the rarest seven tenths of the longer's: what stands in every article brings none together, nor does a stock phrase or two.
    """
    own = {id_: _unpacked(sequences[id_]) for id_ in ids}
    wanted = set(chain.from_iterable(own.values()))
    uses = Counter(chain.from_iterable(wanted.intersection(_unpacked(packed)) for packed in sequences.values()))
    found = {}
    for id_, every in own.items():
        shared = sorted([sequence for sequence in every if uses[sequence] > 1], key=uses.__getitem__) if len(every) >= _LEAST else []
        most = _beyond(len(every), _OF_LONGER) - (len(every) - len(shared))  # the rarest are those of one article alone
        found[id_] = array("I", shared[: max(0, most)]).tobytes()
    return found


def _of_shorter(rarest: bytes, sequences: bytes) -> Sequence[int]:
    """The sequences by which an article looks for longer ones."""
    found, size = _unpacked(rarest), len(_unpacked(sequences))
    return found[: max(0, len(found) - _beyond(size, _OF_LONGER) + _beyond(size, _OF_SHORTER))]


def _beyond(count: int, share: float) -> int:
    """How many of so many have `_MET` that a set holding this share of them holds."""
    return count - ceil(share * count) + _MET


def _longer(
    ids: AbstractSet[str], sequences: Mapping[str, bytes], in_time: Sequence[str], rarest: Mapping[str, bytes]
) -> dict[str, tuple[str, ...]]:
    """For some articles those of their length or longer that are copies of them, or they of these."""
    by = {id_: _of_shorter(rarest[id_], sequences[id_]) for id_ in ids}
    wanted, holders = set(chain.from_iterable(by.values())), defaultdict[int, list[int]](list)
    for number, id_ in enumerate(in_time):
        for sequence in wanted.intersection(_unpacked(rarest[id_])):
            holders[sequence].append(number)
    found = {}
    for number, id_ in enumerate(in_time):
        met = Counter(chain.from_iterable([beside(holders[sequence], number) for sequence in by.get(id_, ())]))
        near = (in_time[other] for other, count in met.items() if count >= _MET and other != number)
        if others := sorted(other for other in near if _are_copies(sequences[id_], sequences[other])):
            found[id_] = tuple(others)
    return found


def _are_copies(shorter: bytes, longer: bytes) -> bool:
    one, other = _unpacked(shorter), _unpacked(longer)
    common = len(set(one).intersection(other)) if len(one) <= len(other) else 0
    return common >= max(1, _OF_SHORTER * len(one), _OF_LONGER * len(other))
