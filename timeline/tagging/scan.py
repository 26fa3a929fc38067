"""Text in, runs of time words out: the linear first stage, and the memo that reads each distinct run once.

A run is a stretch of words that the rules know, with one at least that can carry a time expression ("the first nine months of 1995"). One
RE2 automaton finds all runs, in time linear in the text. The rules are tried on a run only when its words are met for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import re2

from timeline.patterns import DIGIT, words_in
from timeline.rules import Rules
from timeline.tagging.readings import Built, build

_WORD = re.compile(r"[^\W\d_]+")
_GAP = r"(?:[ ,.'/()-]|\xe2\x80\x93|\xe2\x80\x99)"
_BLANKS = re.compile(r"[\n\t\r\x0b\x0c\xa0]\s*")
_NUMBER = r"[0-9]{1,4}(?:[.,:/][0-9]{1,4}){0,3}(?:st\b|nd\b|rd\b|th\b)?(?:\xc2[\xbc-\xbe])?"
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


class Scanner:
    """The compiled automata of one set of rules. It holds no state but caches."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        strong, weak = _vocabulary(rules)
        self._runs = re2.compile(_run_pattern(strong, weak, rules), _options())
        self._by_word = {register: self._index(register) for register in ("", "message", "narrative")}
        self._compiled: dict[int, tuple[Any, Any]] = {}
        self.read = lru_cache(maxsize=_MEMO)(self._read)
        self.hopeful = lru_cache(maxsize=_MEMO)(self._hopeful)

    def runs(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each run starts in the text, and its words."""
        data = text.encode()
        if len(data) == len(text):
            for found in self._runs.finditer(data):
                start, end = found.span()
                yield start, text[start:end]
            return
        seen_bytes = seen_chars = 0
        for found in self._runs.finditer(data):
            start, end = _whole(data, *found.span())
            seen_chars += len(data[seen_bytes:start].decode())
            seen_bytes = start
            yield seen_chars, data[start:end].decode()

    def _index(self, register: str) -> dict[str, list[tuple[int, tuple[frozenset[str], ...]]]]:
        """Word → ranks and other needs of the rules whose most telling need it meets; under "" those without needs."""
        index: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
        for rank, rule in enumerate(self.rules.rows):
            if rule.register in ("", register):
                for word in rule.reach.needs[0] if rule.reach.needs else ("",):
                    index.setdefault(word, []).append((rank, rule.reach.needs[1:]))
        return index

    def _read(self, run: str, register: str = "") -> tuple[Candidate, ...]:
        """All rules that fit somewhere in a run, by start, longest first, then in the order of the tables."""
        data = run.encode()
        ranks = self.hopeful(frozenset(words_in(run)), register)
        found = [candidate for rank in ranks for candidate in self._fits(rank, run, data)]
        found.sort(key=lambda c: (c.start, -c.end, c.rank))
        return tuple(found)

    def _hopeful(self, words: frozenset[str], register: str) -> tuple[int, ...]:
        """The ranks of the rules that have all that they need in these words; runs of other numbers ("May 5", "May 6") have the same."""
        index = self._by_word[register]
        needed = {rank: others for word in (*words, "") for rank, others in index.get(word, ())}
        return tuple(rank for rank, others in needed.items() if not any(need.isdisjoint(words) for need in others))

    def inner(self, words: str) -> Built | None:
        """What a date inside a time of day says."""
        for candidate in self.read(words):
            if (candidate.start, candidate.end) == (0, len(words)) and candidate.built:
                return candidate.built
        return None

    def _fits(self, rank: int, run: str, data: bytes) -> Iterator[Candidate]:
        regex, _ = self.regex(rank)
        length, plain = len(data), len(data) == len(run)
        for found in regex.finditer(data):
            start, end = found.span()
            first, last = (start, end) if plain else (len(data[:start].decode()), len(data[:end].decode()))
            if _stands_alone(run, first, last):
                yield Candidate(first, last, rank, found, self)
            if end == length:
                return

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
    return _BLANKS.sub(lambda found: found[0] if found[0].count("\n") > 1 else " " * len(found[0]), text)


def _options() -> Any:  # noqa: ANN401  re2 has no types
    options = re2.Options()
    options.longest_match = True
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 32 << 20
    options.log_errors = False
    return options


def _stands_alone(run: str, start: int, end: int) -> bool:
    """Whether the words end where words end (their neighbours in the run are no letters or digits of the same word)."""
    before = start > 0 and run[start - 1].isalnum() and run[start].isalnum()
    after = end < len(run) and run[end].isalnum() and run[end - 1].isalnum()
    return not (before or after)


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
    weak_words = rf"(?:(?i:{_any(weak)})\b|{_NUMBER})"
    gap = _GAP + "{0,5}"  # a number may touch the word after it ("3mins"); words end at a boundary
    ends = {
        *rules.scan.get("tail", ()),
        *(word for name in rules.scan.get("tail_lists", ()) for entry in rules.words[name] for word in _WORD.findall(entry)),
    }
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
