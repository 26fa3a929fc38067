"""Rule tables in TOML in, checked rules out; the same door reads the word tables of events.

A language is a folder `rules/<language>/`. Its time tables hold word lists (`[words.NAME]` in any case, `[proper.NAME]` capitalised only),
`[patterns]` that rows share, and rows (`[[rule]]`) with their proofs. Tables named `events*.toml` belong to events
and are read as plain data.

In a pattern `{name}` is a slot: a word list becomes a group of that name, a shared pattern is put in as it stands; `{other=name}` gives the
group another name, `{=name}` makes no groups at all. A space stands for any white space within a paragraph.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

import re2

from timeline.errors import RuleError
from timeline.patterns import YEAR, Reach, reach, reach_of_list, words_in
from timeline.quick import dataclass

_FOLDER = Path(__file__).parent / "rules"
_SLOT = re.compile(r"\{(?:(?P<alias>[a-z][a-z0-9_]*)?(?P<equals>=))?(?P<name>[a-z][a-z0-9_]*)\}")
_UNBOUNDED = re.compile(r"[*+](?!\w*\])|\{\d+,\}")
_CLASS = re.compile(r"\\.|\[[^\]]*\]")
_EXAMPLE = re.compile(r"(?P<text>.*?) => (?P<value>\S+)(?: mod (?P<mod>[A-Z_]+))?(?: when (?P<when>\S+))?(?: @ (?P<anchor>\S+))?")
_DEPTH = 8
_BEFORE, _AFTER = ("preceded", "not_preceded"), ("followed", "not_followed")
_ROW_KEYS = frozenset(
    {
        "id",
        "pattern",
        "reading",
        "set",
        "type",
        "examples",
        "rejects",
        *_BEFORE,
        *_AFTER,
        "register",
        "priority",
        "glued",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence in which a rule finds `finds` (`text[start:end]`) and, in an article of `anchor`, gives it a TIMEX3 value."""

    text: str
    start: int
    end: int
    value: str
    mod: str = ""
    when: str = ""
    anchor: str = ""

    @property
    def finds(self) -> str:
        """The words the rule must find."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One row: a pattern that is fully expanded, the reading it makes, what must and must not stand around it, and its proofs."""

    id: str
    pattern: str
    reading: str
    set: Mapping[str, Any]
    slots: Mapping[str, str]
    type: str
    examples: tuple[Example, ...]
    rejects: tuple[str, ...]
    reach: Reach
    preceded: str = ""
    followed: str = ""
    not_preceded: str = ""
    not_followed: str = ""
    register: str = ""  # "message" or "narrative": the only kind of text in which the rule speaks
    priority: int = 0
    place: str = ""

    @property
    def has_context(self) -> bool:
        """Whether the words around matter."""
        return bool(self.preceded or self.followed or self.not_preceded or self.not_followed)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rules:
    """All rules of a language in the order in which they win a tie, its word lists (lower case → value) and settings."""

    language: str
    rows: tuple[Rule, ...]
    words: Mapping[str, Mapping[str, Any]]
    scan: Mapping[str, Any] = field(default_factory=dict)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have tables, sorted."""
    return tuple(sorted(path.name for path in _FOLDER.iterdir() if path.is_dir() and any(path.glob("*.toml"))))


@cache
def languages_of_events() -> tuple[str, ...]:
    """Those of them that have tables of events too; from the others dates are read, and no events."""
    return tuple(language for language in languages() if (_FOLDER / language / "events.toml").is_file())


@cache
def load(language: str) -> Rules:
    """All time rules of a language, checked; RuleError where a table is broken or the language has none."""
    return load_folder(_folder(language), compile_patterns=False)  # the tests compile every pattern that ships


@cache
def version(language: str) -> str:
    """A short hash of all tables of a language: it changes when any of them does."""
    digest = hashlib.sha256()
    for path in _tables(_folder(language)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def read_table(language: str, name: str) -> Mapping[str, Any]:
    """One table of a language as plain data, by its name without `.toml`; RuleError if it is missing or no TOML."""
    path = _folder(language) / f"{name}.toml"
    if not path.is_file():
        raise RuleError(f"there is no table {name!r} for the language {language!r}", path=str(path))
    return _parse(path)


def load_folder(folder: Path, *, compile_patterns: bool = True) -> Rules:
    """The rules of one folder of tables. Shared patterns and word lists may stand in any of its files.

    RuleError names file and row. Without `compile_patterns` a pattern that is no pattern shows only when its words are met.
    """
    tables = {path: _parse(path) for path in _tables(folder) if not path.name.startswith("events")}
    lexicon = _Lexicon()
    for path, table in tables.items():
        lexicon.add(path, table)
    rows = tuple(rule for path, table in tables.items() for rule in _rows(path, table, lexicon))
    for rule in rows:
        if compile_patterns or not rule.reach.needs:  # what needs a word cannot match the empty text
            _check_pattern(rule)
    _check_ids(rows)
    rows = tuple(sorted(rows, key=lambda rule: -rule.priority))
    return Rules(language=folder.name, rows=rows, words=lexicon.words, scan=lexicon.scan)


def _folder(language: str) -> Path:
    folder = _FOLDER / language
    if not re.fullmatch(r"[a-z]{2,3}", language) or not folder.is_dir():
        raise RuleError(f"there are no rules for the language {language!r}", hint=f"languages with rules: {', '.join(languages())}")
    return folder


def _tables(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"not a TOML table: {error}", path=str(path)) from None


# --- word lists and slots -----------------------------------------------------------------------------------------------------------------


class _Lexicon:
    """Word lists and shared patterns of one language while its tables load."""

    def __init__(self) -> None:
        self.words: dict[str, dict[str, Any]] = {}
        self.patterns: dict[str, str] = {}
        self.scan: dict[str, Any] = {}
        self._proper: dict[str, set[str]] = {}
        self._reach: dict[str, Reach] = {}
        self._words_of: dict[str, str] = {}
        self._common: Counter[str] = Counter()  # in how many entries of word lists each word stands

    def add(self, path: Path, table: Mapping[str, Any]) -> None:
        for kind in ("words", "proper"):
            for name, listed in table.get(kind, {}).items():
                entries = listed | {word.replace("'", "’"): value for word, value in listed.items() if "'" in word}
                self._common.update(word for entry in entries for word in words_in(entry))
                self.words.setdefault(name, {}).update({word.lower(): value for word, value in entries.items()})
                if kind == "proper":
                    self._proper.setdefault(name, set()).update(word.lower() for word in entries)
        self.scan.update(table.get("scan", {}))
        for name, pattern in table.get("patterns", {}).items():
            if name in self.patterns or name in self.words:
                raise RuleError(f"the name {name!r} is taken twice", path=str(path))
            self.patterns[name] = pattern

    def expand(self, pattern: str, slots: dict[str, str], place: str, depth: int = 0) -> str:
        """The pattern with its slots filled; `slots` receives which group reads which word list."""
        if depth > _DEPTH:
            raise RuleError("shared patterns refer to each other in a circle", path=place)

        def fill(found: re.Match[str]) -> str:
            name, silent = found["name"], bool(found["equals"]) and not found["alias"]
            if name in self.patterns:
                inner = self.expand(self.patterns[name], slots, place, depth + 1)
                return f"(?:{without_names(inner)})" if silent else f"(?:{inner})"
            if name not in self.words:
                raise RuleError(f"no word list or shared pattern is called {name!r}", path=place)
            if silent:
                return f"(?:{self._alternatives(name)})"
            group = found["alias"] or name
            slots[group] = name
            return f"(?P<{group}>{self._alternatives(name)})"

        return _SLOT.sub(fill, pattern)

    def reach(self, name: str) -> Reach:
        """What a word list or shared pattern needs; the name is known to exist."""
        if name not in self._reach:
            if name in self.scan.get("years", ()):
                self._reach[name] = Reach((frozenset({YEAR}),), frozenset(), frozenset({YEAR}))
                return self._reach[name]
            self._reach[name] = (
                reach(self.patterns[name], self.reach) if name in self.patterns else reach_of_list(self.words[name], self._common)
            )
        return self._reach[name]

    def _alternatives(self, name: str) -> str:
        if name not in self._words_of:
            proper = self._proper.get(name, set())
            folded = [_bounded(word) for word in self.words[name] if word not in proper]
            cased = [_bounded(form) for word in self.words[name] if word in proper for form in dict.fromkeys((word.title(), word.upper()))]
            self._words_of[name] = "|".join([*([f"(?i:{'|'.join(folded)})"] if folded else []), *cased])
        return self._words_of[name]


def _bounded(word: str) -> str:
    """A word as a pattern that ends where the word ends: "jan" is not found in "Janus"."""
    escaped = "".join(char if char.isalnum() or char in " '-" or ord(char) > 127 else f"\\{char}" for char in word)  # noqa: PLR2004  ASCII
    return escaped + (r"\b" if word[-1].isalnum() and word[-1].isascii() else "")


def without_names(pattern: str) -> str:
    """The same pattern with groups that capture nothing."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


