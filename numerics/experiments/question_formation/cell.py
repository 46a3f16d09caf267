"""One model and one seed: its curve, its losses on every split beside the law's own, its completions, the controls."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from math import log

import numpy as np
import sympy as sp
import torch
from numpy.typing import NDArray

from numerics.experiment import Found
from numerics.experiments.question_formation import (
    BEATEN,
    COMPLETED,
    ENTROPY,
    FIRST,
    LAW,
    LINES,
    OTHERS,
    SHARED,
    SPLITS,
    TAUGHT,
    TRAINING,
    UNTRAINED,
    Model,
    Settings,
    parts,
)
from numerics.experiments.question_formation.rows import (
    SPELLED,
    costs,
    groups,
    other_targets,
    rows_of,
    without,
    written,
)
from numerics.question_formation import Split
from numerics.transformers.batches import batch_of
from numerics.transformers.data import Corpus, Sequences
from numerics.transformers.known_losses import at_start, of_frequencies
from numerics.transformers.memoriser import completed
from numerics.transformers.model import Shape, Transformer
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import losses_of, train
from theory.kernel import unfold
from theory.quantities.token_entropy import TokenEntropy

GROUP = 100  # lines of which a loss is recorded
KINDS: Mapping[str, Split] = {"training": "train", "dev": "dev", "test": "test", "generalisation": "generalisation"}

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]


def found(settings: Settings, seed: int, device: str) -> Found:
    """The series of the model, the sha256 of its lines, and controls."""
    [model] = settings.models
    lines = drawn(settings, model, seed)
    tried = lines | {TRAINING: rows_of(lines[TRAINING], slice(settings.learned))}
    shape, how = plan(settings, model, max(part.tokens.shape[1] for part in lines.values()) - 1, seed)
    hashes = {name: hashlib.sha256(part.tokens.astype("<i4").tobytes()).hexdigest() for name, part in lines.items()}
    corpus = Corpus(train=lines[TRAINING], validation=None, vocabulary=len(SPELLED), tokenizer=None, hashes=hashes)
    made = train(corpus, shape, how, device=device)
    made.model.eval().requires_grad_(False)
    samples = {f"{TRAINING} loss, line {k}": [line["train"]] for k, line in enumerate(made.lines, start=1)}
    for split, data in tried.items():
        samples |= losses(made.model, data, how, split) | laws(data, split)
    if model.targets == 1:
        for split in SPLITS[2:]:
            whole, first = completions(made.model, rows_of(tried[split], slice(settings.completed)))
            samples |= {f"{split}, {COMPLETED}": whole.tolist(), f"{split}, {FIRST}": first.tolist()}
    return Found(
        samples={f"{model.name}: {name}": [list(map(float, values))] for name, values in samples.items()},
        controls=controls(made.model, tried, lines[TRAINING], how, model, device, settings.completed),
        inputs={f"{model.name}, seed {seed}, {name}": digest for name, digest in hashes.items()},
    )


def drawn(settings: Settings, model: Model, seed: int) -> dict[str, Sequences]:
    """The lines of each split; of those that are held out none that is in the training."""
    count = min(settings.lines, model.steps * settings.batch)
    learned = written("train", seed, count, model.targets)
    held = {split: written(KINDS[split], seed, settings.held, model.targets) for split in SPLITS[1:]}
    return {TRAINING: learned} | {split: without(data, learned) for split, data in held.items()}


def plan(settings: Settings, model: Model, longest: int, seed: int) -> tuple[Shape, Optimisation]:
    """What is trained, and how."""
    shape = Shape(
        vocabulary=len(SPELLED),
        context=longest,
        width=settings.width,
        layers=model.layers,
        heads=model.heads,
        feed_forward=settings.feed_forward,
        positions="rotary",
    )
    how = Optimisation(
        steps=model.steps,
        batch=settings.batch,
        rate=model.rate,
        warm_up=model.steps // 20,
        decay="linear",
        floor=0.02,
        weight_decay=0.01,
        every=model.steps // LINES,
        seed=seed,
    )
    return shape, how


def losses(model: Transformer, data: Sequences, how: Optimisation, split: str) -> dict[str, list[float]]:
    """The loss over the tokens of each group of lines, all of them and those of each set."""
    there = next(model.parameters()).device
    made: dict[str, list[float]] = {series: [] for series in parts(split, len(data.sets)).values()}
    for rows in groups(data, GROUP):
        batch = batch_of(data, rows, there)
        of_tokens = losses_of(model, batch, how).double()
        for name, series in parts(split, len(data.sets)).items():
            made[series].append(float((of_tokens[batch.sets[name]] if name else of_tokens).mean()))
    return made


def laws(data: Sequences, split: str) -> dict[str, list[float]]:
    """What the same groups cost who knows the law, over all tokens and, as no target adds to it, over the source's."""
    cost, series = costs(data, KINDS[split]), {f"{split}, {LAW}": data.counted}
    if data.sets:
        series[f"{split}, {LAW} on the source"] = data.sets["source"]
    return {
        name: [float(cost[rows].sum() / counted[rows].sum()) for rows in groups(data, GROUP)]
        for name, counted in series.items()
    }


