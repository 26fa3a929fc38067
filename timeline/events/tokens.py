"""A sentence in, tokens out: words with their class, verb readings and offsets in the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon, VerbForm

_TOKEN = re.compile(
    r"(?P<number>[$€£]?[0-9](?:[0-9.,]*[0-9])?%?)"
    r"|(?P<abbr>(?:[A-Z]\.){2,})"
    r"|(?P<title>(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Hon)\.)"
    r"|(?P<initial>[A-Z]\.(?= ?[A-Z]))"
    r"|(?P<word>[^\W\d_]+(?:[-&.][^\W\d_]+|['’](?!s\b|S\b)[^\W\d_]+)*)"
    r"|(?P<genitive>['’][sS]\b)"
    r"|(?P<mark>\S)"
)
_DASHES = frozenset("—–-")
_OPEN_QUOTES, _CLOSE_QUOTES = frozenset("“«"), frozenset("”»")


@dataclass(slots=True)
class Token:
    """One word or mark: `start` and `end` in the article, its class, and its readings as a verb.

    `word_class` is one of: a closed class of the word table, "name", "number", "time", "word" (anything nominal), "verb" (a form that can be
    one), "genitive", "comma", "stop" (; : ( ) dash), "quote", "mark". `quoted` tells whether it stands inside quotation marks.
    """

    start: int
    end: int
    text: str
    lower: str
    word_class: str
    readings: tuple[VerbForm, ...] = ()
    quoted: bool = False


def tokenise(text: str, offset: int, lexicon: Lexicon, times: tuple[tuple[int, int], ...] = ()) -> list[Token]:
    """The tokens of a sentence that begins at `offset`; `times` are spans of time expressions, which become one token each.

    A number glued to the word before it ("reported12") is a footnote mark and left out.
    """
    tokens: list[Token] = []
    at, quoted = 0, False
    spans = [(start - offset, end - offset) for start, end in times]
    while at < len(text):
        if spans and at >= spans[0][0]:
            start, end = spans.pop(0)
            if start >= at:
                tokens.append(Token(offset + start, offset + end, text[start:end], text[start:end].lower(), "time", quoted=quoted))
                at = end
            continue
        found = _TOKEN.search(text, at, len(text))
        if not found:
            break
        if spans and found.end() > spans[0][0]:
            if found.start() >= spans[0][0] or found.lastgroup == "mark":
                at = spans[0][0]
                continue
            found_end = spans[0][0]
        else:
            found_end = found.end()
        word = text[found.start() : found_end]
        at = found_end
        group = found.lastgroup or "mark"
        if group == "number" and tokens and tokens[-1].end == offset + found.start() and tokens[-1].text[-1:].isalpha():
            continue
        if group == "mark" and (word in _OPEN_QUOTES or word in _CLOSE_QUOTES or word == '"'):
            quoted = word in _OPEN_QUOTES or (word == '"' and not quoted)
        closes = (
            group == "mark" and word in ",;" and text[found_end : found_end + 1] in {"”", '"', "»"}
        )  # “…,” the comma belongs to the sentence around
        tokens.append(_token(word, offset + found.start(), offset + found_end, group, lexicon, quoted=quoted and not closes))
    return tokens


def _token(word: str, start: int, end: int, group: str, lexicon: Lexicon, *, quoted: bool) -> Token:
    lower = word.lower().replace("’", "'")
    if group == "number":
        return Token(start, end, word, lower, "number", quoted=quoted)
    if group == "genitive":
        return Token(start, end, word, "'s", "genitive", quoted=quoted)
    if group == "mark":
        return Token(start, end, word, lower, _mark_class(word), quoted=quoted)
    word_class = lexicon.classes.get(lower)
    if word_class is not None and word_class != "relative":
        readings = lexicon.forms.get(lower, ()) if word_class in ("be", "have", "do") else ()
        return Token(start, end, word, lower, word_class, readings, quoted)
    if word_class == "relative":
        return Token(start, end, word, lower, "relative", (), quoted)
    readings = () if lower in lexicon.not_verbs else lexicon.forms.get(lower) or _guess(lower)
    if readings:
        return Token(start, end, word, lower, "verb", readings, quoted)
    if lower.endswith("ly") and lower not in lexicon.not_adverbs:
        return Token(start, end, word, lower, "adverb", (), quoted)
    return Token(start, end, word, lower, "word", (), quoted)


def _guess(lower: str) -> tuple[VerbForm, ...]:
    """Readings of an unknown -ed or -ing word; its lemma is unknown and stands as the word itself."""
    if len(lower) > 4 and lower.endswith("ed") and not lower.endswith("eed"):  # noqa: PLR2004  "shed", "bred" are in the table
        return (VerbForm(lower, "VBD"), VerbForm(lower, "VBN"))
    if len(lower) > 5 and lower.endswith("ing"):  # noqa: PLR2004
        return (VerbForm(lower, "VBG"),)
    return ()


def _mark_class(mark: str) -> str:
    if mark == ",":
        return "comma"
    if mark in ";:()[]" or mark in _DASHES:
        return "stop"
    if mark in '"“”«»':
        return "quote"
    if mark in "'’":
        return "genitive"
    return "mark"
