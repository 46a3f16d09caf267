"""Case distinction, and absolute values by their two signs."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import accepts, context, refuses, relation, unprovable
from theory.kernel import Family, Max, Relation, Sum, chain
from theory.kernel.rules import (
    Absolute,
    Algebra,
    Attained,
    Either,
    Hypothesis,
    Magnitude,
    Monotone,
    Moving,
    OneOrMore,
    Sign,
    Unsigned,
)
from theory.symbols import d, i, j, n, x

a, b = sp.Symbol("a", real=True), sp.Symbol("b", real=True)
height = Family("h", n, positive=True)
nothing = chain(sp.S.Zero, ("=", sp.S.Zero, Algebra()))


class TestOneOrMore:
    """A size is 1, or at least 2."""

    goal = relation(0, "<=", (n - 1) * (n - 2))
    more = chain(sp.S.Zero, ("<=", (n - 1) * (n - 2), Sign()))

    def test_both_cases(self) -> None:
        assert accepts(OneOrMore(n, nothing, self.more), self.goal)

    def test_two_is_known_in_the_second_case_alone(self) -> None:
        refuses(
            OneOrMore(n, nothing, chain(sp.S.Zero, ("<=", n - 3, Sign()))),
            relation(0, "<=", n - 3),
            "ends at|not shown",
        )
        refuses(
            OneOrMore(n, nothing, chain(sp.S.Zero, ("<=", n - 2, Sign()))),
            relation(0, "<=", n - 2),
            "ends at 0, the goal has -1",
        )

    def test_the_first_case_is_at_one(self) -> None:
        one = chain(height_at_one := Family("h", sp.Integer(1), positive=True)[1], ("=", height_at_one, Algebra()))
        goal = relation(height[1], "<=", Sum(height.vector()))
        more = chain(height[1], ("<=", Sum(height.vector()), Sign()))
        refuses(OneOrMore(n, one, more), goal, "step 1: .* not shown")

    def test_facts_are_taken_to_the_first_case(self) -> None:
        goal = relation(0, "<=", n - 2)
        first = chain(sp.S.Zero, ("<=", sp.Integer(-1), Moving(chain(sp.Integer(2), ("<=", sp.S.One, Hypothesis())))))
        more = chain(sp.S.Zero, ("<=", n - 2, Sign()))
        assert accepts(OneOrMore(n, first, more), goal, context(relation(n, ">=", 2)))

    @pytest.mark.parametrize("wrong", [sp.Symbol("s", positive=True), sp.Symbol("s", integer=True), n + 1])
    def test_only_a_size_is_one_or_more(self, wrong: sp.Symbol) -> None:
        refuses(OneOrMore(wrong, nothing, nothing), relation(0, "=", 0), "is no size")

    def test_not_under_an_index_up_to_the_size(self) -> None:
        refuses(
            OneOrMore(n, nothing, self.more),
            self.goal,
            "an index up to n is fixed",
            context(indices=((j, n),)),
        )
        assert accepts(OneOrMore(n, nothing, self.more), self.goal, context(indices=((j, d),)))

    def test_two_families_of_one_name_stay_two(self) -> None:
        """At n = 1 an axis n becomes an axis 1: a family of that name and axis is another one."""
        apart = sp.Abs(Family("w", n)[1] - Family("w", sp.Integer(1))[1])
        more = chain(apart, ("<=", (n - 1) * apart, Sign()))
        unprovable(
            relation(apart, "<=", (n - 1) * apart),
            chain(apart, ("<=", (n - 1) * apart, OneOrMore(n, nothing, more))),
        )


class TestEither:
    """a <= b, or a > b."""

    goal = relation(a, "<=", sp.Abs(a))

    def test_both_branches(self) -> None:
        low = chain(a, ("<=", sp.S.Zero, Hypothesis()), ("<=", sp.Abs(a), Sign()))
        high = chain(a, ("<=", sp.Abs(a), Magnitude()))
        assert accepts(Either(a, sp.S.Zero, low, high), self.goal)

    def test_a_branch_knows_its_own_case_alone(self) -> None:
        low = chain(sp.S.Zero, ("<=", -a, Hypothesis()))
        refuses(Either(a, sp.S.Zero, low, low), relation(0, "<=", -a), "no fact in scope")
        high = chain(sp.S.Zero, ("<", a, Hypothesis()))
        refuses(Either(a, sp.S.Zero, high, high), relation(0, "<=", a), "no fact in scope")

    def test_the_first_case_is_weak(self) -> None:
        low = chain(a, ("<", sp.S.Zero, Hypothesis()))
        refuses(Either(a, sp.S.Zero, low, low), relation(a, "<", 0), "no fact in scope")

    def test_what_is_compared_is_defined(self) -> None:
        """A root of a number of unknown sign would be both below and above whatever one likes."""
        t = x[1]
        junk = Sum.over(sp.sqrt(t), i, sp.Integer(1)) ** 2 - 1
        shrunk = Moving(chain(n * sp.Abs(t), ("<=", (n - 1) * sp.Abs(t), Monotone(Hypothesis()))))
        low = chain(
            sp.Integer(-1),
            ("<=", sp.S.Zero, Sign()),
            ("<=", -sp.Abs(t), shrunk),
            ("<=", t, Moving(chain(-t, ("<=", sp.Abs(t), Magnitude())))),
        )
        high = chain(sp.Integer(-1), ("<", t, Sign()))
        unprovable(
            relation(-1, "<=", t),
            chain(sp.Integer(-1), ("<=", t, Either(t, junk, low, high))),
            because="defined",
        )


class TestAbsolute:
    """|a| <= b where a <= b and -a <= b."""

    above, below = chain(a, ("<=", b, Hypothesis())), chain(-a, ("<=", b, Hypothesis()))
    where = context(relation(a, "<=", b), relation(-a, "<=", b))

    def test_both_chains(self) -> None:
        assert accepts(Absolute(self.above, self.below), relation(sp.Abs(a), "<=", b), self.where)
        assert accepts(Absolute(self.above, self.below), relation(b, ">=", sp.Abs(a)), self.where)

    def test_one_chain_is_not_enough(self) -> None:
        refuses(Absolute(self.above, self.above), relation(sp.Abs(a), "<=", b), "the chain starts at", self.where)
        only = context(relation(a, "<=", b))
        refuses(Absolute(self.above, self.below), relation(sp.Abs(a), "<=", b), "no fact in scope", only)

    def test_strict_from_two_strict_chains(self) -> None:
        strict = chain(a, ("<", b, Hypothesis()))
        facts = context(relation(a, "<", b), relation(-a, "<=", b))
        refuses(
            Absolute(strict, self.below),
            relation(sp.Abs(a), "<", b),
            "the chain shows <=, the goal asks for",
            facts,
        )

    def test_no_lower_bound_and_no_equation(self) -> None:
        refuses(Absolute(self.above, self.below), relation(b, "<=", sp.Abs(a)), "no absolute value", self.where)
        refuses(
            Absolute(self.above, self.below),
            relation(sp.Abs(a), "=", b),
            "do not show an equation",
            self.where,
        )


class TestUnsigned:
    """|a| = a where 0 <= a."""

    by = chain(sp.S.Zero, ("<=", a, Hypothesis()))
    where = context(relation(a, ">=", 0))

    def test_a_number_that_is_at_least_zero(self) -> None:
        assert accepts(Unsigned(self.by), relation(sp.Abs(a), "=", a), self.where)
        assert accepts(Unsigned(self.by), relation(a, "=", sp.Abs(a)), self.where)

    def test_the_opposite_of_a_number_below_zero(self) -> None:
        by = chain(sp.S.Zero, ("<=", -a, Hypothesis()))
        below = context(relation(a, "<=", 0))
        assert accepts(Unsigned(by), relation(sp.Abs(a), "=", -a), below)
        refuses(Unsigned(by), relation(sp.Abs(a), "=", a), "ends at", below)

    def test_without_the_sign(self) -> None:
        refuses(Unsigned(self.by), relation(sp.Abs(a), "=", a), "no fact in scope")

    def test_another_number(self) -> None:
        refuses(Unsigned(self.by), relation(sp.Abs(a), "=", b), "does not remove an absolute value", self.where)

    def test_a_chain_for_another_number(self) -> None:
        by = chain(sp.S.Zero, ("<=", b**2, Sign()))
        refuses(Unsigned(by), relation(sp.Abs(a), "=", a), "ends at", self.where)

    def test_a_chain_the_other_way(self) -> None:
        by = chain(sp.S.Zero, (">=", a, Hypothesis()))
        refuses(
            Unsigned(by),
            relation(sp.Abs(a), "=", a),
            "starts at|ends at|asks for",
            context(relation(a, "<=", 0)),
        )


class TestMagnitude:
    """a <= |a| and -a <= |a|."""

    def test_both_signs(self) -> None:
        assert accepts(Magnitude(), relation(a, "<=", sp.Abs(a)))
        assert accepts(Magnitude(), relation(-a, "<=", sp.Abs(a)))
        assert accepts(Magnitude(), relation(b - a, "<=", sp.Abs(a - b)))

    @pytest.mark.parametrize(
        "goal",
        [
            relation(a, "<", sp.Abs(a)),
            relation(a, "=", sp.Abs(a)),
            relation(sp.Abs(a), "<=", a),
            relation(2 * a, "<=", sp.Abs(a)),
            relation(b, "<=", sp.Abs(a)),
        ],
    )
    def test_nothing_else(self, goal: Relation) -> None:
        refuses(Magnitude(), goal, "does not compare a number with its absolute value")


def test_a_case_may_attain_a_maximum() -> None:
    by = chain(Max(x.vector()), ("=", x[j], Hypothesis()))
    refuses(Attained(Max(x.vector()), j, by), relation(Max(x.vector()), "<=", x[1]), "the chain ends at")


def test_cases_are_named_where_a_line_has_room_for_them() -> None:
    step = chain(x[1], ("=", x[1], Algebra()))
    assert str(Either(x[1], sp.S.Zero, step, step)) == "cases x[1] <= 0 and x[1] > 0"
    long = sp.Add(*(sp.Symbol(f"number_{k}", real=True) for k in range(9)))
    assert str(Either(long, sp.S.Zero, step, step)) == "two cases"
