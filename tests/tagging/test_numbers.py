"""Number words and digits come to numbers."""

from __future__ import annotations

import pytest

from timeline import rules
from timeline.tagging.numbers import number, year

_WORDS = rules.load("en").words["number"]
_FRACTIONS = rules.load("en").words["fraction"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("1,900", 1900),
        ("2.5", 2.5),
        ("2 1/2", 2.5),
        ("2½", 2.5),
        ("twenty-five", 25),
        ("two hundred and five", 205),
        ("three thousand", 3000),
        ("two and a half", 2.5),
        ("Two and one half", 2.5),
    ],
)
def test_a_number_is_what_it_spells(text: str, value: float) -> None:
    """Digits, fractions and words."""
    assert value == number(text, _WORDS, _FRACTIONS)


def test_words_that_spell_no_number_are_refused() -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="no number"):
        number("several", _WORDS)


@pytest.mark.parametrize(("text", "value"), [("nineteen ninety-seven", 1997), ("two thousand four", 2004), ("nineteen hundred", 1900)])
def test_a_year_may_be_spoken(text: str, value: int) -> None:
    """Years of broadcast transcripts."""
    assert value == year(text, _WORDS)
