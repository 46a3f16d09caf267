"""A float64 batch agrees with the exact value, whatever the order of its axes."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp
from flint import fmpq

from numerics.arrays import Array, batch
from numerics.compiled import compiled
from numerics.configurations import Configuration, Value
from numerics.exact import ball, precision
from tests.unit.numbers.oracle import NoValue, Oracle, TooClose
from tests.unit.numbers.trees import Trees, configuration, fixed, square
from theory.kernel import Max, Min, Sum
from theory.quantities import DistanceEnergy, LogSumExp, MCHNEnergy, NearestDistance, Norm, Softmax, SupNorm
from theory.symbols import d, i, j, k, n, rho, x, y

BATCH = 4


def stacked(points: list[Configuration]) -> dict[sp.Symbol, Array]:
    """The values of configurations of equal sizes as arrays with a first axis over them."""
    return {s: np.array([_floats(at.values[s]) for at in points], dtype=float) for s in points[0].values}


def _floats(value: Value) -> object:
    return [_floats(v) for v in value] if isinstance(value, tuple) else int(value.p) / int(value.q)


def exactly(e: sp.Expr, at: Configuration) -> float:
    with precision(200):
        return float(ball(compiled(e)(at)).mid())


def check(e: sp.Expr, points: list[Configuration], scale: float = 1.0) -> None:
    found = batch(e, points[0].sizes, stacked(points))
    assert found.shape == (len(points),)
    for got, at in zip(found, points, strict=True):
        true = exactly(e, at)
        assert abs(got - true) <= 1e-9 * max(scale, abs(true)), f"{e} = {got}, not {true} at {at.written()}"


def points(seed: int, sizes: tuple[int, int]) -> list[Configuration]:
    return [configuration(seed + number, *sizes) for number in range(BATCH)]


X, Y, patterns = x.vector(), y.vector(), rho.vector()


@pytest.mark.parametrize("sizes", [(1, 1), (1, 3), (3, 1), (2, 3), (3, 2), (3, 3)])
@pytest.mark.parametrize("e", [
    Sum.over(Sum.over(rho[i, k] * x[k], k, n) ** 2, i, d),
    Sum.over(Sum.over(rho[i, k] * (1 + x[k]), i, d) ** 2, k, n),
    Max.over(Min.over(rho[i, k] - y[k], i, d), k, n),
    Sum.over(Max.over(x[k] * y[j] - x[j], j, n), k, n),
    Sum.over(Sum.over(Sum.over(rho[i, k] * rho[j, k], k, n) ** 3, j, d), i, d),
    Sum.over(Sum.over(rho[1, k] * rho[i, 1] * x[k] - rho[i, k] * y[1], k, n), i, d) * rho[1, 1],
    Sum.over(Sum.over(square[k, j] - 2 * square[j, k], j, n) * x[k], k, n),
    Sum.over(Sum.over(x[k], k, n), i, d) + Sum.over(sp.Integer(1), k, n) + d * n**2,
    Max.over(d - x[k] / n, k, n) + Sum(fixed.vector()) * sp.pi + sp.E,
    MCHNEnergy(X, patterns, sp.Integer(2)), DistanceEnergy(X, patterns), NearestDistance(Y, patterns),
    LogSumExp(X) * SupNorm(Y), Sum.over(Softmax(X, k) * y[k], k, n), Max.over(Norm(patterns.at(i)), i, d),
])  # fmt: skip
def test_axes_are_kept_apart(e: sp.Expr, sizes: tuple[int, int]) -> None:
    check(e, points(7, sizes), scale=100.0)


@pytest.mark.parametrize("seed", range(5))
def test_random_expressions_agree_with_the_exact_value(seed: int) -> None:
    trees, met = Trees(6000 + seed, numbered=False), 0
    for number in range(15):
        e, at = trees.expression(), points(40 * seed + number, (2, 3))
        oracles = [Oracle(where) for where in at]
        try:
            for oracle in oracles:
                oracle.value(e)
        except (NoValue, TooClose):
            continue
        met += 1
        check(e, at, scale=float(max(oracle.largest for oracle in oracles)))
    assert met > 3


def test_a_logarithm_of_exponentials_does_not_overflow() -> None:
    far = [Configuration({n: 2}, {x.symbol: (fmpq(5000), fmpq(shift))}) for shift in (5000, 4999, -5000)]
    check(LogSumExp(X) - Max(X), far)


def test_what_overflows_is_infinite_and_silent() -> None:
    far = [Configuration({n: 1}, {x.symbol: (fmpq(5000),)})]
    assert not np.isfinite(batch(sp.exp(x[1]) - sp.exp(2 * x[1]), {n: 1}, stacked(far))).any()


def test_diagonal_entries() -> None:
    check(Sum.over(square[k, k], k, n), points(3, (2, 3)))


def test_an_index_is_a_number() -> None:
    check(Sum.over(k * x[k], k, n), points(3, (2, 3)))


def test_a_free_index_has_its_place_with_the_sizes() -> None:
    """As in a line of a derivation, where an index is in scope."""
    e = Sum.over(rho[i, k] * x[k], k, n) - rho[i, 1] * i
    where = [Configuration({**at.sizes, i: 2}, at.values) for at in points(11, (3, 2))]
    check(e, where, scale=100.0)
    first = batch(rho[i, 1], where[0].sizes, stacked(where))
    assert list(first) == [float(_floats(at.values[rho.symbol])[1][0]) for at in where]  # type: ignore[index]
