"""`timeline diff`: what became different from one published timeline to the next."""

from __future__ import annotations

import json
from pathlib import Path

import click

from timeline.cli.talk import shown


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")
def command(old: Path, new: Path, as_json: bool) -> None:
    """Say what is different in NEW: events added, removed, re-dated, re-sourced, conflicts opened and settled.

    OLD and NEW are built sites, or files timeline.json.
    """
    from timeline import comparing, published

    found = comparing.compare(published.read(old), published.read(new))
    if as_json:
        click.echo(json.dumps(comparing.to_json(found), ensure_ascii=False, indent=1))
        return
    for line in comparing.lines(found):
        click.echo(shown(line))
