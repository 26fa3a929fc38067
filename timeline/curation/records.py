"""What an editor may say about a timeline: one frozen record for each kind of correction, each with who said it and when.

The class docstring is the sentence the reference prints; the fields are the keys of the file, in this order. `DO` names them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NewType

from timeline.model import ConflictKind, RoleName, Stage
from timeline.quick import dataclass
from timeline.when import When

Kind = NewType("Kind", str)  # the id of a kind of event, from the rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an event or a sentence is: the key of the evidence, and enough of the quote to find it when the article has changed.

    `quote` with `prefix` and `suffix` is a W3C text quote selector; `trigger` are the words in it that tell the event, and `text` is the
    hash of the article's text, which finds an article that was renamed. `key` alone is enough, and so is a quote.
    """

    key: str = ""
    article: str = ""
    quote: str = ""
    trigger: str = ""
    prefix: str = ""
    suffix: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An actor and the part it plays."""

    name: str
    role: RoleName = RoleName.AGENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What every correction says: who (`by`), when (`at`, a day or a time as text), and if need be why and after what source."""

    by: str
    at: str
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Correction):
    """The event may be published as it is: title, summary, speaker, date, stage and evidence are kept so until it is reviewed again."""

    event: Address
    title: str
    summary: str = ""
    speaker: str = ""
    date: When | None = None
    stage: Stage
    evidence: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(Correction):
    """The event is not shown; old links lead to a note that it was withdrawn."""

    event: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Retitle(Correction):
    """The event has this title."""

    event: Address
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redate(Correction):
    """The event has this date, for a reason and after a source."""

    event: Address
    date: When
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetKind(Correction):
    """The event is of this kind."""

    event: Address
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStage(Correction):
    """The event has come so far."""

    event: Address
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpeaker(Correction):
    """This is who says so."""

    event: Address
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetActors(Correction):
    """These take part, and nobody else."""

    event: Address
    actors: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Correction):
    """These events are one; it stands where the first stood."""

    events: tuple[Address, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Correction):
    """These pieces of evidence are another event, together."""

    event: Address
    apart: tuple[Address, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepApart(Correction):
    """These events are not the same, and are never merged."""

    events: tuple[Address, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellApart(Correction):
    """These people are not the same. Two of one name are told apart by the articles they stand in, one article a person."""

    people: tuple[str, ...]
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(Correction):
    """The event is always among the key events."""

    event: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Hide(Correction):
    """The event is not shown before this day."""

    event: Address
    until: When


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidence(Correction):
    """This sentence of an article speaks of the event too."""

    event: Address
    evidence: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOrigin(Correction):
    """What this article says (or only the sentence, where one is given) leans on this report."""

    article: str
    origin: str
    evidence: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle(Correction):
    """Of claims that differ, the editor holds with this one; all stay visible."""

    event: Address
    conflict: ConflictKind
    claim: str
    measure: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateArticle(Correction):
    """The article was published then."""

    article: str
    text: str = ""
    date: When


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvent(Correction):
    """An event the rules did not find, told by a sentence of an article (`quote`) or by the editor after a `source`."""

    title: str
    kind: Kind
    stage: Stage = Stage.HAPPENED
    date: When | None = None
    summary: str = ""
    speaker: str = ""
    actors: tuple[Part, ...] = ()
    quote: Address | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Correction):
    """A private note on an event. It is never exported."""

    event: Address
    note: str


DO = MappingProxyType(
    {
        "accept": Accept,
        "reject": Reject,
        "retitle": Retitle,
        "redate": Redate,
        "set-kind": SetKind,
        "set-stage": SetStage,
        "set-speaker": SetSpeaker,
        "set-actors": SetActors,
        "merge": Merge,
        "split": Split,
        "keep-apart": KeepApart,
        "tell-apart": TellApart,
        "pin": Pin,
        "hide": Hide,
        "add-evidence": AddEvidence,
        "set-origin": SetOrigin,
        "settle": Settle,
        "date-article": DateArticle,
        "add-event": AddEvent,
        "note": Note,
    }
)
VERBS = MappingProxyType({record: verb for verb, record in DO.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A correction where it stands: `text[start:end]` of the file, whole lines, at `line` (from 1).

    `id` is a hash of what it says; two that say the same count on.
    """

    id: str
    correction: Correction
    line: int
    start: int
    end: int
