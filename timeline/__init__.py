"""From a folder of news articles to a timeline whose every date and every claim can be checked.

The names below are loaded when they are first used, so that `timeline --help` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.errors import TimelineError
    from timeline.model import Event, Timeline
    from timeline.pipeline import build
    from timeline.resolving import resolve
    from timeline.timexes import tag_text as tag
    from timeline.when import When

__all__ = ("Event", "Timeline", "TimelineError", "When", "build", "resolve", "tag")

_HOMES = {
    "Event": "model:Event",
    "Timeline": "model:Timeline",
    "TimelineError": "errors:TimelineError",
    "When": "when:When",
    "build": "pipeline:build",
    "resolve": "resolving:resolve",
    "tag": "timexes:tag_text",
}


if not TYPE_CHECKING:  # type checkers see the imports above, and only those

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module 'timeline' has no attribute {name!r}")
        module, _, attribute = _HOMES[name].partition(":")
        return getattr(import_module(f"timeline.{module}"), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
