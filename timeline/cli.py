"""Commands: parse, call, print, exit code. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

import click

from timeline.errors import ConfigError, InputError, OutputError, TimelineError
from timeline.options import Options, find_config, load

if TYPE_CHECKING:  # what costs time to load is loaded by the command that needs it
    from timeline.model import Article, Event, Problem, Timeline
    from timeline.when import When

_STRICT, _USAGE, _BUG, _INTERRUPTED = 1, 2, 70, 130
_LISTED = 12  # problems shown after a build; `check` shows all
_FORMATS = ("json", "csv", "ics", "atom", "timelinejs", "markdown")

_articles = click.argument("articles", required=False, type=click.Path(path_type=Path))
_config = click.option("--config", type=click.Path(path_type=Path), help="Config file [default: timeline.toml beside the articles].")
_strict = click.option("--strict", is_flag=True, help="Exit 1 if there are errors or warnings.")
_date = click.option("--date", "date", metavar="DATE", help="Date of the text: a day, a month or EDTF. Without it, values stay relative.")
_mode = click.option(
    "--mode",
    type=click.Choice(["auto", "news", "narrative"]),
    default="auto",
    show_default=True,
    help="How to read dates without a year: as news around --date, or as a story that moves on.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="sourced-timeline")
def cli() -> None:
    """Turn a folder of articles into a timeline whose every date and claim can be checked."""


@cli.command()
@_articles
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write the site to [default: site].")
@_config
@click.option("--base-url", help="Web address where the site will stand, for absolute links.")
@click.option("--force", is_flag=True, help="Write into a folder that holds other files; they are kept.")
@_strict
def build(articles: Path | None, out: Path | None, config: Path | None, base_url: str | None, force: bool, strict: bool) -> None:
    """Read ARTICLES (a folder or file; default: seeds), and write a static site.

    It refuses an output folder that holds files it did not write.
    """
    from timeline import pipeline

    options = _options(articles, config)
    if base_url is not None:
        options = replace(options, base_url=_web_address(base_url))
    output = out or options.output
    timeline = pipeline.build(options, track=_progress)
    report = pipeline.publish(timeline, options, output, force=force)
    _say_summary(timeline)
    _say(f"{len(report.written)} files written, {len(report.unchanged)} unchanged, {len(report.removed)} removed.")
    _say(f"The page: {_shown(str(output / 'index.html'))}")
    _exit_if(timeline.problems, strict=strict)


@cli.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--jsonl", is_flag=True, help='Read lines of {"doc", "dct", "text"} instead of articles.')
@_date
@_mode
def tag(files: tuple[Path, ...], jsonl: bool, date: str | None, mode: str) -> None:
    """Print the time expressions of FILES (- or nothing: standard input) as JSON Lines."""
    from timeline import timexes

    dated = _when(date)
    for doc, dct, text in _documents(files, jsonl=jsonl):
        found = timexes.tag_text(text, dct or dated, mode)
        click.echo(json.dumps(timexes.line(doc, found), ensure_ascii=False))


@cli.command()
@click.argument("text", required=False)
@_date
@_mode
@click.option("--event", metavar="ID", help="Explain an event of the timeline instead of a text; the first characters are enough.")
@click.option("--articles", type=click.Path(path_type=Path), help="Where the event's articles are [default: as for build].")
@_config
def explain(text: str | None, date: str | None, mode: str, event: str | None, articles: Path | None, config: Path | None) -> None:
    """Say how each date in TEXT (or of an event) comes about: rule, reading, anchor, steps, result."""
    if (text is None) == (event is None):
        raise click.UsageError("Give a TEXT or an --event ID.")
    if text is not None:
        from timeline import timexes

        click.echo(timexes.explain(text, _when(date), mode))
        return
    from timeline import pipeline

    timeline = pipeline.build(_options(articles, config), track=_progress)
    matching = [item for item in timeline.events if any(key.startswith(str(event)) for key in (item.id, *(e.key for e in item.evidence)))]
    if len(matching) != 1:
        raise InputError(f"{len(matching)} events have an id or key that begins with {event!r}", hint="`timeline export csv` lists the ids")
    click.echo("\n".join(_event_lines(matching[0], timeline)))


@cli.command()
@_articles
@_config
@_strict
def check(articles: Path | None, config: Path | None, strict: bool) -> None:
    """List what a careful editor would ask about the timeline of ARTICLES, without writing anything."""
    from timeline import pipeline

    timeline = pipeline.build(_options(articles, config), track=_progress)
    problems = (*timeline.problems, *pipeline.questions(timeline))
    for problem in problems:
        click.echo(_line(problem))
    _say_summary(replace(timeline, problems=()))
    _exit_if(problems, strict=strict)


@cli.command()
@click.argument("format_name", metavar="FORMAT", type=click.Choice(_FORMATS))
@_articles
@click.option("--out", type=click.Path(path_type=Path), help="File to write [default: standard output].")
@_config
def export(format_name: str, articles: Path | None, out: Path | None, config: Path | None) -> None:
    """Print the timeline of ARTICLES as FORMAT: json, csv, ics, atom, timelinejs or markdown."""
    from timeline import exporting, pipeline

    text = exporting.FORMATS[format_name](pipeline.build(_options(articles, config), track=_progress))
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}", path=str(out)) from error
    _say(f"Written: {_shown(str(out))}")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code; every failure is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    logging.getLogger().addHandler(logging.NullHandler())  # libraries talk through us, or not at all
    sys.exit(_guarded(lambda: cli.main(args=None if arguments is None else list(arguments), prog_name="timeline", standalone_mode=False)))


def _guarded(run: Callable[[], object]) -> int:
    try:
        result = run()
        sys.stdout.flush()
    except TimelineError as error:
        _say(f"timeline: {_shown(str(error))}")
        return _USAGE
    except click.exceptions.Abort:
        return _interrupted()
    except KeyboardInterrupt:
        return _interrupted()
    except click.ClickException as error:
        error.show()
        return _USAGE
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last guard: a bug is one line for the user, and a traceback on request
        if os.environ.get("TIMELINE_TRACEBACK"):
            raise
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f" in {Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
        _say(f"timeline: a bug, {type(error).__name__}{where}: {_shown(str(error))}")
        _say("Please report it; TIMELINE_TRACEBACK=1 shows where it happened.")
        return _BUG
    return result if isinstance(result, int) else 0


def _interrupted() -> int:
    _say("Interrupted.")
    return _INTERRUPTED


# --- options -----------------------------------------------------------------------------------------------------------------------------


def _options(articles: Path | None, config: Path | None) -> Options:
    """The config file, if there is one, and the folder of articles where the command line names it."""
    here = Path()
    beside = articles if articles is not None else Options().inputs[0]
    folders = (beside, here) if articles is not None else (here, beside)
    path = config or find_config(folders)
    options = load(path) if path else Options()
    return replace(options, inputs=(articles,)) if articles is not None else options


def _when(date: str | None) -> When | None:
    if date is None:
        return None
    from timeline.reading.dates import HINT, written_date

    when = written_date(date)
    if when is None:
        raise ConfigError(f"--date: {date!r} is not a date", hint=HINT)
    return when


def _web_address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise ConfigError(f"--base-url: {text!r} is not a web address", hint="it begins with https://")
    return text


# --- documents to tag --------------------------------------------------------------------------------------------------------------------


def _documents(files: tuple[Path, ...], *, jsonl: bool) -> Iterator[tuple[str, When | None, str]]:
    """Name, date and text of each document."""
    for path in files or (Path("-"),):
        if jsonl:
            with _opened(path) as lines:
                yield from _json_lines(lines, path)
        elif str(path) == "-":
            with _opened(path) as stream:
                yield "-", None, stream.read()
        else:
            from timeline.reading import read

            articles, problems = read(path)
            for problem in problems:
                _say(_line(problem))
            yield from ((article.id, article.published, article.text) for article in articles)


def _opened(path: Path) -> IO[str]:
    try:
        return click.open_file(str(path), encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=str(path)) from error


def _json_lines(lines: Iterable[str], path: Path) -> Iterator[tuple[str, When | None, str]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError("is not a line of JSON", path=str(path), line=number, hint='write {"doc": …, "dct": …, "text": …}') from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise InputError("has no text", path=str(path), line=number, hint='write {"doc": …, "dct": …, "text": …}')
        try:
            yield str(row.get("doc", number)), _when(str(row["dct"])) if row.get("dct") else None, row["text"]
        except ConfigError as error:
            raise InputError(f"dct: {row['dct']!r} is not a date", path=str(path), line=number, hint=error.hint) from error


# --- talk --------------------------------------------------------------------------------------------------------------------------------


def _say(line: str) -> None:
    click.echo(line, err=True)


def _progress(articles: Sequence[Article]) -> Iterable[Article]:
    """The articles one by one, with a bar on a terminal."""
    if not sys.stderr.isatty():
        return articles
    return _with_bar(articles)


def _with_bar(articles: Sequence[Article]) -> Iterator[Article]:
    with click.progressbar(articles, label="Reading", file=sys.stderr) as bar:
        yield from bar


def _say_summary(timeline: Timeline) -> None:
    carried = sum(len(event.evidence) for event in timeline.events)
    loose_articles = sum(article.published_basis.value in ("unknown", "inferred") for article in timeline.articles)
    loose_events = sum(event.when is None for event in timeline.events)
    _say(
        f"{_count(len(timeline.articles), 'article')} ({loose_articles} undated), "
        f"{_count(len(timeline.events), 'event')} from {_count(carried, 'mention')} ({loose_events} undated), "
        f"{_count(len(timeline.conflicts), 'conflict')}, {_count(len(timeline.problems), 'problem')}."
    )
    for problem in timeline.problems[:_LISTED]:
        _say(f"  {_line(problem)}")
    if len(timeline.problems) > _LISTED:
        _say(f"  and {len(timeline.problems) - _LISTED} more: `timeline check` lists them all.")


def _line(problem: Problem) -> str:
    place = f"{problem.path}:{problem.line}: " if problem.path and problem.line else f"{problem.path}: " if problem.path else ""
    return _shown(f"{place}{problem.severity.value}: {problem.message}" + (f" ({problem.hint})" if problem.hint else ""))


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


def _exit_if(problems: Iterable[Problem], *, strict: bool) -> None:
    if strict and any(problem.severity.value != "question" for problem in problems):
        raise click.exceptions.Exit(_STRICT)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _shown(text: str) -> str:
    """A message that moves no cursor: what cannot be printed is written out."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
