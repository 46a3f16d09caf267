"""An exact number or ball from `numerics.exact` contains the true value; what is rational stays exact."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.configurations import Configuration
from numerics.exact import (
    Number,
    Undefined,
    absolute,
    ball,
    largest,
    log_sum_exp,
    logarithm,
    multiply,
    power,
    precision,
    smallest,
    square_root,
)
from numerics.pointwise import decide
from tests.unit.numbers.oracle import Oracle, holds_value
from tests.unit.numbers.trees import a, b
from tests.unit.numbers.values import NOWHERE, PRECISIONS, at, value
from theory.kernel import Max, Relation, Sum
from theory.symbols import i, n, x


class TestExactness:
    """What is rational stays exact; only the rest becomes a ball."""

    def test_zero_to_the_zero_is_one(self) -> None:
        assert value(x[1] ** (n - 1), at(x=[0])) == 1

    def test_negative_power_of_zero_is_undefined(self) -> None:
        with pytest.raises((Undefined, ZeroDivisionError)):
            value(1 / a, at(a=0))

    def test_negative_power_of_a_ball_around_zero_is_undefined(self) -> None:
        with pytest.raises((Undefined, ZeroDivisionError)), precision(64):
            power((fmpq(0), arb(0, 1)), fmpq(-2))

    def test_a_positive_power_of_zero_is_zero(self) -> None:
        assert value(sp.Abs(a) ** sp.Rational(1, 3), at(a=0)) == 0

    def test_zero_times_what_is_undefined_is_undefined(self) -> None:
        for undefined in (sp.log(b - b * a), 1 / (a**2 - 1), sp.sqrt(a - 2)):
            with pytest.raises((Undefined, ZeroDivisionError)):
                value((a - 1) * undefined, at(a=1, b=1))

    @pytest.mark.parametrize("number", ["0", "1", "4/9", "10000000000000000000000/49", "1/1000000"])
    def test_the_root_of_a_square_is_exact(self, number: str) -> None:
        found = square_root(_fmpq(number))
        assert isinstance(found, fmpq)
        assert found * found == _fmpq(number)

    @pytest.mark.parametrize("number", ["2", "1/2", "8/9", "99999999999999999999"])
    def test_the_root_of_another_number_is_a_ball_around_it(self, number: str) -> None:
        with precision(64):
            found = square_root(_fmpq(number))
            assert isinstance(found, tuple)
            assert (ball(found) ** 2).contains(_fmpq(number))

    def test_the_root_of_a_negative_number_is_undefined(self) -> None:
        for number in (fmpq(-1), (fmpq(0), arb(-1, 0.5)), (fmpq(0), arb(0, 1))):
            with pytest.raises(Undefined):
                square_root(number)

    def test_a_logarithm_needs_a_positive_number(self) -> None:
        for number in (fmpq(0), fmpq(-1), (fmpq(0), arb(0, 1)), (fmpq(1), arb(-1))):
            with pytest.raises(Undefined):
                logarithm(number)

    def test_log_keeps_tiny_increments_above_one(self) -> None:
        tiny = sp.log(1 + sp.exp(-a))
        found = value(tiny, at(a=1000))
        with precision(64):
            assert ball(found) > 0
            assert (ball(found) / arb(-1000).exp()).overlaps(arb(1, 1e-15))

    def test_pi_and_e(self) -> None:
        for constant in (sp.pi, sp.E, sp.pi * sp.E - 1, sp.pi**2):
            for bits in PRECISIONS:
                assert holds_value(value(constant, bits=bits), Oracle(NOWHERE).value(constant))

    def test_a_product_of_three_balls(self) -> None:
        with precision(64):
            pair = (fmpq(1), arb(0.5))
            assert ball(multiply(fmpq(2), pair, pair, pair)).contains(fmpq(27, 4))
            assert multiply(fmpq(0), pair, pair) == 0

    def test_precision_is_restored_after_an_error(self) -> None:
        with precision(100):
            with pytest.raises(Undefined), precision(64):
                raise Undefined
            with precision(64):
                coarse = arb(2).sqrt().rad()
            assert arb(2).sqrt().rad() < coarse


def _fmpq(text: str) -> fmpq:
    fraction = Fraction(text)
    return fmpq(fraction.numerator, fraction.denominator)


class TestExtrema:
    """The largest of exact numbers and balls, ties among them."""

    def test_a_ball_and_an_exact_number_that_tie(self) -> None:
        with precision(64):
            mixed: list[Number] = [fmpq(1), (fmpq(0), arb(1, 0.25)), (fmpq(1), arb(0))]
            for found in (largest(mixed), smallest(mixed)):
                assert ball(found).contains(1)
            assert not ball(largest(mixed)).contains(fmpq(1, 2))

    def test_one_that_is_certainly_the_largest_is_kept_as_it_is(self) -> None:
        with precision(64):
            top: Number = (fmpq(10**40), arb(1, 0.25))
            assert largest([fmpq(3), top, (fmpq(0), arb(5))]) == top

    def test_the_same_ball_twice(self) -> None:
        with precision(64):
            pair: Number = (fmpq(2), arb(0, 1))
            assert ball(largest([pair, pair])).contains(3)
            assert ball(smallest([pair, pair])).contains(1)

    def test_no_value_is_larger_than_nothing(self) -> None:
        with precision(64):
            found = ball(largest([fmpq(3), (fmpq(0), arb("nan"))]))
            assert not found > 0
            assert not found < 0

    def test_an_absolute_value_of_each_kind(self) -> None:
        with precision(64):
            assert absolute(fmpq(-3)) == 3
            assert ball(absolute((fmpq(-3), arb(1, 0.5)))).contains(2)
            around = ball(absolute((fmpq(0), arb(0, 1))))
            assert around.contains(0)
            assert around.contains(1)


class TestLogSumExp:
    """log sum exp keeps the largest exact part."""

    def test_of_one_entry_is_the_entry(self) -> None:
        assert value(sp.log(Sum.over(sp.exp(x[i]), i, n)), at(x=["7/3"])) == fmpq(7, 3)

    @pytest.mark.parametrize("made", [sp.Abs, lambda t: t + 1, lambda t: 2 * t, lambda t: t**2, sp.exp])
    def test_of_one_integer_is_a_number_like_others(self, made: object) -> None:
        assert callable(made)
        one = Configuration({n: 1}, {})
        e = made(sp.log(Sum.over(sp.exp(sp.Integer(-1)), i, n)))
        assert holds_value(value(e, one), Oracle(one).value(e))
        indexed = made(sp.log(Sum.over(sp.exp(-i), i, n)))
        assert holds_value(value(indexed, one), Oracle(one).value(indexed))

    @pytest.mark.parametrize("spread", [10**3, 10**9, 10**30, 10**60])
    def test_of_a_huge_spread_is_certainly_above_the_largest(self, spread: int) -> None:
        above = sp.log(Sum.over(sp.exp(x[i]), i, n)) - Max(x.vector())
        where = at(x=[0, -spread, spread])
        assert decide(Relation(sp.S.Zero, "<", above), where).holds
        assert decide(Relation(above, "<", sp.Rational(1, 2**200)), where).holds

    def test_of_equal_huge_numbers_is_log_n_above(self) -> None:
        e = sp.log(Sum.over(sp.exp(x[i]), i, n)) - x[1]
        with precision(64):
            assert (ball(value(e, at(x=[10**30] * 3))) - arb(3).log()).contains(0)

    def test_of_exact_and_mixed_entries(self) -> None:
        with precision(64):
            mixed: list[Number] = [fmpq(5), (fmpq(0), arb(5, 1e-10)), (fmpq(-(10**20)), arb(10**20))]
            expected = (2 * arb(5).exp() + 1).log()
            assert ball(log_sum_exp(mixed)).overlaps(expected)
            assert ball(log_sum_exp([(fmpq(3), arb(0.5))])).contains(fmpq(7, 2))

    def test_where_the_largest_exact_part_is_not_the_largest_number(self) -> None:
        with precision(64):
            found = ball(log_sum_exp([(fmpq(10), arb(-1000)), (fmpq(0), arb(20)), fmpq(1)]))
            assert found.overlaps(arb(20) + (1 + arb(-19).exp()).log())
