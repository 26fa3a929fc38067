"""Records in, bytes out, and back, without ever running what the bytes ask for.

The format is that of `pickle`, which is fast because it is written in C, and dangerous because a stream may name any function to call. Here
a stream may name nothing but records (dataclasses), the named values of enumerations and tuples with names, of modules that the caller
lists: making one of these does nothing. A cache that somebody else has written can therefore hold wrong records, but no program.

A record is written as its class and the values of its fields in order. What reads it sets these as they are, without asking the class,
in a fifth of the time that a frozen dataclass would take to restore itself.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, lru_cache
from importlib import import_module
from operator import attrgetter
from typing import Any, Protocol

_NONE: frozenset[str] = frozenset()
_PLAIN: Mapping[tuple[str, str], Callable[..., object]] = {("builtins", "frozenset"): frozenset}
_MOST_SHARED = 1 << 12  # equal records of a kind
_holders: list[Callable[[], None]] = []


class Sink(Protocol):
    """What bytes are written to."""

    def write(self, part: bytes, /) -> object:
        """Take some more."""
        ...


_Reduced = tuple[Callable[..., object], tuple[object, ...]]


def dumps(records: object, modules: frozenset[str]) -> bytes:
    """The bytes of some records, whose classes stand in `modules`."""
    stream = io.BytesIO()
    dump(records, modules, stream)
    return stream.getvalue()


def dump(records: object, modules: frozenset[str], stream: Sink) -> None:
    """Write the bytes of some records as they are made: of many, all together would be much to hold."""
    writer = pickle.Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL)
    writer.dispatch_table = _reducers(modules)
    writer.dump(records)


def loads(content: bytes, modules: frozenset[str], shared: frozenset[str] = _NONE, *, start: int = 0) -> object | None:
    """The records that some bytes hold from `start` on; None where they hold none, or name what no record of `modules` needs.

    What is `shared`, records by the name of their class and other values by that of their field, is held once for all bytes that hold the
    same. It must be hashable.
    """
    found: object
    try:
        stream = io.BytesIO(content)
        stream.seek(start)
        found = _Reader(stream, modules, shared).load()
    except Exception:  # noqa: BLE001  a damaged stream may raise anything, and is only a miss
        return None
    return found


class _Reader(pickle.Unpickler):
    """Reads records, and knows nothing else."""

    def __init__(self, stream: io.BytesIO, modules: frozenset[str], shared: frozenset[str]) -> None:
        super().__init__(stream)
        self._makers = _makers(modules, shared)

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        """What makes a record; UnpicklingError for anything else."""
        found = self._makers.get((module, name))
        if found is None:
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return found


@cache
def _makers(modules: frozenset[str], shared: frozenset[str]) -> Mapping[tuple[str, str], Callable[..., object]]:
    """What may be named in a stream, and what makes it."""
    found = dict(_PLAIN)
    for kind in _kinds(modules):
        maker = _maker(kind, shared) if is_dataclass(kind) else _member(kind) if issubclass(kind, Enum) else kind
        found[kind.__module__, kind.__name__] = _shared(maker) if kind.__name__ in shared else maker
    return found


def _shared(maker: Callable[..., object]) -> Callable[..., object]:
    """The same function, whose last results are held, so that what is equal is one."""
    held = lru_cache(_MOST_SHARED)(maker)
    _holders.append(held.cache_clear)
    return held


def forget_shared() -> None:
    """Let go what is held to be shared, for when most is read: thousands of each kind."""
    for clear in _holders:
        clear()


@cache
def _reducers(modules: frozenset[str]) -> dict[type, Callable[[Any], _Reduced]]:
    # Python 3.11.0 to 3.11.3 would write a named value as a call of getattr, which no stream may ask for.
    enumerations: dict[type, Callable[[Any], _Reduced]] = dict.fromkeys(_enumerations(Enum), _by_value)
    return {**enumerations, **{kind: _reducer(kind) for kind in _kinds(modules) if is_dataclass(kind)}}


def _kinds(modules: frozenset[str]) -> Iterator[type[Any]]:
    for module in sorted(modules):
        for name, found in vars(import_module(module)).items():
            if isinstance(found, type) and (found.__module__, found.__name__) == (module, name) and _is_record(found):
                yield found


def _is_record(found: type) -> bool:
    return is_dataclass(found) or issubclass(found, Enum) or (issubclass(found, tuple) and hasattr(found, "_fields"))


def _enumerations(kind: type[Enum]) -> Iterator[type[Enum]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _enumerations(narrower)


def _by_value(member: Enum) -> _Reduced:
    return type(member), (member.value,)


def _reducer(kind: Any) -> Callable[[Any], _Reduced]:  # noqa: ANN401  any record class
    names = [field.name for field in fields(kind)]
    if not names:
        return lambda _: (kind, ())
    values: Any = attrgetter(*names)
    return (lambda record: (kind, values(record))) if len(names) > 1 else lambda record: (kind, (values(record),))


def _maker(kind: Any, shared: frozenset[str]) -> Callable[..., object]:  # noqa: ANN401  any record class
    """What makes a record from the values of its fields in order, and sets them as they are.

    The instance is filled as one of a twin class whose fields may be set, as in `timeline.quick`.
    """
    names = [field.name for field in fields(kind)]
    slots = kind.__dict__.get("__slots__")
    if kind.__bases__ != (object,) or slots is None or set(slots) != set(names):
        return _plain_maker(kind, names)
    known: dict[str, Any] = {"new": object.__new__, "open_": type(kind.__name__, (), {"__slots__": slots}), "shut": kind}
    known |= {f"one_{name}": _shared(_itself) for name in shared.intersection(names)}
    values = (f"record.{name} = " + (f"one_{name}({name})" if name in shared else name) for name in names)
    lines = ["record = new(open_)", *values, "record.__class__ = shut", "return record"]
    exec(f"def make({', '.join(names)}):\n  " + "\n  ".join(lines), known)  # noqa: S102  as dataclasses do
    made: Callable[..., object] = known["make"]
    return made


def _member(kind: type[Enum]) -> Callable[..., object]:
    """What gives a named value; the class itself would take ten times as long."""
    return {member.value: member for member in kind}.__getitem__


def _itself(value: object) -> object:
    return value


def _plain_maker(kind: Any, names: list[str]) -> Callable[..., object]:  # noqa: ANN401  any record class
    def make(*values: object) -> object:
        record = object.__new__(kind)
        for name, value in zip(names, values, strict=True):
            object.__setattr__(record, name, value)
        return record

    return make
