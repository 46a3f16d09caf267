"""Relations over flat points in float64: both sides, how far they are from being met, and which way that changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.arrays import Array, Memory, batch, read
from numerics.configurations import axes, count
from theory.claims import Claim
from theory.kernel import Relation

STEP = 1e-6
TINY = 1e-300
ABOVE_ZERO = 1e-3
CROSSED = 4.0  # how bad it counts that the two sides have opposite signs, against a ratio's logarithm


def readable(*relations: Relation) -> bool:
    """Has every side a reading in float64?"""
    try:
        for relation in relations:
            read(relation.lhs), read(relation.rhs)
    except TypeError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """At points (B,): `measure` (B, H), negative where a relation is violated, and its gradient `slope` (B, H, N).

    The measure is the logarithm of right over left where both have one sign, since sides such as exp(-t^2) differ by
    many powers of ten; else right minus left against the larger of them.
    """

    measure: Array
    slope: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Relations about the numbers of a claim at fixed sizes; a point is all its numbers in the order of `filled`."""

    claim: Claim
    sizes: Mapping[sp.Symbol, int]
    relations: Sequence[Relation]

    @property
    def length(self) -> int:
        return count(self.claim, self.sizes)

    @property
    def equations(self) -> NDArray[np.bool_]:
        """Which of the relations are equations."""
        return np.array([relation.op == "=" for relation in self.relations], dtype=bool)

    @property
    def lows(self) -> Array:
        """The least value that the sign of each number allows; what must be positive stays a little above 0."""
        found: list[float] = []
        for symbol, shape in _blocks(self.claim, self.sizes):
            low = ABOVE_ZERO if symbol.is_positive else 0.0 if symbol.is_nonnegative else -np.inf
            found += [low] * int(np.prod(shape, dtype=int))
        return np.array(found)

    def gaps(self, points: Array, plain: bool = False) -> Gaps:
        """The measures, with gradients by central differences, all in one batch; plain: right minus left itself."""
        length = points.shape[1]
        steps = STEP * np.maximum(1.0, np.abs(points))
        shifts = steps[:, None, :] * np.eye(length)
        around = np.concatenate([points[:, None, :], points[:, None, :] + shifts, points[:, None, :] - shifts], axis=1)
        shape = (*around.shape[:2], len(self.relations))
        left, right = (s.reshape(shape) for s in self._sides(around.reshape(-1, length)))
        with np.errstate(all="ignore"):
            scale = np.maximum(np.maximum(np.abs(left[:, :1]), np.abs(right[:, :1])), TINY)
            ratio = np.sign(right) * np.log(right / left)
            measure = np.where(left[:, :1] * right[:, :1] > 0, ratio, (right - left) / scale)
            measure = right - left if plain else measure
            slope = (measure[:, 1 : length + 1] - measure[:, length + 1 :]) / (2 * steps[..., None])
        return Gaps(measure=_finite(measure[:, 0], -1.0), slope=np.swapaxes(_finite(slope, 0.0), 1, 2))

    def merit(self, points: Array, margins: Array) -> Array:
        """How far from met: the sum over the relations of what they lack, large lacks counting little more (B,)."""
        left, right = self._sides(points)
        with np.errstate(all="ignore"):
            scale = np.maximum(np.maximum(np.abs(left), np.abs(right)), TINY)
            ratio = np.sign(right) * np.log(right / left)
            measure = np.where(left * right > 0, ratio, CROSSED * (right - left) / scale)
        lack = self.lack(_finite(measure, -1e3), margins)
        # Near 0 a sum of squares: between two that lack the same, as in a thin ring, the middle is best.
        found: Array = np.sum(np.log1p(lack**2), axis=1)
        return found

    def met(self, points: Array) -> NDArray[np.bool_]:
        """Are all the inequalities met, as far as floats can tell?  (B,) of bool; equations are left out."""
        left, right = self._sides(points)
        with np.errstate(all="ignore"):
            found: NDArray[np.bool_] = np.all((right - left >= 0) | self.equations, axis=1)
        return found

    def lack(self, measure: Array, margins: Array) -> Array:
        """By how much each relation misses the margin of its point (B, H); of an equation, with its sign."""
        return np.where(self.equations, -measure, np.maximum(0, margins[:, None] - measure))

    def _sides(self, points: Array) -> tuple[Array, Array]:
        """Left and right of each relation read upwards, (B, H) each."""
        if not self.relations:
            return np.zeros((len(points), 0)), np.zeros((len(points), 0))
        values = arranged(self.claim, self.sizes, points)
        ups = [relation.upward for relation in self.relations]
        memory: Memory = {}  # the sides of all relations share what they have in common
        left = [batch(up.lhs, self.sizes, values, memory) for up in ups]
        right = [batch(up.rhs, self.sizes, values, memory) for up in ups]
        return np.stack(left, axis=-1), np.stack(right, axis=-1)


def arranged(claim: Claim, sizes: Mapping[sp.Symbol, int], points: Array) -> dict[sp.Symbol, Array]:
    """A batch of flat points (B, N) as arrays by symbol, in the order of `filled`."""
    values: dict[sp.Symbol, Array] = {}
    used = 0
    for symbol, shape in _blocks(claim, sizes):
        length = int(np.prod(shape, dtype=int))
        values[symbol] = points[:, used : used + length].reshape(len(points), *shape)
        used += length
    return values


def _blocks(claim: Claim, sizes: Mapping[sp.Symbol, int]) -> list[tuple[sp.Symbol, tuple[int, ...]]]:
    return [(f.symbol, axes(f, sizes)) for f in claim.families] + [(s, ()) for s in claim.scalars]


def _finite(found: Array, otherwise: float) -> Array:
    return np.where(np.isfinite(found), found, otherwise)
