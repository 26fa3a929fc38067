"""The blocks of an article in, the same blocks out; in a live blog, each entry's with the date that stands over it.

A stamp is a line such as "Update 3 July 14:05" or "Thursday, July 3, 2025", or one that opens a paragraph ("3 July, 14:05 – The ferry …").
One stamp alone is the article's own date; two make a live blog.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from timeline.dates import written_date
from timeline.errors import RuleError
from timeline.model import Block, BlockKind
from timeline.rules import languages, load, read_table
from timeline.when import When

_STAMPS = 2
_SAID = re.compile(r"(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d_]+)\.?,?\s+(?P<year>[12]\d{3})")
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s?(?:[A-Z]{2,4}|h))?"


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """A stamp on a line of its own, and one that opens a paragraph; None where a language has no words for them."""
    try:
        words, head = read_table(language, "entries")["scan"], read_table(language, "head")["head"]
    except RuleError:
        return None
    month, ending = head["month"], head["day_ending"]
    day = rf"(?P<date>\d{{1,2}}{ending}?\s+{month}\.?|{month}\.?\s+\d{{1,2}}{ending}?)(?:,?\s+(?P<year>[12]\d{{3}}))?"
    label = rf"(?P<label>{words['entry_label']}\s?[:,]?\s+)?"
    date = rf"(?:{words['entry_weekday']}\.?,?\s+)?{day}"
    hour = rf",?\s*{words['entry_hour']}?{_CLOCK}"
    return (
        re.compile(rf"{label}{date}(?:{hour})?\s*[.:]?", re.IGNORECASE),
        re.compile(rf"{label}{date}(?P<clock>{hour})?\s?[:–—|-]\s", re.IGNORECASE),
    )


def said_date(text: str, language: str) -> When | None:
    """A date in writing, or a day with its month in the words of a language ("6. Juli 2025"); None for anything else."""
    when, found = written_date(text), _SAID.fullmatch(text.strip())
    base = language.partition("-")[0]
    if when is not None or found is None or base not in languages():
        return when
    month = load(base).words.get("month", {}).get(found["month"].lower())
    return written_date(f"{found['year']}-{month:02}-{int(found['day']):02}") if month else None


def dated_entries(text: str, blocks: tuple[Block, ...], published: When | None, language: str) -> tuple[Block, ...]:
    """The blocks, each with the date of the entry it stands in; as they were where the article is no live blog.

    `published` is the article's date: a stamp without a year takes the last one that is not later. Without either, the stamp says nothing.
    """
    patterns = _patterns(language)
    if patterns is None:
        return blocks
    stamps = [_stamp(text[block.start : block.end], block.kind, published, patterns, language) for block in blocks]
    if sum(stamp is not None for stamp in stamps) < _STAMPS:
        return blocks
    dated, current = [], None
    for block, stamp in zip(blocks, stamps, strict=True):
        current = stamp or current
        dated.append(replace(block, published=current))
    return tuple(dated)


def _stamp(
    text: str, kind: BlockKind, published: When | None, patterns: tuple[re.Pattern[str], re.Pattern[str]], language: str
) -> When | None:
    if kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM):
        return None
    alone, opening = patterns
    found = alone.fullmatch(text) or _opening(text, opening)
    return _day(found["date"], found["year"], published, language) if found else None


def _opening(text: str, opening: re.Pattern[str]) -> re.Match[str] | None:
    """A stamp before running text, which says more than a day: that it is an update, or the hour."""
    found = opening.match(text)
    return found if found and (found["label"] or found["clock"]) else None


def _day(words: str, year: str | None, published: When | None, language: str) -> When | None:
    words = re.sub(rf"(?<=\d){read_table(language, 'head')['head']['day_ending']}|\.", "", words)
    if year:
        return said_date(f"{words} {year}", language)
    if published is None or published.last is None:
        return None
    days = (said_date(f"{words} {published.last.year - back}", language) for back in (0, 1))
    return next((day for day in days if day and day.first and not published.last < day.first), None)
