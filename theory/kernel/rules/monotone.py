"""Monotone position: an inequality between parts carries over to the whole."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.kernel.binders import fresh_index
from theory.kernel.chain import Chain, Rule, Support, apply, check_chain
from theory.kernel.context import Context
from theory.kernel.errors import Gap
from theory.kernel.integral import Integral, below_one, running
from theory.kernel.quantity import Quantity, meaning
from theory.kernel.relation import Relation
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Max, Min, Sum


@dataclass(frozen=True, slots=True)
class Monotone:
    """The sides differ in one place; the whole is monotone in it, and `by` compares the two parts.

    exp, log, c + ., sums, integrals, max and min over an index are strictly increasing; c * . by the sign of c; powers
    on non-negative bases by the sign of the exponent.  A strict goal needs a strict part and a strict position.
    Under a sum or an extremum the parts are compared at an arbitrary index, under an integral at an arbitrary number
    between 0 and 1, a positive symbol: the names in `at`, outermost first.
    """

    by: Rule | Chain
    at: tuple[sp.Symbol, ...] = ()

    def check(self, goal: Relation, context: Context) -> Support:
        return _descend(goal, context, self.by, self.at)

    def __str__(self) -> str:
        return "monotonicity" if isinstance(self.by, Chain) else f"monotonicity, {self.by}"


def leaf(goal: Relation, context: Context, by: Rule | Chain) -> Support:
    """The goal by the rule or the chain itself."""
    return check_chain(by, goal, context) if isinstance(by, Chain) else apply(by, goal, context)


def _descend(goal: Relation, context: Context, by: Rule | Chain, names: tuple[sp.Symbol, ...]) -> Support:
    """The part itself where `by` accepts it; else one level down, until there is no level below or a goal returns."""
    seen = []
    while True:
        try:
            return leaf(goal, context, by)
        except Gap as gap:
            seen.append(goal)
            inner = one_level(goal, context, names)
            if inner is None or inner[0] in seen:
                raise gap
        names = names[depth(inner[1]) - depth(context) :]
        goal, context = inner


def depth(context: Context) -> int:
    """How many names are bound: an index is one, and what an integral runs over comes with one fact."""
    return len(context.indices) + len(context.facts)


def one_level(goal: Relation, context: Context, names: tuple[sp.Symbol, ...]) -> tuple[Relation, Context] | None:
    """The goal for the part in which the sides differ, or None where there is no such single part."""
    lhs, op, rhs = goal.lhs, goal.op, goal.rhs
    if isinstance(lhs, Quantity) and _is_log(rhs):
        return Relation(meaning(lhs), op, rhs), context
    if isinstance(rhs, Quantity) and _is_log(lhs):
        return Relation(lhs, op, meaning(rhs)), context
    if (unlogged := _exponentiated(goal)) is not None:
        return unlogged, context
    if isinstance(lhs, Quantity) != isinstance(rhs, Quantity):
        shorter = _without_common_terms(goal, context) or _without_common_factors(goal, context)
        if shorter is not None:
            return shorter
    if isinstance(lhs, Quantity):
        return Relation(meaning(lhs), op, meaning(rhs) if type(rhs) is type(lhs) else rhs), context
    if isinstance(rhs, Quantity):
        return Relation(lhs, op, meaning(rhs)), context
    if (logged := _logged(goal)) is not None:
        return logged, context
    if isinstance(lhs, sp.Abs) and isinstance(rhs, sp.Abs) and op == "=":
        return Relation(lhs.args[0], op, rhs.args[0]), context
    for over in (Sum, Max, Min):
        if isinstance(lhs, over) and isinstance(rhs, over) and lhs.vector.size == rhs.vector.size:
            name = names[0] if names else fresh_index()
            inside = context.fixing(name, lhs.vector.size, lhs, rhs)
            return Relation(lhs.vector.at(name), op, rhs.vector.at(name)), inside
    if isinstance(lhs, Integral) and isinstance(rhs, Integral):
        name = names[0] if names else sp.Dummy("t", positive=True)
        inside = below_one(running(name, context, lhs, rhs), context)
        return Relation(lhs.at(name), op, rhs.at(name)), inside
    if isinstance(lhs, sp.Add | sp.Mul) or isinstance(rhs, sp.Add | sp.Mul):
        return _without_common_terms(goal, context) or _without_common_factors(goal, context) or _scaled(goal, context)
    if isinstance(lhs, sp.Pow) and isinstance(rhs, sp.Pow) and lhs.exp == rhs.exp:
        return _under_power(goal, context)
    return None


def _is_log(e: sp.Expr) -> bool:
    return isinstance(e.as_coeff_Mul()[1], sp.log)


def _exponentiated(goal: Relation) -> Relation | None:
    """c log A op B as A op exp(B / c): log is increasing, and c a number that may turn the relation round."""
    for side in (goal, goal.mirrored):
        number, rest = side.lhs.as_coeff_Mul()
        if isinstance(rest, sp.log):
            op = side.op if number > 0 else side.mirrored.op
            return Relation(rest.args[0], op, sp.exp(side.rhs / number))
    return None


def _logged(goal: Relation) -> Relation | None:
    """exp A op exp B as A op B, and exp A op 1 as A op 0: log is increasing."""
    for side in (goal, goal.mirrored):
        if isinstance(side.lhs, sp.exp) and (isinstance(side.rhs, sp.exp) or side.rhs == 1):
            return Relation(side.lhs.args[0], side.op, side.rhs.args[0] if side.rhs != 1 else sp.S.Zero)
    return None


def parted(a: list[sp.Expr], b: list[sp.Expr]) -> tuple[list[sp.Expr], list[sp.Expr], list[sp.Expr]]:
    """What both lists share, and what is left of each."""
    common, left, right = [], [], list(b)
    for item in a:
        if item in right:
            right.remove(item)
            common.append(item)
        else:
            left.append(item)
    return common, left, right


def _without_common_terms(goal: Relation, context: Context) -> tuple[Relation, Context] | None:
    common, left, right = parted(list(sp.Add.make_args(goal.lhs)), list(sp.Add.make_args(goal.rhs)))
    if not common and len(left) > 1 and left[0].is_number and goal.rhs.is_number:
        return Relation(sp.Add(*left[1:]), goal.op, goal.rhs - left[0]), context
    if not common and len(right) > 1 and right[0].is_number and goal.lhs.is_number:
        return Relation(goal.lhs - right[0], goal.op, sp.Add(*right[1:])), context
    if not common:
        return None
    return Relation(sp.Add(*left), goal.op, sp.Add(*right)), context


def _without_common_factors(goal: Relation, context: Context) -> tuple[Relation, Context] | None:
    common, left, right = parted(list(sp.Mul.make_args(goal.lhs)), list(sp.Mul.make_args(goal.rhs)))
    if not common:
        return None
    factor, inner = sp.Mul(*common), Relation(sp.Mul(*left), goal.op, sp.Mul(*right))
    if goal.op == "=" or at_least_zero(factor, context, goal.strict):
        return inner, context
    if at_least_zero(-factor, context, goal.strict):
        return Relation(inner.lhs, inner.mirrored.op, inner.rhs), context
    return None


def _scaled(goal: Relation, context: Context) -> tuple[Relation, Context] | None:
    """c A op B as A op B / c for a number c other than 1."""
    for side in (goal, goal.mirrored):
        number, rest = side.lhs.as_coeff_Mul()
        if number != 1:
            divided = Relation(rest, side.op, sp.expand(side.rhs / number))
            return (divided if number > 0 else Relation(rest, side.mirrored.op, divided.rhs)), context
    return None


def _under_power(goal: Relation, context: Context) -> tuple[Relation, Context] | None:
    base, other, exponent = goal.lhs.base, goal.rhs.base, goal.lhs.exp
    if goal.op == "=":
        return Relation(base, "=", other), context
    falling = bool(exponent.is_negative)
    if not (falling or exponent.is_positive) or not all(at_least_zero(b, context, falling) for b in (base, other)):
        return None
    inner = Relation(base, goal.op, other)
    return (Relation(base, inner.mirrored.op, other) if falling else inner), context
