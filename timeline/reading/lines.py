"""JSON Lines in, one Article a line out: an archive in one file, or from a program, without a file for each article.

A line is an object with `text` and, beside it, `id` and the fields of front matter. Nothing but the line that is read is held.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import TextIO

from timeline.errors import InputError
from timeline.model import Article, Problem, Severity
from timeline.reading.article import of_fields
from timeline.reading.files import printable
from timeline.reading.frontmatter import Value

ENDING = ".jsonl"
STANDARD_INPUT = Path("-")
_HINT = 'write {"id": …, "title": …, "date": …, "text": …}'
_MOST = 10_000_000  # characters of a line, as for a file


def is_lines(root: Path) -> bool:
    """Whether an input is JSON Lines: standard input, or a file that ends so."""
    return root == STANDARD_INPUT or (root.suffix.lower() == ENDING and root.is_file())


def read_lines(root: Path, *, language: str) -> Iterator[tuple[Article | None, tuple[Problem, ...]]]:
    """The article of each line with what is wrong in it; None for a line that cannot be used. InputError where nothing can be opened."""
    if root == STANDARD_INPUT:
        yield from _articles(sys.stdin, "-", language)
        return
    try:
        with root.open(encoding="utf-8", errors="replace") as stream:
            yield from _articles(stream, root.name, language)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(root)) from error


def _articles(stream: TextIO, name: str, language: str) -> Iterator[tuple[Article | None, tuple[Problem, ...]]]:
    taken: set[str] = set()
    stem = "line" if name == "-" else Path(name).stem
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            row = _row(line)
            article_id = _free(printable(_string(row.get("id"))) or f"{stem}-{number}", taken)
            article, found = of_fields(_string(row["text"]), dict(_values(row, number)), name, article_id, language=language)
            yield replace(article, path=f"{name}#{article_id}"), found
        except InputError as error:
            problem = Problem(
                severity=Severity.ERROR, code="unreadable", message=error.message, path=name, line=number, hint=error.hint or _HINT
            )
            yield None, (problem,)


def _row(line: str) -> Mapping[str, object]:
    if len(line) > _MOST:
        raise InputError(f"is too large for an article ({len(line):,} characters)", hint=f"at most {_MOST:,} are read")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("is not a line of JSON") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise InputError("has no text")
    return row


def _values(row: Mapping[str, object], number: int, prefix: str = "") -> Iterator[tuple[str, Value]]:
    """The fields as front matter would give them, all on the one line."""
    for key, value in row.items():
        if isinstance(value, dict) and not prefix:
            yield from _values(value, number, f"{key}.")
        elif key not in {"id", "text"} and (text := _string(value)):
            yield f"{prefix}{key}", Value(" ".join(text.split()), number)


def _string(value: object) -> str:
    """Text and numbers as they are written; nothing for anything else."""
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _free(wanted: str, taken: set[str]) -> str:
    """The id itself, or with a number where it is taken, also by one that differs in letter case only."""
    chosen = next(name for name in chain((wanted,), (f"{wanted}-{n}" for n in count(2))) if name.casefold() not in taken)
    taken.add(chosen.casefold())
    return chosen
