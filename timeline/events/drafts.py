"""The evidence of one event in, what follows from it alone out: its facts, and, with what the whole timeline calls the people and reports
in it, its draft: headline, date and figures.

Whatever is the same for an event as it was before need not be worked out again, however many other events there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import is_
from sys import intern

from timeline.events.answers import Answering, answering
from timeline.events.conflict import Dating, date_event, figure_conflicts
from timeline.events.evidence import Told
from timeline.events.finding.records import Mention
from timeline.events.lexicon import Lexicon
from timeline.events.order import Constraint, Link
from timeline.events.outcomes import Outcome, outcomes
from timeline.events.outlines import Outline
from timeline.events.salience import salience
from timeline.events.title import choose_summary, choose_title
from timeline.events.totals import Total, totals
from timeline.model import Actor, Article, Basis, Conflict, Event, Evidence, Participant, Polarity, RoleName, Stage, Tense
from timeline.quick import altered, dataclass, maker

_DENIAL = "deny"  # a kind
_constraint = maker(Constraint)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """What a group of evidence says, of itself and for others. `leads` are the articles and numbers of mentions that its words lead to,
    `origins` the reports that are named, `denials` who denies something in which article, `limits` what the tense of its sentences says of
    its date, `linked` and `counted` the evidence whose words lead to other events.

    Those of all events are held at once: what few ask for, or one walk over the evidence tells, is not among them.
    """

    id: str
    group: tuple[Told, ...]
    claims: tuple[Told, ...]  # passages that only retell it add no claim of their own
    keys: tuple[str, ...]
    leads: tuple[tuple[str, int], ...]
    articles: tuple[str, ...]
    origins: tuple[str, ...]
    actors: tuple[str, ...]
    denials: tuple[tuple[str, str], ...]
    limits: tuple[Constraint, ...]
    linked: tuple[Told, ...]
    counted: tuple[Told, ...]
    answering: Answering
    outcomes: tuple[Outcome, ...]
    totals: tuple[Total, ...]


def facts(group: tuple[Told, ...], lexicon: Lexicon) -> Facts:
    """The facts of a group of evidence."""
    id_ = group[0].evidence.key
    claims = tuple([told for told in group if told.index >= 0]) or group
    keys: list[str] = []
    articles, origins, actors = dict[str, None](), dict[str, None](), dict[str, None]()
    denials: list[tuple[str, str]] = []
    linked: list[Told] = []
    counted: list[Told] = []
    for told in group:  # once: events are many
        evidence, mention = told.evidence, told.mention
        keys.append(evidence.key)
        articles[evidence.article] = None
        if evidence.origin != evidence.article:
            origins[evidence.origin] = None
        for part in mention.participants:
            actors[part.actor.id] = None
        if mention.kind == _DENIAL:
            denials += [(evidence.article, actor) for actor in _agents(told)]
        if mention.links or mention.answers >= 0:
            linked.append(told)
        if mention.counted is not None:
            counted.append(told)
    return Facts(
        id=id_,
        group=group,
        claims=claims,
        keys=tuple(keys),
        leads=tuple([(told.evidence.article, number) for told in (*linked, *counted) for number in _leads(told.mention)]),
        articles=tuple(articles),
        origins=tuple(origins),
        actors=tuple(actors),
        denials=tuple(denials),
        limits=tuple(_limits(id_, group)),
        linked=tuple(linked),
        counted=tuple(counted),
        answering=answering(group, lexicon),
        outcomes=tuple(outcomes(group, lexicon)),
        totals=tuple(totals(group)),
    )


def _leads(mention: Mention) -> tuple[int, ...]:
    """The numbers of the mentions of its article that a mention is put in order with, counted from, or answers."""
    counted = mention.counted.others if mention.counted is not None else ()
    return (*(link.other for link in mention.links), *counted, *((mention.answers,) if mention.answers >= 0 else ()))


def _agents(told: Told) -> frozenset[str]:
    return frozenset(p.actor.id for p in told.mention.participants if p.role is RoleName.AGENT)


def _may_be_denied(told: Told) -> bool:
    return told.mention.kind != _DENIAL and told.mention.polarity is not Polarity.DENIED


def _limits(id_: str, group: Sequence[Told]) -> Iterator[Constraint]:
    for told in group:
        article = article_node(told.evidence.article)
        if told.mention.stage is Stage.HAPPENED and told.mention.tense is not Tense.FUTURE:
            yield _constraint(kind=Link.NOT_AFTER, left=id_, right=article, words="the past tense", evidence=told.evidence.key)
        elif told.mention.stage is Stage.PLANNED and told.evidence.time is None:
            yield _constraint(kind=Link.NOT_AFTER, left=article, right=id_, words="the plan", evidence=told.evidence.key)


def article_node(article: str) -> str:
    """What an article is called among what is put in order."""
    return intern(f"article:{article}")


# --- the draft ---------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draft:
    """An event without its place among others, its date with the conflict of dates, conflicts of figures, and how much it matters."""

    facts: Facts
    event: Event
    dating: Dating
    figures: tuple[Conflict, ...]
    salience: float


def is_contested(found: Facts, denials: Mapping[str, frozenset[str]]) -> bool:
    """Whether a claim stands in an article in which it is denied: one of its agents denies things there, or it is only passed on.

    `denials` holds for each article the ids of those who deny something in it.
    """
    if denials.keys().isdisjoint(found.articles):
        return False
    claimed = ((told, denials.get(told.evidence.article)) for told in found.claims if _may_be_denied(told))
    return any(
        deniers and (told.mention.via or any(_is_of(agent, denier) for agent in _agents(told) for denier in deniers))
        for told, deniers in claimed
    )


def _is_of(agent: str, denier: str) -> bool:
    return agent == denier or agent.endswith(f"-{denier}")


def draft(
    found: Facts,
    articles: Mapping[str, Article],
    lexicon: Lexicon,
    actors: Mapping[str, Actor],
    origins: Mapping[str, str],
    *,
    contested: bool,
) -> Draft:
    """The draft of an event. `actors` and `origins` say what the timeline calls those in it; `contested` claims are told as claims."""
    group, claims = found.group, found.claims
    title, best = choose_title(claims, articles, lexicon, contested=contested)
    evidence = named(group, actors, origins)
    stages = [told.mention.stage for told in claims]
    event = Event(
        id=found.id,
        title=title,
        summary=choose_summary(claims, title),
        kind=best.mention.kind,
        stage=Stage.HAPPENED if Stage.HAPPENED in stages else best.mention.stage,
        polarity=best.mention.polarity,
        when=None,
        basis=Basis.UNKNOWN,
        evidence=evidence,
        participants=_participants(claims, best, actors),
        origins=tuple(dict.fromkeys(item.origin for item in evidence)),
        speaker=best.mention.source if all(told.mention.speaker for told in claims) else "",
    )
    hurt = frozenset(told.evidence.key for told in group if told.mention.head in lexicon.finding.hurting)
    return Draft(
        facts=found,
        event=event,
        dating=date_event(event.id, evidence),
        figures=figure_conflicts(event.id, evidence, hurt),
        salience=salience(event, group, lexicon),
    )


def outline(made: Draft) -> Outline:
    """What is kept of a draft."""
    return Outline(event=altered(made.event, evidence=()), dating=made.dating, figures=made.figures, salience=made.salience)


def redrawn(kept: Outline, found: Facts, evidence: tuple[Evidence, ...]) -> Draft:
    """The draft of an event from what was kept of it, and its evidence as it is `named`."""
    event = altered(kept.event, evidence=evidence)
    return Draft(facts=found, event=event, dating=kept.dating, figures=kept.figures, salience=kept.salience)


def named(group: Iterable[Told], actors: Mapping[str, Actor], origins: Mapping[str, str]) -> tuple[Evidence, ...]:
    """Evidence with what the timeline calls those in it."""
    return tuple([_named(told.evidence, actors, origins) for told in group])


def _named(evidence: Evidence, actors: Mapping[str, Actor], origins: Mapping[str, str]) -> Evidence:
    origin = evidence.origin if evidence.origin == evidence.article else origins[evidence.origin]
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
