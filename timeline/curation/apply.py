"""Events as the rules made them and a plan in, events as the editor has them out.

What the editor set says so (`edits`, basis `edited`). What the editor accepted stays as it was accepted: where the sources would have it
otherwise now, the event says what would change, for the editor to look at again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from timeline import wording
from timeline.curation.match import selector
from timeline.curation.plan import ORPHAN, Placed, Plan
from timeline.curation.quoting import quoted, said_by
from timeline.curation.records import (
    VERBS,
    Accept,
    AddEvent,
    AddEvidence,
    Address,
    Part,
    Pin,
    Redate,
    Reject,
    Retitle,
    SetActors,
    SetKind,
    SetSpeaker,
    SetStage,
    Settle,
)
from timeline.curation.store import Corrections
from timeline.memo import Memo
from timeline.model import (
    Actor,
    Article,
    ArticleKind,
    BasedOn,
    Basis,
    Block,
    Claim,
    Conflict,
    ConflictKind,
    Event,
    Evidence,
    Participant,
    Polarity,
    Problem,
    Review,
    Severity,
)
from timeline.quick import altered, dataclass
from timeline.when import Relation, When, from_edtf, relate, to_edtf
from timeline.wording import label

_CHANGES_EVENT = (Retitle, Redate, SetKind, SetStage, SetSpeaker, SetActors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The timeline's events and conflicts as the editor has them, articles that only corrections brought in, and problems."""

    events: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()


def fingerprint(event: Event) -> str:
    """A hash of what acceptance covers: title, summary, speaker, date, stage and evidence."""
    said = (event.title, event.summary, event.speaker, _edtf(event.when), event.stage.value, *sorted(item.key for item in event.evidence))
    return sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()[:12]


def accept(event: Event, *, by: str, at: str, articles: Iterable[Article] = ()) -> Accept:
    """The correction that accepts an event as it stands."""
    return Accept(
        event=selector(event.evidence[0], articles),
        title=event.title,
        summary=event.summary,
        speaker=event.speaker,
        date=event.when,
        stage=event.stage,
        evidence=tuple(item.key for item in event.evidence),
        fingerprint=fingerprint(event),
        by=by,
        at=at,
    )


def accepted_before(corrections: Corrections, events: Iterable[Event]) -> frozenset[str]:
    """The ids of older acceptances of events, which new ones replace."""
    keys = {item.key for event in events for item in event.evidence}
    accepts = [(entry.id, entry.correction) for entry in corrections.entries if isinstance(entry.correction, Accept)]
    return frozenset(id_ for id_, said in accepts if isinstance(said, Accept) and keys & {said.event.key, *said.evidence})


Dates = dict[str, tuple[When, tuple[str, ...]]]  # evidence key → the date an editor gives its event, and how to say so


def dates(made: Plan) -> Dates:
    """The dates that the editor states."""
    found: Dates = {}
    for item in made.of(Redate):
        assert isinstance(item.correction, Redate)  # as asked for
        found[item.key()] = (item.correction.date, (f"dated {label(item.correction.date)} {said_by(item.correction)}",))
    return found


def settled_dates(made: Plan, events: Sequence[Event], conflicts: Sequence[Conflict]) -> Dates:
    """The dates of the claims that the editor holds with, where sources disagree on the date."""
    said = tuple(made.of(Settle))
    of_event = {conflict.event: conflict for conflict in conflicts if conflict.kind is ConflictKind.DATE}
    owner = {item.key: event for event in events for item in event.evidence} if said else {}
    found: Dates = {}
    for item in said:
        assert isinstance(item.correction, Settle)  # as asked for
        event = owner.get(item.key())
        conflict = of_event.get(event.id) if event is not None and item.correction.conflict is ConflictKind.DATE else None
        claim = next((claim for claim in conflict.claims if claim.value == item.correction.claim), None) if conflict else None
        if event is None or claim is None:
            continue
        told = [e.when for e in event.evidence if e.key in claim.evidence and e.when is not None]
        found[item.key()] = (min(told, key=_width), (f"of the dates the sources give, this one is held with {said_by(item.correction)}",))
    return found


def _width(when: When) -> int:
    return 10**7 if when.first is None or when.last is None else when.last.days_since(when.first)


