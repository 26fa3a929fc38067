"""Groups of evidence in, events with dates, order, answers and conflicts out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import is_
from types import MappingProxyType

from timeline import wording
from timeline.events.answers import find_answers
from timeline.events.asking import questions
from timeline.events.conflict import Dating, bounded, date_event, figure_conflicts
from timeline.events.counting import Count, count_out, counts
from timeline.events.evidence import Told
from timeline.events.infer import Shared
from timeline.events.lexicon import Lexicon
from timeline.events.merging import Merged
from timeline.events.names import normal
from timeline.events.order import Constraint, Link, Node, Ordering, order
from timeline.events.outcomes import outcome_conflicts
from timeline.events.salience import salience
from timeline.events.title import choose_summary, choose_title
from timeline.events.totals import total_conflicts
from timeline.model import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Conflict,
    Event,
    Evidence,
    Participant,
    Polarity,
    Problem,
    RoleName,
    Stage,
    Tense,
    TimeExpression,
)
from timeline.quick import altered
from timeline.when import Relation, When, intersection, relate

_TENSES = {Stage.HAPPENED: Tense.PAST, Stage.PLANNED: Tense.FUTURE, Stage.ONGOING: Tense.PRESENT}
_DENIAL = "deny"  # a kind
_OPEN = {Basis.UNKNOWN, Basis.REPORTED}
_FIRM = {Basis.STATED, Basis.RESOLVED, Basis.INHERITED, Basis.EDITED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """Events in drawing order, unplaceable ones last, with the conflicts and problems met on the way."""

    events: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]


Edited = Mapping[str, tuple[When, tuple[str, ...]]]  # evidence key → the date an editor gives its event, and how to say so
_NOTHING: Edited = MappingProxyType({})


def assemble(merged: Merged, articles: Sequence[Article], lexicon: Lexicon, edited: Edited = _NOTHING) -> Assembled:
    """The events of a timeline. `articles` carry their stated or inferred dates; `edited` dates hold against all that sources say."""
    by_id = {article.id: article for article in articles}
    every = [told for group in merged.groups for told in group]
    actors, origins, denials = _canonical(every), _origins(every), _denials(every)
    ids = [group[0].evidence.key for group in merged.groups]
    drafts = [_draft(group, by_id, lexicon, actors, origins, denials) for group in merged.groups]
    datings = {event.id: _as_edited(date_event(event.id, event.evidence), event.evidence, edited) for event in drafts}
    group_at = {(t.evidence.article, t.index): g for g, group in enumerate(merged.groups) for t in group}
    at = {place: ids[g] for place, g in group_at.items()}
    counted = counts(merged, ids, at)
    datings = count_out(datings, counted, {event.id: event.title for event in drafts})
    constraints = [*_constraints(merged, ids, at), *map(_as_constraint, counted)]
    nodes = _nodes(drafts, datings, articles, by_id)
    ordering = order(nodes, tuple(constraints))
    hurt = {told.evidence.key for told in every if told.mention.head in lexicon.finding.hurting}
    conflicts = [
        conflict
        for event in drafts
        for conflict in (datings[event.id].conflict, *figure_conflicts(event.id, event.evidence, hurt))
        if conflict is not None
    ]
    conflicts += [*total_conflicts(merged, drafts, edited), *outcome_conflicts(merged, ids, lexicon)]
    relations = _Relations(
        answers={ids[g]: tuple(ids[a] for a in found) for g, found in find_answers(merged, group_at, lexicon).items()},
        neighbours=_neighbours(constraints),
        conflicts=_conflicts_of(conflicts, drafts),
        suggestions=_suggestions(merged, ids),
    )
    rank = {id_: i for i, id_ in enumerate(ordering.sequence)}
    finished = (
        _finish(event, datings[event.id], ordering, relations, salience(event, group, lexicon))
        for event, group in zip(drafts, merged.groups, strict=True)
    )
    events = sorted(finished, key=lambda event: (event.when is None, rank[event.id]))
    evidence = {item.key: item for event in drafts for item in event.evidence}
    problems = questions(ordering.clashes, nodes, evidence, by_id)
    return Assembled(events=tuple(events), conflicts=tuple(conflicts), problems=problems)


def _conflicts_of(conflicts: Iterable[Conflict], events: Sequence[Event]) -> Mapping[str, Sequence[str]]:
    """For each event the conflicts that its evidence takes part in: those of outcomes and of totals are between events."""
    owner = {item.key: event.id for event in events for item in event.evidence}
    found: dict[str, list[str]] = defaultdict(list)
    for conflict in conflicts:
        for event in dict.fromkeys((conflict.event, *(owner[key] for claim in conflict.claims for key in claim.evidence))):
            found[event].append(conflict.id)
    return found


def _as_edited(dating: Dating, evidence: Sequence[Evidence], edited: Edited) -> Dating:
    """The date an editor gives; the claims of the sources stay beside it."""
    found = next((edited[item.key] for item in evidence if item.key in edited), None)
    if found is None:
        return dating
    conflict = replace(dating.conflict, shown=None, reason="the editor dates it") if dating.conflict else None
    return Dating(when=found[0], basis=Basis.EDITED, steps=found[1], conflict=conflict)


# --- one event ---------------------------------------------------------------------------------------------------------------------------


def _canonical(told: Iterable[Told]) -> dict[str, Actor]:
    """One name and kind for each actor: the form most articles use, the longer one of equals."""
    forms = Counter((p.actor.id, p.actor.name, p.actor.kind) for item in told for p in item.mention.participants)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    for (id_, name, kind), count in forms.items():
        names[id_][name] += count
        kinds[id_][kind] += count if kind is not ActorKind.UNKNOWN else 0
    return {
        id_: Actor(id=id_, name=max(forms, key=lambda n, forms=forms: (forms[n], len(n), n)), kind=_kind(kinds[id_]))  # type: ignore[misc]
        for id_, forms in names.items()
    }


def _kind(counts: Counter[ActorKind]) -> ActorKind:
    known = {kind: n for kind, n in counts.items() if n}
    return max(sorted(known), key=lambda k: known[k]) if known else ActorKind.UNKNOWN


def _origins(told: Iterable[Told]) -> dict[str, str]:
    """Each report that articles lean on in the fullest form it is written in: "the Harbour Times" and "The Harbour Times" are one."""
    forms: dict[str, str] = {}
    found = {}
    for origin in sorted({t.evidence.origin for t in told if t.evidence.origin != t.evidence.article}, key=lambda o: (-len(o), o)):
        found[origin] = forms.setdefault(normal(origin), origin)
    return found


def _denials(every: Iterable[Told]) -> dict[str, set[str]]:
    """For each article the ids of those who deny something in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for told in every:
        if told.mention.kind == _DENIAL:
            found[told.evidence.article].update(p.actor.id for p in told.mention.participants if p.role is RoleName.AGENT)
    return found


