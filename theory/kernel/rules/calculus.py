"""From a derivative to the function: growth between two points, and the chord above a curve that bends upward."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.kernel.chain import Chain, Support, apply, check_chain
from theory.kernel.context import Context
from theory.kernel.defined import check_defined, is_plain
from theory.kernel.derivative import along
from theory.kernel.errors import Gap
from theory.kernel.integral import Integral, below_one, running, up_to_one
from theory.kernel.normal import equal
from theory.kernel.relation import Op, Relation
from theory.kernel.rules.order import Hypothesis, Sign, follows
from theory.kernel.walks import substitute


@dataclass(frozen=True, slots=True)
class Growth:
    """f(b) R f(a) for a <= b, where f'(t) R 0 for a < t < b and f is defined on [a, b]; strict only for a < b.

    `function` is f(t), `by` a chain between f'(t) and 0; the mean value theorem.
    """

    function: sp.Expr
    t: sp.Symbol
    start: sp.Expr
    end: sp.Expr
    by: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        sign = Relation(self.by.start, self.by.op, self.by.end)
        slope_sign = against_zero(sign)
        op = slope_sign.op if goal.strict else weak(slope_sign.op)
        fact = Relation(at(self.function, self.t, self.end), op, at(self.function, self.t, self.start))
        if not follows(goal, fact, context):
            raise Gap(f"this compares {self.function} at {self.start} and at {self.end}, which is not the goal")
        inside = _between(self.t, self.start, self.end, context, goal, self.function)
        slope = along(self.function, {self.t: sp.S.One}, inside)
        check_defined(slope, inside)
        if not follows(Relation(slope, slope_sign.op, sp.S.Zero), slope_sign, inside):
            raise Gap(f"the derivative is {slope}, and the chain is about {slope_sign.lhs}")
        support = check_chain(self.by, sign, inside)
        return support | _ordered(self.start, self.end, goal.strict, context)

    def __str__(self) -> str:
        return "the sign of the derivative"


@dataclass(frozen=True, slots=True)
class Bend:
    """f(w) <= w f(1) + (1 - w) f(0) for 0 <= w <= 1, where f''(t) >= 0 for 0 < t < 1 and f is defined on [0, 1].

    `function` is f(t), `by` a chain from 0 up to f''(t), or down from it.  < where f''(t) > 0 and 0 < w < 1.
    """

    function: sp.Expr
    t: sp.Symbol
    weight: sp.Expr
    by: Chain

    def check(self, goal: Relation, context: Context) -> Support:
        check_defined(self.weight, context)
        op: Op = "<" if goal.strict else "<="
        low, high = (at(self.function, self.t, sp.Integer(end)) for end in (0, 1))
        fact = Relation(at(self.function, self.t, self.weight), op, self.weight * high + (1 - self.weight) * low)
        if not follows(goal, fact, context):
            raise Gap(f"the chord gives {fact.lhs} {op} {fact.rhs}, not the goal")
        inside = _between(self.t, sp.S.Zero, sp.S.One, context, goal, self.function)
        move = {self.t: sp.S.One}
        slope = along(self.function, move, inside)
        curvature = along(slope, move, inside)
        for part in (slope, curvature):
            check_defined(part, inside)
        support = check_chain(self.by, Relation(sp.S.Zero, op, curvature), inside)
        for below, above in ((sp.S.Zero, self.weight), (self.weight, sp.S.One)):
            support |= _ordered(below, above, goal.strict, context)
        return support

    def __str__(self) -> str:
        return "a curve with non-negative second derivative lies below its chord"


@dataclass(frozen=True, slots=True)
class Antiderivative:
    """The integral of F'(t) for t from 0 to 1 is F(1) - F(0), F being defined on [0, 1]; the fundamental theorem.

    `integral` is the integral, `function` is F(t) for a positive symbol t.
    """

    integral: Integral
    function: sp.Expr
    t: sp.Symbol

    def check(self, goal: Relation, context: Context) -> Support:
        if type(self.integral) is not Integral:
            raise Gap(f"{self.integral} is no integral of the kernel's own")
        within = below_one(running(self.t, context, goal.lhs, goal.rhs, self.integral), context)
        check_defined(self.integral, context)
        ends = sp.Dummy("t", nonnegative=True)
        check_defined(at(self.function, self.t, ends), up_to_one(ends, context))
        slope = along(self.function, {self.t: sp.S.One}, within)
        if not equal(self.integral.at(self.t), slope, within):
            raise Gap(f"the derivative of {self.function} is {slope}, not what is integrated")
        low, high = (at(self.function, self.t, sp.Integer(end)) for end in (0, 1))
        if not follows(goal, Relation(self.integral, "=", high - low), context):
            raise Gap(f"this gives {self.integral} = {high} - ({low}), not the goal")
        return Support()

    def __str__(self) -> str:
        return "the fundamental theorem of calculus"


def _between(
    t: sp.Symbol, start: sp.Expr, end: sp.Expr, context: Context, goal: Relation, function: sp.Expr
) -> Context:
    """The context with start < t < end, t being new; Gap unless the function is defined for start <= t <= end."""
    if not (isinstance(t, sp.Symbol) and is_plain(t)):
        raise Gap(f"{t} is not declared real and nothing more")
    if context.mentions(t, start, end, goal.lhs, goal.rhs):
        raise Gap(f"{t} is not new here: choose another letter")
    for part in (start, end):
        check_defined(part, context)
    check_defined(function, context.assuming(Relation(start, "<=", t), Relation(t, "<=", end)))
    return context.assuming(Relation(start, "<", t), Relation(t, "<", end))


def weak(op: Op) -> Op:
    """The relation with equality allowed."""
    weak: dict[Op, Op] = {"<": "<=", ">": ">="}
    return weak.get(op, op)


def against_zero(relation: Relation) -> Relation:
    """The relation with 0 on its right."""
    if relation.rhs == 0:
        return relation
    if relation.lhs == 0:
        return relation.mirrored
    raise Gap(f"a chain about a derivative starts or ends at 0, not {relation.lhs} and {relation.rhs}")


def at(function: sp.Expr, t: sp.Symbol, value: sp.Expr) -> sp.Expr:
    """The function of t at a value."""
    found = substitute(function, {t: value})
    assert isinstance(found, sp.Expr)
    return found


def _ordered(a: sp.Expr, b: sp.Expr, strict: bool, context: Context) -> Support:
    goal = Relation(a, "<" if strict else "<=", b)
    for rule in (Hypothesis(), Sign()):
        try:
            return apply(rule, goal, context)
        except Gap:
            continue
    raise Gap(f"{a} {goal.op} {b} is not known here")
