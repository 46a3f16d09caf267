"""The rows of each step, a function of seed and step alone, so that a run goes on anywhere as it would have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Int
from numpy.typing import NDArray
from torch import Tensor

from numerics.transformers.data import Sequences
from numerics.transformers.faults import BadSettings

Rows = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Batch:
    """Rows of tokens with what comes next, cut to the longest of them; `at` None where every place counts.

    targets: what comes next, at the places that count; sets: which of these are in each named set.
    """

    tokens: Int[Tensor, "batch time"]
    at: Bool[Tensor, "batch time"] | None
    targets: Int[Tensor, " counted"]
    sets: Mapping[str, Bool[Tensor, " counted"]]


def rows_of(step: int, batch: int, rows: int, seed: int) -> Rows:
    """The rows of a step: a new order of all rows in each epoch, one epoch after the other."""
    if batch > rows:
        raise BadSettings(f"batch = {batch} of {rows} rows: a row would come twice in a step; take {rows} at most")
    first = step * batch
    places = np.arange(first, first + batch)
    orders = {epoch: _order(seed, epoch, rows) for epoch in {int(p) // rows for p in (places[0], places[-1])}}
    return np.array([orders[int(place) // rows][int(place) % rows] for place in places])


@lru_cache(maxsize=4)
def _order(seed: int, epoch: int, rows: int) -> Rows:
    return np.random.default_rng([seed, epoch]).permutation(rows)


def batch_of(data: Sequences, rows: Rows, device: torch.device) -> Batch:
    """These rows as tensors on the device."""
    counted = data.counted[rows]
    longest = int(np.flatnonzero(counted.any(axis=0))[-1]) + 1 if counted.any() else 1
    counted, tokens = counted[:, :longest], data.tokens[rows, : longest + 1].astype(np.int64)
    return Batch(
        tokens=_there(tokens[:, :-1], device),
        at=None if counted.all() else _there(counted, device),
        targets=_there(tokens[:, 1:][counted], device),
        sets={name: _there(mask[rows, :longest][counted], device) for name, mask in data.sets.items()},
    )


def in_order(data: Sequences, most: int, size: int, number: int, of: int) -> Iterator[Rows]:
    """The first rows, `most` at the most, in batches; of so many processes, those of one."""
    mine = np.arange(number, min(most, len(data.tokens)), of)
    for first in range(0, len(mine), size):
        yield mine[first : first + size]


def _there(array: NDArray[Any], device: torch.device) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(array)).to(device, non_blocking=True)
