"""Leading terms against numbers far out, and what they decide of O, o, Theta and ~."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

from theory.kernel import Context, Ill, Quantity, Relation
from theory.order import NotCompared, Scale, settled
from theory.statement import Order, Rate
from theory.symbols import constant, d, n

A = constant
SCALE = Scale(n, Context())
log = sp.log
REAL = sp.Symbol("shift", real=True)
FAR = mpmath.mpf(10) ** 10**7


def number(e: sp.Expr) -> mpmath.mpf:
    """The value far out, by mpmath, with A = 3."""
    return sp.lambdify((n, A), e, "mpmath")(FAR, mpmath.mpf(3))


@pytest.mark.parametrize(
    "e",
    [
        n**2 + A * n, n**2 * sp.exp(-2 * log(n)) + 1 / n**3, log(A * n * log(n)), 1 - log(n) / n,
        sp.sqrt(A * n + log(n)),
        log(n**3 * sp.exp(sp.sqrt(log(n)))), sp.exp(1 / n + 2), (n + log(n)) ** sp.Rational(1, 3) - log(n),
        log(3 * log(n)),
        n / sp.pi - n / 4, sp.exp(sp.sqrt(log(n)) + log(n) / 2), log(log(n) ** 2 * sp.exp(log(n) ** 2)), n**A / log(n),
        1 / (1 + A * log(n) / n) ** 2, (n - 1) / (2 * n + 5), log(2 + 1 / n), log(n + 1) * log(log(n)),
    ],
)  # fmt: skip
def test_the_leading_term_is_the_expression_to_leading_order(e: sp.Expr) -> None:
    found = SCALE.leading(e)
    p, q, s = found.powers
    term = found.coefficient * sp.exp(found.exponent) * n**p * log(n) ** q * log(log(n)) ** s
    with mpmath.workdps(60):
        assert abs(number(e) / number(term) - 1) < mpmath.mpf("0.12")


@pytest.mark.parametrize(
    ("e", "grows"),
    [
        (n**5 * sp.exp(-n), -1), (2**n / n**9, 1), (sp.exp(log(n) ** 2) / n**100, 1), (sp.exp(-sp.sqrt(n)) * n**9, -1),
        (sp.exp(sp.sqrt(log(n))) / n, -1), (log(log(n)) / log(n), -1), (sp.exp(-1 / (6 * n)), 0), (n**A, 1),
        (sp.exp(sp.exp(n)) * sp.exp(-(n**3)), 1), (log(n) ** 9 / sp.sqrt(n), -1), (A + log(n) / n, 0),
        (REAL + log(n), 1), (1 + (REAL + log(n)) / n, 0),
    ],
)  # fmt: skip
def test_what_grows_and_what_vanishes(e: sp.Expr, grows: int) -> None:
    assert SCALE.growth(SCALE.leading(e)) == grows


@pytest.mark.parametrize(
    ("e", "why"),
    [
        (n - n, "is 0"), (sp.sqrt(n + 1) - sp.sqrt(n), "cancel"), (n * log(n) / log(n**2) - n / 2, "is 0|cancel"),
        (sp.gamma(n), "outside"), (REAL * n, "sign"), (n**REAL, "sign"), (sp.exp(n / (n + 1)), "tends to a constant"),
        (log(1 + 1 / n), "tends to 0"), (log(log(log(n))), "more slowly"), (log(1 - n), "becomes negative"),
        (sp.sqrt(1 - n), "becomes negative"), (sp.exp(n) - sp.exp(n * (n + 1) / (n + 1)), "is 0"), (n**n, "outside"),
        (REAL + 1 / n, "sign"), (sp.exp(sp.sqrt(n**2 + n) - n), "cancel"),
    ],
)  # fmt: skip
def test_no_answer_where_growth_is_not_known(e: sp.Expr, why: str) -> None:
    with pytest.raises(NotCompared, match=why):
        SCALE.growth(SCALE.leading(e))


def rate(order: Order, below: sp.Expr | None = None, above: sp.Expr | None = None) -> Rate:
    return Rate(A * n, order, n, n, below=below, above=above)


ONE, HALF, TWO = sp.S.One, sp.Rational(1, 2), sp.Integer(2)


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        (rate("O", above=TWO), True), (rate("O", above=1 / n), True), (rate("O", below=log(log(n))), False),
        (rate("o", above=1 / log(n)), True), (rate("o", below=HALF), False), (rate("o", below=n), False),
        (rate("Theta", below=HALF, above=A), True), (rate("Theta", above=1 / n), False),
        (rate("Theta", below=n), False),
        (rate("~", below=1 - 1 / n, above=1 + log(n) / n), True), (rate("~", below=ONE + A), False),
        (rate("~", above=HALF), False), (rate("~", above=1 / n), False), (rate("~", below=log(n)), False),
    ],
)  # fmt: skip
def test_what_the_bounds_decide(asked: Rate, holds: bool) -> None:
    assert settled(asked, ()) is holds


@pytest.mark.parametrize(
    "asked",
    [
        rate("O", above=log(n)), rate("O", below=HALF), rate("O", below=-n), rate("o", above=HALF),
        rate("o", below=1 / n),
        rate("Theta", above=TWO), rate("Theta", below=HALF), rate("Theta", below=1 / n, above=ONE),
        rate("Theta", below=-ONE, above=ONE), rate("~", below=HALF, above=TWO), rate("~", below=ONE),
        rate("~", above=ONE),
        rate("~", below=ONE, above=A), rate("Theta", below=HALF, above=n),
    ],
)  # fmt: skip
def test_what_they_leave_open(asked: Rate) -> None:
    with pytest.raises(NotCompared):
        settled(asked, ())


def test_the_variable_must_be_free_to_grow() -> None:
    start, end = Relation(TWO, "<=", n), Relation(n, "<=", sp.Integer(9))
    assert settled(rate("O", above=TWO), (start, Relation(A, "<", ONE)))
    for hypothesis in (end, Relation(n, "=", TWO), Relation(A, "<=", n), Relation(n, "<=", A)):
        if hypothesis.lhs == A:
            assert settled(rate("O", above=TWO), (hypothesis,))
            continue
        with pytest.raises(NotCompared, match="no start"):
            settled(rate("O", above=TWO), (hypothesis,))


class Hiding(Quantity):
    """n, of which its arguments do not speak."""

    notation = "h"

    def definition(self) -> sp.Expr:
        return n


def test_a_hypothesis_on_a_quantity_restricts_what_it_is_made_of() -> None:
    """n^2 <= 5 n wherever the quantity is at most 5, which says nothing of large n."""
    for hypothesis in (Relation(Hiding(), "<=", sp.Integer(5)), Relation(Hiding(), "<=", n)):
        with pytest.raises(NotCompared, match="no start"):
            settled(Rate(n**2, "O", n, n, above=sp.Integer(5)), (hypothesis,))


def test_what_is_compared_is_positive() -> None:
    """By its sign, or by the other's and a bound; what may be negative is in no order."""
    unknown = n + REAL
    with pytest.raises(NotCompared, match="not known to be positive"):
        settled(Rate(unknown, "O", n, n, above=TWO), ())
    with pytest.raises(NotCompared, match="not known to be positive"):
        settled(Rate(n, "O", unknown, n, below=n), ())
    assert settled(Rate(unknown, "Theta", n, n, below=HALF, above=TWO), ())
    assert settled(Rate(n, "O", unknown, n, above=TWO), ())


def test_a_rate_that_is_none_is_ill() -> None:
    for wrong in ({"order": "big O"}, {"variable": d}, {"variable": REAL}, {"above": None}):
        with pytest.raises(Ill):
            Rate(**{"quantity": n, "order": "O", "gauge": n, "variable": n, "above": ONE, **wrong})
