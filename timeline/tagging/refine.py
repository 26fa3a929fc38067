"""TimeExpressions in, better TimeExpressions out: plain functions in a written order, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from timeline.model import Sentence, Tense, TimeExpression, TimexType
from timeline.quick import altered
from timeline.readings import (
    SEASONS,
    CalendarDate,
    Duration,
    Holiday,
    NamedUnit,
    NotAfter,
    Origin,
    Reading,
    Reference,
    Repeated,
    Shift,
    Span,
    TimeOfDay,
    Unit,
)
from timeline.rules import Rules
from timeline.tagging.joints import Joints, joints
from timeline.tagging.tense import governing_tense, has_begun, is_before_the_story, is_generic, is_of_thing_done, was_planned

Refiner = Callable[[tuple[TimeExpression, ...], str, tuple[Sentence, ...], Rules], tuple[TimeExpression, ...]]

_YEAR_AFTER = re.compile(r" ?[-–/] ?['’]?(?P<year>[0-9]{2})(?![\d.:%/-])\b")
_HALF_DAY = 12  # hours between two clocks that may stand on one day
_WHOLE_UNITS = re.compile(r"P([0-9]{1,4})([DWMY])")
_MONTH_END = 30
_DATED = (CalendarDate, Holiday, NamedUnit, Span, TimeOfDay)
_AWAY = 14  # characters in which the number stands that is listed before a date
_WEEK, _MONTHS = 7, 12  # days of a week, months of a year
_CLOSING = frozenset(",.;:)")
_LINK = 24  # characters that may lie between two dates of one phrase


def refine(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """Apply every refiner, in order; `sentences` are those that hold an expression."""
    if not found:
        return found
    sentences = _without_dates(found, sentences)
    kinds = {type(one.reading) for one in found}
    for refiner, wanted in REFINERS:
        if not kinds.isdisjoint(wanted):
            found = refiner(found, text, sentences, rules)
            kinds = {type(one.reading) for one in found}
    return found


def _without_dates(found: tuple[TimeExpression, ...], sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences with noughts for their dates, so that the month in "On 5 May the talks failed" is not read as a verb."""
    dates: dict[int, list[TimeExpression]] = {}
    for one in found:
        if isinstance(one.reading, CalendarDate) and one.reading.month is not None:
            dates.setdefault(one.sentence, []).append(one)
    return tuple(_blanked(sentence, dates[sentence.index]) if sentence.index in dates else sentence for sentence in sentences)


def _blanked(sentence: Sentence, dates: list[TimeExpression]) -> Sentence:
    pieces, end = [], 0
    for one in dates:
        start = one.start - sentence.start
        pieces += [sentence.text[end:start], "0" * len(one.text)]
        end = start + len(one.text)
    return altered(sentence, text="".join([*pieces, sentence.text[end:]])[: len(sentence.text)])


