"""Corrections and the evidence of today in, a plan out: what each correction is about today, what was not found, and which disagree.

A correction that finds nothing is an orphan: a warning with the nearest there is, and the correction stays in its file. Of corrections
that disagree none is applied, and both are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import combinations

from timeline.curation.match import Finder
from timeline.curation.quoting import quoted, said_by
from timeline.curation.records import (
    VERBS,
    Accept,
    AddEvent,
    AddEvidence,
    Address,
    Correction,
    DateArticle,
    Entry,
    Hide,
    KeepApart,
    Merge,
    Redate,
    Reject,
    Retitle,
    SetActors,
    SetKind,
    SetOrigin,
    SetSpeaker,
    SetStage,
    Settle,
    Split,
    TellApart,
)
from timeline.curation.store import Corrections
from timeline.model import Article, Basis, Evidence, Problem, Severity
from timeline.quick import dataclass
from timeline.when import Day, When
from timeline.wording import label

ORPHAN, DISAGREE = "correction-orphan", "correction-disagrees"
_SHOWN = 90  # characters of a quote in a message
_COMMON = frozenset({field.name for field in fields(Correction)} | {"event", "events", "text"})
_ASPECTS: Mapping[type[Correction], str] = {
    Accept: "verdict",
    Reject: "verdict",
    Hide: "hiding",
    Retitle: "title",
    Redate: "date",
    SetKind: "kind",
    SetStage: "stage",
    SetSpeaker: "speaker",
    SetActors: "actors",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction with the keys of today's evidence for its addresses; one that is about no evidence has none."""

    entry: Entry
    keys: Mapping[Address, str]

    @property
    def correction(self) -> Correction:
        """What it says."""
        return self.entry.correction

    def key(self, name: str = "event") -> str:
        """The key for the address in a field; "" where it has none."""
        return self.keys.get(getattr(self.correction, name, None) or Address(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The corrections that can be applied, in the order of the file, and the problems with the others."""

    placed: tuple[Placed, ...] = ()
    problems: tuple[Problem, ...] = ()
    apart: Mapping[str, frozenset[str]]  # evidence key → keys it must not be merged with

    def of(self, *kinds: type[Correction]) -> Iterator[Placed]:
        """The corrections of some kinds."""
        return (item for item in self.placed if isinstance(item.correction, kinds))


def date_articles(corrections: Corrections, articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles with the dates that the editor states."""
    finder = Finder.of((), articles)
    said: dict[str, list[Entry]] = defaultdict(list)
    problems = []
    for entry in corrections.entries:
        if isinstance(entry.correction, DateArticle):
            name = finder.article(entry.correction.article, entry.correction.text)
            said[name].append(entry)
            if not name:
                problems.append(_orphan(corrections, entry, f"there is no article {entry.correction.article}"))
    clashing = {name for name, entries in said.items() if name and len({_says(entry.correction) for entry in entries}) > 1}
    problems += [_disagreement(corrections, said[name], f"the date of the article {name}") for name in sorted(clashing)]
    final = [
        _dated(article, said[article.id][-1].correction) if article.id in said and article.id not in clashing else article
        for article in articles
    ]
    return tuple(final), tuple(problems)


def _dated(article: Article, correction: Correction) -> Article:
    assert isinstance(correction, DateArticle)  # as the caller chose
    steps = (f"the editor states {label(correction.date)}, {said_by(correction)}",)
    return replace(article, published=correction.date, published_basis=Basis.EDITED, published_steps=steps)


def plan(corrections: Corrections, evidence: Sequence[Evidence], articles: Sequence[Article]) -> Plan:
    """Find what each correction is about. Corrections that join what others keep apart are left out, and named."""
    if not corrections.entries:
        return Plan(apart={})
    finder = Finder.of((*evidence, *_chosen(corrections, articles)), articles)
    placed, problems = [], []
    for entry in corrections.entries:
        keys, lost = {}, _lost_article(entry.correction, finder)
        for address in _addresses(entry.correction):
            match = finder.find(address)
            if match.evidence is None:
                lost = _lost(address, match.nearest)
                break
            keys[address] = match.evidence.key
        if lost:
            problems.append(_orphan(corrections, entry, lost))
        else:
            placed.append(Placed(entry, keys))
    placed, clashes = _without_clashes(corrections, placed)
    return Plan(placed=tuple(placed), problems=(*problems, *clashes), apart=_apart(placed))


def _chosen(corrections: Corrections, articles: Sequence[Article]) -> Iterator[Evidence]:
    """The evidence that the editor makes, so that other corrections may speak of it: of an event by hand, say, that is accepted."""
    for entry in corrections.entries:
        correction = entry.correction
        if isinstance(correction, AddEvent) and correction.quote is not None:
            found = quoted(correction.quote, articles, kind=correction.kind, stage=correction.stage, said=said_by(correction))
            if found is not None:
                yield found


def _addresses(correction: Correction) -> Iterator[Address]:
    """What must be found among the evidence. A sentence to add need not be: it is looked for in the text of its article."""
    for field in fields(correction):
        value = getattr(correction, field.name)
        if isinstance(value, Address) and not (isinstance(correction, AddEvidence | AddEvent) and field.name in {"evidence", "quote"}):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Address))


