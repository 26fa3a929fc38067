"""Evidence of all articles in, groups that speak of the same event out, with pairs that only may be the same.

Likeness of wording never decides alone. Gates come first: kind, stage, polarity, actors in their roles, figures, time. Only what passes is
scored, and only against mentions that share a kind and an actor, so that the cost stays in proportion to the mentions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType

from timeline.events.evidence import Told
from timeline.events.lexicon import Lexicon
from timeline.model import ActorKind, Basis, Figure, Participant, RoleName, Stage
from timeline.when import MIN_YEAR, Day, Relation, When, between, relate

SAME, PERHAPS = 0.5, 0.35  # scores from which two mentions are one event, or a question to the editor
_CLASSES = {Stage.HAPPENED: "real", Stage.ONGOING: "real"}
_MONTH = 31
_FIRST_DAY = Day.of(MIN_YEAR)
_CONTACT = "contact"
_INITIAL = re.compile(r" ([A-Z])\.? ")
_NOBODY: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """`groups` of evidence, each one event, in written order; `perhaps` are pairs of group indices that may be the same."""

    groups: tuple[tuple[Told, ...], ...]
    perhaps: tuple[tuple[int, int], ...]


def merge(told: Iterable[Told], lexicon: Lexicon, apart: Mapping[str, frozenset[str]] = _NOBODY) -> Merged:
    """Group evidence by event. The result does not depend on the order of the input; no group holds two that a gate keeps apart.

    `apart` are the keys that an editor keeps away from a key.
    """
    ordered = sorted(told, key=lambda t: (t.evidence.article, t.evidence.start, t.mention.trigger.start, t.evidence.key))
    rarity = _rarity(ordered)
    groups: list[list[Told]] = []
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    perhaps: set[tuple[int, int]] = set()
    for item in ordered:
        keys = _blocks(item, lexicon)
        best, best_score = -1, 0.0
        for index in dict.fromkeys(i for key in keys for i in blocks[key]):
            if not apart.get(item.evidence.key, frozenset()).isdisjoint(member.evidence.key for member in groups[index]):
                continue
            score = _against(item, groups[index], lexicon, rarity)
            if score > best_score:
                if best >= 0 and best_score >= PERHAPS:
                    perhaps.add((best, len(groups)))
                best, best_score = index, score
        if best_score >= SAME:
            groups[best].append(item)
            perhaps = {pair for pair in perhaps if pair[1] != len(groups)}
        else:
            best_pair = (best, len(groups)) if best_score >= PERHAPS else None
            groups.append([item])
            best = len(groups) - 1
            if best_pair:
                perhaps.add(best_pair)
        for key in keys:
            if best not in blocks[key]:
                blocks[key].append(best)
    return Merged(groups=tuple(tuple(g) for g in groups), perhaps=tuple(sorted(perhaps)))


def _blocks(item: Told, lexicon: Lexicon) -> list[tuple[str, str]]:
    group = _group(item, lexicon)
    actors = [p.actor.id for p in item.mention.participants]
    return [(group, actor) for actor in actors] or [(group, "")]


def _group(item: Told, lexicon: Lexicon) -> str:
    kind = lexicon.kinds.get(item.mention.kind)
    return kind.group if kind is not None else f"{item.mention.kind}:{item.mention.head}"


def _rarity(told: Sequence[Told]) -> Mapping[str, float]:
    """What a shared word is worth: little where many articles use it, most where few do (inverse document frequency)."""
    articles: dict[str, set[str]] = defaultdict(set)
    for item in told:
        for word in item.mention.words:
            articles[word].add(item.evidence.article)
    count = len({item.evidence.article for item in told})
    return {word: log(1 + count / len(users)) for word, users in articles.items()}


def _against(item: Told, group: Sequence[Told], lexicon: Lexicon, rarity: Mapping[str, float]) -> float:
    """The best score with a member; 0 where a gate closes against any of them."""
    best = 0.0
    for member in group:
        score = likeness(item, member, lexicon, rarity)
        if score <= 0:
            return 0.0
        best = max(best, score)
    return best


def likeness(a: Told, b: Told, lexicon: Lexicon, rarity: Mapping[str, float]) -> float:
    """How surely two mentions speak of one event, 0 to 1; 0 where a gate closes."""
    one, other = a.mention, b.mention
    if _group(a, lexicon) != _group(b, lexicon) or one.polarity is not other.polarity:
        return 0.0
    if _CLASSES.get(one.stage, one.stage) != _CLASSES.get(other.stage, other.stage):
        return 0.0
    if _other_initials(one.participants, other.participants):
        return 0.0
    figures = _figures(one.figures, other.figures)
    actors = _actors(a, b, lexicon)
    if figures < 0 or actors <= 0:
        return 0.0
    words = _wording(one.words, other.words, rarity)
    time = _time(a, b)
    if time <= 0:
        identical = figures > 0 and actors >= 0.7  # noqa: PLR2004  same parties, same amount: one event with two dates
        return 0.55 if identical else 0.0
    if actors >= 0.9:  # noqa: PLR2004  both parties
        symmetric = lexicon.kinds[one.kind].symmetric if one.kind in lexicon.kinds else False
        wording = 1.0 if symmetric or words is None else words
        score = 0.3 + 0.4 * time + (0.3 * wording if wording else -0.3)
    else:
        wording = (0.6 if time >= 1 else 0.4) if words is None else words
        score = actors * 0.35 + 0.15 * time + 0.5 * (wording - 0.4)
    return max(0.05, min(1.0, score + (0.3 if figures > 0 else 0.0)))


def _other_initials(one: Iterable[Participant], other: Iterable[Participant]) -> bool:
    """Whether an actor has one middle initial here and another there: Felix A. and Felix B. Aarden are two people."""
    initials = {p.actor.id: set(_INITIAL.findall(p.actor.name)) for p in one}
    return any(
        initials.get(p.actor.id) and (found := set(_INITIAL.findall(p.actor.name))) and not found & initials[p.actor.id] for p in other
    )


# --- gates -------------------------------------------------------------------------------------------------------------------------------


def _named(participants: Iterable[Participant], lexicon: Lexicon, *roles: RoleName) -> set[str]:
    return {
        p.actor.id
        for p in participants
        if p.role in roles and not (p.actor.kind is ActorKind.UNKNOWN and p.actor.name.lower() in lexicon.places)
    }


def _actors(a: Told, b: Told, lexicon: Lexicon) -> float:
    """1 where both parties agree, less where only one is named, 0 where they differ."""
    one, other = a.mention.participants, b.mention.participants
    kind = lexicon.kinds.get(a.mention.kind)
    everyone = (RoleName.AGENT, RoleName.PATIENT, RoleName.RECIPIENT)
    if kind is not None and (kind.symmetric or kind.group == _CONTACT):
        return _both(_named(one, lexicon, *everyone), _named(other, lexicon, *everyone), a, b)
    acted_on = _pair(_named(one, lexicon, RoleName.PATIENT), _named(other, lexicon, RoleName.PATIENT))
    agents = _pair(_named(one, lexicon, RoleName.AGENT), _named(other, lexicon, RoleName.AGENT))
    if acted_on == 0 and agents is None:
        return 0.0  # “Ada Brook was arrested” and “Tom Brook was arrested”, whatever else they share
    patients = _pair(
        _named(one, lexicon, RoleName.PATIENT, RoleName.RECIPIENT), _named(other, lexicon, RoleName.PATIENT, RoleName.RECIPIENT)
    )
    if agents == 0 or (patients == 0 and agents != 1):
        return 0.0
    if patients == 0:  # same agent, other people affected: only a list that overlaps could be one event
        return 0.0 if _named(one, lexicon, RoleName.PATIENT) and _named(other, lexicon, RoleName.PATIENT) else 0.5
    if agents is None and patients is None:
        return 0.4 if not one and not other else 0.0
    known = [score for score in (agents, patients) if score is not None]
    return sum(known) / len(known) * (1.0 if len(known) == 2 else 0.75)  # noqa: PLR2004  both parties


def _pair(one: set[str], other: set[str]) -> float | None:
    """Share of the smaller set in common; None where a side names nobody."""
    if not one or not other:
        return None
    return 1.0 if one & other else 0.0


def _both(one: set[str], other: set[str], a: Told, b: Told) -> float:
    common = one & other
    if len(common) > 1:
        return 1.0
    if not common:
        return 0.0
    if _roles_agree(a.mention.described, b.mention.described) and min(len(one), len(other)) == 1:
        return 1.0
    if len(one) > 1 and len(other) > 1:
        return 0.0
    return 0.4  # one side does not say with whom


def _roles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether "Vance's press secretary" on one side is what a name is called on the other."""
    pairs = [(x.split("|"), y.split("|")) for x in one for y in other]
    return any(x[1] == y[1] and (x[0] == y[0] or not x[0] or not y[0]) for x, y in pairs)


