"""Squares and square roots of both sides of an inequality."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.kernel.chain import Chain, Support, check_chain
from theory.kernel.context import Context
from theory.kernel.errors import Gap
from theory.kernel.relation import Relation
from theory.kernel.rules.order import follows
from theory.kernel.sign import at_least_zero


@dataclass(frozen=True, slots=True)
class Rooted:
    """a R b for R in <=, <, where a^2 R b^2 and b >= 0; `by` is a chain between the squares."""

    by: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        up = goal.upward
        if up.op == "=":
            raise Gap("squares show an inequality, not an equation")
        if not at_least_zero(up.rhs, context):
            raise Gap(f"{up.rhs} is not shown to be non-negative")
        return check_chain(self.by, Relation(up.lhs**2, up.op, up.rhs**2), context)

    def __str__(self) -> str:
        return "comparing squares"


@dataclass(frozen=True, slots=True)
class Squared:
    """a^2 R b^2 for R in <=, <, where a R b and a >= 0; `by` is a chain between a and b.

    That a >= 0 is a matter of its sign, or shown by the chain `from_zero` from 0 to a.
    """

    by: Chain
    from_zero: Chain | None = None

    def check(self, goal: Relation, context: Context) -> Support:
        fact = Relation(self.by.start, self.by.op, self.by.end)
        up = fact.upward
        if up.op == "=":
            raise Gap("an inequality is squared, not an equation")
        square = Relation(up.lhs**2, up.op, up.rhs**2)
        if not follows(goal, square, context):
            raise Gap(f"this gives {square.lhs} {square.op} {square.rhs}, not the goal")
        support = check_chain(self.by, fact, context)
        if self.from_zero is not None:
            return support | check_chain(self.from_zero, Relation(sp.S.Zero, "<=", up.lhs), context)
        if not at_least_zero(up.lhs, context):
            raise Gap(f"{up.lhs} is not shown to be non-negative")
        return support

    def __str__(self) -> str:
        return "squaring"
