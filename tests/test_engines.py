"""Engines give what `map` gives: in order, whole, with the errors of the function; also where a worker dies."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.commands import run
from tests.events.reading import article
from timeline import engines, pipeline
from timeline.engines import Engine
from timeline.errors import ConfigError
from timeline.exporting import to_json
from timeline.model import Article
from timeline.options import Options

distributed = pytest.importorskip("distributed")

In = TypeVar("In")
Out = TypeVar("Out")

_STARTS = ("Tess", "Marr", "Alder", "Corv", "Fenn", "Quill")
_ENDS = ("ing", "ow", "wick", "ham", "by", "mark")
_SAID = (
    "{a} met {b} in {where} on {day} May 2031 over the {where} ferry charter.",
    "{a} and {b} met in {where}, and the {where} ferry charter was signed.",
    "{a} bought the {where} dry dock from {b} for ${sum} million on {day} May 2031.",
    "{b} denied that {a} had bought the {where} dry dock.",
    "{a} resigned as head of the {where} pilots on {day} May 2031.",
)


@cache
def archive() -> tuple[Article, ...]:
    """Stories that are told by four papers each, some of which give no date."""
    return tuple(_paper(story, paper) for story in range(15) for paper in range(4))


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.events.merging.parts._BATCH", 8)  # so that few articles make many


def _paper(story: int, paper: int) -> Article:
    name, where = (_STARTS[story // 6] + _ENDS[story % 6], _STARTS[story % 6] + _ENDS[story // 6])
    words = {"a": f"Ada {name}", "b": f"Omar {name[::-1].capitalize()}", "where": where, "day": 1 + story % 28, "sum": 3 + story}
    text = " ".join(_SAID[(story + paper + line) % 5].format(**words) for line in range(3))
    day = "" if paper == 3 and story % 3 == 0 else f"2031-{6 + story // 5:02}-{1 + (story + paper) % 28:02}"
    return article(text, name=f"paper{paper}-{story:02}", published=day)


@pytest.fixture(scope="module")
def here() -> str:
    """What the archive comes to on this machine."""
    return to_json(pipeline.assemble(archive(), Options()))


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a local cluster of two worker processes."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started.scheduler_address


@pytest.fixture(params=["serial", "processes", "dask"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each of the engines."""
    if request.param == "dask":
        return engines.dask(request.getfixturevalue("cluster"))
    return engines.processes(2, few=1) if request.param == "processes" else engines.serial


def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    """Also where there are many more items than workers."""
    assert [str(number) for number in range(500)] == list(engine(str, range(500)))


def test_nothing_to_do_is_done(engine: Engine) -> None:
    """No items, no results."""
    assert not list(engine(str, ()))


def test_errors_come_through(engine: Engine) -> None:
    """What the function raises is raised here."""
    with pytest.raises(ValueError, match="invalid literal"):
        list(engine(int, ["1", "one"]))


def test_an_item_may_be_worth_many_articles(engine: Engine) -> None:
    """That says how the work is shared out, not what comes of it."""
    assert ["0", "1", "2"] == list(engine(str, range(3), each=100))


def test_every_engine_builds_the_same_bytes(engine: Engine, here: str) -> None:
    """The timeline of articles read and merged elsewhere is that of articles read and merged here."""
    assert here == to_json(pipeline.assemble(archive(), Options(), way=pipeline.Way(engine=engine)))


def test_a_dead_worker_is_stood_in_for_by_another(cluster: str, tmp_path: Path) -> None:
    """One of two workers is gone in the middle; nothing is lost, nothing comes twice."""
    marker = tmp_path / "died"

    results = list(engines.dask(cluster)(_dies_once(_square, 120, marker), list(enumerate(range(300)))))

    assert marker.exists()
    assert [number * number for number in range(300)] == results


@pytest.mark.parametrize("stage", ["read", "merge"])
def test_a_build_outlives_a_worker(stage: str, cluster: str, here: str, tmp_path: Path) -> None:
    """Whether a worker dies while it reads or while it merges, the timeline is what it would have been."""
    marker = tmp_path / "died"

    def engine(function: Callable[[In], Out], items: Sequence[In], /, *, each: int = 1) -> Iterable[Out]:
        if (each > 1) != (stage == "merge"):
            return map(function, items)
        numbered = list(enumerate(items))
        return engines.dask(cluster)(_dies_once(partial(_second, function), len(items) // 2, marker), numbered, each=each)

    assert here == to_json(pipeline.assemble(archive(), Options(), way=pipeline.Way(engine=engine)))
    assert marker.exists()


def _dies_once(function: Callable[[tuple[int, Any]], Out], at: int, marker: Path) -> Callable[[tuple[int, Any]], Out]:
    """A function of numbered items that ends its process when it first comes to one of them."""

    def run(item: tuple[int, Any]) -> Out:
        if item[0] == at and not marker.exists():
            marker.touch()
            os._exit(1)
        return function(item)

    return run


def _square(item: tuple[int, int]) -> int:
    return item[1] * item[1]


def _second(function: Callable[[In], Out], item: tuple[int, In]) -> Out:
    return function(item[1])


def test_a_cluster_is_started_as_the_documents_say(tmp_path: Path) -> None:
    """`dask scheduler`, `dask worker` with its address, and a build that names it: all by way of their commands."""
    folder, place = tmp_path / "papers", tmp_path / "scheduler.json"
    folder.mkdir()
    for paper in archive()[:12]:
        (folder / f"{paper.id}.md").write_text(f"---\ndate: 2031-06-01\n---\n{paper.text}")
    command = [sys.executable, "-m", "dask"]
    scheduler = [*command, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place)]
    worker = [*command, "worker", "--scheduler-file", str(place), "--no-dashboard", "--local-directory", str(tmp_path)]
    with ExitStack() as stack:
        for line in (scheduler, worker):
            started = stack.enter_context(subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            stack.callback(started.terminate)
        with distributed.Client(scheduler_file=str(place), timeout=60) as client:
            client.wait_for_workers(1, timeout=60)
            address = client.scheduler.address
        there = run(tmp_path, "build", "papers", "--out", "there", "--no-cache", "--engine", f"dask={address}")
    alone = run(tmp_path, "build", "papers", "--out", "alone", "--no-cache", "--jobs", "1")

    assert (0, 0) == (there.returncode, alone.returncode), there.stderr
    assert "12 articles" in there.stderr
    assert (tmp_path / "alone" / "timeline.json").read_bytes() == (tmp_path / "there" / "timeline.json").read_bytes()


def test_no_process_does_no_work() -> None:
    """So many jobs cannot be meant."""
    with pytest.raises(ValueError, match="0 processes"):
        engines.processes(0)


def test_an_address_where_nobody_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says where, and what to do."""
    monkeypatch.setattr(distributed, "Client", lambda address: (_ for _ in ()).throw(OSError(f"timed out: {address}")))

    with pytest.raises(ConfigError, match="no Dask cluster answers at tcp://nowhere"):
        list(engines.dask("tcp://nowhere:1")(str, [1]))
