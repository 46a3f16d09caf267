"""A block of patterns with what is needed of it to bound and to compute distances, made once for all queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

from numerics.quantities.faults import NotFinite

HALF_ULP = {torch.float32: 2.0**-24, torch.float64: 2.0**-53}
LARGEST = 1e150  # its square, a thousand times over, is a number in float64


def rounding(width: int, dtype: torch.dtype) -> float:
    """gamma: a dot product of so many terms is within gamma |u| |v| of the true one, in any order of summation.

    N. Higham, Accuracy and Stability of Numerical Algorithms, Section 3.1.  The factors may have been rounded once
    before; the terms more than `width` are for the columns that are added, the norms and gamma's own roundings.
    """
    terms = 1.05 * (width + 8) * HALF_ULP[dtype]
    return terms / (1 - terms) if terms < 0.1 else torch.inf


def check(vectors: Tensor, name: str, first: int = 0) -> None:
    """NotFinite unless all numbers are finite and their squares numbers in float64; it names the first row at fault."""
    wrong = ~(torch.linalg.vector_norm(vectors.double(), dim=1) <= LARGEST)
    if bool(wrong.any()):
        row = int(torch.nonzero(wrong)[0, 0])
        what = "squares beyond float64" if bool(torch.isfinite(vectors[row]).all()) else "nan or an infinity"
        raise NotFinite(f"{name}: row {first + row} holds {what}")


@dataclass(frozen=True, kw_only=True, eq=False)
class Block:
    """Consecutive patterns (P, n) as they came; the first has this number among all.

    centre (n,), float64: subtracted from everything before products, a float32 number in each place.
    """

    first: int
    patterns: Tensor
    centre: Tensor

    @cached_property
    def bounding(self) -> tuple[Tensor, float]:
        """With v = pattern - centre: v, e - |v|^2 and 2 gamma |v|, (P, n + 2), in float32; and the greatest |v|.

        Their product with a row (2 u, 1, |u|) is at least 2 <u, v> - |v|^2, and above it by 2 (2 gamma |u| |v| + e) at
        most, with e = 2 gamma |v|^2 and what underflow may lose.
        """
        rows, width = self.patterns.shape
        gamma = rounding(width, torch.float32)
        made = torch.empty(rows, width + 2, dtype=torch.float32, device=self.patterns.device)
        if self.patterns.dtype == torch.float64:
            made[:, :width] = self.patterns - self.centre
        else:
            torch.sub(self.patterns.float(), self.centre.float(), out=made[:, :width])
        norms = torch.linalg.vector_norm(made[:, :width], dim=1)
        made[:, width] = (2 * gamma - 1) * norms * norms + (width + 2) * 2.0**-125
        made[:, width + 1] = 2 * gamma * norms
        return made, float(norms.max())

    @cached_property
    def doubled(self) -> Tensor:
        """The patterns in float64."""
        return self.patterns.double()

    @cached_property
    def centred(self) -> tuple[Tensor, Tensor, float]:
        """v (P, n) and |v|^2 (P,) in float64, and the greatest |v|."""
        v = self.doubled - self.centre
        squares = (v * v).sum(1)
        return v, squares, float(squares.max().sqrt())

    @cached_property
    def excess(self) -> Tensor:
        """||rho||^2 - ||centre||^2 = <v, rho + centre>, (P,), in float64."""
        return (self.centred[0] * (self.doubled + self.centre)).sum(1)

    @cached_property
    def largest_excess(self) -> float:
        """The greatest absolute value of these."""
        return float(self.excess.abs().max())
