"""Parts in, what the first lines say of the article out: its date, publisher, author and title.

"WASHINGTON, July 2, 2025 —", "date 2025-07-06 403", "(MENAFN)", "By Jo Roe". A day without a year is no date and stays a dateline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from timeline.entries import said_date
from timeline.errors import RuleError
from timeline.model import BlockKind
from timeline.quick import dataclass
from timeline.reading.blocks import Part, looks_like_heading
from timeline.rules import read_table
from timeline.when import When

_LINES = 6  # parts that may hold a dateline
_CLOCK = r"(?:[T ]?[0-9]{1,2}\s?[:.]\s?[0-9]{2}(?:\s?:[0-9]{2})?\s?(?:[ap]\.?\s?m\b\.?)?|[0-9]{1,2}\s?[ap]\.?\s?m\.?)"
_AGENCY = r"(?:[A-Z][A-Z0-9&.]{1,14}|Reuters|Bloomberg|Xinhua|Wikinews)"
_PLACE = r"[A-Z][A-Z.'’/ -]{2,40}(?:,\s[A-Z][A-Za-z. ]{1,24})?"
_ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """What the lines look like that say something of the article; `updated` is in those that date a later version."""

    date: re.Pattern[str]
    byline: re.Pattern[str]
    dateline: re.Pattern[str]
    agency: re.Pattern[str]
    updated: re.Pattern[str]


@lru_cache(maxsize=8)
def _lines_in(language: str) -> _Lines:
    """The lines of a language; a language that has no words for them is looked through for the English ones."""
    try:
        words = read_table(language.partition("-")[0], "head")["head"]
    except RuleError:
        words = read_table(_ENGLISH, "head")["head"]
    month, ending, updated = words["month"], words["day_ending"], words["updated"]
    date = (
        rf"(?:{words['weekday']}\.?,?\s+)?(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}} ?/ ?[0-9]{{1,2}} ?/ ?[0-9]{{4}}"
        rf"|{month}\.?\s+[0-9]{{1,2}}{ending}?,?\s+[0-9]{{4}}|[0-9]{{1,2}}{ending}?\s+{month}\.?,?\s+[0-9]{{4}})"
    )
    after = (
        rf"[\s|,·•@–—-]*(?:{words['at']}\s+)?(?:{_CLOCK})?\s*(?:\(?[A-Z]{{1,5}}\)?)?\s*[0-9]{{0,6}}\s*(?:[|,;·•-]?\s*{updated}\b.{{0,60}})?"
    )
    label = rf"(?P<label>{words['label']}?(?:\s+{words['on']})?)"
    names = rf"[A-Z][\w.'’-]+(?:\s+(?:{words['and']}\s+)?[A-Z][\w.'’-]+){{1,6}}"
    return _Lines(
        date=re.compile(rf"{label}\s*:?\s*(?:{_CLOCK}\s*(?:[A-Z]{{2,4}}\s)?[\s,|-]*)?{date}{after}$", re.IGNORECASE),
        byline=re.compile(rf"{words['by']}\s+(?P<author>{names})(?:\s*[|,·•–—-]\s*(?:{date}{after}|.{{0,40}}))?$"),
        dateline=re.compile(
            rf"{_PLACE}(?:,?\s+(?:{date}|(?P<partial>{month}\.?\s+[0-9]{{1,2}}|[0-9]{{1,2}}{ending}?\s+{month})\b))?"
            rf"(?:,?\s*\((?P<agency>{_AGENCY}|[A-Z][A-Za-z&. ]{{2,30}})\)|,\s(?P<wire>{_AGENCY}))?\s*(?:—|–|--|-|_)\s*(?=[\"'“‘„]?[A-Z])"
        ),
        agency=re.compile(rf"\((?P<agency>{_AGENCY})\)\s*[–—-]*\s*(?=\S)"),
        updated=re.compile(updated, re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the first lines say; `date_words` are the words the date was read from. `parts` are all parts, datelines set apart."""

    parts: tuple[Part, ...]
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: When | None = None
    date_words: str = ""
    updated: When | None = None


def read_head(parts: Sequence[Part], language: str = _ENGLISH) -> Head:
    """Read and set apart the datelines, bylines and agency names among the first parts; the first heading there is the title."""
    head, known = Head(parts=()), _lines_in(language)
    kept: list[Part] = []
    for place, part in enumerate(parts):
        lines = _line(part, head, known, language) if place < _LINES and part.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) else None
        if lines:
            kept, head = [*kept, *lines[0]], lines[1]
        else:
            kept.append(part)
    return replace(head, parts=tuple(kept), title=_title(kept))


def _line(part: Part, head: Head, known: _Lines, language: str) -> tuple[list[Part], Head] | None:
    """A part that is a dateline or opens with one, cut in two where text follows, and what is then known; None for any other."""
    whole = known.date.match(part.text) if len(part.text) <= 120 else None  # noqa: PLR2004  a line, not a paragraph
    if whole:
        later = known.updated.search(whole["label"]) is not None
        return [replace(part, kind=BlockKind.DATELINE)], _dated(head, whole["date"], part.text, language, updated=later)
    byline = known.byline.match(part.text) if len(part.text) <= 160 else None  # noqa: PLR2004  as above
    if byline:
        named = replace(head, author=head.author or byline["author"])
        return [replace(part, kind=BlockKind.DATELINE)], _dated(named, byline["date"], part.text, language)
    opening = known.dateline.match(part.text) or known.agency.match(part.text)
    if not opening:
        return None
    found = opening.groupdict()
    agency = found.get("agency") or found.get("wire") or ""
    words = opening.group().rstrip()
    pieces = [Part(words, part.line, BlockKind.DATELINE), Part(part.text[opening.end() :], part.line)]
    return pieces, _dated(replace(head, publisher=head.publisher or agency), found.get("date"), words, language)


def _dated(head: Head, date: str | None, words: str, language: str, *, updated: bool = False) -> Head:
    when = said_date(date, language) if date else None
    if when is None:
        return head
    if updated:
        return replace(head, updated=head.updated or when)
    return head if head.published else replace(head, published=when, date_words=words)


def _title(parts: Sequence[Part]) -> str:
    """The first part that is no dateline, if it looks like a heading and text follows."""
    rest = [part for part in parts if part.kind is not BlockKind.DATELINE]
    if len(rest) > 1 and (rest[0].kind is BlockKind.HEADING or looks_like_heading(rest[0].text)):
        return rest[0].text
    return ""
