"""The records that stages hand to each other: frozen, complete when made, tuples inside.

A stage returns new records and never fills in a field later. Offsets count characters of the article's text; `start` is included,
`end` is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from timeline.quick import dataclass
from timeline.readings import Reading
from timeline.when import When

# --- closed lists ------------------------------------------------------------------------------------------------------------------------


class Basis(StrEnum):
    """What a date rests on."""

    STATED = "stated"  # an absolute date in the text
    RESOLVED = "resolved"  # worked out from a relative expression
    INHERITED = "inherited"  # carried over from an earlier expression
    REPORTED = "reported"  # no time expression: news of the day its article opens with, or was published on
    BOUNDED = "bounded"  # known by order only
    INFERRED = "inferred"  # rests on an inferred article date
    EDITED = "edited"  # set by the editor
    UNKNOWN = "unknown"  # nothing is known


class Stage(StrEnum):
    """How far a thing has come in the words of a source (ACE/TimeML modality)."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    THREATENED = "threatened"
    FAILED = "failed"
    HYPOTHETICAL = "hypothetical"


class Polarity(StrEnum):
    """Whether a source says that it is so or that it is not."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class RoleName(StrEnum):
    """What part an actor plays in an event."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    PLACE = "place"
    OTHER = "other"


class ActorKind(StrEnum):
    """What an actor is; UNKNOWN where the texts do not tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


class ArticleKind(StrEnum):
    """ARTICLE: published text. NOTE: a source note in the project's own words, never shown as a quotation."""

    ARTICLE = "article"
    NOTE = "note"


class BlockKind(StrEnum):
    """What part of an article a block is; only paragraphs, list items and quotations are read for events."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTATION = "quotation"
    HEADING = "heading"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"
    DATELINE = "dateline"


class Tense(StrEnum):
    """Tense of the verb that governs a time expression, as far as words tell."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class TimexType(StrEnum):
    """ISO-TimeML TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Severity(StrEnum):
    """ERROR: something was left out. WARNING: something looks wrong. QUESTION: an editor should decide."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


class Review(StrEnum):
    """How far an editor has gone with an event. KEPT: accepted once, and shown as it was then, though the sources say otherwise now."""

    OPEN = "open"
    ACCEPTED = "accepted"
    KEPT = "kept"


class ConflictKind(StrEnum):
    """What sources differ in."""

    DATE = "date"
    FIGURE = "figure"
    OUTCOME = "outcome"


# --- articles ----------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something an editor should know. `path` is relative to the input, `line` counts from 1 (0: the whole file)."""

    severity: Severity
    code: str
    message: str
    path: str = ""
    line: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of an article's text that belongs together: `text[start:end]`, found at source line `line` (from 1)."""

    start: int
    end: int
    line: int
    kind: BlockKind = BlockKind.PARAGRAPH
    published: When | None = None  # a live blog's entry has a date of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class BasedOn:
    """What a source note was written after."""

    publisher: str = ""
    title: str = ""
    date: When | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article or source note.

    `id` is the path without its ending, unique in the input; `text` is plain text without markup, blocks separated by a blank line;
    `published` is the document creation time, an interval, None if unknown; `published_basis` is stated, inferred, edited or unknown and
    `published_steps` says how in words. `origin` names the report this article leans on as a whole, if front matter says so.
    """

    id: str
    path: str
    text: str
    text_hash: str
    blocks: tuple[Block, ...]
    kind: ArticleKind = ArticleKind.ARTICLE
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: When | None = None
    published_basis: Basis = Basis.UNKNOWN
    published_steps: tuple[str, ...] = ()
    updated: When | None = None
    retrieved: When | None = None
    language: str = "en"
    license: str = ""
    origin: str = ""
    based_on: BasedOn | None = None

    def line_at(self, offset: int) -> int:
        """The source line (from 1) of a place in the text; 0 for one in no block."""
        block = next((block for block in self.blocks if block.start <= offset < block.end), None)
        return block.line + self.text.count("\n", block.start, offset) if block is not None else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`article.text[start:end]`; `index` counts the article's sentences from 0, `block` is the index of its block."""

    article: str
    index: int
    block: int
    start: int
    end: int
    text: str


# --- time --------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that speak of time, read but perhaps not yet resolved.

    `reading` is what the words say by themselves; `type`, `value` and `mod` are TIMEX3, `value` empty until it is known without an anchor.
    """

    sentence: int
    start: int
    end: int
    text: str
    rule: str
    reading: Reading
    type: TimexType
    value: str = ""
    mod: str = ""
    tense: Tense = Tense.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a relative expression hangs on: the article's date, or an earlier expression's; None where unknown."""

    published: When | None
    published_basis: Basis = Basis.STATED
    entry: bool = False  # `published` is that of a live blog's entry
    earlier: When | None = None
    earlier_text: str = ""
    tense: Tense = Tense.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """An expression and what it comes to; `expression` carries the final TIMEX3 type, value and mod.

    `when` is None for durations, sets and bare references, which speak of time but place nothing. `steps` are short sentences a reader
    understands, e.g. "“earlier last month” in an article of 6 July 2025 is early June 2025".
    """

    expression: TimeExpression
    anchor: Anchor
    when: When | None
    basis: Basis
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """An expression that cannot be placed, and why, in words. `expression` still carries what TIMEX3 can say of it."""

    expression: TimeExpression
    reason: str


