"""A date and the words before it in, what they make of it out: "before June", "two days after the vote on 5 May".

Such a date is not that of the event. Behind a length it is counted from; else the event lies beyond it, and on the day itself where the
words leave open whose day it is ("resigned after the vote on 5 May"). What happened "since June", or is the first of its kind since then,
lies between June and its article; what goes on began then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from timeline.events.find import Mention
from timeline.events.lengths import moved
from timeline.events.lexicon import Lexicon
from timeline.model import Article, Basis, Resolution, Stage, Unresolved
from timeline.quick import dataclass
from timeline.readings import Duration, TimeOfDay
from timeline.when import Day, Precision, When, between
from timeline.wording import label

_REACH = 80  # characters that may stand between "after" and the date of what follows it
_GENITIVE = re.compile(r"[’']s?\s")  # "after last year's vote"
_LENGTH = re.compile(r"P(T?)(\d+|X)([A-Z]{1,2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Patterns that end at a date: the word itself, or the word and a noun that the date belongs to. Where `any` finds none of the words,
    in small letters, no closer look is needed.
    """

    any: re.Pattern[str]
    bare: re.Pattern[str]
    owned: re.Pattern[str]
    determiner: re.Pattern[str]
    owner: re.Pattern[str]
    audience: re.Pattern[str]
    soon: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """Where the words stand, whether what they tell lies behind the date (`sign` 1) or ahead of it, and whether the date has a noun.

    `since` is about a stretch that begins with the date.
    """

    start: int
    word: str
    sign: int
    owned: bool
    since: bool


def sided(
    article: Article, mention: Mention, results: Sequence[Resolution | Unresolved], date: Resolution, lexicon: Lexicon
) -> Resolution | None:
    """The date of a mention as the words before it make it: counted from, beyond it, or as it was; None for one still to come."""
    side = _side(article.text, mention, date, _words(lexicon))
    when = date.when
    if side is None or when is None or when.first is None or when.last is None or (side.since and mention.stage is not Stage.HAPPENED):
        return date
    told = article.published if mention.stage is Stage.HAPPENED else None
    length = _length_before(article.text, side.start, date, results, lexicon)
    reading = date.expression.reading
    if not length and not side.owned and isinstance(reading, TimeOfDay) and reading.clock[:1].isdigit() and when.is_day:
        return _by_the_clock(article.text, date, side, _words(lexicon))
    made = _counted(when, side.sign, length[0]) if length else None
    if made is not None and told is not None and made.first is not None and told.last is not None and told.last < made.first:
        return None
    if length and made is not None:
        words = " ".join(article.text[length[1] : date.expression.end].split())
        step = f"“{words}” is counted from {label(when)}, so it is {label(made)}"
        basis = Basis.RESOLVED if date.basis is Basis.STATED else date.basis
        return replace(date, when=made, basis=basis, steps=(*date.steps, step))
    beyond = _beyond(when, side, told.last if told is not None and side.since else None)
    return replace(date, when=beyond, steps=(*date.steps, f"“{side.word}” makes that {label(beyond)}"))


def _by_the_clock(text: str, date: Resolution, side: _Side, words: _Words) -> Resolution:
    """“before 5 p.m. on Friday” may be that Friday, and "shortly before 5 p.m." is."""
    if date.when is None or words.soon.search(text, max(0, side.start - _REACH), side.start):
        return date
    first, last = (date.when.first, None) if side.sign > 0 else (None, date.when.last)
    return replace(date, when=replace(date.when, first=first, last=last, clock=""))


