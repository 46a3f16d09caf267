"""Transformers that learn random sequences by heart: how they are trained, what they lose, what they complete."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.nn import functional

from numerics.quantities.device import chosen
from numerics.quantities.faults import WrongShape
from numerics.transformers.data import Corpus, Sequences, random_sequences
from numerics.transformers.model import Shape, Transformer
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import train


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """d = `rows` random sequences of T = `length` tokens, and a transformer that meets all of them at every step.

    A step is then one epoch, and the training loss of a step is that of all sequences.  The seed is that of the
    sequences and of the weights.  Weights do not decay, which would keep a model from what it could learn.
    """

    rows: int
    length: int
    vocabulary: int
    width: int
    layers: int
    heads: int
    rate: float
    steps: int
    warm_up: int
    seed: int
    decay: Literal["none", "linear"] = "none"

    @property
    def corpus(self) -> Corpus:
        """The sequences, each begun with a token of its own."""
        return random_sequences(self.seed, self.rows, self.length, self.vocabulary)

    @property
    def shape(self) -> Shape:
        """A feed-forward four times as wide as the stream, as in GPT-2."""
        return Shape(
            vocabulary=self.vocabulary + 1,
            context=self.length,
            width=self.width,
            layers=self.layers,
            heads=self.heads,
            feed_forward=4 * self.width,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Memoriser:
    """A trained model in float64, and its losses on the way, in nats a token.

    tokens (rows, 1 + T): the sequences, each after the token that begins it.  curve: the mean loss of all sequences
    after 0, 1, .., steps - 1 steps, in float32, and after the last one, in float64.
    """

    task: Task
    corpus: Corpus
    tokens: Int[Tensor, "rows tokens"]
    model: Transformer
    curve: tuple[float, ...]


def memorised(task: Task, device: str | torch.device = "auto") -> Memoriser:
    """The model after its steps, deterministic on one device; BadSettings, NoDevice, Diverged."""
    corpus, there = task.corpus, chosen(device)
    how = Optimisation(
        steps=task.steps,
        batch=task.rows,
        rate=task.rate,
        warm_up=task.warm_up,
        decay=task.decay,
        weight_decay=0.0,
        seed=task.seed,
        every=1,  # the loss of a line is then that of one step
    )
    made = train(corpus, task.shape, how, device=there)
    model, tokens = exact(made.model), of_rows(corpus.train).to(there)
    last = float(losses(model, tokens).mean()) / task.length
    curve = (*(line["train"] for line in made.lines), last)
    return Memoriser(task=task, corpus=corpus, tokens=tokens, model=model, curve=curve)


def untrained(task: Task, device: str | torch.device = "auto") -> Transformer:
    """The model in float64 before its first step."""
    there = chosen(device)
    with torch.random.fork_rng(devices=[there] if there.type == "cuda" else []):
        torch.manual_seed(task.seed)
        return exact(Transformer(task.shape).to(there))


def never_learned(task: Task, rows: int) -> Int[Tensor, "rows tokens"]:
    """Other sequences of the same kind, those of another seed."""
    return of_rows(replace(task, rows=rows, seed=2**32 + task.seed).corpus.train)


def exact(model: Transformer) -> Transformer:
    """A copy in float64 that is not to be trained."""
    made: Transformer = deepcopy(model).double().eval().requires_grad_(False)
    return made


def of_rows(data: Sequences) -> Int[Tensor, "rows tokens"]:
    """The rows as a tensor."""
    return torch.from_numpy(data.tokens.astype(np.int64))


def losses(model: Transformer, tokens: Int[Tensor, "rows tokens"]) -> Float[Tensor, " rows"]:
    """-log p of each whole sequence, given the token that begins it, in nats; WrongShape where there is no more."""
    if tokens.shape[1] < 2:
        raise WrongShape(f"tokens of shape {tuple(tokens.shape)}: a sequence needs a token after that which begins it")
    logits = model(tokens[:, :-1])
    found = functional.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten(), reduction="none")
    return found.view(len(tokens), -1).sum(1)


def completed(model: Transformer, given: Int[Tensor, "rows given"], length: int) -> Int[Tensor, "rows tokens"]:
    """The rows made longer by the most likely token, one by one, until each has 1 + `length`; WrongShape if longer."""
    if given.shape[1] > 1 + length:
        raise WrongShape(f"{given.shape[1]} tokens are given, of {1 + length}")
    while given.shape[1] <= length:
        most_likely = model(given)[:, -1].argmax(dim=-1, keepdim=True)
        given = torch.cat([given, most_likely], dim=1)
    return given
