"""Descent of the slack in float64; the end points, rounded to small rationals, are proposals for a violation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np
import sympy as sp
from scipy.optimize import minimize

from numerics.arrays import Array, batch
from numerics.conditions import STEP, arranged, readable
from numerics.configurations import Configuration, count, filled, rational, shapes
from theory.claims import Claim

DENOMINATORS = (1, 4, 64, 4096)


def proposals(claim: Claim, starts: int) -> Iterator[Configuration]:
    """From each start, the configuration at which the slack of a side stopped falling, at several roundings."""
    seed = int.from_bytes(hashlib.sha256(claim.id.encode()).digest()[:8], "big")
    source = np.random.default_rng(seed)
    kinds = [s for s in shapes(claim, 3) if count(claim, s) <= 12]
    pairs = [(sizes, relation) for sizes in kinds for relation in claim.sides.values() if readable(relation)]
    for number in range(starts if pairs else 0):
        sizes, relation = pairs[number % len(pairs)]
        start = source.normal(scale=2.0, size=count(claim, sizes))
        yield from _descend(claim, relation.slack, sizes, start)


def _descend(claim: Claim, slack: sp.Expr, sizes: Mapping[sp.Symbol, int], start: Array) -> Iterator[Configuration]:
    if not len(start):
        return

    def fall(point: Array) -> tuple[float, Array]:
        """The slack and its gradient by central differences, all in one batch."""
        shifts = np.vstack([np.zeros(len(point)), STEP * np.eye(len(point)), -STEP * np.eye(len(point))])
        found = batch(slack, sizes, arranged(claim, sizes, point + shifts))
        found = np.where(np.isfinite(found), found, 1e6)
        half = len(point)
        return float(found[0]), (found[1 : half + 1] - found[half + 1 :]) / (2 * STEP)

    lows = [0.0 if claim_scalar.is_nonnegative else None for claim_scalar in claim.scalars]
    bounds = [(None, None)] * (len(start) - len(lows)) + [(low, None) for low in lows]
    found = minimize(fall, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 40})
    for denominator in DENOMINATORS:
        rounded = [Fraction(float(t)).limit_denominator(denominator) for t in found.x if np.isfinite(t)]
        if len(rounded) == len(start):
            yield filled(claim, sizes, iter([rational(t) for t in rounded]))
