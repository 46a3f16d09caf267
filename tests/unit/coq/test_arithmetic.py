"""What of an equation is arithmetic, and the cheapest tactic that proves it."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.kernel import Context, Sum
from theory.symbols import beta, i, n, x
from verify.coq.arithmetic import parts, plus, put, same_as_fractions, same_as_polynomials, same_by_arithmetic, times
from verify.coq.equality import arithmetic
from verify.coq.errors import Untranslatable
from verify.coq.frame import Frame
from verify.coq.letters import letters
from verify.coq.quantities import Definitions

total, squares = Sum.over(x[i], i, n), Sum.over(x[i] ** 2, i, n)
first, second, both = sp.exp(total), sp.exp(beta * squares), sp.exp(total + beta * squares)


@pytest.fixture
def frame() -> Frame:
    return letters((n, beta, x), Frame(scope=Definitions().scope(), context=Context())).frame


def test_nothing_is_put_together_in_what_is_written_out() -> None:
    assert sp.Mul(first, first) == sp.exp(2 * total)
    assert times(first, first).args == (first, first)
    assert plus(total, total).args == (total, total)


def test_parts_are_put_in_where_they_are_outermost() -> None:
    made = put(beta * both + sp.exp(both), {both: times(first, second)})
    assert set(parts(made)) == {first, second, sp.exp(both)}


@pytest.mark.parametrize(
    ("a", "b", "polynomials", "fractions", "arithmetic_"),
    [
        ((total + 1) ** 2, total**2 + 2 * total + 1, True, True, True),
        (total / squares, times(total, 1 / squares), True, True, True),
        (times(1 / squares, plus(squares, total)), 1 + total / squares, False, True, True),
        (both, times(first, second), False, False, True),
        (total, squares, False, False, False),
    ],
)
def test_what_is_equal_by_how_much(
    a: sp.Expr, b: sp.Expr, polynomials: bool, fractions: bool, arithmetic_: bool
) -> None:
    assert same_as_polynomials(a, b) is polynomials
    assert same_as_fractions(a, b) is fractions
    assert same_by_arithmetic(a, b) is arithmetic_


def test_each_is_proved_by_the_cheapest_tactic(frame: Frame) -> None:
    assert arithmetic(sp.Integer(3), sp.Integer(3), frame) == ["numbers."]
    assert arithmetic(total * 2, total + total, frame) == ["polynomial."]
    assert arithmetic(beta * plus(1, 1 / beta), beta + 1, frame)[-1] == "fractions."
    assert arithmetic(sp.log(sp.exp(total)), total, frame)[-1] in ("expand.", "polynomial.")


def test_an_exponential_of_a_sum_is_taken_apart_by_itself(frame: Frame) -> None:
    opened, proof, step, rewritten, last = (
        line.strip() for line in arithmetic(both * beta, times(first, beta, second), frame)
    )
    assert opened == f"assert (x1 : {frame.real(both)} = {frame.real(first)} * {frame.real(second)})."
    assert (proof, step) == ("{ rewrite <- exp_plus; apply f_equal.", "polynomial. }")
    assert (rewritten, last) == ("rewrite x1.", "polynomial.")


def test_what_is_divided_by_must_have_a_sign(frame: Frame) -> None:
    with pytest.raises(Untranslatable, match="different from zero"):
        arithmetic(times(1 / total, plus(total, 1)), 1 + 1 / total, frame)
