"""Tangents and Jensen's inequality for exp and log."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.kernel.chain import Support
from theory.kernel.context import Context
from theory.kernel.defined import check_defined
from theory.kernel.errors import Gap
from theory.kernel.normal import is_zero
from theory.kernel.relation import Relation
from theory.kernel.rules.order import follows
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Sum, Vector, open_vector


@dataclass(frozen=True, slots=True)
class Tangent:
    """1 + t <= exp(t) for every real t; strict where t is known not to be zero."""

    t: sp.Expr

    def check(self, goal: Relation, context: Context) -> Support:
        check_defined(self.t, context)
        moves = at_least_zero(self.t, context, True) or at_least_zero(-self.t, context, True)
        fact = Relation(1 + self.t, "<" if moves else "<=", sp.exp(self.t))
        if not follows(goal, fact, context):
            raise Gap(f"the tangent of exp at 0 gives {fact.lhs} {fact.op} {fact.rhs}, not the goal")
        return Support()

    def __str__(self) -> str:
        return "1 + t <= exp t"


@dataclass(frozen=True, slots=True)
class Jensen:
    """exp(sum w t) <= sum w exp(t) for weights w >= 0 that sum to 1."""

    weights: Vector
    points: Vector

    def check(self, goal: Relation, context: Context) -> Support:
        if self.weights.size != self.points.size:
            raise Gap(f"{self.weights.size} weights for {self.points.size} points")
        check_defined(self.weights, context)
        check_defined(self.points, context)
        name, weight = open_vector(self.weights)
        point = self.points.at(name)
        if not at_least_zero(weight, context):
            raise Gap(f"the weight {weight} is not shown to be non-negative")
        if not is_zero(Sum(self.weights) - 1, context):
            raise Gap("the weights are not shown to sum to 1")
        size = self.weights.size
        mean = sp.exp(Sum.over(weight * point, name, size))
        fact = Relation(mean, "<=", Sum.over(weight * sp.exp(point), name, size))
        if not follows(goal, fact, context):
            raise Gap(f"Jensen's inequality gives {fact.lhs} <= {fact.rhs}, not the goal")
        return Support()

    def __str__(self) -> str:
        return "Jensen for exp"


@dataclass(frozen=True, slots=True)
class Chord:
    """exp(w a + (1 - w) b) <= w exp(a) + (1 - w) exp(b) for 0 <= w <= 1."""

    weight: sp.Expr
    a: sp.Expr
    b: sp.Expr

    def check(self, goal: Relation, context: Context) -> Support:
        w = self.weight
        for value in (w, self.a, self.b):
            check_defined(value, context)
        for value in (w, 1 - w):
            if not at_least_zero(sp.expand(value), context):
                raise Gap(f"{value} is not shown to be non-negative")
        mean = w * self.a + (1 - w) * self.b
        fact = Relation(sp.exp(mean), "<=", w * sp.exp(self.a) + (1 - w) * sp.exp(self.b))
        if not follows(goal, fact, context):
            raise Gap(f"convexity of exp gives {fact.lhs} <= {fact.rhs}, not the goal")
        return Support()

    def __str__(self) -> str:
        return "convexity of exp"