def _is_contested(told: Told, denials: Mapping[str, set[str]]) -> bool:
    """Whether a claim stands in an article in which it is denied: one of its agents denies things there, or it is only passed on."""
    mention = told.mention
    deniers = denials.get(told.evidence.article)
    if deniers is None or mention.kind == _DENIAL or mention.polarity is Polarity.DENIED:
        return False
    agents = {p.actor.id for p in mention.participants if p.role is RoleName.AGENT}
    return bool(mention.via) or any(agent == denier or agent.endswith(f"-{denier}") for agent in agents for denier in deniers)


def _draft(
    group: Sequence[Told],
    articles: Mapping[str, Article],
    lexicon: Lexicon,
    actors: Mapping[str, Actor],
    origins_of: Mapping[str, str],
    denials: Mapping[str, set[str]],
) -> Event:
    claims = [t for t in group if t.index >= 0] or group  # passages that only retell it add no claim of their own
    title, best = choose_title(claims, articles, lexicon, contested=any(_is_contested(t, denials) for t in claims))
    evidence = tuple(_named(t.evidence, actors, origins_of) for t in group)
    stages = [t.mention.stage for t in claims]
    stage = Stage.HAPPENED if Stage.HAPPENED in stages else best.mention.stage
    origins = tuple(dict.fromkeys(e.origin for e in evidence))
    return Event(
        id=evidence[0].key,
        title=title,
        summary=choose_summary(claims, title),
        kind=best.mention.kind,
        stage=stage,
        polarity=best.mention.polarity,
        when=None,
        basis=Basis.UNKNOWN,
        evidence=evidence,
        participants=_participants(claims, best, actors),
        origins=origins,
        speaker=best.mention.source if all(t.mention.speaker for t in claims) else "",
    )


