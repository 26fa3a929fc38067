"""Nodes of a corrections file in, records out, with every mistake in the file at once: where it is, what is allowed, what may be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import MISSING, fields
from difflib import get_close_matches
from enum import Enum
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from timeline.curation.nodes import Lines, Mistake, Node
from timeline.curation.records import DO, AddEvent, Address, Correction, Entry, KeepApart, Kind, Merge, Part, TellApart
from timeline.errors import EdtfError
from timeline.quick import dataclass
from timeline.when import When, from_edtf

_AT = re.compile(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_LEAST = {(Merge, "events"): 2, (KeepApart, "events"): 2, (TellApart, "people"): 2}  # one thing cannot be joined or told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A field of a record as the file writes it: what it holds, whether it must be there, whether it is a list."""

    name: str
    holds: Any
    needed: bool
    is_list: bool


@cache
def slots(record: type[Any]) -> tuple[Slot, ...]:
    """The fields of a record in the order in which a file writes them: its own first, then who, when and why."""
    hints = get_type_hints(record)
    common = {f.name for f in fields(Correction)} if issubclass(record, Correction) else set()
    ordered = sorted(fields(record), key=lambda f: f.name in common)
    found = []
    for field in ordered:
        holds, is_list = hints[field.name], get_origin(hints[field.name]) is tuple
        if is_list:
            holds = get_args(holds)[0]
        elif get_origin(holds) is UnionType:
            holds = next(kind for kind in get_args(holds) if kind is not type(None))
        found.append(Slot(name=field.name, holds=holds, needed=field.default is MISSING, is_list=is_list))
    return tuple(found)


def parse(root: Node | None, text: str, lines: Lines, kinds: Collection[str]) -> tuple[tuple[Entry, ...], tuple[Mistake, ...]]:
    """The corrections of a file and all that is wrong in it, in the order of the file."""
    reader = _Reader(text, lines, kinds)
    return tuple(reader.entries(root)), tuple(sorted(reader.mistakes, key=lambda m: (m.line, m.column)))


def entry_id(correction: Correction, turn: int) -> str:
    """Twelve hex digits of what a correction says; the second that says the same counts on."""
    return sha256(f"{correction!r}{turn if turn > 1 else ''}".encode()).hexdigest()[:12]


_Pairs = dict[str, tuple[Node, Node]]  # key → where the key stands, and the value


class _Wrong(Exception):  # noqa: N818  caught in this module
    """A value that cannot be read; its mistake is noted already."""


