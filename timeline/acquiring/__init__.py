"""A web address or a file in, an article or events with front matter in the project out. The only room that asks the network, when told."""

from __future__ import annotations

from timeline.acquiring.composing import Draft, Stated, compose
from timeline.acquiring.fetching import Limits, Page, fetch, load
from timeline.acquiring.saving import save, save_event
from timeline.acquiring.timelinejs import Imported, WrittenDraft, load_timelinejs

__all__ = [
    "Draft",
    "Imported",
    "Limits",
    "Page",
    "Stated",
    "WrittenDraft",
    "compose",
    "fetch",
    "load",
    "load_timelinejs",
    "save",
    "save_event",
]
