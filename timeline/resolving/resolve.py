"""TimeExpressions and the article's date in, Resolutions out: the story is read from the top, each date may hang on those before it.

An article's date that is an interval is read from both of its ends: what hangs on it becomes the interval that holds both answers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import repeat

from timeline.dates import as_when
from timeline.model import Anchor, Basis, Block, Resolution, TimeExpression, TimexType, Unresolved
from timeline.quick import altered, maker
from timeline.readings import CalendarDate, Duration, NamedUnit, NotAfter, Origin, Reading, Shift, TimeOfDay, Unit
from timeline.resolving.context import Context
from timeline.resolving.mode import hangs_on_today, is_narrative
from timeline.resolving.outcome import Hangs, Outcome, unknown
from timeline.resolving.place import place
from timeline.resolving.steps import steps_of
from timeline.rules import load
from timeline.when import Day, Precision, When, between, hull, third, week_of

_JUMP = 3  # years
_LONG = frozenset({Unit.YEAR, Unit.DECADE, Unit.CENTURY})
_FRESH = 5  # sentences
_OPENING = 24  # characters
_PHRASE = 64  # characters
_BEGINS = r"(?:[.!?:\"”]\s+|\n\s*|\A\s*)"  # a sentence
_LINE_BEGINS = re.compile(r"(?:\A|\n)[ \t]*\Z")
_HEADING = re.compile(r"[^\n]{1,90}(?<![.,;:])\s*(?:\n|\Z)")  # from a date that opens a line
_AMOUNTS = {"MORE_THAN": True, "EQUAL_OR_MORE": True, "LESS_THAN": False, "EQUAL_OR_LESS": False}  # whether more
_MIDNIGHTS = frozenset({"24:00", "00:00"})
_anchor, _resolution = maker(Anchor), maker(Resolution)
_THIRDS = {"START": 0, "MID": 1, "END": 2}


def resolve(
    expressions: tuple[TimeExpression, ...],
    *,
    published: When | date | str | None,
    published_basis: Basis = Basis.STATED,
    mode: str = "auto",
    text: str = "",
    blocks: tuple[Block, ...] = (),
    language: str = "en",
) -> tuple[Resolution | Unresolved, ...]:
    """Place each expression, in order, by the article's date (anything `tag` takes) and the dates before it.

    `mode` is auto, news (incomplete dates hang on the article's date) or narrative (on the last date spoken of). A block with a date of its
    own (an entry of a live blog) stands in for the article's. Without a date, relative words are Unresolved with the reason. `text` is what
    the expressions stand in, in its `language`.

    >>> resolve((), published="2025-07-06")
    ()
    """
    day = as_when(published)
    entry_at = _finder(block for block in blocks if block.published is not None)

    def result(expression: TimeExpression, early: Outcome, late: Outcome | None) -> Resolution | Unresolved:
        entry = entry_at(expression.start)
        anchor = _anchor(
            published=day if entry is None else entry.published,
            published_basis=published_basis if entry is None else Basis.STATED,
            entry=entry is not None,
            earlier=early.earlier.period.when if early.earlier else None,
            earlier_text=early.earlier.text if early.earlier else "",
            tense=expression.tense,
        )
        return _result(expression, early, late if entry is None else None, anchor)

    return tuple(
        result(expression, early, late)
        for expression, (early, late) in zip(expressions, _outcomes(expressions, day, mode, text, blocks, language), strict=True)
    )


def values(
    expressions: tuple[TimeExpression, ...],
    *,
    published: When | None,
    mode: str = "auto",
    text: str = "",
    blocks: tuple[Block, ...] = (),
    language: str = "en",
) -> tuple[tuple[TimexType, str], ...]:
    """The TIMEX3 type and value of each expression and nothing else: what `resolve` comes to, in a third of the time."""
    outcomes = _outcomes(expressions, published, mode, text, blocks, language)
    return tuple([_value(expression, early, late) for expression, (early, late) in zip(expressions, outcomes, strict=True)])


def _outcomes(
    expressions: tuple[TimeExpression, ...], published: When | None, mode: str, text: str, blocks: tuple[Block, ...], language: str
) -> Iterator[tuple[Outcome, Outcome | None]]:
    """What each expression comes to, read from the first day of the article's date and, where that is an interval, from its last."""
    narrative = mode == "narrative" or (mode == "auto" and is_narrative(expressions, published))
    wide = published is not None and not published.is_day

    def read(day: Day | None) -> Iterator[Outcome]:
        return _read(expressions, Context(published=day, narrative=narrative, wide=wide), blocks=blocks, text=text, language=language)

    if published is None or not wide:
        return zip(read(published.first if published else None), repeat(None))
    return zip(read(published.first), read(published.last), strict=True)


def _read(
    expressions: tuple[TimeExpression, ...], context: Context, *, blocks: tuple[Block, ...], text: str, language: str
) -> Iterator[Outcome]:
    points, narrative = _pointing(language), context.narrative
    entry_at = _finder(block for block in blocks if block.published is not None and block.published.first is not None)
    day = context.published
    for expression in expressions:
        context.sentence, context.tense = expression.sentence, expression.tense
        entry = entry_at(expression.start)
        context.published = entry.published.first if entry and entry.published else day
        context.narrative = narrative and (day is None or not hangs_on_today(expression.reading) or not points.fullmatch(expression.text))
        outcome = _placed(expression, context)
        context.narrative = narrative
        yield outcome
        if isinstance(expression.reading, Duration) and expression.reading.summed:
            context.remember_stretch()
        if outcome.period is not None:
            stated = outcome.hangs is Hangs.NOTHING
            if narrative and stated and _heads(text, expression.start):
                context.section = outcome.period.year
            ends = narrative and stated and _is_end(text, expression.start, language)
            led_away = (ends or _by_the_way(outcome, context)) and not _opens(text, expression.start, language)
            aside = outcome.aside or led_away or _looks_back(expression.reading, context)
            clock = isinstance(expression.reading, TimeOfDay) and expression.reading.day is not None
            fiscal = isinstance(expression.reading, CalendarDate) and expression.reading.fiscal
            context.remember(outcome.period, expression.text, stated=stated, aside=aside, fiscal=fiscal, clock=clock)


def _finder(blocks: Iterable[Block]) -> Callable[[int], Block | None]:
    """What tells the block that holds a place of the text; the blocks stand in order."""
    ordered = tuple(blocks)
    if not ordered:
        return lambda _: None
    starts = [block.start for block in ordered]

    def block_at(place: int) -> Block | None:
        index = bisect_right(starts, place) - 1
        return ordered[index] if index >= 0 and place < ordered[index].end else None

    return block_at


def _placed(expression: TimeExpression, context: Context) -> Outcome:
    """Where an expression lies; what would lie outside the calendar ("next year" in 9999) is unknown."""
    try:
        return place(expression.reading, context)
    except (ValueError, OverflowError):
        return unknown("", "it lies outside the calendar this tool knows, 9999 BC to 9999")


def _looks_back(reading: Reading, context: Context) -> bool:
    """Whether a story looks back: "the previous year", "a year earlier" and "had left in March" do not carry it on."""
    match reading:
        case NamedUnit():
            back = reading.offset < 0
        case Shift():
            back = reading.sign < 0
        case CalendarDate():
            return context.narrative and reading.over
        case _:
            return False
    return back and context.narrative and reading.origin is Origin.EARLIER and reading.unit in _LONG


def _by_the_way(outcome: Outcome, context: Context) -> bool:
    """Whether a date has a year of its own, not near the story's: it does not carry the story on, unless a sentence opens with it.

    Below a heading that opens with a date ("1942: The siege") no other year is near. In news only a bare year or season is by the way.
    """
    period = outcome.period
    if period is None:
        return False
    bare = period.unit is Unit.YEAR
    if not context.narrative:
        return bare or period.unit is Unit.SEASON
    story = context.story
    if story is None or not (bare or outcome.hangs is Hangs.NOTHING):
        return False
    if story.period.year == context.section and not bare:
        return period.year != context.section
    fresh = bare and story.period.unit in (Unit.DAY, Unit.MONTH) and context.sentence - story.sentence <= _FRESH
    return abs(story.period.year - period.year) >= (1 if fresh else _JUMP)


def _heads(text: str, start: int) -> bool:
    """Whether a heading opens at `start`: a short line without a stop at its end."""
    return _HEADING.match(text, start) is not None and _LINE_BEGINS.search(text, max(0, start - _OPENING), start) is not None


def _opens(text: str, start: int, language: str) -> bool:
    """Whether a sentence or heading opens with the words that begin at `start`."""
    return _opening(language).search(text, max(0, start - _OPENING), start) is not None


def _is_end(text: str, start: int, language: str) -> bool:
    """Whether something lasted until the date: what the text tells next need not lie behind it."""
    return _until(language).search(text, max(0, start - _PHRASE), start) is not None


@lru_cache(maxsize=8)
def _until(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load(language).scan.get('until', '(?!)')})(?:\s[\w’'-]+){{0,8}}\s\Z")


@lru_cache(maxsize=8)
def _opening(language: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEGINS}{load(language).scan.get('opens', '')}\Z")


@lru_cache(maxsize=8)
def _pointing(language: str) -> re.Pattern[str]:
    return re.compile(load(language).scan.get("points", "(?!)"), re.IGNORECASE)


def _result(expression: TimeExpression, early: Outcome, late: Outcome | None, anchor: Anchor) -> Resolution | Unresolved:
    expression = _valued(expression, early, late)
    if early.reason:
        return Unresolved(expression=expression, reason=early.reason)
    when = _when(expression, early, late, anchor.published)
    rests = (
        Basis.UNKNOWN
        if when is None
        else Basis.STATED
        if early.hangs is Hangs.NOTHING
        else Basis.INHERITED
        if early.hangs is Hangs.EARLIER
        else Basis.RESOLVED
    )
    if rests is Basis.RESOLVED and anchor.published_basis is Basis.INFERRED:
        rests = Basis.INFERRED
        when = week_of(when.first) if when is not None and when.is_day and when.first is not None else when
    return _resolution(expression=expression, anchor=anchor, when=when, basis=rests, steps=steps_of(expression, anchor, early, when, rests))


def _valued(one: TimeExpression, early: Outcome, late: Outcome | None) -> TimeExpression:
    """The expression with its TIMEX3 value."""
    kind, value = _value(one, early, late)
    return altered(one, type=kind, value=value)


def _value(one: TimeExpression, early: Outcome, late: Outcome | None) -> tuple[TimexType, str]:
    value = early.value if late is None or late.value == early.value else _common(early.value, late.value)
    return early.type or one.type, value


def _common(a: str, b: str) -> str:
    """What two values of an uncertain anchor have in common: 2025-06-XX for two days of June."""
    parts = []
    for x, y in zip(a.split("-"), b.split("-"), strict=False):
        parts.append(x if x == y else "WXX" if x.startswith("W") else "X" * len(x))
    return "-".join(parts)


def _when(expression: TimeExpression, early: Outcome, late: Outcome | None, published: When | None) -> When | None:
    when = _modified(expression, early, published.first if published else None)
    if late is None or early.hangs is not Hangs.PUBLISHED or when is None or published is None:
        return when
    other = _modified(expression, late, published.last)
    if published.first is None or published.last is None or other is None:
        first, last = when.first if published.first else None, when.last if published.last else None
        return altered(when, first=first, last=last, clock="") if first or last else None
    return when if other == when else altered(hull(altered(when, clock=""), altered(other, clock="")), precision=when.precision)


def _modified(expression: TimeExpression, outcome: Outcome, published: Day | None) -> When | None:
    """The days of an outcome with "early", "about", "by" and the like."""
    if outcome.when is None:
        return None
    reading = expression.reading
    if isinstance(reading, Shift) and expression.mod in _AMOUNTS and outcome.when.is_bounded:
        counted_from = outcome.earlier.period.last if outcome.earlier else published
        return _more_or_less(outcome.when, counted_from, more=_AMOUNTS[expression.mod], back=reading.sign < 0)
    if isinstance(reading, NotAfter):
        when = _in_part(outcome, outcome.when, reading.part)
        return between(None, when.last, precision=when.precision, approximate=when.approximate) if when.last else when
    if isinstance(reading, TimeOfDay) and outcome.when.clock and reading.clock not in _MIDNIGHTS:
        return altered(outcome.when, clock="") if expression.mod == "APPROX" else outcome.when  # "about 4 p.m." is of that very day
    return _in_part(outcome, outcome.when, expression.mod)


def _more_or_less(when: When, counted_from: Day | None, *, more: bool, back: bool) -> When:
    """“more than a decade ago” is up to as long again, "less than a week ago" any day since then."""
    first, last = when.first, when.last
    if first is None or last is None or counted_from is None:
        return when
    if not more:
        return between(first, counted_from) if back else between(counted_from, last)
    if back:
        return between(first - counted_from.days_since(first), last, approximate=True)
    return between(first, last + last.days_since(counted_from), approximate=True)


def _in_part(outcome: Outcome, when: When, mod: str) -> When:
    whole = outcome.period is not None and outcome.period.when == when
    if mod in _THIRDS and whole and when.is_bounded and when.precision is not Precision.DAY:
        return third(when, _THIRDS[mod])
    if whole and when.precision is Precision.WEEK and when.first is not None:
        return altered(when, first=when.first - 1)  # for writers whose weeks begin on Sunday
    return altered(when, approximate=True) if mod == "APPROX" else when
