"""Article in, Sentences out: where one sentence ends and the next begins.

`sentencex` cuts; what it cuts too often ("9 a.m. | Tuesday", "approx. | 30 people", "“Go!” Ms. | Roe left") is joined again here, and
what it cuts too rarely ("in May. | Roe left") is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from sentencex import get_sentence_boundaries

from timeline.model import Article, BlockKind, Sentence
from timeline.quick import dataclass, maker
from timeline.rules import languages, read_table

_sentence = maker(Sentence)
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION})

_ENGLISH = "en"
_ORDINAL = re.compile(r"\d{1,2}\.")
_LONGEST = 16  # characters of an abbreviation and the marks before it
_OPENING = "\"'“‘(["
_CLOSING = "\"”’')]"
_MARKS = re.compile('["“”]')
_STRAY = re.compile(r"([\"”’')\]](?:\s+[\"”’')\]])*+)\s+")
_WINDOW = 20_000  # the cutter is quadratic in the number of quotation marks, so that a hostile block is handed over in parts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a language says of the ends of its sentences, from its table `sentences`."""

    never_last: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    states: frozenset[str]
    openers: frozenset[str]
    ends: re.Pattern[str] | None
    ordinals: bool


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    """The words of a language; those of English for one that has no table, where they are words of no sentence."""
    known = language.partition("-")[0].lower()
    table = read_table(known if known in languages() else _ENGLISH, "sentences")["sentences"]
    listed = {name: frozenset(table[name].split()) for name in ("never_last", "clock", "after_clock", "states", "openers")}
    ends = re.compile(rf"\b(?:{table['ends']})\.[\"”’')\]]{{0,2}}(\s+)(?=[\"“‘(]?[A-Z])") if table["ends"] else None
    return _Words(**listed, ends=ends, ordinals=table["ordinals"])


def split(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the article's running text: paragraphs, list items and quotations, without headings, captions and boilerplate."""
    found: list[Sentence] = []
    for number, block in enumerate(article.blocks):
        if block.kind in _READ:
            text, first = article.text[block.start : block.end], len(found)
            base = block.start
            found += [
                _sentence(article=article.id, index=index, block=number, start=base + start, end=base + end, text=text[start:end])
                for index, (start, end) in enumerate(_spans(text, article.language), first)
            ]
    return tuple(found)


def places(found: Iterable[Sentence]) -> tuple[int, ...]:
    """Where the sentences of an article stand: block, start and end of each, in a row."""
    return tuple(chain.from_iterable((one.block, one.start, one.end) for one in found))


def at(article: Article, where: Iterable[int]) -> tuple[Sentence, ...]:
    """The sentences of an article by their `places`."""
    text, numbers = article.text, iter(where)
    return tuple(
        [
            _sentence(article=article.id, index=index, block=block, start=start, end=end, text=text[start:end])
            for index, (block, start, end) in enumerate(zip(numbers, numbers, numbers, strict=True))
        ]
    )


def split_text(text: str, *, language: str = "en") -> tuple[Sentence, ...]:
    """The sentences of a bare text without blocks.

    >>> [sentence.text for sentence in split_text("Talks begin at 9 a.m. Tuesday. Dr. Roe comes.")]
    ['Talks begin at 9 a.m. Tuesday.', 'Dr. Roe comes.']
    """
    return tuple(
        Sentence(article="", index=index, block=0, start=start, end=end, text=text[start:end])
        for index, (start, end) in enumerate(_spans(text, language))
    )


def _spans(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the blanks around it; a blank line always ends one."""
    spans: list[tuple[int, int]] = []
    words = _words(language)
    end = 0
    for start, stop in _pieces(text, language):
        if spans and _goes_on(text, end, start, stop, words):
            spans[-1] = spans[-1][0], stop
        else:
            spans.append((start, stop))
        end = stop
    return spans


def _pieces(text: str, language: str) -> list[tuple[int, int]]:
    """The cutter's sentences, in parts that it can take."""
    if len(text) <= _WINDOW:
        return _cut(text, 0, language)
    pieces: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = min(start + _WINDOW, len(text))
        part = _cut(text[start:end], start, language)
        if end < len(text) and len(part) > 1:
            end = part.pop()[0]  # perhaps cut short by the window: it opens the next one
        pieces += part
        start = end
    return pieces


def _cut(text: str, base: int, language: str) -> list[tuple[int, int]]:
    """Pieces of `text`, which begins at `base`.

    A piece that opens with a closing mark and a blank (the end of a quotation over several paragraphs) is cut again behind the mark, since
    an unpaired mark hides the ends of sentences from the cutter.
    """
    pieces: list[tuple[int, int]] = []
    marked = _MARKS.search(text) is not None
    for row in _boundaries(text, language):
        raw: str = row["text"]
        piece = raw.strip()
        if not piece:
            continue
        start: int = base + row["start_index"]
        if raw[0].isspace():
            start += raw.index(piece[0])
        stray = _STRAY.match(piece) if piece[0] in _CLOSING else None
        if stray:
            pieces.append((start, start + stray.end(1)))
            for inner in _boundaries(piece[stray.end() :], language):
                first = start + stray.end() + inner["start_index"]
                pieces.append((first, first + len(inner["text"].rstrip())))
        elif ". " in piece or ".\n" in piece or ".” " in piece or '." ' in piece:
            for offset, said in _unmarked(piece, language) if marked and not _MARKS.search(piece) else ((0, piece),):
                pieces += _ended(said, start + offset, _words(language).ends)
        else:
            pieces.append((start, start + len(piece)))
    return pieces


def _unmarked(piece: str, language: str) -> list[tuple[int, str]]:
    """The sentences of a piece without quotation marks, which an unpaired mark before it may have held together, and where each begins."""
    return [(row["start_index"], inner) for row in _boundaries(piece, language) if (inner := row["text"].rstrip())]


def _ended(piece: str, base: int, ends: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """A piece that begins at `base`, cut behind words that only look like abbreviations."""
    pieces, start = [], 0
    for found in ends.finditer(piece) if ends is not None else ():
        pieces.append((base + start, base + found.start(1)))
        start = found.end()
    return [*pieces, (base + start, base + len(piece))]


def _boundaries(text: str, language: str) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = get_sentence_boundaries(language[:2], text)
    except UnicodeEncodeError:  # a lone surrogate, as JSON may hold one, is masked: the offsets stay
        rows = get_sentence_boundaries(language[:2], text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return rows


def _goes_on(text: str, end: int, start: int, stop: int, words: _Words) -> bool:
    """Whether what was cut between `end` and `start` is one sentence."""
    if text[end - 1] == ".":
        last = text[max(0, end - _LONGEST) : end].rpartition(" ")[2].lstrip(_OPENING)
        if last in words.never_last:
            return "\n\n" not in text[end:start]
        if last in words.clock:
            word = _first_word(text, start, stop)
            return word in words.after_clock or word.rstrip(".") in words.after_clock
        if last in words.states or (words.ordinals and _ORDINAL.fullmatch(last)):
            word = _first_word(text, start, stop)
            return word[:1].isupper() and word not in words.openers
    return text[start] in _CLOSING and (stop - start == 1 or text[start + 1].isspace())


def _first_word(text: str, start: int, stop: int) -> str:
    return text[start:stop].split(None, 1)[0].rstrip(",;:")
