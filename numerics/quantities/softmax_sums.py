"""Sums of softmax weights, by query, while logits arrive in any order; what other machines saw can be added."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from numerics.quantities.ranks import Ranks


class SoftmaxSums:
    """Of the logits l_i and vectors v_i that each of Q queries has seen, in float64.

    greatest (Q,): m = max l_i;  total (Q,): sum exp(l_i - m);  spread (Q,): sum exp(l_i - m) (m - l_i);
    pulled (Q, n), or None where no step is wanted: sum exp(l_i - m) v_i.
    """

    def __init__(self, queries: int, *, width: int | None, device: torch.device) -> None:
        self.greatest = torch.full((queries,), -torch.inf, dtype=torch.float64, device=device)
        self.total = torch.zeros(queries, dtype=torch.float64, device=device)
        self.spread = torch.zeros_like(self.total)
        self.pulled = None if width is None else torch.zeros(queries, width, dtype=torch.float64, device=device)

    def add_pairs(self, rows: Tensor, logits: Tensor, vectors: Tensor) -> None:
        """Pair p belongs to query rows[p]; rows (P,) ascend, logits (P,) are float64, vectors are (P, n)."""
        touched, place = torch.unique_consecutive(rows, return_inverse=True)
        self._raise(touched, self.greatest[touched].scatter_reduce(0, place, logits, "amax"))
        below = self.greatest[rows] - logits
        weights = torch.exp(-below)
        self.total.index_add_(0, rows, weights)
        self.spread.index_add_(0, rows, weights * below)
        if self.pulled is not None:
            self.pulled.index_add_(0, rows, weights[:, None] * vectors)

    def add_table(self, rows: Tensor, logits: Tensor, vectors: Tensor) -> None:
        """Query rows[q], each once, has the logits (R, P) with the vectors (P, n); -inf is no logit."""
        self._raise(rows, torch.maximum(self.greatest[rows], logits.amax(1)))
        # A query that has seen nothing yet has the greatest logit -inf, too.
        below = torch.where(logits > -torch.inf, self.greatest[rows, None] - logits, torch.inf)
        weights = torch.exp(-below)
        self.total[rows] += weights.sum(1)
        self.spread[rows] += torch.where(weights > 0, weights * below, 0.0).sum(1)
        if self.pulled is not None:
            self.pulled[rows] += weights @ vectors

    def _raise(self, rows: Tensor, greatest: Tensor) -> None:
        """What was summed against the old greatest logit, now against this one."""
        rise = torch.where(self.total[rows] > 0, greatest - self.greatest[rows], 0.0)
        factor = torch.exp(-rise)
        self.spread[rows] = factor * (self.spread[rows] + rise * self.total[rows])
        self.total[rows] *= factor
        if self.pulled is not None:
            self.pulled[rows] *= factor[:, None]
        self.greatest[rows] = greatest

    def raise_to(self, greatest: Tensor) -> None:
        """Sums against the greatest logits (Q,) of all machines, so that they can be added up."""
        self._raise(torch.arange(len(greatest), device=greatest.device), greatest)

    @property
    def log_sum(self) -> Tensor:
        """log sum exp(l_i), (Q,)."""
        return self.greatest + torch.log(self.total)

    @property
    def entropy(self) -> Tensor:
        """-sum w_i log w_i = log sum exp(l_i - m) + sum w_i (m - l_i), (Q,), where w is the softmax of the logits."""
        return torch.log(self.total) + self.spread / self.total

    @property
    def step(self) -> Tensor | None:
        """sum w_i v_i, (Q, n)."""
        return None if self.pulled is None else self.pulled / self.total[:, None]


def joined(parts: Sequence[SoftmaxSums], ranks: Ranks) -> SoftmaxSums:
    """The sums of several parts of the queries, one after the other, over the logits that all ranks saw."""
    first, pulled = parts[0], [part.pulled for part in parts if part.pulled is not None]
    whole = SoftmaxSums(0, width=None, device=first.total.device)
    whole.greatest = torch.cat([part.greatest for part in parts])
    whole.total = torch.cat([part.total for part in parts])
    whole.spread = torch.cat([part.spread for part in parts])
    whole.pulled = torch.cat(pulled) if pulled else None
    if ranks.are_many:
        whole.raise_to(ranks.greatest(whole.greatest))
        whole.total, whole.spread = ranks.total(whole.total), ranks.total(whole.spread)
        whole.pulled = None if whole.pulled is None else ranks.total(whole.pulled)
    return whole
