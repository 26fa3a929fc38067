"""A sequence whose records are made when they are asked for: a long timeline never holds all its cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Made(Sequence[T], Generic[T]):
    """What `make` makes of each item, each time anew; `items` are what it is made from."""

    __slots__ = ("_make", "items")

    def __init__(self, items: Sequence[Any], make: Callable[[Any], T]) -> None:
        self.items, self._make = items, make

    def __len__(self) -> int:
        """How many there are."""
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """One of them, or some."""
        return Made(self.items[at], self._make) if isinstance(at, slice) else self._make(self.items[at])

    def __eq__(self, other: object) -> bool:
        """Whether the records are the same."""
        return isinstance(other, Made) and list(self) == list(other)

    def __hash__(self) -> int:
        """As of its records."""
        return hash(tuple(self))
