"""Integrals in balls contain the true value, or say that there is none; floats come near it."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from numerics.arrays import batch
from numerics.compiled import compiled
from numerics.configurations import Configuration
from numerics.exact import Undefined, ball, precision
from numerics.interpret import ARB, MPMATH, evaluate
from numerics.pointwise import decide, vanishes_by_normal_form
from theory.kernel import Integral, Max, Min, Relation, Sum, Vector
from theory.symbols import beta, d, i, n, rho, shift

t = sp.Symbol("t", nonnegative=True)
NOWHERE = Configuration({}, {})
PRECISIONS = (64, 192, 576)
rationals = st.fractions(min_value=-8, max_value=8, max_denominator=64)


def fixed(q: Fraction) -> fmpq:
    return fmpq(q.numerator, q.denominator)


def value(e: sp.Expr, at: Configuration = NOWHERE, bits: int = 64) -> arb:
    with precision(bits):
        return ball(compiled(e)(at))


@pytest.mark.parametrize("bits", PRECISIONS)
@pytest.mark.parametrize(
    ("body", "exact"),
    [
        (t**3, sp.Rational(1, 4)),
        (sp.exp(t), sp.E - 1),
        (sp.exp(-3 * t), (1 - sp.exp(-3)) / 3),
        (1 / (1 + t), sp.log(2)),
        (sp.log(1 + t), 2 * sp.log(2) - 1),
        (1 / (1 + t**2), sp.pi / 4),
        (sp.sqrt(t), sp.Rational(2, 3)),
        (sp.sqrt(1 + t), (2 * 2 ** sp.Rational(3, 2) - 2) / 3),
        (t ** sp.Rational(5, 2), sp.Rational(2, 7)),
    ],
)
def test_known_integrals(body: sp.Expr, exact: sp.Expr, bits: int) -> None:
    found, true = value(Integral(body, t), bits=bits), value(exact, bits=2000)
    assert found.overlaps(true)
    assert found.rad() < 1e-6


@given(rationals)
def test_an_extremum_that_changes_hands(a: Fraction) -> None:
    # int_0^1 |t - a| dt, and that of max(t, a) and min(t, a), which add up to 1/2 + a.
    at = Configuration({}, {shift: fixed(a)})
    inside = min(max(a, Fraction(0)), Fraction(1))
    apart = (inside**2 + (1 - inside) ** 2) / 2 + abs(a - inside)
    assert value(Integral(sp.Abs(t - shift), t), at).overlaps(arb(fixed(apart)))
    pair = Vector(t + (shift - t) * (i - 1), i, 2)
    larger, smaller = (value(Integral(over(pair), t), at, 192) for over in (Max, Min))
    assert (larger + smaller).overlaps(arb(fixed(a + Fraction(1, 2))))
    assert (larger - smaller).overlaps(arb(fixed(apart)))


@given(st.lists(rationals, min_size=2, max_size=3))
def test_inside_a_sum_and_around_one(numbers: list[Fraction]) -> None:
    at = Configuration({d: len(numbers), n: 1}, {rho.symbol: tuple((fixed(q),) for q in numbers)})
    each = Sum.over(Integral(rho[i, 1] * t, t), i, d)
    together = Integral(Sum.over(rho[i, 1] * t, i, d), t)
    true = arb(fixed(sum(numbers, Fraction(0)) / 2))
    for e in (each, together):
        assert value(e, at).overlaps(true)
        assert evaluate(e, at.sizes, at.values, ARB).overlaps(true)
        assert abs(evaluate(e, at.sizes, at.values, MPMATH) - float(sum(numbers) / 2)) < 1e-9
        array = np.array([[[float(q)] for q in numbers]])
        assert np.allclose(batch(e, at.sizes, {rho.symbol: array}), float(sum(numbers) / 2))


@pytest.mark.parametrize("body", [1 / (2 * t - 1), sp.log(t - sp.Rational(1, 2)), sp.sqrt(t - 1), 1 / t])
def test_where_there_is_none_it_is_undefined(body: sp.Expr) -> None:
    for bits in PRECISIONS:
        with pytest.raises((Undefined, ZeroDivisionError)):
            value(Integral(body, t), bits=bits)


def test_an_integral_inside_an_integral_has_no_certified_value() -> None:
    u = sp.Symbol("u", nonnegative=True)
    with pytest.raises(Undefined, match="inside an integral"):
        value(Integral(Integral(t * u, u), t))


def test_a_false_comparison_is_refuted_and_a_true_one_certified() -> None:
    at = Configuration({}, {beta: fmpq(1, 3)})
    gaussian = Integral(sp.exp(-beta * t**2), t)
    assert decide(Relation(gaussian, "<", sp.Rational(9, 10)), at).holds is True
    assert decide(Relation(gaussian, ">=", sp.Rational(91, 100)), at).holds is False
    assert decide(Relation(gaussian, "=", sp.Rational(9, 10)), at).holds is False
    assert decide(Relation(gaussian, "=", gaussian * 1), at).holds is True


def test_equality_that_no_ball_sees_is_left_to_the_normal_form() -> None:
    at = Configuration({}, {beta: fmpq(1, 3)})
    true = Integral(sp.exp(-beta * t), t) * sp.exp(beta) - Integral(sp.exp(beta - beta * t), t)
    assert decide(Relation(true, "=", sp.S.Zero), at).holds is None
    assert vanishes_by_normal_form(true, at)
    kinked = Integral(Max(Vector(t * i - beta, i, 2)), t)
    assert not vanishes_by_normal_form(kinked, at)


def test_a_ball_around_a_whole_number_is_not_that_number() -> None:
    s = sp.Symbol("s", nonnegative=True)
    near_one = Integral(1 + t / 10**60, t)
    off = Integral(sp.Integer(121) ** near_one, s) - 121 - sp.Rational(1, 10**62)
    assert decide(Relation(off, "<", sp.S.Zero), NOWHERE).holds is not True
    negative = Integral(sp.Integer(-121) ** near_one, s)
    assert decide(Relation(negative, "<", sp.S.One), NOWHERE).holds is None


def test_undefined_times_nothing_is_undefined() -> None:
    s = sp.Symbol("s", nonnegative=True)
    undefined = Integral(sp.Abs(sp.log(Integral(t, t) - 1)), s)
    nothing = Sum.over(i - 1, i, 1)
    assert decide(Relation(nothing * undefined, "<", sp.S.One), NOWHERE).holds is None


def test_gamma_of_a_negative_number_has_no_value() -> None:
    assert decide(Relation(Integral(t * sp.gamma(-sp.pi), t), "<", sp.Integer(5)), NOWHERE).holds is None
    assert not evaluate(sp.gamma(-sp.pi), {}, {}, ARB).is_finite()


def test_gamma() -> None:
    assert value(sp.gamma(n / 2), Configuration({n: 7}, {})).overlaps(
        value(sp.sqrt(sp.pi) * sp.Rational(15, 8), bits=576)
    )
    assert float(batch(sp.gamma(n / 2), {n: 4}, {beta: np.ones(1)})[0]) == 1.0
