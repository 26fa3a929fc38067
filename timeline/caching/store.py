"""A folder of entries: keys in, records out, or None where they must be made again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from timeline.caching.packs import Pack, Packing, packs
from timeline.caching.records import dump, dumps, loads
from timeline.quick import dataclass

_DIGEST = 20  # bytes
_PACKS = "packs"
_FEW = 64  # entries of one build that are a file each: what is done again and again, changes little at a time
_PACKAGE = Path(__file__).parent.parent


class Store(Protocol):
    """Where things are kept under keys."""

    def get(self, key: str) -> object | None:
        """What is kept under a key; None where nothing is."""
        ...

    def put(self, key: str, records: object, /) -> None:
        """Keep something under a key, in place of what was there."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """Entries below `folder`; those of another `version` (of the code, the rules, the options) are not met.

    `modules` are those whose records an entry may hold, `shared` as in `loads`; `packs` are files of many entries.
    """

    folder: Path
    version: str
    modules: frozenset[str]
    shared: frozenset[str] = frozenset()
    packs: tuple[Pack, ...] = ()

    @classmethod
    def open(cls, folder: Path, version: str, modules: frozenset[str], shared: frozenset[str]) -> Cache:
        """That of a folder with the packs that are there."""
        return cls(folder=folder, version=version, modules=modules, shared=shared, packs=packs(folder / version / _PACKS))

    def get(self, key: str) -> object | None:
        """The records of a key; None where there are none, or where the entry is damaged, and where nothing can be read."""
        for entry in self._entries(key):
            if _sum(memoryview(entry)[_DIGEST:]) == entry[:_DIGEST]:
                return loads(entry, self.modules, self.shared, start=_DIGEST)
        return None

    def _entries(self, key: str) -> Iterator[bytes]:
        """What stands under a key: in packs, and in a file of its own."""
        with suppress(OSError):
            yield from filter(None, (pack.get(key) for pack in self.packs))
        with suppress(OSError):
            yield self._path(key).read_bytes()

    def put(self, key: str, records: object) -> None:
        """Keep records for the next time. Where nothing can be written, nothing is kept: a cache is no reason to fail."""

        def written(stream: BinaryIO) -> None:
            stream.write(bytes(_DIGEST))
            summed = _Summed(stream)
            dump(records, self.modules, summed)
            stream.seek(0)
            stream.write(summed.digest())

        self._write(key, written)

    @contextmanager
    def putting(self) -> Iterator[Callable[[str, object], None]]:
        """What keeps records as `put` does, for whoever has many: these become a pack, and few a file each."""
        few: list[tuple[str, bytes]] = []
        pack = Packing(self.folder / self.version / _PACKS)

        def put(key: str, records: object) -> None:
            few.append((key, self._entry(records)))
            if pack.begun or len(few) > _FEW:
                with suppress(OSError):
                    pack.put(few)
                few.clear()

        try:
            yield put
        finally:
            for key, entry in few:
                self._write(key, partial(_put, entry))
            with suppress(OSError):
                pack.close()

    def _entry(self, records: object) -> bytes:
        content = dumps(records, self.modules)
        return _sum(content) + content

    def _write(self, key: str, write: Callable[[BinaryIO], None]) -> None:
        target, temporary = self._path(key), ""
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(prefix=".", dir=target.parent)
            with os.fdopen(handle, "wb") as stream:
                write(stream)
            Path(temporary).replace(target)
        except OSError:
            pass
        finally:
            if temporary:
                Path(temporary).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / self.version / key[:2] / key[2:]


def _put(entry: bytes, stream: BinaryIO) -> None:
    stream.write(entry)


class _Summed:
    """A stream that is told what was written to it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._found = stream, sha256()

    def write(self, part: bytes) -> None:
        """Write some more."""
        self._found.update(part)
        self._stream.write(part)

    def digest(self) -> bytes:
        """As `_sum` of all of it."""
        return self._found.digest()[:_DIGEST]


def digest(*parts: str | bytes) -> str:
    """One name for some texts."""
    found = sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d\n" % len(content))
        found.update(content)
    return found.hexdigest()[: 2 * _DIGEST]


def _sum(content: bytes | memoryview) -> bytes:
    return sha256(content).digest()[:_DIGEST]


@cache
def source_version() -> str:
    """A name for the program as it stands, its rules with it: it changes with every line of either."""
    found = sha256()
    for path in sorted((*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.toml"))):
        found.update(path.relative_to(_PACKAGE).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[: 2 * _DIGEST]
