"""Energies and updates as a user writes them, and what a check of descent answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from numerics.check_energy import ENERGIES, Ascent, NoAscent
from numerics.interpret import Arithmetic
from theory.quantities import AttentionStep, DistanceEnergy
from theory.symbols import k, rho, x

Point = Sequence[Any]
X, patterns = x.vector(), rho.vector()
LIGHT = replace(ENERGIES, per_shape=350, draws=60, starts=1, awkward=4, zero_tests=20)
NEAR = (AttentionStep(X, patterns, k), DistanceEnergy(X, patterns))


def dot(a: Point, b: Point) -> Any:
    return sum(p * q for p, q in zip(a, b, strict=True))


def mchn(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any) -> Any:
    """MCHN's energy, as a user writes it."""
    overlaps = a.log(sum(a.exp(beta * dot(x, pattern)) for pattern in patterns)) / beta
    largest = a.largest(dot(pattern, pattern) for pattern in patterns)
    return dot(x, x) / 2 - overlaps + a.log(a.number(len(patterns))) / beta + largest / 2


def without_the_half(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any) -> Any:
    """The same with x^T x in place of x^T x / 2."""
    return mchn(x, patterns, a, beta) + dot(x, x) / 2


def softmax_step(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any) -> list[Any]:
    weights = [a.exp(beta * dot(x, pattern)) for pattern in patterns]
    return [dot(weights, column) / sum(weights) for column in zip(*patterns, strict=True)]


def stays(x: Point, patterns: Sequence[Point], a: Arithmetic, beta: Any = None) -> list[Any]:
    """The identity, written so that floats are not where they were."""
    third = a.number(1) / 3
    return [(t + third) - third for t in x]


def first(x: Point, patterns: Sequence[Point], a: Arithmetic) -> Any:
    return x[0]


def further(by: Callable[[Arithmetic], Any]) -> Callable[..., list[Any]]:
    return lambda x, patterns, a: [x[0] + by(a), *x[1:]]


def an_ascent(found: Ascent | NoAscent) -> Ascent:
    assert isinstance(found, Ascent), str(found)
    assert found.rise > 0
    assert (found.after - found.before).overlaps(found.rise)
    return found


def none(found: Ascent | NoAscent) -> NoAscent:
    assert isinstance(found, NoAscent), str(found)
    return found
