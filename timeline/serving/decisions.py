"""What a browser asks for in, as JSON; checked corrections out. Nothing in a request is trusted: neither its shape nor its names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from timeline import curation, events
from timeline.curation import Address, Correction, Entry, Kind, Part
from timeline.dates import HINT, written_date
from timeline.model import Article, ConflictKind, Event, RoleName, Stage, Timeline
from timeline.quick import dataclass
from timeline.when import When

Row = Mapping[str, Any]
OTHER = "other"  # the kind of what the rules have no kind for
_LONGEST = 2_000  # characters of a text somebody types
_AROUND = 32  # characters before and after a quote


_ASPECTS: Mapping[type[Correction], str] = {
    curation.Accept: "verdict",
    curation.Reject: "verdict",
    curation.Retitle: "title",
    curation.Redate: "date",
    curation.SetKind: "kind",
    curation.SetStage: "stage",
    curation.SetSpeaker: "speaker",
    curation.SetActors: "actors",
    curation.Pin: "pin",
    curation.Hide: "hiding",
}


class WrongError(ValueError):
    """A request that cannot be made a correction; its text says why, to the person who asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who writes, and when."""

    by: str
    at: str


def decisions(rows: Iterable[object], timeline: Timeline, signed: Signed) -> tuple[Correction, ...]:
    """The corrections for a list of `{"do": …, …}`; WrongError for what is none."""
    desk = _Desk(timeline, signed)
    return tuple(desk.correction(row) for row in rows)


def about(rows: Iterable[object]) -> frozenset[str]:
    """The ids of events that such a list names."""
    named = [id_ for row in rows if isinstance(row, dict) for id_ in (row.get("event"), *_listed(row.get("events")))]
    return frozenset(id_ for id_ in named if isinstance(id_, str))


def replaced(made: Iterable[Correction], entries: Iterable[Entry], timeline: Timeline) -> frozenset[str]:
    """The ids of entries that new corrections take the place of: those that speak of the same side of the same thing.

    Two titles of one event would disagree, and neither would be applied; so would two that merged events brought along.
    """
    owner = {item.key: event.id for event in timeline.events for item in event.evidence}
    said = {side for correction in made for side in _sides(correction, owner)}
    return frozenset(entry.id for entry in entries if said.intersection(_sides(entry.correction, owner)))


def addresses(correction: Correction) -> tuple[Address, ...]:
    """The events and quotes a correction is about, in the order of its fields."""
    values = [getattr(correction, field.name) for field in fields(correction)]
    listed = [value if isinstance(value, tuple) else (value,) for value in values]
    return tuple(item for items in listed for item in items if isinstance(item, Address))


def _sides(correction: Correction, owner: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """What a correction settles, as something to compare: which side of what; nothing for those that stand beside any other."""
    of = [owner.get(address.key, address.key) for address in addresses(correction)]
    aspect = _ASPECTS.get(type(correction))
    if isinstance(correction, curation.DateArticle):
        yield "article", correction.article
    elif isinstance(correction, curation.SetOrigin):
        yield "origin", correction.article, correction.evidence.key if correction.evidence else ""
    elif isinstance(correction, curation.Settle):
        yield "conflict", *of, correction.conflict.value, correction.measure
    elif isinstance(correction, curation.Merge | curation.KeepApart) and len(set(of)) > 1:
        yield "together", *sorted(of)
    elif aspect:
        yield from ((aspect, event) for event in of)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


class _Desk:
    """Turns one row after the other into corrections, with the timeline to look names up in."""

    def __init__(self, timeline: Timeline, signed: Signed) -> None:
        self._events = {event.id: event for event in timeline.events}
        self._articles = {article.id: article for article in timeline.articles}
        self._conflicts = {conflict.id: conflict for conflict in timeline.conflicts}
        self._kinds = {OTHER, *events.lexicon(timeline.language.partition("-")[0]).kinds, *(event.kind for event in timeline.events)}
        self._signed = {"by": signed.by, "at": signed.at}

    def correction(self, row: object) -> Correction:
        """The correction for one row."""
        makers: dict[str, Callable[[Row], Correction]] = {
            "accept": self._accept,
            "reject": lambda row: curation.Reject(event=self._address(row), **self._why(row)),
            "retitle": lambda row: curation.Retitle(event=self._address(row), title=_text(row, "title"), **self._why(row)),
            "redate": self._redate,
            "set-kind": lambda row: curation.SetKind(event=self._address(row), kind=self._kind(row), **self._why(row)),
            "set-stage": lambda row: curation.SetStage(event=self._address(row), stage=_stage(row), **self._why(row)),
            "set-speaker": lambda row: curation.SetSpeaker(event=self._address(row), speaker=_text(row, "speaker"), **self._why(row)),
            "set-actors": lambda row: curation.SetActors(event=self._address(row), actors=_parts(row), **self._why(row)),
            "pin": lambda row: curation.Pin(event=self._address(row), **self._why(row)),
            "hide": lambda row: curation.Hide(event=self._address(row), until=_date(row), **self._why(row)),
            "tell-apart": self._tell_apart,
            "add-evidence": lambda row: curation.AddEvidence(event=self._address(row), evidence=self._quote(row), **self._why(row)),
            "set-origin": self._set_origin,
            "merge": lambda row: curation.Merge(events=self._addresses(row), **self._why(row)),
            "keep-apart": lambda row: curation.KeepApart(events=self._addresses(row), **self._why(row)),
            "split": self._split,
            "settle": self._settle,
            "note": lambda row: curation.Note(event=self._address(row), note=_text(row, "note"), **self._why(row)),
            "date-article": self._date_article,
            "add-event": self._add_event,
        }
        verb = row.get("do") if isinstance(row, dict) else None
        if not isinstance(row, dict) or not isinstance(verb, str) or verb not in makers:
            raise WrongError(f"There is no decision called {verb!r}.")
        return makers[verb](row)

    def _why(self, row: Row) -> dict[str, str]:
        return {**self._signed, "reason": _text(row, "reason", ""), "source": _text(row, "source", "")}

    def _kind(self, row: Row) -> Kind:
        kind = _text(row, "kind")
        if kind not in self._kinds:
            raise WrongError("There is no such kind of event.")
        return Kind(kind)

    def _event(self, id_: object) -> Event:
        if not isinstance(id_, str) or id_ not in self._events:
            raise WrongError("The event is not there any more: articles, rules or corrections have changed. Look at the list again.")
        return self._events[id_]

    def _article(self, row: Row) -> Article:
        id_ = row.get("article")
        if not isinstance(id_, str) or id_ not in self._articles:
            raise WrongError("The article is not there any more.")
        return self._articles[id_]

    def _address(self, row: Row) -> Address:
        return self._address_of(self._event(row.get("event")))

    def _addresses(self, row: Row) -> tuple[Address, ...]:
        ids = row.get("events")
        if not isinstance(ids, list) or len(set(map(str, ids))) < 2:  # noqa: PLR2004  one event cannot be joined
            raise WrongError("Two events are needed.")
        return tuple(self._address_of(self._event(id_)) for id_ in ids)

    def _address_of(self, event: Event, key: str = "") -> Address:
        """Where the event, or one piece of its evidence, is."""
        item = next((item for item in event.evidence if not key or item.key == key), None)
        if item is None:
            raise WrongError("The quote is not there any more.")
        return curation.selector(item, self._articles.values())

    def _accept(self, row: Row) -> Correction:
        return curation.accept(self._event(row.get("event")), **self._signed, articles=self._articles.values())

    def _redate(self, row: Row) -> Correction:
        why = self._why(row)
        if not why["reason"] or not why["source"]:
            raise WrongError("A new date needs a reason and a source.")
        return curation.Redate(event=self._address(row), date=_date(row), **why)

    def _split(self, row: Row) -> Correction:
        event = self._event(row.get("event"))
        keys = row.get("apart")
        if not isinstance(keys, list) or not 0 < len(set(map(str, keys))) < len(event.evidence):
            raise WrongError("Choose some of the quotes, but not all.")
        stays = next(item.key for item in event.evidence if item.key not in keys)
        apart = tuple(self._address_of(event, str(key)) for key in keys)
        return curation.Split(event=self._address_of(event, stays), apart=apart, **self._why(row))

    def _settle(self, row: Row) -> Correction:
        conflict = self._conflicts.get(str(row.get("conflict")))
        claim = row.get("claim")
        if conflict is None or not isinstance(claim, int) or not 0 <= claim < len(conflict.claims):
            raise WrongError("The conflict is not there any more.")
        chosen, why = conflict.claims[claim], self._why(row)
        if not why["reason"]:
            raise WrongError("Say why you hold with this claim.")
        address = self._address_of(self._event(conflict.event))
        return curation.Settle(event=address, conflict=ConflictKind(conflict.kind), claim=chosen.value, measure=chosen.measure, **why)

    def _date_article(self, row: Row) -> Correction:
        article = self._article(row)
        return curation.DateArticle(article=article.id, text=article.text_hash, date=_date(row), **self._why(row))

    def _tell_apart(self, row: Row) -> Correction:
        people = _names(row, "people")
        articles = tuple(self._article({"article": id_}).id for id_ in _listed(row.get("articles")))
        if len(people) != 2:  # noqa: PLR2004  two at a time
            raise WrongError("Two people are needed.")
        if len({name.casefold() for name in people}) == 1 and len(set(articles)) != len(people):
            raise WrongError("Two people of one name need an article each.")
        return curation.TellApart(people=people, articles=articles, **self._why(row))

    def _set_origin(self, row: Row) -> Correction:
        evidence = self._address_of(self._event(row.get("event")), _text(row, "key")) if row.get("event") else None
        article = evidence.article if evidence else self._article(row).id
        return curation.SetOrigin(article=article, origin=_text(row, "origin"), evidence=evidence, **self._why(row))

    def _quote(self, row: Row) -> Address:
        """The words of an article that somebody selected."""
        article, start, end = self._article(row), row.get("start"), row.get("end")
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(article.text):
            raise WrongError("Select some words of the article.")
        return Address(
            article=article.id,
            quote=article.text[start:end],
            prefix=article.text[max(0, start - _AROUND) : start],
            suffix=article.text[end : end + _AROUND],
            text=article.text_hash,
        )

    def _add_event(self, row: Row) -> Correction:
        quote, kind, why = self._quote(row), self._kind(row), self._why(row)
        date = _date(row) if row.get("date") else None
        return curation.AddEvent(
            title=_text(row, "title"),
            kind=kind,
            stage=_stage(row),
            date=date,
            quote=quote,
            by=why["by"],
            at=why["at"],
            reason=why["reason"],
        )


def _text(row: Row, name: str, default: str | None = None) -> str:
    """A field somebody typed, on one line; WrongError where it is missing and has no default, or is too long."""
    value = row.get(name, default)
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words and default is None:
        raise WrongError(f"The {name} is missing.")
    if len(words) > _LONGEST:
        raise WrongError(f"The {name} is longer than {_LONGEST:,} characters.")
    return words


def _names(row: Row, name: str) -> tuple[str, ...]:
    """A list of names, those left empty out of it."""
    return tuple(_text({name: item}, name) for item in _listed(row.get(name)) if item != "")


def _parts(row: Row) -> tuple[Part, ...]:
    """Who takes part, and how."""
    listed = [part for part in _listed(row.get("actors")) if isinstance(part, dict)]
    parts = tuple(Part(name=_text(part, "name"), role=_role(part)) for part in listed if part.get("name") != "")
    if not parts:
        raise WrongError("Name somebody.")
    return parts


def _role(row: Row) -> RoleName:
    try:
        return RoleName(_text(row, "role", RoleName.AGENT.value))
    except ValueError as error:
        raise WrongError("There is no such part to play.") from error


def _date(row: Row) -> When:
    words = _text(row, "date")
    when = written_date(words)
    if when is None:
        raise WrongError(f"“{words[:60]}” is not a date: {HINT}.")
    return when


def _stage(row: Row) -> Stage:
    try:
        return Stage(_text(row, "stage", Stage.HAPPENED.value))
    except ValueError as error:
        raise WrongError("There is no such stage.") from error
