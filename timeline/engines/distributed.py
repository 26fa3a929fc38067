"""The engine of many machines: items go to the workers of a Dask cluster in parts, results come back in order.

Dask does the scheduling: a part whose worker dies is done again by another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from timeline.engines.local import Engine
from timeline.errors import ConfigError

if TYPE_CHECKING:
    from distributed import Client

In = TypeVar("In")
Out = TypeVar("Out")

_PART = 50  # items a task: half a second of work, beside which scheduling costs nothing
_RETRIES = 3  # of a part whose worker died


def dask(address: str = "", *, workers: int = 1) -> Engine:
    """An engine on the cluster at an address, or on a local one of so many worker processes that lives as long as a run.

    ConfigError where the extra is missing or no cluster answers.
    """
    try:
        import distributed
        from dask import bag
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

    def run(function: Callable[[In], Out], items: Sequence[In], /) -> Iterator[Out]:
        if not items:
            return
        with connect() as client:
            parts = bag.from_sequence(items, partition_size=_PART).map(function).to_delayed()
            for part in client.compute(parts, retries=_RETRIES):
                yield from part.result()

    return run
