"""The blocks of an article in, the same blocks out; in a live blog, each entry's with the date that stands over it.

A stamp is a line such as "Update 3 July 14:05" or "Thursday, July 3, 2025", or one that opens a paragraph ("3 July, 14:05 – The ferry …").
One stamp alone is the article's own date; two make a live blog.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from timeline.dates import MONTH_NAME, written_date
from timeline.errors import RuleError
from timeline.model import Block, BlockKind
from timeline.rules import read_table
from timeline.when import When

_STAMPS = 2
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?(?:[A-Z]{2,4}|h))?"
_DAY = rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH_NAME}\.?|{MONTH_NAME}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+(?P<year>[12]\d{{3}}))?"


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """A stamp on a line of its own, and one that opens a paragraph; None where a language has no words for them."""
    try:
        words = read_table(language, "entries")["scan"]
    except RuleError:
        return None
    label = rf"(?P<label>{words['entry_label']}\s?[:,]?\s+)?"
    date = rf"(?:{words['entry_weekday']}\.?,?\s+)?{_DAY}"
    hour = rf",?\s*{words['entry_hour']}?{_CLOCK}"
    return (
        re.compile(rf"{label}{date}(?:{hour})?\s*[.:]?", re.IGNORECASE),
        re.compile(rf"{label}{date}(?P<clock>{hour})?\s?[:–—|-]\s", re.IGNORECASE),
    )


def dated_entries(text: str, blocks: tuple[Block, ...], published: When | None, language: str) -> tuple[Block, ...]:
    """The blocks, each with the date of the entry it stands in; as they were where the article is no live blog.

    `published` is the article's date: a stamp without a year takes the last one that is not later. Without either, the stamp says nothing.
    """
    patterns = _patterns(language)
    if patterns is None:
        return blocks
    stamps = [_stamp(text[block.start : block.end], block.kind, published, patterns) for block in blocks]
    if sum(stamp is not None for stamp in stamps) < _STAMPS:
        return blocks
    dated, current = [], None
    for block, stamp in zip(blocks, stamps, strict=True):
        current = stamp or current
        dated.append(replace(block, published=current))
    return tuple(dated)


def _stamp(text: str, kind: BlockKind, published: When | None, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> When | None:
    if kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM):
        return None
    alone, opening = patterns
    found = alone.fullmatch(text) or _opening(text, opening)
    return _day(found["date"], found["year"], published) if found else None


def _opening(text: str, opening: re.Pattern[str]) -> re.Match[str] | None:
    """A stamp before running text, which says more than a day: that it is an update, or the hour."""
    found = opening.match(text)
    return found if found and (found["label"] or found["clock"]) else None


def _day(words: str, year: str | None, published: When | None) -> When | None:
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)|\.", "", words)
    if year:
        return written_date(f"{words} {year}")
    if published is None or published.last is None:
        return None
    days = (written_date(f"{words} {published.last.year - back}") for back in (0, 1))
    return next((day for day in days if day and day.first and not published.last < day.first), None)