def _figures(one: Sequence[Figure], other: Sequence[Figure]) -> int:
    """1 where an exact amount agrees, -1 where the same measure differs, 0 where figures say nothing."""
    agree = differ = False
    for x in one:
        for y in other:
            if x.unit != y.unit or (x.unit in {"times", "percent"} and x.measure != y.measure):
                continue
            if agreeing(x, y):
                agree |= x.value >= 100 and not x.qualifier and not y.qualifier  # noqa: PLR2004  small counts agree by chance
                agree |= x.unit in {"USD", "EUR", "GBP"}
            else:
                differ = True
    return 1 if agree else -1 if differ and any(x.unit in {"USD", "EUR", "GBP"} for x in one) else 0


def agreeing(x: Figure, y: Figure) -> bool:
    """Whether two figures of one unit can both hold: equal, equal when rounded, or inside the other's "more than" or "about"."""
    low, high = sorted((x, y), key=lambda f: f.value)
    if low.value == high.value:
        return True
    if low.qualifier in {"more than", "at least"} or high.qualifier in {"less than", "at most"}:
        return high.value <= low.value * 1.5
    if "about" in {low.qualifier, high.qualifier}:
        return high.value <= low.value * 1.1
    return high.value <= low.value * 1.005  # rounding


def _wording(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float | None:
    """Share of the shorter wording in the other, rare words counting more; None where a side has no words beside names and verb."""
    if not one or not other:
        return None
    weights = [sum(rarity[word] for word in words) for words in (one & other, one, other)]
    return weights[0] / min(weights[1:])


def _time(a: Told, b: Told) -> float:
    """1 where the dates meet closely, less where they are wide or unknown, 0 where they cannot both hold."""
    one, other = _window(a), _window(b)
    if one is None or other is None:
        return 0.6
    relation = relate(one, other)
    if relation in {Relation.BEFORE, Relation.AFTER}:
        return 0.6 if _touching(one, other) else 0.0
    news = Basis.REPORTED in {a.evidence.basis, b.evidence.basis}
    width = min(_width(one), _width(other))
    return 1.0 if width <= _MONTH and not news else 0.8 if width <= 2 * _MONTH else 0.6


def _window(item: Told) -> When | None:
    """The days an event may stand on for merging: news without a date stands within a month of its article."""
    evidence = item.evidence
    if evidence.basis is Basis.REPORTED and evidence.reported is not None and evidence.reported.last is not None:
        last = evidence.reported.last
        if item.mention.stage is Stage.PLANNED:
            return None
        first = evidence.reported.first or last
        return between(first - min(_MONTH, first.days_since(_FIRST_DAY)), last)
    return evidence.when


def _touching(one: When, other: When) -> bool:
    """Whether two intervals miss each other by no more than their own vagueness."""
    early, late = (one, other) if relate(one, other) is Relation.BEFORE else (other, one)
    if early.last is None or late.first is None:
        return True
    slack = (1 if early.is_day and late.is_day else 0) + sum(max(2, _width(w) // 2) for w in (early, late) if w.approximate)
    return late.first.days_since(early.last) <= slack


def _width(when: When) -> int:
    return 10_000 if when.first is None or when.last is None else when.last.days_since(when.first) + 1