def trim_over(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """Here "over three years" is more than three years after "for", and a preposition elsewhere ("evolved over three years")."""
    del sentences
    between = joints(rules)
    return tuple(
        altered(one, start=one.start + over.end(), text=one.text[over.end() :], mod="")
        if isinstance(one.reading, Duration)
        and (over := between.over.match(one.text))
        and not between.before_over.search(text, max(0, one.start - 12), one.start)
        else one
        for one in found
    )


def add_listed(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """Words like "May 4, 5 and 8", "10–12 October" and "1957–60" hold more than one date."""
    del sentences
    between = joints(rules)
    listed: list[TimeExpression] = []
    for index, one in enumerate(found):
        behind = found[index - 1].end if index else 0
        ahead = found[index + 1].start if index + 1 < len(found) else len(text)
        listed += [*_listed_before(one, text, behind, between), one, *_listed_after(one, text, ahead, between)]
    return tuple(listed)


def _listed_before(one: TimeExpression, text: str, limit: int, between: Joints) -> Iterator[TimeExpression]:
    reading = one.reading
    if not isinstance(reading, CalendarDate) or not one.text[0].isdigit():
        return
    if reading.year is not None and reading.year <= 0 and reading.month is None:
        for hit in _backwards(one.start, text, limit, (between.year_before, between.year_more)):
            yield _piece(one, text, *hit.span("date"), CalendarDate(year=1 - int(hit["year"])))
    elif reading.day is not None and reading.month is not None:
        for hit in _backwards(one.start, text, limit, (between.day_before, between.day_more)):
            day = altered(reading, day=int(hit["day"]), weekday=None)
            begins = between.through.fullmatch(text, hit.end("date"), one.start) and int(hit["day"]) > reading.day
            yield _piece(one, text, *hit.span("date"), _month_before(day) if begins else day)


def _backwards(start: int, text: str, limit: int, patterns: tuple[re.Pattern[str], re.Pattern[str]]) -> list[re.Match[str]]:
    """The numbers that are listed before a date, from left to right: one behind an "and" or a dash, more with commas before that."""
    hits: list[re.Match[str]] = []
    pattern, more = patterns
    while hit := pattern.search(text, max(limit, start - _AWAY), start):
        hits.append(hit)
        start, pattern = hit.start(), more
    return hits[::-1]


def _month_before(reading: CalendarDate) -> CalendarDate:
    """The same day a month back: "from 30 to 2 May" begins in April."""
    if reading.month != 1:
        return altered(reading, month=(reading.month or 0) - 1)
    return altered(reading, month=12, year=reading.year - 1 if reading.year is not None else None)


def _listed_after(one: TimeExpression, text: str, limit: int, between: Joints) -> Iterator[TimeExpression]:
    reading = one.reading
    if not isinstance(reading, CalendarDate) or reading.weekday is not None:
        return
    if reading.day is not None and reading.month is not None and reading.year is None and not one.text[0].isdigit():
        day, end = reading.day, one.end
        while (hit := between.day_after.match(text, end, limit)) and int(hit["day"]) > day:
            day, end = int(hit["day"]), hit.end()
            yield _piece(one, text, *hit.span("date"), altered(reading, day=day))
    elif reading.year is not None and reading.month is None and not reading.part and reading.year > 0:
        hit = _YEAR_AFTER.match(text, one.end, limit)
        if hit and int(hit["year"]) > reading.year % 100:
            yield _piece(one, text, *hit.span("year"), CalendarDate(year=reading.year // 100 * 100 + int(hit["year"])))


def _piece(one: TimeExpression, text: str, start: int, end: int, reading: Reading) -> TimeExpression:
    return altered(one, start=start, end=end, text=text[start:end], reading=reading, type=TimexType.DATE, mod="")


def share_year(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """In "May and June 2025" and "from 5 March to 2 April 2004" the year belongs to both dates, and 493–490 BC are both before our era."""
    del sentences
    between, shared = joints(rules), list(found)
    for index in range(len(shared) - 2, -1, -1):
        one, after = shared[index], shared[index + 1]
        near = after.start - one.end <= _LINK
        if near and _is_year_of(one, after, text, between):
            shared[index] = altered(one, reading=altered(one.reading, year=after.reading.year))  # type: ignore[union-attr]
            continue
        joined = near and between.joined.fullmatch(text, one.end, after.start)
        if joined:
            through = between.through.fullmatch(text, one.end, after.start) is not None
            shared[index] = altered(one, reading=_with_year(one.reading, after.reading, through=through, listed=one.text[0].isdigit()))
    return tuple(shared)


def _is_year_of(one: TimeExpression, after: TimeExpression, text: str, between: Joints) -> bool:
    """“on 3 May in 2010”, "on 3 May, in 2010, …": the year is that of the date; "on 3 May, in 2010 he left" may begin anew."""
    reading = one.reading
    if not isinstance(reading, CalendarDate) or reading.month is None or reading.year is not None or reading.year_offset is not None:
        return False
    if not isinstance(after.reading, CalendarDate) or after.reading != CalendarDate(year=after.reading.year) or after.mod:
        return False
    link = between.of_year.fullmatch(text, one.end, after.start)
    return link is not None and (not link["comma"] or text[after.end : after.end + 1] in _CLOSING)


def _with_year(reading: Reading, after: Reading, *, through: bool, listed: bool) -> Reading:
    if not isinstance(reading, CalendarDate) or not isinstance(after, CalendarDate):
        return reading
    if reading.day is not None and reading.month is None and after.day is not None and after.month is not None:  # "the 3rd and 4th May"
        day = altered(reading, month=after.month, year=after.year)
        return _month_before(day) if through and reading.day > after.day else day
    if after.year is None:
        return reading
    if listed and reading.day is not None and reading.year is None and after == CalendarDate(year=after.year):  # "June 5 to 7, 2024"
        return altered(reading, year=after.year)
    if after.year <= 0 < (reading.year or 0) and reading.month is None and reading.year is not None:
        near = through or reading.year < 2 * (1 - after.year)  # "in 2024 and 300 BC" speaks of our time and of theirs
        return altered(reading, year=1 - reading.year) if near and reading.year > 1 - after.year else reading
    lacks = reading.year is None and reading.year_offset is None and reading.short_year is None and reading.turn is None
    if lacks and (reading.month is not None or reading.part) and (after.month is not None or after.part):
        later = (reading.month or 0, reading.day or 0) > (after.month or 0, after.day or 0) and not reading.part
        return altered(reading, year=after.year - (1 if later else 0), shared=True)
    return reading


def end_quarter(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """So "the quarter ended July 31" is the calendar's that holds most of it, "the week ended July 31" that which holds the day.

    But "its fourth quarter ended July 31" keeps its number.
    """
    del sentences
    between, ended = joints(rules), list(found)
    for index, (one, after) in enumerate(pairwise(found)):
        reading, end = one.reading, after.reading
        closes = _closing(end)
        if not isinstance(end, CalendarDate) or closes is None or not between.ended.fullmatch(text, one.end, after.start):
            continue
        if isinstance(reading, NamedUnit) and reading.unit is Unit.QUARTER:
            part = f"Q{(closes - 2) % 12 // 3 + 1}"
            ended[index] = altered(one, reading=CalendarDate(part=part, year=end.year, closes=closes, unnamed=True))
        elif isinstance(reading, NamedUnit) and reading.unit is Unit.WEEK and end.day is not None:
            ended[index] = altered(one, reading=Shift(amount=0, unit=Unit.WEEK, sign=1, base=end, ending=True))
        elif isinstance(reading, CalendarDate) and reading.part.startswith("Q") and reading.part != "Q?":
            ended[index] = altered(one, reading=altered(reading, closes=closes, year=reading.year or end.year))
    return tuple(ended)


def own_quarter(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """Told in the past, "fourth-quarter profit" is of the company's year, which ends when the text says ("the year ended Sept. 30")."""
    del sentences
    business = _business(rules)
    if business is None:
        return found
    before, after = business
    closes = {_closing(end.reading) for year, end in pairwise(found) if _ends_year(year, end, text, joints(rules))}
    month = closes.pop() if len(closes) == 1 else None
    return tuple(
        altered(
            one, reading=altered(one.reading, business=True, closes=month and (month - 3 * (4 - int(one.reading.part[1])) - 1) % 12 + 1)
        )
        if isinstance(one.reading, CalendarDate)
        and _is_open_quarter(one.reading)
        and one.tense is Tense.PAST
        and (after.match(text, one.end) or before.search(text, max(0, one.start - _LINK), one.start))
        else one
        for one in found
    )


def _is_open_quarter(reading: CalendarDate) -> bool:
    """Whether a quarter has a number and neither a year nor an end."""
    said = (reading.year, reading.year_offset, reading.short_year, reading.closes)
    return reading.part in ("Q1", "Q2", "Q3", "Q4") and all(part is None for part in said)


def _ends_year(one: TimeExpression, after: TimeExpression, text: str, between: Joints) -> bool:
    """Whether one date is the end of a year of business."""
    year = isinstance(one.reading, Duration) and one.reading.value == "P1Y" and one.rule.startswith("unit.")
    return year and _closing(after.reading) is not None and between.ended.fullmatch(text, one.end, after.start) is not None


def _closing(end: Reading) -> int | None:
    """The month that a period ends with whose last day is near `end`."""
    if not isinstance(end, CalendarDate) or not end.month:
        return None
    return (end.month - (1 if (end.day or _MONTH_END) > _MONTH_END // 2 else 2)) % 12 + 1


@lru_cache(maxsize=8)
def _business(rules: Rules) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    before, after = rules.scan.get("business_before"), rules.scan.get("business_after")
    return (re.compile(rf"(?:{before})\Z", re.IGNORECASE), re.compile(after, re.IGNORECASE)) if before and after else None


def share_day(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """In "10:35 a.m. (0735 GMT) Friday" and "between 9 a.m. and noon on 3 June" the day belongs to the first time too."""
    del sentences
    between, shared = joints(rules), list(found)
    for index in range(len(shared) - 2, -1, -1):
        one, after = shared[index], shared[index + 1]
        if not isinstance(one.reading, TimeOfDay) or one.reading.day is not None:
            continue
        if _in_brackets(one, found[index + 1], text, between) or _same_day(one, after, text, between):
            day = after.reading.day if isinstance(after.reading, TimeOfDay) else after.reading
            if isinstance(day, CalendarDate | NamedUnit | Holiday):
                shared[index] = altered(one, reading=altered(one.reading, day=day))
    return tuple(shared)


def hang_hour(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """In "at noon on the day of the crash" and "at 6 a.m. ten days before the vote" nobody says which day the hour belongs to."""
    del sentences
    hung, counting = _hung(rules)
    hours = list(found)
    for index, one in enumerate(found):
        if not isinstance(one.reading, TimeOfDay) or one.reading.day is not None:
            continue
        after = found[index + 1] if index + 1 < len(found) else None
        length = after is not None and isinstance(after.reading, Duration) and text[one.end : after.start].strip(" ,") == ""
        if hung.match(text, one.end) or (length and after is not None and counting.match(text, after.end)):
            hours[index] = altered(one, reading=altered(one.reading, day=Reference(value="XXXX-XX-XX")))
    return tuple(hours)


@lru_cache(maxsize=8)
def _hung(rules: Rules) -> tuple[re.Pattern[str], re.Pattern[str]]:
    day, beside = (rules.scan.get(name, "(?!)") for name in ("hung_day", "hung_beside"))
    return re.compile(day, re.IGNORECASE), re.compile(beside, re.IGNORECASE)


def keep_day(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """In "8:02 on Saturday (00:02 GMT)" and "22 March 2030 Last updated at 13:53" the day said before belongs to the hour."""
    del sentences
    stamped, between, kept = _stamped(rules), joints(rules), list(found)
    for index, one in enumerate(found[1:], start=1):
        before = kept[index - 1].reading
        if not isinstance(one.reading, TimeOfDay) or one.reading.day is not None:
            continue
        gap = kept[index - 1].end, one.start
        if isinstance(before, TimeOfDay):
            told_twice = _near_in_clock(before, one.reading) and between.opens.fullmatch(text, *gap)
            day = before.day if told_twice else None
        else:
            full = isinstance(before, CalendarDate) and before.day is not None and before.month is not None
            day = before if full and stamped is not None and stamped.fullmatch(text, *gap) else None
        if isinstance(day, CalendarDate | NamedUnit | Holiday):
            kept[index] = altered(one, reading=altered(one.reading, day=day))
    return tuple(kept)


@lru_cache(maxsize=8)
def _stamped(rules: Rules) -> re.Pattern[str] | None:
    stamped = rules.scan.get("stamped")
    return re.compile(stamped, re.IGNORECASE) if stamped else None


def _in_brackets(one: TimeExpression, after: TimeExpression, text: str, between: Joints) -> bool:
    """Whether a time is told twice, once in brackets, with a day that holds for both; past midnight ("(0030 GMT Tuesday)") it does not."""
    day = isinstance(after.reading, Holiday) or (isinstance(after.reading, CalendarDate) and after.reading.day is not None)
    if day and between.on.fullmatch(text, one.end, after.start):
        return True
    if isinstance(after.reading, TimeOfDay) and isinstance(one.reading, TimeOfDay) and after.reading.clock[:1].isdigit():
        return _near_in_clock(one.reading, after.reading) and between.opens.fullmatch(text, one.end, after.start) is not None
    return (between.bracket.fullmatch(text, one.end, after.start) or between.closes.fullmatch(text, one.end, after.start)) is not None


def _near_in_clock(one: TimeOfDay, other: TimeOfDay) -> bool:
    """Whether two clocks can show one moment of one day."""
    return abs(_hour(one.clock) - _hour(other.clock)) <= _HALF_DAY


def _hour(clock: str) -> int:
    return int(clock[:2]) if clock[:2].isdigit() else 0


def _same_day(one: TimeExpression, after: TimeExpression, text: str, between: Joints) -> bool:
    """Whether two times of day are the ends of one stretch of one day."""
    first, second = one.reading, after.reading
    in_order = isinstance(first, TimeOfDay) and isinstance(second, TimeOfDay) and first.clock < second.clock
    return in_order and between.joined.fullmatch(text, one.end, after.start) is not None


def count_ahead(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """What will happen "in five years" has a date: five years from the article's."""
    by_index = {sentence.index: sentence for sentence in sentences}
    ahead = rules.scan.get("ahead_by")
    if not ahead:
        return found
    before = _before(ahead)
    return tuple(
        altered(one, reading=shift, type=TimexType.DATE)
        if isinstance(one.reading, Duration)
        and (shift := _as_shift(one.reading))
        and before.search(text, max(0, one.start - _LINK), one.start)
        and governing_tense(text, by_index[one.sentence], one.start, one.end, rules) is Tense.FUTURE
        else one
        for one in found
    )


def _as_shift(reading: Duration) -> Shift | None:
    found = _WHOLE_UNITS.fullmatch(reading.value)
    return Shift(amount=int(found[1]), unit=Unit(found[2]), sign=1) if found and not reading.sign and not reading.ranged else None


def add_tense(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """Dates whose year or week the words leave open turn by the tense of their verb."""
    by_index = {sentence.index: sentence for sentence in sentences}
    return tuple(_tensed(one, text, by_index[one.sentence], rules) if _turns(one.reading) else one for one in found)


def _tensed(one: TimeExpression, text: str, sentence: Sentence, rules: Rules) -> TimeExpression:
    """With the tense; what is told in the past right behind it ("In January he left"), or stands after "since", has begun."""
    at, reading = sentence.start, one.reading
    said = text[at : sentence.end], sentence.text
    tense, begun, planned, over = _told(*said, one.start - at, one.end - at, rules)
    if tense is Tense.NONE:
        return one
    if isinstance(reading, CalendarDate | Holiday):
        reading = altered(reading, begun=True) if begun else altered(reading, planned=True) if planned else reading
    if over and isinstance(reading, CalendarDate):
        reading = altered(reading, over=True)
    return altered(one, tense=tense, reading=reading)


@lru_cache(maxsize=1 << 9)  # copies of a report lie close to each other
def _told(said: str, dateless: str, start: int, end: int, rules: Rules) -> tuple[Tense, bool, bool, bool]:
    """How the verb of a sentence tells of a date in it: its tense, and whether that has begun, was planned, or was over already."""
    sentence = Sentence(article="", index=0, block=0, start=0, end=len(said), text=dateless)
    tense = governing_tense(said, sentence, start, end, rules)
    past = tense is Tense.PAST
    begun = past and (has_begun(said, sentence, start, rules) or is_of_thing_done(said, sentence, start, end, rules))
    planned = tense is Tense.FUTURE and was_planned(said, sentence, start, rules)
    return tense, begun, planned, past and is_before_the_story(said, sentence, start, rules)


def order_ranges(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """What lies ahead "from Friday to Monday" ends on the first Monday after that Friday; told in the past it is counted from its end."""
    del sentences
    between, ordered = joints(rules), list(found)
    for index, (one, after) in enumerate(pairwise(found)):
        if not _are_ends(one.reading, after.reading) or not between.through.fullmatch(text, one.end, after.start):
            continue
        if one.tense is not Tense.PAST:
            ordered[index + 1] = altered(after, reading=_after_earlier(after.reading))
        elif isinstance(one.reading, CalendarDate) and isinstance(after.reading, CalendarDate):
            ordered[index] = altered(one, reading=_counted_back(one.reading, after.reading))
            ordered[index + 1] = altered(after, tense=one.tense)
    return tuple(ordered)


def _counted_back(first: CalendarDate, last: CalendarDate) -> Shift:
    """A day of the week or a month by how far it lies before the end of its range."""
    if first.weekday is not None and last.weekday is not None:
        return Shift(amount=(last.weekday - first.weekday) % _WEEK, unit=Unit.DAY, sign=-1, base=last, opening=True)
    return Shift(amount=((last.month or 0) - (first.month or 0)) % _MONTHS, unit=Unit.MONTH, sign=-1, base=last, opening=True)


def _are_ends(first: Reading, last: Reading) -> bool:
    """Whether two dates of one kind can be the ends of a range, so that the second one is the next after the first."""
    days = _weekday_of(first), _weekday_of(last)
    if None not in days:
        return days[0] != days[1]
    return isinstance(first, CalendarDate) and isinstance(last, CalendarDate) and _is_bare_month(first) and _is_bare_month(last)


def _is_bare_month(reading: CalendarDate) -> bool:
    said = (reading.year, reading.year_offset, reading.short_year, reading.turn, reading.day, reading.weekday)
    return reading.month is not None and reading.origin is not Origin.EARLIER and all(part is None for part in said)


def _weekday_of(reading: Reading | None) -> int | None:
    """The day of the week where a reading says nothing more of its day."""
    if isinstance(reading, TimeOfDay):
        return _weekday_of(reading.day)
    return reading.weekday if isinstance(reading, CalendarDate) and reading.day is None and reading.turn is None else None


def _after_earlier(reading: Reading) -> Reading:
    if isinstance(reading, TimeOfDay) and reading.day is not None:
        return altered(reading, day=_after_earlier(reading.day))
    return altered(reading, origin=Origin.EARLIER, turn=1) if isinstance(reading, CalendarDate) else reading


def unmoor(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """So "on a Monday" and "a Sunday afternoon in July 2010" are some such day, not the last one before the article."""
    del sentences
    words = rules.scan.get("indefinite")
    if not words:
        return found
    before, opening, free = _before(words), re.compile(rf"(?:{words})\s", re.IGNORECASE), list(found)
    for index, one in enumerate(found):
        if (
            _weekday_of(one.reading)
            and (opening.match(one.text) or before.search(text, max(0, one.start - _LINK), one.start))
            and (_is_within(one, found[index + 1 : index + 2], text, rules) or _ends_phrase(rules).match(text, one.end))
        ):
            free[index] = altered(one, reading=Reference(value=_any_such(one.reading)))
    return tuple(free)


def _is_within(one: TimeExpression, after: tuple[TimeExpression, ...], text: str, rules: Rules) -> bool:
    """Whether the date behind holds this one: "a Sunday in July"."""
    dated = any(isinstance(other.reading, CalendarDate | Span | NamedUnit) for other in after)
    return dated and joints(rules).within.fullmatch(text, one.end, after[0].start) is not None


@lru_cache(maxsize=8)
def _ends_phrase(rules: Rules) -> re.Pattern[str]:
    """What stands behind "a Monday", and no noun does ("a Monday deadline")."""
    return re.compile(rf"\Z|[^\w\s-]|\s(?:{rules.scan.get('indefinite_ends', '(?!)')})\b", re.IGNORECASE)


def _any_such(reading: Reading | None) -> str:
    if isinstance(reading, TimeOfDay):
        return f"{_any_such(reading.day)}T{reading.clock}"
    return f"XXXX-WXX-{reading.weekday}" if isinstance(reading, CalendarDate) else ""


def make_generic(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """So "Summer is the busy time" and "In winter, the pass is closed" speak of every summer and winter, not of the article's."""
    by_index = {sentence.index: sentence for sentence in sentences}
    return tuple(
        altered(one, reading=Repeated(value=value), type=TimexType.SET, mod="", tense=Tense.NONE)
        if isinstance(one.reading, CalendarDate)
        and (value := _recurring(one.reading))
        and is_generic(text, by_index[one.sentence], one, rules)
        else one
        for one in found
    )


def _recurring(reading: CalendarDate) -> str:
    """The TIMEX3 value of every such day of the week or season, where the words say no more than that."""
    bare = (reading.year, reading.year_offset, reading.short_year, reading.turn, reading.day, reading.month)
    if any(part is not None for part in bare) or reading.origin is Origin.EARLIER:
        return ""
    return f"XXXX-WXX-{reading.weekday}" if reading.weekday else f"XXXX-{reading.part}" if reading.part in SEASONS else ""


def bound_by(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """So "by June" is some time up to the end of June."""
    del sentences
    words = rules.scan.get("not_after")
    if not words:
        return found
    before = _before(words)
    ends = (0, *(one.end for one in found))  # after another date the word joins a range: "von Montag bis Mittwoch"
    return tuple(
        altered(one, reading=NotAfter(date=one.reading, part=one.mod), mod="ON_OR_BEFORE")
        if isinstance(one.reading, _DATED)
        and (hit := before.search(text, max(0, one.start - _LINK), one.start))
        and (not end or text[end : hit.start()].strip())
        else one
        for one, end in zip(found, ends, strict=False)
    )


@lru_cache(maxsize=8)
def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\s+\Z", re.IGNORECASE)


def _turns(reading: Reading) -> bool:
    match reading:
        case CalendarDate():
            return reading.year is None
        case NamedUnit():
            return reading.unit is Unit.WEEKEND or reading.told
        case Holiday():
            return reading.year is None
        case Duration():
            return reading.sign > 0
        case TimeOfDay():
            return reading.across or (reading.day is not None and _turns(reading.day))
        case Shift():
            return reading.base is not None and _turns(reading.base)
        case _:
            return False


# In order, each with the kinds of readings without which it has nothing to do.
REFINERS: tuple[tuple[Refiner, frozenset[type]], ...] = (
    (trim_over, frozenset({Duration})),
    (add_listed, frozenset({CalendarDate})),
    (share_year, frozenset({CalendarDate})),
    (share_day, frozenset({TimeOfDay})),
    (keep_day, frozenset({TimeOfDay})),
    (hang_hour, frozenset({TimeOfDay})),
    (end_quarter, frozenset({CalendarDate})),
    (unmoor, frozenset({CalendarDate, TimeOfDay})),
    (count_ahead, frozenset({Duration})),
    (add_tense, frozenset({CalendarDate, Holiday, NamedUnit, Shift, TimeOfDay})),
    (own_quarter, frozenset({CalendarDate})),
    (make_generic, frozenset({CalendarDate})),
    (order_ranges, frozenset({CalendarDate, TimeOfDay})),
    (bound_by, frozenset(_DATED)),
)
