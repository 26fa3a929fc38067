"""A name among its tokens in, whether it stands where a place does out: "in Marsh", "the town of Marsh", "Marsh, a town in the north"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from timeline.events.lexicon import Lexicon
from timeline.events.tokens import Token

_NEAR = 4  # tokens behind a comma among which the word for a place is looked for
_FINITE = frozenset({"modal", "have", "do", "be"})  # classes of words that a subject stands before
_TELLS = ("VBD", "VBZ")


class Setting(Enum):
    """How sure it is that a name stands for a place: not at all, where it stands behind "in", where the text says so."""

    NONE = 0
    LIKELY = 1
    TOLD = 2


def setting_of(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> Setting:
    """What the words around the name at tokens `first` to `last` say."""
    words = lexicon.surroundings
    before = [token.lower for token in _before(tokens, first, words.skipped)]
    if last > first and (tokens[last].lower in words.nouns or tokens[first].lower in words.heads):
        return Setting.TOLD  # "Sallow Bay", "Cape Sallow"
    if before[:1] == ["of"] and before[1:2] and before[1] in words.nouns:
        return Setting.TOLD  # "the town of Marsh"
    if _is_called_place(tokens, last, words.nouns):
        return Setting.TOLD
    genitive = last + 1 < len(tokens) and tokens[last + 1].word_class == "genitive"
    if genitive or not before:
        return Setting.NONE
    bearing = before[0] == "of" and before[1:2] and before[1] in words.bearings  # "north of Marsh"
    inside = before[0] in words.inside and not (before[1:2] and before[1] in words.confiding)
    return Setting.LIKELY if bearing or inside or _is_on_the_way(tokens, first, last) else Setting.NONE


def _is_on_the_way(tokens: Sequence[Token], first: int, last: int) -> bool:
    """“from Marsh to Tessing”."""
    start, end = tokens[first - 1].lower, tokens[last + 1].lower if last + 1 < len(tokens) else ""
    if start == "from":
        return end == "to" and last + 2 < len(tokens) and tokens[last + 2].text[:1].isupper()
    return start == "to" and "from" in {token.lower for token in tokens[max(first - _NEAR, 0) : first - 1]}


def acts(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a finite verb follows a name that no preposition governs."""
    if last + 1 >= len(tokens) or (first and tokens[first - 1].word_class == "preposition"):
        return False
    following = tokens[last + 1]
    return following.word_class in _FINITE or following.can_be(*_TELLS)


def _before(tokens: Sequence[Token], first: int, skipped: Iterable[str]) -> list[Token]:
    """The two tokens before a name, an article or "northern" left out."""
    at = first - 1
    while at >= 0 and tokens[at].lower in skipped:
        at -= 1
    return [tokens[i] for i in (at, at - 1) if i >= 0]


def _is_called_place(tokens: Sequence[Token], last: int, nouns: Iterable[str]) -> bool:
    """“Marsh, a small town in the north”."""
    if last + 3 >= len(tokens) or tokens[last + 1].word_class != "comma" or tokens[last + 2].lower not in {"a", "an"}:
        return False
    return any(token.lower in nouns for token in tokens[last + 3 : last + 3 + _NEAR - 1] if token.word_class == "word")
