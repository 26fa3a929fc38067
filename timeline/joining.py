"""A Timeline and events written by hand in, one Timeline out.

What an editor wrote has the editor's title and date. It is joined with a found event only if it quotes a sentence that one rests on;
otherwise both stand, and where they share a day and an actor each names the other as perhaps the same. A source without a quotation is
a note in the editor's own words, never shown as a quotation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from timeline import wording
from timeline.model import (
    Actor,
    Article,
    ArticleKind,
    BasedOn,
    Basis,
    Block,
    Event,
    Evidence,
    Participant,
    Polarity,
    RoleName,
    Span,
    Timeline,
    WrittenEvent,
    WrittenSource,
)
from timeline.when import Relation, When, relate, sort_key

PREFIX = "by-hand/"  # of the ids of articles that only hand-written events name


def join(timeline: Timeline, written: Sequence[WrittenEvent]) -> Timeline:
    """The timeline with the events that an editor wrote."""
    for event in written:
        timeline = _join(timeline, event)
    return timeline


def dates(
    written: Sequence[WrittenEvent], groups: Iterable[Sequence[Evidence]], articles: Iterable[Article]
) -> dict[str, tuple[When, tuple[str, ...]]]:
    """Evidence key → the date, and how to say so, that the editor wrote for the one event whose sentence is quoted; `groups` make events.

    So that what an editor dates by hand bounds what stands before and after it, as any other date does.
    """
    rows: dict[str, list[tuple[int, Evidence]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for item in group:
            rows[item.article].append((number, item))
    by_url: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_url[article.url].append(article)
    found: dict[str, tuple[When, tuple[str, ...]]] = {}
    for event in written:
        told = {
            number: item.key
            for source in event.sources
            if source.quote
            for article in by_url.get(source.url, ())
            for number, item in rows[article.id]
            if _holds(article, source.quote, item)
        }
        if event.when is not None and len(told) == 1:
            found[next(iter(told.values()))] = (event.when, _steps(event))
    return found


def _holds(article: Article, quote: str, item: Evidence) -> bool:
    """Whether evidence stands in a sentence of an article that is quoted."""
    start = article.text.find(quote)
    return start >= 0 and item.start < start + len(quote) and start < item.end


def by_hand(timeline: Timeline) -> frozenset[str]:
    """The ids of events whose evidence is an editor's own: nobody else has to read them."""
    return frozenset(event.id for event in timeline.events if all(item.origin.startswith(PREFIX) for item in event.evidence))


def _join(timeline: Timeline, written: WrittenEvent) -> Timeline:
    known = {article.id: article for article in timeline.articles}
    told = [_tell(written, source, tuple(known.values())) for source in written.sources]
    known |= {article.id: article for article, _ in told}
    actors = {part.actor.name: part.actor for event in timeline.events for part in event.participants}
    event = _event(written, tuple(evidence for _, evidence in told), actors)
    same = next((found for found in timeline.events if _quotes(event, found)), None)
    rest = [found for found in timeline.events if found is not same]
    event = _combined(event, same) if same else event
    like = [found for found in rest if _alike(event, found)]
    event = replace(event, suggestions=tuple(dict.fromkeys((*event.suggestions, *(found.id for found in like)))))
    rest = [replace(found, suggestions=(*found.suggestions, event.id)) if found in like else found for found in rest]
    return replace(timeline, articles=tuple(known.values()), events=_placed(event, rest))


def _event(written: WrittenEvent, evidence: tuple[Evidence, ...], actors: dict[str, Actor]) -> Event:
    parts = [actors.get(name, Actor(id=f"{PREFIX}{name.casefold()}", name=name)) for name in written.actors if name]
    return Event(
        id=evidence[0].key,
        title=written.title,
        summary=written.summary,
        kind=written.kind,
        stage=written.stage,
        polarity=Polarity.AFFIRMED,
        when=written.when,
        basis=Basis.EDITED if written.when else Basis.UNKNOWN,
        evidence=evidence,
        participants=tuple(Participant(actor=actor, role=RoleName.OTHER) for actor in parts),
        steps=_steps(written),
        speaker=written.speaker,
        origins=tuple(dict.fromkeys(item.origin for item in evidence)),
        salience=1.0,
    )


