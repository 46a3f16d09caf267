"""`python -m numerics.experiments`: measures what claims on trained transformers rest on, and writes the records."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from numerics.estimate import agrees, ends, in_decimals, of_record
from numerics.experiment import ControlFailed, NoSuchExperiment, Scale, named, names
from numerics.grid import NoCluster, workers
from numerics.measuring import COMMAND, Measuring, measure
from numerics.quantities.faults import NoDevice
from numerics.records import BadRecord, Record, read
from numerics.transformers.faults import BadSettings, Diverged, NoModel, NotACheckpoint, NotAText, TooShort
from theory.catalogue import load
from theory.claims import Claim
from theory.measurement import Measurement

WORK = Path("build/measure")
WIDTH_ELSEWHERE = 160
FAULTS = (
    BadRecord, BadSettings, BrokenExecutor, Diverged, NoCluster, NoDevice, NoModel, NoSuchExperiment, NotACheckpoint,
    NotAText, TooShort, OSError,
)  # fmt: skip


def main(words: Sequence[str] | None = None) -> int:
    """0: measured, with all controls as they must be; 1: a control failed; 2: wrong use, or stopped."""
    try:
        return _run(_parser().parse_args(words))
    except ControlFailed as error:
        print(f"measure: {error}", file=sys.stderr)
        return 1
    except FAULTS as error:
        print(f"measure: {' '.join(str(error).split())}", file=sys.stderr)
    except ModuleNotFoundError as error:
        print(f"measure: {error.name} is missing; install the extra: pip install -e '.[models]'", file=sys.stderr)
    except KeyboardInterrupt:
        print("measure: interrupted; the same command goes on from the last cell that was measured", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    about = "; ".join(f"{name}: {named(name).title}" for name in names())
    parser = argparse.ArgumentParser(
        prog=COMMAND, description="What trained transformers say beside the claims.", epilog=about
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names())}; all, if none is named")
    scale = parser.add_mutually_exclusive_group()
    scale.add_argument("--quick", action="store_true", help="within minutes on two cores: enough to see each effect")
    scale.add_argument("--large", action="store_true", help="larger models and sets, where there are any; for a GPU")
    parser.add_argument("--device", default="auto", metavar="D", help="auto, cpu or cuda (default: %(default)s)")
    parser.add_argument(
        "--processes", type=_from_one, metavar="N", help="on this machine (default: one a core, one on a GPU)"
    )
    parser.add_argument("--dask", metavar="ADDRESS", help="the workers of a Dask cluster instead, by its scheduler")
    parser.add_argument("--again", action="store_true", help="measure again what was measured before")
    parser.add_argument(
        "--work", type=Path, default=WORK, metavar="DIR", help="raw samples, a file a cell: %(default)s"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the records go (default: DIR of --work)")
    return parser


def _from_one(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word}: a whole number from 1 on belongs there")
    return int(word)


def _run(options: argparse.Namespace) -> int:
    scale: Scale = "quick" if options.quick else "large" if options.large else "full"
    out = options.out or options.work / scale
    asked = options.names or [name for name in names() if scale in named(name).scales]
    wanted = [Measuring.of(name, scale, options.work, out) for name in dict.fromkeys(asked)]
    console = Console(width=None if sys.stdout.isatty() else WIDTH_ELSEWHERE)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    with workers(_count(options), options.dask) as executor, progress:
        tasks = {one.name: progress.add_task(one.name, total=len(one.cells)) for one in wanted}

        def watch(name: str, cell: str, done: int, of: int) -> None:
            progress.update(tasks[name], completed=done, description=f"{name}: {cell}" if cell else name)

        for one in measure(wanted, executor, _device(options), watch, options.again):
            console.print(_table(one))
            print(f"written: {one.record}")
    return 0


def _count(options: argparse.Namespace) -> int | None:
    """Processes: those that are asked for; on a GPU one, since they would share its memory."""
    if options.processes is not None:
        return options.processes  # type: ignore[no-any-return]
    return 1 if _device(options) == "cuda" else os.cpu_count()


def _device(options: argparse.Namespace) -> str:
    """The kind that is chosen here; on a cluster the word that was said, for each worker to choose by."""
    from numerics.quantities.device import chosen

    return str(options.device) if options.dask is not None else chosen(options.device).type


@cache
def _claims() -> list[Claim]:
    """All claims; their files are looked through when verdicts are given, and not here."""
    return [*load(seen=True).claims.values()]


def _table(one: Measuring) -> Table:
    """The claims that the record speaks of, each with its estimate from this very record."""
    record = read(one.record.read_text(encoding="utf-8"), str(one.record))
    heads = ("claim", "title", "median", "interval", "of", "predicted", "")
    table = Table(*heads, title=f"{one.name}, {one.scale}")
    for claim in _claims():
        if isinstance(claim.says, Measurement) and claim.says.record.split("/")[1] == one.name:
            table.add_row(claim.id, claim.title, *_row(claim.says, record, str(one.record)))
    return table


def _row(says: Measurement, record: Record, shown: str) -> tuple[str, ...]:
    predicted = "" if says.predicted is None else in_decimals(says.prediction, ends(says) or ())
    try:
        found = of_record(record, shown, says)
    except BadRecord:
        return "not at this scale", "", "", predicted, ""
    agreed = {True: "agrees", False: "disagrees", None: ""}[agrees(says, found)]
    middle, low, high = (f"{float(value):.4g}" for value in (found.value, found.low, found.high))
    return middle, f"{low} to {high}", f"{found.count} {says.each}s", predicted, agreed


if __name__ == "__main__":
    sys.exit(main())