# --- rows ---------------------------------------------------------------------------------------------------------------------------------


def _rows(path: Path, table: Mapping[str, Any], lexicon: _Lexicon) -> Iterator[Rule]:
    for number, row in enumerate(table.get("rule", ()), start=1):
        place = f"{path.parent.name}/{path.name}, row {number} ({row.get('id', 'without id')})"
        yield _row(row, place, lexicon)


def _row(row: Mapping[str, Any], place: str, lexicon: _Lexicon) -> Rule:
    missing = [key for key in ("id", "pattern", "reading", "examples", "rejects") if not row.get(key)]
    if missing:
        raise RuleError(f"the row lacks {', '.join(missing)}: every rule proves what it finds and what it leaves alone", path=place)
    if unknown := sorted(set(row) - _ROW_KEYS):
        raise RuleError(f"unknown key {unknown[0]!r}", path=place)
    slots: dict[str, str] = {}
    pattern = lexicon.expand(row["pattern"], slots, place)
    around = {key: without_names(lexicon.expand(row[key], {}, place)) for key in (*_BEFORE, *_AFTER) if key in row}
    for text in (pattern, *around.values()):
        _check_bounds(text, place)
    pattern = _by_character(_numbered(pattern))
    slots = {name: name for name in re.findall(r"\(\?P<(\w+?)>", pattern) if name in lexicon.words} | slots
    return Rule(
        id=row["id"],
        pattern=pattern,
        reading=row["reading"],
        set=dict(row.get("set", {})),
        slots=slots,
        type=row.get("type", ""),
        examples=tuple(_example(text, place) for text in row["examples"]),
        rejects=tuple(row["rejects"]),
        reach=Reach((), _words(row, lexicon)) if row.get("glued") else reach(row["pattern"], lexicon.reach),
        register=row.get("register", ""),
        priority=int(row.get("priority", 0)),
        place=place,
        **{key: _by_character(value) if key in _BEFORE else value for key, value in around.items()},
    )


