"""A rule and the words in its groups in, a reading with TIMEX3 type and mod out. Every row of the tables names one of `READERS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from timeline.errors import RuleError
from timeline.model import TimexType
from timeline.quick import altered, dataclass
from timeline.readings import (
    CalendarDate,
    Duration,
    Holiday,
    NamedUnit,
    Origin,
    Reading,
    Reference,
    Repeated,
    Shift,
    Side,
    Span,
    TimeOfDay,
    Unit,
)
from timeline.rules import Rule, Rules
from timeline.tagging.numbers import number, year

_SHORT_YEAR = 100
_RECENT_YEARS = 1825  # days
_CLOCK_LETTERS = {"TS": "S", "TM": "M", "TH": "H"}
_SMALLER = {"DE": (10, "Y"), "ML": (1000, "Y"), "FN": (2, "W")}
_CENTURY = 100  # years
_MIDNIGHT = "24:00"
_PIECES = {"H1": "START", "W1": "START", "W4": "END", "W-1": "END", "H2": "END"}


@dataclass(frozen=True, slots=True)
class Built:
    """What a rule makes of its words."""

    reading: Reading
    type: TimexType
    mod: str = ""


class Words:
    """The groups of one match with the meaning that the word lists give them, and the row's own settings behind them."""

    __slots__ = ("_groups", "_small", "read", "rule", "rules")

    def __init__(self, rule: Rule, groups: Mapping[str, str], rules: Rules, read: Callable[[str], Built | None]) -> None:
        self.rule, self.rules, self.read, self._groups = rule, rules, read, groups
        self._small = {name: " ".join(text.lower().split()) for name, text in groups.items()}

    @property
    def whole(self) -> str:
        """All the words of the match in small letters."""
        return self.text("")

    def text(self, name: str) -> str:
        """The words of a group in small letters, white space folded; empty where it holds none."""
        return self._small.get(name, "")

    def raw(self, name: str) -> str:
        """The words of a group as they stand."""
        return self._groups.get(name, "")

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401  a word list may hold numbers or letters
        """The meaning of a group, the row's setting of that name, or the default."""
        if text := self._small.get(name):
            lexicon = self.rules.words.get(self.rule.slots.get(name, name))
            return lexicon.get(text.rstrip("."), lexicon.get(text, default)) if lexicon else text
        return self.rule.set.get(name, default)

    def number(self, name: str) -> float:
        """A group read as a number."""
        return number(self._groups[name], self.rules.words["number"], self.rules.words.get("fraction", {}))

    def year(self, name: str) -> int:
        """A group read as a spoken year."""
        return year(self._groups[name], self.rules.words["number"])

    def ordinal(self, name: str) -> int | None:
        """A day of the month written "17", "17th" or "the seventeenth"."""
        digits = "".join(char for char in self.text(name) if char.isdigit())
        return int(digits) if digits else self.rules.words["ordinal"].get(self.text(name).removeprefix("the ")) if self.text(name) else None


def build(rule: Rule, groups: Mapping[str, str], rules: Rules, read: Callable[[str], Built | None]) -> Built | None:
    """What the rule makes of the groups; None where the words cannot be meant so (31 February). `read` reads an inner date."""
    try:
        reader = READERS[rule.reading]
    except KeyError:
        raise RuleError(f"no reading is called {rule.reading!r}", path=rule.place, hint=f"known: {', '.join(sorted(READERS))}") from None
    words = Words(rule, groups, rules, read)
    built = reader(words)
    if built is None:
        return None
    return Built(built.reading, TimexType(rule.type) if rule.type else built.type, built.mod or _mod(words))


def _mod(words: Words) -> str:
    for name in ("part", "barepart", "centurypart", "about", "near"):
        if value := words.get(name):
            return str(value)
    if piece := words.get("piece"):
        return _PIECES.get(piece, "")
    if side := words.get("sidepart"):
        return "START" if side == "BEFORE" else "END"
    return str(words.get("dayside", ""))


# --- dates --------------------------------------------------------------------------------------------------------------------------------