def _lost_article(correction: Correction, finder: Finder) -> str:
    names = [correction.article] if isinstance(correction, SetOrigin) else correction.articles if isinstance(correction, TellApart) else []
    missing = [name for name in names if not finder.article(name, "")]
    return f"there is no article {missing[0]}" if missing else ""


def _lost(address: Address, nearest: Evidence | None) -> str:
    said = f"“{_short(address.quote)}” of {address.article}" if address.quote else f"the key {address.key}"
    return f"nothing in the articles is {said}" + (f"; the nearest is {nearest.key}, “{_short(nearest.quote)}”" if nearest else "")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _orphan(corrections: Corrections, entry: Entry, why: str) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code=ORPHAN,
        path=corrections.path.name,
        line=entry.line,
        message=f"`{VERBS[type(entry.correction)]}` has lost its place: {why}",
        hint="address what it is about now, or delete it",
    )


def _disagreement(corrections: Corrections, entries: Sequence[Entry], about: str) -> Problem:
    places = " and ".join(corrections.place(entry) for entry in entries)
    return Problem(
        severity=Severity.WARNING,
        code=DISAGREE,
        path=corrections.path.name,
        line=entries[0].line,
        message=f"corrections disagree on {about}: {places}; none of them is applied",
        hint="delete all but one",
    )


# --- pairs -------------------------------------------------------------------------------------------------------------------------------


def _without_clashes(corrections: Corrections, placed: Sequence[Placed]) -> tuple[list[Placed], list[Problem]]:
    """Without what joins a pair that another correction parts, and without what parts it."""
    joined, parted = defaultdict(list), defaultdict(list)
    for item in placed:
        for pair in _pairs(item, Merge):
            joined[pair].append(item.entry)
        for pair in _pairs(item, KeepApart, Split):
            parted[pair].append(item.entry)
    clashing = {pair: (*joined[pair], *parted[pair]) for pair in joined if pair in parted}
    out = {entry.id for entries in clashing.values() for entry in entries}
    named = dict.fromkeys(clashing.values())
    problems = [_disagreement(corrections, entries, "whether two events are one") for entries in named]
    return [item for item in placed if item.entry.id not in out], problems


def _pairs(item: Placed, *kinds: type[Correction]) -> Iterator[frozenset[str]]:
    correction = item.correction
    if not isinstance(correction, kinds):
        return
    if isinstance(correction, Split):
        yield from (frozenset({item.key(), item.keys[other]}) for other in correction.apart)
    elif isinstance(correction, Merge | KeepApart):
        yield from (frozenset({item.keys[one], item.keys[other]}) for one, other in combinations(correction.events, 2))


