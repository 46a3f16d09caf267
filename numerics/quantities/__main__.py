"""`python -m numerics.quantities QUERIES PATTERNS`: energies, entropies and neighbours of vectors in files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table as Shown
from safetensors.torch import save as serialised
from torch import Tensor

from numerics.files import save
from numerics.quantities.asked import NAMES
from numerics.quantities.energies import Energies, energies
from numerics.quantities.faults import NoDevice, NoNeighbour, NotFinite, NotFloat32, NotVectors, WrongShape
from numerics.quantities.ranks import Ranks, processes
from numerics.quantities.vectors import table

COMMAND = "python -m numerics.quantities"
STEPS = ("attention_step", "hopfield_step")


def main(words: Sequence[str] | None = None) -> int:
    """0: computed; 2: wrong use or bad input, in one line."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Energies of queries against patterns.")
    parser.add_argument("queries", metavar="QUERIES", help="a table (Q, n): FILE.npy or FILE.safetensors[:TENSOR]")
    parser.add_argument("patterns", metavar="PATTERNS", help="a table (d, n), likewise; read block by block")
    parser.add_argument("--beta", type=float, default=1.0, help="the inverse temperature (default: 1)")
    parser.add_argument("--leave-own-out", action="store_true", help="query i is pattern i, and not its own neighbour")
    parser.add_argument("--steps", action="store_true", help="also the attention steps, of n numbers each")
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda (default: auto)")
    parser.add_argument("--out", type=Path, metavar="FILE", help=".safetensors for all numbers of each query")
    options = parser.parse_args(words)
    try:
        with processes(options.device):
            _run(options)
    except (NoDevice, NoNeighbour, NotFinite, NotFloat32, NotVectors, WrongShape, OSError) as error:
        print(f"{COMMAND}: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    return 0


def _run(options: argparse.Namespace) -> None:
    ranks = Ranks()
    patterns = table(options.patterns, "patterns").part(ranks.number, ranks.count)
    names = [name for name in NAMES if options.steps or name not in STEPS]
    with Progress(console=Console(stderr=True), transient=True, disable=ranks.number > 0) as progress:
        task = progress.add_task("patterns", total=patterns.rows)
        found = energies(
            options.queries,
            patterns,
            beta=options.beta,
            leave_out="own" if options.leave_own_out else None,
            names=names,
            device=options.device,
            watch=lambda done, _: progress.update(task, completed=done),
        )
    if ranks.number > 0:
        return
    Console(width=None if sys.stdout.isatty() else 100).print(shown(found, options.beta))
    if options.out is not None:
        tensors = {field.name: getattr(found, field.name) for field in fields(found)}
        save(options.out, serialised({name: t.cpu() for name, t in tensors.items() if t is not None}))
        print(f"written: {options.out}")


def shown(found: Energies, beta: float) -> Shown:
    """Least, median, mean and greatest of every number that a query has."""
    made = Shown(title=f"over the queries, beta = {beta:g}")
    made.add_column("quantity")
    for heading in ("least", "median", "mean", "greatest"):
        made.add_column(heading, justify="right")
    for field in fields(found):
        values = getattr(found, field.name)
        if isinstance(values, Tensor) and values.dim() == 1 and field.name != "nearest":
            summary = values.min(), values.quantile(0.5), values.mean(), values.max()
            made.add_row(field.name, *(f"{float(value):.6g}" for value in summary))
    return made


if __name__ == "__main__":
    sys.exit(main())
