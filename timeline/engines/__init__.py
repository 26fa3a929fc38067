"""Work and what to do it on in, results in the same order out: one after the other, in processes, or on the machines of a Dask cluster.

An engine knows nothing of articles. It is handed a pure function and a sequence, and gives back what the built-in `map` would.
"""

from timeline.engines.distributed import dask
from timeline.engines.local import FEW, Engine, processes, serial

__all__ = ("FEW", "Engine", "dask", "processes", "serial")
