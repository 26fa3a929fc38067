"""A command in, its exit code and what it printed out; in this process, where starting another is not the point."""

from __future__ import annotations

import gc
import io
import os
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from timeline.cli import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command did."""

    returncode: int
    stdout: str
    stderr: str


def run(folder: Path, *arguments: str, **environment: str) -> Done:
    """Run `timeline ARGUMENTS` in a folder, its cache beside the folder's files."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    around = {"XDG_CACHE_HOME": str(folder / ".cache"), **environment}
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, around):
        try:
            main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
        finally:
            gc.enable()  # a build goes without it
    return Done(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())
