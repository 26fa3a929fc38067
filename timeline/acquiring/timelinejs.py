"""A TimelineJS timeline (its JSON, or its spreadsheet as CSV) in, drafts of hand-written events out.

What the slide shows as its date wins over what its cells hold: people type "1 June 1968" where they mean "summer 1968". Shown words that
are not understood leave the year alone. What an event cannot hold (eras, hours, pictures) is left out, and said.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from timeline.dates import written_date
from timeline.errors import InputError
from timeline.model import Stage
from timeline.quick import dataclass
from timeline.reading.files import printable, read_file
from timeline.timexes import tag_text
from timeline.when import Relation, When, relate, to_edtf

_LINK = re.compile(
    r"""<a\b[^<>]{0,500}?\bhref\s{0,9}=\s{0,9}["']?(?P<url>https?://[^\s"'<>]{1,2000})[^<>]{0,500}>(?P<words>[^<]{0,500})""", re.IGNORECASE
)
_APART = (Relation.BEFORE, Relation.AFTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDraft:
    """One event: the text of its file, its title, and what an editor should look at ("" for nothing)."""

    title: str
    text: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A timeline taken over: the words of its title slide, its events in their order, and what was left out."""

    title: str
    description: str
    events: tuple[WrittenDraft, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slide:
    """One slide as both formats have it; `start` and `end` are year, month and day as they were typed."""

    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    shown: str = ""
    headline: str = ""
    text: str = ""
    url: str = ""
    credit: str = ""
    caption: str = ""
    group: str = ""


def load_timelinejs(path: Path) -> Imported:
    """Read `.json` as TimelineJS JSON and `.csv` as its spreadsheet; InputError where it is neither, with the line where it breaks."""
    text = read_file(path)
    if path.suffix.lower() == ".csv":
        opening, slides, eras = _from_csv(text, path)
    else:
        opening, slides, eras = _from_json(text, path)
    if not slides:
        raise InputError("holds no events", path=str(path), hint="TimelineJS JSON has a list `events`, its spreadsheet a row for each")
    title = _plain(opening.headline) or path.stem
    left_out = [f"{eras} {'era' if eras == 1 else 'eras'}"] if eras else []
    return Imported(
        title=title, description=_plain(opening.text), events=tuple(_draft(slide, title) for slide in slides), left_out=tuple(left_out)
    )


# --- the two formats ---------------------------------------------------------------------------------------------------------------------


def _from_json(text: str, path: Path) -> tuple[_Slide, list[_Slide], int]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"is no JSON: {error.msg}", path=str(path), line=error.lineno) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is refused too
        raise InputError("is no JSON that can be read", path=str(path)) from error
    if not isinstance(data, dict):
        raise InputError("is no TimelineJS timeline", path=str(path), hint="it is an object with a list `events`")
    events, eras = data.get("events"), data.get("eras")
    slides = [_json_slide(item) for item in events if isinstance(item, dict)] if isinstance(events, list) else []
    return _json_slide(_mapping(data.get("title"))), slides, len(eras) if isinstance(eras, list) else 0


def _json_slide(item: Mapping[str, object]) -> _Slide:
    start, end = _mapping(item.get("start_date")), _mapping(item.get("end_date"))
    text, media = _mapping(item.get("text")), _mapping(item.get("media"))
    return _Slide(
        start=_parts(*(_said(start.get(name)) for name in ("year", "month", "day"))),
        end=_parts(*(_said(end.get(name)) for name in ("year", "month", "day"))),
        shown=_plain(_said(item.get("display_date")) or _said(start.get("display_date"))),
        headline=_said(text.get("headline")),
        text=_said(text.get("text")),
        url=_said(media.get("link")) or _said(media.get("url")),
        credit=_said(media.get("credit")),
        caption=_said(media.get("caption")),
        group=_said(item.get("group")),
    )


def _from_csv(text: str, path: Path) -> tuple[_Slide, list[_Slide], int]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    rows.fieldnames = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if not {"year", "headline"} <= set(rows.fieldnames):
        raise InputError("is no spreadsheet of TimelineJS", path=str(path), line=1, hint="its first row names Year, Headline and others")
    opening, slides, eras = _Slide(), [], 0
    try:
        for row in rows:
            cells = {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
            kind = cells.get("type", "").strip().lower()
            if kind == "title":
                opening = _csv_slide(cells)
            elif kind == "era":
                eras += 1
            elif any(value.strip() for value in cells.values()):
                slides.append(_csv_slide(cells))
    except csv.Error as error:
        raise InputError(f"is no CSV: {error}", path=str(path), line=rows.line_num) from error
    return opening, slides, eras


def _csv_slide(cells: Mapping[str, str]) -> _Slide:
    def cell(name: str) -> str:
        return cells.get(name, "").strip()

    return _Slide(
        start=_parts(cell("year"), cell("month"), cell("day")),
        end=_parts(cell("end year"), cell("end month"), cell("end day")),
        shown=_plain(cell("display date")),
        headline=cell("headline"),
        text=cell("text"),
        url=cell("link") or cell("media"),
        credit=cell("media credit"),
        caption=cell("media caption"),
        group=cell("group"),
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _said(value: object) -> str:
    return (
        printable(value).strip() if isinstance(value, str) else str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    )


def _parts(year: str, month: str, day: str) -> tuple[str, ...]:
    """Year, month and day as far as they go without a hole."""
    return ((year, month, day) if day else (year, month)) if year and month else (year,) if year else ()


# --- a slide as an event -----------------------------------------------------------------------------------------------------------------


def _draft(slide: _Slide, timeline: str) -> WrittenDraft:
    summary = _plain(slide.text)
    title = _plain(slide.headline) or summary[:90] or "Untitled"
    date, doubt = _date(slide)
    sources = _sources(slide)
    fields: dict[str, object] = {"title": title}
    if date:
        fields["date"] = date
    if slide.group in set(Stage) - {Stage.HAPPENED}:
        fields["stage"] = slide.group
    fields["sources"] = sources or [{"publisher": timeline}]
    remarks = (doubt, "" if sources else "it names no source, so the timeline itself stands as one")
    matter = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1_000_000)
    return WrittenDraft(title=title, text=f"---\n{matter}---\n\n{summary}\n", remark="; ".join(filter(None, remarks)))


def _date(slide: _Slide) -> tuple[str, str]:
    """The date as EDTF ("" for none), and what is doubtful about it."""
    typed = _typed(slide.start, slide.end)
    if not typed:
        return "", f"its date {'-'.join(slide.start)!r} was not understood" if slide.start else "it has no date"
    if not slide.shown:
        return to_edtf(typed), ""
    shown = _read(slide.shown)
    if shown is None:
        wide = _typed(slide.start[:1], slide.end[:1])
        return to_edtf(wide) if wide else "", f"its shown date “{slide.shown}” was not understood, so that the year alone is kept"
    if relate(shown, typed) in _APART:
        return "", f"it is shown as “{slide.shown}” and stands at {to_edtf(typed)}, so that it has no date here"
    return to_edtf(shown), ""


def _typed(start: tuple[str, ...], end: tuple[str, ...]) -> When | None:
    first, last = _edtf(start), _edtf(end)
    if not first or not last or first == last:
        return written_date(first) if first else None
    return written_date(f"{first}/{last}") or written_date(first)


def _edtf(parts: tuple[str, ...]) -> str:
    """EDTF from what was typed. TimelineJS shows the year -44 as 44 BCE, which is -0043 in EDTF."""
    if not parts or not all(re.fullmatch(r"-?[0-9]{1,4}", part) for part in parts):
        return ""
    year, *rest = map(int, parts)
    year += year < 0
    return "-".join([f"{'-' if year < 0 else ''}{abs(year):04}", *(f"{number:02}" for number in rest)])


def _read(shown: str) -> When | None:
    """The date that shown words give, if they are nothing but one."""
    found = tag_text(shown)
    if len(found) != 1 or len(found[0].expression.text) < len(shown.strip(" .")):
        return written_date(shown)
    return getattr(found[0], "when", None)


def _sources(slide: _Slide) -> list[dict[str, str]]:
    """What the slide links in its text, then its media; each address once."""
    found: dict[str, dict[str, str]] = {}
    for url, title, publisher in (*_linked(f"{slide.headline} {slide.text} {slide.caption} {slide.credit}"), *_media(slide)):
        source = {"url": url, "publisher": publisher or _host(url), "title": title}
        found.setdefault(url or publisher, {name: words for name, words in source.items() if words})
    return list(found.values())


def _linked(markup: str) -> Iterator[tuple[str, str, str]]:
    for link in _LINK.finditer(markup):
        yield unescape(link["url"]), _plain(link["words"]), ""


def _media(slide: _Slide) -> Iterator[tuple[str, str, str]]:
    url = slide.url if re.match(r"https?://", slide.url) else ""
    if url or _plain(slide.credit):
        yield url, _plain(slide.caption), _plain(slide.credit)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _plain(markup: str) -> str:
    """Words without marks of HTML, on one line."""
    spaced = re.sub(r"<(?:br|/?p|/?li|/?div)\b[^<>]{0,2000}>", " ", markup)
    return " ".join(unescape(re.sub(r"</?[a-zA-Z!][^<>]{0,2000}>", "", spaced)).split())
