"""A sentence in, tokens out: words with their class, verb readings and offsets in the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.events.inflection import VerbForm
from timeline.events.lexicon import Lexicon

_TOKEN = re.compile(
    r"(?P<plain>[a-z]+)(?=[ ,])"  # most words; the next ones would read it alike, but later
    r"|(?P<code>(?!(?:US|UK|EU|UN|AP|PM|AM)[0-9])[A-Z]{1,2}[0-9]+[A-Za-z]{0,2}\b)"  # A380, G20, MH17
    r"|(?P<number>[0-9]+[-–][0-9]+(?![0-9-])|[$€£]?[0-9](?:[0-9.,]*[0-9])?%?)"
    r"|(?P<abbr>(?:[A-Z]\.){2,})"
    r"|(?P<title>(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Hon)\.)"
    r"|(?P<initial>[A-Z]\.(?= ?[A-Z]))"
    r"|(?P<word>[^\W\d_]+(?:[-&.][^\W\d_]+|['’](?!s\b|S\b)[^\W\d_]+)*)"
    r"|(?P<genitive>['’][sS]\b)"
    r"|(?P<mark>\S)"
)
_MARKS = {
    **dict.fromkeys(",", "comma"),
    **dict.fromkeys(";:()[]—–-", "stop"),
    **dict.fromkeys('"“”«»', "quote"),
    **dict.fromkeys("'’", "genitive"),
}
_OPENING, _QUOTES, _CLOSING = frozenset("“«"), frozenset('“”«»"'), frozenset('”»"')
_ENDS_QUOTATION = re.compile(r'[^"“”]*(?:”|[,.?!] ?"(?: |$)[^"]*(?:"[^"]*"[^"]*)*$)')  # what begins in quotation marks opened before
_WORDS = frozenset({"plain", "word"})  # groups of the pattern
_tuple = tuple.__new__
_SHORTEST_PAST, _SHORTEST_GERUND = 5, 6  # letters: "ended", "voting"


class Token(NamedTuple):
    """One word or mark: `start` and `end` in the article, its class, and its readings as a verb.

    `word_class` is one of: a closed class of the word table, "number", "time", "word" (anything nominal), "verb" (a form that can be one),
    "genitive", "comma", "stop" (; : ( ) dash), "quote", "mark". `quoted` tells whether it stands inside quotation marks.
    A tuple, since there are more of them than of anything else and a tuple is made fastest.
    """

    start: int
    end: int
    text: str
    lower: str
    word_class: str
    readings: tuple[VerbForm, ...] = ()
    quoted: bool = False

    def can_be(self, *tags: str) -> bool:
        """Whether one of its readings as a verb has one of the tags."""
        for reading in self.readings:  # noqa: SIM110  asked so often that a generator would cost more than the answer
            if reading.tag in tags:
                return True
        return False


def tokenise(text: str, offset: int, lexicon: Lexicon, times: Sequence[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """The tokens of a sentence that begins at `offset`; `times` are sorted spans of time expressions, which become one token each.

    A number glued to the word before it ("reported12") is a footnote mark and left out.
    """
    tokens: list[Token] = []
    at, quoted = 0, _ENDS_QUOTATION.match(text) is not None
    for start, end in (*((start - offset, end - offset) for start, end in times), (len(text), len(text))):
        if start < at:
            continue  # inside the one before
        quoted = _read_up_to(start, text, at, offset, tokens, lexicon, quoted=quoted)
        if end > start:
            tokens.append(Token(offset + start, offset + end, text[start:end], text[start:end].lower(), "time", quoted=quoted))
        at = end
    return tuple(tokens)


def _read_up_to(stop: int, text: str, at: int, offset: int, tokens: list[Token], lexicon: Lexicon, *, quoted: bool) -> bool:
    """Append the tokens between two places of the text; whether a quotation is still open behind them.

    Every word of every article passes here, so tokens are made as the tuples that they are, without the detour of their own constructor.
    """
    for found in _TOKEN.finditer(text, at):
        start, end = found.span()
        if start >= stop:
            break
        end = min(end, stop)
        word, group = text[start:end], found.lastgroup
        if group == "number" and tokens and tokens[-1].end == offset + start and tokens[-1].text[-1:].isalpha():
            continue
        if group in _WORDS and _is_hyphened(tokens, text, offset, word, lexicon):
            start, group = tokens[-2].start - offset, "word"  # "an eight - year offer"
            del tokens[-2:]
            word = re.sub(r"\s", "", text[start:end])
        if group != "mark":
            tokens.append(_tuple(Token, (offset + start, offset + end, word, *_kind(word, group, lexicon), quoted)))
            continue
        if word in _QUOTES:
            quoted = word in _OPENING or (word == '"' and not quoted)
        outside = word in ",;" and text[end : end + 1] in _CLOSING  # “…,” the comma belongs to the sentence around
        lower, name = word.lower().replace("’", "'"), _MARKS.get(word, "mark")
        tokens.append(_tuple(Token, (offset + start, offset + end, word, lower, name, (), quoted and not outside)))
    return quoted


def _is_hyphened(tokens: Sequence[Token], text: str, offset: int, word: str, lexicon: Lexicon) -> bool:
    """Whether a word is the last part of "eight - year", which some sources write with blanks."""
    if len(tokens) < 2 or tokens[-1].text != "-" or word.lower() not in lexicon.grammar.spans:  # noqa: PLR2004  a number and its hyphen
        return False
    number, behind = tokens[-2], text[tokens[-1].end - offset : tokens[-1].end - offset + 1]
    return behind == " " and (number.word_class == "number" or number.lower in lexicon.grammar.number_words)


@lru_cache(maxsize=1 << 16)  # most words of a text are old acquaintances
def _kind(word: str, group: str | None, lexicon: Lexicon) -> tuple[str, str, tuple[VerbForm, ...]]:
    """A word in small letters, its class and its readings as a verb, whatever stands around it."""
    lower = word.lower().replace("’", "'")
    if group == "number":
        return lower, "number", ()
    if group == "genitive":
        return "'s", "genitive", ()
    return lower, *(lexicon.known.get(lower) or _guess(lower, lexicon))


def _guess(lower: str, lexicon: Lexicon) -> tuple[str, tuple[VerbForm, ...]]:
    """Class and readings of an unknown word; the lemma of an -ed or -ing word is unknown and stands as the word itself."""
    if lower not in lexicon.not_verbs and "-" not in lower:  # "surgery-enhanced" describes
        if len(lower) >= _SHORTEST_PAST and lower.endswith("ed") and not lower.endswith("eed"):  # "shed", "bred" are in the table
            return "verb", (VerbForm(lower, "VBD"), VerbForm(lower, "VBN"))
        if len(lower) >= _SHORTEST_GERUND and lower.endswith("ing"):
            return "verb", (VerbForm(lower, "VBG"),)
    return ("adverb" if lower.endswith("ly") and lower not in lexicon.not_adverbs else "word"), ()
