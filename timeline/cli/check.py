"""`timeline check`: what a careful editor would ask about the timeline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from timeline.cli import arguments, clock, ways
from timeline.cli.talk import exit_if, problem_line, progress, say_summary


@click.command("check")
@arguments.articles
@arguments.config
@arguments.strict
def command(articles: Path | None, config: Path | None, strict: bool) -> None:
    """List what a careful editor would ask about the timeline of ARTICLES, without writing anything."""
    from timeline import pipeline, questions

    options = arguments.build_options(articles, config)
    timeline = pipeline.build(options, track=progress, way=ways.way(), today=clock.build_day())
    problems = (*timeline.problems, *questions.asked(timeline))
    for problem in problems:
        click.echo(problem_line(problem))
    say_summary(replace(timeline, problems=()))
    exit_if(problems, strict=strict)
