"""Events → cards: title, date, sources, evidence, conflicts and answers in ready words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from timeline.model import Article, ArticleKind, Conflict, ConflictKind, Event, Evidence, Polarity, Review, Stage, Timeline
from timeline.naming import name_of, name_of_plain
from timeline.phrases import Phrases, phrase
from timeline.quick import dataclass
from timeline.view.dates import DateView, date_view
from timeline.view.marks import LINK
from timeline.view.names import Names
from timeline.view.periods import Drawn
from timeline.view.records import Card, ClaimRow, ConflictBlock, Person, Quote, Related
from timeline.view.sources import References, address
from timeline.view.status import attribution, claim_of, status, tag
from timeline.view.text import LIMIT, at_quote, capital, marked, sentences, shorten
from timeline.when import Day

_SHOWN_SOURCES = 3  # chips on a closed card; the others stand in the evidence
INDEX = "index.html"
_CODE = 10  # hexadecimal digits of an actor's code: the same in every build, whoever else is in it
_CLAIM_QUOTE = 160  # characters of a quote in a conflict row
_HEADINGS = {
    ConflictKind.DATE: phrase("Sources disagree on the date"),
    ConflictKind.FIGURE: phrase("Sources disagree"),
    ConflictKind.OUTCOME: phrase("Sources disagree on the outcome"),
}


@dataclass(frozen=True, slots=True)
class Index:
    """What a card needs to know of the rest of the timeline."""

    references: References
    events: dict[str, Event]
    conflicts: dict[str, Conflict]
    disputed: dict[str, Evidence]  # what conflicts rest on, which may stand on another card
    owners: dict[str, str]  # evidence key → id of the one event that carries its anchor
    asked: dict[str, tuple[str, ...]]  # event id → ids of the events it answers
    actor_codes: dict[str, str]
    actor_files: dict[str, str]  # name → file of the actor's own page
    newest: Day | None
    words: Phrases
    title: str  # of the timeline, for citations
    home: str  # address of the site, "" where it is not known
    drawn: Drawn  # the dated events in their order
    files: dict[str, str]  # event id → the page it stands on
    here: str  # the page that is being made, "" for what is printed once for all pages
    former: dict[str, tuple[str, ...]]  # event id → keys of what became it
    draft: bool
    newest_first: bool
    names: Names
    named: dict[str, bytes]

    @classmethod
    def of(
        cls,
        timeline: Timeline,
        newest: Day | None,
        actor_files: dict[str, str],
        words: Phrases,
        *,
        home: str,
        drawn: Drawn,
        files: dict[str, str],
        former: dict[str, tuple[str, ...]],
        draft: bool,
        newest_first: bool,
        names: Names,
    ) -> Index:
        """Look everything up once."""
        asked: dict[str, tuple[str, ...]] = {}
        for event in timeline.events:
            for answer in event.answers:
                asked[answer] = (*asked.get(answer, ()), event.id)
        actors = dict.fromkeys(part.actor.id for event in timeline.events for part in event.participants)
        return cls(
            references=References.of(timeline, words),
            events={event.id: event for event in timeline.events},
            owners={item.key: event.id for event in reversed(timeline.events) for item in event.evidence},
            conflicts={conflict.id: conflict for conflict in timeline.conflicts},
            disputed=_disputed(timeline),
            asked=asked,
            actor_codes={actor: _actor_code(actor) for actor in actors},
            actor_files=actor_files,
            newest=newest,
            words=words,
            title=timeline.title or words.say("Timeline"),
            home=home,
            drawn=drawn,
            files=files,
            here=INDEX,
            former=former,
            draft=draft,
            newest_first=newest_first,
            names=names,
            named={},
        )

    def address(self, event: str) -> str:
        """Where an event stands, seen from the page that is being made; a mark where that is none."""
        return self.seen_from(self.here, event) if self.here else f"{LINK}{event}{LINK}"

    def seen_from(self, page: str, event: str) -> str:
        """Where an event stands, seen from a page."""
        file = self.files[event]
        return f"#e-{event}" if file == page else f"{file}#e-{event}"

    def carries(self, event: str, key: str) -> bool:
        """Whether the anchor of a piece of evidence, or of an event, stands on the card of an event: on one card only."""
        return key == event or (key not in self.events and self.owners[key] == event)

    def name(self, event: Event) -> bytes:
        """A name for all that pages say of an event; "" where none is wanted.

        What is the same for all events, as the words of the page and its templates, is not in it.
        """
        if event.id not in self.named:
            self.named[event.id] = self._name(event) if self.names.own(event) else b""
        return self.named[event.id]

    def _name(self, event: Event) -> bytes:
        asked, own = self.asked.get(event.id, ()), self.names.own
        conflicts = tuple([self.conflicts[key] for key in event.conflicts if key in self.conflicts])
        elsewhere = [self.disputed.get(key) for conflict in conflicts for claim in conflict.claims for key in claim.evidence]
        disputed = tuple([item for item in elsewhere if item])
        beside = dict.fromkeys((*event.answers, *event.after, *event.before, *event.suggestions, *asked))
        return name_of_plain(
            (
                own(event),
                self.files[event.id],
                tuple([self.references.numbers[item.article] for item in (*event.evidence, *disputed)]),
                tuple([item.key for item in event.evidence if not self.carries(event.id, item.key)]),
                asked,
                tuple([(own(self.events[key]), self.files[key]) for key in beside if key in self.events]),
                name_of(conflicts, disputed) if conflicts else b"",
                tuple([self.names.of_article(item.article) for item in disputed]),
                tuple([self.actor_files.get(part.actor.name) for part in event.participants]) if self.actor_files else (),
                self.former.get(event.id, ()),
                self.newest.ordinal if self.newest and event.stage is Stage.PLANNED else None,
            )
        )

    def for_all_pages(self) -> Index:
        """The same for what is printed once for all pages."""
        return replace(self, here="")

    def other_language(self, language: str) -> str:
        """A language, "" if it is that of the page."""
        return "" if language.partition("-")[0] == self.words.language.partition("-")[0] else language


@lru_cache(maxsize=1 << 14)  # a server shows the same people again and again
def _actor_code(actor: str) -> str:
    return f"a{sha256(actor.encode('utf-8', 'replace')).hexdigest()[:_CODE]}"


def card(event: Event, index: Index, gap: str = "") -> Card:
    """Everything the page says of one event."""
    date, state, words = dated(event, index.words), status(event, index.newest, index.words), index.words
    chips = index.references.chips(event.evidence)
    title, is_quote = titled(event, index)
    return Card(
        anchor=f"e-{event.id}",
        href=f"{index.files[event.id]}#e-{event.id}",
        shape=date.shape,
        claim=state.claim,
        gap=gap,
        date=date.words,
        basis=date.basis,
        datetime=date.datetime,
        edtf=date.edtf,
        title=title,
        language=index.other_language(index.references.articles[event.evidence[0].article].language),
        is_quote=is_quote,
        summary=_summary(event, title),
        tag=state.tag,
        status=state.line,
        sources=chips[:_SHOWN_SOURCES],
        more_sources=words.say("and {number} more", number=len(chips) - _SHOWN_SOURCES) if len(chips) > _SHOWN_SOURCES else "",
        strength=index.references.strength(event.evidence, event.origins),
        evidence_heading=words.say("Evidence ({number})", number=len(event.evidence)),
        quotes=tuple([_quote(item, event, state.claim, index) for item in event.evidence]),
        why=_why(event),
        order=_related(words.say("After"), event.after, index) + _related(words.say("Before"), event.before, index),
        people=_people(event, index),
        conflicts=tuple(_conflict(index.conflicts[key], event, index) for key in event.conflicts if key in index.conflicts),
        answers=_answers(event, index),
        answers_to=_related(words.say("In answer to"), index.asked.get(event.id, ()), index),
        cite=_cite(event, title, date.words, index),
        similar=_related(words.say("Perhaps the same as"), event.suggestions, index),
        edits=event.edits,
        review=_review(event, words) if index.draft else "",
        former=tuple(f"e-{key}" for key in index.former.get(event.id, ())),
        actors=" ".join(dict.fromkeys(index.actor_codes[part.actor.id] for part in event.participants)),
        publishers=" ".join(dict.fromkeys(f"p{chip.number}" for chip in chips)),
    )


def dated(event: Event, words: Phrases) -> DateView:
    """The event's date in words, in shape and for machines."""
    return date_view(event.when, event.basis, event.reported, words)


