"""A corrections file in, `Corrections` out; corrections and an old file in, a new file out, whole or not at all.

`append` and `undo` add lines and cut lines: every other byte, comments and order stay as they are. The new file is written beside the old,
synced, and renamed into its place, under a lock on the folder, so that no two writers overwrite each other.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from timeline import whole
from timeline.curation.emit import emit
from timeline.curation.nodes import BrokenYaml, Lines, Mistake, compose
from timeline.curation.parse import entry_id, parse
from timeline.curation.records import Correction, Entry
from timeline.errors import CorrectionsError, OutputError
from timeline.quick import dataclass

try:
    import fcntl
except ImportError:  # a system without them: writers are kept apart by the comparison of contents alone
    fcntl = None  # type: ignore[assignment]

_LARGEST = 64 * 1024 * 1024  # bytes
_ITEM = re.compile(r"( *)-(?=\s|\Z)")
_MARK = "\ufeff"
_NO_LIST = re.compile(r"^(?!---(?:\s|\Z))[ \t]*[^#\s]", re.MULTILINE)  # neither comment nor blank nor the start of the document
_CLOSED = re.compile(r"^\.\.\.(?:[ \t]|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """The corrections of one file in its order. `digest` is the hash of the file's bytes, "" where there is no file yet."""

    path: Path
    entries: tuple[Entry, ...] = ()
    digest: str = ""
    text: str = ""  # without the byte order mark that some editors set, which is `mark`
    mark: str = ""

    def place(self, entry: Entry) -> str:
        """`file:line` of an entry."""
        return f"{self.path.name}:{entry.line}"


def load(path: Path, *, kinds: Collection[str] = ()) -> Corrections:
    """Read a corrections file; a file that is not there holds none.

    `kinds` are the kinds of events that the rules know. CorrectionsError holds all mistakes of the file at once.
    """
    try:
        content = _content(path)
    except OSError as error:
        raise CorrectionsError(f"cannot be read: {error.strerror}", path=str(path)) from error
    return _parsed(path, content, kinds) if content is not None else Corrections(path=path)


def append(path: Path, *corrections: Correction, base: Corrections | None = None, replacing: Collection[str] = ()) -> Corrections:
    """Write corrections at the end of the file, and cut the entries whose ids are in `replacing`, in one step.

    `base` is what the caller has read: where the file is still that, nothing is read again; where somebody has edited it meanwhile, the
    edits stay. CorrectionsError where the file is broken or an entry to replace is gone, OutputError where it cannot be written; in both
    cases it is as it was.
    """
    with _locked(path):
        current = _current(path, base)
        gone = set(replacing) - {entry.id for entry in current.entries}
        if gone:
            raise CorrectionsError("the correction to replace or undo is not there any more", path=str(path), hint="look at it again")
        changed = _added(_cut(current, set(replacing)), corrections)
        content = (changed.mark + changed.text).encode()
        put(path, content)
        return replace(changed, digest=_digest(content))


def undo(path: Path, entry: str, *, base: Corrections | None = None) -> Corrections:
    """Cut the entry with this id; everything around it stays. Errors as for `append`."""
    return append(path, base=base, replacing=(entry,))


# --- text --------------------------------------------------------------------------------------------------------------------------------


def _content(path: Path) -> bytes | None:
    if not path.exists() and not path.is_symlink():
        return None
    with path.open("rb") as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise CorrectionsError(f"is larger than {_LARGEST:,} bytes", path=str(path))
    return content


def _parsed(path: Path, content: bytes, kinds: Collection[str]) -> Corrections:
    try:
        whole = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CorrectionsError("is not UTF-8", path=str(path), line=line, hint="save it as UTF-8") from error
    text = whole.removeprefix(_MARK)
    lines = Lines.of(text)
    try:
        entries, mistakes = parse(compose(text, lines), text, lines, kinds)
    except BrokenYaml as error:
        entries, mistakes = (), (error.mistake,)
    if mistakes:
        raise _broken(path, mistakes)
    return Corrections(path=path, entries=entries, digest=_digest(content), text=text, mark=whole[: len(whole) - len(text)])


