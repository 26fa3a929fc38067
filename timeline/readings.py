"""What the words of a time expression say by themselves: a closed set of small records, still underspecified.

Tagging makes them, resolving matches over them; neither knows the other. Nothing here knows a date that the words do not hold.
"""

from __future__ import annotations

from enum import StrEnum

from timeline.quick import dataclass


class Unit(StrEnum):
    """A unit of time by its TIMEX3 letter; those of the clock begin with T, so that minutes and months differ."""

    SECOND = "TS"
    MINUTE = "TM"
    HOUR = "TH"
    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    FORTNIGHT = "FN"
    MONTH = "M"
    SEASON = "SN"
    QUARTER = "Q"
    HALF = "HF"
    YEAR = "Y"
    DECADE = "DE"
    CENTURY = "CE"
    MILLENNIUM = "ML"

    __hash__ = str.__hash__  # that of an enum is written in Python, and units are looked up all the time


SEASONS = frozenset({"SP", "SU", "FA", "WI"})


class Origin(StrEnum):
    """What relative words count from: the article's date, or the last date the text spoke of."""

    PUBLISHED = "published"
    EARLIER = "earlier"


class Side(StrEnum):
    """What "earlier" and "later" keep of a unit: "earlier this year" is BEFORE the anchor inside the unit, "later this year" AFTER it."""

    WHOLE = "whole"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """Parts of a calendar date as far as they are said: "Thursday, Oct. 26", "June last year", "the third quarter of 1990", "493 BC".

    `year` is astronomical (0 is 1 BCE); `short_year` has two digits. `part` is a piece of a year in TIMEX3 letters (Q3, H1, SU).
    `year_offset`
    counts years from the article's ("next year's first quarter"). `turn` is -1 for "last", 0 for "this", 1 for "next", None where not said.
    `origin` is EARLIER where the year is that of an earlier date ("August of that year").
    """

    year: int | None = None
    short_year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    year_offset: int | None = None
    turn: int | None = None
    fiscal: bool = False  # of a year of business, which need not be the calendar's
    business: bool = False  # a quarter that a company reports on
    closes: int | None = None  # the month a quarter ends with: "its fourth quarter ended Sept. 30"
    unnamed: bool = False  # "the quarter ended Sept. 30": `part` is the calendar's quarter, unless the text numbered it
    planned: bool = False  # the past had it ahead: "was due in May"
    begun: bool = False  # the words say that it is not ahead: "since December", "In January he left"
    over: bool = False  # it lies before the story's own date: "had left in March"
    shared: bool = False  # the year is that of the date beside it: "May and June 2025"
    piece: str = ""  # of the month: W1 its first week, W-1 its last, H1 and H2 its halves
    some_day: bool = False  # a bare year in a message is written as some day of it: 2014-XX-XX
    origin: Origin = Origin.PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A decade, century or millennium by its first year: "the 1980s", "the '90s" (`short`), "the 19th century"."""

    unit: Unit
    first_year: int
    short: bool = False
    piece: str = ""  # H1 or H2, one of its halves


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUnit:
    """A unit counted in whole units from its origin: today 0, "last week" -1, "the following year" +1 from EARLIER, "the quarter" 0.

    `weekday` picks a day of the week counted so ("Friday last week").
    """

    unit: Unit
    offset: int = 0
    origin: Origin = Origin.PUBLISHED
    side: Side = Side.WHOLE
    weekday: int | None = None
    latest: bool = False  # "the latest quarter": the last one that is over
    rolling: bool = False  # "the past week" ends with the article's day
    told: bool = False  # "the next year" follows an earlier date where the verb tells the past, else the article's


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """An amount of units before or after the origin: "two weeks ago", "a year earlier", "in ten days". `amount` is None for "a few".

    `base` is a date that the words name themselves ("the day before Christmas"); amount 0 is the unit around it ("the week of 6 March").
    """

    amount: float | None
    unit: Unit
    sign: int
    origin: Origin = Origin.PUBLISHED
    base: Reading | None = None
    same: bool = False  # in the unit of the date counted from: "a year ago today" is a day, "the same month last year" a month
    ending: bool = False  # "the week ended 6 March": the seven days up to its base
    opening: bool = False  # "from Monday to Friday", told in the past: the beginning, counted back from the end


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOfDay:
    """A clock time ("17:00") or TIMEX3 part of the day ("NI") of a day; `day` is None where the words leave it open."""

    clock: str
    zone: str = ""
    day: Reading | None = None
    across: bool = False  # "overnight": from one day into the next
    into: bool = False  # "the night to Tuesday": from the day before into that day


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A named day; its rule is a piece of data: "12-25", "easter-2", "11-4-3" (fourth Thursday of November)."""

    name: str
    rule: str
    year: int | None = None
    year_offset: int | None = None
    turn: int | None = None
    begun: bool = False
    planned: bool = False
    around: bool = False  # the days around it: "over Christmas", "the Easter holidays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A bare pointer to the past, present or future (PAST_REF …); `days` bound how far it reaches, 0 where it reaches without limit."""

    value: str
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time as TIMEX3 writes it ("P3M"). `sign` is -1 for "the past three months" (up to the anchor), +1 for "the next"."""

    value: str
    sign: int = 0
    summed: bool = False  # "the nine months", over which a report sums up
    ranged: bool = False  # the shortest of several: "two to three weeks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A set of times as TIMEX3 writes it: "P1W" (weekly), "XXXX-WXX-5" (every Friday)."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAfter:
    """Words like "by mid-June": at some time up to the end of the date. `part` is START, MID or END where the words take a part of it."""

    date: Reading
    part: str = ""


Reading = CalendarDate | Span | NamedUnit | Shift | TimeOfDay | Holiday | Reference | Duration | Repeated | NotAfter
