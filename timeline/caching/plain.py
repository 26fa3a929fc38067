"""Records in, a name for all that they hold out: the same content has the same name in every process."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

_DIGEST = 20  # bytes
_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
_NO_SHARING = 2  # the version of `marshal` that writes what is equal equally, whether it is one object or two


def content(*records: object) -> str:
    """A name for the content of records, tuples and plain values. TypeError for anything else."""
    return blake2b(marshal.dumps(_plain(records), _NO_SHARING), digest_size=_DIGEST).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401  any record
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return tuple([part if type(part) in _PLAIN else _plain(part) for part in value])
    if issubclass(kind, Enum):
        return value._value_
    name, parts = _parts(kind)
    return (name, *[part if type(part) in _PLAIN else _plain(part) for part in parts(value)])


@cache
def _parts(kind: Any) -> tuple[str, Callable[[Any], tuple[object, ...]]]:  # noqa: ANN401  any class
    """The name of a kind of record, and what gives the values of its fields."""
    names = [field.name for field in fields(kind)]
    found = attrgetter(*names)
    return kind.__name__, found if len(names) > 1 else lambda value: (found(value),)
