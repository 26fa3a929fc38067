"""What stages made and the editor's corrections in, the same as the editor has it out: the place where `events` and `curation` meet.

Corrections come in where they bear fruit: who is who and which report an article leans on before events are made, what is one event after
that, dates before the order is made, and the rest on the events themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from timeline import curation, events
from timeline.curation import Corrections, Plan
from timeline.events.inflection import VerbForm
from timeline.events.lexicon import Lexicon
from timeline.events.outlines import Outlines
from timeline.memo import NO_MEMO, Memo
from timeline.model import Article, Conflict, Event, Participant, Problem
from timeline.quick import dataclass
from timeline.when import Day

_DENIAL = "deny"
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The corrections of a build; `today` is the day on which it is made, None where nobody says."""

    corrections: Corrections
    today: Day | None = None

    def plan(self, told: Sequence[events.Told], articles: Sequence[Article]) -> Plan:
        """What each correction is about."""
        return curation.plan(self.corrections, [item.evidence for item in told], articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Events, conflicts and problems as the editor has them, and all articles, with the editor's own notes."""

    events: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    harmful: frozenset[tuple[str, str]]  # article and words of each sentence that may harm somebody
    outlines: Outlines  # to keep for the next build


def people_told_apart(plan: Plan, not_same: Sequence[Sequence[str]] = ()) -> str:
    """A name for who is kept apart from whom in `tell_apart`."""
    return repr(sorted(curation.namesakes(plan, not_same).items()))


def tell_apart(told: Sequence[events.Told], plan: Plan, not_same: Sequence[Sequence[str]] = ()) -> list[events.Told]:
    """Evidence with the origins and the people that the editor names; `not_same` are names that the config keeps apart."""
    origins = curation.origins(plan, [item.evidence for item in told])
    namesakes = curation.namesakes(plan, not_same)
    if not origins and not namesakes:
        return list(told)
    return [_told(item, origins.get(item.evidence.key, item.evidence.origin), namesakes) for item in told]


def _told(item: events.Told, origin: str, namesakes: dict[tuple[str, str], str]) -> events.Told:
    def named(part: Participant) -> Participant:
        name = part.actor.name.casefold()
        other = namesakes.get((item.evidence.article, name)) or namesakes.get(("", name))
        return replace(part, actor=replace(part.actor, id=f"{part.actor.id} ({other})")) if other else part

    mention = replace(item.mention, participants=tuple(map(named, item.mention.participants)))
    evidence = replace(item.evidence, origin=origin, participants=tuple(map(named, item.evidence.participants)))
    return replace(item, mention=mention, evidence=evidence)


def finish(
    merged: events.Merged,
    plan: Plan,
    articles: Sequence[Article],
    lexicon: Lexicon,
    desk: Desk,
    *,
    by_hand: events.Edited | None = None,
    memo: Memo = NO_MEMO,
    known: events.Known | None = None,
) -> Made:
    """The events of a timeline as the editor has them; `by_hand` are the dates of events written by hand, which corrections go before.

    `known` is what was kept of an earlier build.
    """
    harmful = Harmful.of(merged, lexicon, memo)
    merged, plan = _grouped(merged, plan, desk)
    edited = {**(by_hand or {}), **curation.dates(plan)}
    made = events.assemble(merged, articles, lexicon, edited, memo, known)
    settled = curation.settled_dates(plan, made.events, made.conflicts)
    if settled:
        made = events.assemble(merged, articles, lexicon, {**settled, **edited}, memo, known)
    answered = {answer: event for event in made.events for answer in event.answers}
    name = desk.corrections.path.name
    done = curation.edit(
        plan,
        made.events,
        made.conflicts,
        articles,
        file=name,
        is_sensitive=lambda event: harmful.is_told(event, answered.get(event.id)),
        memo=memo,
    )
    return Made(
        events=done.events,
        conflicts=done.conflicts,
        articles=(*articles, *done.articles),
        problems=(*made.problems, *plan.problems, *done.problems),
        harmful=harmful.sentences,
        outlines=made.outlines,
    )


_Sentence = tuple[str, str]  # article, quote


@dataclass(frozen=True, slots=True, eq=False)
class Harms:
    """The kinds of events that may harm a person, and the words that tell one."""

    kinds: frozenset[str]
    words: frozenset[str]  # some of several words
    lengths: frozenset[int]  # how many words one of these has

    @classmethod
    def of(cls, lexicon: Lexicon) -> Harms:
        """Those of a language."""
        kinds = frozenset(kind.id for kind in lexicon.kinds.values() if kind.sensitive)
        verbs = (word for word, forms in lexicon.forms.items() if any(_tells(form, word, kinds, lexicon) for form in forms))
        nouns = (noun for noun, (kind, _) in lexicon.noun_kinds.items() if kind in kinds)
        words = frozenset((*verbs, *nouns))
        return cls(kinds, words, frozenset(len(word.split()) for word in words))

    def told(self, group: Iterable[events.Told]) -> frozenset[_Sentence]:
        """The sentences of some evidence that may harm somebody; a denial of something is as harmful as what it denies."""
        told = (item.evidence for item in group)
        return frozenset((e.article, e.quote) for e in told if e.kind in self.kinds or e.kind == _DENIAL or self.says(e.quote))

    def says(self, quote: str) -> bool:
        """Whether a sentence uses a word of such kinds, though no rule read it so: a gate is better too narrow than too wide."""
        return _says(quote, self)


@lru_cache(maxsize=1 << 15)  # a sentence is looked at as it was read, and again in the event that quotes it
def _says(quote: str, harms: Harms) -> bool:
    words = _WORD.findall(quote.casefold())
    return any(not harms.words.isdisjoint(_runs(words, n)) for n in harms.lengths)


def _runs(words: Sequence[str], length: int) -> Iterable[str]:
    return words if length == 1 else map(" ".join, zip(*(words[k:] for k in range(length)), strict=False))


@dataclass(frozen=True, slots=True)
class Harmful:
    """What may harm a person in a timeline: the sentences that speak of it, whichever event quotes them."""

    harms: Harms
    sentences: frozenset[_Sentence]

    @classmethod
    def of(cls, merged: events.Merged, lexicon: Lexicon, memo: Memo) -> Harmful:
        """Look at all that was read."""
        harms = memo.of("harms", (lexicon,), partial(Harms.of, lexicon))
        told = [memo.of("harmful", (*group, harms), partial(harms.told, group)) for group in merged.groups]
        return cls(harms, frozenset().union(*told))

    def is_told(self, event: Event, asked: Event | None) -> bool:
        """Whether an event, what it answers or any sentence it quotes may harm somebody."""
        kinds = self.harms.kinds
        if event.kind in kinds or (asked is not None and asked.kind in kinds):
            return True
        return any((item.article, item.quote) in self.sentences or self.harms.says(item.quote) for item in event.evidence)


def _tells(form: VerbForm, word: str, kinds: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a word can tell a deed of such a kind. Base forms cannot alone: "force", "clear" and "rule" are other words too."""
    return word != form.lemma and lexicon.verb_kinds.get(form.lemma) in kinds


def _grouped(merged: events.Merged, plan: Plan, desk: Desk) -> tuple[events.Merged, Plan]:
    """The groups as the editor joins and parts them, without what is hidden; and the plan without what disagrees on one of them."""
    if not plan.placed:
        return merged, plan
    told = {item.evidence.key: item for group in merged.groups for item in group}
    groups = curation.regroup([[item.evidence.key for item in group] for group in merged.groups], plan)
    owner = {key: group[0] for group in groups for key in group}
    plan = curation.agreed(desk.corrections, plan, lambda key: owner.get(key, key))
    shut = {owner.get(key, "") for key in curation.hidden(plan, desk.today)}
    shown = [group for group in groups if group[0] not in shut]
    at = {key: number for number, group in enumerate(shown) for key in group}
    first = [group[0].evidence.key for group in merged.groups]
    pairs = {tuple(sorted((at[first[a]], at[first[b]]))) for a, b in merged.perhaps if first[a] in at and first[b] in at}
    perhaps = tuple(sorted((a, b) for a, b in pairs if a != b and shown[b][0] not in plan.apart.get(shown[a][0], frozenset())))
    return events.Merged(groups=tuple(tuple(told[key] for key in group) for group in shown), perhaps=perhaps), plan
