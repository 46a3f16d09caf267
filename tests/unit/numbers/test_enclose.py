"""True on the whole box, False with a point of it, or undecided; never True where a part is false."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import sympy as sp
from flint import fmpq

from numerics.configurations import flat
from numerics.enclose import Box, enclose
from numerics.pointwise import decide
from theory.kernel import Max, Op, Relation, Sum
from theory.quantities import LogSumExp
from theory.symbols import i, n, x

s, t = sp.Symbol("s", real=True), sp.Symbol("t", real=True)
BUDGET = 400


def box(*sides: tuple[object, object]) -> Box:
    exact = tuple((fmpq(*_pair(low)), fmpq(*_pair(high))) for low, high in sides)
    return Box(sizes={}, shapes=dict.fromkeys((s, t)[: len(sides)], ()), sides=exact)


def _pair(number: object) -> tuple[int, int]:
    rational = sp.Rational(number)
    return int(rational.p), int(rational.q)


UNIT = box((0, 1), (0, 1))


class TestTrue:
    """Only where it is true at every point."""

    @pytest.mark.parametrize("relation", [
        Relation(s * t, "<", sp.Integer(2)), Relation(sp.exp(-s), ">", s - 1),
        Relation(s**2, "<=", s + t + 1),
        Relation(sp.Abs(s - t), "<", sp.Rational(3, 2)), Relation(sp.log(1 + s), "<=", s + sp.Rational(1, 5)),
    ])  # fmt: skip
    def test_of_what_is_true(self, relation: Relation) -> None:
        assert enclose(relation, UNIT, BUDGET).holds is True
        assert enclose(relation.mirrored, UNIT, BUDGET).holds is True

    def test_of_vectors(self) -> None:
        sides = tuple((fmpq(-1), fmpq(1)) for _ in range(3))
        cube = Box(sizes={n: 3}, shapes={x.symbol: (3,)}, sides=sides)
        relation = Relation(LogSumExp(x.vector()), "<=", Max(x.vector()) + 4)
        assert enclose(relation, cube, BUDGET).holds is True

    @pytest.mark.parametrize("gap", [sp.Integer(1), sp.Integer(-1), sp.exp(s)])
    def test_never_of_an_equation_whose_sides_differ_everywhere(self, gap: sp.Expr) -> None:
        found = enclose(Relation(s, "=", s + t + gap * 3), UNIT, BUDGET)
        assert found.holds is not True

    @pytest.mark.parametrize("scale", [10, 1000, 10**6])
    @pytest.mark.parametrize("centre", ["1/3", "0", "1", "9/10"])
    def test_never_of_what_is_false_on_a_tiny_part(self, scale: int, centre: str) -> None:
        dip = (scale * (s - sp.Rational(centre))) ** 2 - sp.Rational(1, 100)
        found = enclose(Relation(sp.S.Zero, "<=", dip), box((0, 1)), BUDGET)
        assert found.holds is not True
        if found.holds is False:
            assert found.point is not None
            assert decide(Relation(sp.S.Zero, "<=", dip), found.point).holds is False

    @pytest.mark.parametrize("edge", [(0, 1), (-1, 0)])
    def test_never_of_what_is_false_at_a_corner_only(self, edge: tuple[int, int]) -> None:
        near = s + t - 2 + sp.Rational(1, 2000) if edge[1] else -s - t - 2 + sp.Rational(1, 2000)
        assert enclose(Relation(near, "<", sp.S.Zero), box(edge, edge), BUDGET).holds is not True

    @pytest.mark.parametrize("e", [1 / s**2, sp.log(s) + 10**9, sp.sqrt(s) + 1, 1 / (1 + 1 / s**2)])
    def test_never_where_a_point_has_no_value(self, e: sp.Expr) -> None:
        assert enclose(Relation(sp.Integer(-1), "<", e), box((-1, 1)), 60).holds is not True

    def test_strictness_counts_at_an_exact_point(self) -> None:
        point = box((1, 1))
        answers: dict[Op, bool] = {"<=": True, ">=": True, "=": True, "<": False, ">": False}
        for op, expected in answers.items():
            assert enclose(Relation(s, op, sp.S.One), point, 5).holds in ({expected, None} if expected else {False})


class TestFalse:
    """With a point of the box at which it is certainly false."""

    @pytest.mark.parametrize("relation", [
        Relation(s + t, "<", sp.S.One), Relation(s, "=", t), Relation(sp.exp(s), "<=", 1 + s + t / 2),
        Relation(Sum.over(x[i], i, n), "<", Max(x.vector()) + sp.Rational(1, 2)),
    ])  # fmt: skip
    def test_the_point_lies_in_the_box_and_violates(self, relation: Relation) -> None:
        shapes: Mapping[sp.Symbol, tuple[int, ...]] = {s: (), t: (), x.symbol: (2,)}
        where = Box(sizes={n: 2}, shapes=shapes, sides=((fmpq(0), fmpq(1)),) * 4)
        found = enclose(relation, where, BUDGET)
        assert found.holds is False
        assert found.point is not None
        assert all(0 <= q <= 1 for v in found.point.values.values() for q in flat(v))
        assert decide(relation, found.point).holds is False


class TestUndecided:
    """Equality inside, or no boxes left."""

    def test_equality_inside_the_box(self) -> None:
        assert enclose(Relation(2 * s * t, "<=", s**2 + t**2), UNIT, BUDGET).holds is None

    def test_an_identity_that_balls_cannot_see(self) -> None:
        found = enclose(Relation(sp.exp(s) * sp.exp(t), "=", sp.exp(s + t)), UNIT, 50)
        assert found.holds is None

    def test_a_budget_that_is_spent(self) -> None:
        relation = Relation((s - sp.Rational(1, 3)) ** 2, ">", sp.Rational(-1, 10**9))
        assert enclose(relation, box((-9, 9)), 0).holds is None
        assert enclose(relation, box((-9, 9)), 3).boxes <= 3

    def test_a_weak_bound_that_is_attained_strictly_asked(self) -> None:
        assert enclose(Relation(s**2, "<", s**2 + t**2), UNIT, 50).holds is not True
