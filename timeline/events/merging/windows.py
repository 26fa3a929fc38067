"""Two mentions in, how closely their times meet out."""

from __future__ import annotations

from functools import lru_cache

from timeline.events.evidence import Told
from timeline.model import Basis, RoleName, Stage
from timeline.when import MIN_YEAR, Day, Relation, When, between, relate

_MONTH, _YEAR = 31, 366
FIRST_DAY = Day.of(MIN_YEAR)


def closeness(a: Told, b: Told) -> float:
    """1 where the dates meet closely, less where they are wide or unknown, 0 where they cannot both hold."""
    one, other = window(a), window(b)
    if one is None or other is None:
        return 0.0 if _other_plans(a, b) or (_of_news(a) and _of_old(b)) or (_of_news(b) and _of_old(a)) else 0.6
    if relate(one, other) in {Relation.BEFORE, Relation.AFTER}:
        return 0.6 if _touching(one, other) and not (_befalls(a) and _befalls(b)) else 0.0
    news = Basis.REPORTED in {a.evidence.basis, b.evidence.basis}
    days = min(width(one), width(other))
    return 1.0 if days <= _MONTH and not news else 0.8 if days <= 2 * _MONTH else 0.6


def days(item: Told) -> tuple[int, int] | None:
    """The first and last day an event may stand on for merging, one day around them; None where that is open or only about."""
    when = window(item)
    if when is None or when.first is None or when.last is None or when.approximate:
        return None
    return when.first.ordinal, when.last.ordinal + 1


def reach(item: Told) -> tuple[int, int] | None:
    """As `days`, for articles that have no story in common: there a plan that is news is told again within a year."""
    return _plan(item) or days(item)


def _plan(item: Told) -> tuple[int, int] | None:
    """The days of the year in which what is planned, and has no date but that of its news, is told again; None for anything else."""
    evidence = item.evidence
    if item.mention.stage is not Stage.PLANNED or evidence.basis is not Basis.REPORTED:
        return None
    last = evidence.reported and evidence.reported.last
    return (last.ordinal, last.ordinal + _YEAR) if last else None


def _other_plans(a: Told, b: Told) -> bool:
    """Whether two tell of plans that are news, years apart."""
    one, other = _plan(a), _plan(b)
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _of_news(item: Told) -> bool:
    """Whether a mention has no time but what its article's date would give it: "on Saturday", or none."""
    return item.evidence.when is None


def _of_old(item: Told) -> bool:
    """Whether a mention is placed in a stated year and no closer, as news never is."""
    when = item.evidence.when
    return item.evidence.basis is Basis.STATED and when is not None and when.is_bounded and width(when) > 2 * _MONTH


def window(item: Told) -> When | None:
    """The days an event may stand on for merging: news without a date stands within a month of its article."""
    evidence = item.evidence
    if evidence.basis is Basis.REPORTED and evidence.reported is not None and evidence.reported.last is not None:
        return None if item.mention.stage is Stage.PLANNED else _of_month(evidence.reported)
    return evidence.when


@lru_cache(maxsize=1 << 10)  # all news of an article has one
def _of_month(reported: When) -> When:
    """The month that ends when something was reported."""
    last = reported.last
    first = reported.first or last
    assert first is not None
    return between(first - min(_MONTH, first.days_since(FIRST_DAY)), last)


def _befalls(item: Told) -> bool:
    """Whether a thing happened on a stated day that nobody did, such as a quake: the next may come a day later."""
    evidence = item.evidence
    stated = evidence.basis is Basis.STATED and evidence.when is not None and evidence.when.is_day
    return stated and not any(p.role is RoleName.AGENT for p in item.mention.participants) and item.mention.kind == "disaster"


def _touching(one: When, other: When) -> bool:
    """Whether two intervals miss each other by no more than their own vagueness."""
    early, late = (one, other) if relate(one, other) is Relation.BEFORE else (other, one)
    if early.last is None or late.first is None:
        return True
    slack = (1 if early.is_day and late.is_day else 0) + sum(max(2, width(w) // 2) for w in (early, late) if w.approximate)
    return late.first.days_since(early.last) <= slack


def width(when: When) -> int:
    """Days an interval spans; ten thousand for an open one."""
    return 10_000 if when.first is None or when.last is None else when.last.days_since(when.first) + 1
