"""The greatest norm of the patterns, also of those that are left once one is left out."""

from __future__ import annotations

import torch
from torch import Tensor

from numerics.quantities.blocks import Block
from numerics.quantities.ranks import Ranks


class Norms:
    """The two greatest ||rho||^2 - ||centre||^2 so far, and the number of the pattern that has the first."""

    def __init__(self, device: torch.device) -> None:
        self._greatest = torch.full((2,), -torch.inf, dtype=torch.float64, device=device)
        self._number = torch.tensor(-1, device=device)

    def meet(self, block: Block) -> None:
        """The patterns of a block."""
        greatest, places = block.excess.topk(min(2, len(block.excess)))
        self._add(greatest, block.first + places)

    def of_all(self, ranks: Ranks) -> Norms:
        """Those of the patterns of all ranks."""
        found = Norms(self._greatest.device)
        number = torch.stack([self._number, torch.tensor(-1, device=self._number.device)])
        for greatest, numbers in zip(ranks.each(self._greatest), ranks.each(number), strict=True):
            found._add(greatest, numbers)
        return found

    def without(self, own: Tensor | None) -> Tensor:
        """The greatest of the patterns that are left once query q leaves out pattern own[q], (Q,)."""
        if own is None:
            return self._greatest[0]
        return torch.where(own == self._number, self._greatest[1], self._greatest[0])

    def _add(self, greatest: Tensor, numbers: Tensor) -> None:
        """The squares (k,) of the patterns with these numbers."""
        squares, none = torch.cat([self._greatest, greatest]), torch.tensor([-1], device=numbers.device)
        self._greatest, places = squares.topk(2)
        self._number = torch.cat([self._number[None], none, numbers])[places[0]]
