"""Days, months, quarters, years, decades and centuries in, outcomes out."""

from __future__ import annotations

from functools import lru_cache

from timeline.model import Tense
from timeline.quick import altered
from timeline.readings import CalendarDate, Origin, Span, Unit
from timeline.resolving.context import Context, Mention
from timeline.resolving.outcome import NO_DATE, NOTHING_BEFORE, Hangs, Outcome, hanging_on, of, unknown
from timeline.resolving.periods import Period, containing, part_of_year, year_value
from timeline.resolving.weekdays import weekday
from timeline.resolving.years import PIVOT, said_year, told_distance, turned
from timeline.when import Day, between, century, decade, month_length

_FINE = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.SEASON, Unit.QUARTER})
_WIDE = frozenset({Unit.DECADE, Unit.CENTURY})
_NUMBERED = 3  # sentences in which "the quarter ended Sept. 30" is the fiscal one that was numbered
_REPORTED = 135  # days after its end in which results of a quarter are told
_RESULTS = 30  # days that they usually take
_HALF_YEAR = 182  # days
_SLIP = 45  # days within which a day of the week that does not fit is a slip of the writer
_WEEK = 7  # days
_RECENT = 5  # sentences back in which a day carries a story on from its year
_NEXT_SENTENCE = 1  # how far a year reaches in an article without a date


def calendar_date(reading: CalendarDate, context: Context) -> Outcome:
    """A date of the calendar, whole or in part; of a year of business whose beginning nobody says, approximately."""
    outcome = _named_by_its_end(in_piece(_of_calendar(reading, context), reading.piece), reading, context)
    if reading.fiscal and outcome.when is not None and not (outcome.period and outcome.period.lag):
        return altered(outcome, when=altered(outcome.when, approximate=True))
    return outcome


def _named_by_its_end(outcome: Outcome, reading: CalendarDate, context: Context) -> Outcome:
    """A winter of which nobody says the year has the value of the year it ends in, unless it begins in the article's own."""
    said = (reading.year, reading.short_year, reading.year_offset, reading.turn)
    if reading.part != "WI" or outcome.period is None or any(part is not None for part in said):
        return outcome
    begins = outcome.period.year
    own = not context.narrative and context.published is not None and context.published.year == begins
    return outcome if own else altered(outcome, value=f"{year_value(begins + 1)}-WI")


def in_piece(outcome: Outcome, piece: str) -> Outcome:
    """The outcome with the days of a half or of a week of it, approximately."""
    when = outcome.when
    if not piece or when is None or when.first is None or when.last is None:
        return outcome
    first, last, number = when.first, when.last, int(piece[1:])
    if piece[0] == "H":
        middle = first + (last.days_since(first) + 1) // 2
        first, last = (first, middle - 1) if number == 1 else (middle, last)
    elif number < 0:
        first = last - (_WEEK - 1)
    else:
        first = first + (number - 1) * _WEEK
        last = min(first + (_WEEK - 1), last, key=lambda day: day.ordinal)
    return altered(outcome, when=between(first, last, precision=when.precision, approximate=True))


def _of_calendar(reading: CalendarDate, context: Context) -> Outcome:
    if reading.part == "Q?":
        return _same_quarter(reading, context)
    if reading.closes is not None and context.published is not None:
        return _closed(reading, reading.closes, context.published, context)
    if reading.month is None and reading.weekday is not None and reading.day is None:
        return weekday(reading, context)
    if reading.month is None and reading.day is not None and reading.year is None:
        return _day_of_month(reading, context)
    y, hangs, earlier = said_year(reading, context)
    if y is not None:
        return _dated(reading, y, hangs, earlier)
    if reading.origin is Origin.EARLIER:
        return _beside_last(reading, context.last) if context.last else unknown(_partial(reading), NOTHING_BEFORE)
    if reading.year_offset is not None:
        return unknown(_partial(reading), NO_DATE)
    return _yearless(reading, context)


def _dated(reading: CalendarDate, y: int, hangs: Hangs, earlier: Mention | None) -> Outcome:
    period = _period(reading, y)
    if period is None:
        return unknown(_partial(reading), f"there is no such day in {year_value(y)}")
    return altered(of(period, hangs, earlier), value=f"{period.value}-XX-XX") if reading.some_day else of(period, hangs, earlier)


