"""`python -m numerics`: what the experiments measure, measured on a model and a text of one's own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from numerics.command import ended
from numerics.files import save

COMMAND = "python -m numerics"
OUT = Path("build/radius")
JSON, PICTURE = "radius.json", "radius.svg"


def main(words: Sequence[str] | None = None) -> int:
    """0: measured; 2: wrong use or bad input, in one line; 130: interrupted."""
    options = parser().parse_args(words)
    status, said = ended(COMMAND, lambda: options.does(options), "what is on the disk")
    if said:
        print(said, file=sys.stderr)
    return status


def parser() -> argparse.ArgumentParser:
    """Of the command and what it does."""
    made = argparse.ArgumentParser(prog=COMMAND, description="Experiments on a model and a text of one's own.")
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    radius = commands.add_parser(
        "radius",
        help="how far activations are from their nearest neighbours",
        description="How far activations of a causal model are from their nearest neighbours, on a text cut into "
        "chunks (Niu et al. 2024, Appendix F.1): a table, and a folder with its numbers, a figure and the activations.",
    )
    radius.add_argument("--model", type=Path, required=True, metavar="DIR",
        help="a folder that transformers loads, a .gguf, or a RUN of numerics.transformers")  # fmt: skip
    radius.add_argument("--text", type=Path, required=True, metavar="FILE",
        help="UTF-8, .xz or .gz; form feeds between documents")  # fmt: skip
    radius.add_argument("--layer", default="final", metavar="K",
        help="0: embedding; K: after layer K; final: after the final norm (default: final)")  # fmt: skip
    radius.add_argument("--chunks", type=int, metavar="M", help="so many, spread over the text (default: 256, or all)")
    radius.add_argument("--length", type=int, default=256, help="tokens of a chunk (default: 256)")
    radius.add_argument("--tokenizer", type=Path, metavar="FILE", help="(default: the model's)")
    radius.add_argument("--device", default="auto", help="auto, cpu or cuda (default: auto)")
    radius.add_argument("--out", type=Path, default=OUT, metavar="FOLDER", help="(default: %(default)s)")
    radius.set_defaults(does=_radius)
    return made


def _radius(options: argparse.Namespace) -> None:
    # These import torch and the library `transformers`, which take seconds.
    from numerics.experiments.radius.command import Asked, measured
    from numerics.experiments.radius.picture import svg
    from numerics.experiments.radius.tables import tables

    asked = Asked(**{name: getattr(options, name) for name in Asked.__slots__})
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    shown = Console(stderr=True)
    with Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal) as progress:
        task = progress.add_task("opening the model", total=None)

        def captures(done: int, of: int) -> None:
            progress.update(task, description="chunks", completed=done, total=of)

        def watch(what: str) -> None:
            progress.reset(task, description=what, total=None)

        told = measured(asked, captures, watch)
    console = Console(width=None if sys.stdout.isatty() else 120)
    for table in tables(told):
        console.print(table)
    save(options.out / JSON, told.json())
    save(options.out / PICTURE, svg(told))
    print(f"written: {options.out / JSON}, {options.out / PICTURE}")


if __name__ == "__main__":
    sys.exit(main())
