"""`timeline build`: a folder of articles in, a static site out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from timeline.cli import arguments, clock, ways
from timeline.cli.talk import exit_if, progress, say, say_large, say_summary, shown, stop_if


@click.command("build")
@arguments.articles
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write the site to [default: site].")
@arguments.config
@click.option("--base-url", help="Web address where the site will stand, for absolute links.")
@click.option("--top", type=click.IntRange(min=1), help="Show only so many events: the most salient, with what answers them.")
@click.option("--force", is_flag=True, help="Write into a folder that holds other files; they are kept.")
@click.option("--publish", is_flag=True, help="Build for readers: no draft, nothing sensitive that nobody has accepted.")
@arguments.strict
@ways.jobs
@ways.no_cache
@ways.engine
@ways.timings
def command(
    articles: Path | None,
    out: Path | None,
    config: Path | None,
    base_url: str | None,
    top: int | None,
    force: bool,
    publish: bool,
    strict: bool,
    jobs: int | None,
    no_cache: bool,
    engine: str | None,
    timings: bool,
) -> None:
    """Read ARTICLES (a folder or file; default: seeds), and write a static site.

    The site is a draft and says so, unless --publish is given: then it exits 1 while an event that may harm somebody is not accepted,
    and names all of them. It refuses an output folder that holds files it did not write.
    """
    from timeline import pipeline, questions

    options = arguments.build_options(articles, config)
    if base_url is not None:
        options = replace(options, base_url=arguments.web_address(base_url))
    options = replace(options, top=top) if top is not None else options
    output = out or options.output
    stopwatch, today = ways.Stopwatch(), clock.build_day()
    way = ways.way(stopwatch, cached=not no_cache, jobs=jobs, engine=engine)
    timeline = pipeline.build(options, track=progress, way=way, today=today)
    if publish:
        stop_if(questions.unaccepted(timeline))
    report = pipeline.publish(timeline, options, output, force=force, draft=not publish, today=today, way=way)
    say_summary(timeline)
    if timings:
        ways.say_timings(stopwatch, timeline)
    say(f"{len(report.written)} files written, {len(report.unchanged)} unchanged, {len(report.removed)} removed.")
    say_large(report.sizes)
    say(f"The page: {shown(str(output / 'index.html'))}")
    exit_if(timeline.problems, strict=strict)