def _closed(reading: CalendarDate, closes: int, day: Day, context: Context) -> Outcome:
    """A quarter by the month it ends with: the last one that is over, or that of the year said, under the number that the text gives it."""
    y = reading.year or next(y for y in (day.year, day.year - 1) if Period(Unit.MONTH, y * 12 + closes - 1).first < day)
    number = int(reading.part[1])
    if reading.unnamed:
        numbered = context.last_of(Unit.QUARTER, reach=_NUMBERED)
        if numbered is None or not numbered.fiscal:
            lag, begun = 3 * number - closes, y
            if lag >= 3:  # noqa: PLR2004  the quarter to the end of January is the old year's fourth
                lag, begun = lag - 12, y - 1
            return of(Period(Unit.QUARTER, begun * 4 + number - 1, lag), Hangs.NOTHING if reading.year else Hangs.PUBLISHED)
        number = numbered.period.index % 4 + 1
    period = Period(Unit.QUARTER, y * 4 + number - 1, 3 * number - closes)
    return of(period, Hangs.NOTHING if reading.year else Hangs.PUBLISHED)


def _period(reading: CalendarDate, y: int) -> Period | None:
    if reading.part:
        return part_of_year(y, reading.part)
    if reading.month is None:
        return Period(Unit.YEAR, y)
    if reading.day is None:
        return Period(Unit.MONTH, y * 12 + reading.month - 1)
    return _day(y, reading.month, reading.day)


@lru_cache(maxsize=1 << 12)  # an article counts from one year, and the dates in it lie near that
def _day(y: int, month: int, day: int) -> Period | None:
    return Period(Unit.DAY, Day.of(y, month, day).ordinal) if day <= month_length(y, month) else None


def _partial(reading: CalendarDate) -> str:
    if reading.part:
        return f"XXXX-{reading.part}"
    if reading.month is None:
        return f"XXXX-WXX-{reading.weekday}" if reading.weekday else f"XXXX-XX-{reading.day:02}" if reading.day else "XXXX"
    return f"XXXX-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "")


def _yearless(reading: CalendarDate, context: Context) -> Outcome:
    """A month, day or part of a year without its year: the article's date and the tense decide; in a narrative the story's last date."""
    if context.narrative and context.last:
        return _continued(reading, context, context.last)
    same = context.last_of(Unit.YEAR, reach=0)
    if same is not None and _lends_its_year(same, context):
        return _dated(reading, same.period.year, Hangs.EARLIER, same)
    if context.published is None:
        last = context.last_of(Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.QUARTER, Unit.SEASON, reach=_NEXT_SENTENCE)
        return _continued(reading, context, last) if last else unknown(_partial(reading), NO_DATE)
    options = [period for y in range(-1, 2) if (period := _period(reading, context.published.year + y))]
    if not options:
        return unknown(_partial(reading), "there is no such day near the article's date")
    period = turned(options, context, reading.turn, begun=reading.begun, planned=reading.planned)
    if abs(context.published.days_since(period.first)) > _SLIP and (others := _on_weekday(options, reading)):
        period = turned(others, context, reading.turn, begun=reading.begun, planned=reading.planned)
    if reading.business and not 0 < context.published.days_since(period.last) <= _REPORTED:
        return _of_business(int(reading.part[1]), context.published)
    return of(period, Hangs.PUBLISHED)


def _on_weekday(options: list[Period], reading: CalendarDate) -> list[Period]:
    """Of the same day in several years those that fall on the day of the week that is said."""
    return [period for period in options if reading.day is not None and period.first.weekday + 1 == reading.weekday]


def _of_business(number: int, day: Day) -> Outcome:
    """A quarter that results were told of while the calendar's is long over or still runs: some three months of the half year before."""
    closed = day - _RESULTS
    period = Period(Unit.QUARTER, closed.year * 4 + number - 1, 3 * number - closed.month)
    return altered(of(period, Hangs.PUBLISHED), when=between(day - _HALF_YEAR, day, approximate=True))


def _lends_its_year(same: Mention, context: Context) -> bool:
    """Whether a year said in the same sentence is that of a date without one: in news it opens the sentence, and nothing is to come."""
    if not same.stated or context.published is None:
        return same.stated
    return not same.aside and (context.tense is not Tense.FUTURE or context.published.year <= same.period.year)


