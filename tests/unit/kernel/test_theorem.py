"""Theorems come from replay alone: every step counts, and nothing else makes or changes one."""

import copy
import pickle
from dataclasses import replace

import pytest
import sympy as sp

from tests.unit.kernel.proving import relation, theorem, unprovable
from theory.kernel import Chain, Context, Gap, Ill, Relation, Sum, Support, Theorem, accept, chain, prove
from theory.kernel.rules import Algebra, Hypothesis, Sign
from theory.symbols import n, x

t = sp.Symbol("t", real=True)
goal = relation(0, "<=", t**2 + n)
derivation = chain(sp.S.Zero, ("<=", t**2, Sign()), ("<", t**2 + n, Sign()))


class TestReplay:
    """The ends and the direction are those of the goal, and each step is accepted."""

    def test_a_chain_that_is_stronger_than_the_goal(self) -> None:
        made = theorem(goal, derivation)
        assert made.relation == goal
        assert [line.relation.op for line in made.lines] == ["<=", "<"]

    def test_a_goal_read_from_the_right(self) -> None:
        assert theorem(goal.mirrored, derivation).relation == goal.mirrored

    def test_ends_are_compared_by_normal_form(self) -> None:
        theorem(relation(t - t**2, "<=", t + n), chain(t - t**2, ("<", n + t, Sign())))

    def test_another_start(self) -> None:
        unprovable(relation(1, "<=", t**2 + n), derivation, because="step 2: the chain starts at 0, the goal has 1")

    def test_another_end(self) -> None:
        unprovable(relation(0, "<=", t**2), derivation, because="step 2: the chain ends at")

    def test_the_other_direction(self) -> None:
        unprovable(relation(0, ">=", t**2 + n), derivation, because="the chain starts at|the goal asks for")

    def test_strict_where_every_step_is_weak(self) -> None:
        weak = chain(sp.S.Zero, ("<=", t**2, Sign()))
        unprovable(relation(0, "<", t**2), weak, because="the chain shows <=, the goal asks for")

    def test_an_equation_from_an_inequality(self) -> None:
        unprovable(relation(0, "=", t**2 + n), derivation, because="the chain shows <, the goal asks for =")

    def test_two_directions(self) -> None:
        with pytest.raises(Ill, match="no direction"):
            chain(sp.S.Zero, ("<=", t**2, Sign()), (">=", sp.S.Zero, Sign()))
        mixed = Chain(sp.S.Zero, (("<=", t**2, Sign()), (">=", sp.S.Zero, Sign())))
        unprovable(relation(0, "<=", 0), mixed, because="no direction")

    def test_no_steps(self) -> None:
        with pytest.raises(Ill, match="needs a step"):
            chain(sp.S.Zero)
        unprovable(relation(0, "<=", 1), Chain(sp.S.Zero), because="ends at 0, the goal has 1")

    def test_a_gap_names_the_side_and_the_step(self) -> None:
        broken = chain(sp.S.Zero, ("<=", t**2, Sign()), ("<=", t, Sign()))
        with pytest.raises(Gap) as found:
            theorem(relation(0, "<=", t), broken)
        assert found.value.where == "side 'bound', step 2"
        assert "not shown to be non-negative" in found.value.reason

    @pytest.mark.parametrize("undefined", [sp.log(t), 1 / t, sp.sqrt(t), sp.zoo, sp.sin(t)])
    def test_every_expression_is_defined(self, undefined: sp.Expr) -> None:
        unprovable(relation(undefined, "=", undefined), chain(undefined, ("=", undefined, Algebra())))
        around = chain(t, ("=", t + undefined - undefined, Algebra()), ("<=", undefined, Hypothesis()))
        unprovable(relation(t, "<=", t), around)

    def test_hypotheses_are_defined(self) -> None:
        unprovable(goal, derivation, relation(sp.log(t), ">=", 0), because="not known to be defined")

    def test_sums_over_no_size(self) -> None:
        """Else a sum over 1..n-1 of ones would be positive, and n - 1 with it."""
        ones = Sum.over(sp.S.One, sp.Symbol("i", integer=True, positive=True), n - 1)
        unprovable(relation(0, "<", n - 1), chain(sp.S.Zero, ("<", ones, Sign()), ("=", n - 1, Algebra())))


class TestOrigin:
    """Nothing makes or changes a Theorem but the kernel."""

    made = theorem(goal, derivation)

    def test_not_by_calling(self) -> None:
        with pytest.raises(TypeError, match=r"from theory\.kernel\.prove alone"):
            Theorem()
        with pytest.raises(TypeError, match=r"from theory\.kernel\.prove alone"):
            Theorem(object(), relation=goal)

    @pytest.mark.parametrize("name", Theorem.__slots__)
    def test_not_by_setting(self, name: str) -> None:
        with pytest.raises(TypeError, match="cannot be changed"):
            setattr(self.made, name, ())

    @pytest.mark.parametrize("name", Theorem.__slots__)
    def test_not_by_deleting(self, name: str) -> None:
        victim = theorem(goal, derivation)
        with pytest.raises(TypeError, match="cannot be changed"):
            delattr(victim, name)

    def test_not_by_new_attributes(self) -> None:
        with pytest.raises(TypeError, match="cannot be changed"):
            self.made.proven = True

    def test_not_by_replacing(self) -> None:
        with pytest.raises(TypeError):
            replace(self.made, relation=relation(0, "=", 1))  # type: ignore[type-var]

    def test_not_by_copying(self) -> None:
        for copied in (copy.copy, copy.deepcopy):
            with pytest.raises(TypeError):
                copied(self.made)

    def test_not_by_pickling(self) -> None:
        with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
            pickle.loads(pickle.dumps(self.made))

    def test_not_by_changing_the_hypotheses_afterwards(self) -> None:
        hypotheses = [relation(n, ">=", 2)]
        by = chain(sp.S.One, ("<=", n - 1, Hypothesis()))
        made = prove("claim", "bound", relation(1, "<=", n - 1), by, hypotheses, Context().library)  # type: ignore[arg-type]
        hypotheses.clear()
        assert made.hypotheses == (relation(n, ">=", 2),)

    def test_a_standard_fact_trusts_itself(self) -> None:
        fact = accept("standard", "bound", goal, ())
        assert fact.trust == {"standard"}
        assert fact.lines == ()


def test_a_rule_of_ones_own_is_no_rule() -> None:
    """A step is accepted by the rules of the kernel alone."""

    class Obviously:
        def check(self, goal: Relation, context: Context) -> Support:
            return Support()

        def __str__(self) -> str:
            return "obviously"

    with pytest.raises((Gap, Ill, TypeError)):
        theorem(relation(0, "=", 1), chain(sp.S.Zero, ("=", sp.S.One, Obviously())))


def test_a_kind_of_rule_of_ones_own_is_no_rule() -> None:
    class Sharper(Sign):
        def check(self, goal: Relation, context: Context) -> Support:
            return Support()

    with pytest.raises((Gap, Ill, TypeError)):
        theorem(relation(x[1], "<", 0), chain(x[1], ("<", sp.S.Zero, Sharper())))
