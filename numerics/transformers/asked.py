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
from numerics.transformers.settings import Optimisation
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
    "f": "of the feed-forward f(x K^T) V; a unified layer has none",
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
# Of the data: what an option takes, what it is where nothing is said, and what it means.
DATA: Mapping[str, tuple[type, Any, str]] = {
    "tokenizer": (str, "512", "of a text; a size trains one"),
    "length": (int, 128, "tokens of a chunk of a text, or of a random sequence"),
    "rows": (int, 100_000, "lines of the grammar, or random sequences"),
    "vocabulary": (int, 64, "of random sequences"),
    "validation": (float, 0.1, "the share of a text that is held back"),
}
METAVARS: Mapping[type, str] = {str: "FILE|SIZE", int: "N", float: "X"}
# An option that does nothing is refused: one of another source of data, or one beside what makes it idle.
SOURCES: Mapping[str, tuple[str, ...]] = {
    "text": ("tokenizer", "length", "validation", "evaluated"),
    "question_formation": ("rows", "evaluated"),
    "random": ("rows", "length", "vocabulary"),
}
IDLE: Mapping[str, tuple[str, Any]] = {"f": ("unified", True), "floor": ("decay", "none")}


def add_options(parser: argparse.ArgumentParser, of: type[Any], without: tuple[str, ...] = ()) -> None:
    """One option for each field of the class; None where nothing is said, for `made_of` to know that."""
    hints = get_type_hints(of)
    for field in fields(of):
        if field.name in without:
            continue
        kind, flag = hints[field.name], _flag(field.name)
        default = SMALL[field.name] if field.default is MISSING else field.default
        said = f"{MEANING[field.name]} (default: {default})"
        if kind is bool:
            parser.add_argument(flag, action=argparse.BooleanOptionalAction, help=said)
        elif get_origin(kind) is Literal:
            parser.add_argument(flag, choices=get_args(kind), help=said)
        else:
            parser.add_argument(flag, type=kind, metavar=METAVARS[kind], help=said)


def made_of(kind: type[T], options: argparse.Namespace, **more: Any) -> T:
    """The class, from the options that `add_options` gave, and its defaults."""
    said = {**SMALL, **{name: value for name, value in vars(options).items() if value is not None}}
    found = {field.name: said[field.name] for field in fields(kind) if field.name in said}  # type: ignore[arg-type]
    return kind(**(found | more))


def sources(parser: argparse.ArgumentParser) -> None:
    """The options that say what is learned."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--text", type=Path, metavar="FILE", help="UTF-8, .xz or .gz; form feeds between documents")
    which.add_argument("--question-formation", action="store_true", help="lines of the grammar, in words")
    which.add_argument("--random", action="store_true", help="sequences of random tokens, to be memorised")
    for name, (kind, default, said) in DATA.items():
        parser.add_argument(_flag(name), type=kind, metavar=METAVARS[kind], help=f"{said} (default: {default})")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=WORD,...", dest="sets",
        help="also the loss on these tokens alone; may be given again (default: none)")  # fmt: skip


def corpus_of(options: argparse.Namespace, tokenizer: Path) -> Corpus:
    """The data that is asked for; a tokenizer trained before is read from this file.

    BadSettings, before anything is read or drawn, for an option of `train` that would do nothing.
    """
    source, of = _data(options)
    _check_none_is_idle(options)
    seed = made_of(Optimisation, options).seed
    match source:
        case "question_formation":
            corpus = question_formation(seed, of["rows"])
        case "random":
            corpus = random_sequences(seed, of["rows"], of["length"], of["vocabulary"])
        case _:
            found = _tokenizer(options.text, of["tokenizer"], tokenizer)
            corpus = text(options.text, found, of["length"], of["validation"])
    for said in options.sets:
        name, equals, words = said.partition("=")
        if not (name and equals and words):
            raise BadSettings(f"--set {said}: NAME=WORD,WORD,... belongs there")
        corpus = with_set(corpus, name, words.split(","))
    return corpus


def told(options: argparse.Namespace) -> dict[str, Any]:
    """What of the data the sizes and hashes of a corpus do not say; no path."""
    source, of = _data(options)
    data = {name: value for name, value in of.items() if name not in ("tokenizer", "vocabulary")}
    return {"data": source.replace("_", " "), **data, "sets": sorted(options.sets)}


def _data(options: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """The source of the data and its options; BadSettings where there is one of another source."""
    [source] = [name for name in SOURCES if getattr(options, name)]
    for name in dict.fromkeys(name for names in SOURCES.values() for name in names):
        if name not in SOURCES[source] and getattr(options, name) is not None:
            there = " or ".join(_flag(other) for other, names in SOURCES.items() if name in names)
            raise BadSettings(f"{_flag(name)} goes with {there}, not with {_flag(source)}; leave it out")
    said = {name: getattr(options, name) for name in SOURCES[source] if name in DATA}
    return source, {name: DATA[name][1] if value is None else value for name, value in said.items()}


def _check_none_is_idle(options: argparse.Namespace) -> None:
    for name, (other, value) in IDLE.items():
        if getattr(options, name) is not None and getattr(options, other) == value:
            beside = _flag(other) if value is True else f"{_flag(other)} {value}"
            raise BadSettings(f"{_flag(name)} does nothing beside {beside}; leave one of them out")


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _tokenizer(path: Path, asked: str, before: Path) -> Tokenizer:
    """The one of the file, or one of this size, trained on the text unless that was done before."""
    if not asked.isdecimal():
        return loaded(Path(asked))
    size = int(asked)
    if before.exists() and (found := loaded(before)).get_vocab_size() == size:
        return found
    return trained(documents(path), size)
