"""`timeline verify`: whether the articles still say what a published timeline quotes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from timeline.cli import arguments
from timeline.cli.talk import say, shown

_GONE = 1


@click.command("verify")
@click.argument("site", required=False, type=click.Path(path_type=Path))
@click.option("--articles", type=click.Path(path_type=Path), help="Where the articles are [default: as for build].")
@arguments.config
def command(site: Path | None, articles: Path | None, config: Path | None) -> None:
    """Look for each quote of SITE (a built site or timeline.json; default: the config's output) in its article.

    Exits 1 where a quote is gone, and names it.
    """
    from timeline import published, reading, verifying

    options = arguments.build_options(articles, config)
    known = published.read(site or options.output)
    found, _ = reading.read(*options.inputs, language=options.language)
    checks = list(verifying.verify(known, found))
    lost = [check for check in checks if check.outcome in verifying.LOST]
    for check in lost:
        where = "is not there" if check.outcome is verifying.Outcome.MISSING else "does not say"
        click.echo(shown(f"{check.path}: {where}: “{check.evidence.quote}” ({check.event.label}: {check.event.title})"))
    counted = Counter(check.outcome.value for check in checks)
    say(f"{len(checks)} quotes: " + ", ".join(f"{counted[outcome]} {outcome}" for outcome in verifying.Outcome) + ".")
    if lost:
        raise click.exceptions.Exit(_GONE)
