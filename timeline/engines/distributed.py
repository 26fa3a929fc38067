"""The engine of many machines: items go to the workers of a Dask cluster in parts, results come back in order.

Dask does the scheduling: a part whose worker dies is done again by another. A part travels as bytes that only a worker reads, and no more
parts travel at once than keep all workers busy, so that neither this machine nor the scheduler holds them all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from timeline.engines.local import Engine
from timeline.errors import ConfigError

if TYPE_CHECKING:
    from distributed import Client, Future

In = TypeVar("In")
Out = TypeVar("Out")

_PART = 50  # articles a part: half a second of work, beside which scheduling costs nothing
_AHEAD = 3  # parts on their way to each thread of a worker
_FEWEST = 8  # parts on their way while workers are still to come
_RETRIES = 3  # of a part whose worker died


def dask(address: str = "", *, workers: int = 1) -> Engine:
    """An engine on the cluster at an address, or on a local one of so many worker processes that lives as long as a run.

    ConfigError where the extra is missing or no cluster answers.
    """
    try:
        import distributed
        from distributed.protocol import pickle
    except ImportError as error:
        raise ConfigError("the engine dask needs the extra of that name", hint="pip install 'sourced-timeline[dask]'") from error

    def connect() -> Client:
        try:
            if address:
                return distributed.Client(address)
            return distributed.Client(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"no Dask cluster answers at {address or 'this machine'}: {error}", hint="start its scheduler first"
            ) from error

    def run(function: Callable[[In], Out], items: Sequence[In], /, *, each: int = 1) -> Iterator[Out]:
        if not items:
            return
        size = max(1, _PART // each)
        with connect() as client:
            waiting: deque[Future[list[Any]]] = deque()
            for start in range(0, len(items), size):
                part = pickle.dumps((function, items[start : start + size]))
                waiting.append(client.submit(_done, part, pure=False, retries=_RETRIES))
                if len(waiting) >= max(_FEWEST, _AHEAD * sum(client.nthreads().values())):
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()

    return run


def _done(part: bytes) -> list[Any]:
    """What a worker does with a part."""
    import pickle

    function, items = pickle.loads(part)  # noqa: S301  of a cluster that runs whatever it is sent
    return list(map(function, items))
