"""Text in, runs of time words out: the linear first stage, and the memo that reads each distinct run once.

A run is a stretch of words that the rules know, with one at least that can carry a time expression ("the first nine months of 1995"). One
RE2 automaton finds all runs, in time linear in the text. The rules are tried on a run only when its words are met for the first time, each
only at the words that it can begin with, and only if the words from there on hold what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import methodcaller
from typing import Any

import re2

from timeline.patterns import ANY, DIGIT, YEAR, name_of
from timeline.rules import Rules
from timeline.tagging.readings import Built, build

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_GAP = r"(?:[ ,.'/()-]|\xe2\x80\x93|\xe2\x80\x99)"
_NO_BLANKS = "\n\t\r\x0b\x0c\xa0"
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_SPAN = methodcaller("span")
_NUMBER = r"[0-9]{1,4}(?:[.,:/][0-9]{1,4}){0,3}(?:st\b|nd\b|rd\b|th\b)?(?:\xc2[\xbc-\xbe])?"
_TURNS = 3  # needs of a rule that are asked about before it is tried, the most telling first
_NO_NEED = frozenset({ANY})
_MEMO = 1 << 16  # distinct runs kept; beyond it the oldest are read again


class Candidate:
    """A rule that fits `run[start:end]`. What it makes of the words is worked out when it is first asked for: most candidates lose."""

    __slots__ = ("_built", "_found", "_scanner", "end", "rank", "rule", "start")

    def __init__(self, start: int, end: int, rank: int, found: Any, scanner: Scanner) -> None:  # noqa: ANN401  re2 has no types
        self.start, self.end, self.rank, self.rule = start, end, rank, scanner.rules.rows[rank]
        self._found, self._scanner = found, scanner
        self._built: Built | bool | None = False  # not asked for yet

    @property
    def built(self) -> Built | None:
        """The reading; None where the words cannot be meant so (31 February)."""
        if isinstance(self._built, bool):
            self._built = build(self.rule, self._groups(), self._scanner.rules, self._scanner.inner)
        return self._built

    def _groups(self) -> dict[str, str]:
        """The words of each named group that holds some, and all words under ""."""
        groups = {"": self._found[0].decode()}
        for name, index in self._scanner.regex(self.rank)[1]:
            if (words := self._found[index]) is not None:
                groups[name] = words.decode()
        return groups


class Place:
    """A word of a run with which rules begin that may find there all that they need."""

    __slots__ = ("_candidates", "_ranks", "_run", "_scanner", "start")

    def __init__(self, start: int, ranks: int, run: str, scanner: Scanner) -> None:
        self.start, self._ranks, self._run, self._scanner = start, ranks, run, scanner
        self._candidates: tuple[Candidate, ...] | None = None  # not asked for yet

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What the rules find from here on, longest first, then in the order of the tables."""
        if self._candidates is None:
            found = list(self._scanner.fits(self._ranks, self._run, self.start))
            found.sort(key=lambda c: (-c.end, c.rank))
            self._candidates = tuple(found)
        return self._candidates


