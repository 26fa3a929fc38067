"""`timeline redact`: a name that no output may hold."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli import arguments
from timeline.cli.talk import say, shown
from timeline.errors import ConfigError


@click.command("redact")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--articles", type=click.Path(path_type=Path), help="Where the articles are [default: as for build].")
@arguments.config
@click.option("--full-name-only", is_flag=True, help="Leave the last word of NAME alone where it stands by itself.")
@click.option("--undo", is_flag=True, help="Take the rule for NAME away.")
def command(names: tuple[str, ...], articles: Path | None, config: Path | None, full_name_only: bool, undo: bool) -> None:
    """Keep NAME, and by itself its last word, out of every page, address and file that is built from now on.

    Give every other form of the name as a NAME of its own. The rule stands beside the corrections as a hash and is not published; a build
    that would hold the name in spite of it writes nothing.
    """
    from timeline import curation
    from timeline.options import REDACTIONS_NAME

    options = arguments.build_options(articles, config)
    if options.corrections is None:
        raise ConfigError("there is no project to redact in", hint="run it where timeline.toml or the articles are, or give --articles")
    path = options.corrections.with_name(REDACTIONS_NAME)
    forms = [form for name in names for form in ((name,) if full_name_only else curation.surnames(name))]
    changed = curation.drop_redactions(path, forms) if undo else curation.add_redactions(path, forms)
    say(f"{changed} rule{'' if changed == 1 else 's'} {'taken away' if undo else 'written'}: {shown(str(path))}")
    if not undo:
        say("Build again now. What was published before, and copies that others keep of it, still hold the name.")
