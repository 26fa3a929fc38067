"""A rule's pattern in, the words without which it cannot match out: what lets a run of words be shown to a handful of rules only.

A need is a set of words of which one must stand in the text; `DIGIT` stands for any digit, `YEAR` for four of them, and
- / : . + ' for themselves. The pattern is one that the rule tables allow:
literals, character classes, groups, alternatives, bounded quantifiers, and slots (`{month}`), which are asked for by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

DIGIT, YEAR = "#", "####"
_MARKS = frozenset("-/:.+'’‘")
_WORD = re.compile(r"[^\W\d_]+|\d+|[-/:.+'’‘]")
_DIGITS_OF_YEAR = 4
_TOKEN = re.compile(
    r"(?P<slot>\{[a-z0-9_]*=?[a-z][a-z0-9_]*\})|(?P<open>\((?:\?P<\w+>|\?[a-z-]*:)?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>[?*+]|\{\d+(?:,\d*)?\})|(?P<digit>\\d|\[[^\]a-zA-Z]*\d[^\]a-zA-Z]*\])|(?P<escape>\\x\{?[0-9a-f]{2}\}?|\\.)|(?P<klass>\[[^\]]*\])"
    r"|(?P<letter>[^\W\d_]+?(?=[^\W\d_](?:[?*+]|\{\d))|[^\W\d_]+)|(?P<numeral>\d)|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a pattern needs, the most telling need first (fewest words), and all words it knows."""

    needs: tuple[frozenset[str], ...]
    words: frozenset[str]


def reach(pattern: str, slot: Callable[[str], Reach]) -> Reach:
    """The reach of a pattern; `slot` gives that of a word list or shared pattern by name.

    >>> found = reach("(?i:two|three) days?(?: more)? ago", lambda name: Reach((), frozenset()))
    >>> [sorted(need) for need in found.needs], sorted(found.words)
    ([['ago'], ['day', 'days'], ['three', 'two']], ['ago', 'day', 'days', 'more', 'three', 'two'])
    """
    reader = _Reader([(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(pattern)], slot)
    needs = reader.alternatives()
    return Reach(tuple(sorted(set(needs), key=lambda need: (DIGIT in need, len(need), sorted(need)))), frozenset(reader.words))


def reach_of_list(entries: Iterable[str], common: Mapping[str, int]) -> Reach:
    """The reach of a word list: one word of each entry is needed, the one that fewest entries hold (`common` counts), else the longest."""
    split = [tuple(words_in(entry)) for entry in entries]
    needed = frozenset(min(words, key=lambda word: (common.get(word, 0), -len(word))) for words in split)
    return Reach((needed,), frozenset(word for words in split for word in words if word[0].isalpha()))


def words_in(text: str) -> Iterator[str]:
    """The words of a text as needs name them: in small letters, DIGIT and perhaps YEAR for a number, and marks."""
    for found in _WORD.finditer(text.lower()):
        word = found[0]
        if word[0].isdigit():
            yield DIGIT
            if len(word) == _DIGITS_OF_YEAR:
                yield YEAR
        else:
            yield word


def _telling(need: frozenset[str]) -> tuple[bool, bool, int, int, list[str]]:
    """Few and long words tell most, digits least."""
    return DIGIT in need, YEAR in need, len(need), -max(map(len, need)), sorted(need)


class _Reader:
    """Reads the tokens of one pattern from left to right."""

    def __init__(self, tokens: list[tuple[str, str]], slot: Callable[[str], Reach]) -> None:
        self._tokens, self._slot, self._at = tokens, slot, 0
        self.words: set[str] = set()

    def alternatives(self) -> list[frozenset[str]]:
        """The needs of what stands up to the closing bracket."""
        branches = [self._sequence()]
        while self._kind() == "bar":
            self._at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        ranked = [sorted(set(branch), key=_telling) for branch in branches]
        return [frozenset().union(*needs) for needs in zip(*ranked, strict=False)]  # as many as the poorest branch has

    def _sequence(self) -> list[frozenset[str]]:
        needs: list[frozenset[str]] = []
        while (kind := self._kind()) not in ("", "close", "bar"):
            if kind == "letter":
                needs += self._word()
                continue
            text = self._tokens[self._at][1]
            self._at += 1
            inner = self._inside(kind, text)
            if kind == "open":
                self._at += 1  # the closing bracket
            needs += [] if self._skips_repeat() else inner
        return needs

    def _inside(self, kind: str, text: str) -> list[frozenset[str]]:
        if kind == "open":
            return self.alternatives()
        if kind == "slot":
            found = self._slot(text.strip("{}").rpartition("=")[2])
            self.words |= found.words
            return list(found.needs)
        if kind == "klass":
            return [frozenset(text[1:-1])] if _MARKS.issuperset(text[1:-1]) else []
        if kind == "other":
            return [frozenset({text})] if text in _MARKS else []
        return (
            [frozenset({DIGIT})]
            if kind in ("digit", "numeral")
            else [frozenset({text[1]})]
            if kind == "escape" and text[1] in _MARKS
            else []
        )

    def _word(self) -> list[frozenset[str]]:
        """A run of letters; with an optional letter ("days?") it is two words, and either will do."""
        forms = [""]
        while self._kind() == "letter":
            letters = self._tokens[self._at][1].lower()  # one where a quantifier follows
            self._at += 1
            longer = [form + letters for form in forms]
            forms = forms + longer if self._skips_repeat() else longer
        words = {form for form in forms if form}
        self.words |= words
        return [frozenset(words)] if "" not in forms else []

    def _skips_repeat(self) -> bool:
        """Step over a quantifier; whether it allows for none."""
        if self._kind() != "repeat":
            return False
        text = self._tokens[self._at][1]
        self._at += 1
        return text in "?*" or text.startswith("{0")

    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""
