"""`timeline serve`: the draft in the browser, built anew whenever a file changes, and the review beside it."""

from __future__ import annotations

import getpass
import threading
import webbrowser
from functools import partial
from pathlib import Path

import click

from timeline.cli import arguments
from timeline.cli.clock import build_day, today
from timeline.cli.talk import say, say_summary, shown
from timeline.errors import ConfigError, OutputError


@click.command("serve")
@arguments.articles
@arguments.config
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on [default: one that is free].")
@click.option("--by", metavar="NAME", help="Who reviews, for the corrections file [default: your user name].")
@click.option("--open", "open_", is_flag=True, help="Open the page in a browser.")
def command(articles: Path | None, config: Path | None, port: int, by: str | None, open_: bool) -> None:
    """Show the draft of ARTICLES in the browser, with a place to review it, until interrupted.

    Articles, corrections, config and templates are watched. Nothing is written but the corrections. Only this machine can see it.
    """
    from timeline.serving import Project, serve

    project = Project(partial(arguments.build_options, articles, config), config=arguments.config_file(articles, config), today=build_day)
    built = project.build()
    for line in built.error:
        say(f"timeline: {shown(line)}")
    if built.timeline is not None:
        say_summary(built.timeline)
    try:
        with serve(project, port=port, by=by or _user(), day=today) as server:
            say(f"The draft:  {server.url}")
            say(f"The review: {server.url}_timeline/review")
            say("Stop with Ctrl+C.")
            if open_:
                webbrowser.open(server.url)
            threading.Event().wait()
    except OSError as error:
        raise OutputError(f"cannot listen on port {port}: {error.strerror}", hint="leave --port out for a free one") from error
    except KeyboardInterrupt:
        say("Stopped.")


def _user() -> str:
    """The name of who runs this; ConfigError where the system has none, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise ConfigError("the system does not say who you are", hint="say who reviews with --by NAME") from None
