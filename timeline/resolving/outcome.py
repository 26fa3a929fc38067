"""What one expression comes to before it is worded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from timeline.model import TimexType
from timeline.resolving.context import Mention
from timeline.resolving.periods import Period
from timeline.when import When


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


def of(period: Period, hangs: Hangs = Hangs.NOTHING, earlier: Mention | None = None) -> Outcome:
    """The outcome that is a calendar unit."""
    return Outcome(value=period.value, period=period, when=period.when, hangs=hangs, earlier=earlier)


def unknown(value: str, reason: str) -> Outcome:
    """The outcome where something is missing."""
    return Outcome(value=value, reason=reason)


def hanging(outcome: Outcome, hangs: Hangs, earlier: Mention | None = None) -> Outcome:
    """The same outcome, hanging on something."""
    return replace(outcome, hangs=hangs, earlier=earlier)
