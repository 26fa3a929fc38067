"""When → words: the one place that says "early June 2025" or "some day from 25 to 30 June 2025", in English unless told otherwise."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from timeline.phrases import ENGLISH, MONTHS, Phrases, phrase
from timeline.when import Day, Extent, Precision, When, third, unit_around

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = (phrase("spring {year}"), phrase("summer {year}"), phrase("autumn {year}"), phrase("winter {year}"))
_QUARTERS = (
    phrase("the first quarter of {year}"),
    phrase("the second quarter of {year}"),
    phrase("the third quarter of {year}"),
    phrase("the fourth quarter of {year}"),
)
_HALVES = (phrase("the first half of {year}"), phrase("the second half of {year}"))
_PARTS_OF_NAMES = (phrase("early {unit}"), phrase("mid-{unit}"), phrase("late {unit}"))
_PARTS_OF_WEEKS = (phrase("early in the {unit}"), phrase("in the middle of the {unit}"), phrase("late in the {unit}"))
_PARTS = {
    Precision.WEEK: _PARTS_OF_WEEKS,
    Precision.QUARTER: _PARTS_OF_WEEKS,
    Precision.HALF: _PARTS_OF_WEEKS,
    Precision.DECADE: (phrase("the early {unit}"), phrase("the mid-{unit}"), phrase("the late {unit}")),
    Precision.CENTURY: (phrase("the early {unit}"), phrase("the mid-{unit}"), phrase("the late {unit}")),
}

__all__ = ("MONTHS", "WEEKDAYS", "day", "label", "month", "published", "weekday", "year")


@lru_cache(maxsize=1 << 14)  # every date is said in several places
def label(when: When, words: Phrases = ENGLISH) -> str:
    """The date in words, with "about" and "perhaps" where they belong.

    >>> from timeline.when import from_edtf, month, third
    >>> label(third(month(2025, 6), 0))
    'early June 2025'
    >>> label(from_edtf("[2025-06-25..2025-06-30]"))
    'some day from 25 to 30 June 2025'
    >>> label(from_edtf("[..2025-06-10]"))
    'by 10 June 2025'
    """
    date = _unqualified(when, words)
    if when.approximate and not _is_vague_by_itself(when):
        date = words.say("about {date}", date=date) if _is_name(when) else words.say("{date}, approximately", date=date)
    return words.say("perhaps {date}", date=date) if when.uncertain else date


def published(when: When, words: Phrases = ENGLISH) -> str:
    """The date of an article as a phrase that follows "an article of": a day, a month, or the interval it lies in."""
    return label(when, words) if when.is_day else label(replace(when, extent=Extent.WITHIN), words)


def day(value: Day, words: Phrases = ENGLISH) -> str:
    """`5 June 2025`, `15 March 44 BC`.

    >>> day(Day.of(-43, 3, 15))
    '15 March 44 BC'
    """
    y, m, d = value.ymd
    return words.say("{day} {month} {year}", day=_of_month(d, words), month=words.months[m - 1], year=year(y, words))


def _of_month(day_: int, words: Phrases) -> str:
    """The figure of a day; some languages say the first otherwise ("1er juin")."""
    return words.say("1") if day_ == 1 else str(day_)


def month(year_: int, number: int, words: Phrases = ENGLISH) -> str:
    """`June 2025`."""
    return words.say("{month} {year}", month=words.months[number - 1], year=year(year_, words))


def year(number: int, words: Phrases = ENGLISH) -> str:
    """An astronomical year as people write it: 2025, AD 79, 44 BC."""
    if number <= 0:
        return words.say("{year} BC", year=1 - number)
    return words.say("AD {year}", year=number) if number < 100 else str(number)  # noqa: PLR2004  short years need their era


def _unqualified(when: When, words: Phrases) -> str:
    first, last = when.first, when.last
    if first is None or last is None:
        return _open(when, words)
    if first == last:
        return day(first, words)
    unit = _unit_words(when, words) or _part_words(when, words)
    throughout = when.extent is Extent.THROUGHOUT
    if unit:
        return words.say("all of {unit}", unit=unit) if throughout else unit
    units = _closing_unit(first, when.precision, words, first=True), _closing_unit(last, when.precision, words, first=False)
    if all(units):
        pattern = phrase("from {first} to {last}") if throughout else phrase("some day from {first} to {last}")
        return words.say(pattern, first=units[0], last=units[1])
    span = _span_words(first, last, words)
    return words.say("from {span}", span=span) if throughout else words.say("some day from {span}", span=span)


def _is_name(when: When) -> bool:
    """Whether the words are the bare name of a day or unit, before which "about" can stand."""
    return when.is_day or (when.is_bounded and when.extent is Extent.WITHIN and bool(_unit_words(when, ENGLISH)))


def _open(when: When, words: Phrases) -> str:
    throughout = when.extent is Extent.THROUGHOUT
    if when.first is None:
        assert when.last is not None  # a When has one end at least
        unit = _closing_unit(when.last, when.precision, words, first=False)
        edge = words.say("the end of {unit}", unit=unit) if unit else day(when.last, words)
        return words.say("until {date}", date=edge) if throughout else words.say("by {date}", date=edge)
    edge = _closing_unit(when.first, when.precision, words, first=True) or day(when.first, words)
    return words.say("since {date}", date=edge) if throughout else words.say("{date} or later", date=edge)


def _closing_unit(edge: Day, precision: Precision, words: Phrases, *, first: bool) -> str:
    """The month or year that an open interval begins or ends with, if its precision is that coarse and the day closes it; else empty."""
    if precision in (Precision.MONTH, Precision.YEAR):
        whole = unit_around(edge, precision)
        if edge == (whole.first if first else whole.last):
            return _unit_words(whole, words)
    return ""


def _unit_words(when: When, words: Phrases) -> str:
    assert when.first is not None and when.last is not None  # noqa: PT018  callers ask of bounded intervals only
    precision = Precision.MONTH if when.precision is Precision.DAY else when.precision
    for candidate in (precision, Precision.YEAR):
        try:
            whole = unit_around(when.first, candidate)
        except ValueError:
            continue
        if (whole.first, whole.last) == (when.first, when.last):
            return _name(when.first, candidate, words)
    return ""


def _name(first: Day, precision: Precision, words: Phrases) -> str:
    y, m, _ = first.ymd
    match precision:
        case Precision.WEEK:
            return words.say("the week of {date}", date=day(first, words))
        case Precision.MONTH:
            return month(y, m, words)
        case Precision.SEASON:
            return words.say(_SEASONS[m // 3 - 1], year=year(y, words))
        case Precision.QUARTER:
            return words.say(_QUARTERS[(m - 1) // 3], year=year(y, words))
        case Precision.HALF:
            return words.say(_HALVES[(m - 1) // 6], year=year(y, words))
        case Precision.DECADE:
            return _decade(y, words)
        case Precision.CENTURY:
            number = y // 100 + 1 if y >= 0 else (-y) // 100 + 1
            pattern = phrase("the {ordinal} century") if y >= 0 else phrase("the {ordinal} century BC")
            return words.say(pattern, ordinal=_ordinal(number), number=number, roman=_roman(number))
        case _:
            return year(y, words)


def _decade(first_year: int, words: Phrases) -> str:
    if first_year < 0:
        return words.say("the {year}s BC", year=-first_year - 9)
    # "the 70s" are the 1970s
    return words.say("the {year}s AD", year=first_year) if first_year < 100 else words.say("the {year}s", year=first_year)  # noqa: PLR2004


def _part_words(when: When, words: Phrases) -> str:
    """The words for a third of a unit ("early June 2025"), else empty."""
    assert when.first is not None  # callers ask of bounded intervals only
    if when.precision is Precision.DAY:
        return ""
    try:
        whole = unit_around(when.first, when.precision)
    except ValueError:
        return ""
    for index in range(3):
        part = third(whole, index)
        if (part.first, part.last) == (when.first, when.last):
            unit = _name(whole.first or when.first, when.precision, words)
            return words.say(_PARTS.get(when.precision, _PARTS_OF_NAMES)[index], unit=unit.removeprefix("the "))
    return ""


def _span_words(first: Day, last: Day, words: Phrases) -> str:
    (y1, m1, d1), (y2, m2, _) = first.ymd, last.ymd
    if (y1, m1) == (y2, m2):
        return words.say("{day} to {date}", day=_of_month(d1, words), date=day(last, words))
    if y1 == y2:
        return words.say("{day} {month} to {date}", day=_of_month(d1, words), month=words.months[m1 - 1], date=day(last, words))
    return words.say("{first} to {last}", first=day(first, words), last=day(last, words))


def _is_vague_by_itself(when: When) -> bool:
    """Whether the words already say that the date is not sharp: seasons, and early, mid and late."""
    if not when.is_bounded or when.is_day:
        return False
    return when.precision is Precision.SEASON or bool(_part_words(replace(when, extent=Extent.WITHIN), ENGLISH))


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004
    return f"{number}{suffix}"


def _roman(number: int) -> str:
    """Centuries as French and Spanish write them."""
    digits = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, letters in digits:
        times, number = divmod(number, value)
        text += letters * times
    return text


def weekday(value: Day) -> str:
    """`Wednesday`.

    >>> weekday(Day.of(2025, 6, 25))
    'Wednesday'
    """
    return WEEKDAYS[value.weekday]


def quoted(title: str) -> str:
    """A headline in quotation marks, once.

    >>> quoted("Ada Brook resigns"), quoted("“Brook left.”")
    ('“Ada Brook resigns”', '“Brook left.”')
    """
    return title if title.startswith("“") and title.endswith("”") and title.count("“") == 1 else f"“{title}”"
