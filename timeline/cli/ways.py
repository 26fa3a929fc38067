"""Flags that say how a build is carried out in, a `Way` out: the cache, the engine, and the only clock that measures."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.talk import say
from timeline.errors import ConfigError
from timeline.quick import dataclass

if TYPE_CHECKING:
    from timeline.engines import Engine
    from timeline.model import Timeline
    from timeline.pipeline import Way

jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that read and merge articles [default: one a processor, for a few hundred articles or more].",
)
no_cache = click.option("--no-cache", is_flag=True, help="Read every article anew, and keep nothing for the next time.")
engine = click.option(
    "--engine", metavar="dask[=ADDRESS]", help="Read and merge articles on a Dask cluster: a local one, or that at ADDRESS."
)
timings = click.option("--timings", is_flag=True, help="Say what each stage cost.")


@dataclass(slots=True)
class Stopwatch:
    """CPU and wall seconds of each stage, those of finished child processes with it, in the order of their first turn."""

    spent: dict[str, tuple[float, float]] = field(default_factory=dict)

    @contextmanager
    def watch(self, stage: str) -> Iterator[None]:
        """Count what happens inside for a stage."""
        cpu, wall = _cpu(), time.perf_counter()
        try:
            yield
        finally:
            before = self.spent.get(stage, (0.0, 0.0))
            self.spent[stage] = (before[0] + _cpu() - cpu, before[1] + time.perf_counter() - wall)


def _cpu() -> float:
    return sum(os.times()[:4])


def way(stopwatch: Stopwatch | None = None, *, cached: bool = True, jobs: int | None = None, engine: str | None = None) -> Way:
    """How to build, as the flags say. The records of a build hold no circles, so it goes without looking for any: a tenth of its time."""
    from timeline import pipeline
    from timeline.reads import open_cache

    gc.disable()
    cache = open_cache(cache_folder()) if cached else None
    watch = stopwatch.watch if stopwatch else pipeline.PLAIN.watch
    return pipeline.Way(engine=_engine(jobs, engine), cache=cache, watch=watch)


def cache_folder() -> Path:
    """Where what was read is kept: `timeline` in the user's folder for caches."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".cache") / "timeline"


def _engine(jobs: int | None, engine: str | None) -> Engine:
    from timeline import engines

    if engine is None:
        return engines.processes(jobs or os.cpu_count() or 1, few=1 if jobs else engines.FEW)
    name, _, address = engine.partition("=")
    if name != "dask":
        raise ConfigError(f"--engine: there is no engine {name!r}", hint="write dask, or dask=ADDRESS")
    return engines.dask(address, workers=jobs or os.cpu_count() or 1)


def say_timings(stopwatch: Stopwatch, timeline: Timeline) -> None:
    """A line a stage, and how fast the whole was."""
    cpu, wall = (sum(spent[i] for spent in stopwatch.spent.values()) for i in (0, 1))
    articles, kilobytes = len(timeline.articles), sum(len(article.text) for article in timeline.articles) / 1000
    for stage, spent in (*stopwatch.spent.items(), ("all stages", (cpu, wall))):
        say(f"  {stage:<18} {spent[0]:8.2f} s CPU {spent[1]:8.2f} s wall")
    say(f"  {articles / max(wall, 1e-9):.0f} articles and {kilobytes / max(wall, 1e-9):.0f} kB of text a second of wall time.")
