"""Signs: shown by structure, declared assumptions and facts; never more than is true."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import context, relation
from theory.kernel import Context, Family, Max, Min, Relation, Sum, at_least_zero
from theory.symbols import beta, d, i, n, weight, x

height = Family("h", n, positive=True)
mass = Family("p", n, nonnegative=True)
real = sp.Symbol("t", real=True)


@pytest.mark.parametrize(
    "term",
    [
        sp.exp(x[1]),
        beta,
        n,
        height[1] * beta**-2,
        1 + x[1] ** 2,
        Sum.over(height[i], i, n),
        Max.over(height[i] + sp.Abs(x[i]), i, n),
        Min.over(height[i], i, n),
        sp.log(1 + sp.exp(x[1])),
        sp.log(n + 1),
        sp.sqrt(height[1]),
        n * sp.exp(x[1]) + sp.exp(x[1]),
        (-1 - x[1] ** 2) * (-height[1]),
        (1 + x[1] ** 2) ** -3,
        sp.Abs(height[1] + 1),
        sp.pi - sp.S.One + 1,
    ],
)
def test_is_positive(term: sp.Expr) -> None:
    assert at_least_zero(term, context(), strict=True)


@pytest.mark.parametrize(
    "term",
    [
        x[1] ** 2,
        sp.Abs(x[1]),
        weight,
        mass[1],
        n - 1,
        (n - 1) * sp.exp(x[1]),
        n * sp.exp(x[1]) - sp.exp(x[1]),
        sp.log(n),
        Sum.over(x[i] ** 2, i, n),
        weight**beta,
        real ** (2 * n),
        (-sp.log(n)) * (1 - n),
    ],
)
def test_is_at_least_zero_and_may_be_zero(term: sp.Expr) -> None:
    assert at_least_zero(term, context())
    assert not at_least_zero(term, context(), strict=True)


@pytest.mark.parametrize(
    "term",
    [
        x[1],
        real,
        -weight,
        1 - n,
        n - 2,
        beta - 1,
        sp.log(beta),
        -(x[1] ** 2),
        x[1] ** 3,
        real**n,
        Sum.over(x[i], i, n),
        Max.over(-height[i], i, n),
        1 - sp.exp(x[1]),
        height[1] - mass[1],
        real * weight,
        n * sp.exp(x[1]) - 2 * sp.exp(x[1]),
        sp.exp(x[1]) - sp.exp(2 * x[1]),
        sp.Symbol("z") ** 3,
        sp.oo - 1,
        sp.nan,
        sp.Float(1.0),
        sp.I,
    ],
)
def test_is_not_shown(term: sp.Expr) -> None:
    assert not at_least_zero(term, context())


def shown(term: sp.Expr, where: Context) -> tuple[bool, bool]:
    return at_least_zero(term, where), at_least_zero(term, where, strict=True)


@pytest.mark.parametrize(
    ("fact", "term", "weak", "strict"),
    [
        (relation(n, ">=", 2), n - 2, True, False),
        (relation(n, ">=", 2), 2 * n - 3, True, True),
        (relation(n, ">=", 2), n - 3, False, False),
        (relation(x[1], ">", 0), x[1], True, True),
        (relation(x[1], ">=", 0), x[1], True, False),
        (relation(x[1], "<", 0), -x[1], True, True),
        (relation(x[1], "<", 0), x[1], False, False),
        (relation(x[1], "<", 0), x[1] ** 2, True, True),
        (relation(x[1], "=", real), x[1] - real, True, False),
        (relation(x[1], "=", real), real - x[1], True, False),
        (relation(x[1], "<", real), x[1] - real, False, False),
        (relation(x[1], "<", real), real - x[1] + weight, True, True),
        (relation(x[1], "<=", real), real - x[1] + weight, True, False),
        (relation(x[1], "<=", real), 2 * real - x[1], False, False),
    ],
)
def test_facts_are_used_in_their_direction(fact: Relation, term: sp.Expr, weak: bool, strict: bool) -> None:
    assert shown(term, context(fact)) == (weak, strict)


def test_an_index_in_scope_is_between_one_and_its_length() -> None:
    where = context(indices=((i, n),))
    assert shown(n - i, where) == (True, False)
    assert shown(i - 1, where) == (True, False)
    assert shown(i - n, where) == (False, False)
    assert shown(d - i, where) == (False, False)


def test_a_product_counts_the_factors_below_zero() -> None:
    below = context(relation(x[1], "<=", 0), relation(real, "<=", 0))
    assert shown(x[1] * real, below) == (True, False)
    assert shown(-x[1] * real, below) == (False, False)
    assert shown(-x[1] * real * weight * height[1], context(relation(x[1], "<=", 0), relation(real, ">=", 0)))[0]
