"""A sentence in, tokens out: words with their class, verb readings and offsets in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.events.inflection import VerbForm
from timeline.events.lexicon import Lexicon

_RARE = {
    # A380, G20, MH17, F-16
    "code": r"(?!(?:US|UK|EU|UN|AP|PM|AM)[0-9])[A-Z]{1,2}[0-9]+[A-Za-z]{0,2}\b|[A-Z][A-Za-z]{0,9}-[0-9]+[A-Za-z]?\b",
    "counted": r"[$€£]?[0-9](?:[0-9.,]*[0-9])?[-‑][A-Za-z]+(?:[-‑][A-Za-z]+)*\b",  # 30-day, 10-year-old, $10-a-share
    "number": r"[0-9]+[-–][0-9]+(?![0-9-])|(?:(?:US ?|A|C|NZ|HK)?[$€£])?[0-9](?:[0-9.,]*[0-9])?%?",
    "abbr": r"(?:[A-Z]\.){2,}",
    "title": r"(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Hon)\.",
    "initial": r"[A-Z]\.(?= ?[A-Z])",
}
_COMMON = {
    "word": r"[^\W\d_]+(?:[-&.][^\W\d_]+|['’](?!s\b|S\b)[^\W\d_]+)*",
    "genitive": r"['’][sS]\b",
    "mark": r"\S",
}
# Most words are read by the first branch, which reads them as the others would; what is rare begins with few signs. No groups: they cost
# more than the rest, and what a word is has to be asked only where it is met for the first time.
_TOKEN = re.compile(
    rf"US \$[0-9](?:[0-9.,]*[0-9])?|[A-Za-z]+(?=[ ,])|(?=[A-Z0-9$€£])(?:{'|'.join(_RARE.values())})|{'|'.join(_COMMON.values())}"
)
_NAMED = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in (_RARE | _COMMON).items()))
_MARKS = {
    **dict.fromkeys(",", "comma"),
    **dict.fromkeys(";:()[]—–-", "stop"),
    **dict.fromkeys('"“”«»', "quote"),
    **dict.fromkeys("'’", "genitive"),
}
_OPENING, _QUOTES, _CLOSING, _PAUSES = frozenset("“«"), frozenset('“”«»"'), frozenset('”»"'), frozenset(",;")
# What begins in quotation marks opened before: a mark that stands between blanks closes only where those behind it come in pairs.
_ENDS_QUOTATION = re.compile(r'[^"“”]*(?:”|[,.?!](?:"(?: |$)| "(?: |$)[^"]*(?:"[^"]*"[^"]*)*$))')
_tuple = tuple.__new__
# A word, the same in small letters, its class, its readings as a verb, its case, and what a look around it may change.
_Spelled = tuple[str, str, str, tuple[VerbForm, ...], str, str]
_MOST_KNOWN = 1 << 16


class Token(NamedTuple):
    """One word or mark: `start` and `end` in the sentence, its class, and its readings as a verb.

    `word_class` is one of: a closed class of the word table, "number", "time", "word" (anything nominal), "verb" (a form that can be one),
    "genitive", "comma", "stop" (; : ( ) dash), "quote", "mark". `quoted` tells whether it stands inside quotation marks, `case` is "A"
    where it begins with a capital and "a" where with a small letter.
    A tuple, since there are more of them than of anything else and a tuple is made fastest.
    """

    start: int
    end: int
    text: str
    lower: str
    word_class: str
    readings: tuple[VerbForm, ...] = ()
    quoted: bool = False
    case: str = ""

    def can_be(self, *tags: str) -> bool:
        """Whether one of its readings as a verb has one of the tags."""
        for reading in self.readings:  # noqa: SIM110  asked so often that a generator would cost more than the answer
            if reading.tag in tags:
                return True
        return False


def tokenise(text: str, lexicon: Lexicon, times: Sequence[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """The tokens of a sentence; `times` are sorted spans of time expressions, which become one token each.

    A number glued to the word before it ("reported12") is a footnote mark and left out.
    """
    tokens: list[Token] = []
    at, quoted = 0, ('"' in text or "”" in text) and _ENDS_QUOTATION.match(text) is not None
    for start, end in times:
        if start < at:
            continue  # inside the one before
        quoted = _read_up_to(start, text, at, tokens, lexicon, quoted=quoted)
        if end > start:
            word = text[start:end]
            tokens.append(Token(start, end, word, word.lower(), "time", quoted=quoted, case=_case(word)))
        at = end
    _read_up_to(len(text), text, at, tokens, lexicon, quoted=quoted)
    return tuple(tokens)


def _read_up_to(stop: int, text: str, at: int, tokens: list[Token], lexicon: Lexicon, *, quoted: bool) -> bool:
    """Append the tokens between two places of the text; whether a quotation is still open behind them.

    Every word of every article passes here, so tokens are made as the tuples that they are, without the detour of their own constructor.
    """
    known = words_met(lexicon)
    for found in _TOKEN.finditer(text, at):
        start, end = found.span()
        if start >= stop:
            break
        spelled = known.get(found[0]) or _learnt(found[0], _form_at(text, start), known, lexicon)
        if end > stop:
            end = stop
            spelled = _spelled(text[start:stop], _form_at(text, start), lexicon)
        word, lower, word_class, readings, case, special = spelled
        inside = quoted
        if special:
            if special == "number" and tokens and tokens[-1].end == start and tokens[-1].text[-1].isalpha():
                continue
            if special == "span" and _is_hyphened(tokens, text, lexicon):
                start = tokens[-2].start  # "an eight - year offer"
                del tokens[-2:]
                word, lower, word_class, readings, case, _ = _spelled(re.sub(r"\s", "", text[start:end]), "word", lexicon)
            elif special == "quote":
                inside = quoted = word in _OPENING or (word == '"' and not quoted)
            elif special == "pause":
                inside = quoted and text[end : end + 1] not in _CLOSING  # “…,” the comma belongs to the sentence around
        tokens.append(_tuple(Token, (start, end, word, lower, word_class, readings, inside, case)))
    return quoted


def _is_hyphened(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> bool:
    """Whether a unit of time is the last part of "eight - year", which some sources write with blanks."""
    if len(tokens) < 2 or tokens[-1].text != "-":  # noqa: PLR2004  a number and its hyphen
        return False
    number, behind = tokens[-2], text[tokens[-1].end : tokens[-1].end + 1]
    return behind == " " and (number.word_class == "number" or number.lower in lexicon.grammar.number_words)


@lru_cache(maxsize=8)
def words_met(_: Lexicon) -> dict[str, _Spelled]:
    """The words of a language that were met, as they are spelled: most words of a text are old acquaintances."""
    return {}


def _learnt(word: str, form: str, known: dict[str, _Spelled], lexicon: Lexicon) -> _Spelled:
    if len(known) >= _MOST_KNOWN:
        known.clear()
    found = known[word] = _spelled(word, form, lexicon)
    return found


def _form_at(text: str, at: int) -> str:
    found = _NAMED.match(text, at)
    return (found and found.lastgroup) or ""


def _spelled(word: str, form: str, lexicon: Lexicon) -> _Spelled:
    """What a word is whatever stands around it; `form` is a name of a pattern, which follows from how the word is spelled."""
    lower = word.lower().replace("’", "'")
    match form:
        case "number":
            return word, lower, "number", (), "", form
        case "genitive":
            return word, "'s", "genitive", (), "", ""
        case "mark":
            special = "quote" if word in _QUOTES else "pause" if word in _PAUSES else ""
            return word, lower, _MARKS.get(word, "mark"), (), _case(word), special
        case _:
            special = "span" if form == "word" and lower in lexicon.grammar.spans else ""
            word_class, readings = lexicon.known.get(lower) or _guess(lower, lexicon)
            return word, lower, word_class, readings, _case(word), special


def _case(word: str) -> str:
    return "A" if word[0].isupper() else "a" if word[0].islower() else ""


def _guess(lower: str, lexicon: Lexicon) -> tuple[str, tuple[VerbForm, ...]]:
    """Class and readings of an unknown word; the lemma of an -ed or -ing word is unknown and stands as the word itself."""
    if lower not in lexicon.not_verbs and "-" not in lower:  # "surgery-enhanced" describes
        ends = lexicon.endings
        if len(lower) >= ends.past_letters and lower.endswith(ends.past) and not lower.endswith(ends.past_except):
            return "verb", (VerbForm(lower, "VBD"), VerbForm(lower, "VBN"))
        if len(lower) >= ends.gerund_letters and lower.endswith(ends.gerund):
            return "verb", (VerbForm(lower, "VBG"),)
    return ("adverb" if lower.endswith(lexicon.endings.adverb) and lower not in lexicon.not_adverbs else "word"), ()