def titled(event: Event, index: Index) -> tuple[str, bool]:
    """The event's title; where none was made, its first quote as it stands, and whether it is such a quote."""
    if event.title:
        return event.title, False
    first = event.evidence[0]
    words = shorten(first.quote, LIMIT)
    return (words if _is_note(first, index) else index.words.say("“{title}”", title=words)), True


def _around(item: Evidence) -> tuple[str, str, str]:
    """A quote before, in and behind its time words, where they stand in it."""
    time, quote = item.time, item.quote
    if time is None:
        return marked(quote, 0, 0)
    start, words = time.start - item.start, time.text
    if start < 0 or not quote.startswith(words, start):
        start = quote.find(words)
    return marked(quote, start, start + len(words)) if start >= 0 else marked(quote, 0, 0)


def _quote(item: Evidence, event: Event, claim: str, index: Index) -> Quote:
    article, words = index.references.articles[item.article], index.words
    own, (before, mark, after) = claim_of(item), _around(item)
    status = tag(own, words)
    return Quote(
        anchor=f"e-{item.key}" if item.key != event.id and index.carries(event.id, item.key) else "",
        before=before,
        mark=mark,
        after=after,
        is_note=article.kind is ArticleKind.NOTE,
        language=article.language,
        source=index.references.made[item.article],
        link=_link(article, item) if article.url or article.based_on else "",
        attribution=attribution(item.speaker, item.via, words) if item.speaker or item.via else "",
        status=status,
        tag=status if own != claim else "",
        derivation=sentences(item.steps),
        remark="" if item.steps or item.time is not None else words.say("It has no time words of its own."),
    )


