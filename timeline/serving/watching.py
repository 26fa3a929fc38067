"""Files and folders in, whether any of them changed out: asked a few times a second, which is cheap and works everywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

Snapshot = dict[str, tuple[int, int, int]]


def snapshot(paths: Iterable[Path]) -> Snapshot:
    """What tells one state of files from the next: path → time of the change, size, identity. Folders stand for all files below them."""
    found: Snapshot = {}
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                _note(found, (os.path.join(folder, name) for name in names if not name.startswith(".")))  # noqa: PTH118  ten times a Path
        else:
            _note(found, [str(path)])
    return found


def _note(found: Snapshot, names: Iterable[str]) -> None:
    for name in names:
        try:
            state = os.stat(name)  # noqa: PTH116  as above
        except OSError:
            continue  # it has gone in this moment, or is a link that leads nowhere
        found[name] = (state.st_mtime_ns, state.st_size, state.st_ino)
