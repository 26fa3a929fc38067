"""Groups of evidence in, which event answers which out: a denial, an acquittal, a refusal stands beside what it answers.

A mention may name what it answers in its own sentence. Beyond that the table says which kinds answer which; the one who answers must be a
party to what is answered, and the wording, the place or the lack of any other claim must tie the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from timeline.events.cast import slug
from timeline.events.evidence import Told
from timeline.events.lexicon import Lexicon
from timeline.model import Polarity, RoleName, Stage
from timeline.quick import dataclass
from timeline.when import Relation, relate

_DENIAL = "deny"  # a kind
_NEAR = 2  # sentences behind a claim in which "Vance denied it" answers it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answering:
    """An event as one that may answer others, or be answered: its evidence, and what of it answers something, with the kinds that it may
    answer.
    """

    group: tuple[Told, ...]
    replies: tuple[tuple[Told, frozenset[str]], ...]


def answering(group: tuple[Told, ...], lexicon: Lexicon) -> Answering:
    """The evidence of an event, as `find_answers` looks at it."""
    kinds = [(told, _answered_kinds(told, lexicon)) for told in group]
    return Answering(group=group, replies=tuple([reply for reply in kinds if reply[1] or reply[0].mention.answers >= 0]))


@dataclass(frozen=True, slots=True)
class _Claims:
    """The groups of a timeline, those that tell of an actor something of a kind, and those that an article tells: as far as asked for."""

    groups: Sequence[Sequence[Told]]
    of_actor: Mapping[tuple[str, str], Sequence[int]]
    in_article: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, every: Sequence[Answering]) -> _Claims:
        replies = [reply for one in every for reply in one.replies]
        asked: dict[str, set[str]] = defaultdict(set)  # the actors of whom something of a kind is asked
        for told, kinds in replies:
            for kind in kinds:
                asked[kind].update([p.actor.id for p in told.mention.participants])
        articles = {told.evidence.article for told, _ in replies if told.mention.kind == _DENIAL}
        of_actor: dict[tuple[str, str], list[int]] = defaultdict(list)
        in_article: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(every):
            telling = [(told.mention, who) for told in one.group if (who := asked.get(told.mention.kind))]
            for key in {(p.actor.id, mention.kind) for mention, who in telling for p in mention.participants if p.actor.id in who}:
                of_actor[key].append(index)
            for article in articles.intersection(told.evidence.article for told in one.group):
                in_article[article].append(index)
        return cls([one.group for one in every], of_actor, in_article)


def find_answers(every: Sequence[Answering], at: Mapping[tuple[str, int], int]) -> dict[int, list[int]]:
    """For the index of an event the indices of those that answer it, in written order; `at` maps (article, mention) to its event."""
    found: dict[int, list[int]] = defaultdict(list)
    claims = _Claims.of(every)
    for index, one in enumerate(every):
        for told, kinds in one.replies:
            named = at.get((told.evidence.article, told.mention.answers)) if told.mention.answers >= 0 else None
            targets = [named] if named is not None else _targets(told, claims, kinds)
            for target in targets:
                if target != index and index not in found[target]:
                    found[target].append(index)
    return found


def _targets(told: Told, claims: _Claims, answered: frozenset[str]) -> Sequence[int]:
    """The claims of some kinds that a mention answers: those tied to it by words or place, or the only one there is."""
    if not answered:
        return ()
    denies = told.mention.polarity is Polarity.DENIED or told.mention.kind == _DENIAL
    parties = (RoleName.AGENT, RoleName.PATIENT, RoleName.RECIPIENT) if denies else (RoleName.PATIENT, RoleName.RECIPIENT)
    groups = [*(_of_roles(told, role) for role in parties), _spoken_for(told)] if denies else [_of_roles(told, *parties)]
    return next((found for answering in groups if (found := _answered_by(told, answering, claims, answered))), ())


def _answered_by(told: Told, answering: frozenset[str], claims: _Claims, answered: frozenset[str]) -> list[int]:
    """The claims about some parties that a mention answers: those who deny it themselves, else the one whose spokesman does."""
    near = {index for actor in answering for kind in answered for index in claims.of_actor.get((actor, kind), ())}
    near.update(claims.in_article.get(told.evidence.article, ()) if told.mention.kind == _DENIAL else ())
    fitting = [i for i in sorted(near) if any(_fits(told, claim, answered, answering) for claim in claims.groups[i])]
    tied = [i for i in fitting if any(_tied(told, claim) for claim in claims.groups[i])]
    return tied or (fitting if len(fitting) == 1 else [])


def _answered_kinds(told: Told, lexicon: Lexicon) -> frozenset[str]:
    kind = lexicon.kinds.get(told.mention.kind)
    if kind is None:
        return frozenset()
    if told.mention.polarity is Polarity.DENIED:
        return frozenset({told.mention.kind, *(lexicon.kinds["deny"].answers if kind.sensitive else ())})
    return kind.answers


def _of_roles(told: Told, *roles: RoleName) -> frozenset[str]:
    return frozenset(p.actor.id for p in told.mention.participants if p.role in roles)


def _spoken_for(told: Told) -> frozenset[str]:
    """Whose lawyer or spokeswoman somebody is who denies: "Holt's lawyer", "his lawyer"."""
    owners = (text.partition("|")[0] for text in told.mention.described)
    return frozenset(slug(owner) for owner in owners if owner)


def _fits(told: Told, claim: Told, kinds: Iterable[str], answering: frozenset[str]) -> bool:
    """Whether a claim is of a kind that is answered, affirmed, not made by the one who answers, and not later."""
    mention = claim.mention
    makes_it = mention.kind in {"accuse", "say", "criticise"} and bool(_of_roles(claim, RoleName.AGENT) & answering)
    retorts = told.mention.kind == _DENIAL and bool(mention.speaker) and mention.kind not in {"say", "deny"} and _is_next(told, claim)
    if not (mention.kind in kinds or retorts) or mention.polarity is not Polarity.AFFIRMED or makes_it:
        return False
    if not answering & {p.actor.id for p in mention.participants}:
        return False
    if mention.stage is Stage.PLANNED and _is_of_before(told, claim):
        return False
    one, other = told.evidence.when, claim.evidence.when
    timed = told.evidence.time is not None and claim.evidence.time is not None
    return not (timed and one is not None and other is not None and relate(one, other) is Relation.BEFORE)


def _is_of_before(told: Told, claim: Told) -> bool:
    """Whether what answers was told before what is planned was."""
    one, other = told.published, claim.published
    return one is not None and other is not None and relate(one, other) is Relation.BEFORE


def _is_next(told: Told, claim: Told) -> bool:
    """Whether a mention stands right behind a claim."""
    return told.evidence.article == claim.evidence.article and 0 <= told.mention.sentence - claim.mention.sentence <= _NEAR


def _tied(told: Told, claim: Told) -> bool:
    return _is_next(told, claim) or bool(told.mention.words & claim.mention.words)
