"""Inequalities from facts in scope and from the sign of the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sympy as sp

from theory.kernel.binders import free
from theory.kernel.chain import Chain, Support, check_chain
from theory.kernel.context import Context
from theory.kernel.defined import check_defined
from theory.kernel.errors import Gap
from theory.kernel.normal import is_zero, normal
from theory.kernel.relation import Relation
from theory.kernel.sign import at_least_zero


def follows(goal: Relation, fact: Relation, context: Context) -> bool:
    """Is the goal the fact, terms moved from side to side, multiplied by a positive number?

    An equation gives both weak inequalities.
    """
    if goal.op == "=" and fact.op != "=":
        return False
    if goal.strict and not fact.strict:
        return False
    asked, known = normal(goal.slack, context), normal(fact.slack, context)
    if free(asked) != free(known):
        return False
    scales = [sp.S.One, ratio(asked, known)]
    if fact.op == "=":
        scales += [-scale for scale in scales]
    return any(
        (scale.is_positive or fact.op == "=") and is_zero(asked - scale * known, context)
        for scale in dict.fromkeys(scales)
    )


def ratio(a: sp.Expr, b: sp.Expr) -> sp.Rational:
    """The number that a may be of b, as one term of b says; 1 where none does."""
    others = a.as_coefficients_dict()
    for term, number in b.as_coefficients_dict().items():
        if number != 0 and term in others:
            return others[term] / number
    return sp.S.One


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The goal is one of the facts in scope: a hypothesis of the claim, a case, the choice of an index."""

    def check(self, goal: Relation, context: Context) -> Support:
        if not any(follows(goal, fact, context) for fact in context.facts):
            raise Gap(f"{goal.lhs} {goal.op} {goal.rhs} is no fact in scope")
        return Support()

    def __str__(self) -> str:
        return "hypothesis"


@dataclass(frozen=True, slots=True)
class Moving:
    """The goal is the relation between the ends of a chain, terms moved from side to side."""

    by: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        fact = Relation(self.by.start, self.by.op, self.by.end)
        if not follows(goal, fact, context):
            raise Gap(f"{fact.lhs} {fact.op} {fact.rhs} is not the goal, terms moved")
        return check_chain(self.by, fact, context)

    def __str__(self) -> str:
        return "moving terms"


@dataclass(frozen=True, slots=True)
class Squeezed:
    """a = b where a <= b, shown by `above`, and a >= b, shown by `below`."""

    above: Chain
    below: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        if goal.strict:
            raise Gap("two weak inequalities show an equation, never a strict relation")
        above = check_chain(self.above, Relation(goal.lhs, "<=", goal.rhs), context)
        return above | check_chain(self.below, Relation(goal.lhs, ">=", goal.rhs), context)

    def __str__(self) -> str:
        return "at most and at least"


@dataclass(frozen=True, slots=True)
class Scaled:
    """a R b where c a R c b for a number c > 0; `by` is a chain between the products."""

    factor: sp.Expr
    by: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        check_defined(self.factor, context)
        if not at_least_zero(self.factor, context, strict=True):
            raise Gap(f"{self.factor} is not shown to be positive")
        return check_chain(self.by, Relation(self.factor * goal.lhs, goal.op, self.factor * goal.rhs), context)

    def __str__(self) -> str:
        return "multiplying by a positive number"


def forms(difference: sp.Expr, slack: sp.Expr) -> Iterator[sp.Expr]:
    """The difference in several forms, each made only if those before did not tell."""
    yield difference
    yield slack
    if not difference.free_symbols:
        return  # of a number the interval tells, and factoring it may take minutes
    yield sp.factor_terms(difference)
    # With roots of high order in it a factorisation takes minutes.
    if not any(power.exp.is_Rational and not power.exp.is_Integer for power in difference.atoms(sp.Pow)):
        yield sp.factor(difference)


@dataclass(frozen=True, slots=True)
class Sign:
    """The difference of the sides has a sign by its structure; strict where the difference is not zero."""

    def check(self, goal: Relation, context: Context) -> Support:
        if goal.op == "=":
            raise Gap("a sign shows an inequality, not an equation")
        difference = normal(goal.slack, context)
        for form in forms(difference, goal.slack):
            if at_least_zero(form, context, goal.strict):
                return Support()
        raise Gap(f"{difference} is not shown to be {'positive' if goal.strict else 'non-negative'}")

    def __str__(self) -> str:
        return "sign"
