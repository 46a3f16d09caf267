"""An exact number or ball from `numerics.exact` contains the true value, at every precision."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.compiled import compiled
from numerics.configurations import Configuration, Value
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
from tests.unit.numbers.oracle import NoValue, Oracle, TooClose, holds_value, width
from tests.unit.numbers.trees import Trees, a, b, configuration, fixed
from theory.kernel import Family, Max, Min, Quantity, Relation, Sum, Vector, index
from theory.symbols import d, i, j, k, n, rho, x, y

PRECISIONS = (64, 192, 576)
NOWHERE = Configuration({}, {})


def value(e: sp.Expr, at: Configuration = NOWHERE, bits: int = 64) -> Number:
    with precision(bits):
        return compiled(e)(at)


def at(**values: object) -> Configuration:
    """x, y and w by list; a, b by number; d and n from the lengths."""
    known = {"x": x.symbol, "y": y.symbol, "w": fixed.symbol, "rho": rho.symbol, "a": a, "b": b}
    sizes = {n: len(values["x"])} if "x" in values else {}  # type: ignore[arg-type]
    if "rho" in values:
        table = values["rho"]
        assert isinstance(table, list)
        sizes |= {d: len(table), n: len(table[0])}
    return Configuration(sizes, {known[name]: _exact(v) for name, v in values.items()})


def _exact(v: object) -> Value:
    if isinstance(v, list):
        return tuple(_exact(t) for t in v)
    fraction = Fraction(str(v))
    return fmpq(fraction.numerator, fraction.denominator)


class TestRandomExpressions:
    """Whatever is written in the language: the number contains what an independent evaluator finds."""

    @pytest.mark.parametrize("seed", range(8))
    def test_the_ball_contains_the_true_value_at_each_precision(self, seed: int) -> None:
        trees, met = Trees(seed), 0
        for number in range(25):
            e, where = trees.expression(), configuration(100 * seed + number)
            try:
                true = Oracle(where).value(e)
            except (NoValue, TooClose):
                continue
            met += 1
            for bits in PRECISIONS:
                try:
                    found = value(e, where, bits)
                except (Undefined, ZeroDivisionError):
                    assert bits < PRECISIONS[-1], f"{e} has the value {true} at {where.written()}"
                    continue
                assert holds_value(found, true), f"{e} = {found}, not {true} at {where.written()}, {bits} bits"
        assert met >= 10

    @pytest.mark.parametrize("seed", range(4))
    def test_the_ball_is_narrow_at_high_precision(self, seed: int) -> None:
        trees, narrow, met = Trees(1000 + seed), 0, 0
        for number in range(20):
            e, where = trees.expression(), configuration(100 * seed + number)
            try:
                Oracle(where).value(e)
            except (NoValue, TooClose):
                continue
            met += 1
            narrow += width(value(e, where, 576)) < 1e-100
        assert narrow == met > 5

    @pytest.mark.parametrize("seed", range(4))
    def test_an_expression_without_a_value_is_undefined(self, seed: int) -> None:
        trees, met = Trees(2000 + seed), 0
        for number in range(100):
            e, where = trees.expression(), configuration(1000 * seed + number)
            try:
                Oracle(where).value(e)
            except TooClose:
                continue
            except NoValue:
                met += 1
                with pytest.raises((Undefined, ZeroDivisionError)):
                    value(e, where)
        assert met > 0


class TestLoops:
    """A bound index becomes a loop; loops never mix."""

    def test_a_sum_whose_body_has_no_index_is_size_times_it(self) -> None:
        assert value(Sum.over(a, i, n), at(x=[0, 0, 0], a=5)) == 15
        assert value(Sum.over(Sum.over(sp.Integer(1), j, d), i, n), Configuration({n: 3, d: 2}, {})) == 6

    def test_extrema_of_a_constant_are_the_constant(self) -> None:
        for over in (Max, Min):
            assert value(over.over(a, i, n), at(x=[0, 0], a=-3)) == -3

    def test_two_vectors_that_differ_in_size_only_are_two_sums(self) -> None:
        e = Sum.over(sp.Integer(1), i, n) - Sum.over(sp.Integer(1), i, d) + Sum.over(sp.Integer(1), i, sp.Integer(7))
        assert value(e, Configuration({n: 2, d: 5}, {})) == 4

    def test_the_same_vector_in_two_scopes(self) -> None:
        inner = Sum.over(x[j] ** 2, j, n)
        e = Sum.over(x[i] * inner, i, n) + Max.over(inner - x[i], i, n) + inner
        assert value(e, at(x=[1, 2])) == 3 * 5 + 4 + 5

    def test_transposed_entries(self) -> None:
        e = Sum.over(Max.over(rho[i, k], i, d) * k, k, n)
        assert value(e, at(rho=[[1, 5, 0], [2, -1, 7]])) == 2 + 10 + 21

    def test_gram_matrix_with_three_indices(self) -> None:
        e = Sum.over(Sum.over(Sum.over(rho[i, k] * rho[j, k], k, n) * (i - j), j, d) ** 2, i, d)
        rows = [[1, 2], [3, -1], [0, 4]]
        gram = [[sum(p * q for p, q in zip(r, s, strict=True)) for s in rows] for r in rows]
        expected = sum(sum(gram[p][q] * (p - q) for q in range(3)) ** 2 for p in range(3))
        assert value(e, at(rho=rows)) == expected

    def test_a_free_index_is_read_from_the_sizes(self) -> None:
        where = at(x=[4, 5, 6])
        assert value(x[i] * i, Configuration({**where.sizes, i: 3}, where.values)) == 18
        e = Sum.over(x[i] - x[j], j, n)
        assert value(e, Configuration({**where.sizes, i: 2}, where.values)) == 0

    def test_an_index_is_a_number(self) -> None:
        assert value(Sum.over(i**2, i, n), Configuration({n: 4}, {})) == 30
        assert value(Sum.over(1 / i, i, n), Configuration({n: 3}, {})) == fmpq(11, 6)

    def test_vectors_of_constant_length(self) -> None:
        assert value(Sum(fixed.vector()) - Max(fixed.vector()), at(w=[1, 2, 4])) == 3

    def test_diagonal_entries(self) -> None:
        square = Family("S", n, n)
        where = Configuration({n: 2}, {square.symbol: ((fmpq(1), fmpq(2)), (fmpq(3), fmpq(4)))})
        assert value(Sum.over(square[i, i], i, n), where) == 5

    def test_sums_up_to_an_outer_index(self) -> None:
        assert value(Sum.over(Sum.over(x[j], j, i), i, n), at(x=[1, 2, 4])) == 1 + 3 + 7

    def test_three_sums_each_up_to_the_index_outside(self) -> None:
        e = Sum.over(Sum.over(x[j] * Sum.over(x[k], k, j), j, i), i, n)
        assert value(e, at(x=[1, 2])) == 1 + (1 + 2 * 3)


class Squared(Quantity):
    """The square of its argument."""

    notation = "{0}^2"

    def definition(self) -> sp.Expr:
        return self.args[0] ** 2


class Total(Quantity):
    """Its argument and 1."""

    notation = "{0} + 1"

    def definition(self) -> sp.Expr:
        return self.args[0] + 1


class TestQuantities:
    """A quantity stands for its definition, whatever is done with it."""

    def test_a_power_of_a_quantity_that_is_a_power(self) -> None:
        assert value(Sum.over(Squared(x[i]) ** 3, i, n), at(x=[2, 3])) == 2**6 + 3**6

    def test_a_power_of_a_quantity_outside_loops(self) -> None:
        assert value(Squared(a) ** 3, at(a=2)) == 64

    def test_a_product_with_a_quantity_that_is_a_sum(self) -> None:
        assert value(Sum.over(3 * Total(x[i]) - Total(x[i]) ** 2, i, n), at(x=[2, 3])) == 0 - 4


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


def test_expressions_that_sympy_calls_equal_share_no_wrong_value() -> None:
    vectors = [Vector(x[i], i, n), Vector(y[i], i, n), Vector(x[1], i, n), Vector(x[i] + x[1], i, n)]
    where = at(x=[1, 2], y=[4, 8])
    e = sum((index("z") ** 0) * 10**place * Sum(v) for place, v in enumerate(vectors))
    assert value(e, where) == 3 + 120 + 200 + 5000
