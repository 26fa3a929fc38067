"""The text of a YAML file in, a tree of scalars, lists and mappings out, each with its place; nothing is constructed.

Every value stays the text that was typed. Aliases, tags and a second document are refused: no correction needs them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

import yaml

from timeline.quick import dataclass

Mark = Any  # the mark of the parser written in C has no type of its own
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # what YAML counts as the end of a line
_DEPTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong at `line` and `column` (both from 1), and what to do."""

    line: int
    column: int
    message: str
    hint: str = ""


class BrokenYaml(ValueError):  # noqa: N818
    """The text is no YAML, or of a kind that is not read."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.message)
        self.mistake = mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value with the index of its first character and of the one behind its last.

    A scalar has `text`; a list has `items`; a mapping has keys and values in turn as its `items`.
    """

    start: int
    end: int
    text: str | None = None
    items: tuple[Node, ...] = ()
    is_mapping: bool = False
    is_plain: bool = False  # a scalar without quotation marks


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a text begin."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Find the lines as YAML counts them."""
        return cls((0, *(found.end() for found in _BREAK.finditer(text))))

    def index(self, mark: Mark) -> int:
        """The index of a parser's mark."""
        line, column = int(mark.line), int(mark.column)
        return self.starts[min(line, len(self.starts) - 1)] + column

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of an index, both from 1."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1


def compose(text: str, lines: Lines) -> Node | None:
    """The one document of a text, None for an empty one; BrokenYaml says what is wrong where."""
    try:
        return _compose(text, lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise BrokenYaml(
            Mistake(
                line=mark.line + 1 if mark else 1,
                column=mark.column + 1 if mark else 1,
                message=f"is not YAML: {error.problem or 'it breaks off'}",
                hint="put text that holds a colon or a # in double quotes",
            )
        ) from error
    except yaml.reader.ReaderError as error:
        line, column = lines.place(min(error.position, len(text)))
        raise BrokenYaml(Mistake(line=line, column=column, message="holds a character that YAML does not allow")) from error


def _compose(text: str, lines: Lines) -> Node | None:
    """One pass over the parser's events with a stack of our own, so that no nesting exhausts the program's."""
    open_nodes: list[tuple[yaml.CollectionStartEvent, list[Node]]] = []
    root: list[Node] = []
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            if len(open_nodes) >= _DEPTH:
                raise _refused(event, "is nested too deeply")
            open_nodes.append((event, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            begun, items = open_nodes.pop()
            (open_nodes[-1][1] if open_nodes else root).append(_collection(begun, items, lines.index(event.end_mark), lines))
        elif isinstance(event, yaml.ScalarEvent):
            start, end = lines.index(event.start_mark), lines.index(event.end_mark)
            scalar = Node(start=start, end=end, text=event.value, is_plain=not event.style)
            (open_nodes[-1][1] if open_nodes else root).append(scalar)
        elif isinstance(event, yaml.AliasEvent):
            raise _refused(event, "holds an alias (*), which is not read here")
        elif isinstance(event, yaml.DocumentStartEvent) and root:
            raise _refused(event, "holds a second document")
    return root[0] if root else None


def _collection(begun: yaml.CollectionStartEvent, items: list[Node], behind: int, lines: Lines) -> Node:
    """A list or mapping. It ends with its last value: the parser's own mark lies behind the comments that follow."""
    start = lines.index(begun.start_mark)
    end = behind if begun.flow_style or not items else items[-1].end
    return Node(start=start, end=end, items=tuple(items), is_mapping=isinstance(begun, yaml.MappingStartEvent))


def _refused(event: yaml.Event, message: str) -> BrokenYaml:
    mark: Mark = event.start_mark
    return BrokenYaml(Mistake(line=mark.line + 1, column=mark.column + 1, message=message, hint="write it out"))
