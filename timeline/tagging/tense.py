"""A sentence and a place in it in, the tense of the verb that governs the place out, as far as words tell."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.model import Sentence, Tense, TimeExpression
from timeline.readings import CalendarDate
from timeline.rules import Rules

_CACHE = 8
_NEAR = 40


def governing_tense(text: str, sentence: Sentence, start: int, end: int, rules: Rules) -> Tense:
    """Tense of the nearest finite verb before `start` in the sentence, else of the first after `end`.

    What a day owns ("Friday's vote") has its tense from the verb behind it.
    """
    near = _near(rules)
    if near is not None and (found := near.search(text, max(sentence.start, start - _NEAR), start)) and found.lastgroup:
        return Tense.FUTURE if found.lastgroup == "ahead" else Tense.PAST
    marks = _marks(rules)
    if marks is None:
        return Tense.NONE
    before, after = marks
    owner, owned = _owning(rules)
    if owner is not None and (owns := owner.match(text, end, sentence.end)):
        if owned is not None and owned.match(text, owns.end(), sentence.end):
            return Tense.PAST
        found = after.search(text, owns.end(), sentence.end)
        return Tense(found.lastgroup) if found and found.lastgroup else Tense.NONE
    found = before.match(text, sentence.start, start) or after.search(text, end, sentence.end)
    return Tense(found.lastgroup) if found and found.lastgroup else Tense.NONE


def has_begun(text: str, sentence: Sentence, start: int, rules: Rules) -> bool:
    """Whether a date told in the past is its verb's own: it opens its sentence, follows the verb ("was launched in April") or "since"."""
    opening, since = _openings(rules)
    if since is not None and since.search(text, max(sentence.start, start - _NEAR), start):
        return True
    if opening is not None and opening.fullmatch(text, sentence.start, start) is not None:
        return True
    marks, told = _marks(rules), _told(rules)
    verb = marks[0].match(text, sentence.start, start) if marks and told else None
    if verb is None or told is None or verb.lastgroup != Tense.PAST:
        return False
    between, ahead = told
    return between.fullmatch(text, verb.end(), start) is not None and not ahead.search(
        text, max(sentence.start, verb.end() - _NEAR), verb.end()
    )


def is_generic(text: str, sentence: Sentence, one: TimeExpression, rules: Rules) -> bool:
    """Whether a bare day of the week or season that opens its sentence or clause is any such one: the verb tells what is always so."""
    marks, generic = _marks(rules), _generic(rules)
    if marks is None or generic is None or one.tense in (Tense.PAST, Tense.FUTURE):
        return False
    opening, day, season, progressive = generic
    subject = day if isinstance(one.reading, CalendarDate) and one.reading.weekday else season
    if text[sentence.start : one.start].rstrip()[-1:] in ("", ",", ";", ":"):
        return subject.match(text, one.end, sentence.end) is not None
    if subject is day or not opening.fullmatch(text, sentence.start, one.start):
        return False
    verb = marks[1].search(text, one.end, sentence.end)
    return verb is not None and verb.lastgroup == Tense.PRESENT and not progressive.match(text, verb.end(), sentence.end)


@lru_cache(maxsize=_CACHE)
def _generic(rules: Rules) -> tuple[re.Pattern[str], ...] | None:
    names = ("generic_opening", "generic_day", "generic_season", "progressive")
    if any(name not in rules.scan for name in names):
        return None
    opening, *others = (rules.scan[name] for name in names)
    return re.compile(rf"(?:{opening})\s", re.IGNORECASE), *map(re.compile, others)


@lru_cache(maxsize=_CACHE)
def _openings(rules: Rules) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    opening, since = rules.scan.get("opening"), rules.scan.get("since")
    return (
        re.compile(rf"(?:{opening})\s", re.IGNORECASE) if opening else None,
        re.compile(rf"\b(?:{since})\s\Z", re.IGNORECASE) if since else None,
    )


def was_planned(text: str, sentence: Sentence, start: int, rules: Rules) -> bool:
    """Whether the future before a date is one that the past had ("was due to open in May")."""
    marks, planned = _marks(rules), _planned(rules)
    verb = marks[0].match(text, sentence.start, start) if marks and planned else None
    if verb is None or planned is None or verb.lastgroup != Tense.FUTURE:
        return False
    at = verb.start(verb.lastgroup)
    return planned.search(text, max(sentence.start, at - _NEAR), at) is not None


@lru_cache(maxsize=_CACHE)
def _planned(rules: Rules) -> re.Pattern[str] | None:
    planned = rules.scan.get("planned")
    return re.compile(rf"\b(?:{planned})\s\Z", re.IGNORECASE) if planned else None


@lru_cache(maxsize=_CACHE)
def _told(rules: Rules) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    between, ahead = rules.scan.get("told"), rules.scan.get("not_told")
    return (re.compile(between), re.compile(rf"(?:{ahead})\Z", re.IGNORECASE)) if between and ahead else None


@lru_cache(maxsize=_CACHE)
def _owning(rules: Rules) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    owner, owned = rules.scan.get("owner"), rules.scan.get("owned_done")
    return re.compile(owner) if owner else None, re.compile(owned, re.IGNORECASE) if owned else None


@lru_cache(maxsize=_CACHE)
def _near(rules: Rules) -> re.Pattern[str] | None:
    groups = [f"(?P<{name}>{rules.scan[name]})" for name in ("ahead", "behind") if name in rules.scan]
    return re.compile(rf"\b(?:{'|'.join(groups)})\Z", re.IGNORECASE) if groups else None


@lru_cache(maxsize=_CACHE)
def _marks(rules: Rules) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The pattern that finds the last mark of tense in a text, from its end, and the one that finds the first."""
    groups = [(tense, rules.scan.get(f"tense_{tense}"), rules.scan.get(f"not_{tense}_after")) for tense in ("future", "past", "present")]
    guards = {tense: f"(?<!{before})" if before else "" for tense, _, before in groups}
    alternatives = [f"{guards[tense]}(?P<{tense}>{'|'.join(words)})" for tense, words, _ in groups if words]
    if not alternatives:
        return None
    mark = rf"\b(?:{'|'.join(alternatives)})\b"
    return re.compile(rf"(?s:.*){mark}", re.IGNORECASE), re.compile(mark, re.IGNORECASE)
