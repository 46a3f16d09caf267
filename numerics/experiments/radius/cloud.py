"""A Gaussian cloud of the mean and the covariance of a table of vectors, drawn as it is read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from numerics.quantities.device import chosen
from numerics.quantities.vectors import Table

NUMBERS = 2**24  # read at a time, and made float64
QUERIES = 2**62  # in place of a row, in the seed of what is no row


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cloud:
    """Vectors mean + factor z of n numbers, in float32, z normal; factor factor^T is the covariance."""

    mean: Tensor
    factor: Tensor
    seed: int

    def queries(self, count: int) -> Tensor:
        """So many more, which are no rows of the table."""
        return self._drawn(count, QUERIES)

    def table(self, rows: int) -> Table:
        """So many; a block is a function of the seed and its first row."""
        return Table(
            name="Gaussian cloud",
            rows=rows,
            width=len(self.mean),
            read=lambda first, last: self._drawn(last - first, first),
        )

    def _drawn(self, count: int, first: int) -> Tensor:
        seed = int(np.random.SeedSequence([self.seed, first]).generate_state(1, np.uint64)[0] >> 1)
        normal = torch.randn(count, len(self.mean), generator=torch.Generator().manual_seed(seed))
        return self.mean.float() + normal @ self.factor.float().T


def mean_of(vectors: Table, device: str) -> Tensor:
    """The mean of all rows (n,), in float64 on the CPU."""
    there = chosen(device)
    mean = torch.zeros(vectors.width, dtype=torch.float64, device=there)
    for _, block in vectors.blocks(_size(vectors)):
        mean += block.to(there).double().sum(0) / vectors.rows
    return mean.cpu()


def cloud_of(vectors: Table, seed: int, device: str) -> Cloud:
    """The cloud of the mean and the covariance of all rows, which are read twice; the sums are of float64."""
    mean, there = mean_of(vectors, device), chosen(device)
    centre = mean.to(there)
    covariance = torch.zeros(vectors.width, vectors.width, dtype=torch.float64, device=there)
    for _, block in vectors.blocks(_size(vectors)):
        away = block.to(there).double() - centre
        covariance += away.T @ away / vectors.rows
    along, directions = torch.linalg.eigh(covariance)
    # Rounding may leave less than nothing along a direction in which the vectors do not differ.
    return Cloud(mean=mean, factor=(directions * along.clamp(min=0).sqrt()).cpu(), seed=seed)


def _size(vectors: Table) -> int:
    return max(NUMBERS // vectors.width, 1)
