"""When → English words: the one place that says "early June 2025" or "some day from 25 to 30 June 2025"."""

from __future__ import annotations

from dataclasses import replace

from timeline.when import Day, Extent, Precision, When, third, unit_around

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_PARTS = ("early", "mid-", "late")


def label(when: When) -> str:
    """The date in words, with "about" and "perhaps" where they belong.

    >>> from timeline.when import from_edtf, month, third
    >>> label(third(month(2025, 6), 0))
    'early June 2025'
    >>> label(from_edtf("[2025-06-25..2025-06-30]"))
    'some day from 25 to 30 June 2025'
    >>> label(from_edtf("[..2025-06-10]"))
    'by 10 June 2025'
    """
    words = _unqualified(when)
    if when.approximate and not _is_vague_by_itself(when):
        words = f"about {words}" if _is_name(when) else f"{words}, approximately"
    return f"perhaps {words}" if when.uncertain else words


def day(value: Day) -> str:
    """`5 June 2025`, `15 March 44 BC`.

    >>> day(Day.of(-43, 3, 15))
    '15 March 44 BC'
    """
    y, m, d = value.ymd
    return f"{d} {MONTHS[m - 1]} {year(y)}"


def year(number: int) -> str:
    """An astronomical year as people write it: 2025, AD 79, 44 BC."""
    if number <= 0:
        return f"{1 - number} BC"
    return f"AD {number}" if number < 100 else str(number)  # noqa: PLR2004  short years need their era


def _unqualified(when: When) -> str:
    first, last = when.first, when.last
    if first is None or last is None:
        return _open(when)
    if first == last:
        return day(first)
    unit = _unit_words(when) or _part_words(when)
    if unit:
        return f"all of {unit}" if when.extent is Extent.THROUGHOUT else unit
    span = _span_words(first, last)
    return f"from {span}" if when.extent is Extent.THROUGHOUT else f"some day from {span}"


def _is_name(when: When) -> bool:
    """Whether the words are the bare name of a day or unit, before which "about" can stand."""
    return when.is_day or (when.is_bounded and when.extent is Extent.WITHIN and bool(_unit_words(when)))


def _open(when: When) -> str:
    throughout = when.extent is Extent.THROUGHOUT
    if when.first is None:
        assert when.last is not None  # a When has one end at least
        unit = _closing_unit(when.last, when.precision, first=False)
        edge = f"the end of {unit}" if unit else day(when.last)
        return f"until {edge}" if throughout else f"by {edge}"
    edge = _closing_unit(when.first, when.precision, first=True) or day(when.first)
    return f"since {edge}" if throughout else f"{edge} or later"


def _closing_unit(edge: Day, precision: Precision, *, first: bool) -> str:
    """The month or year that an open interval begins or ends with, if its precision is that coarse and the day closes it; else empty."""
    if precision in (Precision.MONTH, Precision.YEAR):
        whole = unit_around(edge, precision)
        if edge == (whole.first if first else whole.last):
            return _unit_words(whole)
    return ""


def _unit_words(when: When) -> str:
    assert when.first is not None and when.last is not None  # noqa: PT018  callers ask of bounded intervals only
    precision = Precision.MONTH if when.precision is Precision.DAY else when.precision
    for candidate in (precision, Precision.YEAR):
        try:
            whole = unit_around(when.first, candidate)
        except ValueError:
            continue
        if (whole.first, whole.last) == (when.first, when.last):
            return _name(when.first, candidate)
    return ""


def _name(first: Day, precision: Precision) -> str:
    y, m, _ = first.ymd
    match precision:
        case Precision.WEEK:
            return f"the week of {day(first)}"
        case Precision.MONTH:
            return f"{MONTHS[m - 1]} {year(y)}"
        case Precision.SEASON:
            return f"{_SEASONS[m // 3 - 1]} {year(y)}"
        case Precision.QUARTER:
            return f"the {_ORDINALS[(m - 1) // 3]} quarter of {year(y)}"
        case Precision.HALF:
            return f"the {_ORDINALS[(m - 1) // 6]} half of {year(y)}"
        case Precision.DECADE:
            return f"the {y}s{' AD' if y < 100 else ''}" if y >= 0 else f"the {-y - 9}s BC"  # noqa: PLR2004  "the 70s" are the 1970s
        case Precision.CENTURY:
            return f"the {_ordinal(y // 100 + 1)} century" if y >= 0 else f"the {_ordinal((-y) // 100 + 1)} century BC"
        case _:
            return year(y)


def _part_words(when: When) -> str:
    """The words for a third of a unit ("early June 2025"), else empty."""
    assert when.first is not None  # callers ask of bounded intervals only
    if when.precision is Precision.DAY:
        return ""
    try:
        whole = unit_around(when.first, when.precision)
    except ValueError:
        return ""
    for index, word in enumerate(_PARTS):
        part = third(whole, index)
        if (part.first, part.last) == (when.first, when.last):
            return _part_of(word, _name(whole.first or when.first, when.precision), when.precision)
    return ""


def _part_of(word: str, name: str, precision: Precision) -> str:
    """`early June 2025`, `mid-2025`, `the late 1990s`, `early in the week of 23 June 2025`."""
    joined = word if word.endswith("-") else f"{word} "
    if not name.startswith("the "):
        return joined + name
    if precision in (Precision.DECADE, Precision.CENTURY):
        return "the " + joined + name.removeprefix("the ")
    return f"in the middle of {name}" if word == "mid-" else f"{joined}in {name}"


def _span_words(first: Day, last: Day) -> str:
    (y1, m1, d1), (y2, m2, d2) = first.ymd, last.ymd
    if (y1, m1) == (y2, m2):
        return f"{d1} to {d2} {MONTHS[m1 - 1]} {year(y1)}"
    if y1 == y2:
        return f"{d1} {MONTHS[m1 - 1]} to {d2} {MONTHS[m2 - 1]} {year(y1)}"
    return f"{day(first)} to {day(last)}"


def _is_vague_by_itself(when: When) -> bool:
    """Whether the words already say that the date is not sharp: seasons, and early, mid and late."""
    if not when.is_bounded or when.is_day:
        return False
    return when.precision is Precision.SEASON or bool(_part_words(replace(when, extent=Extent.WITHIN)))


def _ordinal(number: int) -> str:
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004
    return f"{number}{suffix}"


def published(when: When) -> str:
    """The date of an article as a phrase that follows "an article of": a day, a month, or the interval it lies in."""
    return label(when) if when.is_day else label(replace(when, extent=Extent.WITHIN))


def weekday(value: Day) -> str:
    """`Wednesday`.

    >>> weekday(Day.of(2025, 6, 25))
    'Wednesday'
    """
    return WEEKDAYS[value.weekday]
