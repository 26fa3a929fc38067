"""Sentences in, figures out: value, unit, what is counted, and how exactly."""

from __future__ import annotations

import pytest

from tests.events.parsing import parse_of
from tests.events.reading import article, timeline_of
from timeline.events import lexicon
from timeline.events.figures import find_figures
from timeline.events.merging import agreeing
from timeline.model import Conflict, ConflictKind, Figure


def _read(text: str) -> tuple[Figure, ...]:
    return find_figures(parse_of(text).tokens, lexicon("en").figures)


def _figures(text: str) -> list[tuple[float, str, str, str]]:
    return [(f.value, f.unit, f.measure, f.qualifier) for f in find_figures(parse_of(text).tokens, lexicon("en").figures)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost $4.5 million.", [(4.5e6, "USD", "money", "")]),
        ("It cost more than 3 billion euros.", [(3e9, "EUR", "money", "more than")]),
        ("Sales rose 12%.", [(12, "percent", "percent", "")]),
        ("Sales rose nearly 12 percent.", [(12, "percent", "percent", "about")]),
        ("It cost between $4 and $5 million.", [(4e6, "USD", "money", ""), (5e6, "USD", "money", "")]),
        ("It cost $4–5 million.", [(4e6, "USD", "money", "")]),
        ("It rose from $900 to $2 million.", [(900, "USD", "money", ""), (2e6, "USD", "money", "")]),
        ("It gave $4 to 5 million people.", [(4, "USD", "money", ""), (5e6, "people", "people", "")]),
        ("It cost $4 and €5 million.", [(4, "USD", "money", ""), (5e6, "EUR", "money", "")]),
        ("It rose US $4.50 to C$30.", [(4.5, "USD", "money", ""), (30, "CAD", "money", "")]),
        ("They ran 28 ferry missions.", [(28, "missions", "ferry missions", "")]),
        ("They ran at least four missions.", [(4, "missions", "missions", "at least")]),
        ("They met twice.", [(2, "times", "times", "")]),
        ("They met on three occasions.", [(3, "times", "occasions", "")]),
        ("They sold 1,200 boats and 3 piers.", [(1200, "boats", "boats", ""), (3, "piers", "piers", "")]),
        ("It sank 10 kilometres off Tessing.", [(10_000, "metres", "metres", "")]),
        ("They found 3 tonnes of fish.", [(3000, "kilograms", "kilograms", "")]),
        ("They burned 2 square miles of heath.", [(518, "hectares", "hectares", "")]),
        ("They moved 5 cubic metres of sand.", [(5, "metres", "cubic metres", "")]),
        ("It was 30 degrees Celsius.", [(30, "degrees", "degrees", "")]),
        ("Dozens of boats sank.", []),
        ("The number is 7.", []),
        ("Nobody counted.", []),
    ],
)
def test_figures_say_what_they_count(text: str, expected: list[tuple[float, str, str, str]]) -> None:
    """A number that counts nothing is no figure; words that qualify it are kept."""
    assert expected == _figures(text)


def test_a_figure_knows_where_it_stands_and_whose_it_is() -> None:
    """The span is that of number and noun; the owner is whom the caller names."""
    text = "They sold 28 boats in Lorne."
    (figure,) = find_figures(parse_of(text).tokens, lexicon("en").figures, "ada-brook")

    assert ("28 boats", "ada-brook") == (text[figure.start : figure.end], figure.owner)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$5.9 billion", "nearly $6 billion"),
        ("$5.9 billion", "$5,900 million"),
        ("$5.9 billion", "$6 billion"),
        ("more than 130 launches", "134 launches"),
        ("1,200 boats", "1,234 boats"),
        ("up to 1,000 boats", "900 boats"),
        ("two dozen boats", "24 boats"),
        ("10 kilometres", "6 miles"),
        ("10 miles", "16 km"),
        ("6 feet", "1.8 metres"),
        ("3 tonnes", "6,600 lbs"),
        ("86 degrees Fahrenheit", "30 degrees Celsius"),
        ("20 square miles", "52 square kilometres"),
    ],
)
def test_figures_that_say_the_same_agree(one: str, other: str) -> None:
    """Rounded, qualified or in another unit: whichever comes first."""
    (x,), (y,) = (_read(f"They saw {text} there.") for text in (one, other))

    assert agreeing(x, y)
    assert agreeing(y, x)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("900 boats", "1,200 boats"),
        ("1,000 boats", "1,200 boats"),
        ("28 missions", "26 missions"),
        ("$5.9 billion", "$2.4 billion"),
        ("more than 130 launches", "120 launches"),
        ("10 kilometres", "9 kilometres"),
        ("10 kilometres", "10 miles"),
        ("100 kilometres", "50 miles"),
        ("30 degrees Celsius", "30 degrees Fahrenheit"),
    ],
)
def test_figures_that_differ_do_not(one: str, other: str) -> None:
    """What no rounding, qualifier or unit explains stays a difference."""
    (x,), (y,) = (_read(f"They saw {text} there.") for text in (one, other))

    assert not agreeing(x, y)
    assert not agreeing(y, x)


def _conflicts(one: str, other: str) -> list[Conflict]:
    timeline = timeline_of(
        article(f"Vance Lines bought {one} on 3 May 2031.", name="one", published="2031-05-04"),
        article(f"Vance Lines bought {other} on 3 May 2031.", name="two", published="2031-05-05"),
    )
    return [conflict for conflict in timeline.conflicts if conflict.kind is ConflictKind.FIGURE]


def test_one_measure_in_two_units_is_compared_and_shown_as_written() -> None:
    """Kilometres and miles are one measure; the claims keep the words of their sources."""
    assert not _conflicts("16 kilometres of rope", "10 miles of rope")
    (conflict,) = _conflicts("16 kilometres of rope", "14 miles of rope")

    assert {claim.value for claim in conflict.claims} == {"16 kilometres", "14 miles"}
    assert conflict.same_measure


def test_currencies_are_not_converted() -> None:
    """Rates change: euros and dollars are never set against each other."""
    assert not _conflicts("rope for $4 million", "rope for 3 million euros")


def test_a_qualified_noun_is_another_measure() -> None:
    """“orbital ferries” and “ferries” may not be the same thing; nothing is stripped to make them so."""
    (conflict,) = _conflicts("12 orbital ferries", "14 ferries")

    assert not conflict.same_measure
    assert {claim.measure for claim in conflict.claims} == {"orbital ferries", "ferries"}


@pytest.mark.parametrize(
    ("one", "other", "claims"),
    [
        ("killed at least three people", "injured 18 people", set()),
        ("killed at least three people", "wounded 18 people", set()),
        ("killed at least three people", "killed 18 people", {"at least three people", "18 people"}),
        ("injured at least three people", "wounded 18 people", {"at least three people", "18 people"}),
    ],
)
def test_the_dead_are_not_set_against_the_injured(one: str, other: str, claims: set[str]) -> None:
    """Each number is compared with its like alone, though one attack is told."""
    timeline = timeline_of(
        article(f"A bomb attack on Marsh Hall on 3 May 2031 {one}, police said.", name="one", published="2031-05-04"),
        article(f"A bomb attack on Marsh Hall {other} on 3 May 2031.", name="two", published="2031-05-05"),
    )

    assert len(timeline.events) == 1
    assert {claim.value for conflict in timeline.conflicts for claim in conflict.claims} == claims
