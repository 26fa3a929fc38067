"""Runs of time words in, TimeExpressions out: the longest rule that its surroundings allow wins, then the refiners have their say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import re2

from timeline.model import Sentence, TimeExpression
from timeline.quick import maker
from timeline.rules import Rule, Rules
from timeline.tagging.readings import Built
from timeline.tagging.refine import refine
from timeline.tagging.scan import folded, scanner

_NEAR = 48  # characters that a rule may look at on each side of what it found
_SHORT = 320  # a text of at most so many characters is a message, where bare "night" and "day" speak of time
_HISTORY = 8  # years of four digits in a text that tells history
_PER_YEAR = 900  # and it has one for so many characters at least
_OPENING = 4000  # characters in which no history says "today"
_CENTURIES = ("18", "19", "20", "17", "16", "15")
_YEAR = re.compile(r"[12](?<!\w[12])[0-9]{3}\b")  # what stands before is asked last: `re` looks for the digit at once
_LAST_YEAR = "2099"
_MAYBE_FOOTNOTE = re2.compile(r"[a-z]{3}[0-9]{1,2}[^0-9A-Za-z_]")
_FOOTNOTE = re.compile(r"(?<=[a-z]{3})[0-9]{1,2}(?![\w@]|[.,:][0-9])")
_BLANKS = re.compile(" {2,5}")
_expression = maker(TimeExpression)
_MONEY = frozenset("$£€¥#@")


def tag(
    text: str, sentences: tuple[Sentence, ...], rules: Rules, *, register: str | None = None, messages: bool = True
) -> tuple[TimeExpression, ...]:
    """All time expressions in the sentences of a text, in order. Offsets count characters of `text`; `tense` is that of the governing verb.

    `register` is "message", "narrative" or "" (anything else); None lets the text decide. Without `messages` a short
    text is none: an article of two sentences is news all the same.
    """
    starts = [sentence.start for sentence in sentences]
    found: list[TimeExpression] = []
    for start, end, rule, built in _spans(text, rules, register, messages=messages):
        index = bisect_right(starts, start) - 1
        if index < 0 or start >= sentences[index].end:
            continue
        found.append(
            _expression(
                sentence=sentences[index].index,
                start=start,
                end=end,
                text=text[start:end],
                rule=rule.id,
                reading=built.reading,
                type=built.type,
                mod=built.mod,
            )
        )
    hit = {one.sentence for one in found}
    return refine(tuple(found), text, tuple(sentence for sentence in sentences if sentence.index in hit), rules)


def _spans(text: str, rules: Rules, register: str | None, *, messages: bool) -> Iterator[tuple[int, int, Rule, Built]]:
    """Start, end, rule and reading of what wins."""
    scan, text = scanner(rules), folded(text)
    data = text.encode(errors="replace")  # JSON may hold half a character
    if _MAYBE_FOOTNOTE.search(data) is not None:
        text = _without_footnotes(text)
        data = text.encode(errors="replace")
    runs = scan.runs(text, data)
    register = _register(text, runs, rules, messages=messages) if register is None else register
    for offset, run in runs:
        words = run
        places: Sequence[int] = range(offset, offset + len(words))
        if "  " in words:
            places, words = _places(words, offset), _BLANKS.sub(" ", words)
        free, refused = 0, dict[int, int]()
        for place in scan.read(words, register):
            if place.start < free:
                continue
            for candidate in place.candidates:
                start, end = places[candidate.start], places[candidate.end - 1] + 1
                if refused.get(candidate.rank, 0) > candidate.start:
                    continue  # a piece of what this rule found before
                if _allowed(candidate.rule, text, start, end) and (built := candidate.built):
                    yield start, end, candidate.rule, built
                    free = candidate.end
                    break
                refused[candidate.rank] = candidate.end


def _places(words: str, offset: int) -> list[int]:
    """Where in the text each character of a run stands whose double blanks are folded into one."""
    return [offset + at for at, char in enumerate(words) if char != " " or words[at - 1] != " "]


def _without_footnotes(text: str) -> str:
    """The text with footnote digits glued to words ("mid-June4", "four2") blanked, so that offsets hold and no digit reads as a day."""
    return _FOOTNOTE.sub(lambda found: " " * len(found[0]), text)


def _allowed(rule: Rule, text: str, start: int, end: int) -> bool:
    if start and (text[start - 1] in _MONEY or (text[start - 1].isalnum() and text[start].isalnum())):
        return False
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return False
    if text[start].isdigit() and start > 1 and text[start - 1] in ".,:" and text[start - 2].isdigit():
        return False
    return not rule.has_context or _surroundings(rule, text, start, end)


def _register(text: str, runs: list[tuple[int, str]], rules: Rules, *, messages: bool) -> str:
    """What kind of text this is, for the few words that speak of time in one kind only: a message, a narrative, or neither."""
    if len(text) <= _SHORT:
        return "message" if messages else ""
    words = " ".join([run for _, run in runs])
    years = len(_old_years(rules).findall(words))  # "480 BC"
    if years + sum(map(words.count, _CENTURIES)) >= max(_HISTORY, len(text) / _PER_YEAR):  # cheap; years are counted where they may be many
        years += sum(year <= _LAST_YEAR for year in _YEAR.findall(text))
        if years >= _HISTORY and years * _PER_YEAR > len(text) and not _days_of_news(rules).search(text, 0, _OPENING):
            return "narrative"
    return ""


@lru_cache(maxsize=8)
def _old_years(rules: Rules) -> re.Pattern[str]:
    return re.compile(rf"\b[0-9]{{1,3}} ?(?:{rules.scan.get('before_christ', '(?!)')})")


@lru_cache(maxsize=8)
def _days_of_news(rules: Rules) -> re.Pattern[str]:
    """Words like "today" and "yesterday"."""
    return re.compile(rf"\b(?:{rules.scan.get('days_of_news', '(?!)')})\b", re.IGNORECASE)


def _surroundings(rule: Rule, text: str, start: int, end: int) -> bool:
    """Whether the words beside `text[start:end]` allow the rule; what looks ahead may look back at the words themselves."""
    preceded, not_preceded, followed, not_followed = _around(rule)
    if followed is not None and not followed.match(text, end, end + _NEAR):
        return False
    if not_followed is not None and not_followed.match(text, end, end + _NEAR):
        return False
    if preceded is None and not_preceded is None:
        return True
    before = text[max(0, start - _NEAR) : start].encode(errors="replace")
    return (preceded is None or preceded.search(before) is not None) and (not_preceded is None or not_preceded.search(before) is None)


@lru_cache(maxsize=1024)
def _around(rule: Rule) -> tuple[Any, Any, re.Pattern[str] | None, re.Pattern[str] | None]:
    """What must and must not stand before, for RE2, which reads it from its end; and after, where a pattern may look back."""
    preceded, not_preceded = (re2.compile(text.encode(), _bytes()) if text else None for text in (rule.preceded, rule.not_preceded))
    followed, not_followed = (re.compile(text) if text else None for text in (rule.followed, rule.not_followed))
    return preceded, not_preceded, followed, not_followed


def _bytes() -> Any:  # noqa: ANN401  re2 has no types
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    return options
