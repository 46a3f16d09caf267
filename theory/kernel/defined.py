"""Whether an expression is a real number for all values in scope."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory.kernel.context import Context
from theory.kernel.errors import Gap
from theory.kernel.normal import normal
from theory.kernel.quantity import Quantity
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Entry, Family, Max, Min, Sum, Vector, open_vector

_LANGUAGE = (
    sp.Add,
    sp.Mul,
    sp.exp,
    sp.Abs,
    Entry,
    Sum,
    Max,
    Min,
    sp.Rational,
    sp.core.numbers.Pi,
    sp.core.numbers.Exp1,
)


def check_defined(term: sp.Basic, context: Context) -> None:
    """A real number for all values in scope: logarithms of positive numbers, no division by zero; else Gap."""
    match term:
        case Family():
            return
        case Quantity():
            return check_defined(term.definition(), context)
        case Vector():
            name, body = open_vector(term)
            return check_defined(body, replace(context, indices=(*context.indices, (name, term.size))))
        case sp.log():
            check_defined(term.args[0], context)
            if not _shown(term.args[0], context, strict=True):
                raise Gap(
                    f"log({term.args[0]}) is not known to be defined: its argument is not shown to be positive"
                )
            return
        case sp.Pow():
            for part in term.args:
                check_defined(part, context)
            if not _power_defined(*term.args, context):
                raise Gap(
                    f"{term} is not known to be defined: its base is not shown to be {_base_wanted(term)}"
                )
            return
        case sp.Symbol():
            if not term.is_real:
                raise Gap(f"{term} is not declared real")
        case _ if not isinstance(term, _LANGUAGE):
            raise Gap(f"{term} ({type(term).__name__}) is outside the kernel's language")
    for part in term.args:
        check_defined(part, context)


def _power_defined(base: sp.Expr, exponent: sp.Expr, context: Context) -> bool:
    if exponent.is_integer and exponent.is_nonnegative:
        return True
    if exponent.is_integer:
        return _shown(base, context, strict=True) or _shown(-base, context, strict=True)
    return _shown(base, context, strict=not exponent.is_positive)


def _shown(e: sp.Expr, context: Context, strict: bool) -> bool:
    """Is e >= 0 (> 0), as it stands or in normal form?  Its parts are defined, so its normal form equals it."""
    return at_least_zero(e, context, strict) or at_least_zero(normal(e, context), context, strict)


def _base_wanted(term: sp.Pow) -> str:
    return "different from zero" if term.exp.is_integer else "positive"