# --- events ------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """`article.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it measures: 5.9e9 "USD" ("$5.9 billion"), 28 "missions", 16093.44 "metres" ("10 miles").

    What is written in units that convert is held in one of them; `place` is what its last written digit is worth there.
    `qualifier` is "", "about", "more than", "less than", "at least" or "at most".
    """

    value: float
    unit: str
    measure: str
    text: str
    start: int
    end: int
    qualifier: str = ""
    owner: str = ""  # id of the actor whose figure it is, if the clause says
    place: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or organisation, canonical across articles."""

    id: str
    name: str
    kind: ActorKind = ActorKind.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor and the part it plays."""

    actor: Actor
    role: RoleName


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One clause of one article that speaks of an event.

    `key` is the stable hash of article id, normalised quote and trigger. `quote` is the sentence (verbatim, `text[start:end]`), `prefix`
    and `suffix` the words around it (W3C text quote selector). `speaker` says so ("" for the article itself) and `via` passed it on.
    `origin` is the report it leans on (an outlet's name or the article's own id). `when` is None where nothing is known; with basis
    REPORTED, `reported` holds the day it is news of and `when` is open before it. `time` is the expression it was worked out from, with
    `steps` in words.
    """

    key: str
    article: str
    sentence: int
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    trigger: Span
    kind: str
    stage: Stage
    polarity: Polarity
    origin: str
    speaker: str = ""
    via: str = ""
    hedged: bool = False  # "reportedly", "is said to have"
    time: TimeExpression | None = None
    when: When | None = None
    basis: Basis = Basis.UNKNOWN
    reported: When | None = None
    steps: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, is planned, was threatened …, with all its evidence.

    `evidence` stands in a written order; `id` is the key of the first. `answers` are ids of denials, outcomes and replies to this event;
    `after` and `before` are ids of events that the words place earlier and later. `salience` is 0 to 1. `origins` are distinct reports.
    """

    id: str
    title: str
    summary: str
    kind: str
    stage: Stage
    polarity: Polarity
    when: When | None
    basis: Basis
    evidence: tuple[Evidence, ...]
    participants: tuple[Participant, ...] = ()
    reported: When | None = None
    steps: tuple[str, ...] = ()
    speaker: str = ""
    origins: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    salience: float = 0.0
    suggestions: tuple[str, ...] = ()  # ids of events that may be the same; a question to the editor
    sensitive: bool = False  # it may harm a person: not to be published before an editor accepted it
    review: Review = Review.OPEN
    changes: tuple[str, ...] = ()  # what would be different from what was accepted; for the editor, not for readers
    edits: tuple[str, ...] = ()  # what an editor set, who and when, in words
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSource:
    """What an editor names as the source of a hand-written event; `quote` is verbatim, "" where there is none."""

    url: str = ""
    publisher: str = ""
    title: str = ""
    date: When | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenEvent:
    """An event that an editor wrote by hand, with at least one source."""

    path: str
    title: str
    sources: tuple[WrittenSource, ...]
    summary: str = ""
    when: When | None = None
    stage: Stage = Stage.HAPPENED
    kind: str = "other"
    speaker: str = ""
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One side of a conflict: a value in words, what it measures, and the keys of the evidence that says so."""

    value: str
    measure: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Claims that cannot all hold. `shown` is the index of the claim the event stands at, None for a tie; `reason` says why, in words.

    `same_measure` is False where the claims may measure different things ("one orbital mission", "four launches").
    """

    id: str
    kind: ConflictKind
    event: str
    claims: tuple[Claim, ...]
    shown: int | None
    reason: str
    same_measure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two publications: the day of the later one, what became of which event in a word, and how it was before."""

    day: str
    label: str
    event: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What became of what was published before: key → id of the event that holds it now, "" where there is none; and all changes."""

    became: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything a page or an export needs. `events` stand in drawing order, unplaceable ones (`when` is None) last."""

    title: str
    description: str = ""
    language: str = "en"
    rules: str = ""  # hash of the rule tables
    articles: tuple[Article, ...] = ()
    events: tuple[Event, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    draft: bool = False  # not for readers: nobody has said that it may be published
    harmful: frozenset[tuple[str, str]] = frozenset()  # article and words of sentences that may harm somebody; never exported
