"""Numbers between rationals: mpmath sees the value inside, what cannot be told apart is a gap."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from theory.kernel import Context, Gap, Op, Relation
from theory.kernel.numbers import BITS, between
from theory.kernel.rules import Sign
from theory.symbols import n

HERE = Context()
RATIONALS = st.fractions(min_value=-40, max_value=40, max_denominator=1000)
POSITIVE = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)
NOTHING = sp.log(sp.pi + 1) - sp.log(sp.pi) - sp.log(1 + 1 / sp.pi)  # 0, which SymPy does not see
TINY = sp.Rational(1, 10**40)
VAST = sp.exp(20_000) + 1  # longer than Python writes a number


def seen(e: sp.Expr) -> mpmath.mpf:
    """The value by mpmath."""
    with mpmath.workdps(90):
        return mpmath.mpf(sp.N(e, 80))


def encloses(e: sp.Expr) -> None:
    found = between(e)
    with mpmath.workdps(90):
        low, high = (mpmath.mpf(end.numerator) / end.denominator for end in (found.low, found.high))
        assert low <= seen(e) <= high
        assert high - low < mpmath.mpf(2) ** (40 - BITS) * max(1, abs(seen(e)))


@given(RATIONALS, POSITIVE)
def test_elementary_functions(q: Fraction, p: Fraction) -> None:
    q, p = sp.Rational(q.numerator, q.denominator), sp.Rational(p.numerator, p.denominator)
    for e in (sp.exp(q), sp.log(p), p**q, sp.sqrt(p) * sp.pi**3, sp.exp(sp.log(p + sp.pi) * q / 9), abs(q - sp.pi)):
        encloses(e)


@pytest.mark.parametrize(
    "e",
    [
        sp.pi, sp.E, sp.exp(-700), sp.exp(1000), sp.log(sp.Integer(10) ** 300), sp.pi**512, sp.log(1 + TINY),
        sp.sqrt(sp.Rational(1024) / (2 * sp.pi * sp.E)), (sp.pi - 4) ** 3, (3 - sp.pi) ** 2, sp.S.Zero,
    ],
)  # fmt: skip
def test_large_small_and_negative_numbers(e: sp.Expr) -> None:
    encloses(e)


@pytest.mark.parametrize(
    ("lhs", "op", "rhs"),
    [(sp.Rational(22, 7), ">", sp.pi), (sp.pi, "<=", sp.Rational(22, 7)), (sp.Rational(19, 7), "<", sp.E + TINY),
     (sp.exp(sp.pi), ">", sp.pi**sp.E), (sp.pi + TINY, ">", sp.pi)],
)  # fmt: skip
def test_what_is_told_apart_is_shown(lhs: sp.Expr, op: Op, rhs: sp.Expr) -> None:
    assert Sign().check(Relation(lhs, op, rhs), HERE).trust == frozenset()


@pytest.mark.parametrize(
    ("lhs", "op", "rhs"),
    [
        (sp.pi, ">", sp.Rational(22, 7)), (sp.pi**sp.E, ">", sp.exp(sp.pi)),
        (sp.log(sp.pi), "<", sp.log(sp.pi) - NOTHING),
        (sp.pi, "<", sp.pi), (sp.pi + TINY**2, ">", sp.pi + NOTHING), (n / sp.pi + n, ">", 2 * n),
    ],
)  # fmt: skip
def test_what_is_not_told_apart_is_a_gap(lhs: sp.Expr, op: Op, rhs: sp.Expr) -> None:
    with pytest.raises(Gap, match="not shown"):
        Sign().check(Relation(lhs, op, rhs), HERE)


@pytest.mark.parametrize(
    ("e", "why"),
    [
        (n + 1, "no number"), (sp.gamma(sp.pi), "no number"), (sp.I, "no number"), (sp.log(NOTHING), "no logarithm"),
        (1 / NOTHING, "no division"), (sp.exp(sp.exp(20)), "too large"), (sp.pi ** (2**21), "too large"),
        ((sp.exp(1000) + 1) ** (2**20), "too large"),
        (1 / (VAST - VAST * sp.exp(TINY**2)), r"no division by a number in .*E\+\d{4}"),
    ],
)  # fmt: skip
def test_what_has_no_enclosure(e: sp.Expr, why: str) -> None:
    with pytest.raises(Gap, match=why):
        between(e)


def test_the_numbers_before_a_symbol_are_added_up() -> None:
    """n - n/pi is n (1 - 1/pi), and n/4 - n/pi is no positive number of times n."""
    Sign().check(Relation(n / sp.pi, "<", n), HERE)
    with pytest.raises(Gap, match="not shown"):
        Sign().check(Relation(n / sp.pi, "<", n / 4), HERE)