def completions(model: Transformer, data: Sequences) -> tuple[Marks, Marks]:
    """Whether the model writes the whole target after each source, and whether its first word is right, (rows,)."""
    there, tokens = next(model.parameters()).device, data.tokens.astype(np.int64)
    sources, made = data.sets["source"].sum(axis=1), tokens.copy()
    for length in np.unique(sources):
        rows = np.flatnonzero(sources == length)
        given = torch.from_numpy(tokens[rows, : 1 + length]).to(there)
        made[rows] = completed(model, given, tokens.shape[1] - 1).cpu().numpy()
    right = made[:, 1:] == tokens[:, 1:]
    return (right | ~data.sets["target"]).all(axis=1), right[np.arange(len(right)), sources]


def taught(model: Transformer, data: Sequences) -> Marks:
    """Whether at each place of the target the likeliest token is the right one, given what comes before it, (rows,)."""
    there, tokens = next(model.parameters()).device, torch.from_numpy(data.tokens.astype(np.int64))
    said = model(tokens[:, :-1].to(there)).argmax(dim=-1).cpu().numpy()
    found: Marks = ((said == data.tokens[:, 1:]) | ~data.sets["target"]).all(axis=1)
    return found


def controls(
    model: Transformer,
    tried: Mapping[str, Sequences],
    learned: Sequences,
    how: Optimisation,
    what: Model,
    device: str,
    completing: int,
) -> dict[str, float]:
    """What must be so for the numbers to count; see the experiment."""
    dev, seen = tried["dev"], {row.tobytes() for row in learned.tokens}
    cost, few = costs(tried[TRAINING], "train"), rows_of(tried["test"], slice(completing))
    exact = float(unfold(TokenEntropy(sp.Integer(what.targets), sp.S.One)))
    [on_all] = [np.mean(values) for name, values in losses(model, dev, how, "dev").items() if name == "dev, loss"]
    made = {
        UNTRAINED: abs(at_start(model.shape, how, dev, device) - log(len(SPELLED))),
        BEATEN: float(on_all) / of_frequencies(learned, dev, len(SPELLED)),
        ENTROPY: abs(float(cost.sum() / tried[TRAINING].counted.sum()) - exact),
        SHARED: float(sum(row.tobytes() in seen for split in SPLITS[1:] for row in tried[split].tokens)),
    }
    if what.targets == 1:
        own, other = (losses(model, data, how, "dev")["dev, loss on the target"] for data in (dev, other_targets(dev)))
        made[OTHERS] = float(np.mean(other) - np.mean(own))
        made[TAUGHT] = float((taught(model, few) != completions(model, few)[0]).mean())
    return made