def _named(evidence: Evidence, actors: Mapping[str, Actor], origins_of: Mapping[str, str]) -> Evidence:
    origin = evidence.origin if evidence.origin == evidence.article else origins_of[evidence.origin]
    shared = tuple([_as_known(p, actors[p.actor.id]) for p in evidence.participants])
    same = origin == evidence.origin and all(map(is_, shared, evidence.participants))
    return evidence if same else altered(evidence, origin=origin, participants=shared)


def _as_known(part: Participant, actor: Actor) -> Participant:
    same = part.actor.name == actor.name and part.actor.kind is actor.kind
    return part if same else Participant(actor=actor, role=part.role)


def _participants(group: Sequence[Told], best: Told, actors: Mapping[str, Actor]) -> tuple[Participant, ...]:
    """Everybody the evidence names, those of the headline's mention first; the role most of them give."""
    roles: dict[str, list[RoleName]] = defaultdict(list)
    for told in (best, *group):
        for p in told.mention.participants:
            roles[p.actor.id].append(p.role)
    return tuple(Participant(actor=actors[id_], role=_commonest(found)) for id_, found in roles.items())


def _commonest(roles: Sequence[RoleName]) -> RoleName:
    """The role that occurs most, of equals the first."""
    return roles[0] if roles.count(roles[0]) == len(roles) else max(roles, key=roles.count)


# --- order -------------------------------------------------------------------------------------------------------------------------------


def _nodes(
    events: Sequence[Event], datings: Mapping[str, Dating], articles: Sequence[Article], by_id: Mapping[str, Article]
) -> tuple[Node, ...]:
    nodes = []
    for event in events:
        dating = datings[event.id]
        own = dating.when if dating.basis not in _OPEN and _has_own_date(event, dating) else None
        guessed = {e.article for e in event.evidence if by_id[e.article].published_basis is Basis.INFERRED}
        firm = dating.basis in _FIRM
        nodes.append(
            Node(
                id=event.id,
                words=wording.quoted(event.title),
                when=own,
                rests_on=() if firm else tuple(_article_node(a) for a in sorted(guessed)),
                reported=dating.reported,
                written=(event.evidence[0].article, event.evidence[0].trigger.start),
            )
        )
    for article in articles:
        inferred = article.published_basis is Basis.INFERRED
        words = f"the article “{article.title}”" if article.title else f"the article {article.id}"
        nodes.append(
            Node(
                id=_article_node(article.id),
                words=words,
                when=article.published,
                rests_on=(_article_node(article.id),) if inferred else (),
                drawn=False,
            )
        )
    return tuple(nodes)


def _has_own_date(event: Event, dating: Dating) -> bool:
    return dating.basis in _FIRM or any(e.time is not None for e in event.evidence)


def _article_node(article: str) -> str:
    return f"article:{article}"


def _constraints(merged: Merged, ids: Sequence[str], at: Mapping[tuple[str, int], str]) -> Iterable[Constraint]:
    for g, group in enumerate(merged.groups):
        for told in group:
            for link in told.mention.links:
                other = at.get((told.evidence.article, link.other))
                if other is None or other == ids[g]:
                    continue
                left, right = (other, ids[g]) if link.relation == "after" else (ids[g], other)
                yield Constraint(kind=Link.BEFORE, left=left, right=right, words=f"“{link.words}”", evidence=told.evidence.key)
            answered = at.get((told.evidence.article, told.mention.answers)) if told.mention.answers >= 0 else None
            if answered is not None and answered != ids[g]:
                yield Constraint(kind=Link.BEFORE, left=answered, right=ids[g], words="being its answer", evidence=told.evidence.key)
            article = _article_node(told.evidence.article)
            if told.mention.stage is Stage.HAPPENED and told.mention.tense is not Tense.FUTURE:
                yield Constraint(kind=Link.NOT_AFTER, left=ids[g], right=article, words="the past tense", evidence=told.evidence.key)
            elif told.mention.stage is Stage.PLANNED and told.evidence.time is None:
                yield Constraint(kind=Link.NOT_AFTER, left=article, right=ids[g], words="the plan", evidence=told.evidence.key)


def _as_constraint(count: Count) -> Constraint:
    left, right = (count.other, count.event) if count.sign > 0 else (count.event, count.other)
    return Constraint(kind=Link.BEFORE, left=left, right=right, words=f"“{count.words}”", evidence=count.evidence)


