"""What was worked out before in, the same again out: for whoever makes one timeline after another, as a server does.

A result stands under all that it follows from, so that nothing has to be told that anything changed. A turn finds what the turn before it
used; what neither used is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Found = TypeVar("_Found")


class Memo:
    """Results of this turn and of the last. It is handed in, and never changes what comes out."""

    def __init__(self) -> None:
        self._turn = 0
        self._kept: dict[Hashable, list[Any]] = {}  # under each key what was made, of which records, and the last turn that wanted it

    def of(self, work: Hashable, records: tuple[object, ...], make: Callable[[], _Found]) -> _Found:
        """What `make` gives, or gave when the same work was asked for with the very same records.

        Work is compared by its value, records by what they are: an equal one is another, since to compare records takes long. What is made
        of records that were made so is itself the very same again.
        """
        key = (work, *map(id, records))
        kept = self._kept.get(key)
        if kept is None:
            self._kept[key] = kept = [make(), records, 0]  # the records stay, so that nothing else can have their identity
        kept[2] = self._turn
        found: _Found = kept[0]
        return found

    def get(self, name: str) -> object | None:
        """What was put under a name in this turn or the last; None where nothing was."""
        kept = self._kept.get(name)
        if kept is None:
            return None
        kept[2] = self._turn
        found: object | None = kept[0]
        return found

    def put(self, name: str, found: object, /) -> None:
        """Keep something under a name, in place of what was there."""
        self._kept[name] = [found, None, self._turn]

    def turn(self) -> None:
        """Begin the next turn: forget what this one did not ask for."""
        for key in [key for key, kept in self._kept.items() if kept[2] != self._turn]:
            del self._kept[key]
        self._turn += 1


class _Forgetful(Memo):
    """Remembers nothing: for who makes one timeline only."""

    def of(self, work: Hashable, records: tuple[object, ...], make: Callable[[], _Found]) -> _Found:
        """What `make` gives."""
        del work, records
        return make()

    def put(self, name: str, found: object, /) -> None:
        """Let it go."""


NO_MEMO = _Forgetful()
