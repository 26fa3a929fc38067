"""Groups of evidence in, events with dates, order, answers and conflicts out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from timeline import naming, wording
from timeline.events.answers import find_answers
from timeline.events.asking import questions
from timeline.events.conflict import Dating, bounded
from timeline.events.counting import Count, count_out, counts
from timeline.events.drafts import Draft, Facts, article_node, draft, facts, is_contested, named, outline, redrawn
from timeline.events.evidence import Told
from timeline.events.infer import Shared
from timeline.events.lexicon import Lexicon
from timeline.events.merging import Merged
from timeline.events.names import normal
from timeline.events.order import Bound, Clash, Constraint, Link, Node, order
from timeline.events.outcomes import outcome_conflicts
from timeline.events.outlines import NO_OUTLINES, Outline, Outlines, name_of
from timeline.events.totals import total_conflicts
from timeline.memo import NO_MEMO, Memo
from timeline.model import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Conflict,
    Event,
    Evidence,
    Polarity,
    Problem,
    Stage,
    Tense,
    TimeExpression,
)
from timeline.quick import altered, dataclass
from timeline.when import Relation, When, intersection, relate

_TENSES = {Stage.HAPPENED: Tense.PAST, Stage.PLANNED: Tense.FUTURE, Stage.ONGOING: Tense.PRESENT}
_OPEN = {Basis.UNKNOWN, Basis.REPORTED}
_FIRM = {Basis.STATED, Basis.RESOLVED, Basis.INHERITED, Basis.EDITED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """Events in drawing order, unplaceable ones last, with the conflicts and problems met on the way, and outlines to keep."""

    events: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    outlines: Outlines = NO_OUTLINES


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The outlines of an earlier build, and names for what was read of each article, by which they are found; `names` are told that of
    the evidence of each event.
    """

    sources: Mapping[str, str]
    outlines: Outlines
    names: naming.Known


Edited = Mapping[str, tuple[When, tuple[str, ...]]]  # evidence key → the date an editor gives its event, and how to say so
_NOTHING: Edited = MappingProxyType({})
_Record = TypeVar("_Record")
_At = Mapping[tuple[str, int], str]  # article and number of a mention → the event it tells


def assemble(
    merged: Merged,
    articles: Sequence[Article],
    lexicon: Lexicon,
    edited: Edited = _NOTHING,
    memo: Memo = NO_MEMO,
    known: Known | None = None,
) -> Assembled:
    """The events of a timeline. `articles` carry their stated or inferred dates; `edited` dates hold against all that sources say.

    An event is made of the facts of its evidence, what the timeline calls the people and reports in it, and what other events say of it.
    With a `memo`, or what is `known` of an earlier build, only that is worked out again of which one of these is another than before.
    """
    by_id = {article.id: article for article in articles}
    found = [memo.of("facts", (*group, lexicon), partial(facts, group, lexicon)) for group in merged.groups]
    drafts, drawn = _drafts(found, by_id, lexicon, memo, known)
    number = _numbers(found)
    ids = [one.id for one in found]
    at = {place: ids[index] for place, index in number.items()}
    datings, words = _dated(drafts, at, edited, memo)
    nodes = _nodes(drafts, datings, by_id, memo)
    limits = (limit for one in found for limit in one.limits)
    ordering = order(nodes, (*limits, *words), memo, known.outlines.rows if known else None)
    conflicts = _all_conflicts(drafts, datings, edited)
    relations = _Relations(
        answers={ids[g]: tuple(ids[a] for a in answers) for g, answers in find_answers([f.answering for f in found], number).items()},
        neighbours=_neighbours(words),
        conflicts=_conflicts_of(conflicts, found),
        suggestions=_suggestions(merged, ids),
    )
    rank = {id_: i for i, id_ in enumerate(ordering.sequence)}
    finished = (_finished(one, datings[one.facts.id], ordering.bounds.get(one.facts.id), relations, memo) for one in drafts)
    events = sorted(finished, key=lambda event: (event.when is None, rank[event.id]))
    problems = questions(ordering.clashes, nodes, _evidence_of(ordering.clashes, drafts), by_id)
    outlines = Outlines(drawn=drawn, rows=ordering.rows)
    return Assembled(events=tuple(events), conflicts=tuple(conflicts), problems=problems, outlines=outlines)


