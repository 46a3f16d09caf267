"""Every decimal of a figure is the true value rounded to six digits; where that is not known, the point is left out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy as sp
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

import numerics.figure
from numerics.configurations import Configuration
from numerics.exact import Number, Undefined, precision
from numerics.figure import DIGITS, MOST_SHIFT, STEPS, decimal, drawn, places, rounded
from theory.figure import Figure
from theory.quantities import NearestLoss, equal_radii
from theory.symbols import d, n, radius

POSITIVE = st.fractions(min_value=Fraction(1, 10**6), max_value=10**4)
KNOWN: dict[str, tuple[sp.Expr, Any]] = {
    "log r": (sp.log(radius), mpmath.log),
    "exp(-r)": (sp.exp(-radius), lambda r: mpmath.exp(-r)),
    "1/r + log r": (1 / radius + sp.log(radius), lambda r: 1 / r + mpmath.log(r)),
    "sqrt r": (sp.sqrt(radius), mpmath.sqrt),
    "r/3": (radius / 3, lambda r: r / 3),
}


def figure(*curves: tuple[str, sp.Expr], low: str = "1/20", high: str = "3", **given: object) -> Figure:
    low_end, high_end = sp.Rational(low), sp.Rational(high)
    return Figure(variable=radius, low=low_end, high=high_end, curves=curves, given=given, caption="Planted")


def is_rounded(shown: str, value: Any) -> bool:
    """Is it a decimal of at most DIGITS digits, within half a unit of the DIGITS-th digit of the value?"""
    found = Decimal(shown)
    if found == 0 or value == 0:
        return bool(found == value)
    digits = len(found.as_tuple().digits)
    last = mpmath.mpf(10) ** (found.adjusted() - DIGITS + 1)
    return digits <= DIGITS and bool(abs(mpmath.mpf(shown) - value) <= last / 2)


@pytest.mark.parametrize("name", KNOWN)
@given(r=POSITIVE)
def test_a_decimal_is_the_value_rounded(name: str, r: Fraction) -> None:
    expression, known = KNOWN[name]
    shown = decimal(expression, Configuration({}, {radius: fmpq(r.numerator, r.denominator)}))
    with mpmath.workdps(60):
        value = known(mpmath.mpf(r.numerator) / r.denominator)
        assert shown is not None
        assert is_rounded(shown, value)


def test_an_integral_is_rounded_too() -> None:
    """On the line Z is sqrt(pi) erf(r)."""
    [curve] = drawn(figure(("loss", NearestLoss(n, equal_radii(radius, d))), d=1, n=1))
    assert len(curve.points) == STEPS + 1
    with mpmath.workdps(40):
        for r, shown in curve.points:
            z = mpmath.sqrt(mpmath.pi) * mpmath.erf(mpmath.mpf(int(r.p)) / int(r.q))
            assert is_rounded(shown, mpmath.log(z))


@given(middle=st.fractions(max_denominator=10**8), radius_=st.fractions(min_value=0, max_value=Fraction(1, 1000)))
def test_all_of_a_ball_rounds_to_what_is_printed(middle: Fraction, radius_: Fraction) -> None:
    with precision(128):
        whole = arb(fmpq(middle.numerator, middle.denominator), fmpq(radius_.numerator, radius_.denominator))
    shown = rounded((fmpq(0), whole))
    if shown is not None:
        with mpmath.workdps(60):
            for end in (middle - radius_, middle, middle + radius_):
                assert is_rounded(shown, mpmath.mpf(end.numerator) / end.denominator)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (fmpq(0), "0"),
        (fmpq(1, 2), "0.5"),
        (fmpq(-2, 3), "-0.666667"),
        (fmpq(1000005), "1.00000e+6"),  # a tie goes to the even digit
        (fmpq(1000015), "1.00002e+6"),
        (fmpq(1, 3 * 10**9), "3.33333e-10"),
        ((fmpq(1), arb(0)), "1"),
        ((fmpq(1), arb(0, 1e-3)), None),  # too wide
        ((fmpq(1000005, 10**6), arb(0, 1e-15)), None),  # narrow, but around a tie
        ((fmpq(0), arb(0, 1e-30)), None),  # around 0, where no digit is known
        ((fmpq(0), arb("nan")), None),
        ((fmpq(0), arb("inf")), None),
        ((fmpq(0), arb(2) ** -(2 * MOST_SHIFT)), None),
    ],
)
def test_what_is_not_known_to_six_digits_has_no_decimal(value: Number, shown: str | None) -> None:
    assert rounded(value) == shown


def test_the_places_are_exact_and_run_from_end_to_end() -> None:
    found = [*places(figure(("r", radius)))]
    assert len(found) == STEPS + 1
    assert (found[0], found[-1]) == (fmpq(1, 20), fmpq(3))
    assert found == sorted(set(found))


def test_a_point_without_a_value_is_left_out() -> None:
    [curve] = drawn(figure(("log(r - 1)", sp.log(radius - 1)), low="1/2", high="2"))
    assert all(place > 1 for place, _ in curve.points)
    assert all(place <= 1 for place in curve.left_out)
    assert len(curve.points) + len(curve.left_out) == STEPS + 1
    assert curve.points
    assert curve.left_out


def test_a_pole_is_left_out_and_the_rest_is_there() -> None:
    [curve] = drawn(figure(("1/(r - 1)", 1 / (radius - 1)), low="1/2", high="5/2"))
    assert curve.left_out == (fmpq(1),)
    assert len(curve.points) == STEPS


def test_precision_is_raised_where_the_first_does_not_do() -> None:
    """The difference loses 70 bits where r is 2^-70."""
    tiny = Configuration({}, {radius: fmpq(1, 2**70)})
    shown = decimal(sp.exp(radius) - sp.exp(radius / 2), tiny)
    with mpmath.workdps(60):
        r = mpmath.mpf(2) ** -70
        assert shown is not None
        assert is_rounded(shown, mpmath.exp(r) - mpmath.exp(r / 2))


def test_without_a_value_at_any_precision_there_is_no_decimal(monkeypatch: pytest.MonkeyPatch) -> None:
    def undefined(_: Configuration) -> Number:
        raise Undefined("planted")

    monkeypatch.setattr(numerics.figure, "compiled", lambda _: undefined)
    assert decimal(radius, Configuration({}, {radius: fmpq(1)})) is None


def test_is_the_same_when_drawn_again() -> None:
    """Also after another figure with other values: nothing is remembered across configurations."""
    loss = ("loss", NearestLoss(n, equal_radii(radius, d)))
    first = drawn(figure(loss, d=1, n=1))
    other = drawn(figure(loss, d=2, n=1))
    assert drawn(figure(loss, d=1, n=1)) == first != other
