"""`timeline accept`: an editor has read these events, and they may be published as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli import arguments, clock, ways
from timeline.cli.talk import progress, say, shown
from timeline.errors import ConfigError, InputError

if TYPE_CHECKING:
    from timeline.model import Event


@click.command("accept")
@click.argument("events", metavar="[ID...]", nargs=-1)
@click.option("--by", required=True, help="Who accepts them.")
@click.option("--sensitive", is_flag=True, help="All events that may harm somebody and are not accepted as they are now.")
@click.option("--articles", type=click.Path(path_type=Path), help="Where the articles are [default: as for build].")
@arguments.config
def command(events: tuple[str, ...], by: str, sensitive: bool, articles: Path | None, config: Path | None) -> None:
    """Accept events by ID (the first characters are enough) as they stand now, with title, date, status and evidence.

    What is accepted stays so when articles or rules change. An acceptance takes the place of an older one of the same event.
    """
    from timeline import curation, pipeline, questions

    options = arguments.build_options(articles, config)
    if options.corrections is None:
        raise ConfigError("there is no project", hint="run it where timeline.toml or the articles are, or give --articles")
    today = clock.build_day()
    timeline = pipeline.build(options, track=progress, way=ways.way(), today=today)
    chosen = [_one(timeline.events, id_) for id_ in events]
    chosen += [event for event in questions.unaccepted(timeline) if event not in chosen] if sensitive else []
    base = pipeline.corrections(options)
    said = [curation.accept(event, by=by, at=str(today), articles=timeline.articles) for event in chosen]
    curation.append(options.corrections, *said, base=base, replacing=curation.accepted_before(base, chosen))
    for event in chosen:
        say(shown(f"Accepted: {event.id} {event.title}"))


def _one(events: tuple[Event, ...], begin: str) -> Event:
    found = [event for event in events if any(key.startswith(begin) for key in (event.id, *(item.key for item in event.evidence)))]
    if len(found) != 1:
        raise InputError(f"{len(found)} events have an id or key that begins with {begin!r}", hint="`timeline export csv` lists the ids")
    return found[0]
