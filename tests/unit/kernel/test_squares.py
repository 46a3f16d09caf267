"""Squares, roots and multiples of both sides of an inequality."""

import sympy as sp

from tests.unit.kernel.proving import accepts, context, refuses, relation
from theory.kernel import chain
from theory.kernel.rules import Hypothesis, Moving, Rooted, Scaled, Sign, Squared
from theory.quantities import Norm, SquaredNorm
from theory.symbols import beta, weight, x, y

a, b = sp.Symbol("a", real=True), sp.Symbol("b", real=True)
X, Y = x.vector(), y.vector()


class TestRooted:
    """a <= b from a^2 <= b^2 and b >= 0."""

    shorter = context(relation(SquaredNorm(X), "<=", SquaredNorm(Y)))
    squares = chain(SquaredNorm(X), ("<=", SquaredNorm(Y), Hypothesis()))

    def test_norms_from_squared_norms(self) -> None:
        assert accepts(Rooted(self.squares), relation(Norm(X), "<=", Norm(Y)), self.shorter)
        assert accepts(Rooted(self.squares), relation(Norm(Y), ">=", Norm(X)), self.shorter)

    def test_the_smaller_side_may_be_negative(self) -> None:
        where = context(relation(a**2, "<=", beta**2))
        assert accepts(Rooted(chain(a**2, ("<=", beta**2, Hypothesis()))), relation(a, "<=", beta), where)

    def test_the_larger_side_may_not(self) -> None:
        where = context(relation(a**2, "<=", b**2))
        refuses(Rooted(chain(a**2, ("<=", b**2, Hypothesis()))), relation(a, "<=", b), "non-negative", where)

    def test_strict_from_strict_alone(self) -> None:
        refuses(Rooted(self.squares), relation(Norm(X), "<", Norm(Y)), "the goal asks for <", self.shorter)

    def test_no_equation(self) -> None:
        refuses(Rooted(self.squares), relation(Norm(X), "=", Norm(Y)), "not an equation", self.shorter)


class TestSquared:
    """a^2 <= b^2 from 0 <= a <= b."""

    less = context(relation(weight, "<=", a))

    def test_of_numbers_that_are_not_negative(self) -> None:
        rule = Squared(chain(weight, ("<=", a, Hypothesis())))
        assert accepts(rule, relation(weight**2, "<=", a**2), self.less)
        assert accepts(rule, relation(a**2, ">=", weight**2), self.less)

    def test_not_of_numbers_that_may_be_negative(self) -> None:
        where = context(relation(a, "<=", b))
        refuses(Squared(chain(a, ("<=", b, Hypothesis()))), relation(a**2, "<=", b**2), "non-negative", where)

    def test_strict_from_strict_alone(self) -> None:
        rule = Squared(chain(weight, ("<=", a, Hypothesis())))
        refuses(rule, relation(weight**2, "<", a**2), "not the goal", self.less)
        strictly = context(relation(weight, "<", a))
        assert accepts(Squared(chain(weight, ("<", a, Hypothesis()))), relation(weight**2, "<", a**2), strictly)

    def test_not_the_other_way(self) -> None:
        rule = Squared(chain(weight, ("<=", a, Hypothesis())))
        refuses(rule, relation(a**2, "<=", weight**2), "not the goal", self.less)


class TestScaled:
    """a R b from c a R c b, c > 0."""

    def test_by_what_is_positive(self) -> None:
        where = context(relation(beta * a, "<=", beta * b))
        rule = Scaled(beta, chain(beta * a, ("<=", beta * b, Hypothesis())))
        assert accepts(rule, relation(a, "<=", b), where)

    def test_not_by_what_may_vanish_or_be_negative(self) -> None:
        for factor in (weight, a, -beta, sp.S.Zero):
            rule = Scaled(factor, chain(factor * a, ("<=", factor * b, Hypothesis())))
            refuses(
                rule, relation(a, "<=", b), "not shown to be positive", context(relation(factor * a, "<=", factor * b))
            )

    def test_not_by_what_is_not_defined(self) -> None:
        rule = Scaled(sp.exp(1 / a), chain(a, ("<=", b, Hypothesis())))
        refuses(rule, relation(a, "<=", b), "not known to be defined", context(relation(a, "<=", b)))


class TestFollows:
    """Terms moved, both sides multiplied by a positive number."""

    def test_a_positive_multiple(self) -> None:
        assert accepts(Hypothesis(), relation(3 * a, "<=", 6 * b), context(relation(a, "<=", 2 * b)))
        assert accepts(Moving(chain(a, ("<=", 2 * b, Hypothesis()))), relation(a / 2 - b, "<=", 0),
                       context(relation(a, "<=", 2 * b)))  # fmt: skip

    def test_no_negative_multiple(self) -> None:
        refuses(Hypothesis(), relation(-a, "<=", -2 * b), "no fact", context(relation(a, "<=", 2 * b)))

    def test_an_equation_has_every_multiple(self) -> None:
        assert accepts(Hypothesis(), relation(-2 * a, "=", -2 * b), context(relation(a, "=", b)))
        assert accepts(Hypothesis(), relation(-2 * a, "<=", -2 * b), context(relation(a, "=", b)))

    def test_no_multiple_of_a_part(self) -> None:
        refuses(Hypothesis(), relation(2 * a, "<=", b), "no fact", context(relation(a, "<=", b)))
        refuses(Hypothesis(), relation(2 * a, "<=", 2 * b + 1), "no fact", context(relation(a, "<=", b + 1)))

    def test_strict_from_strict_alone(self) -> None:
        refuses(Hypothesis(), relation(2 * a, "<", 2 * b), "no fact", context(relation(a, "<=", b)))
        assert accepts(Sign(), relation(0, "<", beta))
