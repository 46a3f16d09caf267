"""A compiled expression has the value of the expression, at every precision: loops and quantities too."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import fmpq

from numerics.configurations import Configuration
from numerics.exact import Undefined
from tests.unit.numbers.oracle import NoValue, Oracle, TooClose, holds_value, width
from tests.unit.numbers.trees import Trees, a, configuration, fixed
from tests.unit.numbers.values import PRECISIONS, at, value
from theory.kernel import Family, Max, Min, Quantity, Sum, Vector, index
from theory.symbols import d, i, j, k, n, rho, x, y


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


def test_expressions_that_sympy_calls_equal_share_no_wrong_value() -> None:
    vectors = [Vector(x[i], i, n), Vector(y[i], i, n), Vector(x[1], i, n), Vector(x[i] + x[1], i, n)]
    where = at(x=[1, 2], y=[4, 8])
    e = sum((index("z") ** 0) * 10**place * Sum(v) for place, v in enumerate(vectors))
    assert value(e, where) == 3 + 120 + 200 + 5000
