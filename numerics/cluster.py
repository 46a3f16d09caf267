"""The workers of a Dask cluster as an executor; needs the extra `cluster` (distributed)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from distributed import Client

from numerics.grid import NoCluster

PATIENCE = 10  # seconds until the scheduler answers


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of the scheduler at the address; NoCluster where none is to be had, or one has several threads.

    The precision of ball arithmetic is one for all threads of a process.  The workers need this project installed, at
    the same place and with the same extras.
    """
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"{address}: no Dask scheduler answers there: {' '.join(str(error).split())}") from error
    with client:
        threads = client.nthreads()
        if not threads:
            raise NoCluster(f"{address}: the scheduler has no workers; start some: dask worker {address} --nthreads 1")
        if many := [worker for worker, number in threads.items() if number > 1]:
            raise NoCluster(f"{many[0]}: a worker with {threads[many[0]]} threads; start it with --nthreads 1")
        with client.get_executor(pure=False, retries=0) as executor:
            yield executor
