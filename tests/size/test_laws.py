"""The fast quantities against the expressions of `theory`, in ball arithmetic, at small sizes."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

import pytest
import sympy as sp
import torch
from flint import arb, fmpq

from numerics.exact import precision
from numerics.interpret import ARB, evaluate
from numerics.quantities.energies import energies
from theory.kernel import Vector, fresh_index
from theory.quantities import (
    AttentionStep,
    DistanceEnergy,
    HopfieldStep,
    InnerProduct,
    MCHNEnergy,
    NearestDistance,
    SoftmaxEntropy,
    SquaredDistance,
)
from theory.symbols import beta, d, n, rho, x

POINT, PATTERNS = x.vector(), rho.vector()
j = fresh_index()
NEAR = Vector(-SquaredDistance(POINT, PATTERNS.at(j)), j, d)
ALIGNED = Vector(beta * InnerProduct(PATTERNS.at(j), POINT), j, d)
# The distance energy is stated at beta = 1: at beta it is that of everything scaled by the root of beta.
SCALED: Mapping[str, tuple[sp.Expr, int]] = {
    "nearest_distance": (NearestDistance(POINT, PATTERNS), 2),
    "distance_energy": (DistanceEnergy(POINT, PATTERNS), 2),
    "entropy": (SoftmaxEntropy(NEAR), 0),
    "attention_step": (AttentionStep(POINT, PATTERNS, sp.Integer(1)), 1),
}
PLAIN: Mapping[str, sp.Expr] = {
    "mchn_energy": MCHNEnergy(POINT, PATTERNS, beta),
    "mchn_entropy": SoftmaxEntropy(ALIGNED),
    "hopfield_step": HopfieldStep(POINT, PATTERNS, beta, sp.Integer(1)),
}


def drawn(source: random.Random) -> tuple[int, int, fmpq, list[fmpq], list[list[fmpq]]]:
    """Sizes, the root of beta, a point and patterns, all eighths: numbers that float32 holds exactly."""
    width, count = source.randint(1, 4), source.randint(1, 5)

    def vector() -> list[fmpq]:
        return [fmpq(source.randint(-20, 20), 8) for _ in range(width)]

    return width, count, fmpq(source.randint(1, 6), 2), vector(), [vector() for _ in range(count)]


def value(e: sp.Expr, width: int, point: list[fmpq], patterns: list[list[fmpq]], at: fmpq) -> float:
    values = {x.symbol: tuple(point), rho.symbol: tuple(tuple(p) for p in patterns), beta: at}
    with precision(128):
        ball = evaluate(e, {n: width, d: len(patterns)}, values, ARB)
        assert isinstance(ball, arb)
        assert ball.rad() < 1e-20
        return float(ball.mid())


@pytest.mark.parametrize("seed", range(40))
def test_are_the_expressions(seed: int) -> None:
    width, _, root, point, patterns = drawn(random.Random(seed))
    inverse = root * root
    table = torch.tensor([[float(t) for t in p] for p in patterns], dtype=torch.float32)
    found = energies(torch.tensor([[float(t) for t in point]]), table, beta=float(inverse))
    for name, (e, power) in SCALED.items():
        scaled = value(e, width, [root * t for t in point], [[root * t for t in p] for p in patterns], fmpq(1))
        number = getattr(found, name).flatten()[0].item()
        assert math.isclose(number, scaled / float(root) ** power, rel_tol=1e-9, abs_tol=1e-9), name
    for name, e in PLAIN.items():
        number = getattr(found, name).flatten()[0].item()
        assert math.isclose(number, value(e, width, point, patterns, inverse), rel_tol=1e-9, abs_tol=1e-9), name
