"""Queries that meet blocks of patterns: float32 says which patterns can matter, float64 says what those give.

A product in float32, raised by its error bound, is an upper bound of what a pattern contributes.  Patterns whose upper
bound lies too far below the best that was found are left out; all others are computed again in float64.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from numerics.quantities.blocks import Block, rounding
from numerics.quantities.faults import NotFloat32
from numerics.quantities.products import products
from numerics.quantities.softmax_sums import SoftmaxSums

CROWDED = 8  # candidates a query, from which on the threshold is raised first
DENSE = 8  # a table in float64 costs less than single pairs where one of so many is a candidate
CLOSE = 1e-7  # the error, of logits and of distances, that a product in float64 may have
OVERFLOW = 1e38


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Field:
    """What queries sum up: logits scale * b_i with the brackets b_i = -||x - rho_i||^2, or that with the excess of i.

    With it b_i = 2 <x, rho_i - c> - ||x - c||^2, where c is the centre.  A bracket further than `reach` below the
    greatest does not matter.  best (Q,): the greatest one so far.
    """

    scale: float
    reach: float
    has_excess: bool
    best: Tensor
    sums: SoftmaxSums | None


class Queries:
    """Some queries (Q, n) in float64 with all that they have found so far.

    own (Q,): the number of the pattern that is no neighbour, -1 for none;  gathered: numbers worked on at a time.
    distance, nearest (Q,): to the nearest pattern, and its number, if a field without excess is among the fields.
    """

    def __init__(
        self, points: Tensor, centre: Tensor, own: Tensor | None, fields: Sequence[Field], gathered: int
    ) -> None:
        self.points, self.own, self.fields, self.gathered = points, own, fields, gathered
        self.distance = torch.full((len(points),), torch.inf, dtype=torch.float64, device=points.device)
        self.nearest = torch.full((len(points),), -1, dtype=torch.int64, device=points.device)
        self._centred = points - centre
        self._squares = (self._centred * self._centred).sum(1)
        u = self._centred.float()
        norms = torch.linalg.vector_norm(u, dim=1, keepdim=True)
        self._norm, self._largest = float(norms.max()), float(self._squares.max())
        self._products = products(torch.cat([2 * u, torch.ones_like(norms), norms], 1))

    def meet(self, block: Block) -> None:
        """Everything that these patterns change."""
        if not self._fits_float32(block):
            for field in self.fields:
                self._table(field, block, torch.arange(len(self.points), device=self.points.device))
            return
        upper = self._products(block.bounding[0])
        upper[self._own_in(block, self.own)] = -torch.inf
        for field in self.fields:
            raised = upper + block.excess.float() if field.has_excess else upper
            rows = torch.nonzero(raised.amax(1) > self._threshold(field, block)).squeeze(1)
            if len(rows):
                self._weigh(field, block, raised[rows], rows)

    def _fits_float32(self, block: Block) -> bool:
        """Can the products and their bounds be had without overflow?"""
        norm = block.bounding[1]
        largest = (2 * self._norm + norm + 1) * norm
        if any(field.has_excess for field in self.fields):
            largest += block.largest_excess
        return 2 * largest < OVERFLOW and rounding(self.points.shape[1], torch.float32) < 0.1

    def _threshold(self, field: Field, block: Block) -> Tensor:
        """A pattern whose upper bound of 2 <u, v> - |v|^2 + excess is not above it cannot matter; (Q,), float32."""
        lower = self._squares + field.best - field.reach
        return torch.where(field.best > -torch.inf, lower - self._room(field, block, lower), -torch.inf).float()

    def _room(self, field: Field, block: Block, numbers: Tensor) -> Tensor:
        """For the roundings of sums of such numbers, in float64, then to float32, and of the excess that is added."""
        excess = block.largest_excess if field.has_excess else 0.0
        return 2.0**-22 * (numbers.abs() + excess) + 1e-12 * self._largest

    def _weigh(self, field: Field, block: Block, raised: Tensor, rows: Tensor) -> None:
        """The candidates among these upper bounds (R, P), computed again."""
        candidates = raised > self._threshold(field, block)[rows, None]
        if int(candidates.sum()) > CROWDED * len(rows):
            patterns = block.patterns[raised.argmax(1)].double()
            field.best[rows] = torch.maximum(field.best[rows], self._brackets(field, block, rows, patterns))
            candidates = raised > self._threshold(field, block)[rows, None]
        if int(candidates.sum()) * DENSE > candidates.numel():
            self._table(field, block, rows)
        else:
            self._pairs(field, block, *_listed(candidates, rows), raised[candidates])

    def _brackets(self, field: Field, block: Block, rows: Tensor, patterns: Tensor) -> Tensor:
        """The brackets (K,) of pairs with patterns (K, n) in float64, from differences."""
        points = self.points.index_select(0, rows)
        if field.has_excess:
            return 2 * points.mul_(patterns - block.centre).sum(1) - self._squares[rows]
        differences = points.sub_(patterns)
        return -differences.mul_(differences).sum(1)

    def _pairs(self, field: Field, block: Block, rows: Tensor, places: Tensor, upper: Tensor | None = None) -> None:
        """What single pairs give; NotFloat32 where one exceeds its upper bound."""
        for some in self._gathers(rows):
            query, place = rows[some], places[some]
            patterns = block.patterns.index_select(0, place).double()
            brackets = self._brackets(field, block, query, patterns)
            if upper is not None:
                above = self._squares[query] + brackets - upper[some]
                if bool((above > self._room(field, block, above)).any()):
                    raise NotFloat32(
                        f"products on {rows.device} are {float(above.max()):.1e} beyond what float32 allows"
                    )
            field.best.scatter_reduce_(0, query, brackets, "amax")
            if field.sums is not None:
                field.sums.add_pairs(query, field.scale * brackets, patterns)
            if not field.has_excess:
                self._nearer(query, -brackets, block.first + place)

    def _nearer(self, rows: Tensor, distances: Tensor, numbers: Tensor) -> None:
        """The nearest pattern, the first of several; blocks and pairs come in the order of the patterns."""
        touched, place = torch.unique_consecutive(rows, return_inverse=True)
        least = torch.full_like(touched, torch.inf, dtype=torch.float64).scatter_reduce(0, place, distances, "amin")
        none = torch.iinfo(torch.int64).max
        numbers = torch.where(distances == least[place], numbers, none)
        first = torch.full_like(touched, none).scatter_reduce(0, place, numbers, "amin")
        nearer = least < self.distance[touched]
        self.distance[touched[nearer]], self.nearest[touched[nearer]] = least[nearer], first[nearer]

    def _table(self, field: Field, block: Block, rows: Tensor) -> None:
        """All pairs with the block, where many matter: by products in float64 if those are close enough."""
        v, squares, norm = block.centred
        for some in rows.split(max(self.gathered // max(v.shape), 1)):
            others, points = self._others(block, some), self.points[some] if field.has_excess else self._centred[some]
            longest = float(torch.linalg.vector_norm(points, dim=1).max())
            error = rounding(v.shape[1], torch.float64) * (longest + norm) ** 2
            if error * max(1.0, field.scale) > CLOSE:
                self._pairs(field, block, *_listed(others, some))
                continue
            brackets = 2 * (points @ v.T) - self._squares[some, None]
            if not field.has_excess:
                brackets = (brackets - squares).clamp_(max=0)
            brackets.masked_fill_(~others, -torch.inf)
            field.best[some] = torch.maximum(field.best[some], brackets.amax(1))
            if field.sums is not None:
                field.sums.add_table(some, field.scale * brackets, block.doubled)
            if not field.has_excess:
                most = torch.maximum(brackets.amax(1) - error, -self.distance[some]) - error
                self._told_apart(field, block, *_listed((brackets >= most[:, None]) & others, some))

    def _told_apart(self, field: Field, block: Block, rows: Tensor, places: Tensor) -> None:
        """Which is nearest among pairs that a product does not tell apart."""
        for some in self._gathers(rows):
            distances = -self._brackets(field, block, rows[some], block.doubled[places[some]])
            self._nearer(rows[some], distances, block.first + places[some])

    def _others(self, block: Block, rows: Tensor) -> Tensor:
        """Which patterns may be neighbours of these queries, (R, P)."""
        allowed = torch.ones(len(rows), len(block.patterns), dtype=torch.bool, device=rows.device)
        allowed[self._own_in(block, None if self.own is None else self.own[rows])] = False
        return allowed

    def _own_in(self, block: Block, own: Tensor | None) -> tuple[Tensor, Tensor]:
        """Of the patterns with these numbers (R,), those in the block: which of the R, and where in the block."""
        if own is None:
            none = torch.empty(0, dtype=torch.int64, device=self.points.device)
            return none, none
        places = own - block.first
        here = torch.nonzero((places >= 0) & (places < len(block.patterns))).squeeze(1)
        return here, places[here]

    def _gathers(self, rows: Tensor) -> tuple[Tensor, ...]:
        """The places of so many pairs in parts, each with as many vectors as may be gathered at a time."""
        size = max(self.gathered // self.points.shape[1], 1)
        found: tuple[Tensor, ...] = torch.arange(len(rows), device=rows.device).split(size)
        return found


def _listed(chosen: Tensor, rows: Tensor) -> tuple[Tensor, Tensor]:
    """The chosen places of a table as pairs of query and place, in order."""
    where, places = torch.nonzero(chosen, as_tuple=True)
    return rows[where], places
