"""What commands say on stderr: progress, summaries, problems; and the exit code that problems ask for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from timeline.model import Article, Event, Problem, Timeline

STRICT = 1  # exit code under --strict
_LISTED = 12  # problems shown after a build; `check` shows all
_LARGEST_FILE, _LARGEST_SITE = 100_000_000, 1_000_000_000  # bytes that a host of static pages takes


def say(line: str) -> None:
    """One line on stderr; where nobody can hear it, the work goes on."""
    with suppress(OSError):
        click.echo(line, err=True)


def progress(articles: Sequence[Article]) -> Iterable[Article]:
    """The articles one by one, with a bar on a terminal."""
    if not sys.stderr.isatty():
        return articles
    return _with_bar(articles)


def _with_bar(articles: Sequence[Article]) -> Iterator[Article]:
    with click.progressbar(articles, label="Reading", file=sys.stderr) as bar:
        yield from bar


def say_summary(timeline: Timeline) -> None:
    """What a build found, and the first of its problems."""
    carried = sum(len(event.evidence) for event in timeline.events)
    loose_articles = sum(article.published_basis.value in ("unknown", "inferred") for article in timeline.articles)
    loose_events = sum(event.when is None for event in timeline.events)
    say(
        f"{_count(len(timeline.articles), 'article')} ({loose_articles} undated), "
        f"{_count(len(timeline.events), 'event')} from {_count(carried, 'mention')} ({loose_events} undated), "
        f"{_count(len(timeline.conflicts), 'conflict')}, {_count(len(timeline.problems), 'problem')}."
    )
    for problem in timeline.problems[:_LISTED]:
        say(f"  {problem_line(problem)}")
    if len(timeline.problems) > _LISTED:
        say(f"  and {len(timeline.problems) - _LISTED} more: `timeline check` lists them all.")


def say_large(sizes: Mapping[str, int]) -> None:
    """What of a site is more than hosts of static pages take, by the bytes of its files."""
    hint = "`downloads` in timeline.toml says which files are written beside the pages"
    for name, size in sorted(sizes.items()):
        if size > _LARGEST_FILE:
            say(f"{shown(name)} has {size / 1e6:.0f} MB: GitHub, for one, takes no file above 100 MB ({hint}).")
    if (whole := sum(sizes.values())) > _LARGEST_SITE:
        say(f"The site has {whole / 1e6:.0f} MB: GitHub Pages, for one, takes none above 1,000 MB ({hint}; or build it by year).")


def stop_if(waiting: Sequence[Event]) -> None:
    """Name the events that nobody has accepted, and leave with 1; nothing where there are none."""
    if not waiting:
        return
    one = len(waiting) == 1
    say(f"Not published: {len(waiting)} {'event' if one else 'events'} may harm somebody and {'is' if one else 'are'} not accepted.")
    for event in waiting:
        said = "; ".join((event.title or event.evidence[0].quote, *event.changes))
        say(shown(f"  {event.id} {event.kind}: {said}"))
    say("Accept, change or reject each in corrections.yaml; nothing was written.")
    raise click.exceptions.Exit(1)


def problem_line(problem: Problem) -> str:
    """`path:line: severity: message (hint)`."""
    place = f"{problem.path}:{problem.line}: " if problem.path and problem.line else f"{problem.path}: " if problem.path else ""
    return shown(f"{place}{problem.severity.value}: {problem.message}" + (f" ({problem.hint})" if problem.hint else ""))


def exit_if(problems: Iterable[Problem], *, strict: bool) -> None:
    """Leave with 1 where `--strict` was asked for and there are errors or warnings."""
    if strict and any(problem.severity.value != "question" for problem in problems):
        raise click.exceptions.Exit(STRICT)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shown(text: str) -> str:
    """A message that moves no cursor: what cannot be printed is written out."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