class _Reader:
    """Reads one file and gathers its mistakes."""

    def __init__(self, text: str, lines: Lines, kinds: Collection[str]) -> None:
        self._text, self._lines, self._kinds = text, lines, kinds
        self.mistakes: list[Mistake] = []

    def entries(self, root: Node | None) -> Iterator[Entry]:
        if root is None or root.text in _NOTHING:
            return
        if root.is_mapping or root.text is not None:
            self._note(root, "a corrections file is a list", "begin each correction with `- do: …`")
            return
        turns: dict[Correction, int] = {}
        for node in root.items:
            try:
                correction = self._correction(node)
            except _Wrong:
                continue
            turns[correction] = turns.get(correction, 0) + 1
            start, end = self._span(node)
            line = self._lines.place(node.start)[0]
            yield Entry(id=entry_id(correction, turns[correction]), correction=correction, line=line, start=start, end=end)

    def _span(self, node: Node) -> tuple[int, int]:
        """Whole lines from the dash to the end of the last value, with the comment behind it."""
        start = self._lines.starts[self._lines.place(self._dash(node))[0] - 1]
        line, column = self._lines.place(node.end)
        if column == 1 and node.end > node.start:
            return start, node.end
        return start, self._lines.starts[line] if line < len(self._lines.starts) else len(self._text)

    def _dash(self, node: Node) -> int:
        """The dash that opens an item: the last one before it with nothing but blanks to its left. In brackets there is none."""
        at = node.start
        while (at := self._text.rfind("-", 0, at)) >= 0:
            line = self._lines.starts[self._lines.place(at)[0] - 1]
            if not self._text[line:at].strip():
                return at
        return node.start

    def _correction(self, node: Node) -> Correction:
        pairs = self._pairs(node)
        _, do = pairs.pop("do", (node, None))
        if do is None:
            raise self._note(node, "a correction says what to `do`", f"allowed: {', '.join(DO)}")
        record = DO.get(do.text or "")
        if record is None:
            raise self._unknown(do, f"`do: {_shown(do)}` is not known", do.text or "", tuple(DO))
        made = self._record(node, pairs, record)
        assert isinstance(made, Correction)  # as the table says
        return made

    def _pairs(self, node: Node) -> _Pairs:
        if not node.is_mapping:
            raise self._note(node, "is no list of `key: value`", "write one `key: value` a line")
        found: _Pairs = {}
        for key, value in zip(node.items[::2], node.items[1::2], strict=True):
            if key.text is None:
                self._note(key, "a key is a word")
            elif key.text in found:
                self._note(key, f"`{key.text}` stands twice")
            else:
                found[key.text] = (key, value)
        return found

    def _record(self, node: Node, pairs: _Pairs, record: type) -> Any:  # noqa: ANN401  the record asked for
        """A record of the fields in `pairs`. Every field is looked at before the first mistake ends it."""
        known, values, failed = slots(record), {}, False
        names = tuple(slot.name for slot in known)
        for name, (key, _) in pairs.items():
            if name not in names:
                self._unknown(key, f"unknown key `{name}`", name, names)
                failed = True
        for slot in known:
            _, value = pairs.get(slot.name, (node, None))
            try:
                if value is not None and not (value.is_plain and value.text in _NOTHING):
                    values[slot.name] = self._list(value, slot, record) if slot.is_list else self._value(value, slot)
                elif slot.needed:
                    self._note(value or node, f"`{slot.name}` is missing", _allowed(slot, self._kinds))
                    failed = True
            except _Wrong:
                failed = True
        if failed:
            raise _Wrong
        made = record(**values)
        self._check_whole(node, made)
        return made

    def _check_whole(self, node: Node, made: object) -> None:
        """What no single field shows."""
        if isinstance(made, Address) and not made.key and not (made.article and made.quote):
            raise self._note(node, "says not where it is", "give a `key`, or an `article` and a `quote`")
        if isinstance(made, AddEvent) and made.quote is None and not made.source:
            raise self._note(node, "an event by hand needs a source", "give a `quote` of an article, or a `source`")
        if isinstance(made, TellApart) and len(set(made.people)) < len(made.people) and len(set(made.articles)) != len(made.people):
            raise self._note(node, "two people of one name are told apart by their articles", "give `articles`, one for each of `people`")

    def _list(self, node: Node, slot: Slot, record: type) -> tuple[Any, ...]:
        if node.is_mapping or node.text is not None:
            raise self._note(node, f"`{slot.name}` is a list", _allowed(slot, self._kinds))
        found, failed = [], False
        for item in node.items:
            try:
                found.append(self._value(item, slot))
            except _Wrong:
                failed = True
        least = _LEAST.get((record, slot.name), 1 if slot.needed else 0)
        if not failed and len(found) < least:
            raise self._note(node, f"`{slot.name}` needs at least {least}", _allowed(slot, self._kinds))
        if failed:
            raise _Wrong
        return tuple(found)

    def _value(self, node: Node, slot: Slot) -> Any:  # noqa: ANN401  what the slot holds
        if slot.holds in {Address, Part}:
            short = "key" if slot.holds is Address else "name"  # `event: 3f2a…` says as much as `event: {key: 3f2a…}`
            return self._record(node, {short: (node, node)} if node.text is not None else self._pairs(node), slot.holds)
        if node.text is None:
            raise self._note(node, f"`{slot.name}` is a text, not a list", _allowed(slot, self._kinds))
        return self._scalar(node, node.text, slot)

    def _scalar(self, node: Node, text: str, slot: Slot) -> Any:  # noqa: ANN401  what the slot holds
        if slot.holds is When:
            try:
                return from_edtf(text)
            except EdtfError as error:
                raise self._note(node, f"`{slot.name}`: {error.message}", _allowed(slot, self._kinds)) from error
        if slot.holds is Kind:
            if self._kinds and text not in self._kinds:
                raise self._unknown(node, f"there is no kind `{_shown(node)}`", text, tuple(sorted(self._kinds)))
        elif isinstance(slot.holds, type) and issubclass(slot.holds, Enum):
            values = tuple(str(item.value) for item in slot.holds)
            if text not in values:
                raise self._unknown(node, f"`{slot.name}: {_shown(node)}` is not known", text, values)
            return slot.holds(text)
        elif slot.name == "at" and not _AT.fullmatch(text):
            raise self._note(node, f"`at: {_shown(node)}` is no day or time", _allowed(slot, self._kinds))
        elif slot.needed and not text.strip():
            raise self._note(node, f"`{slot.name}` is empty", _allowed(slot, self._kinds))
        return text

    def _note(self, node: Node, message: str, hint: str = "") -> _Wrong:
        line, column = self._lines.place(node.start)
        self.mistakes.append(Mistake(line=line, column=column, message=message, hint=hint))
        return _Wrong()

    def _unknown(self, node: Node, message: str, text: str, known: tuple[str, ...]) -> _Wrong:
        near = get_close_matches(text, known, n=1, cutoff=0.6)
        meant = f"did you mean `{near[0]}`? " if near else ""
        return self._note(node, message, f"{meant}allowed: {', '.join(known)}")


def _allowed(slot: Slot, kinds: Collection[str]) -> str:
    """What a field may hold, in words."""
    return words(slot, kinds) if not slot.is_list else f"a list, each {words(slot, kinds)}"


def words(slot: Slot, kinds: Collection[str] = ()) -> str:
    """What a field, or each item of its list, may hold."""
    said: dict[Any, Callable[[], str]] = {
        When: lambda: "a date in EDTF, such as 2025-07-06, 2025-07, 2025-06~ or [2025-06-25..2025-06-30]",
        Kind: lambda: (
            f"one of {', '.join(sorted(kinds))}"
            if kinds
            else "a kind of event, such as meet, award or resign; a wrong one is answered with the list of all"
        ),
        Address: lambda: "a `key`, or `article` and `quote`, and if need be `prefix`, `suffix` and `text`",
        Part: lambda: "a name, or `name` and `role`",
    }
    if slot.holds in said:
        return said[slot.holds]()
    if isinstance(slot.holds, type) and issubclass(slot.holds, Enum):
        return f"one of {', '.join(str(item.value) for item in slot.holds)}"
    return "a day or a time, such as 2025-07-06 or 2025-07-06T14:30:00Z" if slot.name == "at" else "a text"


def _shown(node: Node) -> str:
    """The typed text, short."""
    text = "…" if node.text is None else node.text
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004  one line of a message
