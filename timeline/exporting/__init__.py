"""Timeline in, other formats out: JSON (the contract), CSV, iCalendar, Atom, TimelineJS, Markdown, JSON-LD and CSL-JSON.

Every one carries the stage, the speaker and the date's words beside its values.
"""

from __future__ import annotations

from collections.abc import Collection

from timeline.exporting.atom import changes_feed, to_atom
from timeline.exporting.csl import to_csl
from timeline.exporting.csv import to_csv
from timeline.exporting.icalendar import to_ics
from timeline.exporting.json import to_json
from timeline.exporting.jsonld import to_jsonld
from timeline.exporting.markdown import to_markdown
from timeline.exporting.timelinejs import to_timelinejs
from timeline.model import Timeline

FORMATS = {
    "json": to_json,
    "csv": to_csv,
    "ics": to_ics,
    "atom": to_atom,
    "timelinejs": to_timelinejs,
    "markdown": to_markdown,
    "jsonld": to_jsonld,
    "csl": to_csl,
}


_FILES = {
    "timeline.json": "json",
    "timeline.csv": "csv",
    "timeline.ics": "ics",
    "timeline.atom": "atom",
    "timeline.timelinejs.json": "timelinejs",
    "timeline.md": "markdown",
    "timeline.jsonld": "jsonld",
    "sources.csl.json": "csl",
}


def written(format_name: str, timeline: Timeline, *, base_url: str = "", reviewed: Collection[str] = ()) -> str:
    """A timeline in the format of that name; `reviewed` as `to_jsonld` wants it."""
    if format_name == "atom":
        return to_atom(timeline, base_url=base_url)
    if format_name == "jsonld":
        return to_jsonld(timeline, base_url=base_url, reviewed=reviewed)
    return FORMATS[format_name](timeline)


def files(timeline: Timeline, *, base_url: str = "", reviewed: Collection[str] = ()) -> dict[str, bytes]:
    """The exports that stand beside the pages, by their names in the output folder; `reviewed` as `to_jsonld` wants it."""
    return {name: written(form, timeline, base_url=base_url, reviewed=reviewed).encode() for name, form in _FILES.items()}


__all__ = (
    "FORMATS",
    "changes_feed",
    "files",
    "to_atom",
    "to_csl",
    "to_csv",
    "to_ics",
    "to_json",
    "to_jsonld",
    "to_markdown",
    "to_timelinejs",
    "written",
)
