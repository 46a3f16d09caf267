"""False derivations that play with names: what is declared of an index, a length, a bound name, a chain read twice."""

from __future__ import annotations

import pytest
import sympy as sp

from tests.unit.kernel.proving import relation, theorem, unprovable
from theory.kernel import Chain, Family, Gap, Max, Min, Rule, Sum, Vector, chain, index, size
from theory.kernel.binders import look_inside
from theory.kernel.rules import (
    Algebra,
    Attained,
    Either,
    Entry,
    ForEach,
    Hypothesis,
    Magnitude,
    Monotone,
    Moving,
    Rooted,
    Sign,
)

n, k = size("n"), index("k")
x = Family("x", n)
even = sp.Symbol("k", integer=True, positive=True, even=True)
alternating = (-1) ** k  # 1 at an even index, and -1 at the index 1
one = sp.S.One


class TestAnIndexThatIsNotArbitrary:
    """At an index declared even, (-1)^k is 1 before any rule looks at it."""

    def test_for_each(self) -> None:
        smallest = Min.over(alternating, k, n)
        step = chain(1, ("<=", smallest, ForEach(even, chain(1, ("<=", 1, Sign())))))
        unprovable(relation(1, "<=", smallest), step, because="no index")

    def test_monotone(self) -> None:
        ones, total = Sum.over(one, k, n), Sum.over(alternating, k, n)
        unprovable(
            relation(ones, "=", total), chain(ones, ("=", total, Monotone(Algebra(), (even,)))), because="no index"
        )

    def test_attained(self) -> None:
        largest, signed = Max(x.vector()), Max.over(alternating * x[k], k, n)
        by = chain(signed, ("=", x[even], Hypothesis()), ("<=", largest, Entry(even)))
        step = chain(signed, ("<=", largest, Attained(signed, even, by)))
        unprovable(relation(signed, "<=", largest), step, because="no index")

    def test_the_other_terms_of_a_sum(self) -> None:
        total = Sum.over(2 * alternating, k, n)
        step = chain(-2, ("<=", total, Entry(one, even, chain(0, ("<=", 2, Sign())))))
        unprovable(relation(-2, "<=", total), step, because="no index")


def test_a_length_that_is_declared_even() -> None:
    """The sum of q ones is at least 2 for even q; a citation would give q the value 1."""
    q = sp.Symbol("q", integer=True, positive=True, even=True)
    ones, half = Sum.over(one, k, q), Sum.over(one, k, q / 2)
    step = chain(2, ("<=", 2 * half, Monotone(Entry(one))), ("=", ones, Algebra()))
    unprovable(relation(2, "<=", ones), step, because="not declared")


class TestTheIndexAtWhichAVectorIsShown:
    """What is known of a number must not be taken for something known of every entry of a vector."""

    vector = Vector(k - 5, k, n)
    shown = look_inside(vector)[0]
    total = Sum(vector)

    def test_in_a_hypothesis(self) -> None:
        step = chain(0, ("<=", self.total, Sign()))
        unprovable(relation(0, "<=", self.total), step, relation(self.shown, ">=", 5), because="not declared")

    def test_in_a_case(self) -> None:
        size_of = sp.Abs(self.total)
        nonsense = chain(0, ("<", Min(self.vector), Sign()), ("<=", -4, Entry(one)))
        high = chain(
            self.total,
            ("<=", size_of, Magnitude()),
            ("<=", -3 * size_of, Monotone(Moving(nonsense))),
            ("<=", 0, Sign()),
        )
        low = chain(self.total, ("<=", 0, Sign()))
        step = chain(self.total, ("<=", 0, Either(self.shown, sp.Integer(5), low, high)))
        unprovable(relation(self.total, "<=", 0), step, because="not declared")

    def test_as_an_index_of_ones_own(self) -> None:
        smallest = Min(self.vector)
        step = chain(-4, ("<=", smallest, ForEach(self.shown, chain(-4, ("<=", self.vector.at(k), Sign())))))
        unprovable(relation(-4, "<=", smallest), step, because="no index")


class TestStepsThatCanBeReadOnce:
    """An iterator has a direction when it is asked for one, and no steps when they are to be checked."""

    def test_at_the_top(self) -> None:
        once = Chain(sp.S.Zero, iter([("<", sp.S.Zero, Sign())]))  # type: ignore[arg-type]
        unprovable(relation(0, "<", 0), once, because="tuple")

    @pytest.mark.parametrize("rule", [Rooted])
    def test_inside_a_rule(self, rule: type[Rooted]) -> None:
        t = sp.Symbol("t", real=True)
        even_power = (t**2 - 2) ** 2  # zero at the root of two, where no rational point looks
        by: Rule = rule(Chain(even_power**2, iter([("<", even_power**2, Sign())])))  # type: ignore[arg-type]
        unprovable(relation(-even_power, "<", even_power), chain(-even_power, ("<", even_power, by)), because="tuple")

    def test_something_that_only_looks_like_a_chain(self) -> None:
        class Turned(Chain):
            op = "<="

        turned = Turned(one, ((">=", sp.S.Zero, Sign()),))
        unprovable(relation(1, "<=", 0), turned, because="tuple")


def test_a_plain_index_does_all_of_it() -> None:
    """What is refused above is the name, not the step."""
    smallest = Min.over(one + x[k] ** 2, k, n)
    step = chain(1, ("<=", smallest, ForEach(k, chain(1, ("<=", 1 + x[k] ** 2, Sign())))))
    assert theorem(relation(1, "<=", smallest), step).relation == relation(1, "<=", smallest)
    with pytest.raises(Gap):
        theorem(relation(2, "<=", smallest), step)