def _words(row: Mapping[str, Any], lexicon: _Lexicon) -> frozenset[str]:
    """The words of a row whose words touch each other ("Freitagabend"): none of them can be asked for by itself."""
    return reach(row["pattern"], lexicon.reach).words


def _numbered(pattern: str) -> str:
    """Groups of one name in several alternatives get names of their own: `month`, `month__2`."""
    seen: dict[str, int] = {}

    def rename(found: re.Match[str]) -> str:
        seen[found[1]] = seen.get(found[1], 0) + 1
        return found[0] if seen[found[1]] == 1 else f"(?P<{found[1]}__{seen[found[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, pattern)


def _by_character(pattern: str) -> str:
    """Character classes that go beyond ASCII become alternatives, since patterns run over bytes."""
    return _CLASS.sub(lambda found: found[0] if found[0].isascii() or found[0][0] != "[" else _alternatives(found[0]), pattern)


def _alternatives(letters: str) -> str:
    members = re.findall(r"\\x[0-9a-f]{2}|\\.|.-.|.", letters[1:-1])
    return "(?:" + "|".join(f"[{member}]" if member.isascii() else member for member in members) + ")"


def _check_bounds(pattern: str, place: str) -> None:
    bare = re.sub(r"\\.|\[[^\]]*\]", "x", pattern)
    if found := _UNBOUNDED.search(bare):
        raise RuleError(f"the quantifier {found[0]!r} has no upper bound: write {{0,n}} so that the rule cannot run away", path=place)


def _check_pattern(rule: Rule) -> None:
    try:
        empty = re2.fullmatch(rule.pattern, "")
        for before in (rule.preceded, rule.not_preceded):
            re2.compile(before)
    except re2.error as error:
        raise RuleError(f"not a pattern: {error}", path=rule.place) from None
    if empty:
        raise RuleError("the pattern matches the empty text", path=rule.place)


def _example(written: str, place: str) -> Example:
    found = _EXAMPLE.fullmatch(written)
    if not found or found["text"].count("[") != 1 or found["text"].count("]") != 1:
        raise RuleError(f"an example reads 'They met [last Friday]. => 2025-07-04', not {written!r}", path=place)
    before, _, rest = found["text"].partition("[")
    finds, _, after = rest.partition("]")
    return Example(
        text=before + finds + after,
        start=len(before),
        end=len(before) + len(finds),
        value=found["value"],
        mod=found["mod"] or "",
        when=found["when"] or "",
        anchor=found["anchor"] or "",
    )


def _check_ids(rows: tuple[Rule, ...]) -> None:
    seen: dict[str, str] = {}
    for rule in rows:
        if rule.id in seen:
            raise RuleError(f"the id {rule.id!r} is taken by {seen[rule.id]}", path=rule.place)
        seen[rule.id] = rule.place
