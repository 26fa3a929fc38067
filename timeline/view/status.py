"""Stage, polarity and speaker of an event → a class name, a tag and a line: how far the thing has come, in words."""

from __future__ import annotations

from timeline import wording
from timeline.model import Event, Evidence, Polarity, Stage
from timeline.phrases import ENGLISH, Phrases, phrase
from timeline.quick import dataclass
from timeline.when import Day, When

TAGS = {
    "happened": "",
    "ongoing": phrase("Under way"),
    "planned": phrase("Planned"),
    "proposed": phrase("Proposed"),
    "threatened": phrase("Threatened"),
    "failed": phrase("Failed"),
    "hypothetical": phrase("Hypothetical"),
    "alleged": phrase("Alleged"),
    "attributed": phrase("Attributed"),
    "denied": phrase("Denied"),
}
_ACCUSATIONS = {"accuse", "allege", "accusation"}
_OPEN_ENDED = {
    Stage.PROPOSED: phrase("No source here says that it was done."),
    Stage.THREATENED: phrase("No source here says that it was carried out."),
    Stage.HYPOTHETICAL: phrase("Spoken of as a possibility; no source here says that it happened."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`claim` is the class name and filter value, `tag` a word or two, `line` a sentence or two."""

    claim: str
    tag: str
    line: str


def status(event: Event, newest: Day | None, words: Phrases = ENGLISH) -> Status:
    """How far an event has come. `newest` is the last day of the newest dated source; without answers, an open end is said to be open."""
    claim = claim_of(event)
    lines = [] if _named(event.speaker, event.title) else [attribution(event.speaker, "", words)]
    if event.polarity is Polarity.AFFIRMED and not event.answers:
        lines.append(_planned(event.when, newest, words) if event.stage is Stage.PLANNED else _open_ended(event.stage, words))
    if event.evidence and all(item.hedged for item in event.evidence):
        lines.append(words.say("Every source here tells it as hearsay."))
    return Status(claim=claim, tag=tag(claim, words), line=" ".join(line for line in lines if line))


def claim_of(said: Event | Evidence) -> str:
    """The key of `TAGS` that fits an event or a piece of evidence: what a named speaker says of others is only attributed or alleged."""
    if said.polarity is Polarity.DENIED:
        return "denied"
    if said.stage not in (Stage.HAPPENED, Stage.ONGOING):
        return said.stage.value
    if said.kind in _ACCUSATIONS:
        return "alleged"
    return "attributed" if said.speaker else said.stage.value


def tag(claim: str, words: Phrases) -> str:
    """A word or two for a key of `TAGS`, "" for what simply happened."""
    return words.say(TAGS[claim]) if TAGS[claim] else ""


def attribution(speaker: str, via: str, words: Phrases = ENGLISH) -> str:
    """Who says so: "According to unnamed insiders, through Coast Wire."; "" where nobody is named."""
    if speaker and via and via != speaker:
        return words.say("According to {speaker}, through {outlet}.", speaker=speaker, outlet=via)
    if speaker:
        return words.say("According to {speaker}.", speaker=speaker)
    return words.say("Through {outlet}.", outlet=via) if via else ""


def _open_ended(stage: Stage, words: Phrases) -> str:
    return words.say(_OPEN_ENDED[stage]) if stage in _OPEN_ENDED else ""


def _named(speaker: str, title: str) -> bool:
    """Whether a title names the speaker already, by surname at least."""
    return bool(speaker) and speaker.rsplit(maxsplit=1)[-1] in title


def _planned(when: When | None, newest: Day | None, words: Phrases) -> str:
    if when is None:
        return words.say("Planned, without a date; no source here says whether it happened.")
    line = words.say("Planned for {date}; no source here says whether it happened.", date=wording.label(when, words))
    if newest is not None and when.first is not None and when.first.ordinal > newest.ordinal:
        line += " " + words.say("The newest dated source is of {date}.", date=wording.day(newest, words))
    return line
