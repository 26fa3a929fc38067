"""The records a template prints: ready strings, numbers and booleans, frozen.

Nothing here is worked out; `view` fills them and templates loop over them. `css` holds class names, `anchor` an id of an element, `href` an
address that is safe to print as a link (relative to the output, or http and https).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.quick import dataclass
from timeline.view.made import Made

if TYPE_CHECKING:
    from timeline.model import Event
    from timeline.view.cards import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words and where they lead."""

    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """The timeline in another format: its file, its name and its media type."""

    href: str
    text: str
    media: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One source of an event: its number and id in the reference list, what it is called, and when it was published, in words.

    `short` and `when` say the same in fewer words, for places where the full ones stand nearby.
    """

    number: int
    anchor: str
    name: str
    short: str
    published: str
    when: str
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One piece of evidence: at most one sentence, with the way from its time words to a date told as a sentence.

    The sentence stands in `before`, `mark` (its time words) and `after`. `status` is how far the thing has come in it, `tag` the same where
    the event itself says otherwise.
    """

    anchor: str
    before: str
    mark: str
    after: str
    is_note: bool
    language: str
    source: Chip
    link: str
    attribution: str
    status: str
    tag: str
    derivation: str
    remark: str

    @property
    def text(self) -> str:
        """The sentence as it is shown."""
        return f"{self.before}{self.mark}{self.after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One side of a conflict."""

    value: str
    measure: str
    shown: bool
    quotes: tuple[str, ...]
    is_note: bool
    sources: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictBlock:
    """Claims that cannot all hold, side by side, and why the event stands where it stands."""

    anchor: str
    heading: str
    claims: tuple[ClaimRow, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another event that answers this one, or stands before or after it in words: what it is to this one, and its title and date.

    `leaves` where it stands on another page than the index, or than the page that is being made.
    """

    event: str
    label: str
    href: str
    leaves: bool
    title: str
    date: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One event as it stands on the page.

    `shape` and `claim` are class names: how finely the date is known, and how far the thing has come. `date` is the date in words, `basis`
    what it rests on; `datetime` is set only where HTML allows it. `actors` and `publishers` are space-separated codes that filters compare;
    `href` is where it stands, seen from a page without events.
    """

    anchor: str
    href: str
    shape: str
    claim: str
    gap: str
    date: str
    basis: str
    datetime: str
    edtf: str
    title: str
    language: str
    is_quote: bool
    summary: str
    tag: str
    status: str
    sources: tuple[Chip, ...]
    more_sources: str
    strength: str
    evidence_heading: str
    quotes: tuple[Quote, ...]
    why: str
    order: tuple[Related, ...]
    people: tuple[Person, ...]
    conflicts: tuple[ConflictBlock, ...]
    answers: tuple[Related, ...]
    answers_to: tuple[Related, ...]
    similar: tuple[Related, ...]
    edits: tuple[str, ...]
    review: str
    former: tuple[str, ...]
    cite: str
    actors: str
    publishers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A year, a month or a longer stretch with its events; `gap` tells of a long silence before it."""

    anchor: str
    gap: str
    heading: str
    count: str
    cards: Made[Card]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An actor on a card: the code filters compare, the name, and the file of the actor's own page ("" where there is none)."""

    code: str
    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of the density strip: geometry in units of a box 100 high, and its link ("" where nothing lies).

    `era` is the year where a row of months enters a new one; a bar with the label "…" stands for a long silence.
    """

    href: str
    label: str
    era: str
    long_label: str
    css: str
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a filter: the code that cards carry, and its words."""

    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickChoice:
    """An actor to filter by with one click: the code that cards carry, the name, and in how many events."""

    value: str
    text: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a reader may filter by; a list with fewer than two choices is empty. `quick` are the actors who are met most often."""

    quick: tuple[QuickChoice, ...]
    actors: tuple[Choice, ...]
    publishers: tuple[Choice, ...]
    claims: tuple[Choice, ...]
    conflicts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The events of one page, with what stands around them: its file, its heading and how much of the whole it holds.

    `sources` are those its events cite; `filters` is None where there is nothing to choose.
    """

    file: str
    heading: str
    scope: str
    count: str
    total: int
    filters: Filters | None
    periods: tuple[Period, ...]
    waiting: Made[Card]
    unplaced: Made[Card]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLink:
    """One year of a long timeline, or some of its sources: the page they stand on and how many events it holds."""

    href: str
    text: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The publisher's own mark: what it says to those who do not see it, and where it leads ("" for nowhere)."""

    alt: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article in the reference list and on the page of sources; `language` of its title, "" where it is the page's.

    `file` is its page; `told` are the events it tells, and which piece of evidence of each is from it.
    """

    file: str
    anchor: str
    number: int
    is_note: bool
    name: str
    title: str
    language: str
    author: str
    published: str
    inferred: bool
    steps: str
    href: str
    retrieved: str
    events: str
    told: tuple[tuple[Event, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """Something an editor should know."""

    severity: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One change: what it was in a word, the event it is about, and how it was before; an event that was withdrawn is not named."""

    label: str
    event: Link | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDay:
    """What changed with one publication."""

    day: str
    datetime: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """Everything the templates print.

    `main` is what the index holds: all events, or the newest year where `years` has pages for the others. `listed` are the pages of
    sources, with links to them in `source_pages` where they are several; `framed` are pages for other people's frames. `reasons` is the
    language of derivations, "" where it is the page's; `index` is what cards are made from.
    """

    index: Index

    title: str
    description: str
    language: str
    direction: str
    reasons: str
    banner: str
    draft: str
    withdrawn: tuple[str, ...]
    changes: tuple[ChangeDay, ...]
    scope_events: str
    scope_articles: str
    scope_span: str
    left_out: str
    conflicts: str
    conflicts_href: str
    base_url: str
    embed_base: str
    prefix: str
    css: str
    bars: tuple[Bar, ...]
    bars_css: str
    bars_note: str
    main: Chapter
    overview: tuple[YearLink, ...]
    years: Sequence[Chapter]
    listed: Sequence[Chapter]
    source_pages: tuple[YearLink, ...]
    actors: tuple[Chapter, ...]
    framed: tuple[Chapter, ...]
    more_events: str
    sources: Sequence[Source]
    undated: tuple[Source, ...]
    problems: tuple[ProblemRow, ...]
    downloads: tuple[Download, ...]
    rules: str
    has_notes: bool
    theme: tuple[tuple[str, str], ...]
    logo: Logo | None
