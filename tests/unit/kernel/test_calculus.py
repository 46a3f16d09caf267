"""Growth by the sign of the derivative, chords by the sign of the second, and the derivative itself."""

import mpmath
import pytest
import sympy as sp
from hypothesis import assume, given

from tests.unit.kernel.drawn import expressions, is_defined, moderate, points, real, x
from tests.unit.kernel.oracle import DIGITS, Point, TooLarge, Undefined, value
from tests.unit.kernel.proving import accepts, context, refuses, relation
from theory.kernel import Context, Gap, Max, Sum, Vector, along, chain, check_defined, is_zero
from theory.kernel.rules import Bend, Growth, Hypothesis, Sign, Tangent
from theory.quantities import InnerProduct, Norm, SquaredDistance, SquaredNorm
from theory.symbols import beta, k, n, rho, v, weight

t, s = sp.Symbol("t", real=True), sp.Symbol("s", real=True)
X, V = x.vector(), v.vector()
nowhere = Context()
STEP = mpmath.mpf(10) ** -20


class TestAlong:
    """The derivative along a direction, by the rules of the calculus."""

    def test_a_square_of_a_norm(self) -> None:
        assert is_zero(along(SquaredNorm(X), {x: V}, nowhere) - 2 * InnerProduct(X, V), nowhere)

    def test_of_what_does_not_move_it_is_zero(self) -> None:
        assert along(sp.log(beta) * Max(X), {t: sp.S.One}, nowhere) == 0

    def test_the_index_of_a_sum_is_not_captured(self) -> None:
        # d/dx of sum_k x_k^2 along the direction whose entries are x_k times a sum over k.
        direction = Vector(x[k] * Sum.over(x[k], k, n), k, n)
        found = along(SquaredNorm(X), {x: direction}, nowhere)
        assert is_zero(found - 2 * Sum(X) * SquaredNorm(X), nowhere)

    def test_a_row_of_patterns_moves(self) -> None:
        moved = along(SquaredDistance(X, rho.vector(1)), {rho: Vector(V, sp.Dummy("i", integer=True, positive=True),
                                                                      rho.axes[0])}, nowhere)  # fmt: skip
        assert is_zero(moved - 2 * InnerProduct(Vector(rho[1, k] - x[k], k, n), V), nowhere)

    @pytest.mark.parametrize("term", [Norm(X), sp.Abs(t), Max(X), sp.sqrt(t**2 + t), t**beta, beta**t])
    def test_refused_where_it_may_have_none(self, term: sp.Expr) -> None:
        with pytest.raises(Gap, match="not known to be differentiable"):
            along(term, {t: sp.S.One, x: V}, nowhere)

    @pytest.mark.parametrize(
        "term",
        [
            sp.log(1 + t**2),
            sp.log(sp.exp(t) + beta) * sp.exp(-(t**2)),
            1 / (1 + t**2) ** 2,
            sp.sqrt(1 + t**2),
            1 / sp.sqrt(1 + t**2),
            t**3 * sp.exp(beta * t) / (2 + sp.exp(-t)),
        ],
    )
    def test_of_one_variable_it_is_what_sympy_says(self, term: sp.Expr) -> None:
        assert is_zero(along(term, {t: sp.S.One}, nowhere) - sp.diff(term, t), nowhere)
        assert is_zero(along(term, {t: beta * s}, nowhere) - beta * s * sp.diff(term, t), nowhere)

    def test_a_number_is_no_direction(self) -> None:
        with pytest.raises(Gap, match="no direction"):
            along(SquaredDistance(X, rho.vector(1)), {rho: V}, nowhere)

    @moderate
    @given(expressions(), points())
    def test_it_is_the_limit_of_difference_quotients(self, term: sp.Expr, point: Point) -> None:
        assume(is_defined(term))
        try:
            slope = along(term, {real: sp.S.One}, nowhere)
            check_defined(slope, nowhere)
        except Gap:
            return
        here = point.symbols[real]
        try:
            with mpmath.workdps(2 * DIGITS):
                below, above = (
                    value(term, Point(symbols={**point.symbols, real: here + sign * sp.Rational(1, 10**20)},
                                      entries=point.entries))
                    for sign in (-1, 1)
                )  # fmt: skip
                quotient, said = (above - below) / (2 * STEP), value(slope, point)
                assert abs(quotient - said) <= mpmath.mpf(10) ** -15 * (1 + abs(said) + abs(quotient)), slope
        except (TooLarge, Undefined):
            assume(False)


