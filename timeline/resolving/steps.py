"""An outcome in, the sentences out that tell a reader how the date was worked out."""

from __future__ import annotations

from functools import lru_cache

from timeline.model import Anchor, Basis, Tense, TimeExpression
from timeline.readings import CalendarDate, Duration, Holiday, NotAfter, Origin, Reading, Repeated, Shift, TimeOfDay, Unit
from timeline.resolving.outcome import Hangs, Outcome
from timeline.when import Precision, When
from timeline.wording import label as _label
from timeline.wording import published as published_words
from timeline.wording import weekday

label = lru_cache(maxsize=4096)(_label)
_TOLD = {Tense.PAST: ", past tense,", Tense.FUTURE: ", future tense,"}
_DAYTIMES = {"MO": "the morning of", "AF": "the afternoon of", "EV": "the evening of", "NI": "the night of", "MI": "the middle of"}
_STRETCHES = ("some day", "from ", "by ", "until ", "since ", "all of ")


def steps_of(expression: TimeExpression, anchor: Anchor, outcome: Outcome, when: When | None, basis: Basis) -> tuple[str, ...]:
    """One or two short sentences, e.g. "“earlier last month” in an article of 6 July 2025 is early June 2025"."""
    if when is None:
        return (_nothing_placed(expression),)
    quoted = _quoted(expression)
    if outcome.hangs is Hangs.EARLIER and outcome.earlier is not None:
        before, known = _folded(outcome.earlier.text), label(outcome.earlier.period.when)
        link = "with the year of" if _takes_only_year(outcome) else "after"
        first = f"{quoted} {link} “{before}”{'' if before == known else f' ({known})'} {_result(expression, when)}"
    elif outcome.hangs is Hangs.PUBLISHED and anchor.published is not None:
        reading = expression.reading
        counted = "counted from" if isinstance(reading, Shift) and reading.sign > 0 and reading.base is None else "in"
        told = _TOLD.get(expression.tense, "") if _is_turned(expression) else ""
        first = f"{quoted}{told} {counted} {_article(expression, anchor, basis)} {_result(expression, when)}"
    else:
        first = _stated(expression, quoted, when)
    return (first, "Some weeks begin on Sunday, so the Sunday before counts too") if when.precision is Precision.WEEK else (first,)


def _nothing_placed(expression: TimeExpression) -> str:
    match expression.reading:
        case Duration():
            return f"“{_folded(expression.text)}” is a length of time and names no date"
        case Repeated():
            return f"“{_folded(expression.text)}” comes back and names no single date"
        case _:
            return f"“{_folded(expression.text)}” speaks of time but names no date"


def _quoted(expression: TimeExpression) -> str:
    quoted = f"“{_folded(expression.text)}”"
    return f"Up to {quoted}" if isinstance(expression.reading, NotAfter) else quoted


def _stated(expression: TimeExpression, quoted: str, when: When) -> str:
    reading, words = expression.reading, label(when)
    if isinstance(reading, CalendarDate) and reading.fiscal:
        return f"{quoted} may begin in another month than the calendar's and is {words}"
    if isinstance(reading, CalendarDate) and reading.shared:
        return f"{quoted} has the year of the date beside it and is {words}"
    return f"{quoted} is said in full" if words in quoted else f"{quoted} {_result(expression, when)}"


def _result(expression: TimeExpression, when: When) -> str:
    words = label(when)
    verb = "means" if words.startswith(_STRETCHES) or words.endswith("or later") else "is"
    if when.is_day and when.first is not None and (_weekday_of(expression) is not None):
        words = f"{weekday(when.first)}, {words}"
    clock = expression.reading.clock if isinstance(expression.reading, TimeOfDay) else ""
    if clock:
        words = f"{_DAYTIMES[clock]} {words}" if clock in _DAYTIMES else f"{clock} on {words}"
    return f"{verb} {words}"


def _date_in(reading: Reading | None) -> Reading | None:
    """The date inside a time of day or a "by", or at the end of a range."""
    match reading:
        case NotAfter():
            return _date_in(reading.date)
        case TimeOfDay():
            return reading.day
        case Shift(opening=True):
            return reading.base
        case _:
            return reading


def _weekday_of(expression: TimeExpression) -> int | None:
    """The day of the week that the words name."""
    reading = _date_in(expression.reading)
    return reading.weekday if isinstance(reading, CalendarDate) else None


def _is_turned(expression: TimeExpression) -> bool:
    """Whether the tense had a say: a date without its year or week, and without "last", "this" or "next"."""
    reading = _date_in(expression.reading)
    if not isinstance(reading, CalendarDate | Holiday) or (isinstance(reading, CalendarDate) and reading.origin is Origin.EARLIER):
        return False
    return reading.turn is None and reading.year is None and reading.year_offset is None


def _takes_only_year(outcome: Outcome) -> bool:
    return (
        outcome.earlier is not None
        and outcome.period is not None
        and outcome.earlier.period.unit is Unit.YEAR
        and outcome.period.is_finer_than(Unit.YEAR)
    )


def _article(expression: TimeExpression, anchor: Anchor, basis: Basis) -> str:
    assert anchor.published is not None  # callers ask only then
    words = published_words(anchor.published)
    if anchor.published.is_day and anchor.published.first is not None and _weekday_of(expression) is not None:
        words = f"{weekday(anchor.published.first)}, {words}"
    if anchor.entry:
        return f"an entry of {words}"
    if basis is Basis.INFERRED or anchor.published_basis is Basis.INFERRED:
        return f"an article published {'on ' if anchor.published.is_day else ''}{words} (inferred)"
    return f"an article of {words}"


def _folded(text: str) -> str:
    return " ".join(text.split())
