"""`python -m timeline`: the same as the command `timeline`."""

from __future__ import annotations

from timeline.cli import run

if __name__ == "__main__":
    run()
