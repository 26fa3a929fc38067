"""Many entries in one file: written one behind the other, found again by their keys.

A file for each article costs more to make than its content to write. A pack is written by one build and never again, so that two builds at
once do no harm. What an entry holds says by itself whether it is whole; a pack that was left half written holds those that were finished.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

_KEY, _LENGTH = 20, 8  # bytes
_HEAD = _KEY + _LENGTH
_BINARY = getattr(os, "O_BINARY", 0)  # on Windows


class Pack:
    """A pack that was written, and where in it each entry stands. OSError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        self._file = -1
        self._file = os.open(path, os.O_RDONLY | _BINARY)
        self._places = dict(self._walk(os.fstat(self._file).st_size))

    def __del__(self) -> None:
        """It is open as long as somebody may ask for an entry."""
        if self._file >= 0:
            os.close(self._file)

    def get(self, key: str) -> bytes | None:
        """What stands under a key; None where nothing does."""
        place = self._places.get(key)
        return self._read(*place) if place is not None else None

    def _walk(self, size: int) -> Iterator[tuple[str, tuple[int, int]]]:
        at = 0
        while at + _HEAD <= size:
            head = self._read(at, _HEAD)
            length = int.from_bytes(head[_KEY:], "big")
            at += _HEAD
            if at + length <= size:
                yield head[:_KEY].hex(), (at, length)
            at += length

    def _read(self, at: int, length: int) -> bytes:
        os.lseek(self._file, at, os.SEEK_SET)
        return os.read(self._file, length)


def packs(folder: Path) -> tuple[Pack, ...]:
    """The packs of a folder that can be read."""
    found = []
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        try:
            found.append(Pack(path))
        except OSError:
            continue
    return tuple(found)


class Packing:
    """Writes the entries of a new pack in a folder, which is made with the first. OSError where that cannot be done."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stream: IO[bytes] | None = None

    @property
    def begun(self) -> bool:
        """Whether anything was written."""
        return self._stream is not None

    def put(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Write entries, each with its key."""
        if self._stream is None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._stream = os.fdopen(tempfile.mkstemp(dir=self._folder)[0], "wb")
        for key, entry in entries:
            self._stream.write(bytes.fromhex(key) + len(entry).to_bytes(_LENGTH, "big") + entry)

    def close(self) -> None:
        """Finish the pack."""
        if self._stream is not None:
            self._stream.close()
