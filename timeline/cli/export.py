"""`timeline export`: the timeline in another format, to a file or stdout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click

from timeline.cli import arguments, clock, ways
from timeline.cli.talk import progress, say, shown, stop_if
from timeline.errors import OutputError
from timeline.whole import put

FORMATS = ("json", "csv", "ics", "atom", "timelinejs", "markdown", "jsonld", "csl")
_BATCH = 256  # parts that are written at once


@click.command("export")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(FORMATS))
@arguments.articles
@click.option("--out", type=click.Path(path_type=Path), help="File to write [default: standard output].")
@arguments.config
@click.option("--publish", is_flag=True, help="Export for readers: no draft, nothing sensitive that nobody has accepted.")
def command(format_name: str, articles: Path | None, out: Path | None, config: Path | None, publish: bool) -> None:
    """Print the timeline of ARTICLES as FORMAT: json, csv, ics, atom, timelinejs, markdown, jsonld or csl.

    The export is a draft and says so, unless --publish is given: then it exits 1 while an event that may harm somebody is not accepted.
    """
    from timeline import pipeline, questions

    options = arguments.build_options(articles, config)
    timeline = pipeline.build(options, track=progress, way=ways.way(), today=clock.build_day())
    if publish:
        stop_if(questions.unaccepted(timeline))
    parts = _joined(pipeline.export(timeline, options, format_name, draft=not publish))
    if out is None:
        for part in parts:
            click.echo(part.decode(), nl=False)
        return
    try:
        if out.exists() and not out.is_file():  # a pipe, a device
            with out.open("wb") as stream:
                stream.writelines(parts)
        else:
            put(out.resolve(), parts)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", path=str(out), hint="choose another file with --out") from error
    say(f"Written: {shown(str(out))}")


def _joined(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in larger parts, none of which is the whole of a large export."""
    rest = iter(parts)
    while batch := list(islice(rest, _BATCH)):
        yield b"".join(batch)