def edit(
    made: Plan,
    events: Sequence[Event],
    conflicts: Sequence[Conflict],
    articles: Sequence[Article],
    *,
    file: str,
    is_sensitive: Callable[[Event], bool],
    memo: Memo,
) -> Edited:
    """Apply what is said of events after they were made. `file` is the name of the corrections file, for problems."""

    def untouched(event: Event) -> Event:
        return memo.of("sensitive", (event,), lambda: altered(event, sensitive=True)) if is_sensitive(event) else event

    if not made.placed:
        return Edited(events=tuple(map(untouched, events)), conflicts=tuple(conflicts))
    withdrawn = {item.key() for item in made.of(Reject)}
    by_hand = [_by_hand(item, articles, file) for item in made.of(AddEvent)]
    by_hand = [row for row in by_hand if row[0] is None or row[0].id not in withdrawn]
    added = [event for event, _, _ in by_hand if event is not None]
    current = _insert(events, added)
    owner = {item.key: event.id for event in current for item in event.evidence}
    of_event: dict[str, list[Placed]] = {}
    for item in made.placed:
        if item.key() in owner:
            of_event.setdefault(owner[item.key()], []).append(item)
    problems = [problem for _, _, problem in by_hand if problem is not None]
    final, titles = [], {}
    for event in current:
        mine = of_event.get(event.id, ())
        if not mine:
            final.append(untouched(event))
            continue
        more, lost = _more_evidence(mine, event, articles, file)
        problems += lost
        changed = _changed(replace(event, evidence=(*event.evidence, *more)), mine)
        changed = replace(changed, sensitive=is_sensitive(event) or is_sensitive(changed))
        kept = _reviewed(changed, [item for item in mine if isinstance(item.correction, Accept)], mine)
        final.append(kept)
        titles[event.title] = kept.title
    settled, unsettled = _settle(conflicts, made, owner, file)
    left = tuple(_conflicts(settled, current, final))
    quotations = {wording.quoted(old): wording.quoted(new) for old, new in titles.items() if old != new}
    known = {conflict.id for conflict in left}
    return Edited(
        events=tuple(_reworded(event, quotations, known) for event in _renamed(current, final)),
        conflicts=left,
        articles=tuple(article for _, article, _ in by_hand if article is not None),
        problems=(*problems, *unsettled),
    )


def _edtf(when: When | None) -> str:
    return to_edtf(when) if when is not None else ""


# --- what the editor sets ----------------------------------------------------------------------------------------------------------------


def _changed(event: Event, mine: Sequence[Placed]) -> Event:
    """The event with what the editor set. Dates were set before the order was made; here they only say so."""
    for item in mine:
        correction, said = item.correction, said_by(item.correction)
        match correction:
            case Retitle():
                event = replace(event, title=correction.title, summary="", edits=(*event.edits, f"Title {said}."))
            case Redate():
                event = replace(event, edits=(*event.edits, f"Date {said}."))
            case SetKind():
                event = replace(event, kind=correction.kind, edits=(*event.edits, f"Kind {said}."))
            case SetStage():
                event = replace(event, stage=correction.stage, edits=(*event.edits, f"Status {said}."))
            case SetSpeaker():
                event = replace(event, speaker=correction.speaker, edits=(*event.edits, f"Who says so, {said}."))
            case SetActors():
                actors = _participants(correction.actors, event.participants)
                event = replace(event, participants=actors, edits=(*event.edits, f"People {said}."))
            case AddEvidence():
                event = replace(event, edits=(*event.edits, f"Evidence added {said}."))
            case Pin():
                event = replace(event, pinned=True)
    return event


def _participants(parts: Sequence[Part], known: Sequence[Participant]) -> tuple[Participant, ...]:
    actors = {part.actor.name.casefold(): part.actor for part in known}
    return tuple(
        Participant(actor=actors.get(part.name.casefold()) or Actor(id=part.name.casefold(), name=part.name), role=part.role)
        for part in parts
    )


def _more_evidence(mine: Sequence[Placed], event: Event, articles: Sequence[Article], file: str) -> tuple[list[Evidence], list[Problem]]:
    """Sentences the editor adds that no rule reads as evidence."""
    found, problems, known = [], [], {item.key for item in event.evidence}
    for item in mine:
        if not isinstance(item.correction, AddEvidence) or item.correction.evidence.key in known:
            continue
        evidence = quoted(item.correction.evidence, articles, kind=event.kind, stage=event.stage, said=said_by(item.correction))
        if evidence is None:
            problems.append(_not_there(item, item.correction.evidence, file))
        else:
            found.append(evidence)
    return found, problems


