"""`timeline init`: a new project that builds at once."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli.talk import say, shown


@click.command("init")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def command(folder: Path | None) -> None:
    """Begin a project in FOLDER (default: here): a config, an example article, corrections, a workflow for GitHub Pages.

    What stands there already is kept.
    """
    from timeline import scaffold

    place = folder if folder is not None else Path()
    project = scaffold.create(place)
    for name in project.written:
        say(f"  written  {shown(name)}")
    for name in project.kept:
        say(f"  kept     {shown(name)}")
    there = f"cd {shown(str(place))} && " if folder is not None else ""
    say(f"Next: {there}timeline build")
