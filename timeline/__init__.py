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
    from timeline.timexes import tag
    from timeline.when import When

__all__ = ("Event", "Timeline", "TimelineError", "When", "build", "resolve", "tag")

_HOMES = {
    "Event": "model",
    "Timeline": "model",
    "TimelineError": "errors",
    "When": "when",
    "build": "pipeline",
    "resolve": "resolving",
    "tag": "timexes",
}


if not TYPE_CHECKING:  # type checkers see the imports above, and only those

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module 'timeline' has no attribute {name!r}")
        return getattr(import_module(f"timeline.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
