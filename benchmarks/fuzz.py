"""Throw bytes at the reader and the whole per-article stage until something breaks, led by what code they reach (atheris).

    pip install atheris
    python benchmarks/fuzz.py [read|stage|config] [-runs=N] [-max_total_time=SECONDS] [CORPUS_FOLDER]

Begins with the hostile articles of the tests and the examples of a configuration. Any exception but a TimelineError ends the run and
leaves the bytes that led to it in `crash-…`.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("atheris is missing: pip install atheris")

with atheris.instrument_imports(include=["timeline"]):
    from timeline.errors import TimelineError
    from timeline.options import load
    from timeline.reading import read
    from timeline.reads import read_article

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.hostile.corpus import corpus  # noqa: E402  it stands beside the benchmarks

LONGEST = 4096  # bytes of an input: longer ones cost more than they find
FOLDER = Path(tempfile.mkdtemp())


def seeds(target: str) -> Path:
    """A folder with the input to begin with: bytes at random alone are hardly ever a table of TOML or a sentence."""
    folder = Path(tempfile.mkdtemp())
    if target == "config":
        page = (ROOT / "docs" / "reference" / "configuration.md").read_text(encoding="utf-8")
        cases = [block.encode() for block in re.findall(r"^```toml[^\n]*\n(.*?)^```", page, re.MULTILINE | re.DOTALL)]
    else:
        cases = [content for group in corpus().values() for _, content in group.values() if len(content) <= LONGEST]
    for number, content in enumerate(cases):
        (folder / f"seed{number}").write_bytes(content)
    return folder


def fuzz_read(data: bytes) -> None:
    """Any bytes are an article or a problem."""
    path = FOLDER / "x.md"
    path.write_bytes(data)
    read(path)


def fuzz_stage(data: bytes) -> None:
    """Any text goes through sentences, time expressions and mentions; each lies within the text."""
    path = FOLDER / "x.md"
    path.write_bytes(b"---\ndate: 2025-07-06\n---\n\n" + data)
    for article in read(path)[0]:
        done = read_article(article)
        for part in (*done.sentences, *done.expressions):
            if not 0 <= part.start < part.end <= len(article.text):
                raise AssertionError(part)


def fuzz_config(data: bytes) -> None:
    """Any bytes are options or an error with its place."""
    path = FOLDER / "timeline.toml"
    path.write_bytes(data)
    load(path)


def _guarded(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        try:
            target(data)
        except TimelineError as error:
            str(error)

    return run


if __name__ == "__main__":
    targets = {"read": fuzz_read, "stage": fuzz_stage, "config": fuzz_config}
    name = sys.argv[1] if len(sys.argv) > 1 and sys.argv[1] in targets else "stage"
    given = [argument for argument in sys.argv if argument not in targets]
    atheris.Setup([*given, str(seeds(name))], _guarded(targets[name]))
    atheris.Fuzz()
