"""What was worked out before in, the same again out: for whoever makes one timeline after another, as a server does.

A result stands under all that it follows from, so that nothing has to be told that anything changed. A turn finds what the turn before it
used; what neither used is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Found = TypeVar("_Found")
_Record = TypeVar("_Record")
_NOTHING = object()


class Memo:
    """Results of this turn and of the last. It is handed in, and never changes what comes out."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def of(self, key: Hashable, make: Callable[[], _Found]) -> _Found:
        """What `make` gives, or gave when it was asked for under the same key: a name for the work and all that it follows from."""
        found: Any = self._now.get(key, _NOTHING)
        if found is _NOTHING:
            found = self._before.get(key, _NOTHING)
            self._now[key] = found = make() if found is _NOTHING else found
        result: _Found = found
        return result

    def of_one(self, work: str, record: _Record, make: Callable[[_Record], _Found]) -> _Found:
        """What `make` gives of a record, or gave of this very one: an equal one is another. To compare records takes longer than this."""
        key = work, id(record)
        kept = self._now.get(key) or self._before.get(key)
        if kept is None:
            kept = record, make(record)  # the record stays, so that nothing else can have its identity
        self._now[key] = kept
        result: _Found = kept[1]
        return result

    def get(self, key: str) -> object | None:
        """What was put under a key in this turn or the last; None where nothing was."""
        found = self._now.get(key, self._before.get(key))
        if found is not None:
            self._now[key] = found
        return found

    def put(self, key: str, found: object, /) -> None:
        """Keep something under a key, in place of what was there."""
        self._now[key] = found

    def turn(self) -> None:
        """Begin the next turn: forget what this one did not ask for."""
        self._before, self._now = self._now, {}
