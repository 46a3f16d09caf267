"""Training a transformer, on one process or many, with a loss curve that does not depend on where it was cut off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.parallel import DistributedDataParallel
from torch.nn.utils import clip_grad_norm_
from torch.optim import AdamW

from numerics.quantities.device import chosen
from numerics.quantities.ranks import Ranks
from numerics.transformers.batches import Batch, batch_of, in_order, rows_of
from numerics.transformers.data import Corpus, Sequences
from numerics.transformers.faults import BadSettings, Diverged
from numerics.transformers.model import Shape, Transformer
from numerics.transformers.run import Line, Run
from numerics.transformers.settings import Optimisation

Watch = Callable[[int, Line], None]  # steps made so far, and the last line of metrics


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trained:
    """The model after the last step, and its metrics: losses in nats a token.

    A line holds `step`; `tokens`, D, how many were learned from so far, in whatever epoch; `rate`, that of the step;
    `train`, the mean over the tokens of the batches since the line before, each at the weights that it met;
    `validation`; and for each set of tokens `train, NAME` and `validation, NAME`, where it had tokens.
    """

    model: Transformer
    lines: list[Line]


def train(
    corpus: Corpus,
    shape: Shape,
    how: Optimisation,
    *,
    folder: Path | None = None,
    device: str | torch.device = "auto",
    told: Mapping[str, Any] | None = None,
    watch: Watch = lambda step, line: None,
) -> Trained:
    """Train on the corpus, from the last checkpoint on where the folder has one.

    On one device, with one number of threads and processes, the metrics are the same bytes however often the run was
    cut off.  Under `torch.distributed` each process takes its part of every batch, and the gradient is that of the
    whole.  `told` is kept with the settings.  BadSettings, NotACheckpoint, NoDevice; Diverged where a loss or a weight
    is no number; OSError where the disk is full: what was recorded before stays, and the same call goes on from there.
    """
    there, ranks = chosen(device), Ranks()
    _check(corpus, shape, how, ranks)
    run = Run(folder=folder, writes=ranks.number == 0)
    with torch.random.fork_rng(devices=[there] if there.type == "cuda" else []):
        torch.manual_seed(how.seed)
        model = Transformer(shape).to(there, torch.float64 if how.precision == "float64" else torch.float32)
        optimiser = adamw(model, how)
        with run.begun(settings(corpus, shape, how, told or {}), corpus.tokenizer):
            _learn(corpus, model, optimiser, how, run, ranks, watch)
    return Trained(model=model, lines=run.lines)


def _learn(
    corpus: Corpus, model: Transformer, optimiser: AdamW, how: Optimisation, run: Run, ranks: Ranks, watch: Watch
) -> None:
    """The steps that the run has not made."""
    there = next(model.parameters()).device
    first = run.resumed(model, optimiser)
    _check_together(first, ranks, there)
    run.offer(first, model)
    whole = DistributedDataParallel(model) if ranks.are_many else model
    totals = Totals(list(corpus.train.sets), there)
    for step in range(first, how.steps):
        if model.shape.dropout:
            torch.manual_seed(_noise(how.seed, step, ranks.number))
        batch, over = _part(corpus.train, step, how, ranks, there)
        losses = update(whole, optimiser, batch, over / ranks.count, how, how.rate_at(step))
        totals.add(losses, batch.sets)
        made = step + 1
        if how.has_line(made):
            count, means = totals.means("train", ranks)
            tokens = count + (run.lines[-1]["tokens"] if run.lines else 0)
            held = evaluated(model, corpus.validation, how, ranks, there)
            _check_finite(model, means | held, made)
            run.add({"step": made, "tokens": tokens, "rate": how.rate_at(step), **means, **held})
        if how.has_checkpoint(made):
            run.keep(made, model, optimiser)
        watch(made, run.lines[-1] if run.lines else {})


def settings(corpus: Corpus, shape: Shape, how: Optimisation, told: Mapping[str, Any]) -> dict[str, Any]:
    """All that the metrics of a run depend on, devices and processes apart."""
    rows = {"train": len(corpus.train.tokens), "validation": len(corpus.validation.tokens) if corpus.validation else 0}
    data = {"inputs": dict(corpus.hashes), "rows": rows, "told": dict(told)}
    return {"shape": asdict(shape), "optimisation": asdict(how), **data}


def adamw(model: nn.Module, how: Optimisation) -> AdamW:
    """AdamW over the model, in which weights of matrices decay and vectors do not."""
    parameters = list(model.parameters())
    groups = [
        {"params": [p for p in parameters if p.dim() >= 2], "weight_decay": how.weight_decay},
        {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},
    ]
    return AdamW([group for group in groups if group["params"]], betas=(how.beta_1, how.beta_2), fused=True)


def update(
    model: nn.Module, optimiser: AdamW, batch: Batch, count: float, how: Optimisation, rate: float
) -> Float[Tensor, " counted"]:
    """One step down the sum of the losses over `count`; the losses before it."""
    losses = losses_of(model, batch, how)
    (losses.sum() / count).backward()
    clip_grad_norm_(model.parameters(), how.clip)
    for group in optimiser.param_groups:
        group["lr"] = rate
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return losses.detach()


def losses_of(model: nn.Module, batch: Batch, how: Optimisation) -> Float[Tensor, " counted"]:
    """The cross-entropy of each token that counts, in nats."""
    short = how.precision == "bfloat16"
    with torch.autocast(batch.tokens.device.type, torch.bfloat16) if short else nullcontext():
        logits = model(batch.tokens, batch.at)
    logits = (logits.float() if short else logits).flatten(0, -2)
    return functional.cross_entropy(logits, batch.targets, reduction="none")


def evaluated(
    model: Transformer, data: Sequences | None, how: Optimisation, ranks: Ranks, there: torch.device
) -> dict[str, float]:
    """The losses of the validation, each process with its part of the rows; nothing where there is none."""
    if data is None:
        return {}
    totals = Totals(list(data.sets), there)
    model.eval()
    with torch.no_grad():
        for rows in in_order(data, how.evaluated, how.batch, ranks.number, ranks.count):
            batch = batch_of(data, rows, there)
            totals.add(losses_of(model, batch, how), batch.sets)
    model.train()
    _, means = totals.means("validation", ranks)
    return means


class Totals:
    """Sums of losses and numbers of tokens, over all and over each named set, in float64."""

    def __init__(self, sets: list[str], there: torch.device) -> None:
        self._names = sets
        self._sums = torch.zeros(1 + len(sets), 2, dtype=torch.float64, device=there)

    def add(self, losses: Float[Tensor, " counted"], sets: Mapping[str, Bool[Tensor, " counted"]]) -> None:
        """The losses of a batch, and which of them are in which set."""
        weights = torch.stack([torch.ones_like(losses), *(sets[name].to(losses) for name in self._names)]).double()
        self._sums += torch.stack([weights @ losses.double(), weights.sum(1)], dim=1)

    def means(self, what: str, ranks: Ranks) -> tuple[int, dict[str, float]]:
        """The number of tokens, and the means over all processes; the sums begin again."""
        sums = ranks.total(self._sums).tolist()
        self._sums.zero_()
        names = [what, *(f"{what}, {name}" for name in self._names)]
        return int(sums[0][1]), {name: total / n for name, (total, n) in zip(names, sums, strict=True) if n}


def _check(corpus: Corpus, shape: Shape, how: Optimisation, ranks: Ranks) -> None:
    longest = corpus.train.tokens.shape[1] - 1
    if shape.context < longest:
        raise BadSettings(f"context = {shape.context}, and rows of {longest} tokens: take {longest} at least")
    if shape.vocabulary != corpus.vocabulary:
        raise BadSettings(f"vocabulary = {shape.vocabulary}, and tokens of a vocabulary of {corpus.vocabulary}")
    if how.batch % ranks.count:
        raise BadSettings(f"batch = {how.batch} rows for {ranks.count} processes: take a multiple of {ranks.count}")
    rows_of(0, how.batch, len(corpus.train.tokens), how.seed)


def _part(data: Sequences, step: int, how: Optimisation, ranks: Ranks, there: torch.device) -> tuple[Batch, int]:
    """The part of this process of a step's batch, and how many tokens count in the whole of it."""
    rows = rows_of(step, how.batch, len(data.tokens), how.seed)
    return batch_of(data, rows[ranks.number :: ranks.count], there), int(data.counted[rows].sum())


def _check_finite(model: nn.Module, losses: Mapping[str, float], step: int) -> None:
    """Before they are recorded: the last update may have broken the weights that no loss has met yet."""
    bad = [f"loss ({name}) is {loss}" for name, loss in losses.items() if not isfinite(loss)]
    if not all(bool(parameter.isfinite().all()) for parameter in model.parameters()):
        bad.append("weights are no numbers any more")
    if bad:
        raise Diverged(f"the {bad[0]} after {step} steps; take a smaller rate or a longer warm_up")


def _check_together(step: int, ranks: Ranks, there: torch.device) -> None:
    """That all processes go on from the same step: they read one folder."""
    steps = ranks.each(torch.tensor([step], device=there)).flatten().tolist()
    if len(set(steps)) > 1:
        raise BadSettings(f"the processes go on from steps {steps}: give them one folder that all of them see")


def _noise(seed: int, step: int, rank: int) -> int:
    """A seed for the dropout of one step on one process."""
    return int(np.random.SeedSequence([seed, step, rank]).generate_state(1, np.uint64)[0] >> 1)
