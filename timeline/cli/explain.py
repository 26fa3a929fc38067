"""`timeline explain`: a text or an event in, the derivation of its dates out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli import arguments, ways
from timeline.cli.talk import progress
from timeline.errors import InputError

if TYPE_CHECKING:
    from timeline.model import Event, Timeline


@click.command("explain")
@click.argument("text", required=False)
@arguments.date
@arguments.mode
@click.option("--event", metavar="ID", help="Explain an event of the timeline instead of a text; the first characters are enough.")
@click.option("--articles", type=click.Path(path_type=Path), help="Where the event's articles are [default: as for build].")
@arguments.config
def command(text: str | None, date: str | None, mode: str, event: str | None, articles: Path | None, config: Path | None) -> None:
    """Say how each date in TEXT (or of an event) comes about: rule, reading, anchor, steps, result."""
    if (text is None) == (event is None):
        raise click.UsageError("Give a TEXT or an --event ID.")
    if text is not None:
        from timeline import timexes

        click.echo(timexes.explain(text, arguments.written_when(date), mode))
        return
    from timeline import pipeline

    timeline = pipeline.build(arguments.build_options(articles, config), track=progress, way=ways.way())
    matching = [item for item in timeline.events if any(key.startswith(str(event)) for key in (item.id, *(e.key for e in item.evidence)))]
    if len(matching) != 1:
        raise InputError(f"{len(matching)} events have an id or key that begins with {event!r}", hint="`timeline export csv` lists the ids")
    click.echo("\n".join(_event_lines(matching[0], timeline)))


def _event_lines(event: Event, timeline: Timeline) -> Iterator[str]:
    from timeline import wording

    articles = {article.id: article for article in timeline.articles}
    yield f"{event.title}"
    yield f"  {wording.label(event.when) if event.when else 'no date'} ({event.basis.value}), id {event.id}"
    yield from (f"  {step}" for step in event.steps)
    for item in event.evidence:
        yield f"- {articles[item.article].path}: “{item.quote}”"
        if item.time is not None:
            yield f"  words: “{item.time.text}”, rule {item.time.rule}"
        yield from (f"  {step}" for step in item.steps)
