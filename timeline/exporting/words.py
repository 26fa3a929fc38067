"""An event → the words every export carries beside its values: its date, its stage and speaker, its sources."""

from __future__ import annotations

import json
from collections.abc import Iterable

from timeline import wording
from timeline.model import Article, Basis, Event, Polarity, Stage, Timeline

_NOTHING_DATED = "1970-01-01"  # for formats that demand a stamp of a timeline without one dated article
ENCODER = json.JSONEncoder(ensure_ascii=False)
_BASES = {
    Basis.RESOLVED: "worked out",
    Basis.INHERITED: "worked out",
    Basis.INFERRED: "article date inferred",
    Basis.EDITED: "set by the editor",
}
_STAGES = {
    Stage.HAPPENED: "",
    Stage.ONGOING: "under way",
    Stage.PLANNED: "planned",
    Stage.PROPOSED: "proposed",
    Stage.THREATENED: "threatened",
    Stage.FAILED: "failed",
    Stage.HYPOTHETICAL: "hypothetical",
}


def title_words(timeline: Timeline) -> str:
    """The title; that of a draft says so in front."""
    return f"Draft, not for publication: {timeline.title or 'Timeline'}" if timeline.draft else timeline.title


def date_words(event: Event) -> str:
    """The event's date as the page says it, with what it rests on where that is not plainly stated."""
    if event.basis is Basis.REPORTED and event.reported is not None:
        return f"news of {wording.label(event.reported)}"
    if event.when is None:
        return "no date"
    basis = _BASES.get(event.basis)
    return f"{wording.label(event.when)} ({basis})" if basis else wording.label(event.when)


def stage_words(event: Event) -> str:
    """How far it has come: "planned", "threatened, according to unnamed insiders"; "" for what simply happened or its title tells."""
    stage = "denied" if event.polarity is Polarity.DENIED else _STAGES[event.stage]
    named = bool(event.speaker) and event.speaker.split()[-1] in event.title
    speaker = f"according to {event.speaker}" if event.speaker and not named else ""
    return ", ".join(words for words in (stage, speaker) if words)


def headline(event: Event) -> str:
    """The title, or the first quote where no title was made; claims that did not simply happen say so in front."""
    title = event.title or f"“{event.evidence[0].quote}”"
    words = stage_words(event)
    return f"[{words}] {title}" if words else title


def source_words(article: Article) -> str:
    """Publisher and date of an article; a note says what it was written after."""
    after = article.based_on.publisher or article.based_on.title if article.based_on else ""
    name = f"source note after {after}" if after else article.publisher or article.title or article.id
    if article.published is None:
        return f"{name}, undated"
    return f"{name}, {wording.published(article.published)}{' (inferred)' if article.published_basis is Basis.INFERRED else ''}"


def newest(days: Iterable[str]) -> str:
    """The last of some days as ISO writes them; a fixed one where there is none."""
    return max(days, default="") or _NOTHING_DATED


def stated_day(article: Article) -> str:
    """The last day of the stated date of an article as ISO writes it, "" where it has none."""
    day = article.published.last if article.published and article.published_basis in (Basis.STATED, Basis.EDITED) else None
    return str(day) if day is not None and day.year >= 1 else ""


def line(value: object) -> str:
    """A record as JSON on one line, fit to stand inside a page."""
    return in_page(ENCODER.encode(value))


def in_page(data: str) -> str:
    """JSON that may stand inside a page: `<` is escaped."""
    return data.replace("<", "\\u003c")