def _year_parts(words: Words) -> dict[str, Any]:
    """The year as the words give it: whole, in two digits, spoken, BCE, or by "last year"."""
    parts: dict[str, Any] = {}
    if words.text("year"):
        value = int(words.text("year").replace(",", ""))
        short = len(words.text("year")) <= 2 and not words.text("bc") and words.rule.id.startswith("date.")  # noqa: PLR2004
        parts["short_year" if short and "ad" not in words.rule.id else "year"] = 1 - value if words.text("bc") else value
    if words.text("yy"):
        parts["short_year"] = int(words.text("yy"))
    elif "year" in words.rule.set:
        parts["year"] = words.rule.set["year"]
    if words.text("spoken"):
        parts["year"] = words.year("spoken")
    for name in ("yearturn", "yearof"):
        if words.text(name):
            parts["year_offset"] = words.get(name)
    if words.text("halfofyear") or words.text("thismonth"):
        parts["year_offset"] = 0
    return parts


def _month(words: Words) -> int | None:
    if words.text("month").isdigit():
        return int(words.text("month"))
    value = words.get("month") or words.get("monthname") or words.get("monthshort")
    return int(value) if value is not None else None


def _turn(words: Words) -> int | None:
    """Which way "last", "next" or "the following" point."""
    turn: int | None = words.get("sequence", words.get("turn"))
    return turn


