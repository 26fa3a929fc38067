"""Lengths and bare pointers in, outcomes out: "the past three months", "recently"; most of them place nothing."""

from __future__ import annotations

import re

from timeline.model import Tense
from timeline.readings import Duration, Reference, Unit
from timeline.resolving.context import Context
from timeline.resolving.outcome import NO_DATE, Outcome, hanging_on, unknown
from timeline.resolving.periods import Period
from timeline.resolving.shifts import counted
from timeline.when import When, between

_DAYS_IN = {"D": 14, "W": 60, "M": 300, "Y": 1825, "Q": 900, "DE": 7300}


def reference(reading: Reference, context: Context) -> Outcome:
    """A pointer such as "recently": days only where the words bound it."""
    if not reading.days:
        return Outcome(value=reading.value)
    anchor = context.anchor()
    if anchor is None:
        return unknown(reading.value, NO_DATE)
    hangs, earlier = hanging_on(context)
    if earlier is not None and context.published is not None:
        return Outcome(value=reading.value)  # in a story of known date nobody says whether "recently" is the story's or the writer's
    return Outcome(
        value=reading.value, when=stretch(anchor, reading.days, 1 if reading.value == "FUTURE_REF" else -1), hangs=hangs, earlier=earlier
    )


def duration(reading: Duration, context: Context) -> Outcome:
    """A length of time; one that ends or begins at the anchor ("the past three months") also has days."""
    anchor = context.anchor()
    found = re.fullmatch(r"P(X|\d+)([DWMYQ]|DE)", reading.value)
    if not reading.sign or not found:
        return Outcome(value=reading.value)
    if anchor is None:
        return unknown(reading.value, NO_DATE)
    hangs, earlier = hanging_on(context)
    if reading.sign > 0 and context.tense is Tense.PAST and earlier is None:
        return Outcome(value=reading.value)  # "was locked out for the next two days": from a day that the story is at
    if found[1] == "X":
        return Outcome(value=reading.value, when=stretch(anchor, _DAYS_IN[found[2]], reading.sign), hangs=hangs, earlier=earlier)
    moved = counted(anchor, int(found[1]) * reading.sign, Unit(found[2]), keep=False)
    if moved is None:
        return Outcome(value=reading.value)
    first, last = (moved.first, anchor.last) if reading.sign < 0 else (anchor.first, moved.last)
    return Outcome(value=reading.value, when=between(first, last, approximate=True), hangs=hangs, earlier=earlier)


def stretch(anchor: Period, days: int, sign: int) -> When:
    """So many days up to the anchor (`sign` below 0) or from it on, approximately."""
    if sign < 0:
        return between(anchor.last - days, anchor.last, approximate=True)
    return between(anchor.first, anchor.first + days, approximate=True)
