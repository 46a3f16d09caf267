"""What the command is asked for: options made from the fields of shapes and settings, and the data."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from tokenizers import Tokenizer

from numerics.transformers.data import Corpus, question_formation, random_sequences, text, with_set
from numerics.transformers.faults import BadSettings
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import loaded, trained

T = TypeVar("T")

# What the command says of each field, and what it takes where the class itself takes nothing.
MEANING: Mapping[str, str] = {
    "width": "d_emb, of the embedding and the layers",
    "layers": "l",
    "heads": "of the attention in each layer",
    "feed_forward": "d_FF; of a unified layer, the keys that each head always has",
    "norm": "before each part, or after it and its skip connection",
    "positions": "how a token knows its place",
    "f": "of the feed-forward f(x K^T) V",
    "unified": "keys and values of the feed-forward join those of the attention",
    "tied": "the embedding is also the matrix that makes logits",
    "dropout": "the share of numbers that are dropped in training",
    "steps": "of training",
    "batch": "rows of a step, over all processes",
    "rate": "the greatest rate of learning",
    "warm_up": "steps in which the rate rises to it",
    "decay": "how it falls afterwards",
    "floor": "where it ends, as a share of it",
    "weight_decay": "of matrices",
    "beta_1": "AdamW's, of the mean of gradients",
    "beta_2": "AdamW's, of the mean of their squares",
    "clip": "the greatest norm of a gradient",
    "precision": "of training: of everything, or with bfloat16 of the products alone",
    "seed": "of weights, order of rows, dropout and, where they are drawn, data",
    "every": "steps between two lines of metrics",
    "checkpoint_after": "lines of metrics between two checkpoints",
    "evaluated": "rows of the validation that a line reads",
}
SMALL: Mapping[str, int] = {"width": 128, "layers": 2, "heads": 4, "feed_forward": 512}


def add_options(parser: argparse.ArgumentParser, of: type[Any], without: tuple[str, ...] = ()) -> None:
    """One option for each field of the class."""
    hints = get_type_hints(of)
    for field in fields(of):
        if field.name in without:
            continue
        kind, flag = hints[field.name], f"--{field.name.replace('_', '-')}"
        default = SMALL[field.name] if field.default is MISSING else field.default
        said = f"{MEANING[field.name]} (default: {default})"
        if kind is bool:
            parser.add_argument(flag, action=argparse.BooleanOptionalAction, default=default, help=said)
        elif get_origin(kind) is Literal:
            parser.add_argument(flag, choices=get_args(kind), default=default, help=said)
        else:
            parser.add_argument(flag, type=kind, default=default, metavar="X" if kind is float else "N", help=said)


def made_of(kind: type[T], options: argparse.Namespace, **more: Any) -> T:
    """The class, from the options that `add_options` gave."""
    found = {field.name: getattr(options, field.name) for field in fields(kind) if field.name not in more}  # type: ignore[arg-type]
    return kind(**found, **more)


def sources(parser: argparse.ArgumentParser) -> None:
    """The options that say what is learned."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--text", type=Path, metavar="FILE", help="UTF-8, .xz or .gz; form feeds between documents")
    which.add_argument("--question-formation", action="store_true", help="lines of the grammar, in words")
    which.add_argument("--random", action="store_true", help="sequences of random tokens, to be memorised")
    parser.add_argument(
        "--tokenizer", default="512", metavar="FILE|SIZE", help="of a text; a size trains one (default: 512)"
    )
    parser.add_argument("--length", type=int, default=128, help="tokens of a chunk or sequence (default: 128)")
    parser.add_argument("--rows", type=int, default=100_000, help="lines or random sequences (default: 100000)")
    parser.add_argument("--vocabulary", type=int, default=64, help="of random sequences (default: 64)")
    parser.add_argument("--validation", type=float, default=0.1, help="the share of a text (default: 0.1)")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=WORD,...", dest="sets",
        help="also the loss on these tokens alone; may be given again")  # fmt: skip


def corpus_of(options: argparse.Namespace, tokenizer: Path) -> Corpus:
    """The data that is asked for; a tokenizer trained before is read from this file."""
    if options.question_formation:
        corpus = question_formation(options.seed, options.rows)
    elif options.random:
        corpus = random_sequences(options.seed, options.rows, options.length, options.vocabulary)
    else:
        corpus = text(options.text, _tokenizer(options, tokenizer), options.length, options.validation)
    for said in options.sets:
        name, equals, words = said.partition("=")
        if not (name and equals and words):
            raise BadSettings(f"--set {said}: NAME=WORD,WORD,... belongs there")
        corpus = with_set(corpus, name, words.split(","))
    return corpus


def told(options: argparse.Namespace) -> dict[str, Any]:
    """What of the data the sizes and hashes of a corpus do not say; no path."""
    if options.question_formation:
        data: dict[str, Any] = {"data": "question formation", "rows": options.rows}
    elif options.random:
        data = {"data": "random", "rows": options.rows, "length": options.length}
    else:
        data = {"data": "text", "length": options.length, "validation": options.validation}
    return data | {"sets": sorted(options.sets)}


def _tokenizer(options: argparse.Namespace, before: Path) -> Tokenizer:
    """The one of the file, or one of this size, trained on the text unless that was done before."""
    if not options.tokenizer.isdecimal():
        return loaded(Path(options.tokenizer))
    size = int(options.tokenizer)
    if before.exists() and (found := loaded(before)).get_vocab_size() == size:
        return found
    return trained(documents(options.text), size)
