"""`python -m numerics.transformers`: trains transformers and tokenizers, and writes down what models compute."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from numerics.command import ended
from numerics.files import save
from numerics.quantities.ranks import Ranks, processes
from numerics.transformers.asked import add_options, corpus_of, made_of, sources, told
from numerics.transformers.chunks import spread, with_tokenizer
from numerics.transformers.data import text
from numerics.transformers.model import Shape
from numerics.transformers.run import TOKENIZER, Line
from numerics.transformers.settings import Optimisation
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import trained
from numerics.transformers.training import train

COMMAND = "python -m numerics.transformers"


def main(words: Sequence[str] | None = None) -> int:
    """0: done; 2: wrong use or bad input, in one line; 130: interrupted."""
    options = parser().parse_args(words)
    status, said = ended(COMMAND, lambda: options.does(options), "what is recorded")
    if said:
        print(said, file=sys.stderr)
    return status


def parser() -> argparse.ArgumentParser:
    """The three commands."""
    made = argparse.ArgumentParser(prog=COMMAND, description="Transformers: trained here, or trained elsewhere.")
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    training = commands.add_parser("train", help="train a transformer; begun again it goes on from its last checkpoint")
    training.add_argument(
        "run", type=Path, metavar="RUN", help="the folder of the run: settings, metrics, checkpoint, model"
    )
    sources(training)
    add_options(training, Shape, without=("vocabulary", "context"))
    add_options(training, Optimisation)
    _device(training)
    training.set_defaults(does=_train)
    tokenizer = commands.add_parser("tokenizer", help="train a byte-pair tokenizer on a text")
    tokenizer.add_argument("text", type=Path, metavar="TEXT")
    tokenizer.add_argument("--size", type=int, default=4096, help="of the vocabulary (default: 4096)")
    tokenizer.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="tokenizer.json, by that name or another"
    )
    tokenizer.set_defaults(does=_tokenizer)
    activations = commands.add_parser("activations", help="write what the layers of a model give on a text")
    activations.add_argument(
        "model", type=Path, metavar="MODEL", help="a folder that transformers loads, a .gguf, or a RUN"
    )
    activations.add_argument("text", type=Path, metavar="TEXT")
    activations.add_argument("--layers", default="final", metavar="K,...",
        help="0: embedding; K: after layer K; final: after the final norm (default: final)")  # fmt: skip
    activations.add_argument("--length", type=int, default=256, help="tokens of a chunk (default: 256)")
    activations.add_argument("--chunks", type=int, help="so many, spread over the text (default: all)")
    activations.add_argument("--tokenizer", type=Path, metavar="FILE", help="(default: the model's)")
    activations.add_argument("--batch", type=int, default=8, help="chunks at a time (default: 8)")
    activations.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    _device(activations)
    activations.set_defaults(does=_activations)
    return made


def _device(made: argparse.ArgumentParser) -> None:
    made.add_argument("--device", default="auto", help="auto, cpu or cuda (default: auto)")


def _train(options: argparse.Namespace) -> None:
    with processes(options.device):
        corpus = corpus_of(options, options.run / TOKENIZER)
        length = corpus.train.tokens.shape[1] - 1
        shape = made_of(Shape, options, vocabulary=corpus.vocabulary, context=length)
        how = made_of(Optimisation, options)
        with _progress() as progress:
            task = progress.add_task("training", total=how.steps, said="")

            def watch(step: int, line: Line) -> None:
                losses = (f"{name} {line[name]:.3f}" for name in ("train", "validation") if name in line)
                progress.update(task, completed=step, said=", ".join(losses))

            made = train(corpus, shape, how, folder=options.run, device=options.device, told=told(options), watch=watch)
        if Ranks().number == 0:
            rows = f"{len(corpus.train.tokens):,} rows to learn"
            if corpus.validation is not None:
                rows += f", {len(corpus.validation.tokens):,} to validate"
            layers, tokens = made.model.parameters_of_layers(), made.lines[-1]["tokens"]
            sizes = f"N = {layers:,} in the layers, D = {tokens:,} tokens; {rows}"
            Console(width=None if sys.stdout.isatty() else 120).print(_curve(made.lines), sizes, sep="\n")


def _progress() -> Progress:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    shown = Ranks().number == 0
    return Progress(
        *columns, TextColumn("{task.fields[said]}"), console=Console(stderr=True), transient=True, disable=not shown
    )


def _curve(lines: Sequence[Line], most: int = 8) -> Table:
    """Some of the lines, as columns, the first and the last among them."""
    which = sorted({round(i * (len(lines) - 1) / (most - 1)) for i in range(most)})
    made = Table("after steps", *(f"{lines[i]['step']:,}" for i in which), title="loss, in nats a token")
    for column in made.columns[1:]:
        column.justify = "right"
    names = dict.fromkeys(name for line in lines for name in line)
    for name in names:
        if name != "step":
            made.add_row(name, *(_number(name, lines[i].get(name)) for i in which))
    return made


def _number(name: str, value: float | None) -> str:
    match name, value:
        case _, None:
            return ""
        case "tokens", _:
            return f"{value:,}"
        case "rate", _:
            return f"{value:.2e}"
    return f"{value:.4f}"


def _tokenizer(options: argparse.Namespace) -> None:
    made = trained(documents(options.text), options.size)
    save(options.out, made.to_str())
    print(f"written: {options.out}, a vocabulary of {made.get_vocab_size():,}")


def _activations(options: argparse.Namespace) -> None:
    # These import the library `transformers`, which takes seconds; the other commands do without.
    from numerics.transformers.activations import captured
    from numerics.transformers.pretrained import opened

    model = with_tokenizer(opened(options.model, options.device), options.model, options.tokenizer)
    assert model.tokenizer is not None
    chunks = text(options.text, model.tokenizer, options.length, validation=0).train
    which = spread(len(chunks.tokens), options.chunks)
    with _progress() as progress:
        task = progress.add_task("chunks", total=len(which), said="")
        captured(
            model,
            chunks.tokens[which, :-1],  # the last one of a row is what comes next
            chunks.documents[which],
            options.layers.split(","),
            options.out,
            options.batch,
            lambda done, of: progress.update(task, completed=done, total=of),
        )
    print(f"written: {options.out}, {len(which):,} chunks of {options.length} tokens")


if __name__ == "__main__":
    sys.exit(main())
