"""Tokens of a clause in, the figures in it out: amounts of money, shares and counts, each with what it measures."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.tokens import Token
from timeline.model import Figure

_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9, "dozen": 12.0}
_WORDS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"once": 1.0, "twice": 2.0, "dozen": 12.0, "dozens": 24.0}
_CURRENCY = {"$": "USD", "€": "EUR", "£": "GBP"}
_QUALIFIERS = {
    "at least": "at least", "more than": "more than", "over": "more than", "nearly": "about", "almost": "about", "about": "about", "around": "about",
    "roughly": "about", "some": "about", "less than": "less than", "fewer than": "less than", "under": "less than", "up to": "at most", "at most": "at most",
    "approximately": "about", "as many": "at most",
}  # fmt: skip
_NOUN_CLASSES = frozenset({"word", "verb"})


def find_figures(tokens: Sequence[Token], owner: str = "") -> tuple[Figure, ...]:
    """The figures in the order of the text. A number without a noun or currency behind it is no figure; "one" only counts before a noun."""
    found: list[Figure] = []
    i = 0
    while i < len(tokens):
        figure, step = _figure(tokens, i, owner)
        if figure is not None:
            found.append(figure)
        i += step
    return tuple(found)


def _figure(tokens: Sequence[Token], i: int, owner: str) -> tuple[Figure | None, int]:
    token = tokens[i]
    value = _value(token)
    if value is None or (token.quoted and i and not tokens[i - 1].quoted):
        return None, 1
    j = i + 1
    while j < len(tokens) and tokens[j].lower in _SCALE:
        value *= _SCALE[tokens[j].lower]
        j += 1
    currency = _CURRENCY.get(token.text[0], "")
    if token.text.endswith("%") or (j < len(tokens) and tokens[j].lower in {"percent", "percentage"}):
        return _make(tokens, i, min(j + (0 if token.text.endswith("%") else 1), len(tokens)), value, "percent", "percent", owner), j - i + 1
    if currency or (j < len(tokens) and tokens[j].lower in {"dollars", "euros", "pounds"}):
        return _make(
            tokens, i, j, value, currency or {"dollars": "USD", "euros": "EUR", "pounds": "GBP"}[tokens[j].lower], "money", owner
        ), j - i
    if token.lower in {"once", "twice"}:
        return _make(tokens, i, j, value, "times", "times", owner), 1
    noun = j
    while noun < len(tokens) and noun < j + 4 and tokens[noun].word_class in _NOUN_CLASSES and not tokens[noun].text[0].isupper():
        if tokens[noun].lower in {"worth", "ago", "times", "later"} and noun > j:
            break
        if tokens[noun].word_class == "verb" and not tokens[noun].lower.endswith("s"):
            break
        noun += 1
    if noun == j or tokens[j].lower == "worth":
        return None, j - i
    unit = tokens[noun - 1].lower
    measure = " ".join(t.lower for t in tokens[j:noun])
    return _make(tokens, i, noun, value, "times" if unit in {"occasions", "times"} else unit, measure, owner), noun - i


def _value(token: Token) -> float | None:
    if token.word_class == "number":
        try:
            return float(token.text.strip("$€£%").replace(",", ""))
        except ValueError:
            return None
    return _WORDS.get(token.lower) if token.word_class in {"word", "adverb", "determiner"} else None


def _make(tokens: Sequence[Token], i: int, j: int, value: float, unit: str, measure: str, owner: str) -> Figure:
    before = [t.lower for t in tokens[max(0, i - 2) : i]]
    qualifier = _QUALIFIERS.get(" ".join(before)) or _QUALIFIERS.get(before[-1] if before else "", "")
    last = tokens[max(i, j - 1)]
    text = " ".join(t.text for t in tokens[i : max(j, i + 1)])
    return Figure(value=value, unit=unit, measure=measure, text=text, start=tokens[i].start, end=last.end, qualifier=qualifier, owner=owner)