def _numbers(every: Sequence[Facts]) -> dict[tuple[str, int], int]:
    """The number of the event that each mention tells, by article and number of the mention; only of those that words lead to."""
    asked = {lead for one in every for lead in one.leads}
    return {
        place: number for number, one in enumerate(every) for told in one.group if (place := (told.evidence.article, told.index)) in asked
    }


def _evidence_of(clashes: Iterable[Clash], drafts: Iterable[Draft]) -> dict[str, Evidence]:
    """The evidence that some clashes rest on, by its key."""
    keys = {constraint.evidence for clash in clashes for constraint in clash.constraints}
    return {item.key: item for one in drafts if not keys.isdisjoint(one.facts.keys) for item in one.event.evidence} if keys else {}


def _all_conflicts(drafts: Sequence[Draft], datings: Mapping[str, Dating], edited: Edited) -> list[Conflict]:
    """The conflicts within each event, then those between events."""
    within = (conflict for one in drafts for conflict in (datings[one.facts.id].conflict, *one.figures) if conflict is not None)
    totals = total_conflicts([(one.event, one.facts.totals) for one in drafts], edited)
    return [*within, *totals, *outcome_conflicts([(one.facts.id, one.facts.outcomes) for one in drafts])]


def _conflicts_of(conflicts: Sequence[Conflict], every: Iterable[Facts]) -> Mapping[str, Sequence[str]]:
    """For each event the conflicts that its evidence takes part in: those of outcomes and of totals are between events."""
    keys = {key for conflict in conflicts for claim in conflict.claims for key in claim.evidence}
    owner = {key: one.id for one in every if not keys.isdisjoint(one.keys) for key in one.keys} if keys else {}
    found: dict[str, list[str]] = defaultdict(list)
    for conflict in conflicts:
        for event in dict.fromkeys((conflict.event, *(owner[key] for claim in conflict.claims for key in claim.evidence))):
            found[event].append(conflict.id)
    return found


# --- what the whole timeline calls somebody ----------------------------------------------------------------------------------------------


def _drafts(
    every: Sequence[Facts], articles: Mapping[str, Article], lexicon: Lexicon, memo: Memo, known: Known | None
) -> tuple[list[Draft], dict[bytes, Outline]]:
    """The drafts, and their outlines where some are `known`."""
    (actors, varied), origins, denials = _canonical(every, memo), _origins(every), _denials(every)
    drafts = []
    outlines: dict[bytes, Outline] = {}
    for one in every:
        contested = is_contested(one, denials)
        called, leaned = tuple([actors[actor] for actor in one.actors]), tuple([origins[origin] for origin in one.origins])
        key = name_of(one.group, known.sources, called, leaned, contested=contested) if known else None
        kept = known.outlines.drawn.get(key) if known and key else None
        if kept:
            as_told = varied.isdisjoint(one.actors) and leaned == one.origins
            made = redrawn(kept, one, tuple([told.evidence for told in one.group]) if as_told else named(one.group, actors, origins))
        else:
            seen = (one, *called, *map(articles.__getitem__, one.articles))
            make = partial(draft, one, articles, lexicon, actors, origins, contested=contested)
            made = memo.of(("draft", contested, leaned), seen, make)
        drafts.append(made)
        if known and key:
            outlines[key] = kept or outline(made)
            known.names.put(made.event.evidence, key)
    return drafts, outlines


def _canonical(every: Iterable[Facts], memo: Memo) -> tuple[dict[str, Actor], frozenset[str]]:
    """One name and kind for each actor: the form most articles use, the longer one of equals; and the ids of those with several."""
    forms: dict[str, dict[tuple[str, ActorKind], int]] = defaultdict(dict)
    for one in every:
        for actor in (p.actor for told in one.group for p in told.mention.participants):
            of_actor = forms[actor.id]
            form = actor.name, actor.kind
            of_actor[form] = of_actor.get(form, 0) + 1
    made = {id_: memo.of(("actor", id_, frozenset(used.items())), (), partial(_actor, id_, used)) for id_, used in forms.items()}
    return made, frozenset([id_ for id_, used in forms.items() if len(used) > 1])


