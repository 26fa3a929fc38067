"""Parts of a body in, one text with Blocks out.

What is not running text (headings, captions, calls to action) is told apart by its looks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.model import Block, BlockKind
from timeline.quick import dataclass

_ENDS = re.compile(r"[.!?…:;,][\"'”’)\]\s]{0,4}\d{0,3}$")
_CAPTION = re.compile(
    r"(?:(?:file )?(?:image|photo|photograph|picture|caption|credit|video|graphic|illustration)s?"
    r"(?: (?:credit|by|courtesy)[^:]{0,30})?\s?[:|–—-]\s?\S"
    r"|\((?:photo|image)\b[^)]*\)$|pictured:|getty images\b)",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"(?:join (?:us|our|the)\b.{0,60}(?:\bhere\b|community|newsletter|channel)"
    r"|read (?:more|also|next|the full)\b|also read\b|see also\b|related(?: \w+)?:"
    r"|(?:please )?subscribe\b|sign up\b|follow (?:us|.{1,30} on [A-Z])|click here\b|share this\b|advertisement\b|sponsored\b"
    r"|©|copyright (?:©|\d)|all rights reserved|download (?:the|our) app|support our\b|more on this story|(?:tags?|topics?|keywords):"
    r"|this (?:story|article) (?:was )?(?:first|originally) (?:appeared|published))",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"([\w-]*[^\W\d_])-\n(?=([^\W\d_]+))")
# Words that keep the hyphen behind them, and words before which it stands for what follows later ("first- and second-class").
_HYPHENATED = frozenset(
    "one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety first second third fourth "
    "all anti cross ex far full half high long low mid much non now part post pro self semi short so soon then vice well".split()
)
_SUSPENDING = frozenset("and or to und oder bis".split())
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION})
_BOILERPLATE_LIMIT, _HEADING_LIMIT, _HEADING_WORDS = 200, 100, 14


@dataclass(frozen=True, slots=True)
class Part:
    """A run of plain text that begins on a line of the file, from 1."""

    text: str
    line: int
    kind: BlockKind = BlockKind.PARAGRAPH


def one_line(text: str) -> str:
    r"""Lines in one. A word that was broken at the end of a line, as in print, is whole again.

    >>> one_line("the docu-\nments of a two-\nyear inquiry")
    'the documents of a two-year inquiry'
    """
    text = "\n".join(line.strip() for line in text.strip().split("\n"))
    if "-\n" in text:
        text = _BROKEN.sub(lambda match: _whole(match[1], match[2], text), text)
    return text.replace("\n", " ")


def breaks_a_word(line: str, following: str) -> bool:
    """Whether a line ends within a word that the following line goes on with."""
    return line[-1:] == "-" and line[-2:-1].isalpha() and following[:1].islower()


def _whole(head: str, tail: str, text: str) -> str:
    """The head of a word that was broken before its tail, with its hyphen where that belongs to it."""
    if tail in _SUSPENDING:
        return f"{head}- "
    hyphenated = "-" in head or head.lower() in _HYPHENATED or not tail[0].islower() or f"{head}-{tail}" in text
    return f"{head}-" if hyphenated else head


def ends_a_sentence(text: str) -> bool:
    """Whether a text closes like a sentence, perhaps with a quotation mark or the digits of a footnote behind the stop."""
    return bool(_ENDS.search(text[-12:]))


def looks_like_heading(text: str) -> bool:
    """Whether a text is short and does not close like a sentence."""
    return len(text) <= _HEADING_LIMIT and len(text.split()) <= _HEADING_WORDS and not ends_a_sentence(text)


def classify(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Tell captions, calls to action and headings from paragraphs."""
    told = [_by_opening(part) for part in parts]
    running = [part.text for part in told if part.kind is BlockKind.PARAGRAPH]
    if sum(map(ends_a_sentence, running)) * 2 < len(running):
        return tuple(told)  # a text without full stops: shortness says nothing
    last = max((place for place, part in enumerate(told) if part.kind in _RUNNING), default=0)
    return (*(_perhaps_heading(part) for part in told[:last]), *told[last:])


def assemble(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """The parts with a blank line between them, and where each lies."""
    blocks, start = [], 0
    for part in parts:
        blocks.append(Block(start=start, end=start + len(part.text), line=part.line, kind=part.kind))
        start += len(part.text) + 2
    return "\n\n".join(part.text for part in parts), tuple(blocks)


def _by_opening(part: Part) -> Part:
    if part.kind is BlockKind.PARAGRAPH and len(part.text) <= _BOILERPLATE_LIMIT:
        if _CAPTION.match(part.text):
            return replace(part, kind=BlockKind.CAPTION)
        if _BOILERPLATE.match(part.text):
            return replace(part, kind=BlockKind.BOILERPLATE)
    return part


def _perhaps_heading(part: Part) -> Part:
    if part.kind is BlockKind.PARAGRAPH and looks_like_heading(part.text):
        return replace(part, kind=BlockKind.HEADING)
    return part
