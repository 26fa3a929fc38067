"""Stage, polarity and speaker of an event → a class name, a tag and a line: how far the thing has come, in words."""

from __future__ import annotations

from dataclasses import dataclass

from timeline import wording
from timeline.model import Event, Evidence, Polarity, Stage
from timeline.view.text import capital
from timeline.when import Day, When

TAGS = {
    "happened": "",
    "ongoing": "Under way",
    "planned": "Planned",
    "proposed": "Proposed",
    "threatened": "Threatened",
    "failed": "Failed",
    "hypothetical": "Hypothetical",
    "alleged": "Alleged",
    "attributed": "Attributed",
    "denied": "Denied",
}
_ACCUSATIONS = {"accuse", "allege", "accusation"}
_OPEN_ENDED = {
    Stage.PROPOSED: "No source here says that it was done.",
    Stage.THREATENED: "No source here says that it was carried out.",
    Stage.HYPOTHETICAL: "Spoken of as a possibility; no source here says that it happened.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`claim` is the class name and filter value, `tag` a word or two, `line` a sentence or two."""

    claim: str
    tag: str
    line: str


def status(event: Event, newest: Day | None) -> Status:
    """How far an event has come. `newest` is the last day of the newest dated source; without answers, an open end is said to be open."""
    claim = claim_of(event)
    lines = [] if _named(event.speaker, event.title) else [attribution(event.speaker, "")]
    if event.polarity is Polarity.AFFIRMED and not event.answers:
        lines.append(_planned(event.when, newest) if event.stage is Stage.PLANNED else _OPEN_ENDED.get(event.stage, ""))
    if event.evidence and all(item.hedged for item in event.evidence):
        lines.append("Every source here tells it as hearsay.")
    return Status(claim=claim, tag=TAGS[claim], line=" ".join(line for line in lines if line))


def claim_of(said: Event | Evidence) -> str:
    """The key of `TAGS` that fits an event or a piece of evidence: what a named speaker says of others is only attributed or alleged."""
    if said.polarity is Polarity.DENIED:
        return "denied"
    if said.stage not in (Stage.HAPPENED, Stage.ONGOING):
        return said.stage.value
    if said.kind in _ACCUSATIONS:
        return "alleged"
    return "attributed" if said.speaker else said.stage.value


def attribution(speaker: str, via: str) -> str:
    """Who says so: "According to unnamed insiders, through Coast Wire."; "" where nobody is named."""
    if not speaker and not via:
        return ""
    words = f"according to {speaker}" if speaker else f"through {via}"
    return capital(words + (f", through {via}" if speaker and via and via != speaker else "")) + "."


def _named(speaker: str, title: str) -> bool:
    """Whether a title names the speaker already, by surname at least."""
    return bool(speaker) and speaker.rsplit(maxsplit=1)[-1] in title


def _planned(when: When | None, newest: Day | None) -> str:
    if when is None:
        return "Planned, without a date; no source here says whether it happened."
    line = f"Planned for {wording.label(when)}; no source here says whether it happened."
    if newest is not None and when.first is not None and when.first.ordinal > newest.ordinal:
        line += f" The newest dated source is of {wording.day(newest)}."
    return line