class Scanner:
    """The compiled automata of one set of rules. It holds no state but caches."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        strong, weak = _vocabulary(rules)
        self._runs = re2.compile(_run_pattern(strong, weak, rules), _options())
        self._clues = _clues(rules)
        self._heard = {register: _heard(rules, register) for register in ("", "message", "narrative")}
        self._compiled: dict[int, tuple[Any, Any]] = {}
        self.read = lru_cache(maxsize=_MEMO)(self._read)

    def runs(self, text: str, data: bytes) -> list[tuple[int, str]]:
        """Where each run starts in the text, and its words; `data` is the text in UTF-8."""
        if len(data) == len(text):
            return [(start, text[start:end]) for start, end in map(_SPAN, self._runs.finditer(data))]
        runs = []
        seen_bytes = seen_chars = 0
        for found in self._runs.finditer(data):
            start, end = _whole(data, *found.span())
            seen_chars += len(data[seen_bytes:start].decode())
            seen_bytes = start
            runs.append((seen_chars, data[start:end].decode()))
        return runs

    def _read(self, run: str, register: str = "") -> tuple[Place, ...]:
        """The places of a run where some rule may find an expression, from left to right."""
        clues, unknown, heard, places = self._clues, self._clues[ANY], self._heard[register], []
        _, one, two, three = unknown  # the rules that have met their first, second and third need from here on
        for found in reversed(list(_TOKEN.finditer(run))):
            start = found.start()
            begin, meets_one, meets_two, meets_three = clues.get(name_of(found[0]), unknown)
            one, two, three = one | meets_one, two | meets_two, three | meets_three
            ranks = begin & one & two & three & heard
            if ranks and not (start and run[start - 1].isalnum() and run[start].isalnum()):
                places.append(Place(start, ranks, run, self))
        return tuple(reversed(places))

    def inner(self, words: str) -> Built | None:
        """What a date inside a time of day says, in the short form of a message too ("sat 9am")."""
        for place in (*self.read(words)[:1], *self.read(words, "message")[:1]):
            for candidate in place.candidates:
                if place.start == 0 and candidate.end == len(words) and candidate.built:
                    return candidate.built
        return None

    def fits(self, ranks: int, run: str, start: int) -> Iterator[Candidate]:
        """Those of the rules (a bit for each) that find an expression which begins at `start` and ends where a word ends."""
        data = run.encode()
        plain = len(data) == len(run)
        at = start if plain else len(run[:start].encode())
        while ranks:
            rank = (ranks & -ranks).bit_length() - 1
            ranks &= ranks - 1
            found = self.regex(rank)[0].match(data, at)
            if found is not None:
                end = found.end() if plain else len(data[: found.end()].decode())
                if end == len(run) or not (run[end].isalnum() and run[end - 1].isalnum()):
                    yield Candidate(start, end, rank, found, self)

    def regex(self, rank: int) -> tuple[Any, tuple[tuple[str, int], ...]]:
        """The automaton of a rule and the names of its groups, made when its words are first met."""
        pair = self._compiled.get(rank)
        if pair is None:
            regex = re2.compile(self.rules.rows[rank].pattern.encode(), _options())
            names = ((name.decode().partition("__")[0], index) for name, index in regex.groupindex.items())
            pair = self._compiled[rank] = (regex, tuple(names))
        return pair


@lru_cache(maxsize=8)
def scanner(rules: Rules) -> Scanner:
    """The scanner of a set of rules, built once."""
    return Scanner(rules)


def folded(text: str) -> str:
    r"""The text with all white space inside a paragraph as blanks, of the same length, so that a rule may write a blank for any of it.

    >>> folded("last\n\tweek\n\nToday")
    'last  week\n\nToday'
    """
    flat = text
    for mark in _NO_BLANKS:
        if mark in flat:
            flat = flat.replace(mark, " ")
    if "\n" not in text:
        return flat
    pieces, end = [], 0
    for found in _PARAGRAPH.finditer(text):
        pieces += [flat[end : found.start()], found[0]]
        end = found.end()
    return "".join([*pieces, flat[end:]])


def _options() -> Any:  # noqa: ANN401  re2 has no types
    options = re2.Options()
    options.longest_match = True
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 32 << 20
    options.log_errors = False
    return options


def _clues(rules: Rules) -> dict[str, tuple[int, ...]]:
    """For each word the rules (a bit for each) that begin with it, and those whose first, second and third need it meets.

    Under ANY stands what holds for a word that no rule asks for.
    """
    clues: dict[str, list[int]] = {ANY: [0] * (1 + _TURNS)}
    for rank, rule in enumerate(rules.rows):
        needs = (*rule.reach.needs, *(_NO_NEED,) * _TURNS)[:_TURNS]
        for turn, words in enumerate((rule.reach.firsts, *needs)):
            for word in words:
                clues.setdefault(word, [0] * (1 + _TURNS))[turn] |= 1 << rank
    of_number, of_any = clues.get(DIGIT, clues[ANY]), clues[ANY]
    if YEAR in clues:
        clues[YEAR] = _both(clues[YEAR], of_number)
    return {word: tuple(_both(clue, of_any)) for word, clue in clues.items()}


def _both(one: list[int], other: list[int]) -> list[int]:
    return [a | b for a, b in zip(one, other, strict=True)]


def _heard(rules: Rules, register: str) -> int:
    """The rules that speak in such a text, a bit for each."""
    return sum(1 << rank for rank, rule in enumerate(rules.rows) if rule.register in ("", register))


def _vocabulary(rules: Rules) -> tuple[set[str], set[str]]:
    every = set().union(*(rule.reach.words for rule in rules.rows)) - {DIGIT}
    weak = set(rules.scan.get("weak", ()))
    for name in rules.scan.get("weak_lists", ()):
        weak.update(word for entry in rules.words[name] for word in _WORD.findall(entry))
    weak -= set(rules.scan.get("strong", ()))
    return every - weak, every & weak


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(re.escape(word) for word in words))


def _run_pattern(strong: set[str], weak: set[str], rules: Rules) -> bytes:
    strong_words = rf"(?:(?i:{_any(strong)})\b|{'|'.join(rules.scan.get('strong_shapes', ()))})"
    gap = _GAP + "{0,5}"  # a number may touch the word after it ("3mins"); words end at a boundary
    ends = {
        *rules.scan.get("tail", ()),
        *(word for name in rules.scan.get("tail_lists", ()) for entry in rules.words[name] for word in _WORD.findall(entry)),
    }
    weak_words = rf"(?:(?i:{_any(weak | (ends - strong))})\b|{_NUMBER})"  # what may end a run may stand inside one: "the week ending 5 May"
    tail = rf"(?:{gap}(?:(?i:{_any(ends)})\b|{_NUMBER})){{0,2}}"
    first_words = rf"(?:(?i:{_any(weak - set(rules.scan.get('never_first', ())))})\b|{_NUMBER})"
    quoted = "|".join(rules.scan.get("quoted_shapes", ())) or r"[^\x00-\xff]"
    strong_words = rf"(?:{strong_words}|{quoted})"
    run = (
        rf"(?:\b(?:{first_words}{gap}(?:{weak_words}{gap})*)?{strong_words}|{quoted})(?:{gap}(?:{weak_words}{gap})*{strong_words})*{tail}?"
    )
    return run.encode("utf-8")


def _whole(data: bytes, start: int, end: int) -> tuple[int, int]:
    """A span of bytes widened to whole characters: the automaton may stop inside one."""
    while start > 0 and data[start] & 0xC0 == 0x80:  # noqa: PLR2004  a byte that continues a UTF-8 character
        start -= 1
    while end < len(data) and data[end] & 0xC0 == 0x80:  # noqa: PLR2004
        end += 1
    return start, end
