"""Sentences become words and marks."""

from __future__ import annotations

import pytest

from timeline import events
from timeline.events.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was an eight - year offer", ["It", "was", "an", "eight-year", "offer"]),
        ("an eight - year, costly offer.", ["an", "eight-year", ",", "costly", "offer", "."]),
        ("talks - long ones - failed", ["talks", "-", "long", "ones", "-", "failed"]),
        ("the mayor’s naïve, half-true well.known don’t", ["the", "mayor", "’s", "naïve", ",", "half-true", "well.known", "don’t"]),
    ],
)
def test_words_are_cut_where_they_end(text: str, words: list[str]) -> None:
    """Whatever stands behind a word, and whether its hyphen has blanks around it."""
    assert [token.text for token in tokenise(text, events.lexicon("en"))] == words
