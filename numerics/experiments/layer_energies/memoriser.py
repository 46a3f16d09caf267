"""A transformer that is trained until it knows random sequences by heart, and copies of these with a token changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from numerics.experiment import Found
from numerics.experiments.layer_energies.documents import Memory, measured, separations
from numerics.transformers.causal import CausalModel
from numerics.transformers.data import Corpus
from numerics.transformers.memoriser import Task, exact, losses, memorised, of_rows, untrained
from numerics.transformers.model import Transformer
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import train

NAME = "memoriser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memoriser:
    """What is learned by heart, how many changed copies are queries, and how much of each kind is kept."""

    task: Task
    queries: int
    kept: int


def of_seed(settings: Mapping[str, Any], device: str) -> Found:
    """What the models of one seed say; it is one document of every series."""
    told = Memoriser(**{**settings, "task": Task(**settings["task"])})
    task = told.task
    known = memorised(task, device)
    memory = memory_of(known.corpus, told)
    samples, controls = measured(_wrapped(known.model), memory)
    in_batches = _in_batches(known.corpus, task, device)
    samples |= separations(_wrapped(in_batches), replace(memory, model=f"{NAME} trained in batches", places=()))
    before, after = (float(losses(model, known.tokens).mean()) / task.length
                     for model in (untrained(task, device), in_batches))  # fmt: skip
    return Found(
        samples={series: [values] for series, values in samples.items()},
        controls=controls
        | {
            "loss of the memoriser above log(d) / T": max(known.curve[-1], after) - log(task.rows) / task.length,
            "loss of the untrained memoriser over log of the vocabulary": before / log(known.corpus.vocabulary),
        },
        inputs={f"random sequences, seed {task.seed}": known.corpus.hashes["train"]},
    )


def _in_batches(corpus: Corpus, task: Task, device: str) -> Transformer:
    """Another model of the same weights at the start, trained for twice as many steps of a quarter of the rows each."""
    how = Optimisation(
        steps=2 * task.steps, batch=task.rows // 4, rate=task.rate, warm_up=task.warm_up, decay=task.decay,
        weight_decay=0.0, seed=task.seed, every=2 * task.steps,
    )  # fmt: skip
    return exact(train(corpus, task.shape, how, device=device).model)


def memory_of(corpus: Corpus, told: Memoriser) -> Memory:
    """All sequences; queries are the last states of some, each with one token of its first half changed."""
    task = told.task
    chosen = np.linspace(0, task.rows - 1, min(told.queries, task.rows)).round().astype(np.int64)
    asked = changed(corpus.train.tokens[chosen], task.vocabulary, task.seed)
    places = torch.arange(len(asked))
    return Memory(
        model=NAME,
        stored=of_rows(corpus.train),
        asked=torch.from_numpy(asked.astype(np.int64)),
        queries=torch.stack([places, torch.full_like(places, task.length - 1)], dim=1),
        only_last=True,
        places=range(task.layers + 1),
        layers=range(1, task.layers + 1),
        kept=told.kept,
        batch=64,
    )


def changed(tokens: NDArray[np.int32], vocabulary: int, seed: int) -> NDArray[np.int32]:
    """Of each row (R, 1 + T) one token of the first half of the sequence replaced by another one, all alike likely."""
    draws = np.random.default_rng([seed, 1])
    rows, found = np.arange(len(tokens)), tokens.copy()
    places = 1 + draws.integers((tokens.shape[1] - 1) // 2, size=len(tokens))
    found[rows, places] = (found[rows, places] + 1 + draws.integers(vocabulary - 1, size=len(tokens))) % vocabulary
    return found


def _wrapped(module: Transformer) -> CausalModel:
    shape = module.shape
    return CausalModel(
        name=NAME, module=module, tokenizer=None, vocabulary=shape.vocabulary, context=shape.context,
        width=shape.width, layers=shape.layers, hashes={},
    )  # fmt: skip
