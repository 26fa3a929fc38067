"""A date as somebody typed it in, or as Python holds it, a When out."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from timeline.errors import EdtfError, InputError
from timeline.when import Day, When, from_edtf, month, on

HINT = "write 2025-07-06, 2025-07, 6 July 2025 or any EDTF date, such as 2025-06~ or [2025-06-25..2025-06-30]"

_ISO = re.compile(
    r"(?P<y>[0-9]{4})(?P<mark>[-/.])(?P<m>[0-9]{1,2})(?P=mark)(?P<d>[0-9]{1,2})"
    r"(?:[T ]+(?P<clock>[0-9]{1,2}:[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]{1,9})?)? ?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_COMPACT = re.compile(r"(?P<y>[12][0-9]{3})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_SLASHED = re.compile(r"(?P<a>[0-9]{1,2})(?P<mark>[/.])(?P<b>[0-9]{1,2})(?P=mark)(?P<y>[12][0-9]{3})")
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_NAMED = re.compile(rf"(?=.*\b{_MONTH_NAME}\b)(?=.*\b[12][0-9]{{3}}\b)[\w .,:+()-]{{6,60}}", re.IGNORECASE)
# Two days that share nothing: what the text leaves out comes out differently.
_DEFAULTS = (datetime(2000, 1, 1), datetime(2003, 2, 2))  # noqa: DTZ001  calendar days, no instants


@lru_cache(maxsize=1024)  # a folder repeats its dates
def written_date(text: str) -> When | None:
    """Read EDTF, ISO days and times, and days or months in English words; None if a part is missing, ambiguous or impossible.

    >>> str(written_date("6 July 2025")), str(written_date("Sun, 06 Jul 2025 10:00:00 GMT")), str(written_date("July 2025"))
    ('2025-07-06', '2025-07-06', '2025-07')
    >>> written_date("yesterday"), written_date("2025-13-40"), written_date("03/04/2025")
    (None, None, None)
    """
    tidy = re.sub(r" ?([/:]) ?", r"\1", " ".join(text.split()))
    try:
        return from_edtf(tidy)
    except EdtfError:
        pass
    try:
        return _iso(tidy) or _slashed(tidy) or _named(tidy)
    except (ValueError, OverflowError):
        return None


def as_when(given: When | date | str | None) -> When | None:
    """A date as a caller has it: a When, a day, a point of time (its day and clock), or anything `written_date` reads; None stays None.

    InputError for a text that is no date.

    >>> str(as_when("6 July 2025")), str(as_when(date(2025, 7, 6))), as_when(None)
    ('2025-07-06', '2025-07-06', None)
    """
    if given is None or isinstance(given, When):
        return given
    if isinstance(given, datetime):
        return on(Day.from_date(given.date()), clock=given.strftime("%H:%M"))
    if isinstance(given, date):
        return on(Day.from_date(given))
    when = written_date(given)
    if when is None:
        raise InputError(f"{given!r} is not a date", hint=HINT)
    return when


def _iso(text: str) -> When | None:
    found = _ISO.fullmatch(text)
    if found:
        zone = {"UTC": "Z", "GMT": "Z"}.get(found["zone"] or "", found["zone"] or "")
        clock = f"{found['clock'].zfill(5)}{zone}" if found["clock"] else ""
        return on(Day.of(int(found["y"]), int(found["m"]), int(found["d"])), clock=clock)
    compact = _COMPACT.fullmatch(text)
    return on(Day.of(*map(int, compact.groups()))) if compact else None


def _slashed(text: str) -> When | None:
    """Day and month as figures, where only one order is possible."""
    found = _SLASHED.fullmatch(text)
    if not found:
        return None
    a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
    days = {(day, m) for day, m in ((a, b), (b, a)) if m <= 12}  # noqa: PLR2004  months of a year
    if len(days) != 1:
        return None
    day, m = days.pop()
    return on(Day.of(year, m, day))


def _named(text: str) -> When | None:
    if not _NAMED.fullmatch(text):
        return None
    from dateutil import parser  # loaded by the few dates that need it

    one, two = (parser.parse(text, default=default, ignoretz=True) for default in _DEFAULTS)
    if one.date() == two.date():
        return on(Day.from_date(one.date()))
    return month(one.year, one.month) if (one.year, one.month) == (two.year, two.month) else None
