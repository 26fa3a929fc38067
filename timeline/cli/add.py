"""`timeline add`: a web page or a file becomes an article of the project."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli import arguments
from timeline.cli.clock import today
from timeline.cli.talk import say, shown
from timeline.errors import InputError


@click.command("add")
@click.argument("source", metavar="URL|FILE")
@click.option("--date", "date", metavar="DATE", help="When the article was published: a day, a month or EDTF.")
@click.option("--undated", is_flag=True, help="Save an article that states no date without one.")
@click.option("--to", type=click.Path(path_type=Path), help="Folder to save it in [default: the config's first folder of articles].")
@arguments.config
@click.option("--allow-private", is_flag=True, help="Allow addresses of this machine and of private networks.")
def command(source: str, date: str | None, undated: bool, to: Path | None, config: Path | None, allow_private: bool) -> None:
    """Save the article at URL or in FILE with front matter, and say which date it was given and from where.

    A page that states no date is refused. Pages need the extra `html`. Only this command asks the network; `build` never does.
    """
    from timeline import acquiring, reading

    arguments.written_when(date)
    folder = to or arguments.build_options(None, config).inputs[0]
    is_address = "://" in source
    page = acquiring.fetch(source, allow_private=allow_private) if is_address else acquiring.load(Path(source))
    draft = acquiring.compose(page, date=date or "", retrieved=today(), undated=undated)
    try:
        known = reading.read(folder)[0] if folder.is_dir() else ()
    except InputError:
        known = ()  # what lies there is no article, or none that can be read
    path = acquiring.save(draft, folder, known)
    say(f"Saved: {shown(str(path))}")
    say(f"Date: {shown(draft.date.words)}, from {shown(draft.date.where)}" if draft.date else "Date: none")
    for other in draft.others:
        say(f"  {shown(other.where)} says {shown(other.words)}: check which one is right")