_Neighbours = tuple[tuple[str, ...], tuple[str, ...]]  # the events that words place before one, and after it


def _neighbours(constraints: Iterable[Constraint]) -> dict[str, _Neighbours]:
    befores: dict[str, dict[str, None]] = defaultdict(dict)
    afters: dict[str, dict[str, None]] = defaultdict(dict)
    for constraint in constraints:
        if constraint.kind is Link.BEFORE:
            befores[constraint.right][constraint.left] = None
            afters[constraint.left][constraint.right] = None
    return {id_: (tuple(befores.get(id_, ())), tuple(afters.get(id_, ()))) for id_ in {**befores, **afters}}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Relations:
    """For the id of an event: what answers it, what words place before and after it, its conflicts, and what may be the same."""

    answers: Mapping[str, tuple[str, ...]]
    neighbours: Mapping[str, _Neighbours]
    conflicts: Mapping[str, Sequence[str]]
    suggestions: Mapping[str, Iterable[str]]


def _finish(event: Event, dating: Dating, ordering: Ordering, relations: _Relations, worth: float) -> Event:
    bound = ordering.bounds.get(event.id)
    loose = dating.when is None or not dating.when.is_bounded or dating.basis is Basis.INFERRED
    if bound is not None and loose and dating.basis is not Basis.EDITED and _narrows(bound.when, dating.when):
        dating = bounded(dating, bound.when, bound.steps)
        if bound.inferred and dating.basis is Basis.BOUNDED and bound.when.is_day:
            dating = replace(dating, when=None, basis=Basis.UNKNOWN)  # no single day rests on an inferred date
    befores, afters = relations.neighbours.get(event.id, ((), ()))
    return altered(
        event,
        when=dating.when,
        basis=dating.basis,
        steps=dating.steps,
        reported=dating.reported,
        after=befores,
        before=afters,
        answers=relations.answers.get(event.id, ()),
        salience=worth,
        conflicts=tuple(relations.conflicts.get(event.id, ())),
        suggestions=tuple(sorted(relations.suggestions.get(event.id, ()))),
    )


def _narrows(new: When, old: When | None) -> bool:
    if old is None:
        return True
    common = intersection(new, old)
    return common is not None and relate(common, old) is not Relation.SAME


def _suggestions(merged: Merged, ids: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for a, b in merged.perhaps:
        found[ids[a]].add(ids[b])
        found[ids[b]].add(ids[a])
    return found


# --- what undated articles share ---------------------------------------------------------------------------------------------------------


def shared(merged: Merged, articles: Sequence[Article], loose: Mapping[str, Sequence[TimeExpression]]) -> tuple[Shared, ...]:
    """What undated articles say of times and events, for `infer`; `loose` are expressions of each article that belong to no mention."""
    dated = {a.id for a in articles if a.published is not None and a.published_basis in {Basis.STATED, Basis.EDITED}}
    found = []
    for group in merged.groups:
        for told in group:
            evidence = told.evidence
            if evidence.article in dated:
                continue
            tense = _TENSES.get(told.mention.stage, Tense.NONE) if told.mention.polarity is Polarity.AFFIRMED else Tense.NONE
            found.append(
                Shared(
                    article=evidence.article,
                    evidence=evidence.key,
                    expression=evidence.time,
                    tense=tense,
                    event=group[0].evidence.key,
                    known=_known(group, evidence, dated),
                )
            )
    for article, expressions in loose.items():
        if article not in dated:
            found += [Shared(article=article, evidence=f"{article}:{e.start}", expression=e, tense=e.tense) for e in expressions]
    return tuple(found)


def _known(group: Sequence[Told], of: Evidence, dated: set[str]) -> When | None:
    """What other articles say of the event's date; None where they say nothing or disagree."""
    common: When | None = None
    for told in group:
        evidence = told.evidence
        firm = evidence.basis is Basis.STATED or (evidence.article in dated and evidence.basis in {Basis.RESOLVED, Basis.INHERITED})
        if evidence.article == of.article or evidence.when is None or evidence.time is None or not firm:
            continue
        if common is not None and intersection(common, evidence.when) is None:
            return None
        common = evidence.when if common is None else intersection(common, evidence.when)
    return common
