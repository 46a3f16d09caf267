"""What is asked of a pass over the patterns, checked before it begins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import torch
from torch import Tensor

from numerics.quantities.faults import NoNeighbour, WrongShape
from numerics.quantities.queries import CLOSE, Field
from numerics.quantities.ranks import Ranks
from numerics.quantities.softmax_sums import SoftmaxSums
from numerics.quantities.vectors import Table

Name = Literal[
    "nearest_distance", "nearest", "distance_energy", "entropy", "attention_step",
    "mchn_energy", "mchn_entropy", "hopfield_step",
]  # fmt: skip
NAMES: tuple[Name, ...] = get_args(Name)
OF_DISTANCE: tuple[Name, ...] = ("distance_energy", "entropy", "attention_step")
OF_MCHN: tuple[Name, ...] = ("mchn_energy", "mchn_entropy", "hopfield_step")
LEFT_OUT = 21  # patterns with less than exp(-21) = 1e-9 of the weight, all together, may be left out
LeaveOut: TypeAlias = Tensor | Literal["own"] | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """The names of the quantities, the inverse temperature, and the number of the pattern that each query leaves out.

    rows: of the patterns of all ranks;  before: of those of the ranks before this one;  own (Q,), -1 for none.
    """

    names: frozenset[Name]
    beta: float
    own: Tensor | None
    rows: int
    before: int
    width: int
    device: torch.device

    @staticmethod
    def of(
        names: Sequence[Name], beta: float, leave_out: LeaveOut, points: Tensor, patterns: Table, ranks: Ranks
    ) -> Asked:
        """WrongShape, NoNeighbour: what is asked makes no sense."""
        if not (beta > 0 and math.isfinite(beta)):
            raise WrongShape(f"beta = {beta}: an inverse temperature is a positive number")
        if unknown := [name for name in names if name not in NAMES]:
            raise WrongShape(f"{unknown[0]!r} is no quantity; there are {', '.join(NAMES)}")
        each = ranks.each(torch.tensor([patterns.rows, patterns.width], device=points.device)).tolist()
        if len({width for _, width in each}) > 1:
            raise WrongShape(f"the ranks hold patterns of {', '.join(str(width) for _, width in each)} numbers each")
        same = ranks.each(torch.stack([points.sum(), torch.tensor(len(points)).to(points)]))
        if bool((same != same[0]).any()):
            raise WrongShape("the ranks hold different queries; give all of them to each")
        rows = [rows for rows, _ in each]
        return Asked(
            names=frozenset(names),
            beta=beta,
            own=_own(leave_out, points, sum(rows)),
            rows=sum(rows),
            before=sum(rows[: ranks.number]),
            width=patterns.width,
            device=points.device,
        )

    @property
    def mchn(self) -> bool:
        return not self.names.isdisjoint(OF_MCHN)

    def fields(self, queries: int) -> list[Field]:
        """What so many queries sum up, by distances and by products."""
        found = []
        if not self.names.isdisjoint({*OF_DISTANCE, "nearest_distance", "nearest"}):
            summed = not self.names.isdisjoint(OF_DISTANCE)
            found.append(self._field(queries, self.beta, "attention_step", summed=summed, has_excess=False))
        if self.mchn:
            found.append(self._field(queries, self.beta / 2, "hopfield_step", summed=True, has_excess=True))
        return found

    def _field(self, queries: int, scale: float, step: Name, *, summed: bool, has_excess: bool) -> Field:
        width = self.width if step in self.names else None
        # Divided by a small beta, what is left out must not matter either.
        reach = (math.log(self.rows) + LEFT_OUT - min(0.0, math.log(self.beta))) / scale + 10 * CLOSE
        return Field(
            scale=scale,
            reach=reach if summed else 0.0,
            has_excess=has_excess,
            best=torch.full((queries,), -torch.inf, dtype=torch.float64, device=self.device),
            sums=SoftmaxSums(queries, width=width, device=self.device) if summed else None,
        )


def _own(leave_out: LeaveOut, points: Tensor, rows: int) -> Tensor | None:
    if leave_out is None:
        return None
    own = torch.arange(len(points)) if isinstance(leave_out, str) else torch.as_tensor(leave_out)
    own = own.to(points.device)
    if own.shape != (len(points),) or own.dtype.is_floating_point:
        raise WrongShape(
            f"leave_out: {own.dtype} of shape {tuple(own.shape)}, where {len(points)} whole numbers belong"
        )
    if bool((wrong := (own < -1) | (own >= rows)).any()):
        raise WrongShape(f"leave_out: no pattern has the number {int(own[wrong][0])}; they go from 0 to {rows - 1}")
    if rows == 1 and bool((own == 0).any()):
        raise NoNeighbour("leave_out: there is one pattern, and a query leaves it out; give two patterns or more")
    return own.long()
