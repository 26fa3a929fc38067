"""Timeline in, other formats out: JSON (the contract), CSV."""

from __future__ import annotations

from timeline.exporting.csv import to_csv
from timeline.exporting.json import to_json
from timeline.model import Timeline

FORMATS = {"json": to_json, "csv": to_csv}


def files(timeline: Timeline) -> dict[str, bytes]:
    """Every export by its name in the output folder."""
    return {"timeline.json": to_json(timeline).encode(), "timeline.csv": to_csv(timeline).encode()}


__all__ = ("FORMATS", "files", "to_csv", "to_json")
