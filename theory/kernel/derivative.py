"""The derivative of a term along a direction, by the rules of the differential calculus."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from theory.kernel.binders import free, look_inside
from theory.kernel.context import Context
from theory.kernel.errors import Gap
from theory.kernel.integral import Integral, up_to_one
from theory.kernel.quantity import Quantity, meaning
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Entry, Family, Sum, Vector

Moves = Mapping[sp.Basic, sp.Basic]  # a symbol to its speed, a family to a vector of speeds


def along(e: sp.Expr, moves: Moves, context: Context) -> sp.Expr:
    """d/dt of the term at t = 0, where each symbol and family in `moves` stands for itself + t * its speed.

    Gap where the term is not known to be differentiable: a root that may vanish, an extremum, a symbolic power.
    """
    names = frozenset(name.symbol if isinstance(name, Family) else name for name in moves)
    return _along(e, moves, names, context)


def _along(e: sp.Basic, moves: Moves, names: frozenset[sp.Basic], context: Context) -> sp.Expr:
    if not names & free(e):
        return sp.S.Zero
    match e:
        case sp.Symbol() if e in moves:
            return moves[e]
        case Entry() if e.family in moves:
            return _entry(e, moves)
        case Quantity():
            return _along(meaning(e), moves, names, context)
        case Sum():
            return _sum(e.vector, moves, names, context)
        case Integral():
            name, body = look_inside(e)
            return Integral(_along(body, moves, names, up_to_one(name, context)), name)
        case sp.Add():
            return sp.Add(*(_along(a, moves, names, context) for a in e.args))
        case sp.Mul():
            parts = ((k, _along(a, moves, names, context)) for k, a in enumerate(e.args))
            return sp.Add(*(sp.Mul(*e.args[:k], part, *e.args[k + 1 :]) for k, part in parts if part != 0))
        case sp.exp():
            return e * _along(e.args[0], moves, names, context)
        case sp.log():
            return _along(e.args[0], moves, names, context) / e.args[0]
        case sp.Pow() if e.exp.is_Integer or (e.exp.is_integer and e.exp.is_positive):
            return e.exp * e.base ** (e.exp - 1) * _along(e.base, moves, names, context)
        case sp.Pow() if not names & free(e.exp):
            if not at_least_zero(e.base, context, strict=True):
                raise Gap(f"{e} is not known to be differentiable: {e.base} is not shown to be positive")
            return e.exp * e.base ** (e.exp - 1) * _along(e.base, moves, names, context)
    raise Gap(f"{e} ({type(e).__name__}) is not known to be differentiable")


def _entry(e: Entry, moves: Moves) -> sp.Expr:
    speed = moves[e.family]
    for where in e.indices:
        if not isinstance(speed, Vector):
            raise Gap(f"{speed} is no direction for {e.family.symbol}")
        speed = speed.at(where)
    if not isinstance(speed, sp.Expr):
        raise Gap(f"{moves[e.family]} is no direction for {e.family.symbol}")
    return speed


def _sum(vector: Vector, moves: Moves, names: frozenset[sp.Basic], context: Context) -> sp.Expr:
    """The derivative of a finite sum, term by term."""
    name, body = look_inside(vector)
    if names & free(vector.size):
        raise Gap(f"the length {vector.size} moves")
    # Signs inside are asked for at any index of the sum.
    inside = Context(facts=context.facts, indices=(*context.indices, (name, vector.size)), library=context.library)
    return Sum.over(_along(body, moves, names, inside), name, vector.size)
