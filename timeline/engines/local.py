"""Engines of this machine: one item after the other, or several processes at once."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Protocol, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

FEW = 400  # articles that one process does as soon as several have started
_PARTS = 16  # that each process gets of the whole: few enough to cost nothing, enough that none waits long for the last


class Engine(Protocol):
    """Whoever applies a function to items: results come in the order of the items, errors are raised where they come up.

    Both are pickled only where they leave the machine, or have to: an item that is part of something large may then take with it no more
    than it needs. `each` says how many articles an item is worth.
    """

    def __call__(self, function: Callable[[In], Out], items: Sequence[In], /, *, each: int = 1) -> Iterable[Out]:
        """What `map(function, items)` gives."""
        ...


def serial(function: Callable[[In], Out], items: Sequence[In], /, *, each: int = 1) -> Iterable[Out]:  # noqa: ARG001  as an Engine
    """One after the other, here."""
    return map(function, items)


def processes(jobs: int, *, few: int = FEW) -> Engine:
    """An engine of so many processes, which live as long as a run; fewer articles than `few` are done here. ValueError for no process."""
    if jobs < 1:
        raise ValueError(f"{jobs} processes do no work")

    def run(function: Callable[[In], Out], items: Sequence[In], /, *, each: int = 1) -> Iterable[Out]:
        if jobs == 1 or len(items) < 2 or len(items) * each < few:  # noqa: PLR2004  one item is one process's
            return serial(function, items)
        return _parallel(function, items, jobs)

    return run


def _parallel(function: Callable[[In], Out], items: Sequence[In], jobs: int) -> Iterator[Out]:
    chunk = max(1, len(items) // (jobs * _PARTS))
    # a copy of this process starts at once, with all tables loaded; beside threads of ours it could stand still for ever
    if "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=_begin, initargs=(function, items)) as pool:
            yield from pool.map(_at, range(len(items)), chunksize=chunk)
    else:
        with ProcessPoolExecutor(max_workers=jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
            yield from pool.map(function, items, chunksize=chunk)


_given: tuple[Callable[[Any], Any], Sequence[Any]] = (repr, ())  # in a copy: what it works on, which came with it and was not sent


def _begin(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    global _given  # noqa: PLW0603  a copy has one task, and ends with it
    _given = function, items


def _at(number: int) -> Any:  # noqa: ANN401  whatever the function gives
    function, items = _given
    return function(items[number])
