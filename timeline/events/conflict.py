"""The evidence of one event in, its date and the claims that clash out.

Dates that can all hold make one group; where there are several groups the sources disagree. The group with most origins is shown, at
its finest claim; a tie shows what holds all of them and names no favourite. Figures of the same owner and unit that differ are a
conflict of figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from timeline.events.inflection import stem
from timeline.events.merging import agreeing
from timeline.model import Basis, Claim, Conflict, ConflictKind, Evidence, Figure
from timeline.quick import dataclass
from timeline.when import Precision, Relation, When, hull, intersection, relate
from timeline.wording import label

_FIRM = (Basis.EDITED, Basis.STATED, Basis.RESOLVED, Basis.INHERITED, Basis.INFERRED)
_FEW = ("no", "one", "two", "three", "four", "five", "six")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The date an event is shown at, what it rests on, how it was worked out, and the conflict of dates if there is one."""

    when: When | None
    basis: Basis
    steps: tuple[str, ...]
    reported: When | None = None
    conflict: Conflict | None = None


def date_event(event: str, evidence: Sequence[Evidence]) -> Dating:
    """The date of an event from all its evidence. News without a date of its own only bounds it."""
    dated = [e for e in evidence if e.when is not None and e.time is not None]
    if not dated:
        return _undated(evidence)
    groups = _groups(dated)
    groups.sort(key=lambda group: (-len({e.origin for e in group}), _fineness(group)))
    best = groups[0]
    if len(groups) == 1:
        return _at(best)
    tie = len({e.origin for e in groups[0]}) == len({e.origin for e in groups[1]})
    dating = _tied(groups) if tie else _at(best)
    conflict = Conflict(
        id=f"{event}-date",
        kind=ConflictKind.DATE,
        event=event,
        shown=None if tie else 0,
        claims=tuple(Claim(value=label(_finest(g)[0]), measure="date", evidence=tuple(e.key for e in g)) for g in groups),
        reason=_reason(groups, tie=tie),
    )
    return replace(dating, conflict=conflict)


def _at(group: Sequence[Evidence]) -> Dating:
    when, basis, steps = _finest(group)
    return Dating(when=when, basis=basis, steps=steps)


def _tied(groups: Sequence[Sequence[Evidence]]) -> Dating:
    """The span of all that the sides with most reports say; no date where one is open before and another behind."""
    most = len({e.origin for e in groups[0]})
    sides = [_finest(group) for group in groups if len({e.origin for e in group}) == most]
    if any(when.first is None for when, _, _ in sides) and any(when.last is None for when, _, _ in sides):
        return Dating(when=None, basis=Basis.UNKNOWN, steps=("the sources disagree, and together they leave the date open",))
    when, basis, _ = sides[0]
    for side, _, _ in sides[1:]:
        when = hull(when, side)
    return Dating(when=when, basis=basis, steps=("the sources disagree, and no side has more reports; shown is the span of all they say",))


def _undated(evidence: Sequence[Evidence]) -> Dating:
    """The narrowest bound that the articles' own dates give."""
    bounded = [e for e in evidence if e.when is not None]
    if not bounded:
        return Dating(when=None, basis=Basis.UNKNOWN, steps=evidence[0].steps if evidence else ())
    first = min(bounded, key=lambda e: (e.basis is not Basis.REPORTED, _day(e), e.key))
    return Dating(when=first.when, basis=first.basis, steps=first.steps, reported=first.reported)


def _day(evidence: Evidence) -> int:
    when = evidence.when
    day = None if when is None else when.last or when.first
    return day.ordinal if day is not None else 0


def _groups(dated: Sequence[Evidence]) -> list[list[Evidence]]:
    """Groups of dates that can all hold, found by putting the finest first and widening with whatever meets them."""
    groups: list[tuple[When, list[Evidence]]] = []
    for evidence in sorted(dated, key=lambda e: (_width(e.when), e.key)):
        assert evidence.when is not None  # only dated evidence comes here
        for i, (common, members) in enumerate(groups):
            met = _meet(common, evidence.when)
            if met is not None:
                groups[i] = (met, [*members, evidence])
                break
        else:
            groups.append((evidence.when, [evidence]))
    return [members for _, members in groups]


