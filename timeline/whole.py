"""A file written whole, or not at all: whatever stops the writer, no half of it stands under its name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def put(target: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file, or its parts one after the other, beside its place, sync it, and rename it into its place; the old one stays whole till
    the new one is.
    """
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is read-only")
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines((content,) if isinstance(content, bytes) else content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def create(target: Path, content: bytes) -> None:
    """Write a new file; FileExistsError where something has its name, be it a link that leads nowhere."""
    with target.open("xb") as stream:
        try:
            stream.write(content)
            stream.flush()
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _sync_folder(folder: Path) -> None:
    """Make the rename last; where a system cannot, the file is in place all the same."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
