"""The parts of a file and the file that stands in its place in, its hash and where its pieces lie out; only what differs is written.

What a piece was the last time is taken from the file in place, if that is the one that was written then: its hash says so. As long as all
is as it was, nothing is read but what is compared with parts that have no name, or one that is new.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable
from hashlib import file_digest, sha256
from io import BufferedReader
from typing import BinaryIO

from timeline.pieces import Layout, Part

_AT_ONCE = 1 << 18  # bytes that are compared or written at once


def renew(parts: Iterable[Part], old: BufferedReader | None, new: Callable[[], BinaryIO], *, salt: bytes, before: Layout | None) -> Layout:
    """Where the pieces of a file lie, which is `old` or, where that is not as it should be, what `new` opens.

    `before` is where they lay the last time.
    """
    known = before if before and old and before.salt == salt and before.digest == _digest(old) else None
    places = known.places() if known else {}
    names: list[bytes] = []
    starts, ends = array("Q"), array("Q")
    copy = _Copy(old, new)
    for part in parts:
        if isinstance(part, bytes):
            copy.put(part)
            continue
        start, place = copy.size, places.get(part.name)
        if place:
            copy.take(*place)
        else:
            copy.put(part.make(part.of))
        if part.name:
            names.append(part.name)
            starts.append(start)
            ends.append(copy.size)
    digest = copy.close() or (known.digest if known else _digest(old) if old else "")
    return Layout(salt=salt, digest=digest, names=tuple(names), starts=starts.tobytes(), ends=ends.tobytes())


class _Copy:
    """A file that comes to be. As long as the old one begins with it, nothing is written."""

    def __init__(self, old: BufferedReader | None, new: Callable[[], BinaryIO]) -> None:
        self.size = 0  # with what waits
        self._old, self._open, self._hash = old, new, sha256()
        self._new: BinaryIO | None = None if old else new()
        self._same = 0  # so many bytes of the old file are those of this one
        self._made: list[bytes] = []  # what waits to be compared or written: bytes, or a part of the old file
        self._waiting, self._from, self._to = 0, 0, 0

    def put(self, content: bytes) -> None:
        """What comes next, as bytes."""
        if self._to:
            self._settle()
        self._made.append(content)
        self._waiting += len(content)
        self.size += len(content)
        if self._waiting > _AT_ONCE:
            self._settle()

    def take(self, start: int, end: int) -> None:
        """What comes next, as a part of the old file."""
        if self._waiting or self._to != start:
            self._settle()
            self._from = start
        self._to = end
        self.size += end - start

    def close(self) -> str:
        """The hash of the file that was written; "" where it is the old one."""
        self._settle()
        if self._old and not self._new and self._same < os.fstat(self._old.fileno()).st_size:
            self._begin()
        if not self._new:
            return ""
        self._new.flush()
        os.fsync(self._new.fileno())  # a power cut leaves no empty page in the place of a whole one
        return self._hash.hexdigest()

    def _settle(self) -> None:
        """Compare or write what waits."""
        if self._waiting:
            content = b"".join(self._made)
            self._made, self._waiting = [], 0
            self._settle_made(content)
        elif self._to:
            start, end = self._from, self._to
            self._from = self._to = 0
            if not self._new and start == self._same:
                self._same = end
            else:
                self._begin()
                self._copy(start, end)

    def _settle_made(self, content: bytes) -> None:
        if self._old and not self._new:
            self._old.seek(self._same)
            if self._old.read(len(content)) == content:
                self._same += len(content)
                return
        self._begin()
        self._write(content)

    def _begin(self) -> None:
        """Write from here on, behind what was the same so far."""
        if not self._new:
            self._new = self._open()
            self._copy(0, self._same)

    def _copy(self, start: int, end: int) -> None:
        assert self._old  # what is taken comes from it
        self._old.seek(start)
        for at in range(start, end, _AT_ONCE):
            self._write(self._old.read(min(_AT_ONCE, end - at)))

    def _write(self, content: bytes) -> None:
        assert self._new  # as `_begin` sees to
        self._new.write(content)
        self._hash.update(content)


def _digest(file: BufferedReader) -> str:
    file.seek(0)
    return file_digest(file, sha256).hexdigest()
