"""Inequalities from facts in scope, from chains, and from the sign of the difference."""

import pytest
import sympy as sp

from tests.unit.kernel.proving import accepts, context, refuses, relation
from theory.kernel import Family, Op, Relation, chain
from theory.kernel.rules import Algebra, Hypothesis, Moving, Sign, Squeezed
from theory.symbols import beta, n

height = Family("h", n, positive=True)
a, b, c = (sp.Symbol(name, real=True) for name in "abc")


class TestHypothesis:
    """The goal is a fact, terms moved."""

    @pytest.mark.parametrize(
        ("op", "goal"),
        [
            ("<=", relation(a, "<=", b)),
            ("<=", relation(b, ">=", a)),
            ("<=", relation(a - b, "<=", 0)),
            ("<=", relation(a + c, "<=", b + c)),
            ("<", relation(a, "<", b)),
            ("<", relation(a, "<=", b)),
            ("=", relation(a, "=", b)),
            ("=", relation(b, "=", a)),
            ("=", relation(a, "<=", b)),
            ("=", relation(a, ">=", b)),
        ],
    )
    def test_a_fact_and_what_it_gives(self, op: Op, goal: Relation) -> None:
        assert accepts(Hypothesis(), goal, context(relation(a, op, b)))

    @pytest.mark.parametrize(
        ("op", "goal"),
        [
            ("<=", relation(a, "<", b)),
            ("<=", relation(a, ">=", b)),
            ("<=", relation(a, "=", b)),
            ("<=", relation(2 * a, "<=", b)),
            ("<=", relation(a, "<=", b - 1)),
            ("<", relation(b, "<=", a)),
            ("<", relation(a, "=", b)),
            ("=", relation(a, "<", b)),
            ("=", relation(a, "=", b + 1)),
        ],
    )
    def test_what_a_fact_does_not_give(self, op: Op, goal: Relation) -> None:
        refuses(Hypothesis(), goal, "no fact in scope", context(relation(a, op, b)))

    def test_without_facts(self) -> None:
        refuses(Hypothesis(), relation(a, "<=", b), "no fact in scope")


class TestMoving:
    """A chain shows its ends, and with them every relation that has the same slack."""

    by = chain(sp.S.Zero, ("<=", a**2, Sign()))

    def test_terms_moved(self) -> None:
        assert accepts(Moving(self.by), relation(b - a**2, "<=", b))

    def test_not_stricter(self) -> None:
        refuses(Moving(self.by), relation(b - a**2, "<", b), "is not the goal, terms moved")

    def test_not_the_other_way(self) -> None:
        refuses(Moving(self.by), relation(b, "<=", b - a**2), "is not the goal, terms moved")

    def test_not_an_equation(self) -> None:
        refuses(Moving(self.by), relation(b - a**2, "=", b), "is not the goal, terms moved")

    def test_the_chain_is_replayed(self) -> None:
        broken = chain(sp.S.Zero, ("<=", a, Sign()))
        refuses(Moving(broken), relation(-a, "<=", 0), "step 1.*not shown to be non-negative")


class TestSqueezed:
    """An equation from two weak inequalities."""

    facts = context(relation(a, "<=", b), relation(a, ">=", b))
    up, down = chain(a, ("<=", b, Hypothesis())), chain(a, (">=", b, Hypothesis()))

    def test_both_ways(self) -> None:
        assert accepts(Squeezed(self.up, self.down), relation(a, "=", b), self.facts)
        assert accepts(Squeezed(self.up, self.down), relation(a, "<=", b), self.facts)

    def test_one_way_twice(self) -> None:
        refuses(Squeezed(self.up, self.up), relation(a, "=", b), "the chain", self.facts)
        refuses(Squeezed(self.down, self.down), relation(a, "=", b), "the chain", self.facts)

    def test_never_strict(self) -> None:
        refuses(Squeezed(self.up, self.down), relation(a, "<", b), "never a strict", self.facts)

    def test_of_other_ends(self) -> None:
        refuses(Squeezed(self.up, self.down), relation(a, "=", c), "the chain ends", self.facts)

    def test_the_chains_are_replayed(self) -> None:
        refuses(Squeezed(self.up, self.down), relation(a, "=", b), "no fact", context(relation(a, "<=", b)))


class TestSign:
    """The difference has a sign by its structure."""

    @pytest.mark.parametrize(
        "goal",
        [
            relation(a, "<=", a + b**2),
            relation(a + b**2, ">=", a),
            relation(a, "<", a + sp.exp(b)),
            relation(2 * a * b, "<=", a**2 + b**2),
            relation(1, "<=", n),
            relation(0, "<", beta * height[1]),
        ],
    )
    def test_shown(self, goal: Relation) -> None:
        assert accepts(Sign(), goal)

    @pytest.mark.parametrize(
        "goal",
        [
            relation(a, "<", a + b**2),
            relation(a, ">=", a + b**2),
            relation(a, "<=", b),
            relation(1, "<", n),
            relation(beta, "<=", beta**2),
            relation(a**3, "<=", a**4),
        ],
    )
    def test_not_shown(self, goal: Relation) -> None:
        refuses(Sign(), goal, "is not shown to be (positive|non-negative)")

    def test_no_equation(self) -> None:
        refuses(Sign(), relation(a, "=", a), "an inequality, not an equation")


def test_a_step_of_a_chain_rests_on_its_own_rule() -> None:
    refuses(
        Moving(chain(a, ("=", b, Algebra()))),
        relation(a, "=", b),
        "step 1: a and b have different normal forms",
    )
