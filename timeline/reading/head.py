"""Parts in, what the first lines say of the article out: its date, publisher, author and title.

"WASHINGTON, July 2, 2025 —", "date 2025-07-06 403", "(MENAFN)", "By Jo Roe". A day without a year is no date and stays a dateline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.dates import MONTH_NAME, written_date
from timeline.model import BlockKind
from timeline.quick import dataclass
from timeline.reading.blocks import Part, looks_like_heading
from timeline.when import When

_LINES = 6  # parts that may hold a dateline
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,?\s+)?"
_DATE = (
    rf"{_WEEKDAY}(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}} ?/ ?[0-9]{{1,2}} ?/ ?[0-9]{{4}}"
    rf"|{MONTH_NAME}\.?\s+[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s+[0-9]{{4}}|[0-9]{{1,2}}(?:st|nd|rd|th)?\s+{MONTH_NAME}\.?,?\s+[0-9]{{4}})"
)
_CLOCK = r"(?:[T ]?[0-9]{1,2}\s?[:.]\s?[0-9]{2}(?:\s?:[0-9]{2})?\s?(?:[ap]\.?\s?m\b\.?)?|[0-9]{1,2}\s?[ap]\.?\s?m\.?)"
_AFTER_DATE = (
    rf"[\s|,·•@–—-]*(?:at\s+)?(?:{_CLOCK})?\s*(?:\(?[A-Z]{{1,5}}\)?)?\s*[0-9]{{0,6}}\s*(?:[|,;·•-]?\s*(?:last\s+)?updated\b.{{0,60}})?"
)
_LABEL = r"(?P<label>(?:dated?|(?:first |originally )?published|posted|created|(?:last )?updated|last modified)?(?:\s+(?:on|at))?)"
_DATE_LINE = re.compile(rf"{_LABEL}\s*:?\s*(?:{_CLOCK}\s*(?:[A-Z]{{2,4}}\s)?[\s,|-]*)?{_DATE}{_AFTER_DATE}$", re.IGNORECASE)
_NAMES = r"[A-Z][\w.'’-]+(?:\s+(?:and\s+)?[A-Z][\w.'’-]+){1,6}"
_BYLINE = re.compile(rf"By\s+(?P<author>{_NAMES})(?:\s*[|,·•–—-]\s*(?:{_DATE}{_AFTER_DATE}|.{{0,40}}))?$")
_AGENCY = r"(?:[A-Z][A-Z0-9&.]{1,14}|Reuters|Bloomberg|Xinhua|Wikinews)"
_AGENCY_PREFIX = re.compile(rf"\((?P<agency>{_AGENCY})\)\s*[–—-]*\s*(?=\S)")
_PLACE = r"[A-Z][A-Z.'’/ -]{2,40}(?:,\s[A-Z][A-Za-z. ]{1,24})?"
_DATELINE = re.compile(
    rf"{_PLACE}(?:,?\s+(?:{_DATE}|(?P<partial>{MONTH_NAME}\.?\s+[0-9]{{1,2}}|[0-9]{{1,2}}\s+{MONTH_NAME})\b))?"
    rf"(?:,?\s*\((?P<agency>{_AGENCY}|[A-Z][A-Za-z&. ]{{2,30}})\)|,\s(?P<wire>{_AGENCY}))?\s*(?:—|–|--|-|_)\s*(?=[\"'“‘]?[A-Z])"
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


def read_head(parts: Sequence[Part]) -> Head:
    """Read and set apart the datelines, bylines and agency names among the first parts; the first heading there is the title."""
    head = Head(parts=())
    kept: list[Part] = []
    for place, part in enumerate(parts):
        lines = _line(part, head) if place < _LINES and part.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) else None
        if lines:
            kept, head = [*kept, *lines[0]], lines[1]
        else:
            kept.append(part)
    return replace(head, parts=tuple(kept), title=_title(kept))


def _line(part: Part, head: Head) -> tuple[list[Part], Head] | None:
    """A part that is a dateline or opens with one, cut in two where text follows, and what is then known; None for any other."""
    whole = _DATE_LINE.match(part.text) if len(part.text) <= 120 else None  # noqa: PLR2004  a line, not a paragraph
    if whole:
        return [replace(part, kind=BlockKind.DATELINE)], _dated(head, whole["date"], part.text, updated="pdate" in whole["label"].lower())
    byline = _BYLINE.match(part.text) if len(part.text) <= 160 else None  # noqa: PLR2004  as above
    if byline:
        known = replace(head, author=head.author or byline["author"])
        return [replace(part, kind=BlockKind.DATELINE)], _dated(known, byline["date"], part.text)
    opening = _DATELINE.match(part.text) or _AGENCY_PREFIX.match(part.text)
    if not opening:
        return None
    found = opening.groupdict()
    agency = found.get("agency") or found.get("wire") or ""
    words = opening.group().rstrip()
    pieces = [Part(words, part.line, BlockKind.DATELINE), Part(part.text[opening.end() :], part.line)]
    return pieces, _dated(replace(head, publisher=head.publisher or agency), found.get("date"), words)


def _dated(head: Head, date: str | None, words: str, *, updated: bool = False) -> Head:
    when = written_date(date) if date else None
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