def _calendar(words: Words) -> Built | None:
    day, month = words.ordinal("day"), _month(words)
    if day is not None and month is not None and day > (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
        return None
    origin = Origin(words.get("origin", "published"))
    reading = CalendarDate(
        month=month,
        day=day,
        weekday=words.get("weekday", words.get("shortday")),
        turn=_turn(words),
        fiscal=bool(words.get("fiscal", False)),
        some_day=bool(words.get("someday", False)),
        piece=str(words.get("piece", "")),
        origin=origin,
        **_year_parts(words),
    )
    return Built(reading, TimexType.DATE)


def _quarter(words: Words) -> Built | None:
    number_ = words.get("quarterth") or (int(words.text("qn")) if words.text("qn") else None)
    half = words.get("halfth") or (int(words.text("hn")) if words.text("hn") else None)
    if words.text("decade"):
        return _decade(words)
    part = f"Q{number_}" if number_ else f"H{half}" if half else ""
    part = part or str(words.get("reported", ""))
    return Built(CalendarDate(part=part, fiscal=bool(words.text("fiscal")), **_year_parts(words)), TimexType.DATE)


def _month_quarter(words: Words) -> Built | None:
    """A quarter by the month that it ends with."""
    closes = _month(words) or 0
    reading = CalendarDate(part=f"Q{(closes - 2) % 12 // 3 + 1}", closes=closes, unnamed=True, **_year_parts(words))
    return Built(reading, TimexType.DATE)


def _season(words: Words) -> Built | None:
    origin = Origin(words.get("origin", "published"))
    return Built(CalendarDate(part=words.get("season"), turn=_turn(words), origin=origin, **_year_parts(words)), TimexType.DATE)


def _decade(words: Words) -> Built | None:
    first = words.get("decadeword") or int(words.text("decade"))
    if words.text("bc"):
        first = -int(first) - 9
        return Built(Span(unit=Unit.DECADE, first_year=first + 1), TimexType.DATE)
    piece = f"H{words.get('halfth')}" if words.get("halfth") else ""
    reading = Span(unit=Unit.DECADE, first_year=int(first), short=int(first) < _SHORT_YEAR, piece=piece)
    return Built(reading, TimexType.DATE, _PIECES.get(piece, ""))


def _century(words: Words) -> Built | None:
    count = words.get("ordinal") or words.ordinal("century")
    if not count:
        return None
    first = -100 * int(count) + 1 if words.text("bc") else (int(count) - 1) * 100
    return Built(Span(unit=Unit.CENTURY, first_year=first, piece=str(words.get("piece", ""))), TimexType.DATE)


def _weekday(words: Words) -> Built | None:
    day = words.get("weekday", words.get("shortday"))
    turn = words.get("turn")
    if words.get("unmoored"):
        return Built(Reference(value=f"XXXX-WXX-{day}"), TimexType.DATE)
    if words.get("week"):
        return Built(NamedUnit(unit=Unit.WEEK, offset=int(turn or 0), weekday=day), TimexType.DATE)
    sequence = words.get("sequence")
    if sequence is not None:
        return Built(CalendarDate(weekday=day, origin=Origin.EARLIER, turn=sequence), TimexType.DATE)
    return Built(CalendarDate(weekday=day, turn=turn, month=_month(words), day=words.ordinal("day")), TimexType.DATE)


def _nth_weekday(words: Words) -> Built | None:
    rule = f"{_month(words) or 0:02}-{words.get('nth')}-{words.get('weekday')}"
    return Built(Holiday(name=words.whole, rule=rule, **_year_parts(words)), TimexType.DATE)


def _weekday_of_month(words: Words) -> Built | None:
    return Built(CalendarDate(weekday=words.get("weekday"), day=words.ordinal("day")), TimexType.DATE)


def _dayword(words: Words) -> Built | None:
    value = words.get("dayword", 0)
    if isinstance(value, str):  # a part of the article's day: "tonight"
        return Built(TimeOfDay(clock=value, day=NamedUnit(unit=Unit.DAY)), TimexType.TIME)
    return Built(NamedUnit(unit=Unit.DAY, offset=int(value)), TimexType.DATE)


def _weekend(words: Words) -> Built | None:
    turn = words.get("turn", 0 if words.get("thisweek") else None)
    return Built(NamedUnit(unit=Unit.WEEKEND, offset=int(turn or 0), side=Side.WHOLE, latest=turn is None), TimexType.DATE)


def _holiday(words: Words) -> Built | None:
    return Built(
        Holiday(
            name=words.text("holiday"),
            rule=words.get("holiday"),
            turn=words.get("turn"),
            around=bool(words.get("around")),
            **_year_parts(words),
        ),
        TimexType.DATE,
    )


# --- units and shifts ---------------------------------------------------------------------------------------------------------------------


def _unit(words: Words) -> Built | None:
    unit = Unit(words.get("calunit") or words.get("turnunit"))
    if words.get("latest"):
        return Built(NamedUnit(unit=unit, latest=True), TimexType.DATE)
    side = Side({"BEFORE": "before", "AFTER": "after"}.get(words.get("sidepart", ""), "whole"))
    side = Side(words.rules.words.get("partside", {}).get(words.text("part"), side))
    if words.get("ended") and unit is Unit.YEAR:  # a year of business that is not the calendar's
        return Built(Duration(value="P1Y"), TimexType.DURATION)
    if words.get("spoken_of") or words.get("ended"):
        return Built(NamedUnit(unit=unit, origin=Origin.EARLIER, side=side, latest=True), TimexType.DATE)
    sequence = words.get("sequence")
    if sequence is not None:
        told = bool(words.get("told", False))
        return Built(NamedUnit(unit=unit, offset=sequence, origin=Origin.EARLIER, side=side, told=told), TimexType.DATE)
    offset = words.get("turn", words.get("offset", 0))
    side = side if offset == 0 else Side.WHOLE
    return Built(NamedUnit(unit=unit, offset=int(offset), side=side, rolling=bool(words.get("rolling", False))), TimexType.DATE)


def _yearend(words: Words) -> Built | None:
    return Built(Holiday(name=words.whole, rule="12-31", **_year_parts(words)), TimexType.DATE, "END")


def _yearearlier(words: Words) -> Built | None:
    if words.text("count"):  # "the year-earlier nine months" are nine months
        return _duration(words)
    if words.text("year"):
        return Built(CalendarDate(part="Q?", year=int(words.text("year"))), TimexType.DATE)
    if words.get("quarterth"):
        return Built(CalendarDate(part=f"Q{words.get('quarterth')}", year_offset=-1), TimexType.DATE)
    return Built(Shift(amount=1, unit=Unit.YEAR, sign=-1, origin=Origin.EARLIER, same=bool(words.get("same", False))), TimexType.DATE)


def _amount(words: Words) -> float | None:
    """The number of units; None for "a few"."""
    if words.text("count"):
        return words.number("count")
    if words.text("couple"):
        return 2
    few = words.get("few", words.get("count"))
    return float(few) if few else None


def _shift(words: Words) -> Built | None:
    amount = _amount(words)
    unit = Unit(words.get("farunit"))
    origin = Origin(words.get("origin", "published"))
    return Built(
        Shift(amount=amount, unit=unit, sign=words.get("sign", -1), origin=origin, same=bool(words.get("same", False))), TimexType.DATE
    )


def _beside(words: Words) -> Built | None:
    base = words.read(f"{words.raw('date')} {words.raw('yearof')}".rstrip())  # "Easter weekend last year"
    if base is None:
        return None
    unit = Unit(words.get("farunit"))
    if words.get("beside") is None:
        return Built(Shift(amount=0, unit=unit, sign=1, base=base.reading), TimexType.DATE)
    amount = 1 if words.text("one") else _amount(words)
    same = bool(words.get("same", False))
    day = base.reading
    if words.get("coming") and isinstance(day, CalendarDate):  # "Monday week" is a week from the next Monday, whatever the verb
        day = altered(day, turn=1)
    return Built(Shift(amount=amount, unit=unit, sign=words.get("beside"), base=day, same=same), TimexType.DATE)


def _vagueshift(words: Words) -> Built | None:
    unit = Unit(words.get("units", "Y"))
    sign = words.get("sign", words.get("direction", -1))
    return Built(Shift(amount=None, unit=unit, sign=sign, origin=Origin(words.get("origin", "published"))), TimexType.DATE)


# --- lengths and sets ---------------------------------------------------------------------------------------------------------------------


def duration_value(amount: float | None, unit: str) -> str:
    """TIMEX3 of an amount of units: P3Y, PT1H30M, P2Y6M, PXD.

    >>> duration_value(2.5, "Y"), duration_value(None, "TH"), duration_value(2, "DE")
    ('P2Y6M', 'PTXH', 'P20Y')
    """
    if amount is not None and unit in _SMALLER:
        amount, unit = amount * _SMALLER[unit][0], _SMALLER[unit][1]
    elif amount is not None and unit == "CE" and amount % 1:
        amount, unit = amount * _CENTURY, "Y"
    letter, clock = (
        _CLOCK_LETTERS.get(unit, {"CE": "C", "ML": "L"}.get(unit, unit)),
        unit in _CLOCK_LETTERS,
    )
    head = "PT" if clock else "P"
    if unit == "WE":
        return f"P{'X' if amount is None else _plain(amount)}WE"
    if amount is None:
        return f"{head}X{letter}"
    smaller = {"TH": ("M", 60), "TM": ("S", 60), "Y": ("M", 12)}.get(unit)
    if amount % 1 and smaller and (amount * 4) % 1 == 0:
        rest = round(amount % 1 * smaller[1])
        whole = f"{int(amount)}{letter}" if amount >= 1 else ""
        return f"{head}{whole}{rest}{smaller[0]}"
    return f"{head}{_plain(amount)}{letter}"


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _duration(words: Words) -> Built | None:
    amount = _amount(words)
    text = words.text("unit")
    text = text or words.text("durunits") or words.text("oneunit")
    unit = str(
        words.get("unit")
        or words.get("durunits")
        or words.get("oneunit")
        or words.get("units")
        or words.rules.words["unit"].get(text.rstrip("s"), "Y")
    )
    if words.rule.set.get("count") is not None and text in words.rules.words.get("units", {}):  # "decades-long" has no number
        amount = None
    if words.text("plushalf"):
        amount = (amount or 1) + 0.5
    sign = int(words.get("turn") or words.rule.set.get("sign") or words.get("turnword", 0))
    return Built(Duration(value=duration_value(amount, unit), sign=sign, summed=bool(words.get("summed", False))), TimexType.DURATION)


def _durationrange(words: Words) -> Built | None:
    value = duration_value(words.number("lower"), str(words.get("unit")))
    return Built(Duration(value=value, sign=int(words.get("turn") or 0), ranged=True), TimexType.DURATION)


def _fixed(words: Words) -> Built | None:
    value = words.get("adverb") or words.get("value")
    if words.get("unitslot"):
        value = duration_value(None, words.get("units"))
    if value.endswith("_REF"):
        return Built(Reference(value=value, days=words.get("days", 0)), TimexType.DATE)
    kind = TimexType(words.rule.type or "DURATION")
    return Built(Repeated(value=value) if kind is TimexType.SET else Duration(value=value, sign=words.get("sign", 0)), kind)


def _recent(words: Words) -> Built | None:
    if words.get("units") in ("Y", "DE"):
        return Built(Reference(value="PAST_REF", days=_RECENT_YEARS), TimexType.DATE)
    return Built(Duration(value=duration_value(None, words.get("units")), sign=-1), TimexType.DURATION)


def _every(words: Words) -> Built | None:
    amount = words.number("count") if words.text("count") else 1
    return Built(Repeated(value=duration_value(amount, words.get("unit"))), TimexType.SET)


def _everyday(words: Words) -> Built | None:
    day = words.get("weekday", words.get("shortday", words.get("weekdays")))
    part = words.get("daytime", "")
    return Built(Repeated(value=f"XXXX-WXX-{day}" + (f"T{part}" if part else "")), TimexType.SET)


def _everymonth(words: Words) -> Built | None:
    return Built(Repeated(value=f"XXXX-{words.get('season') or format(_month(words) or 0, '02')}"), TimexType.SET)


def _everytime(words: Words) -> Built | None:
    clock = _clock_value(words) if words.text("hour") else words.get("daytime")
    return Built(Repeated(value=f"XXXX-XX-XXT{clock}"), TimexType.SET)


# --- times of day -------------------------------------------------------------------------------------------------------------------------


def _clock_value(words: Words) -> str:
    hour_text = words.text("hour")
    hour = int(hour_text) if hour_text.isdigit() else int(number(hour_text, words.rules.words["number"]))
    meridiem, noon = words.get("meridiem"), 12  # 0 before noon, 12 after it
    if words.text("pastto"):
        minutes = int(words.get("clockpart") or number(words.text("minutes"), words.rules.words["number"]))
        hour, minutes = (hour, minutes) if words.get("pastto") == 1 else ((hour - 2) % noon + 1, 60 - minutes)
        return f"{hour + (noon if words.get('daytime') in ('AF', 'EV', 'NI') and hour < noon else 0):02}:{minutes:02}"
    if meridiem is None and words.get("daytime") in ("AF", "EV", "NI") and hour < noon:
        meridiem = noon
    hour = hour if meridiem is None else hour % noon + int(meridiem)
    minute, second = words.text("minute") or "00", words.text("second")
    return f"{hour:02}:{minute}" + (f":{second}" if second else "")


def _day_of(words: Words) -> Reading | None:
    inner = words.read(words.raw("date")) if words.raw("date") else _calendar(words) if words.raw("day") else None
    if inner is not None and isinstance(inner.reading, TimeOfDay):  # "7 p.m. tonight"
        return inner.reading.day
    return inner.reading if inner else None


def _clock(words: Words) -> Built | None:
    clock = str(words.get("noon")) if words.text("noon") else _clock_value(words)
    clock = str(words.get("midnight", clock)) if clock == _MIDNIGHT else clock
    zone = words.text("z").upper() or words.get("zone", "") or ""
    return Built(TimeOfDay(clock=clock, zone=zone, day=_day_of(words)), TimexType.TIME)


def _daytime(words: Words) -> Built | None:
    clock = str(words.get("daytime"))
    turn = words.get("turn")
    sequence = words.get("sequence")
    if sequence is not None:
        return Built(TimeOfDay(clock=clock, day=NamedUnit(unit=Unit.DAY, offset=sequence, origin=Origin.EARLIER)), TimexType.TIME)
    if turn is not None:
        return Built(TimeOfDay(clock=clock, day=NamedUnit(unit=Unit.DAY, offset=int(turn))), TimexType.TIME)
    day = _day_of(words) or (
        NamedUnit(unit=Unit.DAY, origin=Origin.EARLIER, latest=True) if words.get("vague") else NamedUnit(unit=Unit.DAY)
    )
    return Built(TimeOfDay(clock=clock, day=day, across=bool(words.get("across")), into=bool(words.get("into"))), TimexType.TIME)


READERS: dict[str, Callable[[Words], Built | None]] = {
    "beside": _beside,
    "calendar": _calendar,
    "century": _century,
    "clock": _clock,
    "daytime": _daytime,
    "dayword": _dayword,
    "decade": _decade,
    "duration": _duration,
    "durationrange": _durationrange,
    "every": _every,
    "everyday": _everyday,
    "everymonth": _everymonth,
    "everytime": _everytime,
    "fixed": _fixed,
    "holiday": _holiday,
    "monthquarter": _month_quarter,
    "nthweekday": _nth_weekday,
    "quarter": _quarter,
    "recent": _recent,
    "season": _season,
    "shift": _shift,
    "unit": _unit,
    "vagueshift": _vagueshift,
    "weekday": _weekday,
    "weekdayofmonth": _weekday_of_month,
    "weekend": _weekend,
    "yearearlier": _yearearlier,
    "yearend": _yearend,
}
