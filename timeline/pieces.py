"""A file as pieces: what it is put together from, and where each lies in what was written, so that the next time it need not be made."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from timeline.quick import dataclass


class Piece(NamedTuple):
    """A part of a file that `make` makes `of` something, under a name for all that it follows from; "" where nobody will ask for it.

    Within a file, pieces of one name are the same bytes.
    """

    name: bytes
    make: Callable[[Any], bytes]
    of: Any


Part: TypeAlias = bytes | Piece
Parts: TypeAlias = Callable[[], Iterable[Part]]


def content(part: Part) -> bytes:
    """The bytes of a part of a file."""
    return part if isinstance(part, bytes) else part.make(part.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the pieces of a file lie: their names with the bytes at which each begins and ends, as numbers of eight bytes.

    `digest` is the hash of the file, `salt` a name for all that its pieces follow from beside what is in their names.
    """

    salt: bytes
    digest: str
    names: tuple[bytes, ...]
    starts: bytes
    ends: bytes

    def places(self) -> dict[bytes, tuple[int, int]]:
        """Where each piece lies."""
        return dict(zip(self.names, zip(array("Q", self.starts), array("Q", self.ends), strict=True), strict=True))
