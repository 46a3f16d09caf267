"""The nearest neighbours of some of the rows of a table, among its first quarter, half, three quarters and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from numerics.quantities.energies import energies
from numerics.quantities.vectors import Table

NUMBERS = 2**26  # read at a time


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nearest:
    """Of Q queries, on the CPU: the Euclidean distance to the nearest row, in float64, and which row that is."""

    distance: Tensor
    row: Tensor


def at(vectors: Table, rows: Sequence[int]) -> Tensor:
    """These rows of the table."""
    return torch.cat([vectors.read(row, row + 1) for row in rows])


def nearest(
    points: Tensor, own: Tensor, vectors: Table, cuts: Sequence[int], device: str, chunk: int = 1
) -> Iterator[Nearest]:
    """For each of `cuts`, which rise: the nearest among so many first rows of the table, which is read once.

    points (Q, n); own (Q,): the row that a query is, or stands for, and leaves out with all of its chunk, which is of
    so many rows, those from 0 to chunk - 1 being the first one.  Where nothing is left the distance is infinite and
    the row -1.
    """
    squares = torch.full((len(points),), torch.inf, dtype=torch.float64)
    rows = torch.full((len(points),), -1)
    size = max(NUMBERS // (vectors.width * chunk), 1) * chunk
    for start, end in pairwise((0, *cuts)):
        for first in range(start, end, size):
            block = vectors.read(first, min(first + size, end))
            for which, begin, stop in _pieces(own // chunk * chunk - first, len(block), chunk):
                away = own[which] - (first + begin)
                found = energies(
                    points[which],
                    block[begin:stop],
                    leave_out=torch.where((away >= 0) & (away < stop - begin), away, -1),
                    names=("nearest_distance", "nearest"),
                    device=device,
                )
                assert found.nearest_distance is not None
                assert found.nearest is not None
                distance, row = found.nearest_distance.cpu(), found.nearest.cpu() + (first + begin)
                is_nearer = distance < squares[which]
                squares[which[is_nearer]], rows[which[is_nearer]] = distance[is_nearer], row[is_nearer]
        yield Nearest(distance=squares.sqrt(), row=rows.clone())


def _pieces(away: Tensor, rows: int, chunk: int) -> Iterator[tuple[Tensor, int, int]]:
    """Which queries meet which rows of a block: all of it, or what stands before and after their chunk.

    away (Q,): where in the block the chunk of a query begins.  One vector is left out as the distances are computed,
    where it is not the whole block.
    """
    apart = (away < 0) | (away >= rows)
    outside = torch.nonzero(apart | (chunk == 1 < rows))[:, 0]
    if len(outside):
        yield outside, 0, rows
    if chunk == 1:
        return
    for begin in away[~apart].unique().tolist():
        which = torch.nonzero(away == begin)[:, 0]
        for first, last in ((0, begin), (begin + chunk, rows)):
            if first < last:
                yield which, first, last
