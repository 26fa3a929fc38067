"""`timeline export`: the timeline in another format, to a file or stdout."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli import arguments, clock, ways
from timeline.cli.talk import progress, say, shown
from timeline.errors import OutputError

FORMATS = ("json", "csv", "ics", "atom", "timelinejs", "markdown", "jsonld", "csl")


@click.command("export")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(FORMATS))
@arguments.articles
@click.option("--out", type=click.Path(path_type=Path), help="File to write [default: standard output].")
@arguments.config
def command(format_name: str, articles: Path | None, out: Path | None, config: Path | None) -> None:
    """Print the timeline of ARTICLES as FORMAT: json, csv, ics, atom, timelinejs, markdown, jsonld or csl."""
    from timeline import exporting, pipeline

    options = arguments.build_options(articles, config)
    timeline = pipeline.build(options, track=progress, way=ways.way(), today=clock.build_day())
    text = pipeline.export(timeline, options, exporting.FORMATS[format_name])
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", path=str(out)) from error
    say(f"Written: {shown(str(out))}")
