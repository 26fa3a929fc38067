"""A sentence and a place in it in, the tense of the verb that governs the place out, as far as words tell."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.model import Sentence, Tense, TimeExpression
from timeline.readings import CalendarDate
from timeline.rules import Rules

_CACHE = 8
_NEAR = 40
_FAR = 2000  # characters in which a verb is looked for, so that an endless sentence full of dates costs no more than its length


def governing_tense(text: str, sentence: Sentence, start: int, end: int, rules: Rules) -> Tense:
    """Tense of the nearest finite verb before `start` in the sentence, else of the first after `end`.

    What a day owns ("Friday's vote") has its tense from the verb behind it.
    """
    near, at = _near(rules), start - sentence.start
    if near is not None and (found := near.search(_small(sentence.text), max(0, at - _NEAR), at)):
        return Tense.FUTURE if found.lastgroup == "ahead" else Tense.PAST
    owner, owned = _owning(rules)
    if owner is not None and (owns := owner.match(text, end, sentence.end)):
        if owned is not None and owned.match(text, owns.end(), sentence.end):
            return Tense.PAST
        verb = _verb_after(sentence, owns.end(), rules)
    elif is_of_thing_done(text, sentence, start, end, rules):
        return Tense.PAST
    else:
        verb = _verb_before(sentence.text, at, rules)
        if verb is None and (verb := _verb_after(sentence, end, rules)) is not None and _is_formed(verb[0], rules):
            return Tense.PAST
    return Tense(verb.lastgroup) if verb is not None and verb.lastgroup else Tense.NONE


def _is_formed(verb: str, rules: Rules) -> bool:
    """Whether a mark of the future tells of an intent that was formed: "agreed to sell"."""
    return _intent(rules).fullmatch(verb) is not None


@lru_cache(maxsize=_CACHE)
def _intent(rules: Rules) -> re.Pattern[str]:
    return re.compile(rules.scan.get("intent", "(?!)"))


def is_of_thing_done(text: str, sentence: Sentence, start: int, end: int, rules: Rules) -> bool:
    """Whether a date stands inside a noun phrase for a thing that has happened: "the Aug. 7 blasts"."""
    article, owned = _article(rules), _owning(rules)[1]
    if article is None or owned is None or text[end : end + 1] != " " or not owned.match(text, end + 1, sentence.end):
        return False
    return article.search(text, max(sentence.start, start - _NEAR), start) is not None


@lru_cache(maxsize=_CACHE)
def _article(rules: Rules) -> re.Pattern[str] | None:
    words = rules.scan.get("attributive")
    return re.compile(rf"\b(?:{words})\s\Z", re.IGNORECASE) if words else None


@lru_cache(maxsize=_CACHE)
def _verb_before(text: str, end: int, rules: Rules) -> re.Match[str] | None:
    """The last mark of tense in a sentence before a place in it; asked for more than once of each place."""
    marks = _marks(rules)
    return marks[0].match(_small(text), max(0, end - _FAR), end) if marks is not None else None


def _verb_after(sentence: Sentence, start: int, rules: Rules) -> re.Match[str] | None:
    """The first mark of tense in a sentence from a place in its text on; its offsets are those of the sentence."""
    marks = _marks(rules)
    at = start - sentence.start
    return marks[1].search(_small(sentence.text), at, at + _FAR) if marks is not None else None


def has_begun(text: str, sentence: Sentence, start: int, rules: Rules) -> bool:
    """Whether a date told in the past is its verb's own: it opens its sentence, follows the verb ("was launched in April") or "since"."""
    opening, since = _openings(rules)
    if since is not None and since.search(text, max(sentence.start, start - _NEAR), start):
        return True
    if opening is not None and opening.fullmatch(text, sentence.start, start) is not None:
        return True
    told, at = _told(rules), _told_until(text, sentence, start, rules)
    return told is not None and at is not None and not told[1].search(text, max(sentence.start, at - _NEAR), at)


def is_before_the_story(text: str, sentence: Sentence, start: int, rules: Rules) -> bool:
    """Whether a date follows a verb that tells what was over already: "had spent the spring", "had left in March"."""
    words, at = rules.scan.get("pluperfect"), _told_until(text, sentence, start, rules)
    return words is not None and at is not None and _ending_in(words).search(text, max(sentence.start, at - _NEAR), at) is not None


def _told_until(text: str, sentence: Sentence, start: int, rules: Rules) -> int | None:
    """Where the verb in the past ends that a date follows at once; None for none."""
    told, verb = _told(rules), _verb_before(sentence.text, start - sentence.start, rules)
    if verb is None or told is None or verb.lastgroup != Tense.PAST:
        return None
    at = sentence.start + verb.end()
    return at if told[0].fullmatch(text, at, start) is not None else None


@lru_cache(maxsize=_CACHE)
def _ending_in(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\Z")


def is_generic(text: str, sentence: Sentence, one: TimeExpression, rules: Rules) -> bool:
    """Whether a bare day of the week or season that opens its sentence or clause is any such one: the verb tells what is always so."""
    generic = _generic(rules)
    if generic is None or one.tense in (Tense.PAST, Tense.FUTURE):
        return False
    opening, day, season, progressive = generic
    subject = day if isinstance(one.reading, CalendarDate) and one.reading.weekday else season
    if text[sentence.start : one.start].rstrip()[-1:] in ("", ",", ";", ":"):
        return subject.match(text, one.end, sentence.end) is not None
    if subject is day or not opening.fullmatch(text, sentence.start, one.start):
        return False
    verb = _verb_after(sentence, one.end, rules)
    return verb is not None and verb.lastgroup == Tense.PRESENT and not progressive.match(sentence.text, verb.end())


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
    planned, verb = _planned(rules), _verb_before(sentence.text, start - sentence.start, rules)
    if verb is None or planned is None or verb.lastgroup != Tense.FUTURE:
        return False
    at = sentence.start + verb.start(verb.lastgroup)
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
    """What says just before a date which way it lies, in small letters."""
    groups = [f"(?P<{name}>{_for_small(rules.scan[name])})" for name in ("ahead", "behind") if name in rules.scan]
    return re.compile(rf"\b(?:{'|'.join(groups)})\Z") if groups else None


@lru_cache(maxsize=_CACHE)
def _marks(rules: Rules) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The pattern that finds the last mark of tense in a text in small letters, from its end, and the one that finds the first."""
    groups = [
        (tense, rules.scan.get(f"tense_{tense}"), rules.scan.get(f"not_{tense}_after", ())) for tense in ("future", "past", "present")
    ]
    guards = {tense: "".join(f"(?<!{words})" for words in before) for tense, _, before in groups}
    alternatives = [f"{guards[tense]}(?P<{tense}>{_for_small('|'.join(words))})" for tense, words, _ in groups if words]
    if not alternatives:
        return None
    mark = rf"\b(?:{'|'.join(alternatives)})\b"
    return re.compile(rf"(?s:.*){mark}"), re.compile(mark)


def _for_small(pattern: str) -> str:
    """The pattern for a text in small letters: without a flag for either case `re` looks a letter up where it would try word by word."""
    return re.sub(r"\\.|[A-Z]+", lambda found: found[0] if found[0][0] == "\\" else found[0].lower(), pattern)


@lru_cache(maxsize=_CACHE)
def _small(text: str) -> str:
    """A text in small letters, of the same length."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(char.lower()[0] for char in text)
