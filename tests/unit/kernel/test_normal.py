"""The normal form: what it must find equal, and what it must keep apart."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import context, relation
from theory.kernel import Family, Max, Min, Sum, Vector, equal, index, is_zero
from theory.quantities import DistanceEnergy, InnerProduct, LogSumExp, Softmax, SquaredDistance, SquaredNorm
from theory.symbols import beta, d, i, j, k, n, rho, weight, x, y

m = index("m")
height = Family("h", n, positive=True)
real = sp.Symbol("t", real=True)
X, Y = x.vector(), y.vector()


def total(body: sp.Expr, *names: sp.Symbol, size: sp.Expr = n) -> sp.Expr:
    for name in reversed(names):
        body = Sum.over(body, name, size)
    return body


mean = Sum(X) / n
IDENTITIES = {
    "the completed square": (
        SquaredDistance(X, Y),
        SquaredNorm(X) - 2 * InnerProduct(X, Y) + SquaredNorm(Y),
    ),
    "the distance energy by dot products": (
        DistanceEnergy(X, rho.vector()),
        SquaredNorm(X)
        - sp.log(
            Sum.over(sp.exp(2 * InnerProduct(rho.vector(j), X) - SquaredNorm(rho.vector(j))), j, d)
        ),
    ),
    "variance is half a double sum": (
        n * total((x[i] - mean) ** 2, i),
        total((x[i] - x[j]) ** 2, i, j) / 2,
    ),
    "Lagrange's identity": (
        SquaredNorm(X) * SquaredNorm(Y) - InnerProduct(X, Y) ** 2,
        total((x[i] * y[j] - x[j] * y[i]) ** 2, i, j) / 2,
    ),
    "a double sum in the other order": (
        Sum.over(Sum.over(rho[i, k] ** 2, k, n), i, d),
        Sum.over(Sum.over(rho[i, k] ** 2, i, d), k, n),
    ),
    "a constant summed": (total(beta, i), n * beta),
    "a sum written out": (Sum.over(i**2, i, sp.Integer(3)), sp.Integer(14)),
    "softmax weights sum to one": (total(Softmax(X, i), i), sp.S.One),
    "shifting LogSumExp": (LogSumExp(Vector(x[i] + real, i, n)), LogSumExp(X) + real),
    "exp of a sum": (sp.exp(real + x[1]) * sp.exp(-x[1]), sp.exp(real)),
    "log of a product": (
        sp.log(beta * height[1] ** 2 / 6),
        sp.log(beta) + 2 * sp.log(height[1]) - sp.log(2) - sp.log(3),
    ),
    "log of a sum whose terms share two factors": (
        sp.log(2 * beta * height[1] * (n + 1)),
        sp.log(2) + sp.log(beta) + sp.log(height[1]) + sp.log(n + 1),
    ),
    "a maximum shifted and scaled": (Max.over(2 * beta * x[i] + real, i, n), 2 * beta * Max(X) + real),
    "a minimum is a maximum of opposites": (Min.over(-x[i], i, n), -Max(X)),
    "the maximum of a constant": (Max.over(real, i, n), real),
    "an absolute value of an opposite": (sp.Abs(x[1] - y[1]), sp.Abs(y[1] - x[1])),
    "an absolute value of a positive number": (sp.Abs(Sum.over(height[i], i, n)), Sum.over(height[i], i, n)),
    "over a common denominator": (1 / (n + 1) + 1 / (n * (n + 1)), 1 / n),
}  # fmt: skip

DIFFERENT = {
    "sums over other lengths": (Sum.over(real, i, n), Sum.over(real, i, d)),
    "a square summed and a sum squared": (total(x[i] ** 2, i), Sum(X) ** 2),
    "a diagonal and a double sum": (total(x[i] * y[i], i), total(x[i] * y[j], i, j)),
    "a sum and a maximum": (Sum(X), Max(X)),
    "a maximum and a minimum": (Max(X), Min(X)),
    "the maximum of a sum": (Max.over(x[i] + y[i], i, n), Max(X) + Max(Y)),
    "a maximum scaled by a number of unknown sign": (Max.over(real * x[i], i, n), real * Max(X)),
    "a maximum scaled by a number that may be zero or not": (Max.over(-beta * x[i], i, n), -beta * Max(X)),
    "a maximum and a minimum in the other order": (
        Max.over(Min.over(rho[i, k], k, n), i, d),
        Min.over(Max.over(rho[i, k], i, d), k, n),
    ),
    "a triangular sum in the other order": (
        Sum.over(Sum.over(i * m, m, i), i, n),
        Sum.over(Sum.over(i * m, m, n), i, n),
    ),
    "log of a square": (sp.log(1 + x[1] ** 2), 2 * sp.log(1 + sp.Abs(x[1]))),
    "log of a sum whose terms share two factors of unknown sign": (
        sp.log(x[1] * y[1] * (n + 1)),
        sp.log(sp.Abs(x[1])) + sp.log(sp.Abs(y[1])) + sp.log(n + 1),
    ),
    "log of a sum": (sp.log(beta + height[1]), sp.log(beta) + sp.log(height[1])),
    "exp of a product": (sp.exp(real * x[1]), sp.exp(real) * sp.exp(x[1])),
    "an absolute value of an unknown sign": (sp.Abs(real), real),
    "a root of a square": (sp.sqrt(x[1] ** 2), x[1]),
    "a power of a maximum": (Max.over(x[i] ** 2, i, n), Max(X) ** 2),
    "rows and columns": (Sum.over(rho[i, 1], i, d), Sum.over(rho[1, k], k, n)),
    "a weight moved": (weight * x[1] + (1 - weight) * y[1], weight * y[1] + (1 - weight) * x[1]),
    "one and a little more": (sp.exp(sp.Rational(1, 10**9)), sp.S.One),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_is_found_equal(name: str) -> None:
    left, right = IDENTITIES[name]
    assert equal(left, right, context())
    assert equal(right, left, context())


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_with_one_added_is_refused(name: str) -> None:
    left, right = IDENTITIES[name]
    assert not equal(left, right + 1, context())


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_scaled_on_one_side_is_refused(name: str) -> None:
    left, right = IDENTITIES[name]
    assert not equal(left, sp.Rational(101, 100) * right, context())


@pytest.mark.parametrize("name", DIFFERENT)
def test_is_kept_apart(name: str) -> None:
    left, right = DIFFERENT[name]
    assert not equal(left, right, context())


def test_signs_that_facts_give_open_absolute_values_and_extrema() -> None:
    below = context(relation(real, "<", 0))
    assert equal(sp.Abs(real), -real, below)
    assert not equal(sp.Abs(real), real, below)
    above = context(relation(real, ">", 0))
    assert equal(Max.over(real * x[i], i, n), real * Max(X), above)
    assert not equal(Max.over(real * x[i], i, n), real * Max(X), context(relation(real, ">=", 0)))


def test_zero_is_zero_and_one_is_not() -> None:
    assert is_zero(sp.S.Zero, context())
    assert not is_zero(sp.S.One, context())


def test_a_common_denominator_is_found_for_few_terms_and_not_sought_for_thousands() -> None:
    few, many = ((real + sp.Add(*(x[k] for k in range(1, 7)))) ** power for power in (2, 7))
    assert equal(few / (n + 1) + n * few / (n + 1), few, context())
    assert not equal(many / (n + 1) + n * many / (n + 1), many, context())
