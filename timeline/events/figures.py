"""Tokens of a clause in, the figures in it out: amounts of money, shares, counts and sizes, each with what it measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from timeline.events.tokens import Token
from timeline.events.word_lists import FigureWords
from timeline.model import Figure

_NOUN_CLASSES = frozenset({"word", "verb"})
_NUMERAL_CLASSES = frozenset({"word", "adverb", "determiner"})
_LONGEST_MEASURE = 4  # words
_POWERS = ("square ", "cubic ")  # of a unit, which make another one


def find_figures(tokens: Sequence[Token], words: FigureWords, owner: str = "") -> tuple[Figure, ...]:
    """The figures in the order of the text. A number without a noun or currency behind it is no figure; `owner` is whose they are."""
    found: list[Figure] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        counts = token.word_class == "number" or token.lower in words.numbers
        value = _value(tokens, i, words) if counts else None
        if value is None:
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and tokens[end].lower in words.scales:
            value *= words.scales[tokens[end].lower]
            end += 1
        scale = _shared_scale(tokens, i, value, words) if end == i + 1 else ""
        figure, i = _figure(tokens, i, end, value * words.scales.get(scale, 1), words, owner)
        if figure is not None:
            found.append(replace(figure, text=f"{figure.text} {scale}") if scale else figure)
    return tuple(found)


def _value(tokens: Sequence[Token], i: int, words: FigureWords) -> float | None:
    """The number a token stands for; none where it begins a quotation."""
    token = tokens[i]
    if token.quoted and i and not tokens[i - 1].quoted:
        return None
    if token.word_class != "number":
        return words.numbers.get(token.lower) if token.word_class in _NUMERAL_CLASSES else None
    try:
        return float(token.text.removeprefix(_sign(token.text, words)).strip("%").replace(",", ""))
    except ValueError:  # "1.2.3"
        return None


def _shared_scale(tokens: Sequence[Token], i: int, value: float, words: FigureWords) -> str:
    """The scale that an amount of money shares with the higher one behind it, "" for none: “between $4 and $5 million”."""
    sign = _sign(tokens[i].text, words)
    if not sign or i + 3 >= len(tokens) or tokens[i + 1].lower not in words.ranges or tokens[i + 2].word_class != "number":
        return ""
    other, scale = _value(tokens, i + 2, words), tokens[i + 3].lower
    marks = {sign, ""} if tokens[i + 1].word_class == "stop" else {sign}  # "gave $4 to 5 million people"
    higher = other is not None and value < other and _sign(tokens[i + 2].text, words) in marks
    return scale if higher and scale in words.scales else ""


def _sign(text: str, words: FigureWords) -> str:
    """The sign of a currency that a number begins with, "" for none: "US $" of "US $5.41"."""
    return max((sign for sign in words.signs if text.startswith(sign)), key=len, default="")


def _figure(tokens: Sequence[Token], i: int, end: int, value: float, words: FigureWords, owner: str) -> tuple[Figure | None, int]:
    """The figure of the number at tokens `i` to `end`, and the token to go on from."""
    last, unit, measure = _unit(tokens, i, end, words)
    if not unit:
        return None, end
    before = [token.lower for token in tokens[max(0, i - 2) : i]]
    qualifier = words.qualifiers.get(" ".join(before)) or words.qualifiers.get(before[-1] if before else "", "")
    shown = tokens[i:last]
    text = " ".join(token.text for token in shown)
    start, close = shown[0].start, shown[-1].end
    made = Figure(value=value, unit=unit, measure=measure, text=text, start=start, end=close, qualifier=qualifier, owner=owner)
    return _converted(made, words), last


def _converted(figure: Figure, words: FigureWords) -> Figure:
    """A figure in the unit that others of its sort are compared in: 10 miles are 16,093.44 metres, give or take half a mile."""
    written = " ".join(figure.measure.split()[-2:])
    unit = next((unit for unit in (written, figure.unit) if unit in words.conversions), "")
    if not unit or (unit != written and written.startswith(_POWERS)):
        return figure
    base, factor = words.conversions[unit]
    value = (figure.value - words.offsets.get(unit, 0)) * factor
    measure = f"{figure.measure.removesuffix(unit)}{base}"
    return replace(figure, value=value, unit=base, measure=measure, place=last_place(figure.value) * factor)


def last_place(value: float) -> float:
    """What the last digit of a number that is not zero is worth.

    >>> last_place(1200), last_place(4.5), last_place(134)
    (100.0, 0.1, 1.0)
    """
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(10.0**exponent) if isinstance(exponent, int) else 1.0


def _unit(tokens: Sequence[Token], i: int, end: int, words: FigureWords) -> tuple[int, str, str]:
    """Where the words of a figure end whose number is at tokens `i` to `end`, its unit and what it measures; no unit for no figure."""
    token, following = tokens[i], tokens[end].lower if end < len(tokens) else ""
    if token.text.endswith("%"):
        return end, "percent", "percent"
    if following in words.percent:
        return end + 1, "percent", "percent"
    if currency := words.signs.get(_sign(token.text, words)) or words.currencies.get(following):
        return end, currency, "money"
    if token.lower in words.repeats:
        return end, "times", "times"
    scale = tokens[end + 1].lower if following in words.degrees and end + 1 < len(tokens) else ""
    if scale in words.conversions:
        return end + 2, scale, scale
    last = _measured(tokens, end, words)
    unit = tokens[last - 1].lower if last > end else ""
    return last, "times" if unit in words.occasions else unit, " ".join(t.lower for t in tokens[end:last])


def _measured(tokens: Sequence[Token], first: int, words: FigureWords) -> int:
    """Where the noun phrase ends that a number counts; `first` where there is none."""
    last = first
    while last < min(len(tokens), first + _LONGEST_MEASURE):
        token = tokens[last]
        if token.word_class not in _NOUN_CLASSES or token.text[0].isupper():
            break
        ended = last > first and (token.lower in words.breaks or tokens[last - 1].lower in words.conversions)  # "10 metres deep"
        if ended or (token.word_class == "verb" and not token.lower.endswith("s")):
            break
        last += 1
    return first if first < len(tokens) and tokens[first].lower in words.worth else last
