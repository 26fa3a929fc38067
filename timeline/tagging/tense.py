"""A sentence and a place in it in, the tense of the verb that governs the place out, as far as words tell."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.model import Sentence, Tense
from timeline.rules import Rules

_CACHE = 8
_NEAR = 40


def governing_tense(text: str, sentence: Sentence, start: int, end: int, rules: Rules) -> Tense:
    """Tense of the nearest finite verb before `start` in the sentence, else of the first one after `end`."""
    near = _near(rules)
    if near is not None and (found := near.search(text, max(sentence.start, start - _NEAR), start)) and found.lastgroup:
        return Tense.FUTURE if found.lastgroup == "ahead" else Tense.PAST
    marks = _marks(rules)
    if marks is None:
        return Tense.NONE
    before, after = marks
    found = before.match(text, sentence.start, start) or after.search(text, end, sentence.end)
    return Tense(found.lastgroup) if found and found.lastgroup else Tense.NONE


@lru_cache(maxsize=_CACHE)
def _near(rules: Rules) -> re.Pattern[str] | None:
    groups = [f"(?P<{name}>{rules.scan[name]})" for name in ("ahead", "behind") if name in rules.scan]
    return re.compile(rf"\b(?:{'|'.join(groups)})\Z", re.IGNORECASE) if groups else None


@lru_cache(maxsize=_CACHE)
def _marks(rules: Rules) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """The pattern that finds the last mark of tense in a text, from its end, and the one that finds the first."""
    groups = [(tense, rules.scan.get(f"tense_{tense}")) for tense in ("future", "past", "present")]
    alternatives = [f"(?P<{tense}>{'|'.join(words)})" for tense, words in groups if words]
    if not alternatives:
        return None
    mark = rf"\b(?:{'|'.join(alternatives)})\b"
    return re.compile(rf"(?s:.*){mark}", re.IGNORECASE), re.compile(mark, re.IGNORECASE)
