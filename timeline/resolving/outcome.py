"""What one expression comes to before it is worded."""

from __future__ import annotations

from enum import Enum, auto

from timeline.model import TimexType
from timeline.quick import dataclass, maker
from timeline.readings import Unit
from timeline.resolving.context import Context, Mention
from timeline.resolving.periods import Period
from timeline.when import When, between

NO_DATE = "the article has no date to count from"
NOTHING_BEFORE = "no earlier date in the text to count from"
OUTSIDE = "the words reach outside the calendar"
CLOCK_UNITS = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR})


class Hangs(Enum):
    """What the date was worked out from."""

    NOTHING = auto()
    PUBLISHED = auto()
    EARLIER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A TIMEX3 value, the calendar unit if there is one, its days, and what it hangs on. Without `when` it places nothing."""

    value: str
    period: Period | None = None
    when: When | None = None
    hangs: Hangs = Hangs.NOTHING
    earlier: Mention | None = None
    type: TimexType | None = None
    aside: bool = False  # a comparison with the year before, not what the text goes on about
    reason: str = ""  # why nothing is known, where it should be


_outcome = maker(Outcome)


def of(period: Period, hangs: Hangs = Hangs.NOTHING, earlier: Mention | None = None) -> Outcome:
    """The outcome that is a calendar unit."""
    return _outcome(value=period.value, period=period, when=period.when, hangs=hangs, earlier=earlier)


def from_anywhere(base: Period, period: Period, near: Period | None, far: Period | None) -> Outcome:
    """The outcome counted from a date coarser than the unit: any day from `near` (counted from its first) to `far` (from its last).

    So "two days later" after "May" is no one day: it is a length from a day that nobody named.
    """
    if not period.is_finer_than(base.unit) or near is None or far is None:
        return of(period)
    return Outcome(value=period.value, when=between(near.first, far.last))


def unknown(value: str, reason: str) -> Outcome:
    """The outcome where something is missing."""
    return Outcome(value=value, reason=reason)


def hanging_on(context: Context) -> tuple[Hangs, Mention | None]:
    """What a date that is counted from the anchor hangs on."""
    return (Hangs.EARLIER, context.last) if context.narrative and context.last else (Hangs.PUBLISHED, None)


def open_value(unit: Unit) -> str:
    """The TIMEX3 value of a unit that nothing places."""
    return {Unit.DAY: "XXXX-XX-XX", Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.MONTH: "XXXX-XX", Unit.QUARTER: "XXXX-QX"}.get(
        unit, "XXXX"
    )