def _meet(a: When, b: When) -> When | None:
    """What two dates leave in common; approximate ones give way by their own length, a day worked out by one day."""
    common = intersection(a, b)
    if common is not None:
        return common
    early, late = (a, b) if relate(a, b) is Relation.BEFORE else (b, a)
    if early.last is None or late.first is None:
        return a
    slack = sum(max(2, _width(w) // 2) for w in (a, b) if w.approximate)
    return min(a, b, key=_width) if slack and late.first.days_since(early.last) <= slack else None


def _width(when: When | None) -> int:
    return 10**7 if when is None or when.first is None or when.last is None else when.last.days_since(when.first)


def _fineness(group: Sequence[Evidence]) -> tuple[int, int]:
    return min((_FIRM.index(e.basis) if e.basis in _FIRM else len(_FIRM), _width(e.when)) for e in group)


def _finest(group: Sequence[Evidence]) -> tuple[When, Basis, tuple[str, ...]]:
    """The finest claim of a group; of equals the one that rests on most. Vague words do not narrow a date that somebody states."""
    best = min(
        group,
        key=lambda e: (
            e.when.approximate and not e.when.is_bounded if e.when else True,
            _width(e.when),
            _FIRM.index(e.basis) if e.basis in _FIRM else 9,
            e.key,
        ),
    )
    assert best.when is not None  # only dated evidence comes here
    return best.when, best.basis, best.steps


def _reason(groups: Sequence[Sequence[Evidence]], *, tie: bool) -> str:
    counts = [len({e.origin for e in g}) for g in groups]
    if tie:
        return f"{_many(counts[0], 'report')} on each side, so none is preferred"
    return f"shown at {label(_finest(groups[0])[0])}: {_many(counts[0], 'report')} against {_few(counts[1])}"


def _many(count: int, noun: str) -> str:
    return f"{_few(count)} {noun}{'' if count == 1 else 's'}"


def _few(count: int) -> str:
    return _FEW[count] if count < len(_FEW) else str(count)


# --- figures -----------------------------------------------------------------------------------------------------------------------------


def figure_conflicts(event: str, evidence: Sequence[Evidence], hurt: Collection[str] = ()) -> tuple[Conflict, ...]:
    """Figures of one owner and unit that cannot all hold, one conflict a unit; `same_measure` where the words around them agree too.

    `hurt` are keys of evidence that counts the injured, who are no part of the dead.
    """
    by_unit: dict[tuple[str, str, bool], list[tuple[Figure, Evidence]]] = defaultdict(list)
    for item in evidence:
        for figure in item.figures:
            if figure.unit not in {"times", "percent"} and figure.value != 1:  # "one of the talks" counts nothing
                by_unit[figure.owner, _singular(figure.unit), item.key in hurt].append((figure, item))
    found = []
    for (_, unit, is_hurt), rows in sorted(by_unit.items()):
        name = f"{unit.lower().replace(' ', '-')}{'-hurt' if is_hurt else ''}"
        conflict = differing(f"{event}-{name}", event, rows)
        if conflict is not None:
            found.append(conflict)
    return tuple(found)


def differing(id_: str, event: str, rows: Sequence[tuple[Figure, Evidence]]) -> Conflict | None:
    """The conflict of figures that cannot all hold, told by different origins; None where they can, or one article gives them all."""
    groups = _figure_groups(rows)
    if len(groups) <= 1 or len({e.origin for g in groups for _, e in g}) == 1 or _within_one(groups):
        return None
    return _figure_conflict(id_, event, groups)


def _singular(unit: str) -> str:
    return unit[:-1] if unit.endswith("s") and not unit.isupper() else unit


def _within_one(groups: Sequence[Sequence[tuple[Figure, Evidence]]]) -> bool:
    """Whether one article alone gives all the figures: then they measure different things."""
    articles = [{e.article for _, e in g} for g in groups]
    return bool(set.intersection(*articles))


def _figure_groups(rows: Sequence[tuple[Figure, Evidence]]) -> list[list[tuple[Figure, Evidence]]]:
    groups: list[list[tuple[Figure, Evidence]]] = []
    for figure, item in sorted(rows, key=lambda r: (r[0].value, r[1].key)):
        home = next((g for g in groups if all(agreeing(figure, other) for other, _ in g)), None)
        if home is None:
            groups.append([(figure, item)])
        else:
            home.append((figure, item))
    return groups


def _figure_conflict(id_: str, event: str, groups: Sequence[Sequence[tuple[Figure, Evidence]]]) -> Conflict:
    ranked = sorted(groups, key=lambda g: (-len({e.origin for _, e in g}), g[0][0].value))
    counts = [len({e.origin for _, e in g}) for g in ranked]
    tie = counts[0] == counts[1]
    measures = {stem(figure.measure) for g in groups for figure, _ in g}  # "mission" and "missions" are one
    same = len(measures) == 1
    words = "reports differ" if same else "the figures may measure different things"
    return Conflict(
        id=id_,
        kind=ConflictKind.FIGURE,
        event=event,
        shown=None if tie else 0,
        same_measure=same,
        claims=tuple(
            Claim(value=_figure_words(g[0][0]), measure=g[0][0].measure, evidence=tuple(dict.fromkeys(e.key for _, e in g))) for g in ranked
        ),
        reason=words if tie else f"{words}; {_many(counts[0], 'report')} against {_few(counts[1])}",
    )


def _figure_words(figure: Figure) -> str:
    return f"{figure.qualifier} {figure.text}".strip()


def bounded(dating: Dating, when: When, steps: tuple[str, ...]) -> Dating:
    """A date narrowed by order: what had none of its own is `bounded` now."""
    basis = (
        Basis.BOUNDED
        if dating.basis in {Basis.UNKNOWN, Basis.REPORTED} or (dating.when is not None and not dating.when.is_bounded)
        else dating.basis
    )
    return replace(
        dating, when=replace(when, precision=Precision.DAY) if basis is Basis.BOUNDED else when, basis=basis, steps=(*dating.steps, *steps)
    )
