"""`timeline tag`: texts in, their time expressions out as JSON Lines."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from timeline.cli import arguments
from timeline.cli.talk import problem_line, say
from timeline.errors import ConfigError, InputError

if TYPE_CHECKING:
    from timeline.when import When


@click.command("tag")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--jsonl", is_flag=True, help='Read lines of {"doc", "dct", "text"} instead of articles.')
@arguments.date
@arguments.mode
def command(files: tuple[Path, ...], jsonl: bool, date: str | None, mode: str) -> None:
    """Print the time expressions of FILES (- or nothing: standard input) as JSON Lines."""
    from timeline import timexes

    gc.disable()  # a text leaves no circles behind, and what is remembered of the texts would be looked through again and again
    encode = json.JSONEncoder(ensure_ascii=False).encode
    dated = arguments.written_when(date)
    for doc, dct, text in _documents(files, jsonl=jsonl):
        click.echo(encode(timexes.line(doc, text, dct or dated, mode)))


def _documents(files: tuple[Path, ...], *, jsonl: bool) -> Iterator[tuple[str, When | None, str]]:
    """Name, date and text of each document."""
    for path in files or (Path("-"),):
        if jsonl:
            with _opened(path) as lines:
                yield from _json_lines(lines, path)
        elif str(path) == "-":
            with _opened(path) as stream:
                yield "-", None, stream.read()
        else:
            from timeline.reading import read

            articles, problems = read(path)
            for problem in problems:
                say(problem_line(problem))
            yield from ((article.id, article.published, article.text) for article in articles)


def _opened(path: Path) -> IO[str]:
    try:
        return click.open_file(str(path), encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error


def _json_lines(lines: Iterable[str], path: Path) -> Iterator[tuple[str, When | None, str]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError("is not a line of JSON", path=str(path), line=number, hint='write {"doc": …, "dct": …, "text": …}') from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise InputError("has no text", path=str(path), line=number, hint='write {"doc": …, "dct": …, "text": …}')
        try:
            yield str(row.get("doc", number)), arguments.written_when(str(row["dct"])) if row.get("dct") else None, row["text"]
        except ConfigError as error:
            raise InputError(f"dct: {row['dct']!r} is not a date", path=str(path), line=number, hint=error.hint) from error