def _actor(id_: str, forms: Mapping[tuple[str, ActorKind], int]) -> Actor:
    names: dict[str, int] = defaultdict(int)
    kinds: dict[ActorKind, int] = defaultdict(int)
    for (name, kind), count in forms.items():
        names[name] += count
        kinds[kind] += count if kind is not ActorKind.UNKNOWN else 0
    return Actor(id=id_, name=max(names, key=lambda name: (names[name], len(name), name)), kind=_kind(kinds))


def _kind(counts: Mapping[ActorKind, int]) -> ActorKind:
    known = {kind: n for kind, n in counts.items() if n}
    return max(sorted(known), key=lambda k: known[k]) if known else ActorKind.UNKNOWN


def _origins(every: Iterable[Facts]) -> dict[str, str]:
    """Each report that articles lean on in the fullest form it is written in: "the Harbour Times" and "The Harbour Times" are one."""
    forms: dict[str, str] = {}
    found = {}
    for origin in sorted({origin for one in every for origin in one.origins}, key=lambda o: (-len(o), o)):
        found[origin] = forms.setdefault(normal(origin), origin)
    return found


def _denials(every: Iterable[Facts]) -> dict[str, frozenset[str]]:
    """For each article the ids of those who deny something in it."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in every:
        for article, actor in one.denials:
            found[article].add(actor)
    return {article: frozenset(actors) for article, actors in found.items()}


# --- dates and order ---------------------------------------------------------------------------------------------------------------------


def _dated(drafts: Sequence[Draft], at: _At, edited: Edited, memo: Memo) -> tuple[dict[str, Dating], list[Constraint]]:
    """The date of each event, as the editor gives it, or as words count it from another; and the order words."""
    own = {one.facts.id: one.dating if edited.keys().isdisjoint(one.facts.keys) else _as_edited(one, edited) for one in drafts}
    counted = counts([(one.facts.id, one.facts.counted) for one in drafts], at)
    datings = count_out(own, counted, {one.facts.id: one.event.title for one in drafts})
    for one in drafts:
        dating = datings[one.facts.id]
        if dating is not one.dating:
            datings[one.facts.id] = memo.of(("dating", dating), (), partial(_same, dating))
    words = (*_words((one.facts for one in drafts), at), *map(_as_constraint, counted))
    return datings, [memo.of(("order word", word), (), partial(_same, word)) for word in words]


def _same(record: _Record) -> _Record:
    return record


def _as_edited(one: Draft, edited: Edited) -> Dating:
    """The date an editor gives; the claims of the sources stay beside it."""
    dating = one.dating
    when, steps = next(edited[key] for key in one.facts.keys if key in edited)
    conflict = replace(dating.conflict, shown=None, reason="the editor dates it") if dating.conflict else None
    return Dating(when=when, basis=Basis.EDITED, steps=steps, conflict=conflict)


def _nodes(drafts: Sequence[Draft], datings: Mapping[str, Dating], articles: Mapping[str, Article], memo: Memo) -> tuple[Node, ...]:
    events = (memo.of("node", (one, dating := datings[one.facts.id]), partial(_event_node, one, dating, articles)) for one in drafts)
    return (*events, *(memo.of("node", (article,), partial(_article_node, article)) for article in articles.values()))


def _event_node(one: Draft, dating: Dating, articles: Mapping[str, Article]) -> Node:
    event, firm = one.event, dating.basis in _FIRM
    own = dating.when if dating.basis not in _OPEN and (firm or any(item.time is not None for item in event.evidence)) else None
    guessed = (id_ for id_ in sorted(one.facts.articles) if articles[id_].published_basis is Basis.INFERRED)
    return Node(
        id=event.id,
        words=wording.quoted(event.title),
        when=own,
        rests_on=() if firm else tuple(map(article_node, guessed)),
        reported=dating.reported,
        written=(event.evidence[0].article, event.evidence[0].trigger.start),
    )


def _article_node(article: Article) -> Node:
    words = f"the article “{article.title}”" if article.title else f"the article {article.id}"
    id_, inferred = article_node(article.id), article.published_basis is Basis.INFERRED
    return Node(id=id_, words=words, when=article.published, rests_on=(id_,) if inferred else (), drawn=False)


def _words(every: Iterable[Facts], at: _At) -> Iterator[Constraint]:
    """What order words, and answers, say of two events."""
    for one in every:
        for told in one.linked:
            key = told.evidence.key
            for link in told.mention.links:
                other = at.get((told.evidence.article, link.other))
                if other is None or other == one.id:
                    continue
                left, right = (other, one.id) if link.relation == "after" else (one.id, other)
                yield Constraint(kind=Link.BEFORE, left=left, right=right, words=f"“{link.words}”", evidence=key)
            answered = at.get((told.evidence.article, told.mention.answers)) if told.mention.answers >= 0 else None
            if answered is not None and answered != one.id:
                yield Constraint(kind=Link.BEFORE, left=answered, right=one.id, words="being its answer", evidence=key)


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


class _Beside(NamedTuple):
    """What stands in `_Relations` for one event."""

    neighbours: _Neighbours
    answers: tuple[str, ...]
    conflicts: tuple[str, ...]
    suggestions: tuple[str, ...]


def _finished(one: Draft, dating: Dating, bound: Bound | None, relations: _Relations, memo: Memo) -> Event:
    id_ = one.facts.id
    beside = _Beside(
        neighbours=relations.neighbours.get(id_, ((), ())),
        answers=relations.answers.get(id_, ()),
        conflicts=tuple(relations.conflicts.get(id_, ())),
        suggestions=tuple(sorted(relations.suggestions.get(id_, ()))),
    )
    return memo.of(("event", beside), (one, dating, bound), partial(_finish, one, dating, bound, beside))


def _finish(one: Draft, dating: Dating, bound: Bound | None, beside: _Beside) -> Event:
    loose = dating.when is None or not dating.when.is_bounded or dating.basis is Basis.INFERRED
    if bound is not None and loose and dating.basis is not Basis.EDITED and _narrows(bound.when, dating.when):
        dating = bounded(dating, bound.when, bound.steps)
        if bound.inferred and dating.basis is Basis.BOUNDED and bound.when.is_day:
            dating = replace(dating, when=None, basis=Basis.UNKNOWN)  # no single day rests on an inferred date
    befores, afters = beside.neighbours
    return altered(
        one.event,
        when=dating.when,
        basis=dating.basis,
        steps=dating.steps,
        reported=dating.reported,
        after=befores,
        before=afters,
        answers=beside.answers,
        salience=one.salience,
        conflicts=beside.conflicts,
        suggestions=beside.suggestions,
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


def shared(
    merged: Merged, articles: Sequence[Article], loose: Mapping[str, Sequence[TimeExpression]], lexicon: Lexicon
) -> tuple[Shared, ...]:
    """What undated articles say of times and events, for `infer`; `loose` are expressions of each article that belong to no mention."""
    verdicts = {name for name, kind in lexicon.kinds.items() if kind.looks_back}
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
                    known=_known(group, told, dated, verdicts),
                )
            )
    for article, expressions in loose.items():
        if article not in dated:
            found += [Shared(article=article, evidence=f"{article}:{e.start}", expression=e, tense=e.tense) for e in expressions]
    return tuple(found)


def _known(group: Sequence[Told], of: Told, dated: set[str], verdicts: set[str]) -> When | None:
    """What other articles say of the event's date; None where they say nothing or disagree.

    A verdict and the deed it is for may have come into one group: neither is placed by the other's date.
    """
    looks_back = of.mention.kind in verdicts
    common: When | None = None
    for told in group:
        evidence = told.evidence
        firm = evidence.basis is Basis.STATED or (evidence.article in dated and evidence.basis in {Basis.RESOLVED, Basis.INHERITED})
        other = evidence.article == of.evidence.article or (told.mention.kind in verdicts) is not looks_back
        if other or evidence.when is None or evidence.time is None or not firm:
            continue
        if common is not None and intersection(common, evidence.when) is None:
            return None
        common = evidence.when if common is None else intersection(common, evidence.when)
    return common
