"""Timeline in, other formats out: JSON (the contract), CSV, iCalendar, Atom, TimelineJS, Markdown, JSON-LD and CSL-JSON.

Every one carries the stage, the speaker and the date's words beside its values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from timeline.exporting.atom import ATOM, changes_feed, to_atom
from timeline.exporting.csl import csl_parts, to_csl
from timeline.exporting.csv import CSV, to_csv
from timeline.exporting.format import Format, Setting
from timeline.exporting.icalendar import ICALENDAR, to_ics
from timeline.exporting.json import JSON, to_json
from timeline.exporting.jsonld import JSONLD, to_jsonld
from timeline.exporting.markdown import MARKDOWN, to_markdown
from timeline.exporting.timelinejs import TIMELINEJS, to_timelinejs
from timeline.model import Timeline
from timeline.pieces import Parts, content
from timeline.view.names import NO_NAMES, Names

# The files that each format stands in beside the pages.
FORMATS = {
    "json": "timeline.json",
    "csv": "timeline.csv",
    "ics": "timeline.ics",
    "atom": "timeline.atom",
    "timelinejs": "timeline.timelinejs.json",
    "markdown": "timeline.md",
    "jsonld": "timeline.jsonld",
    "csl": "sources.csl.json",
}

# Those that hold a piece of each event.
FILES = {
    "timeline.json": JSON,
    "timeline.csv": CSV,
    "timeline.ics": ICALENDAR,
    "timeline.atom": ATOM,
    "timeline.timelinejs.json": TIMELINEJS,
    "timeline.md": MARKDOWN,
    "timeline.jsonld": JSONLD,
}


def written(format_name: str, timeline: Timeline, *, base_url: str = "", reviewed: Collection[str] = ()) -> Iterator[bytes]:
    """A timeline in the format of that name, part by part; `reviewed` as `to_jsonld` wants it."""
    return map(content, files(timeline, base_url=base_url, reviewed=reviewed)[FORMATS[format_name]]())


def files(
    timeline: Timeline,
    *,
    base_url: str = "",
    reviewed: Collection[str] = (),
    names: Names = NO_NAMES,
    wanted: Collection[str] | None = None,
) -> dict[str, Parts]:
    """What gives the exports that stand beside the pages, part by part, by their names in the output folder: those that are `wanted`, all
    where that is not given. `reviewed` as `to_jsonld` wants it.
    """
    setting = Setting.of(timeline, base_url=base_url, reviewed=reviewed, names=names)
    every: dict[str, Parts] = {name: partial(format_.parts, setting) for name, format_ in FILES.items()}
    every["sources.csl.json"] = partial(csl_parts, timeline, names)
    return {name: parts for name, parts in every.items() if wanted is None or name in wanted}


__all__ = (
    "FILES",
    "FORMATS",
    "Format",
    "Setting",
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
