"""A language model at addresses of the State of the Union: the states of each one's beginning are its memory."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view
from torch import Tensor

from numerics.experiment import Found
from numerics.experiments.layer_energies.documents import Memory, measured
from numerics.records import RECORDS
from numerics.transformers.causal import CausalModel
from numerics.transformers.pretrained import installed, opened
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import encoded

NAME = "SmolLM2"
TEXT = RECORDS / "texts" / "state_of_the_union.txt.xz"
LONG = 6  # characters a token, more than English has


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Addresses number first .. first + count - 1 of `of`, which are spread over all that are long enough.

    stored, asked: chunks of `chunk` tokens, one after the other from the beginning; queries: of each address.
    """

    first: int
    count: int
    of: int
    chunk: int
    stored: int
    asked: int
    queries: int
    places: Sequence[int]
    layers: Sequence[int]
    kept: int


def of_addresses(settings: Mapping[str, Any], device: str) -> Found:
    """What the installed model says at these addresses, each one a document of every series."""
    told = Text(**settings)
    model = opened(installed(), device)
    found = [measured(model, memory_of(rows, told, number)) for number, rows in chunks(model, told).items()]
    samples: dict[str, list[list[float]]] = {}
    for each, _ in found:
        for series, values in each.items():
            samples.setdefault(series, []).append(values)
    worst = {name: [controls[name] for _, controls in found] for name in found[0][1]}
    losses = [float(np.mean(document)) for document in samples[f"loss, {NAME}"]]
    return Found(
        samples=samples,
        controls={name: (min if name in AT_LEAST else max)(numbers) for name, numbers in worst.items()}
        | {"loss of the text": max(losses)},
        inputs={**model.hashes, TEXT.name: hashlib.sha256(TEXT.read_bytes()).hexdigest()},
    )


AT_LEAST = ("fall of a step beyond half its square", "attention steps over all patterns that lower E_global")


def chunks(model: CausalModel, told: Text) -> dict[int, Tensor]:
    """By number of the address, rows (stored + asked, chunk + 1): each begins with the last token of the one before."""
    needed = told.chunk * (told.stored + told.asked) + 1
    long = [text for text in documents(TEXT) if len(text) >= LONG * needed]
    found = {}
    for number in range(told.first, told.first + told.count):
        text = long[(2 * number + 1) * len(long) // (2 * told.of)]
        assert model.tokenizer is not None
        tokens = encoded(model.tokenizer, text[: LONG * needed])[:needed].astype(np.int64)
        found[number] = torch.from_numpy(sliding_window_view(tokens, told.chunk + 1)[:: told.chunk].copy())
    return found


def memory_of(rows: Tensor, told: Text, seed: int) -> Memory:
    """The first chunks, and queries at places of the others, drawn without the first token of a chunk."""
    draws = np.random.default_rng(seed)
    drawn = np.sort(draws.choice(told.asked * (told.chunk - 1), size=told.queries, replace=False))
    queries = np.stack([drawn // (told.chunk - 1), 1 + drawn % (told.chunk - 1)], axis=1)
    return Memory(
        model=NAME,
        stored=rows[: told.stored],
        asked=rows[told.stored :],
        queries=torch.from_numpy(queries),
        only_last=False,
        places=told.places,
        layers=told.layers,
        kept=told.kept,
        batch=4,
    )
