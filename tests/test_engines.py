"""Engines give what `map` gives: in order, whole, with the errors of the function; also where a worker dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.test_caching import ARTICLES
from timeline import engines, pipeline
from timeline.engines import Engine
from timeline.errors import ConfigError
from timeline.exporting import to_json
from timeline.options import Options

distributed = pytest.importorskip("distributed")


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


def test_every_engine_builds_the_same_bytes(engine: Engine) -> None:
    """The timeline of articles read elsewhere is that of articles read here."""
    elsewhere = pipeline.assemble(ARTICLES, Options(), way=pipeline.Way(engine=engine))

    assert to_json(pipeline.assemble(ARTICLES, Options())) == to_json(elsewhere)


def test_the_work_of_a_dead_worker_is_done_by_another(cluster: str, tmp_path: Path) -> None:
    """One of two workers is gone in the middle; nothing is lost, nothing comes twice."""
    marker = tmp_path / "died"

    def dies_once(number: int, marker: Path) -> int:
        if number == 120 and not marker.exists():
            marker.touch()
            os._exit(1)
        return number * number

    results = list(engines.dask(cluster)(partial(dies_once, marker=marker), range(300)))

    assert marker.exists()
    assert [number * number for number in range(300)] == results


def test_no_process_does_no_work() -> None:
    """So many jobs cannot be meant."""
    with pytest.raises(ValueError, match="0 processes"):
        engines.processes(0)


def test_an_address_where_nobody_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says where, and what to do."""
    monkeypatch.setattr(distributed, "Client", lambda address: (_ for _ in ()).throw(OSError(f"timed out: {address}")))

    with pytest.raises(ConfigError, match="no Dask cluster answers at tcp://nowhere"):
        list(engines.dask("tcp://nowhere:1")(str, [1]))
