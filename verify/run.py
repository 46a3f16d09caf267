"""Claims side by side on the cores there are."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path

from numerics.attack import Budget
from theory.catalogue import BadClaimFile, Catalogue, load
from theory.derive import Derivations
from theory.kernel import Circle
from verify.entry import Entry, entry
from verify.examine import examine

Folders = tuple[Path, ...]
Report = Callable[[Entry], None]


class Broken(Exception):
    """The verifier itself failed on a claim."""


@lru_cache(maxsize=2)
def opened(folders: Folders) -> tuple[Catalogue, Derivations]:
    """The catalogue of these folders and its derivations, once a process."""
    catalogue = load(folders)
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


def verify_claims(names: Sequence[str], folders: Folders, budget: Budget, report: Report) -> list[Entry]:
    """The entries in the order of the names; `report` hears of each as it is done."""
    workers = min(len(names), os.cpu_count() or 1)
    if workers <= 1:
        return [_reported(verify_claim(name, folders, budget), report) for name in names]
    work = partial(verify_claim, folders=folders, budget=budget)
    context = multiprocessing.get_context("spawn")
    # A worker is a process a core: threads of linear algebra inside it would only wait for each other.
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # Leaving the pool ends its workers at once, also when the user interrupts.
    with context.Pool(workers, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)) as pool:
        done = {str(made["id"]): _reported(made, report) for made in pool.imap_unordered(work, names)}
    return [done[name] for name in names]


def _reported(made: Entry, report: Report) -> Entry:
    report(made)
    return made