class TestGrowth:
    """f(b) R f(a) from f'(t) R 0 between a <= b."""

    rising = chain(0, ("<=", sp.exp(t) - 1, Sign()))
    from_zero = context(relation(0, "<=", s))

    def test_exp_above_its_tangent(self) -> None:
        rule = Growth(sp.exp(t) - t, t, sp.S.Zero, s, self.rising)
        assert accepts(rule, relation(1, "<=", sp.exp(s) - s), self.from_zero)

    def test_strict_between_different_ends_alone(self) -> None:
        rule = Growth(sp.exp(t) - t, t, sp.S.Zero, s, chain(0, ("<", sp.exp(t) - 1, Sign())))
        assert accepts(rule, relation(1, "<", sp.exp(s) - s), context(relation(0, "<", s)))
        refuses(rule, relation(1, "<", sp.exp(s) - s), "not known here", self.from_zero)

    def test_not_downhill(self) -> None:
        rule = Growth(sp.exp(t) - t, t, sp.S.Zero, s, self.rising)
        refuses(rule, relation(1, ">=", sp.exp(s) - s), "not the goal", self.from_zero)

    def test_not_between_ends_the_wrong_way_round(self) -> None:
        rule = Growth(sp.exp(t) - t, t, sp.S.Zero, s, self.rising)
        refuses(rule, relation(1, "<=", sp.exp(s) - s), "not known here")

    def test_not_across_a_pole(self) -> None:
        falling = Growth(1 / t, t, sp.S.NegativeOne, sp.S.One, chain(-1 / t**2, ("<=", 0, Sign())))
        refuses(falling, relation(1, "<=", -1), "not known to be defined")

    def test_not_with_another_derivative(self) -> None:
        rule = Growth(t**2, t, sp.S.Zero, s, chain(0, ("<=", t, Sign())))
        assert accepts(rule, relation(0, "<=", s**2), self.from_zero)  # 2 t is a positive multiple of t
        other = Growth(-(t**2), t, sp.S.Zero, s, chain(0, ("<=", t, Sign())))
        refuses(other, relation(0, "<=", -(s**2)), "the derivative is", self.from_zero)

    def test_not_with_a_letter_in_use(self) -> None:
        rule = Growth(sp.exp(t) - t, t, sp.S.Zero, s, self.rising)
        refuses(rule, relation(1, "<=", sp.exp(s) - s), "not new", context(relation(t, "<=", 0), relation(0, "<=", s)))

    def test_not_with_a_letter_that_has_a_sign(self) -> None:
        rule = Growth(sp.exp(beta) - beta, beta, sp.S.Zero, s, self.rising)
        refuses(rule, relation(1, "<=", sp.exp(s) - s), "not declared real", self.from_zero)

    def test_the_chain_is_about_zero(self) -> None:
        rule = Growth(sp.exp(t) - t, t, sp.S.Zero, s, chain(1, ("<=", sp.exp(t), Sign())))
        refuses(rule, relation(1, "<=", sp.exp(s) - s), "starts or ends at 0|not shown", self.from_zero)


class TestBend:
    """f(w) <= w f(1) + (1 - w) f(0) from f'' >= 0."""

    inside = context(relation(weight, "<=", 1))
    chord = weight * sp.E + 1 - weight

    def test_exp_below_its_chord(self) -> None:
        rule = Bend(sp.exp(t), t, weight, chain(0, ("<=", sp.exp(t), Sign())))
        assert accepts(rule, relation(sp.exp(weight), "<=", self.chord), self.inside)

    def test_strict_inside_alone(self) -> None:
        rule = Bend(sp.exp(t), t, weight, chain(0, ("<", sp.exp(t), Sign())))
        goal = relation(sp.exp(weight), "<", self.chord)
        strictly = context(relation(0, "<", weight), relation(weight, "<", 1))
        assert accepts(rule, goal, strictly)
        refuses(rule, goal, "not known here", self.inside)
        weak = Bend(sp.exp(t), t, weight, chain(0, ("<=", sp.exp(t), Sign())))
        refuses(weak, goal, "the chain shows <=", strictly)

    def test_not_outside(self) -> None:
        rule = Bend(sp.exp(t), t, weight, chain(0, ("<=", sp.exp(t), Sign())))
        refuses(rule, relation(sp.exp(weight), "<=", self.chord), "not known here")

    def test_not_for_a_curve_that_bends_down(self) -> None:
        rule = Bend(-sp.exp(t), t, weight, chain(0, ("<=", sp.exp(t), Sign())))
        refuses(rule, relation(-sp.exp(weight), "<=", -self.chord), "the goal has", self.inside)

    def test_not_across_a_pole(self) -> None:
        rule = Bend(1 / (t - sp.Rational(1, 2)) ** 2, t, weight, chain(
            0, ("<=", 6 / (t - sp.Rational(1, 2)) ** 4, Sign())))  # fmt: skip
        refuses(rule, relation(1 / (weight - sp.Rational(1, 2)) ** 2, "<=", 4), "not known to be defined", self.inside)


def test_facts_about_the_variable_do_not_leave_the_rule() -> None:
    rule = Growth(sp.exp(t) - t, t, sp.S.Zero, s, chain(0, ("<=", sp.exp(t) - 1, Sign())))
    refuses(Hypothesis(), relation(0, "<", t), "no fact in scope", context(relation(0, "<=", s)))
    assert accepts(rule, relation(1, "<=", sp.exp(s) - s), context(relation(0, "<=", s)))
    assert accepts(Tangent(s), relation(1 + s, "<=", sp.exp(s)))
