"""The energies at size: throughput beside products and other searches, on one and two threads, and memory on disk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.at_size import ON_DISK, D, N, Q
from benchmarks.figure import Figure, Promise, middle, ratios
from benchmarks.watched import ROOT, watched

SHAPE = f"Q = {Q}, d = {D}, n = {N}, float32, g, E and the neighbour"
DISK_ROWS = (100_000, 10_000_000)
DISK_WIDTH, CHUNK = 64, 100_000
SCIPY = "SciPy"


def at_size() -> list[Figure]:
    """Throughput on 1 and 2 threads, how it grows, memory against patterns on disk, and a GPU where there is one."""
    figures = [figure for threads in (1, 2) for figure in _throughput(threads)]
    return [*figures, *_growth(), *_memory(), *_gpu()]


def _run(*words: str, threads: int = 2) -> Any:
    """What `at_size.py` prints, run with so many threads."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    seen = watched([str(ROOT / "benchmarks" / "at_size.py"), *words], environment=dict.fromkeys(names, str(threads)))
    return json.loads(seen.said), seen


def _throughput(threads: int) -> list[Figure]:
    found: Mapping[str, Sequence[float]] = _run("rates", threads=threads)[0]
    ours, title = found["ours"], f"{threads} thread{'s' if threads > 1 else ''}"
    rivals = {name: rates for name, rates in found.items() if name not in ("ours", SCIPY)}
    fastest = max(rivals, key=lambda name: median(rivals[name]))
    figures = [
        middle(f"energies, {title}: pairs", [rate / 1e6 for rate in ours], "M/s", note=SHAPE),
        middle(
            f"energies, {title}: our rate / the fastest of {', '.join(rivals)}", ratios(ours, rivals[fastest]), "",
            Promise(direction="at least", limit=0.75), f"{fastest}; rounds interleaved",
        ),
    ]  # fmt: skip
    figures += [middle(f"energies, {title}: our rate / {name}", ratios(ours, rates)) for name, rates in rivals.items()]
    limit = Promise(direction="at least", limit=20)
    name = f"energies, {title}: our rate / SciPy's cdist and logsumexp"
    return [*figures, middle(name, ratios(ours, found[SCIPY]), "", limit)]


def _growth() -> list[Figure]:
    found: Mapping[str, Sequence[float]] = _run("linear")[0]
    whole = found[f"{Q} x {D}"]
    return [
        middle(f"energies: rate at {shape} / at {Q} x {D}", ratios(rates, whole), note="1: linear in Q and d")
        for shape, rates in found.items()
        if rates is not whole
    ]


def _memory() -> list[Figure]:
    figures, largest = [], []
    with TemporaryDirectory(dir=_folder()) as folder:
        for rows in DISK_ROWS:
            file = Path(folder) / f"{rows}.npy"
            _written(file, rows)
            seconds, seen = _run("disk", str(file))
            largest.append(seen.largest_process)
            note = f"n = {DISK_WIDTH}, {ON_DISK} queries, {seconds:.3g} s"
            figures.append(Figure(name=f"energies, {rows} patterns on disk", value=largest[-1], unit="MB", note=note))
    limit = Promise(direction="at most", limit=1.1)
    name = f"energies: memory at {DISK_ROWS[1]} / at {DISK_ROWS[0]} patterns"
    return [*figures, Figure(name=name, value=largest[1] / largest[0], promise=limit)]


def _folder() -> Path:
    made = ROOT / "build"
    made.mkdir(exist_ok=True)
    return made


def _written(file: Path, rows: int) -> None:
    source = np.random.default_rng(rows)
    header = {"descr": "<f4", "fortran_order": False, "shape": (rows, DISK_WIDTH)}
    with file.open("wb") as there:  # not mapped: what this process maps would count as memory of the one it starts
        np.lib.format.write_array_header_1_0(there, header)
        for _ in range(0, rows, CHUNK):
            there.write(source.standard_normal((CHUNK, DISK_WIDTH), dtype=np.float32).tobytes())


def _gpu() -> list[Figure]:
    found = dict(_run("gpu")[0])
    if not found:
        return []
    device = found.pop("device")
    return [
        middle(f"energies on a GPU: {name}", [r / 1e9 for r in rates], "G/s", note=device)
        for name, rates in found.items()
    ]
