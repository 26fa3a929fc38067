"""A folder of entries: keys in, records out, or None where they must be made again."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from timeline.caching.records import dumps, loads
from timeline.quick import dataclass

_DIGEST = 20  # bytes
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

    `modules` are those whose records an entry may hold, `shared` as in `loads`.
    """

    folder: Path
    version: str
    modules: frozenset[str]
    shared: frozenset[str] = frozenset()

    def get(self, key: str) -> object | None:
        """The records of a key; None where there are none, or where the entry is damaged, and where nothing can be read."""
        try:
            content = self._path(key).read_bytes()
        except OSError:
            return None
        records = memoryview(content)[_DIGEST:]
        if _sum(records) != content[:_DIGEST]:
            return None
        return loads(records, self.modules, self.shared)

    def put(self, key: str, records: object) -> None:
        """Keep records for the next time. Where nothing can be written, nothing is kept: a cache is no reason to fail."""
        content, target = dumps(records, self.modules), self._path(key)
        temporary = ""
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(prefix=".", dir=target.parent)
            with os.fdopen(handle, "wb") as stream:
                stream.write(_sum(content))
                stream.write(content)
            Path(temporary).replace(target)
        except OSError:
            if temporary:
                Path(temporary).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / self.version / key[:2] / key[2:]


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
