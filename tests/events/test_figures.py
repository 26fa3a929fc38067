"""Sentences in, figures out: value, unit, what is counted, and how exactly."""

from __future__ import annotations

import pytest

from tests.events.parsing import parse_of
from timeline.events import lexicon
from timeline.events.figures import find_figures


def _figures(text: str) -> list[tuple[float, str, str, str]]:
    return [(f.value, f.unit, f.measure, f.qualifier) for f in find_figures(parse_of(text).tokens, lexicon("en").figures)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It cost $4.5 million.", [(4.5e6, "USD", "money", "")]),
        ("It cost more than 3 billion euros.", [(3e9, "EUR", "money", "more than")]),
        ("Sales rose 12%.", [(12, "percent", "percent", "")]),
        ("Sales rose nearly 12 percent.", [(12, "percent", "percent", "about")]),
        ("They ran 28 ferry missions.", [(28, "missions", "ferry missions", "")]),
        ("They ran at least four missions.", [(4, "missions", "missions", "at least")]),
        ("They met twice.", [(2, "times", "times", "")]),
        ("They met on three occasions.", [(3, "times", "occasions", "")]),
        ("They sold 1,200 boats and 3 piers.", [(1200, "boats", "boats", ""), (3, "piers", "piers", "")]),
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
