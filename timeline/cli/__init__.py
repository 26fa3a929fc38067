"""Commands: parse, call, print, exit code. Data goes to stdout, talk to stderr. One module a command, loaded when it is asked for."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import NoReturn

import click

from timeline.cli.talk import say, shown
from timeline.errors import CorrectionsError, TimelineError

USAGE, _BUG, _INTERRUPTED = 2, 70, 130

# What the help page says of each: their modules are not loaded for it.
COMMANDS = {
    "accept": "Accept events as they stand now.",
    "add": "Save an article of the web, or a file, with front matter.",
    "build": "Read articles, and write a static site.",
    "check": "List what a careful editor would ask.",
    "diff": "Say what is different between two timelines.",
    "explain": "Say how each date in a text, or of an event, comes about.",
    "export": "Print a timeline in another format.",
    "import": "Turn the slides of a TimelineJS timeline into events.",
    "init": "Begin a project.",
    "redact": "Keep a name out of every page, file and address.",
    "serve": "Show the draft in the browser, with a place to review it.",
    "tag": "Print the time expressions of texts.",
    "verify": "Look for each quote of a site in its source.",
}


class Commands(click.Group):
    """The commands by name; each is the `command` of the module of that name in this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click asks with its context
        """All names, in the order of the help page."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  as above
        """The list of the help page."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click asks with its context
        """The command, loaded now; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        import logging  # it costs a fifth of the help page

        logging.getLogger().addHandler(logging.NullHandler())  # libraries talk through us, or not at all
        found: click.Command = import_module(f"timeline.cli.{cmd_name}{'_' if iskeyword(cmd_name) else ''}").command
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="sourced-timeline")
def cli() -> None:
    """Turn a folder of articles into a timeline whose every date and claim can be checked."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code; every failure is one line on stderr."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = _guarded(lambda: cli.main(args=None if arguments is None else list(arguments), prog_name="timeline", standalone_mode=False))
    _let_go()
    sys.exit(code)


def run() -> NoReturn:
    """The command as a process of its own.

    It ends without taking its records apart one by one, which would cost a tenth of a build: the system takes all memory back at once.
    """
    try:
        main()
    except SystemExit as end:
        if threading.active_count() > 1 or not isinstance(end.code, int):
            raise
        atexit._run_exitfuncs()  # noqa: SLF001  temporary folders go, as always
        os._exit(end.code)


def _guarded(run: Callable[[], object]) -> int:
    try:
        result = run()
        sys.stdout.flush()
    except CorrectionsError as error:
        for line in error.lines:
            say(shown(line))
        say("timeline: nothing was built with a broken corrections file.")
        return USAGE
    except TimelineError as error:
        say(f"timeline: {shown(str(error))}")
        return USAGE
    except click.exceptions.Abort:
        return _interrupted()
    except KeyboardInterrupt:
        return _interrupted()
    except click.ClickException as error:
        error.show()
        return USAGE
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        return 0
    except OSError as error:  # what the system refuses is no bug
        refused = f"{error.filename}: cannot be read or written" if error.filename else "cannot write the output"
        say(shown(f"timeline: {refused}: {error.strerror or error}"))
        return USAGE
    except Exception as error:  # the last guard: a bug is one line for the user, and a traceback on request
        if os.environ.get("TIMELINE_TRACEBACK"):
            raise
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f" in {Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
        say(f"timeline: a bug, {type(error).__name__}{where}: {shown(str(error))}")
        say("Please report it; TIMELINE_TRACEBACK=1 shows where it happened.")
        return _BUG
    return result if isinstance(result, int) else 0


def _let_go() -> None:
    """What a stream cannot take any more leads nowhere, so that Python does not try again at the end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _interrupted() -> int:
    say("Interrupted.")
    return _INTERRUPTED
