"""Tangents and convexity of exp: weights at least zero that sum to one, points that are defined."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import accepts, context, refuses, relation
from theory.kernel import Family, Op, Sum, Vector
from theory.kernel.rules import Chord, Jensen, Tangent
from theory.quantities import Softmax
from theory.symbols import beta, d, i, n, weight, x, y

a, b = sp.Symbol("a", real=True), sp.Symbol("b", real=True)
X, Y = x.vector(), y.vector()
mass = Family("p", n, nonnegative=True)
third = sp.Rational(1, 3)
triple = Family("z", sp.Integer(3))


class TestTangent:
    """1 + t <= exp(t), strict where t is not zero."""

    def test_every_real(self) -> None:
        assert accepts(Tangent(a), relation(1 + a, "<=", sp.exp(a)))
        assert accepts(Tangent(-a), relation(1, "<=", sp.exp(-a) + a))

    def test_strict_where_t_is_not_zero(self) -> None:
        assert accepts(Tangent(beta), relation(1 + beta, "<", sp.exp(beta)))
        assert accepts(Tangent(-beta), relation(1 - beta, "<", sp.exp(-beta)))
        refuses(Tangent(a), relation(1 + a, "<", sp.exp(a)), "not the goal")
        refuses(Tangent(weight), relation(1 + weight, "<", sp.exp(weight)), "not the goal")

    @pytest.mark.parametrize("op", [">=", "="])
    def test_not_the_other_way(self, op: Op) -> None:
        refuses(Tangent(a), relation(1 + a, op, sp.exp(a)), "not the goal")

    def test_not_at_another_point(self) -> None:
        refuses(Tangent(b), relation(1 + a, "<=", sp.exp(a)), "not the goal")

    def test_at_a_defined_number(self) -> None:
        refuses(Tangent(sp.log(a)), relation(1 + sp.log(a), "<=", a), "not known to be defined")
        assert accepts(Tangent(sp.log(beta)), relation(1 + sp.log(beta), "<=", beta))


class TestJensen:
    """exp(sum w t) <= sum w exp(t)."""

    weights = Vector(Softmax(Y, i), i, n)
    mean = sp.exp(Sum.over(Softmax(Y, i) * x[i], i, n))
    of_exp = Sum.over(Softmax(Y, i) * sp.exp(x[i]), i, n)

    def test_softmax_weights(self) -> None:
        assert accepts(Jensen(self.weights, X), relation(self.mean, "<=", self.of_exp))

    def test_equal_weights(self) -> None:
        goal = relation(sp.exp(Sum(X) / n), "<=", Sum.over(sp.exp(x[i]), i, n) / n)
        assert accepts(Jensen(Vector(1 / n, i, n), X), goal)

    @pytest.mark.parametrize("op", [">=", "<", "="])
    def test_no_other_relation(self, op: Op) -> None:
        refuses(Jensen(self.weights, X), relation(self.mean, op, self.of_exp), "not the goal")

    def test_weights_must_sum_to_one(self) -> None:
        for wrong in (
            Vector(1 / (n + 1), i, n),
            Vector(sp.S.One, i, n),
            mass.vector(),
            Vector(sp.S.Zero, i, n),
        ):
            refuses(Jensen(wrong, X), relation(0, "<=", 1), "not shown to sum to 1")

    def test_weights_must_be_at_least_zero(self) -> None:
        signed = Vector(1 / n + x[i] - Sum(X) / n, i, n)
        refuses(Jensen(signed, Y), relation(0, "<=", 1), "not shown to be non-negative")

    def test_as_many_weights_as_points(self) -> None:
        refuses(Jensen(self.weights, Vector(a, i, d)), relation(0, "<=", 1), "n weights for d points")

    def test_points_must_be_defined(self) -> None:
        """At t = 3 log z: z1 z2 z3 <= (z1^3 + z2^3 + z3^3) / 3 for all reals, false at -1, -1, 1."""
        points = Vector(3 * sp.log(triple[i]), i, sp.Integer(3))
        z = [triple[k] for k in (1, 2, 3)]
        goal = relation(z[0] * z[1] * z[2], "<=", (z[0] ** 3 + z[1] ** 3 + z[2] ** 3) / 3)
        refuses(Jensen(Vector(third, i, sp.Integer(3)), points), goal, "not known to be defined")


class TestChord:
    """exp(w a + (1 - w) b) <= w exp(a) + (1 - w) exp(b)."""

    goal = relation(sp.exp(weight * a + (1 - weight) * b), "<=", weight * sp.exp(a) + (1 - weight) * sp.exp(b))
    where = context(relation(weight, "<=", 1))

    def test_a_weight_between_zero_and_one(self) -> None:
        assert accepts(Chord(weight, a, b), self.goal, self.where)

    def test_a_weight_that_may_be_above_one(self) -> None:
        refuses(Chord(weight, a, b), self.goal, "1 - lambda is not shown to be non-negative")

    def test_a_weight_of_unknown_sign(self) -> None:
        refuses(Chord(b, a, a), self.goal, "b is not shown to be non-negative", self.where)

    @pytest.mark.parametrize("op", [">=", "<", "="])
    def test_no_other_relation(self, op: Op) -> None:
        changed = relation(self.goal.lhs, op, self.goal.rhs)
        refuses(Chord(weight, a, b), changed, "not the goal", self.where)

    def test_ends_must_be_defined(self) -> None:
        """At 3 log z this would be z1 z2^2 <= z1^3 / 3 + 2 z2^3 / 3 for all reals: false at 1, -1."""
        z, w = triple[1], triple[2]
        goal = relation(z * w**2, "<=", z**3 / 3 + 2 * w**3 / 3)
        refuses(Chord(third, 3 * sp.log(z), 3 * sp.log(w)), goal, "not known to be defined")
