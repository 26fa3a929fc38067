"""A date and a TIMEX3 length in, the date that lies so far from it out."""

from __future__ import annotations

import re

from timeline.when import Day, Precision, When, between, month_length, unit_around

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_WIDEST = 31  # days that a date may span to be counted from
_ABOUT_A_WEEK = 3  # days by which what is counted in weeks may be off


def moved(when: When, sign: int, length: str) -> When | None:
    """So much before or after a date: days to the day, weeks to a few days, months and years to the month and the year."""
    match = _LENGTH.fullmatch(length)
    if match is None or when.first is None or when.last is None or when.last.days_since(when.first) >= _WIDEST:
        return None
    amount, unit = sign * int(match[1]), match[2]
    rough = when.approximate or not when.is_day
    try:
        if unit == "D":
            return between(when.first + amount, when.last + amount, approximate=rough)
        if unit == "W":
            return between(when.first + (7 * amount - _ABOUT_A_WEEK), when.last + (7 * amount + _ABOUT_A_WEEK), approximate=True)
        moved = _months_on(when.first, amount * (12 if unit == "Y" else 1))
    except ValueError:  # beyond the calendar
        return None
    return unit_around(moved, Precision.MONTH if unit == "M" else Precision.YEAR)


def _months_on(day: Day, months: int) -> Day:
    year, month, number = day.ymd
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    return Day.of(year, month, min(number, month_length(year, month)))
