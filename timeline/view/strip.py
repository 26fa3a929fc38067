"""Events → the density strip above a longer timeline: one bar a month, year or more, each a link to its section."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.model import Basis, Event, Stage
from timeline.view.cards import INDEX, Index
from timeline.view.periods import Bin, bins
from timeline.view.records import Bar
from timeline.view.text import events as event_count
from timeline.when import When

_FROM = 16  # events; below that a density strip tells nothing
_BOX, _MIN = 100.0, 6.0


def strip(index: Index) -> tuple[tuple[Bar, ...], str]:
    """The bars, and a note on what they leave out; both empty where there are too few events to tell anything."""
    ordered, under = index.drawn
    if len(ordered) < _FROM:
        return (), ""
    places = [_place(index.files[event.id], stretch.anchor) for (event, _), stretch in zip(ordered, under, strict=True)]
    kept = [position for position, (event, when) in enumerate(ordered) if _is_near(event, when)]
    steps = bins([ordered[position][1] for position in kept], index.words)
    most = max((len(step.members) for step in steps), default=1)
    bars = tuple(
        _bar(step, [ordered[kept[i]][0] for i in step.members], [places[kept[i]] for i in step.members], most, index) for step in steps
    )
    left_out = len(ordered) - sum(len(step.members) for step in steps)
    note = index.words.count(left_out, "Without {number} event of wider dates.", "Without {number} events of wider dates.")
    return bars, note if left_out else ""


def _is_near(event: Event, when: When) -> bool:
    """Whether an event lies about where it is drawn: "by 31 December", from an article whose own date is only inferred, may be anywhere."""
    return when.is_bounded or event.basis is not Basis.INFERRED


def _place(file: str, anchor: str) -> str:
    return f"#{anchor}" if file == INDEX else f"{file}#{anchor}"


def _bar(step: Bin, events: list[Event], places: Sequence[str], most: int, index: Index) -> Bar:
    height = round(max(_MIN, _BOX * len(events) / most), 1) if events else 0.0
    if step.label == "…":
        return Bar(href="", label=step.label, era="", long_label="", css="rest", y=_BOX, height=0.0)
    classes = ["planned"] if events and all(event.stage is Stage.PLANNED for event in events) else []
    classes += ["differ"] if any(key in index.conflicts for event in events for key in event.conflicts) else []
    return Bar(
        href=places[0] if events else "",
        label=step.label,
        era=step.era,
        long_label=f"{step.long_label}: {event_count(len(events), index.words)}",
        css=" ".join(classes),
        y=round(_BOX - height, 1),
        height=height,
    )
