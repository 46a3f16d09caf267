"""The quantities as their definitions say, all pairs at once, with 64 bits of mantissa where a machine has them."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Long = NDArray[Any]


def expected(queries: Tensor, patterns: Tensor, beta: float = 1.0, own: Tensor | None = None) -> dict[str, Tensor]:
    """By name, (Q,) or (Q, n); own (Q,) is the number of the pattern that a query leaves out, -1 for none."""
    x, rho = (part.double().cpu().numpy().astype(np.longdouble) for part in (queries, patterns))
    kept = np.ones((len(x), len(rho)), dtype=bool)
    for row, number in enumerate([] if own is None else own.tolist()):
        kept[row, number] = number < 0
    distances = np.where(kept, np.stack([((point - rho) ** 2).sum(1) for point in x]), np.inf)
    overlaps = np.where(kept, np.stack([(point * rho).sum(1) for point in x]), -np.inf)
    norms = np.where(kept, (rho * rho).sum(1), -np.inf).max(1)
    near, lower = _softmax(-beta * distances)
    aligned, upper = _softmax(beta * overlaps)
    found = {
        "nearest_distance": distances.min(1),
        "nearest": distances.argmin(1),
        "distance_energy": -lower / beta,
        "entropy": _entropy(near),
        "attention_step": near @ rho,
        "mchn_energy": -upper / beta + (x * x).sum(1) / 2 + np.log(kept.sum(1)) / beta + norms / 2,
        "mchn_entropy": _entropy(aligned),
        "hopfield_step": aligned @ rho,
    }
    return {name: torch.from_numpy(_plain(value)) for name, value in found.items()}


def _softmax(logits: Long) -> tuple[Long, Long]:
    """The weights, and log sum exp."""
    greatest = logits.max(1, keepdims=True)
    weights = np.exp(logits - greatest)
    total = weights.sum(1, keepdims=True)
    return weights / total, (greatest + np.log(total))[:, 0]


def _entropy(weights: Long) -> Long:
    logarithms = np.log(np.where(weights > 0, weights, 1))
    return np.asarray(-(weights * logarithms).sum(1))


def _plain(value: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(value, dtype=np.int64 if value.dtype.kind == "i" else np.float64)