def _beside_last(reading: CalendarDate, last: Mention) -> Outcome:
    """For "the following spring" and "the previous May": the first after the last date, or the last before it."""
    options = [period for y in range(-1, 2) if (period := _period(reading, last.period.year + y))]
    after = [period for period in options if last.period.last < period.first]
    before = [period for period in options if period.last < last.period.first]
    around = sorted(options, key=lambda period: told_distance(period, last.period))
    near = after[:1] if reading.turn == 1 else before[-1:] if reading.turn == -1 else around[:1]
    return of(near[0], Hangs.EARLIER, last) if near else unknown(_partial(reading), NOTHING_BEFORE)


def _continued(reading: CalendarDate, context: Context, last: Mention) -> Outcome:
    """In a story the date is the one nearest to the last, and time goes on rather than back."""
    last = context.story or last
    finer = context.last_of(Unit.DAY, Unit.MONTH, reach=_RECENT) if last.period.unit is Unit.YEAR else None
    if finer is not None and finer.period.year == last.period.year:  # "on 8 December; in 1941 … In January" is the next one
        last = finer
    if last.period.unit in _WIDE:  # no month is that of a century
        within = context.last_of(Unit.DAY, Unit.MONTH, Unit.YEAR, Unit.SEASON, reach=_RECENT)
        if within is None or within.period.last < last.period.first:
            return unknown(_partial(reading), NOTHING_BEFORE)
        last = within
    y = last.period.year
    years = (y,) if last.period.unit not in _FINE else (y - 1, y, y + 1)
    options = [period for near in years if (period := _period(reading, near))]
    if not options:
        return unknown(_partial(reading), f"there is no such day in {year_value(y)}")
    over = [period for period in options if not last.period.last < period.first] if reading.over else []
    return of(min(over or options, key=lambda p: told_distance(p, last.period)), Hangs.EARLIER, last)


def _same_quarter(reading: CalendarDate, context: Context) -> Outcome:
    """For "the 1988 quarter": the quarter that the text is about, in that year."""
    assert reading.year is not None  # the rule asks for it
    about = context.last_of(Unit.QUARTER, Unit.HALF)
    if about is None:
        return of(Period(Unit.YEAR, reading.year))
    period = about.period.shift((reading.year - about.period.year) * (4 if about.period.unit is Unit.QUARTER else 2))
    return of(period, Hangs.EARLIER, about)


def _day_of_month(reading: CalendarDate, context: Context) -> Outcome:
    anchor = context.anchor()
    if anchor is None or reading.day is None:
        return unknown(_partial(reading), NO_DATE)
    y, m, _ = anchor.first.ymd
    options = []
    for index in (y * 12 + m - 2, y * 12 + m - 1, y * 12 + m):
        oy, om = index // 12, index % 12 + 1
        if reading.day <= month_length(oy, om):
            options.append(containing(Day.of(oy, om, reading.day), Unit.DAY))
    if reading.weekday is not None:
        options = [option for option in options if option.first.weekday + 1 == reading.weekday] or options
    if context.narrative or context.published is None or reading.year_offset == 0:
        same = [p for p in options if p.first.month == m]
        return of((same or options)[0], *hanging_on(context))
    return of(turned(options, context, None), Hangs.PUBLISHED)


def span(reading: Span, context: Context) -> Outcome:
    """A decade, century or millennium, or half of one."""
    return in_piece(_span(reading, context), reading.piece)


def _span(reading: Span, context: Context) -> Outcome:
    first = reading.first_year
    if reading.short:
        now = context.published.year if context.published else context.last.period.year if context.last else 2000
        first += now - now % 100
        if first > now + PIVOT:
            first -= 100
    if first <= 0:
        decades = reading.unit is Unit.DECADE
        letters = f"{-first // 10:03}" if decades else f"{-first // 100:02}"
        when = decade(first) if decades else century(first)
        return Outcome(value=f"BC{letters}", when=when)
    period = (
        Period(reading.unit, first // (10 if reading.unit is Unit.DECADE else 100)) if reading.unit in (Unit.DECADE, Unit.CENTURY) else None
    )
    return of(period, Hangs.PUBLISHED if reading.short else Hangs.NOTHING) if period else Outcome(value=year_value(first))
