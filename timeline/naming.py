"""Records in, one short name for all that they hold out: equal records have one name, in every process, and others have another.

What a record holds is put into plain tuples by a function that is written once for each class, from the types of its fields, and then into
bytes by C: to name an event with five pieces of evidence takes some thirty microseconds.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

_DIGEST = 20  # bytes
_NO_SHARING = 2  # the version of the format in which equal values give equal bytes
_AS_THEY_ARE = (str, int, float, bool, bytes, NoneType)


def name_of(*values: object) -> bytes:
    """A name for some values: texts, numbers, records, and tuples of these."""
    return name_of_plain(tuple(map(_plain, values)))


def name_of_plain(values: tuple[Any, ...]) -> bytes:
    """The same for what is no record and holds none."""
    return blake2b(marshal.dumps(values, _NO_SHARING), digest_size=_DIGEST).digest()


class Known:
    """Names of values that are long to name by what they hold, and known by what they were made from."""

    def __init__(self) -> None:
        self._names: dict[int, tuple[object, bytes]] = {}  # by identity; the value stays, so that nothing else can have its

    def put(self, value: object, name: bytes) -> None:
        """This very value has this name."""
        self._names[id(value)] = (value, name)

    def name_of(self, value: object) -> bytes:
        """The name of a value, worked out where it is not known."""
        known = self._names.get(id(value))
        return known[1] if known else name_of(value)


def _plain(value: Any) -> Any:  # noqa: ANN401  any value
    kind: Any = type(value)
    return value if kind in _AS_THEY_ARE else _maker(kind)(value)


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401  any class
    """What puts a value of a class into plain tuples. Records of different classes with equal fields are different."""
    if kind is tuple:
        return lambda value: tuple([_plain(item) for item in value])
    if issubclass(kind, Enum):
        return lambda value: value.value
    name, held = kind.__name__, _fields(kind)
    return lambda value: (name, held(value))


@cache
def _fields(kind: Any) -> Callable[[Any], tuple[Any, ...]]:  # noqa: ANN401  any record class
    """What gives the fields of a record in plain tuples; where their types say what they hold, nothing is asked at run time."""
    hints, known = get_type_hints(kind), dict[str, Any](plain=_plain)
    said = "".join(f"{_said(f'record.{field.name}', hints[field.name], known)}, " for field in fields(kind))
    exec(f"def held(record):\n  return ({said})", known)  # noqa: S102  as dataclasses do
    held: Callable[[Any], tuple[Any, ...]] = known["held"]
    return held


def _said(value: str, hint: Any, known: dict[str, Any], depth: int = 0) -> str:  # noqa: ANN401  any type
    """The expression that makes something plain of an expression of a type."""
    if hint in _AS_THEY_ARE:
        return value
    given, inner = get_args(hint), f"inner{depth}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return f"{value}._value_"
    if isinstance(hint, type) and is_dataclass(hint):
        known[f"of_{hint.__name__}"] = _fields(hint)
        return f"of_{hint.__name__}({value})"
    if get_origin(hint) in (Union, UnionType) and len(given) == 2 and NoneType in given:  # noqa: PLR2004  something, or nothing
        some = _said(inner, given[given[0] is NoneType], known, depth + 1)
        return value if some == inner else f"(None if ({inner} := {value}) is None else {some})"
    if get_origin(hint) is tuple and given[1:] == (...,):
        each = _said(inner, given[0], known, depth + 1)
        return value if each == inner else f"tuple([{each} for {inner} in {value}])"
    return f"plain({value})"