def _apart(placed: Sequence[Placed]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for item in placed:
        for pair in _pairs(item, KeepApart):
            for key in pair:
                found[key] |= pair - {key}
    return {key: frozenset(others) for key, others in found.items()}


def regroup(groups: Sequence[Sequence[str]], made: Plan) -> list[list[str]]:
    """Groups of evidence keys, each one event, as the editor joins and parts them; an event stands where its first stood."""
    new = [list(group) for group in groups]
    at = {key: group for group in new for key in group}
    for item in made.of(Split):
        apart = [item.keys[address] for address in item.correction.apart]  # type: ignore[attr-defined]
        _move(apart, [], at, new)
    for item in made.of(Merge):
        first, *others = dict.fromkeys(map(id, (at[key] for key in item.keys.values())))
        whole = next(group for group in new if id(group) == first)
        for group in [group for group in new if id(group) in others]:
            _move(list(group), whole, at, new)
    for item in made.of(AddEvidence):
        key = item.correction.evidence.key  # type: ignore[attr-defined]
        if key in at and at[key] is not at[item.key()]:
            _move([key], at[item.key()], at, new)
    return [group for group in new if group]


def _move(keys: Iterable[str], target: list[str], at: dict[str, list[str]], groups: list[list[str]]) -> None:
    for key in keys:
        at[key].remove(key)
        target.append(key)
        at[key] = target
    if not any(group is target for group in groups):
        groups.append(target)


# --- what is said of one event -----------------------------------------------------------------------------------------------------------


def agreed(corrections: Corrections, made: Plan, owner: Callable[[str], str]) -> Plan:
    """The plan without corrections that say different things of one event; `owner` gives the event of an evidence key."""
    said: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for item in made.placed:
        aspect = _aspect(item)
        if aspect:
            said[aspect, owner(item.key()) if item.key() else ""].append(item.entry)
    out, problems = set(), []
    for (aspect, _), entries in said.items():
        if len({_says(entry.correction) for entry in entries}) > 1:
            out |= {entry.id for entry in entries}
            problems.append(_disagreement(corrections, entries, f"the {aspect.partition('|')[0]} of an event"))
    kept = tuple(item for item in made.placed if item.entry.id not in out)
    return replace(made, placed=kept, problems=(*made.problems, *problems))


def _aspect(item: Placed) -> str:
    correction = item.correction
    if isinstance(correction, Settle):
        return "date" if correction.conflict == "date" else f"{correction.conflict.value}|{correction.measure}"
    if isinstance(correction, SetOrigin):
        return f"origin|{correction.article}|{item.key('evidence')}"
    return _ASPECTS.get(type(correction), "")


def _says(correction: Correction) -> object:
    """What a correction says, without who and when. All acceptances say the same: the newest that fits counts."""
    if isinstance(correction, Accept):
        return Accept
    rest = tuple((field.name, getattr(correction, field.name)) for field in fields(correction) if field.name not in _COMMON)
    return type(correction), rest


def hidden(made: Plan, today: Day | None) -> frozenset[str]:
    """Evidence keys of events that are rejected, or hidden until a day that has not come; without a clock none has."""

    def waits(until: When) -> bool:
        return today is None or until.first is None or today.ordinal < until.first.ordinal

    shut = [item for item in made.of(Reject, Hide) if not isinstance(item.correction, Hide) or waits(item.correction.until)]
    return frozenset(item.key() for item in shut)


def origins(made: Plan, evidence: Iterable[Evidence]) -> dict[str, str]:
    """Evidence key → the report the editor says it leans on; what is said of a sentence goes before what is said of its article."""
    whole = {item.correction.article: item.correction.origin for item in made.of(SetOrigin) if not item.key("evidence")}  # type: ignore[attr-defined]
    single = {item.key("evidence"): item.correction.origin for item in made.of(SetOrigin) if item.key("evidence")}  # type: ignore[attr-defined]
    return {item.key: whole[item.article] for item in evidence if item.article in whole} | single


def namesakes(made: Plan, not_same: Iterable[Sequence[str]] = ()) -> dict[tuple[str, str], str]:
    """(article, name in small letters) → what tells this person from others of the name; the article is "" for all of them.

    `not_same` are groups of names that the config keeps apart.
    """
    found = {("", name.casefold()): name for group in not_same for name in group[1:]}
    for item in made.of(TellApart):
        correction = item.correction
        assert isinstance(correction, TellApart)  # as asked for
        one_name = len({name.casefold() for name in correction.people}) == 1
        marks = correction.articles if one_name else correction.people
        for number, (name, mark) in enumerate(zip(correction.people, marks, strict=False)):
            if number:
                found[mark if one_name else "", name.casefold()] = mark
    return found
