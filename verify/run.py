"""Claims side by side on the cores there are."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import lru_cache, partial
from pathlib import Path
from queue import SimpleQueue

from numerics.attack import Budget
from numerics.grid import THREADS, leave_interrupts, over
from theory.catalogue import Catalogue, loaded
from theory.checks import BadClaimFile
from theory.derive import Derivations
from theory.kernel import Circle
from verify.entry import Entry, entry
from verify.examine import examine
from verify.shares import Shares

Folders = tuple[Path, ...]
Report = Callable[[Entry], None]
Work = Callable[[str], Entry]
COLLECTIONS = (10_000, 20, 50)  # new objects, and younger collections, before one of each age


class Broken(Exception):
    """The verifier itself failed on a claim."""


_is_worker = False  # then the parent has looked through the claim files


@lru_cache(maxsize=2)
def opened(folders: Folders) -> tuple[Catalogue, Derivations]:
    """The catalogue of these folders and its derivations, once a process."""
    catalogue = loaded(folders, seen=_is_worker)
    return catalogue, Derivations(catalogue.claims)


def verify_claim(name: str, folders: Folders, budget: Budget) -> Entry:
    """The ledger entry of one claim."""
    catalogue, derivations = opened(folders)
    try:
        return _entry(name, catalogue, derivations, budget)
    except (BadClaimFile, Circle):
        raise
    except Exception as error:
        message = " ".join(str(error).split())
        raise Broken(f"{name}: {type(error).__name__}: {message}; a fault of ours, please report it") from error


def _entry(name: str, catalogue: Catalogue, derivations: Derivations, budget: Budget) -> Entry:
    return entry(examine(catalogue.claims[name], catalogue, derivations, budget))


def verify_claims(
    names: Sequence[str], folders: Folders, budget: Budget, report: Report, executor: Executor | None = None
) -> list[Entry]:
    """The entries in the order of the names; `report` hears of each as it is done.

    With an executor its workers do them, one claim a job, else the cores of this machine.
    """
    work = partial(verify_claim, folders=folders, budget=budget)
    if executor is not None:
        found = {name: _reported(made, report) for name, made in over(executor, work, names)}
        return [found[name] for name in names]
    workers = min(len(names), os.cpu_count() or 1)
    if workers <= 1:
        return [_reported(work(name), report) for name in names]
    done = {str(made["id"]): made for made in _side_by_side(work, names, workers, report)}
    return [done[name] for name in names]


def _side_by_side(work: Work, names: Sequence[str], workers: int, report: Report) -> list[Entry]:
    """The entries as they are done, each worker going through its share; what a worker raises is raised."""
    shares, answers = Shares(names, workers), SimpleQueue[tuple[int, Entry | BaseException]]()
    context = multiprocessing.get_context("spawn")
    # A worker is a process a core: threads of linear algebra inside it would only wait for each other.
    os.environ |= dict.fromkeys(THREADS, "1")

    def give(worker: int) -> None:
        def answered(answer: Entry | BaseException) -> None:
            answers.put((worker, answer))

        if (name := shares.next(worker)) is not None:
            pools[worker].apply_async(work, (name,), callback=answered, error_callback=answered)

    found: list[Entry] = []
    # Leaving the pools ends their workers at once, also when the user interrupts.
    with ExitStack() as stack:
        pools = [stack.enter_context(context.Pool(1, initializer=_begun)) for _ in range(workers)]
        for worker in range(workers):
            give(worker)
        while len(found) < len(names):
            worker, answer = answers.get()
            if isinstance(answer, BaseException):
                raise answer
            give(worker)
            found.append(_reported(answer, report))
    return found


def _begun() -> None:
    """A worker leaves interrupts to its parent, and looks for cycles of garbage seldom.

    Terms are kept in caches by the ten thousand and seldom lie in cycles: to walk them as often as Python does by
    itself takes a tenth of the time and frees about 3 MB.
    """
    global _is_worker
    _is_worker = True
    leave_interrupts()
    gc.set_threshold(*COLLECTIONS)


def _reported(made: Entry, report: Report) -> Entry:
    report(made)
    return made