def _by_hand(item: Placed, articles: Sequence[Article], file: str) -> tuple[Event | None, Article | None, Problem | None]:
    """An event the editor wrote, with the note it stands in where it quotes no article."""
    correction = item.correction
    assert isinstance(correction, AddEvent)  # as asked for
    said, note = said_by(correction), None
    if correction.quote is None:
        note = _editors_note(correction, file)
        articles = (note,)
    address = correction.quote or Address(article=articles[0].id, quote=articles[0].text)
    evidence = quoted(address, articles, kind=correction.kind, stage=correction.stage, said=said)
    if evidence is None:
        return None, None, _not_there(item, address, file)
    event = Event(
        id=evidence.key,
        title=correction.title,
        summary=correction.summary,
        kind=correction.kind,
        stage=correction.stage,
        polarity=Polarity.AFFIRMED,
        when=correction.date,
        basis=Basis.EDITED if correction.date else Basis.UNKNOWN,
        evidence=(evidence,),
        participants=_participants(correction.actors, ()),
        steps=(f"dated {said}",) if correction.date else ("no date was given",),
        speaker=correction.speaker,
        origins=(evidence.origin,),
        salience=1.0,
        edits=(f"Event {said}.",),
    )
    return event, note, None


def _editors_note(correction: AddEvent, file: str) -> Article:
    text = correction.summary or f"{correction.title.rstrip('.')}."
    name = sha256(f"{correction.title}\n{correction.by}\n{correction.at}".encode("utf-8", "replace")).hexdigest()[:12]
    day = from_edtf(correction.at[:10])
    return Article(
        id=f"editor-{name}",
        path=file,
        text=text,
        text_hash=sha256(text.encode("utf-8", "replace")).hexdigest(),
        blocks=(Block(start=0, end=len(text), line=1),),
        kind=ArticleKind.NOTE,
        title="The editor’s note",
        url=correction.url,
        published=day,
        published_basis=Basis.EDITED,
        published_steps=(f"written {said_by(correction)}",),
        based_on=BasedOn(publisher=correction.source, url=correction.url),
    )


def _not_there(item: Placed, address: Address, file: str) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code=ORPHAN,
        path=file,
        line=item.entry.line,
        message=f"`{VERBS[type(item.correction)]}` has lost its place: {address.article} does not say “{address.quote[:90]}”",
        hint="copy the words as they stand in the article",
    )


def _insert(events: Sequence[Event], added: Sequence[Event]) -> list[Event]:
    """Events by hand before the first event that is later; those without a date last."""
    current = list(events)
    for event in added:
        at = next((i for i, other in enumerate(current) if _is_before(event.when, other.when)), len(current))
        current.insert(at, event)
    return current


def _is_before(one: When | None, other: When | None) -> bool:
    return one is not None and (other is None or relate(one, other) is Relation.BEFORE)


# --- what the editor accepted ------------------------------------------------------------------------------------------------------------


def _reviewed(event: Event, accepted: Sequence[Placed], mine: Sequence[Placed]) -> Event:
    """The event as it was accepted. What the editor set after that is accepted with it."""
    if not accepted:
        return event
    print_now = fingerprint(event)
    if any(isinstance(item.correction, Accept) and item.correction.fingerprint == print_now for item in accepted):
        return replace(event, review=Review.ACCEPTED)
    last = accepted[-1]
    correction = last.correction
    assert isinstance(correction, Accept)  # as the caller chose
    later = {type(item.correction) for item in mine if item.entry.start > last.entry.start}
    read = _read(correction, last, event)
    kept = tuple(item for item in event.evidence if item.key in read or (AddEvidence in later and item.trigger.text == ""))
    if not kept:
        return replace(event, changes=("the quotes that were accepted are gone",))
    shown = replace(
        event,
        id=kept[0].key,
        evidence=kept,
        title=event.title if Retitle in later else correction.title,
        summary=event.summary if Retitle in later else correction.summary,
        speaker=event.speaker if SetSpeaker in later else correction.speaker,
        stage=event.stage if SetStage in later else correction.stage,
        origins=tuple(dict.fromkeys(item.origin for item in kept)),
        participants=event.participants if SetActors in later else _still(event, kept),
    )
    if Redate not in later and Settle not in later and _edtf(event.when) != _edtf(correction.date):
        said = (f"as accepted {said_by(correction)}",)
        shown = replace(shown, when=correction.date, basis=Basis.EDITED if correction.date else Basis.UNKNOWN, steps=said)
    changes = _changes(event, shown, gone=len(correction.evidence) - sum(item.key in read for item in kept))
    return replace(shown, review=Review.KEPT if changes else Review.ACCEPTED, changes=changes)


def _read(correction: Accept, placed: Placed, event: Event) -> frozenset[str]:
    """The keys of the quotes that were accepted; the one that the event is addressed by may stand in an article of another name now."""
    first = next(item for item in event.evidence if item.key == placed.key())
    same = (first.quote, first.trigger.text) == (correction.event.quote, correction.event.trigger)
    return frozenset(placed.key() if same and key == correction.event.key else key for key in correction.evidence)


def _still(event: Event, kept: Sequence[Evidence]) -> tuple[Participant, ...]:
    """The participants whom the accepted evidence names."""
    if len(kept) == len(event.evidence):
        return event.participants
    named = {part.actor.id for item in kept for part in item.participants}
    return tuple(part for part in event.participants if part.actor.id in named)


