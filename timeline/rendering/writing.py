"""Files in, a folder out: only what changed, whole or not at all, and never anything that is not ours.

A manifest in the output folder lists what was written last time, with hashes. It alone drives deletion: a file that it does not list is
never touched, nor is one that somebody has changed since. Each file is written beside its place and renamed into it; pages come last, the
index last of all, so that an interrupted build leaves every page whole and every page's assets there. Two builds into one folder take
turns, and what a build that was cut off left half-written is cleared away by the next.

All files that differ lie beside their places before the first takes its own, so that each is made once only.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, Self

from timeline.errors import OutputError
from timeline.pieces import Layout, Part
from timeline.quick import dataclass
from timeline.rendering.files import Files
from timeline.rendering.renewing import renew

try:
    import fcntl
except ImportError:  # Windows: two builds at once are not kept apart there
    fcntl = None  # type: ignore[assignment]

MANIFEST = ".timeline-files.json"
_VERSION = 1
_SHOWN = 5  # foreign files named in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """Paths relative to the output: what was written, was the same already, was removed, and foreign files that were kept.

    `sizes` are the bytes of each file of the site.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    sizes: Mapping[str, int]


class Layouts(Protocol):
    """Where the pieces of files lay when they were last written, by path. `salt` names all that they follow from beside their own names."""

    salt: bytes

    def get(self, name: str) -> Layout | None:
        """Of a file; None where nothing is known."""
        ...

    def put(self, name: str, layout: Layout) -> None:
        """Keep it for the next time."""
        ...


class _NoLayouts:
    """For who keeps nothing."""

    salt = b""

    def get(self, name: str) -> None:
        """Nothing is known."""

    def put(self, name: str, layout: Layout) -> None:
        """Let it go."""


NO_LAYOUTS = _NoLayouts()


def write(files: Mapping[str, bytes], out: Path, *, force: bool = False, layouts: Layouts = NO_LAYOUTS) -> WriteReport:
    """Bring a folder to hold `files`, and nothing that an earlier build left behind; `layouts` know what lies where in it.

    A folder that holds files which no build wrote is refused with OutputError, unless `force`; even then they are kept, and one that stands
    in the place of a page is refused. OutputError also where a path would leave the folder or the folder cannot be written.
    """
    for name in files:
        _check_name(name)
    try:
        return _write(Files.of(files), out, force=force, layouts=layouts)
    except OSError as error:
        place = Path(error.filename).name if error.filename else out.name
        raise OutputError(f"cannot write {place}: {error.strerror}", path=str(out), hint="choose another folder with --out") from error


