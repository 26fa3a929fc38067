"""Number words and digits in, numbers out: "twenty-five", "2 1/2", "two hundred", "nineteen ninety-seven"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_DIGITS = re.compile(r"(?P<whole>[\d,]+(?:\.\d+)?)?[ -]?(?:(?P<top>\d)/(?P<bottom>\d)|(?P<sign>[½¼¾]))?")
_HUNDRED = 100
_THOUSAND = 1000


def number(text: str, words: Mapping[str, float], fractions: Mapping[str, float] = MappingProxyType({})) -> float:
    """The number that `text` spells; `words` gives the value of each number word, `fractions` what may be said behind it.

    ValueError where it spells none.

    >>> number("two hundred and five", {"two": 2, "hundred": 100, "five": 5})
    205
    >>> number("2 1/2", {}), number("66 million", {"million": 1000000})
    (2.5, 66000000)
    >>> number("two and one half", {"one": 1, "two": 2}, {"and one half": 0.5})
    2.5
    """
    for words_behind, value in fractions.items():
        if text.lower().endswith((f" {words_behind}", f"-{words_behind}")):
            return number(text[: -len(words_behind)], words) + value
    digits, _, scale = text.strip().partition(" ")
    if words.get(scale.lower(), 0) < _THOUSAND:
        digits, scale = text.strip(), ""
    found = _DIGITS.fullmatch(digits)
    if found and any(found.groups()):
        return _plain(_digits(found) * words.get(scale.lower(), 1))
    return _plain(_spelled(re.split(r"[\s-]+", text.lower().strip()), words))


def year(text: str, words: Mapping[str, float]) -> int:
    """The year that two or three spoken numbers make: "nineteen ninety-seven" is 1997, "two thousand four" is 2004."""
    parts = [int(words[part]) for part in re.split(r"[\s-]+", text.lower()) if part in words]
    if parts and parts[0] in range(17, 21) and len(parts) > 1 and parts[1] != _HUNDRED:
        return parts[0] * _HUNDRED + sum(parts[1:])
    return int(_spelled(re.split(r"[\s-]+", text.lower()), words))


def _digits(found: re.Match[str]) -> float:
    whole = float((found["whole"] or "0").replace(",", ""))
    if found["sign"]:
        return whole + _FRACTIONS[found["sign"]]
    return whole + (int(found["top"]) / max(1, int(found["bottom"])) if found["top"] else 0)


def _spelled(parts: list[str], words: Mapping[str, float]) -> float:
    total = current = 0.0
    seen = False
    for part in parts:
        if part not in words:
            continue
        value, seen = words[part], True
        if value < _HUNDRED:
            current += value
        elif value == _HUNDRED:
            current = max(current, 1) * value
        else:
            total, current = total + max(current, 1) * value, 0
    if not seen:
        raise ValueError(f"{' '.join(parts)!r} is no number")
    return total + current


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
