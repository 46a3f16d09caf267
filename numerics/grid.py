"""A grid of jobs over any executor: processes of this machine, or a Dask cluster where one is outgrown."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class NoCluster(Exception):
    """A Dask cluster that cannot be reached, or the package that would reach it is missing."""


def over(executor: Executor, work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[tuple[Job, Result]]:
    """Each job with its result, as it is done; what a job raises is raised, and those not yet begun are dropped."""
    futures = {executor.submit(work, job): job for job in jobs}
    try:
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        for future in futures:
            future.cancel()


@contextmanager
def processes(count: int | None = None) -> Iterator[Executor]:
    """So many processes of this machine, one a core unless told otherwise, which share its threads.

    The environment may say how many threads each has.  They leave interrupts to this process, and end at once when it
    stops early.
    """
    cores = os.cpu_count() or 1
    workers = cores if count is None else count
    for name in THREADS:
        os.environ.setdefault(name, str(max(1, cores // workers)))
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=leave_interrupts)
    before = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def workers(count: int | None, address: str | None) -> Iterator[Executor]:
    """The workers of a Dask cluster where an address is given, else processes of this machine; NoCluster."""
    if address is None:
        with processes(count) as pool:
            yield pool
        return
    try:
        from numerics.cluster import cluster
    except ImportError as error:
        raise NoCluster("--dask needs the extra `cluster`: pip install -e '.[cluster]'") from error
    with cluster(address) as executor:
        yield executor


def leave_interrupts() -> None:
    """A worker leaves interrupts to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