def _write(files: Files, out: Path, *, force: bool, layouts: Layouts) -> WriteReport:
    if out.exists() and not out.is_dir():
        raise OutputError("the output is a file, not a folder", path=str(out), hint="choose another folder with --out")
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out):
        return _write_alone(files, out, force=force, layouts=layouts)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Wait until no other build writes into the folder, and keep others waiting. The lock ends with the process, however that ends."""
    if fcntl is None:
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write_alone(files: Files, out: Path, *, force: bool, layouts: Layouts) -> WriteReport:
    before = _read_manifest(out)
    found = _found(out)
    foreign = {name for name in found if name not in {MANIFEST, *before} and not _is_leftover(name)}
    in_the_way = sorted(foreign & {str(part) for name in files for part in (PurePosixPath(name), *PurePosixPath(name).parents)})
    if in_the_way or (foreign and not force):
        raise _refusal(out, in_the_way or sorted(foreign), force=force)
    for name in filter(_is_leftover, found):
        (out / name).unlink(missing_ok=True)
    with _Stage(out) as stage:
        digests = {name: stage.add(name, files.parts(name), layouts) for name in sorted(files, key=_rank)}
        both = {**before, **digests}
        _put(out / MANIFEST, _manifest(both))  # whatever happens from here on, the next build knows which files are ours
        written = stage.settle()
    removed = _remove(out, {name: digest for name, digest in before.items() if name not in files})
    _put(out / MANIFEST, _manifest(digests))
    unchanged = tuple(name for name in digests if name not in written)
    sizes = {name: (out / name).stat().st_size for name in digests}
    return WriteReport(written=written, unchanged=unchanged, removed=removed, kept=tuple(sorted(foreign)), sizes=sizes)


class _Stage:
    """Files that lie ready beside their places; what has not taken its place at the end goes again."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._ready: dict[str, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for path in self._ready.values():
            path.unlink(missing_ok=True)

    def add(self, name: str, parts: Iterable[Part], layouts: Layouts = NO_LAYOUTS) -> str:
        """The hash of a file. It is written only where it differs from what stands in its place."""
        target, before = self._out / name, layouts.get(name)
        with ExitStack() as opened:
            old = opened.enter_context(target.open("rb")) if target.is_file() and not target.is_symlink() else None
            layout = renew(parts, old, lambda: opened.enter_context(self._open(name)), salt=layouts.salt, before=before)
        if layout.names and layout != before:
            layouts.put(name, layout)
        return layout.digest

    def _open(self, name: str) -> BinaryIO:
        target = self._out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".timeline-", suffix=".part", dir=target.parent)
        self._ready[name] = Path(temporary)
        self._ready[name].chmod(0o644)
        return os.fdopen(handle, "wb")

    def settle(self) -> tuple[str, ...]:
        """Let every file take its place, in the order in which they came; the names of those that were not there as they are."""
        written = tuple(self._ready)
        for name in written:
            self._ready[name].replace(self._out / name)
            del self._ready[name]
        return written


def _put(target: Path, content: bytes) -> None:
    """One file by itself."""
    with _Stage(target.parent) as stage:
        stage.add(target.name, (content,))
        stage.settle()


def _rank(name: str) -> tuple[bool, bool, str]:
    """Assets and data first, then pages, the index last."""
    return name == "index.html", name.endswith(".html"), name


def _remove(out: Path, left_over: Mapping[str, str]) -> tuple[str, ...]:
    """Delete files of an earlier build that are as it left them, and folders that are then empty."""
    removed = []
    for name, digest in sorted(left_over.items()):
        target = out / name
        if target.is_symlink() or not target.is_file() or _digest(target.read_bytes()) != digest:
            continue
        target.unlink()
        removed.append(name)
        parent = target.parent
        while parent != out and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
    return tuple(removed)


def _found(out: Path) -> set[str]:
    """All files in the folder, and links to folders; what belongs to git is not looked at."""
    found = set()
    for folder, folders, names in os.walk(out):
        folders[:] = sorted(name for name in folders if name != ".git")
        relative = Path(folder).relative_to(out)
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        found |= {(relative / name).as_posix() for name in [*names, *links]}
    return found


def _is_leftover(name: str) -> bool:
    last = PurePosixPath(name).name
    return last.startswith(".timeline-") and last.endswith(".part")


def _refusal(out: Path, names: list[str], *, force: bool) -> OutputError:
    listed = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    hint = (
        "move them away or choose another folder with --out"
        if force
        else "choose another folder with --out, or build with --force, which keeps them"
    )
    return OutputError(f"the output folder holds files that timeline did not write: {listed}", path=str(out), hint=hint)


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or path.as_posix() != name or name == MANIFEST:
        raise OutputError(f"{name!r} is not a path inside the output folder")


def _read_manifest(out: Path) -> dict[str, str]:
    """Name → hash of what the last build wrote; nothing where there is no manifest or it is not ours."""
    path = out / MANIFEST
    if path.is_symlink() or not path.is_file():
        return {}
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        names = {str(name): str(digest) for name, digest in files.items()}
        for name in names:
            _check_name(name)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OutputError(
            "the list of written files is damaged", path=str(path), hint="delete it, and the files that earlier builds wrote"
        ) from None
    return names


def _manifest(files: Mapping[str, str]) -> bytes:
    return (json.dumps({"version": _VERSION, "files": dict(sorted(files.items()))}, indent=1) + "\n").encode()


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
