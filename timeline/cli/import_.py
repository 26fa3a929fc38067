"""`timeline import`: the events of a TimelineJS timeline become events written by hand."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli import arguments
from timeline.cli.talk import say, shown

_EVENTS = Path("events")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="Folder to write them in [default: the config's `events`, or events].")
@arguments.config
def command(file: Path, to: Path | None, config: Path | None) -> None:
    """Turn each slide of a TimelineJS timeline, FILE.json or its spreadsheet FILE.csv, into a file of an event written by hand.

    Says what an editor should look at: dates whose shown words were not understood, events without a source.
    """
    from timeline import acquiring

    options = arguments.build_options(None, config)
    imported = acquiring.load_timelinejs(file)
    folder = to or options.events or _EVENTS
    new = 0
    for event in imported.events:
        path, is_new = acquiring.save_event(event, folder)
        new += is_new
        if event.remark:
            say(f"{shown(str(path))}: {shown(event.remark)}")
    known = len(imported.events) - new
    say(f"{new} {'event' if new == 1 else 'events'} written to {shown(str(folder))}" + (f", {known} there already." if known else "."))
    if imported.left_out:
        say(f"Left out: {', '.join(imported.left_out)}.")
    if options.events is None:
        say(f'To build with them: events = "{shown(folder.as_posix())}" in timeline.toml.')
