"""Rules in, the patterns out of what may stand between dates that belong together: "and", "to", a bracket, a dash."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.quick import dataclass
from timeline.rules import Rules

_NEVER = "(?!)"
_DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
_DASH = r" ?[-–/] ?"
_NO_NUMBER_BEFORE = r"(?<![\d.,:/$£€-])"


@dataclass(frozen=True, slots=True)
class Joints:
    """Compiled patterns; one whose words a language lacks never matches, or matches its marks only."""

    day_after: re.Pattern[str]
    day_before: re.Pattern[str]
    day_more: re.Pattern[str]
    year_before: re.Pattern[str]
    year_more: re.Pattern[str]
    joined: re.Pattern[str]
    through: re.Pattern[str]
    within: re.Pattern[str]
    of_year: re.Pattern[str]
    ended: re.Pattern[str]
    on: re.Pattern[str]
    bracket: re.Pattern[str]
    opens: re.Pattern[str]
    closes: re.Pattern[str]
    over: re.Pattern[str]
    before_over: re.Pattern[str]


@lru_cache(maxsize=8)
def joints(rules: Rules) -> Joints:
    """The patterns of a language."""

    def words(*names: str) -> str:
        return "|".join(rules.scan[name] for name in names if name in rules.scan) or _NEVER

    both, lead, on = words("join_and", "join_through"), words("join_lead"), words("join_on")
    listed = rf"(?:{_DASH}|,? (?:{words('join_and')}|{words('join_through').partition('|')[0]}) )"
    day = rf"(?P<date>{_DAY}(?:{words('day_ending')})?)"
    return Joints(
        day_after=re.compile(
            rf"(?:(?P<comma>, )|{_DASH}|,? (?:{both}) ){day}"
            rf"(?![\d:%/]|[.,]\d|[-–](?:\d{{3}}|[a-z])| {words('not_a_day')})\b"
            rf"(?(comma)(?= ?[-–,.;:)]| (?:{both}) \d|$))"  # in "On May 4, 12 men left" no day follows
        ),
        day_before=re.compile(rf"{_NO_NUMBER_BEFORE}{day}{listed}\Z"),
        day_more=re.compile(rf"{_NO_NUMBER_BEFORE}{day}, \Z"),
        year_before=re.compile(rf"{_NO_NUMBER_BEFORE}(?P<date>(?P<year>[1-9][0-9]{{0,3}})){listed}\Z"),
        year_more=re.compile(rf"{_NO_NUMBER_BEFORE}(?P<date>(?P<year>[1-9][0-9]{{0,3}})), \Z"),
        joined=re.compile(rf"(?:{_DASH}|,? (?:{both}) (?:{lead})?|, )"),
        through=re.compile(rf"\s?(?:{words('join_through')}|[-–])\s?"),
        within=re.compile(rf"\s(?:{words('join_within')})\s"),
        of_year=re.compile(rf"(?P<comma>,)?\s(?:{words('join_year')})\s"),
        ended=re.compile(rf",?\s+{words('join_ended')}"),
        on=re.compile(rf",?(?: {words('join_zone')},?)? (?:{on})?"),
        bracket=re.compile(rf"\.?\s?\([^()\n]{{0,14}}\)?,?\s?(?:{on})?"),
        opens=re.compile(r"\.?\s?\("),
        closes=re.compile(rf"\),?\s(?:{on})?"),
        over=re.compile(rf"(?:{words('over')}) ", re.IGNORECASE),
        before_over=re.compile(rf"\b(?:{words('before_over')})\s\Z", re.IGNORECASE),
    )
