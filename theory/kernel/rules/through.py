"""Increasing functions commute with max and min."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.kernel.chain import Support
from theory.kernel.context import Context
from theory.kernel.defined import check_defined
from theory.kernel.errors import Gap
from theory.kernel.normal import equal
from theory.kernel.relation import Relation
from theory.kernel.rules.indexed import opened
from theory.kernel.rules.monotone import Monotone
from theory.kernel.rules.order import Hypothesis
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Max, Min, open_vector
from theory.kernel.walks import substitute


@dataclass(frozen=True, slots=True)
class Through:
    """F(max f) = max F(f) and F(min f) = min F(f) for increasing F; max and min change places for decreasing F.

    `image` is F(hole): F is compared at two values s <= t of the hole, by monotone position.
    """

    image: sp.Expr
    hole: sp.Symbol
    extremum: sp.Expr

    def check(self, goal: Relation, context: Context) -> Support:
        inner = opened(self.extremum)
        if not isinstance(inner, Max | Min):
            raise Gap(f"{self.extremum} is no minimum or maximum")
        body = open_vector(inner.vector)[1]
        rises = self.rises(*two_values(body, context), context)
        name, body = open_vector(inner.vector)
        outer = type(inner) if rises else {Max: Min, Min: Max}[type(inner)]
        moved = outer.over(self.value_at(body), name, inner.vector.size)
        whole = self.value_at(inner)
        fact = Relation(whole, "=", moved)
        for value in (self.extremum, fact.lhs, fact.rhs):
            check_defined(value, context)
        for side in (goal, goal.mirrored):
            if not goal.strict and equal(side.lhs, fact.lhs, context) and equal(side.rhs, fact.rhs, context):
                return Support()
        raise Gap(f"this gives {fact.lhs} = {fact.rhs}, not the goal")

    def value_at(self, value: sp.Basic) -> sp.Expr:
        image = substitute(self.image, {self.hole: value})
        assert isinstance(image, sp.Expr)
        return image

    def rises(self, s: sp.Symbol, t: sp.Symbol, context: Context) -> bool:
        at_s, at_t = self.value_at(s), self.value_at(t)
        ordered = context.assuming(Relation(s, "<=", t))
        for answer, op in ((True, "<="), (False, ">=")):
            try:
                Monotone(Hypothesis()).check(Relation(at_s, op, at_t), ordered)  # type: ignore[arg-type]
            except Gap:
                continue
            return answer
        raise Gap(f"{self.image} is not shown to be monotone in {self.hole}")

    def __str__(self) -> str:
        return "a monotone function of an extremum"


def two_values(body: sp.Expr, context: Context) -> tuple[sp.Symbol, sp.Symbol]:
    """Two reals of the sign that the entries are known to have."""
    if at_least_zero(body, context, strict=True):
        sign = {"positive": True}
    else:
        sign = {"nonnegative": True} if at_least_zero(body, context) else {"real": True}
    return sp.Dummy("s", **sign), sp.Dummy("t", **sign)
