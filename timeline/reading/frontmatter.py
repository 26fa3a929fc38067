"""The text of a file in, the fields of its front matter out, each with its line, and where the body begins.

Every value stays the text that was typed: YAML's own ideas of dates, times and truth values (NO, 12:30) are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

import yaml

from timeline.errors import InputError
from timeline.quick import dataclass

_FENCE = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LIMIT = 65_536  # characters; front matter is a few lines, and YAML nests without bounds
_DEPTH = 50
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the front matter and the line it stands on, from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The fields by name (those of a mapping as `based_on.title`); the body is `text[body:]` and begins on line `line`."""

    fields: Mapping[str, Value] = field(default_factory=dict)
    body: int = 0
    line: int = 1


def split(text: str) -> FrontMatter:
    """Read front matter between `---` lines at the very start; InputError with a line if it is broken."""
    if text.startswith("+++\n"):
        raise InputError("front matter in TOML is not read", line=1, hint="write it as YAML between lines ---")
    opening = _FENCE.match(text)
    if not opening:
        return FrontMatter()
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        raise InputError("the front matter is not closed", line=1, hint="end it with a line ---")
    if closing.start() > _LIMIT:
        raise InputError(f"the front matter is longer than {_LIMIT:,} characters", line=1, hint="is the closing --- missing?")
    fields = dict(_fields(_compose(text[opening.end() : closing.start()])))
    return FrontMatter(fields=fields, body=closing.end(), line=text.count("\n", 0, closing.end()) + 1)


def _compose(source: str) -> yaml.MappingNode | None:
    try:
        _check_depth(source)
        node = yaml.compose(source, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        if error.context_mark and "quoted" in (error.context or ""):
            line, words = error.context_mark.line + 2, "a text in quotes is opened here and never closed"
            raise InputError(f"broken front matter: {words}", line=line, hint="close the quotes") from error
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        words = error.problem or "the front matter is not YAML"
        raise InputError(f"broken front matter: {words}", line=line, hint="put text that holds a colon in quotes") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError("broken front matter: not YAML", line=1) from error
    if node is None or isinstance(node, yaml.MappingNode):
        return node
    raise InputError("the front matter is no list of fields", line=node.start_mark.line + 2, hint="write one `key: value` a line")


def _check_depth(source: str) -> None:
    """Refuse nesting so deep that composing it would exhaust the stack. Few front matters open enough brackets to be looked at."""
    if sum(map(source.count, ("[", "{", "- ", "? "))) <= _DEPTH:
        return
    depth = 0
    for event in yaml.parse(source, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            raise InputError("broken front matter: nested too deeply", line=event.start_mark.line + 2 if event.start_mark else 1)


def _fields(node: yaml.MappingNode | None, prefix: str = "") -> Iterator[tuple[str, Value]]:
    for key, value in node.value if node else ():
        if not isinstance(key, yaml.ScalarNode):
            continue
        name = f"{prefix}{key.value}"
        if isinstance(value, yaml.MappingNode) and not prefix:
            yield from _fields(value, f"{name}.")
        elif isinstance(value, yaml.SequenceNode):
            items = [item.value for item in value.value if isinstance(item, yaml.ScalarNode)]
            yield name, Value(", ".join(items), key.start_mark.line + 2)
        elif isinstance(value, yaml.ScalarNode) and value.value not in _NOTHING:
            yield name, Value(" ".join(value.value.split()), key.start_mark.line + 2)
