"""Article in, Sentences out: where one sentence ends and the next begins.

`sentencex` cuts; what it cuts too often ("9 a.m. | Tuesday", "approx. | 30 people", "“Go!” Ms. | Roe left") is joined again here, and
what it cuts too rarely ("in May. | Roe left") is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import Any

from sentencex import get_sentence_boundaries

from timeline.model import Article, BlockKind, Sentence

_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION})

# English abbreviations that are always followed by more of the same sentence.
_NEVER_LAST = frozenset(
    "Mr. Mrs. Ms. Mx. Dr. Prof. Rev. Hon. Gen. Col. Lt. Maj. Capt. Sgt. Cpl. Adm. Cmdr. Gov. Sen. Sens. Rep. Reps. Pres. Supt. Det. Atty. "
    "Messrs. St. Mt. Ft. approx. est. ca. c. vs. v. cf. e.g. i.e. incl. esp.".split()
)
_CLOCK = frozenset({"a.m.", "p.m."})
_AFTER_CLOCK = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November "
    "December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Eastern Central Mountain Pacific Greenwich local"
)
_CLOCK_GOES_ON = frozenset(_AFTER_CLOCK.split())
# A country before its institution or an office ("U.S. | Senator Roe") is one name, unless the next word opens sentences.
_STATES = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "U.S.A."})
_OPENERS = frozenset(
    "The A An It He She They We I You This That These Those There In On At By For From With But And Or So Yet As After Before When While "
    "If Since Although However His Her Their Its Our My One Some Many Most Last Next Then Now Not No".split()
)
# English words that the cutter takes for abbreviations ("in May. | Roe left", "he is ill. | Roe left").
_ENDS = re.compile(r"\b(?:[Mm]ay|art|ill|me|miss|no|pa)\.[\"”’')\]]{0,2}(\s+)(?=[\"“‘(]?[A-Z])")
_LONGEST = 16  # characters of an abbreviation and the marks before it
_OPENING = "\"'“‘(["
_CLOSING = "\"”’')]"
_STRAY = re.compile(r"([\"”’')\]](?:\s+[\"”’')\]])*+)\s+")
_WINDOW = 20_000  # the cutter is quadratic in the number of quotation marks, so that a hostile block is handed over in parts


def split(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the article's running text: paragraphs, list items and quotations, without headings, captions and boilerplate."""
    found: list[Sentence] = []
    for number, block in enumerate(article.blocks):
        if block.kind in _READ:
            text, first = article.text[block.start : block.end], len(found)
            found.extend(
                Sentence(
                    article=article.id,
                    index=first + offset,
                    block=number,
                    start=block.start + start,
                    end=block.start + end,
                    text=text[start:end],
                )
                for offset, (start, end) in enumerate(_spans(text, article.language))
            )
    return tuple(found)


def places(found: Iterable[Sentence]) -> tuple[int, ...]:
    """Where the sentences of an article stand: block, start and end of each, in a row."""
    return tuple(chain.from_iterable((one.block, one.start, one.end) for one in found))


def at(article: Article, where: Iterable[int]) -> tuple[Sentence, ...]:
    """The sentences of an article by their `places`."""
    text, numbers = article.text, iter(where)
    return tuple(
        Sentence(article=article.id, index=index, block=block, start=start, end=end, text=text[start:end])
        for index, (block, start, end) in enumerate(zip(numbers, numbers, numbers, strict=True))
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
    end = 0
    for start, stop in _pieces(text, language):
        goes_on = spans and _goes_on(text, end, start, stop)
        spans.append((spans.pop()[0] if goes_on else start, stop))
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
            pieces += _ended(piece, start)
        else:
            pieces.append((start, start + len(piece)))
    return pieces


def _ended(piece: str, base: int) -> list[tuple[int, int]]:
    """A piece that begins at `base`, cut behind words that only look like abbreviations."""
    pieces, start = [], 0
    for found in _ENDS.finditer(piece):
        pieces.append((base + start, base + found.start(1)))
        start = found.end()
    return [*pieces, (base + start, base + len(piece))]


def _boundaries(text: str, language: str) -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = get_sentence_boundaries(language[:2], text)
    except UnicodeEncodeError:  # a lone surrogate, as JSON may hold one, is masked: the offsets stay
        rows = get_sentence_boundaries(language[:2], text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return rows


def _goes_on(text: str, end: int, start: int, stop: int) -> bool:
    """Whether what was cut between `end` and `start` is one sentence."""
    if text[end - 1] == ".":
        last = text[max(0, end - _LONGEST) : end].rpartition(" ")[2].lstrip(_OPENING)
        if last in _NEVER_LAST:
            return "\n\n" not in text[end:start]
        if last in _CLOCK or last in _STATES:
            word = text[start:stop].split(None, 1)[0].rstrip(",;:")
            if last in _CLOCK:
                return word in _CLOCK_GOES_ON or word.rstrip(".") in _CLOCK_GOES_ON
            return word[:1].isupper() and word not in _OPENERS
    return text[start] in _CLOSING and (stop - start == 1 or text[start + 1].isspace())