def _changes(now: Event, shown: Event, *, gone: int) -> tuple[str, ...]:
    """What the sources would have otherwise, in words."""
    fresh = [item for item in now.evidence if item not in shown.evidence]
    rows = (
        (now.title != shown.title, f"the title would be “{now.title}”"),
        (now.summary != shown.summary, f"the summary would be “{now.summary}”"),
        (now.speaker != shown.speaker, f"who says so would be {now.speaker or 'the sources themselves'}"),
        (_edtf(now.when) != _edtf(shown.when), f"the date would be {label(now.when) if now.when else 'unknown'}"),
        (now.stage is not shown.stage, f"the status would be {now.stage.value}"),
        (bool(fresh), "there is more evidence: " + "; ".join(f"“{item.quote}” ({item.article})" for item in fresh)),
        (gone > 0, f"{gone} of the accepted quotes {'is' if gone == 1 else 'are'} gone"),
    )
    return tuple(words for differs, words in rows if differs)


# --- what follows for the rest -----------------------------------------------------------------------------------------------------------


def _settle(conflicts: Iterable[Conflict], made: Plan, owner: Mapping[str, str], file: str) -> tuple[list[Conflict], list[Problem]]:
    """Conflicts with the claim that the editor holds with; all claims stay."""
    settled, problems = {conflict.id: conflict for conflict in conflicts}, []
    for item in made.of(Settle):
        correction = item.correction
        assert isinstance(correction, Settle)  # as asked for
        mine = [c for c in settled.values() if c.event == owner.get(item.key()) and c.kind is correction.conflict]
        found = [(c, i) for c in mine for i, claim in enumerate(c.claims) if _is_meant(claim, correction)]
        if len(found) == 1:
            conflict, number = found[0]
            settled[conflict.id] = replace(conflict, shown=number, reason=f"held with this claim {said_by(correction)}")
        else:
            there = "; ".join(claim.value for c in mine for claim in c.claims) or "nothing that differs"
            message = f"`settle` has lost its place: no claim says {correction.claim!r}; the event has {there}"
            problems.append(Problem(severity=Severity.WARNING, code=ORPHAN, path=file, line=item.entry.line, message=message))
    return list(settled.values()), problems


def _is_meant(claim: Claim, correction: Settle) -> bool:
    return claim.value == correction.claim and (not correction.measure or claim.measure == correction.measure)


def _renamed(before: Sequence[Event], after: Sequence[Event]) -> list[Event]:
    """Events that refer to each other by the ids they have now."""
    new = {old.id: event.id for old, event in zip(before, after, strict=True)}
    if all(old == now for old, now in new.items()):
        return list(after)

    def moved(ids: Collection[str]) -> tuple[str, ...]:
        return tuple(new[id_] for id_ in ids if id_ in new)

    return [
        replace(
            event, answers=moved(event.answers), after=moved(event.after), before=moved(event.before), suggestions=moved(event.suggestions)
        )
        for event in after
    ]


def _conflicts(conflicts: Iterable[Conflict], before: Sequence[Event], after: Sequence[Event]) -> Iterable[Conflict]:
    """Conflicts between claims that are still shown, under the ids events have now."""
    new = {old.id: event for old, event in zip(before, after, strict=True)}
    own = {old.id: {item.key for item in old.evidence} for old in before}
    everywhere = {item.key for event in after for item in event.evidence}
    for conflict in conflicts:
        event = new.get(conflict.event)
        if event is None:
            continue
        between = any(key not in own[conflict.event] for claim in conflict.claims for key in claim.evidence)
        keys = everywhere if between else {item.key for item in event.evidence}
        claims = [(number, replace(c, evidence=tuple(k for k in c.evidence if k in keys))) for number, c in enumerate(conflict.claims)]
        left = [(number, claim) for number, claim in claims if claim.evidence]
        if len(left) > 1:
            shown = next((at for at, (number, _) in enumerate(left) if number == conflict.shown), None)
            yield replace(conflict, event=event.id, claims=tuple(claim for _, claim in left), shown=shown)


def _reworded(event: Event, quotations: Mapping[str, str], conflicts: Collection[str]) -> Event:
    """Reasons quote other events by the titles these have now; conflicts that are none any more are left out."""
    steps = event.steps
    if any("“" in step for step in steps):
        for old, new in quotations.items():
            steps = tuple(step.replace(old, new) for step in steps)
    left = tuple(key for key in event.conflicts if key in conflicts)
    return event if (steps, left) == (event.steps, event.conflicts) else replace(event, steps=steps, conflicts=left)
