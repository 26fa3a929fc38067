"""Timeline in, other formats out: JSON (the contract), CSV, iCalendar, Atom, TimelineJS and Markdown.

Every one carries the stage, the speaker and the date's words beside its values.
"""

from __future__ import annotations

from timeline.exporting.atom import to_atom
from timeline.exporting.csv import to_csv
from timeline.exporting.icalendar import to_ics
from timeline.exporting.json import to_json
from timeline.exporting.markdown import to_markdown
from timeline.exporting.timelinejs import to_timelinejs
from timeline.model import Timeline

FORMATS = {"json": to_json, "csv": to_csv, "ics": to_ics, "atom": to_atom, "timelinejs": to_timelinejs, "markdown": to_markdown}


def files(timeline: Timeline, *, base_url: str = "") -> dict[str, bytes]:
    """The exports that stand beside the pages, by their names in the output folder."""
    return {
        "timeline.json": to_json(timeline).encode(),
        "timeline.csv": to_csv(timeline).encode(),
        "timeline.ics": to_ics(timeline).encode(),
        "timeline.atom": to_atom(timeline, base_url=base_url).encode(),
        "timeline.timelinejs.json": to_timelinejs(timeline).encode(),
        "timeline.md": to_markdown(timeline).encode(),
    }


__all__ = ("FORMATS", "files", "to_atom", "to_csv", "to_ics", "to_json", "to_markdown", "to_timelinejs")
