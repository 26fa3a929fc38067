"""Records in, bytes out, and back, without ever running what the bytes ask for.

The format is that of `pickle`, which is fast because it is written in C, and dangerous because a stream may name any function to call. Here
a stream may name nothing but records (dataclasses), the named values of enumerations and tuples with names, of modules that the caller
lists: making one of these does nothing. A cache that somebody else has written can therefore hold wrong records, but no program.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from enum import Enum
from importlib import import_module

_PLAIN = {("builtins", "frozenset"): frozenset}


def dumps(records: object) -> bytes:
    """The bytes of some records."""
    stream = io.BytesIO()
    writer = pickle.Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL)
    # Python 3.11.0 to 3.11.3 would write a named value as a call of getattr, which no stream may ask for.
    writer.dispatch_table = dict.fromkeys(_enumerations(Enum), _by_value)
    writer.dump(records)
    return stream.getvalue()


def _enumerations(kind: type[Enum]) -> Iterator[type[Enum]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _enumerations(narrower)


def _by_value(member: Enum) -> tuple[type[Enum], tuple[object]]:
    return type(member), (member.value,)


def loads(content: bytes, modules: frozenset[str]) -> object | None:
    """The records that some bytes hold; None where they hold none, or name what no record of `modules` needs."""
    found: object
    try:
        found = _Reader(io.BytesIO(content), modules).load()
    except Exception:  # noqa: BLE001  a damaged stream may raise anything, and is only a miss
        return None
    return found


class _Reader(pickle.Unpickler):
    """Reads records, and knows nothing else."""

    def __init__(self, stream: io.BytesIO, modules: frozenset[str]) -> None:
        super().__init__(stream)
        self._modules = modules

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        """A record class; UnpicklingError for anything else."""
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        if module in self._modules and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module and _is_record(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def _is_record(found: type) -> bool:
    return is_dataclass(found) or issubclass(found, Enum) or (issubclass(found, tuple) and hasattr(found, "_fields"))
