"""Copies of a report: the same ones whatever was found before, in a crowd of copies as well."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from random import Random

import pytest

from timeline.events.copies import NO_COPIES, Copies, find_copies

_Paper = tuple[frozenset[int], int]


def _found(papers: Mapping[str, _Paper], before: Copies = NO_COPIES) -> Copies:
    sequences = {id_: array("I", sorted(numbers)).tobytes() for id_, (numbers, _) in papers.items()}
    return find_copies(sequences, {id_: day for id_, (_, day) in papers.items()}, before)


def _paper(chance: Random, report: int) -> _Paper:
    """A paper that prints much of a report, with words of its own and some that many print."""
    printed = chance.sample(range(1000 * report, 1000 * report + 30), chance.randrange(15, 31))
    own = (chance.randrange(10**6, 10**9) for _ in range(chance.randrange(12)))
    return frozenset((*printed, *own, *chance.sample(range(20), 4))), report + chance.randrange(3)


def test_papers_that_print_one_report_are_copies_of_the_first() -> None:
    """Whoever prints most of it, in whatever order the papers come."""
    report = frozenset(range(100, 130))
    papers = {"c": (report, 1), "a": (report | {7, 8}, 2), "b": (report - {100, 101}, 3), "other": (frozenset(range(30)), 1)}

    assert _found(papers).firsts() == _found(dict(reversed(papers.items()))).firsts() == {"a": "c", "b": "c"}


@pytest.mark.parametrize("seed", range(6))
def test_what_was_found_before_changes_nothing(seed: int) -> None:
    """After any changes the copies are those that are found without what was found before."""
    chance = Random(seed)  # noqa: S311  no secret

    def report() -> int:
        return chance.choice((1, 2, chance.randrange(3, 30)))  # two of them are printed by a crowd

    papers = {f"paper{number:03}": _paper(chance, report()) for number in range(200)}
    found = _found(papers)
    for _ in range(12):
        papers = dict(papers)
        for _ in range(chance.randrange(1, 4)):
            name = f"paper{chance.randrange(210):03}"
            if chance.random() < 1 / 4:
                papers.pop(name, None)
            else:
                numbers, day = papers.get(name) or _paper(chance, report())
                papers[name] = chance.choice((_paper(chance, report()), (numbers, day + 1), (numbers | {chance.randrange(20)}, day)))
        found, anew = _found(papers, found), _found(papers)

        assert found.longer == anew.longer
        assert found.rarest == anew.rarest
        assert len(anew.firsts()) > len(papers) // 2