def is_owned(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether the date at a place has a determiner before it, and so a noun of its own: "the February 2028 vote"."""
    return _words(lexicon).owner.search(text, max(0, start - _REACH), start) is not None


def _side(text: str, mention: Mention, date: Resolution, words: _Words) -> _Side | None:
    at = date.expression.start
    if not words.any.search(text[max(0, at - _REACH) : at].lower()):
        return None
    found = words.bare.search(text, max(0, at - _REACH), at)
    if found is None:
        found = words.owned.search(text, max(0, at - _REACH), at)
        if found is None or found.start() <= mention.trigger.start < at:
            return None  # "after the board voted on 5 May" is told of the vote by its day
        if not found["after"] and not found["since"] and words.audience.search(found[0]):
            return None
    owned = (
        found.re is words.owned
        or words.determiner.match(f"{text[at : date.expression.end + 2]} ") is not None
        or _GENITIVE.match(text, date.expression.end) is not None
    )
    since = found["since"] is not None
    return _Side(start=found.start(), word=found["word"], sign=1 if since or found["after"] else -1, owned=owned, since=since)


def _length_before(
    text: str, start: int, date: Resolution, results: Sequence[Resolution | Unresolved], lexicon: Lexicon
) -> tuple[str, int] | None:
    """The bare length right before the words and where it begins; "about two days" and "within two days" count nothing out."""
    for result in results:
        one = result.expression
        if one.sentence == date.expression.sentence and one.end <= start and not text[one.end : start].strip():
            before = text[: one.start].rpartition("\n")[2].split()[-1:]
            word = before[0].lower() if before else ""
            exact = word not in lexicon.figures.qualifiers and lexicon.classes.get(word) != "preposition"
            if isinstance(one.reading, Duration) and not one.reading.sign and not one.reading.ranged and not one.mod and exact:
                return one.reading.value, one.start
    return None


def _counted(when: When, sign: int, length: str) -> When | None:
    """So much before or after a date. Minutes are left on their day; hours may reach the day beside."""
    found = _LENGTH.fullmatch(length)
    if found is None or not found[1] or when.first is None or when.last is None:
        return moved(when, sign, length)
    if found[3] != "H":
        return replace(when, clock="")
    days = 1 if found[2] == "X" else -(-int(found[2]) // 24)
    first, last = (when.first, when.last + days) if sign > 0 else (when.first - days, when.last)
    return between(first, last)


def _beyond(when: When, side: _Side, end: Day | None) -> When:
    """Behind or ahead of a date; with the date itself where it belongs to a noun, or begins a stretch that is over by `end`."""
    if when.first is None or when.last is None:
        return when
    if side.sign < 0:
        return replace(when, first=None, last=when.last if side.owned else when.first - 1, precision=Precision.DAY, clock="")
    first = when.first if side.owned or side.since else when.last + 1
    return replace(when, first=first, last=end if end is not None and first < end else None, precision=Precision.DAY, clock="")


@lru_cache(maxsize=8)
def _words(lexicon: Lexicon) -> _Words:
    side = rf"\b(?P<word>(?P<after>{lexicon.sides['after']})|(?P<since>{lexicon.sides['since']})|{lexicon.sides['before']})\s"
    owner = rf"(?:{lexicon.sides['determiners']}|(?:[A-Z][\w.]*\s){{0,3}}[A-Z][\w.'’-]*[’']s?)\s"
    noun = rf"{owner}(?:(?:[\w’'-]+\s){{1,6}}(?:(?:{lexicon.sides['joining']})\s)?)?"  # "the vote on 5 May", "the 5 May vote"
    bare, owned = (re.compile(rf"{before}\Z", re.IGNORECASE) for before in (side, side + noun))
    sides = re.compile("|".join(lexicon.sides[name] for name in ("after", "since", "before")))
    return _Words(
        any=sides,
        bare=bare,
        owned=owned,
        determiner=re.compile(owner, re.IGNORECASE),
        owner=re.compile(rf"\b{owner}\Z", re.IGNORECASE),
        soon=re.compile(rf"\b(?:{lexicon.sides['soon']})\s\Z", re.IGNORECASE),
        audience=re.compile(rf"\b(?:{''.join(lexicon.sides['audiences'].split())})\s", re.IGNORECASE),
    )