def _broken(path: Path, mistakes: tuple[Mistake, ...]) -> CorrectionsError:
    lines = tuple(f"{path}:{m.line}:{m.column}: {m.message}" + (f" ({m.hint})" if m.hint else "") for m in mistakes)
    first = mistakes[0]
    return CorrectionsError(first.message, path=str(path), line=first.line, hint=first.hint, lines=lines)


def _current(path: Path, base: Corrections | None) -> Corrections:
    try:
        content = _content(path)
    except OSError as error:
        raise CorrectionsError(f"cannot be read: {error.strerror}", path=str(path)) from error
    if base is not None and _digest(content) == base.digest:
        return base
    return _parsed(path, content, ()) if content is not None else Corrections(path=path)


def _digest(content: bytes | None) -> str:
    return "" if content is None else sha256(content).hexdigest()


def _cut(current: Corrections, ids: Collection[str]) -> Corrections:
    """Without the lines of some entries; those behind them move up."""
    if not ids:
        return current
    kept, pieces, at, moved, lines = [], [], 0, 0, 0
    twins = {entry.correction: 0 for entry in current.entries if entry.id in ids}  # ids count those that say the same
    for entry in current.entries:
        if entry.id in ids:
            _margin(current)  # of a list in brackets no lines can be cut
            pieces.append(current.text[at : entry.start])
            at, moved = entry.end, moved + entry.end - entry.start
            lines += len(Lines.of(current.text[entry.start : entry.end]).starts) - 1
        else:
            identity = entry.id
            if entry.correction in twins:
                twins[entry.correction] += 1
                identity = entry_id(entry.correction, twins[entry.correction])
            kept.append(replace(entry, id=identity, start=entry.start - moved, end=entry.end - moved, line=entry.line - lines))
    return replace(current, text="".join(pieces) + current.text[at:], entries=tuple(kept))


def _added(current: Corrections, corrections: tuple[Correction, ...]) -> Corrections:
    """With the lines of some corrections at the end, in the file's own kind of lines."""
    if not corrections:
        return current
    margin, text, entries = _margin(current), _open_end(current), list(current.entries)
    newline = "\r\n" if "\r\n" in text else "\n"
    last = entries[-1] if entries else None  # only what stands behind it has to be counted
    line = last.line - 1 + len(Lines.of(text[last.start :]).starts) if last else len(Lines.of(text).starts)
    at, pieces = len(text), [text]
    said = Counter(entry.correction for entry in entries)
    for correction in corrections:
        said[correction] += 1
        pieces.append(emit(correction, margin).replace("\n", newline))
        end = at + len(pieces[-1])
        entries.append(Entry(id=entry_id(correction, said[correction]), correction=correction, line=line, start=at, end=end))
        at, line = end, line + pieces[-1].count("\n")
    return replace(current, text="".join(pieces), entries=tuple(entries))


def _open_end(current: Corrections) -> str:
    """The text, ready for another line; CorrectionsError where nothing can follow its end."""
    text = current.text
    if _CLOSED.search(text) or (not current.entries and _NO_LIST.search(text)):
        raise CorrectionsError(
            "nothing can be added behind what it holds", path=str(current.path), hint="write it as a list of `- do: …`, without a line ..."
        )
    return text if not text or text.endswith("\n") else f"{text}\n"


def _margin(current: Corrections) -> int:
    """Spaces before the dashes of the list."""
    if not current.entries:
        return 0
    found = _ITEM.match(current.text, current.entries[0].start)
    if found is None:
        raise CorrectionsError(
            "is a list in brackets, which only a person can change", path=str(current.path), hint="begin each correction with `- do: …`"
        )
    return len(found[1])


# --- file --------------------------------------------------------------------------------------------------------------------------------


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One writer a folder. The lock goes with the process, however that ends."""
    folder = path.resolve().parent
    if fcntl is None:
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", path=str(path)) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def put(path: Path, content: bytes) -> None:
    """Write a file in the place of the old one, which stays whole until then. OutputError where that fails."""
    target = path.resolve()  # a link stays a link
    try:
        for left in target.parent.glob(f".{target.name}.*.part"):  # of a writer that was killed: we hold the lock
            left.unlink(missing_ok=True)
        whole.put(target, content)
    except OSError as error:
        raise OutputError(f"cannot be written, and is as it was: {error.strerror}", path=str(path)) from error
