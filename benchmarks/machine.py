"""What this machine can do at most: arithmetic and memory, beside which the other figures are read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import numpy as np

from benchmarks.figure import Figure, middle

SIDE, COPIED, ROUNDS = 512, 2**24, 9


def machine() -> list[Figure]:
    """Cores; a matrix product and a memory copy in float64."""
    source = np.random.default_rng(0)
    a, b = source.standard_normal((2, SIDE, SIDE))
    product = np.empty((SIDE, SIDE))
    here, there = source.standard_normal(COPIED), np.empty(COPIED)
    products = _seconds(lambda: np.matmul(a, b, out=product))
    copies = _seconds(lambda: np.copyto(there, here))
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return [
        Figure(name="cores", value=usable, note=f"of {os.cpu_count()}"),
        middle(f"matrix product, float64, {SIDE}^3", [2 * SIDE**3 / t / 1e9 for t in products], "GFLOP/s"),
        middle(
            "memory copy", [2 * here.nbytes / t / 1e9 for t in copies], "GB/s",
            note=f"{here.nbytes / 1e6:.0f} MB read and written",
        ),
    ]  # fmt: skip


def _seconds(work: Callable[[], object]) -> list[float]:
    """Wall seconds of each round, after one that is not counted."""
    work()
    measured = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        measured.append(time.perf_counter() - begun)
    return measured
