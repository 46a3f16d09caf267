"""A cell of the experiment: the series of one model, and the controls that show that they are what they are called."""

from __future__ import annotations

from itertools import pairwise
from math import inf, log
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from numerics.experiment import Found, Samples
from numerics.experiments.radius import (
    AGAIN,
    DOUBLED,
    EMBEDDING,
    FINAL,
    HALF,
    LAST,
    LOGITS,
    LOSS,
    PLANTED,
    RISING,
    VARIANCE,
    Settings,
)
from numerics.experiments.radius.cloud import Cloud, cloud_of, mean_of
from numerics.experiments.radius.models import sampled_by, states
from numerics.experiments.radius.neighbours import at, nearest
from numerics.experiments.radius.raw import MEAN, all_of, distances, from_mean, keys, percents
from numerics.experiments.radius.sample import Sample
from numerics.quantities.vectors import Table, table
from numerics.transformers.causal import CausalModel, decoder_of
from numerics.transformers.model import Transformer

TRIED = 8  # queries of a control
NEAR = 0.1  # of the distance to its nearest: how near another vector is planted
BATCH = 4  # chunks that the model reads at a time
BLOCK = 2**13  # rows whose distances are computed one by one at a time


def found(model: str, settings: Settings, device: str) -> Found:
    """All series of this model, each name beginning with the model's; the sha256 of what went in; and controls."""
    there = sampled_by(model, settings, device)
    layers = {FINAL: there.model.layers + 1, LAST: there.model.layers, HALF: there.model.layers // 2, EMBEDDING: 0}
    vectors = {
        where: table(values, where) for where, values in states(there.model, there.sample, layers, BATCH).items()
    }
    cloud = cloud_of(vectors[FINAL], settings.seed, device)
    samples = series_of(vectors, there.sample, cloud, device)
    return Found(
        samples={f"{model}, {series}": values for series, values in samples.items()},
        controls=controls(there.model, vectors[FINAL], there.sample, cloud, samples, device),
        inputs=there.inputs,
    )


def series_of(vectors: dict[str, Table], sample: Sample, cloud: Cloud, device: str) -> Samples:
    """Of the vectors after the final norm everything, of others the distances; see `names`."""
    found = {f"{FINAL}, {series}": values for series, values in all_of(vectors[FINAL], sample, cloud, device).items()}
    for where in (LAST, HALF, EMBEDDING):
        more, _ = distances(vectors[where], sample, device)
        asked = percents() if where == LAST else percents()[-1:]
        found |= {f"{where}, {series}": more[series] for series in asked}
        found[f"{where}, {MEAN}"] = from_mean(vectors[where], sample, mean_of(vectors[where], device))
    doubled, _ = distances(scaled(vectors[FINAL], 2), sample, device)
    found[f"{DOUBLED}, {percents()[-1]}"] = doubled[percents()[-1]]
    return found


def names() -> tuple[str, ...]:
    """The series of a model, without its name."""
    whole = percents()[-1]
    elsewhere = [f"{where}, {series}" for where in (HALF, EMBEDDING) for series in (whole, MEAN)]
    of_last = [f"{LAST}, {series}" for series in (*percents(), MEAN)]
    return (*(f"{FINAL}, {series}" for series in keys()), *of_last, *elsewhere, f"{DOUBLED}, {whole}")


def scaled(vectors: Table, factor: float) -> Table:
    """All vectors times a number."""
    return Table(
        name=vectors.name, rows=vectors.rows, width=vectors.width, read=lambda a, b: factor * vectors.read(a, b)
    )


def controls(
    model: CausalModel, vectors: Table, sample: Sample, cloud: Cloud, samples: Samples, device: str
) -> dict[str, float]:
    """What `CONTROLS` names, of the vectors after the final norm."""
    queries = sample.queries[:: max(1, len(sample.queries) // TRIED)][:TRIED]
    points, own = at(vectors, queries.tolist()), torch.from_numpy(queries)
    [once] = nearest(points, own, vectors, [vectors.rows], device)
    grown = [np.concatenate(samples[f"{FINAL}, {series}"]) for series in percents()]
    chunks = torch.from_numpy(sample.tokens[:4].astype(np.int64))
    return {
        LOSS: float(model.losses(chunks).mean()) / log(model.vocabulary),
        PLANTED: _planted(points, once.distance, device),
        AGAIN: float(((one_by_one(points, own, vectors) - once.distance) / once.distance.max()).abs().max()),
        RISING: max(float((more - less).max()) for less, more in pairwise(grown)),
        VARIANCE: float((variances(cloud.table(vectors.rows), points) / variances(vectors, points) - 1).abs().max()),
        LOGITS: changed_by_gain(model, chunks[:1, :-1]),
    }


def one_by_one(points: Tensor, own: Tensor, vectors: Table) -> Tensor:
    """The distance of each point to its nearest, by subtraction in float64, its own row apart."""
    found = torch.full((len(points),), torch.inf, dtype=torch.float64)
    for first, block in vectors.blocks(BLOCK):
        rows = torch.arange(first, first + len(block))
        for place, point in enumerate(points.double()):
            others = block[rows != own[place]].double()
            found[place] = min(found[place], torch.linalg.vector_norm(others - point, dim=1).min())
    return found


def variances(vectors: Table, points: Tensor) -> Tensor:
    """E <x - m, u>^2 over the rows, for each direction u from the mean m of the points (Q, n) to one of them."""
    mean = points.double().mean(0)
    along = torch.nn.functional.normalize(points.double() - mean, dim=1)
    sums = [(block.double() - mean) @ along.T for _, block in vectors.blocks(BLOCK)]
    return torch.cat(sums).square().mean(0)


def _planted(points: Tensor, apart: Tensor, device: str) -> float:
    """The largest relative error of the distances at which a vector was planted beside each point.

    A point that is there twice has none nearer than that; infinite where all are.
    """
    points, apart = points[apart > 0], apart[apart > 0]
    if not len(points):
        return inf
    away = torch.ones_like(points.double()) / points.shape[1] ** 0.5
    wanted = NEAR * apart
    planted = (points.double() + wanted[:, None] * away).float()
    own = torch.arange(len(points))
    [met] = nearest(points, own, table(torch.cat([points, planted]), "planted"), [2 * len(points)], device)
    return float((met.distance / wanted - 1).abs().max())


def changed_by_gain(model: CausalModel, tokens: Tensor) -> float:
    """The largest change of a logit as the final norm's gain is doubled and the matrix of the logits halved."""
    norm, matrix = final_norm(model.module)
    before = model.states(tokens)[-1]
    with torch.no_grad():
        for factor in (2.0, 0.5):
            for gain in norm.parameters():
                gain.mul_(factor)
            if factor == 2:
                after = model.states(tokens)[-1]
        return float((after @ (matrix / 2).T - before @ matrix.T).abs().max())


def final_norm(module: nn.Module) -> tuple[nn.Module, Tensor]:
    """The last norm and the matrix of the logits, of a model of ours or of Llama's kind."""
    if isinstance(module, Transformer):
        return module.norm, module.embedding.tokens if module.unembedding is None else module.unembedding
    whole: Any = module
    decoder: Any = decoder_of(module)
    return decoder.norm, whole.get_output_embeddings().weight
