"""The benchmarks by name, the table that shows their figures, and the file that keeps them."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.command import all_claims, derivations, each_claim, import_time
from benchmarks.decisions import Disagreement, decisions
from benchmarks.figure import Figure
from benchmarks.machine import machine
from benchmarks.page import page
from benchmarks.size import at_size
from benchmarks.training import training
from benchmarks.watched import ROOT, CommandFailed

BENCHMARKS: Mapping[str, Callable[[], list[Figure]]] = {
    "machine": machine,
    "import": import_time,
    "decisions": decisions,
    "size": at_size,
    "training": training,
    "derivations": derivations,
    "verify": all_claims,
    "claims": each_claim,
    "page": page,
}
OUT = Path("build/bench.json")
WIDTH_ELSEWHERE = 160
PACKAGES = ("faiss-cpu", "numpy", "python-flint", "scipy", "sympy", "torch")


def main(names: Sequence[str]) -> int:
    """0: measured, whatever the figures are; 1: a benchmark could not be trusted; 2: wrong use."""
    if unknown := [name for name in names if name not in BENCHMARKS]:
        print(f"bench: no benchmark {unknown[0]!r}: there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    measured: dict[str, list[Figure]] = {}
    status = Console(stderr=True)
    try:
        for name in BENCHMARKS:
            if not names or name in names:
                with status.status(f"measuring: {name}"):
                    measured[name] = BENCHMARKS[name]()
    except (CommandFailed, Disagreement) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    Console(width=None if sys.stdout.isatty() else WIDTH_ELSEWHERE).print(table(measured))
    out = ROOT / OUT
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(written(measured), encoding="utf-8")
    print(f"written: {OUT}")
    return 0


def table(measured: Mapping[str, Sequence[Figure]]) -> Table:
    """Each figure beside its promise; a promise is shown as missed, never failed: this is no test."""
    made = Table(title="Figures of this run")
    for heading in ("benchmark", "figure"):
        made.add_column(heading)
    for heading in ("measured", "least .. greatest", "promise"):
        made.add_column(heading, justify="right")
    made.add_column("")
    made.add_column("how")
    for name, figures in measured.items():
        for figure in figures:
            made.add_row(name, *_cells(figure))
        made.add_section()
    return made


def _cells(figure: Figure) -> tuple[str, ...]:
    low_high = " .. ".join(_short(value) for value in figure.spread or ())
    promise, verdict = figure.promise, {None: "", True: "[green]kept[/]", False: "[red]missed[/]"}
    return (
        figure.name,
        f"{_short(figure.value)} {figure.unit}".strip(),
        low_high,
        f"{promise.direction} {promise.limit:g} {figure.unit}".strip() if promise else "",
        verdict[figure.is_kept],
        figure.note,
    )


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 1000 else f"{value:.3g}"


def written(measured: Mapping[str, Sequence[Figure]]) -> str:
    """The figures with the circumstances of the run."""
    made = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "versions": {name: version(name) for name in PACKAGES},
        "figures": {name: [figure.written() for figure in figures] for name, figures in measured.items()},
    }
    return json.dumps(made, indent=1) + "\n"
