"""JSON Lines in, one Article a line out: an archive in one file, or from a program, without a file for each article.

A line is an object with `text` and, beside it, `id` and the fields of front matter. Nothing but the line that is read is held.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from timeline.errors import InputError
from timeline.model import Article, Problem, Severity
from timeline.reading.article import of_fields
from timeline.reading.files import decoded, printable
from timeline.reading.frontmatter import Value

ENDING = ".jsonl"
STANDARD_INPUT = Path("-")
LINES_HINT = 'write {"id": …, "title": …, "date": …, "text": …}'
_MOST = 10_000_000  # bytes of a line, as for a file


def is_lines(root: Path) -> bool:
    """Whether an input is JSON Lines: standard input, or a file that ends so."""
    return root == STANDARD_INPUT or (root.suffix.lower() == ENDING and root.is_file())


def read_lines(root: Path, *, language: str) -> Iterator[tuple[Article | None, tuple[Problem, ...]]]:
    """The article of each line with what is wrong in it; None for a line that cannot be used. InputError where nothing can be opened."""
    if root == STANDARD_INPUT:
        yield from _articles(sys.stdin.buffer, "-", language)
        return
    try:
        with root.open("rb") as stream:
            yield from _articles(stream, root.name, language)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(root)) from error


def _articles(stream: BinaryIO, name: str, language: str) -> Iterator[tuple[Article | None, tuple[Problem, ...]]]:
    taken: dict[str, int] = {}
    stem = "line" if name == "-" else Path(name).stem
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        try:
            if len(line) > _MOST:
                raise InputError("is too large for an article", hint=f"at most {_MOST:,} bytes are read")  # noqa: TRY301  a line like others
            text, odd = decoded(line, name)
            row = _row(text)
            article_id = _free(printable(_string(row.get("id"))) or f"{stem}-{number}", taken)
            article, found = of_fields(_string(row["text"]), dict(_values(row, number)), name, article_id, language=language)
            yield replace(article, path=f"{name}#{article_id}"), (*(replace(problem, line=number) for problem in odd), *found)
        except InputError as error:
            problem = Problem(
                severity=Severity.ERROR, code="unreadable", message=error.message, path=name, line=number, hint=error.hint or LINES_HINT
            )
            yield None, (problem,)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Line by line; of one that is too long for an article no more than shows it."""
    while line := stream.readline(_MOST + 1):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(_MOST)
        yield line


def _row(line: str) -> Mapping[str, object]:
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


def _free(wanted: str, taken: dict[str, int]) -> str:
    """The id itself, or with a number where it is taken, also by one that differs in letter case only; `taken` says how often one was
    asked for.
    """
    chosen = wanted
    while (name := chosen.casefold()) in taken:
        taken[wanted.casefold()] += 1
        chosen = f"{wanted}-{taken[wanted.casefold()]}"
    taken[name] = 1
    return chosen
