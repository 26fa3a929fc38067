"""Engines of this machine: one item after the other, or several processes at once."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Protocol, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

FEW = 400  # items that one process does as soon as several have started
_PARTS = 16  # that each process gets of the whole: few enough to cost nothing, enough that none waits long for the last


class Engine(Protocol):
    """Whoever applies a function to items: results come in the order of the items, errors are raised where they come up."""

    def __call__(self, function: Callable[[In], Out], items: Sequence[In], /) -> Iterable[Out]:
        """What `map(function, items)` gives."""
        ...


def serial(function: Callable[[In], Out], items: Sequence[In], /) -> Iterable[Out]:
    """One after the other, here."""
    return map(function, items)


def processes(jobs: int, *, few: int = FEW) -> Engine:
    """An engine of so many processes, which live as long as a run; fewer items than `few` are done here. ValueError for no process."""
    if jobs < 1:
        raise ValueError(f"{jobs} processes do no work")

    def run(function: Callable[[In], Out], items: Sequence[In], /) -> Iterable[Out]:
        if jobs == 1 or len(items) < few:
            return serial(function, items)
        return _parallel(function, items, jobs)

    return run


def _parallel(function: Callable[[In], Out], items: Sequence[In], jobs: int) -> Iterator[Out]:
    # a copy of this process starts at once, with all tables loaded; beside threads of ours it could stand still for ever
    copies = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if copies else "spawn")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
        yield from pool.map(function, items, chunksize=max(1, len(items) // (jobs * _PARTS)))
