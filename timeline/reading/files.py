"""Folders in, the files of their articles out in a fixed order; bytes in, text out."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from timeline.errors import InputError
from timeline.model import Problem, Severity
from timeline.options import REDACTIONS_NAME
from timeline.quick import dataclass

HTML_ENDINGS = (".html", ".htm")
TEXT_ENDINGS = frozenset({".md", ".markdown", ".txt", *HTML_ENDINGS})
_CONVERT = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".eml", ".mhtml"})
_NOT_ARTICLES = frozenset({"readme", "license", "licence", "copying", "notice", "changelog", "contributing"})
MANIFEST = ".timeline-files.json"  # a folder that holds it is a built site
_MAX_BYTES = 10_000_000
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
_UNPRINTABLE = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")  # half a character, which JSON can spell, is none
_ODD_SIGNS = re.compile("\u00ad\n|[\u00ad\u200b\u2060\ufeff\u2010\u2011\u2000-\u200a\u2028\u2029\u202f\u205f\ufb00-\ufb06]")
_PLAIN_SIGNS = {
    "\u00ad\n": "-\n",  # a soft hyphen is seen where its line ends
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
    **dict.fromkeys("\u2010\u2011", "-"),
    "\u2007": "\u00a0",
    "\u202f": "\u00a0",
    **dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read: where it is, and what it is called, relative to the input, with `/` and in composed Unicode."""

    file: Path
    path: str


def walk(root: Path, *, prefix: str = "") -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """The article files below a folder, sorted by path, and what looks like an article but cannot be read.

    Hidden files and folders, built sites, the usual companions (README, LICENSE …) and the rules of redaction are left out. A link
    that leads out is refused.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    unread: list[tuple[str, str]] = []
    base = os.path.join(root, "")  # noqa: PTH118  a path a file takes longer than all the rest
    for entry in _entries(str(root), unread):
        path = prefix + _display(entry.path.removeprefix(base))
        stem, ending = os.path.splitext(entry.name.lower())  # noqa: PTH122  as above
        if entry.is_symlink() and _leaves(Path(entry.path), root):
            problems.append(_refused("symlink", path, "is a link that leads out of the articles and is not followed", "copy the file here"))
        elif not _may_be_read(entry):
            continue
        elif ending in _CONVERT:
            problems.append(_refused("unsupported-file", path, f"{ending} files cannot be read", "save it as Markdown or plain text"))
        elif ending in TEXT_ENDINGS and stem not in _NOT_ARTICLES and entry.name != REDACTIONS_NAME:
            sources.append(Source(file=Path(entry.path), path=path))
    for folder, why in unread:
        path = prefix + _display(folder.removeprefix(base)) if folder != str(root) else prefix.rstrip("/") or root.name
        problems.append(_refused("unreadable-folder", path, f"the folder cannot be read: {why}", "give yourself the right to read it"))
    return tuple(sorted(sources, key=lambda source: source.path)), tuple(sorted(problems, key=lambda problem: problem.path))


def read_file(path: Path) -> str:
    """The text of one file by itself; InputError names it."""
    try:
        return read_text(Source(file=path, path=path.name))[0]
    except InputError as error:
        raise InputError(error.message, path=str(path), line=error.line, hint=error.hint) from error


def read_text(source: Source) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, as `decoded` gives it."""
    return decoded(read_bytes(source), source.path)


def decoded(raw: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file with plain line ends; InputError where it is no text at all. An old 8-bit encoding is read, with a warning."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return printable(_decode_utf16(raw)), ()
    if b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        raise InputError("holds zero bytes: a binary file, not text", line=line, hint="is the ending of its name right?")
    try:
        return printable(raw.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        line, byte = raw.count(b"\n", 0, error.start) + 1, raw[error.start]
        text = _decode_cp1252(raw, line)
        message = f"is not UTF-8 (byte 0x{byte:02x} at position {error.start:,}); read as Windows-1252, so check its quotation marks"
        problem = Problem(severity=Severity.WARNING, code="encoding", message=message, path=path, line=line, hint="save it as UTF-8")
        return printable(text), (problem,)


def _entries(folder: str, unread: list[tuple[str, str]], *, below: bool = False) -> Iterator[os.DirEntry[str]]:
    """All entries but folders that are not hidden, nor written by a build. Links to folders are not followed, so that circles end.

    A folder that cannot be read is added to the `unread`, with the reason.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        unread.append((folder, error.strerror or str(error)))
        return
    if below and any(entry.name == MANIFEST for entry in entries):
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, unread, below=True)
        else:
            yield entry


def _may_be_read(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file; so is a link that leads nowhere, since somebody should be told."""
    if not entry.is_symlink():
        return entry.is_file(follow_symlinks=False)
    path = Path(entry.path)
    return not path.is_dir() and (path.is_file() or not path.exists())


def _leaves(link: Path, root: Path) -> bool:
    return not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(root))  # unlike resolve(), it bears circles


def _display(relative: str) -> str:
    name = os.fsencode(relative.replace(os.sep, "/")).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", name)


def _refused(code: str, path: str, message: str, hint: str) -> Problem:
    return Problem(severity=Severity.ERROR, code=code, message=message, path=path, hint=hint)


def read_bytes(source: Source) -> bytes:
    """What a file holds; InputError where it cannot be read."""
    try:
        size = source.file.stat().st_size
        if size > _MAX_BYTES:
            raise InputError(f"is too large for an article ({size:,} bytes)", hint=f"at most {_MAX_BYTES:,} bytes are read")
        return source.file.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle of links
        raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _decode_utf16(raw: bytes) -> str:
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-16 throughout (position {error.start:,})", hint="save it as UTF-8") from error


def _decode_cp1252(raw: bytes, line: int) -> str:
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise InputError(f"is neither UTF-8 nor Windows-1252 (position {error.start:,})", line=line, hint="save it as UTF-8") from error
    if _CONTROL.search(text):
        raise InputError("is a binary file, not text", line=line, hint="is the ending of its name right?")
    return text


def printable(text: str) -> str:
    """One kind of line ends; control characters and half characters, which no page can show, as blanks of the same length. What word
    processors and PDFs put within words and numbers is read as what it stands for: soft hyphens, hard ones, narrow blanks, ligatures.
    """
    text = _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")).replace("\f", "\n")
    return text if text.isascii() else _ODD_SIGNS.sub(lambda match: _PLAIN_SIGNS.get(match[0], " "), text)