def _link(article: Article, item: Evidence) -> str:
    """The source at the quote; the source as a whole for a note, whose words are not the publisher's."""
    return address(article) if article.kind is ArticleKind.NOTE else at_quote(article.url, item.quote)


def _summary(event: Event, title: str) -> str:
    plain = event.summary.strip().strip("“”")
    return "" if plain.rstrip(".") == title.strip("“”").rstrip(".") else shorten(event.summary.strip(), LIMIT)


def _why(event: Event) -> str:
    """The event's own derivation, unless its evidence tells it already."""
    told = {step for item in event.evidence for step in item.steps}
    return sentences(tuple(step for step in event.steps if step not in told))


def _review(event: Event, words: Phrases) -> str:
    """What an editor has still to do about it."""
    if event.changes:
        kept = words.say("Shown as it was accepted; look at it again:")
        said = kept if event.review is Review.KEPT else words.say("No longer as it was accepted; look at it again:")
        return f"{said} {'; '.join(event.changes)}."
    waits = event.sensitive and event.review is Review.OPEN
    return words.say("May harm somebody, and nobody has accepted it yet.") if waits else ""


def _people(event: Event, index: Index) -> tuple[Person, ...]:
    actors = {part.actor.id: part.actor.name for part in event.participants}
    return tuple(Person(code=index.actor_codes[key], name=name, href=index.actor_files.get(name, "")) for key, name in actors.items())


def _related(label: str, ids: tuple[str, ...], index: Index) -> tuple[Related, ...]:
    return tuple([_relate(label, index.events[key], index) for key in ids if key in index.events])


def _relate(label: str, other: Event, index: Index) -> Related:
    return Related(
        label=label,
        event=other.id,
        href=index.address(other.id),
        leaves=index.files[other.id] != (index.here or INDEX),
        title=titled(other, index)[0],
        date=dated(other, index.words).words,
        attribution=attribution(other.speaker, "", index.words),
    )


def _cite(event: Event, title: str, date: str, index: Index) -> str:
    """The event as others may cite it: its title, its date, the timeline and, where it is known, the address."""
    words = index.words
    named = title if title.startswith("“") else words.say("“{title}”", title=title)
    cited = words.say("{title} ({date}), in: {timeline}", title=named, date=date, timeline=index.title)
    return f"{cited}, {index.home}{index.files[event.id].replace('index.html', '')}#e-{event.id}" if index.home else f"{cited}."


def _answers(event: Event, index: Index) -> tuple[Related, ...]:
    return tuple(
        _relate(_answer_label(index.events[key], index.words), index.events[key], index) for key in event.answers if key in index.events
    )


def _answer_label(answer: Event, words: Phrases) -> str:
    if answer.polarity is Polarity.DENIED or answer.kind == "deny":
        return words.say("Denied")
    return words.say("Failed") if answer.stage is Stage.FAILED else words.say("Answer")


def _disputed(timeline: Timeline) -> dict[str, Evidence]:
    keys = {key for conflict in timeline.conflicts for claim in conflict.claims for key in claim.evidence}
    return {item.key: item for event in timeline.events for item in event.evidence if item.key in keys} if keys else {}


def _conflict(conflict: Conflict, event: Event, index: Index) -> ConflictBlock:
    evidence = index.disputed | {item.key: item for item in event.evidence}
    return ConflictBlock(
        anchor=f"c-{conflict.id}" if conflict.event == event.id else f"c-{conflict.id}-{event.id}",
        heading=_conflict_heading(conflict, index.words),
        claims=tuple(_claim(conflict, position, evidence, index) for position in range(len(conflict.claims))),
        note=sentences((conflict.reason,)),
    )


def _conflict_heading(conflict: Conflict, words: Phrases) -> str:
    if not conflict.same_measure:
        return words.say("Sources give different figures")
    measures = dict.fromkeys(claim.measure for claim in conflict.claims if claim.measure)
    if conflict.kind is ConflictKind.FIGURE and len(measures) == 1:
        return words.say("Sources disagree on the {measure}", measure=next(iter(measures)))
    return words.say(_HEADINGS[conflict.kind])


def _claim(conflict: Conflict, position: int, evidence: dict[str, Evidence], index: Index) -> ClaimRow:
    claim = conflict.claims[position]
    items = tuple(evidence[key] for key in claim.evidence if key in evidence)
    return ClaimRow(
        value=capital(claim.value),
        measure="" if conflict.kind is ConflictKind.DATE or claim.value.endswith(claim.measure) else claim.measure,  # it is said already
        shown=position == conflict.shown,
        quotes=tuple(dict.fromkeys(shorten(item.quote, _CLAIM_QUOTE) for item in items)),
        is_note=all(_is_note(item, index) for item in items),
        sources=index.references.chips(items),
    )


def _is_note(item: Evidence, index: Index) -> bool:
    return index.references.articles[item.article].kind is ArticleKind.NOTE


__all__ = ("INDEX", "Index", "card", "dated", "titled")