def _tell(written: WrittenEvent, source: WrittenSource, articles: Sequence[Article]) -> tuple[Article, Evidence]:
    """One source of a hand-written event: the article that is there and holds its quotation, else one made for it."""
    said = source.quote or written.summary or written.title
    holder = next((article for article in articles if source.quote and article.url == source.url and said in article.text), None)
    article = holder or _article(source, said, written)
    start = article.text.index(said)
    key = sha256(f"{article.id}\n{said}\n{written.title}".encode()).hexdigest()[:12]
    end = start + len(said)
    return article, Evidence(
        key=key,
        article=article.id,
        sentence=0,
        quote=said,
        prefix=article.text[max(0, start - 32) : start],
        suffix=article.text[end : end + 32],
        start=start,
        end=end,
        trigger=Span(start=start, end=start, text=""),
        kind=written.kind,
        stage=written.stage,
        polarity=Polarity.AFFIRMED,
        origin=article.id,
        speaker=written.speaker,
        when=written.when,
        basis=Basis.EDITED if written.when else Basis.UNKNOWN,
        steps=_steps(written),
    )


def _article(source: WrittenSource, said: str, written: WrittenEvent) -> Article:
    """The source as an article that holds what is quoted of it, or as a note after it."""
    note = not source.quote
    name = sha256(f"{source}\n{said}".encode()).hexdigest()[:8]
    based = BasedOn(publisher=source.publisher, title=source.title, date=source.date, url=source.url)
    return Article(
        id=f"{PREFIX}{name}",
        path=written.path,
        text=said,
        text_hash=sha256(said.encode()).hexdigest(),
        blocks=(Block(start=0, end=len(said), line=1),),
        kind=ArticleKind.NOTE if note else ArticleKind.ARTICLE,
        title=source.title or source.url,
        publisher="" if note else source.publisher,
        url=source.url,
        published=source.date,
        published_basis=Basis.STATED if source.date else Basis.UNKNOWN,
        based_on=based if note else None,
    )


def _steps(written: WrittenEvent) -> tuple[str, ...]:
    if written.when is None:
        return ("the editor wrote this event without a date",)
    return (f"the editor wrote this event and gave its date, {wording.label(written.when)}",)


def _quotes(event: Event, found: Event) -> bool:
    """Whether the hand-written event quotes a sentence that the found one rests on."""
    return any(
        mine.article == theirs.article and mine.start < theirs.end and theirs.start < mine.end
        for mine in event.evidence
        for theirs in found.evidence
    )


def _combined(event: Event, found: Event) -> Event:
    """The found event with the editor's words and date, and all evidence; its id and its links stay."""
    keys = {(item.article, item.quote) for item in found.evidence}
    added = tuple(item for item in event.evidence if (item.article, item.quote) not in keys)
    if event.when:
        found = replace(found, when=event.when, basis=event.basis, steps=event.steps, reported=None)
    return replace(
        found,
        title=event.title,
        summary=event.summary or found.summary,
        evidence=(*found.evidence, *added),
        origins=tuple(dict.fromkeys((*found.origins, *(item.origin for item in added)))),
    )


def _alike(event: Event, found: Event) -> bool:
    """Whether both lie on one day and share an actor: perhaps the same, and a question to the editor."""
    if event.when is None or found.when is None or not (event.when.is_day and found.when.is_day):
        return False
    names = {part.actor.name for part in event.participants}
    return relate(event.when, found.when) is Relation.SAME and any(part.actor.name in names for part in found.participants)


def _placed(event: Event, rest: Sequence[Event]) -> tuple[Event, ...]:
    """The events with one more after the last that is not later; undated ones stay last."""
    if event.when is None:
        return (*rest, event)
    own = sort_key(event.when)
    before = [number for number, other in enumerate(rest, start=1) if other.when is not None and sort_key(other.when) <= own]
    at = before[-1] if before else 0
    return (*rest[:at], event, *rest[at:])
