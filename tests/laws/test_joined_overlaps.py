"""With one pattern singled out the update, the leads and the largest norm are those of all the patterns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.exact import precision
from numerics.interpret import ARB, evaluate
from theory.quantities import HopfieldStep, JoinedHopfieldStep, JoinedLargestNorm, Lead, Separation
from theory.symbols import beta, d, m, n, rho, sigma, x, xi

SIZES = {d: 4, m: 3, n: 2}
X, PATTERN, OTHERS, ALL = x.vector(), xi.vector(), sigma.vector(), rho.vector()
WIDTH = arb(2) ** -100


def points(seed: int) -> dict[Any, Any]:
    """Multiples of 1/4, the pattern before the others in rho."""
    draws = np.random.default_rng(seed)
    rows = [tuple(fmpq(int(q), 4) for q in row) for row in draws.integers(-9, 10, size=(5, 2))]
    return {x.symbol: rows[0], xi.symbol: rows[1], sigma.symbol: tuple(rows[2:]), rho.symbol: tuple(rows[1:]),
            beta: fmpq(int(draws.integers(1, 9)), 4)}  # fmt: skip


def value(e: sp.Expr, at: dict[Any, Any]) -> arb:
    with precision(200):
        found: arb = evaluate(e, SIZES, at, ARB)
    return found


def overlap(a: tuple[fmpq, ...], b: tuple[fmpq, ...]) -> fmpq:
    return sum((p * q for p, q in zip(a, b, strict=True)), fmpq(0))


@pytest.mark.parametrize("seed", range(12))
def test_the_update_is_that_over_all_patterns(seed: int) -> None:
    at = points(seed)
    for k in (1, 2):
        joined = value(JoinedHopfieldStep(X, PATTERN, OTHERS, beta, sp.Integer(k)), at)
        everywhere = value(HopfieldStep(X, ALL, beta, sp.Integer(k)), at)
        twice = value(HopfieldStep(X, ALL, 2 * beta, sp.Integer(k)), at)
        with precision(200):
            assert abs(joined - everywhere) < WIDTH
            assert not abs(joined - twice) < WIDTH


@pytest.mark.parametrize("seed", range(12))
def test_leads_and_the_largest_norm(seed: int) -> None:
    at = points(seed)
    query, own, others = at[x.symbol], at[xi.symbol], at[sigma.symbol]
    lead = min(overlap(query, own) - overlap(query, other) for other in others)
    gap = min(overlap(own, own) - overlap(own, other) for other in others)
    largest = max(overlap(pattern, pattern) for pattern in at[rho.symbol])
    found = [value(e, at) for e in (Lead(X, PATTERN, OTHERS), Separation(PATTERN, OTHERS))]
    norm = value(JoinedLargestNorm(PATTERN, OTHERS), at)
    with precision(200):
        assert abs(found[0] - arb(lead)) < WIDTH
        assert abs(found[1] - arb(gap)) < WIDTH
        assert abs(norm**2 - arb(largest)) < WIDTH
        assert not abs(norm - arb(largest) - 1) < WIDTH
