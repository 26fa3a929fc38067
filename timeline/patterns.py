"""A rule's pattern in, the words it begins with and those without which it cannot match out: what lets a rule be tried at few places only.

A need is a set of words of which one must stand in the text; `DIGIT` stands for any digit, `YEAR` for four of them, and
- / : . + ' for themselves; as a first word, `ANY` is any word at all. The pattern is one that the rule tables allow:
literals, character classes, groups, alternatives, bounded quantifiers, and slots (`{month}`), which are asked for by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from timeline.quick import dataclass

DIGIT, YEAR, ANY = "#", "####", ""
_MARKS = frozenset("-/:.+'’‘")
_WORD = re.compile(r"[^\W\d_]+|\d+|[-/:.+'’‘]")
_DIGITS_OF_YEAR = 4
_BORDERS = (r"\b", r"\B")
_NUMERALS = re.compile(r"\\d|\[[\d-]+\]|\d")
_TOKEN = re.compile(
    r"(?P<slot>\{[a-z0-9_]*=?[a-z][a-z0-9_]*\})|(?P<open>\((?:\?P<\w+>|\?[a-z-]*:)?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>[?*+]|\{\d+(?:,\d*)?\})|(?P<digit>\\d|\[[^\]a-zA-Z]*\d[^\]a-zA-Z]*\])|(?P<escape>\\x\{?[0-9a-f]{2}\}?|\\.)|(?P<klass>\[[^\]]*\])"
    r"|(?P<letter>[^\W\d_]+?(?=[^\W\d_](?:[?*+]|\{\d))|[^\W\d_]+)|(?P<numeral>\d)|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a pattern needs, the most telling need first (fewest words), all words it knows, and those it can begin with.

    `empty` says that it may match no words at all, so that what begins with it may begin with the words behind it.
    """

    needs: tuple[frozenset[str], ...]
    words: frozenset[str]
    firsts: frozenset[str] = frozenset({ANY})
    empty: bool = False


def reach(pattern: str, slot: Callable[[str], Reach]) -> Reach:
    r"""The reach of a pattern; `slot` gives that of a word list or shared pattern by name.

    >>> found = reach("(?:(?i:two|three) )?days?(?: more)? ago", lambda name: Reach((), frozenset()))
    >>> [sorted(need) for need in found.needs], sorted(found.words)
    ([['ago'], ['day', 'days']], ['ago', 'day', 'days', 'more', 'three', 'two'])
    >>> sorted(found.firsts)
    ['day', 'days', 'three', 'two']
    >>> [sorted(need) for need in reach(r"[0-9] ?(?:pm|p\.m\.)", lambda name: Reach((), frozenset())).needs]
    [['m', 'pm'], ['#']]
    """
    reader = _Reader([(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(pattern)], slot)
    part = reader.alternatives()
    needs = sorted(set(part.needs), key=lambda need: (DIGIT in need, len(need), sorted(need)))
    return Reach(tuple(needs), frozenset(reader.words), frozenset(part.firsts), part.empty)


def reach_of_list(entries: Iterable[str], common: Mapping[str, int]) -> Reach:
    """The reach of a word list: one word of each entry is needed, the one that fewest entries hold (`common` counts), else the longest."""
    split = [tuple(words_in(entry)) for entry in entries]
    needed = frozenset(min(words, key=lambda word: (common.get(word, 0), -len(word))) for words in split)
    return Reach(
        (needed,), frozenset(word for words in split for word in words if word[0].isalpha()), frozenset(words[0] for words in split)
    )


def words_in(text: str) -> Iterator[str]:
    """The words of a text as needs name them: in small letters, DIGIT and perhaps YEAR for a number, and marks."""
    for found in _WORD.finditer(text.lower()):
        name = name_of(found[0])
        if name == YEAR:
            yield DIGIT
        yield name


def name_of(word: str) -> str:
    """A word of a text as needs name it; YEAR, which is DIGIT as well, for four digits."""
    return word.lower() if not word[0].isdecimal() else YEAR if len(word) == _DIGITS_OF_YEAR else DIGIT


@dataclass(slots=True)
class _Part:
    """What a part of a pattern needs, what it can begin with, and whether it may match no words."""

    needs: list[frozenset[str]]
    firsts: frozenset[str]
    empty: bool = False


def _telling(need: frozenset[str]) -> tuple[bool, bool, bool, int, int, list[str]]:
    """Few and long words tell most, then marks (the "m" of "p.m." more than its stop), digits least."""
    return DIGIT in need, YEAR in need, not need.isdisjoint(_MARKS), len(need), -max(map(len, need)), sorted(need)


class _Reader:
    """Reads the tokens of one pattern from left to right."""

    def __init__(self, tokens: list[tuple[str, str]], slot: Callable[[str], Reach]) -> None:
        self._tokens, self._slot, self._at = tokens, slot, 0
        self.words: set[str] = set()

    def alternatives(self) -> _Part:
        """What stands up to the closing bracket."""
        branches = [self._sequence()]
        while self._kind() == "bar":
            self._at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        ranked = [sorted(set(branch.needs), key=_telling) for branch in branches]
        needs = [frozenset().union(*needs) for needs in zip(*ranked, strict=False)]  # as many as the poorest branch has
        return _Part(needs, frozenset().union(*(branch.firsts for branch in branches)), any(branch.empty for branch in branches))

    def _sequence(self) -> _Part:
        whole = _Part([], frozenset(), empty=True)
        while (kind := self._kind()) not in ("", "close", "bar"):
            if kind == "letter":
                part = self._word()
            else:
                text = self._tokens[self._at][1]
                self._at += 1
                part = self._inside(kind, text)
                if kind == "open":
                    self._at += 1  # the closing bracket
                if self._skips_repeat():
                    part = _Part([], part.firsts, empty=True)
            whole.needs += part.needs
            if whole.empty:
                whole.firsts |= part.firsts
                whole.empty = part.empty
        return whole

    def _inside(self, kind: str, text: str) -> _Part:
        match kind:
            case "open":
                return self.alternatives()
            case "slot":
                found = self._slot(text.strip("{}").rpartition("=")[2])
                self.words |= found.words
                return _Part(list(found.needs), found.firsts, found.empty)
            case "klass" if _MARKS.issuperset(text[1:-1]):
                return _Part([frozenset(text[1:-1])], frozenset(text[1:-1]))
            case "digit" | "numeral":
                return _Part([frozenset({DIGIT})], frozenset({DIGIT if _NUMERALS.fullmatch(text) else ANY}))
            case "escape" if text in _BORDERS:
                return _Part([], frozenset(), empty=True)
            case "escape" | "other" if text[-1] in _MARKS:
                return _Part([frozenset({text[-1]})], frozenset({text[-1]}))
            case _:
                return _Part([], frozenset({ANY}))

    def _word(self) -> _Part:
        """A run of letters; with an optional letter ("days?") it is two words, and either will do."""
        forms = [""]
        while self._kind() == "letter":
            letters = self._tokens[self._at][1].lower()  # one where a quantifier follows
            self._at += 1
            longer = [form + letters for form in forms]
            forms = forms + longer if self._skips_repeat() else longer
        words = frozenset(form for form in forms if form)
        self.words |= words
        return _Part([words] if "" not in forms else [], words, empty="" in forms)

    def _skips_repeat(self) -> bool:
        """Step over a quantifier; whether it allows for none."""
        if self._kind() != "repeat":
            return False
        text = self._tokens[self._at][1]
        self._at += 1
        return text in "?*" or text.startswith("{0")

    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""
