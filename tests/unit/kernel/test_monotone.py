"""Monotone position: the direction of every step down, and strictness only where the position is strict."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import accepts, context, refuses, relation
from theory.kernel import Family, Max, Min, Op, Relation, Sum, Vector, chain, index
from theory.kernel.rules import Algebra, Hypothesis, Monotone, Sign
from theory.quantities import SquaredNorm
from theory.symbols import beta, d, i, k, n, weight, x, y

height = Family("h", n, positive=True)
a, b, c = (sp.Symbol(name, real=True) for name in "abc")
p, q = (sp.Symbol(name, positive=True) for name in "pq")
u, v = (sp.Symbol(name, nonnegative=True) for name in "uv")
by_hypothesis = Monotone(Hypothesis())

INCREASING = {
    "exp": (sp.exp(a), sp.exp(b)),
    "a term added": (a + c, b + c),
    "a number added": (a + 2, b + 5),
    "a positive factor": (beta * a, beta * b),
    "a positive number": (3 * a, 3 * b),
    "exp of a multiple": (sp.exp(2 * a), sp.exp(2 * b)),
    "a cube root position": (c - sp.exp(-a), c - sp.exp(-b)),
    "one over, twice": (1 / (1 + sp.exp(-a)), 1 / (1 + sp.exp(-b))),
    "two signs turned": (-2 * sp.exp(-3 * a), -2 * sp.exp(-3 * b)),
    "a sum": (Sum.over(sp.exp(a) * height[i], i, n), Sum.over(sp.exp(b) * height[i], i, n)),
    "a maximum": (Max.over(a + sp.exp(a) * 0 + x[i], i, n), Max.over(b + x[i], i, n)),
    "a minimum": (Min.over(a * height[i], i, n), Min.over(b * height[i], i, n)),
    "log": (sp.log(1 + sp.exp(a)), sp.log(1 + sp.exp(b))),
    "a square of positive numbers": (sp.exp(a) ** 2 + 1, sp.exp(b) ** 2 + 1),
}


@pytest.mark.parametrize("name", INCREASING)
@pytest.mark.parametrize("op", ["<", "<=", "=", ">=", ">"])
def test_an_increasing_position_keeps_the_relation(name: str, op: Op) -> None:
    left, right = INCREASING[name]
    gap = 3 if name == "a number added" else 0
    assert accepts(by_hypothesis, relation(left, op, right), context(relation(a, op, b + gap)))


@pytest.mark.parametrize("name", [name for name in INCREASING if name != "a number added"])
@pytest.mark.parametrize(("fact", "goal"), [("<=", "<"), ("<", ">"), ("<=", ">="), ("<=", "="), (">=", "<=")])
def test_an_increasing_position_gives_nothing_else(name: str, fact: Op, goal: Op) -> None:
    left, right = INCREASING[name]
    refuses(by_hypothesis, relation(left, goal, right), "no fact in scope", context(relation(a, fact, b)))


DECREASING = {
    "an opposite": (-a, -b),
    "a negative number": (c - 2 * a, c - 2 * b),
    "a negative factor": (-beta * a, -beta * b),
    "exp of an opposite": (sp.exp(-a), sp.exp(-b)),
    "one over": (1 / (1 + sp.exp(a)), 1 / (1 + sp.exp(b))),
    "a sum": (Sum.over(-a * height[i], i, n), Sum.over(-b * height[i], i, n)),
}


@pytest.mark.parametrize("name", DECREASING)
@pytest.mark.parametrize(("fact", "goal"), [("<", ">"), ("<=", ">="), (">", "<"), (">=", "<=")])
def test_a_decreasing_position_turns_the_relation(name: str, fact: Op, goal: Op) -> None:
    left, right = DECREASING[name]
    assert accepts(by_hypothesis, relation(left, goal, right), context(relation(a, fact, b)))
    refuses(by_hypothesis, relation(left, fact, right), "no fact in scope", context(relation(a, fact, b)))


class TestFactors:
    """A common factor keeps or turns the relation by its sign, and shows nothing where it has none."""

    less = context(relation(a, "<", b))

    def test_a_factor_of_unknown_sign(self) -> None:
        refuses(by_hypothesis, relation(c * a, "<=", c * b), "no fact in scope", self.less)
        refuses(by_hypothesis, relation(c * a, ">=", c * b), "no fact in scope", self.less)

    def test_a_factor_that_may_vanish_gives_the_weak_relation(self) -> None:
        assert accepts(by_hypothesis, relation(weight * a, "<=", weight * b), self.less)
        refuses(by_hypothesis, relation(weight * a, "<", weight * b), "no fact in scope", self.less)

    def test_a_factor_below_zero(self) -> None:
        below = context(relation(a, "<", b), relation(c, "<=", 0))
        assert accepts(by_hypothesis, relation((c - 1) * a, ">", (c - 1) * b), below)
        assert accepts(by_hypothesis, relation(c * a, ">=", c * b), below)
        refuses(by_hypothesis, relation(c * a, ">", c * b), "no fact in scope", below)
        refuses(by_hypothesis, relation(c * a, "<=", c * b), "no fact in scope", below)

    def test_an_equation_needs_no_sign(self) -> None:
        assert accepts(by_hypothesis, relation(c * a, "=", c * b), context(relation(a, "=", b)))

    def test_weights_under_a_sum(self) -> None:
        where = context(relation(a, "<=", b))
        refuses(
            by_hypothesis,
            relation(Sum.over(x[i] * a, i, n), "<=", Sum.over(x[i] * b, i, n)),
            "no fact",
            where,
        )


class TestPowers:
    """Powers are monotone on non-negative bases, by the sign of the exponent."""

    def test_squares_of_non_negative_numbers(self) -> None:
        assert accepts(by_hypothesis, relation(u**2, "<=", v**2), context(relation(u, "<=", v)))
        assert accepts(by_hypothesis, relation(u**2, "<", v**2), context(relation(u, "<", v)))

    def test_squares_of_reals(self) -> None:
        refuses(by_hypothesis, relation(a**2, "<=", b**2), "no fact in scope", context(relation(a, "<=", b)))

    def test_odd_powers_of_reals_are_not_claimed(self) -> None:
        refuses(by_hypothesis, relation(a**3, "<=", b**3), "no fact in scope", context(relation(a, "<=", b)))

    def test_negative_exponents_turn_the_relation(self) -> None:
        where = context(relation(p, "<", q))
        assert accepts(by_hypothesis, relation(p ** (-beta), ">", q ** (-beta)), where)
        refuses(by_hypothesis, relation(p ** (-beta), "<", q ** (-beta)), "no fact in scope", where)

    def test_negative_exponents_ask_for_positive_bases(self) -> None:
        where = context(relation(u, "<=", v))
        refuses(by_hypothesis, relation(1 / u, ">=", 1 / v), "no fact in scope", where)

    def test_exponents_of_unknown_sign(self) -> None:
        where = context(relation(p, "<=", q))
        refuses(by_hypothesis, relation(p**c, "<=", q**c), "no fact in scope", where)
        refuses(by_hypothesis, relation(p**c, ">=", q**c), "no fact in scope", where)

    def test_exponents_that_may_vanish_are_not_strict(self) -> None:
        where = context(relation(p, "<", q))
        refuses(by_hypothesis, relation(p**weight, "<", q**weight), "no fact in scope", where)


class TestAbsoluteValues:
    """An absolute value carries an equation over, and no inequality."""

    def test_an_equation(self) -> None:
        assert accepts(by_hypothesis, relation(sp.Abs(a), "=", sp.Abs(b)), context(relation(a, "=", b)))

    @pytest.mark.parametrize("op", ["<=", ">=", "<", ">"])
    def test_an_inequality(self, op: Op) -> None:
        refuses(by_hypothesis, relation(sp.Abs(a), op, sp.Abs(b)), "no fact", context(relation(a, op, b)))


class TestIndices:
    """Under a sum or an extremum the parts are compared at an arbitrary index."""

    def test_at_a_named_index(self) -> None:
        by = chain(x[k], ("<=", x[k] + height[k], Sign()))
        goal = relation(Sum.over(x[i], i, n), "<=", Sum.over(x[i] + height[i], i, n))
        assert accepts(Monotone(by, (k,)), goal)

    def test_a_fact_about_one_index_is_no_fact_about_all(self) -> None:
        goal = relation(Sum.over(x[i], i, n), "<=", Sum.over(y[i], i, n))
        where = context(relation(x[k], "<=", y[k]), indices=((k, n),))
        refuses(by_hypothesis, goal, "no fact in scope", where)
        refuses(Monotone(Hypothesis(), (k,)), goal, "the index k is not new here", where)

    def test_the_name_may_not_occur_in_the_goal(self) -> None:
        goal = relation(Sum.over(x[i] * x[k], i, n), "<=", Sum.over(x[i] ** 2, i, n))
        refuses(Monotone(Sign(), (k,)), goal, "the index k is not new here", context(indices=((k, n),)))

    def test_the_name_may_not_be_a_size_in_use(self) -> None:
        goal = relation(Sum.over(x[i], i, n), "<=", Sum.over(y[i], i, n))
        refuses(Monotone(Sign(), (n,)), goal, "n is not new here")

    def test_the_name_may_not_bound_an_index_in_scope(self) -> None:
        goal = relation(Sum.over(i, k, d), "<=", Sum.over(d, k, d))
        where = context(indices=((i, n),))
        refuses(Monotone(chain(i, ("<=", n, Sign()), ("<=", d, Sign())), (n,)), goal, "n is not new here", where)

    def test_a_name_must_be_an_index(self) -> None:
        goal = relation(Sum.over(x[i], i, n), "<=", Sum.over(y[i], i, n))
        refuses(Monotone(Sign(), (sp.Symbol("r", real=True),)), goal, "r is no index")

    def test_sums_over_other_lengths(self) -> None:
        goal = relation(Sum.over(a, i, n), "<=", Sum.over(b, i, d))
        refuses(by_hypothesis, goal, "no fact in scope", context(relation(a, "<=", b)))

    def test_a_sum_against_a_maximum(self) -> None:
        goal = relation(Max.over(x[i], i, n), "<=", Sum.over(x[i], i, n))
        refuses(Monotone(Sign()), goal, "not shown to be non-negative")


def test_quantities_are_opened() -> None:
    twice = Vector(2 * x[k], k, n)
    assert accepts(Monotone(Algebra()), relation(SquaredNorm(twice), "=", Sum.over(4 * x[k] ** 2, k, n)))
    refuses(
        Monotone(Algebra()),
        relation(SquaredNorm(twice), "=", SquaredNorm(x.vector())),
        "different normal forms",
    )


def test_parts_that_differ_in_two_places() -> None:
    goal = relation(sp.exp(a) + sp.exp(c), "<=", sp.exp(b) + sp.exp(2 * c))
    refuses(by_hypothesis, goal, "no fact in scope", context(relation(a, "<=", b), relation(c, "<=", 2 * c)))


@pytest.mark.parametrize(
    "goal",
    [
        relation(sp.exp(2 * a), "<=", sp.exp(b)),
        relation(2 * a, "<", b),
        relation(sp.log(p) * 2, "<=", sp.log(q) * 3),
        relation(-a, "<=", 2 * b),
    ],
)
def test_a_goal_that_cannot_be_shown_is_a_gap_and_no_endless_descent(goal: Relation) -> None:
    refuses(Monotone(Sign()), goal, "not shown")


def test_index_names_are_taken_from_outside_in() -> None:
    m = index("m")
    square = Family("s", d, n, positive=True)
    goal = relation(0, "<", Sum.over(Sum.over(square[i, k], k, n), i, d))
    assert accepts(Sign(), goal)
    by = chain(square[i, m], ("<", 2 * square[i, m], Sign()))
    nested = relation(
        Sum.over(Sum.over(square[i, k], k, n), i, d), "<", Sum.over(Sum.over(2 * square[i, k], k, n), i, d)
    )
    assert accepts(Monotone(by, (i, m)), nested)
    refuses(Monotone(by, (m, i)), nested, "step 1|starts at|ends at|is not known to be one of")
