"""Whether an expression is a real number for all values in scope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import sympy as sp

from theory.kernel.binders import Opened, free, look_inside, open_binder
from theory.kernel.context import Context
from theory.kernel.errors import Gap
from theory.kernel.integral import Integral, up_to_one
from theory.kernel.normal import normal
from theory.kernel.quantity import Quantity, meaning
from theory.kernel.sign import at_least_zero
from theory.kernel.terms import Entry, Max, Min, Sum, Vector, open_vector

Check = Callable[[sp.Basic, Context], None]
_APPLIED = (sp.exp, sp.log, sp.Abs, sp.gamma)
_JOINED = (sp.Add, sp.Mul, sp.Pow, Sum, Max, Min)
_NUMBERS = (sp.Rational, sp.core.numbers.Pi, sp.core.numbers.Exp1)
_SYMBOLS = tuple(
    sp.Symbol("t", **kind).assumptions0
    for kind in (
        {"real": True},
        {"positive": True},
        {"nonnegative": True},
        {"integer": True, "positive": True},
    )
)


def is_plain(symbol: sp.Symbol) -> bool:
    """Is the symbol declared real and nothing more?"""
    return bool(symbol.assumptions0 == _SYMBOLS[0])


# The form of the term alone decides, so the index at which a vector is shown may be the same each time.
@lru_cache(maxsize=20_000, typed=True)
def foreign(term: sp.Basic) -> sp.Basic | None:
    """The first part that is outside the kernel's language, if there is one: a float, sin, oo, a negative symbol."""
    if isinstance(term, sp.Symbol):
        return None if term.assumptions0 in _SYMBOLS else term
    if isinstance(term, Entry):
        parts = (term.family.symbol, *term.indices, *term.family.axes)
    elif isinstance(term, Vector):
        parts = (look_inside(term)[1], term.size)
    elif type(term) is Integral:
        parts = (look_inside(term)[1],)
    elif isinstance(term, Quantity):
        if free(meaning(term)) - free(term):  # whoever asks whether a name is new sees the arguments alone
            return term
        parts = (meaning(term),)
    elif isinstance(term, _NUMBERS):
        return None
    elif type(term) in _JOINED or (type(term) in _APPLIED and len(term.args) == 1):
        parts = term.args
    else:
        return term
    return next((found for part in parts if (found := foreign(part)) is not None), None)


def check_defined(term: sp.Basic, context: Context) -> None:
    """A real number for all values in scope: logarithms of positive numbers, no division by zero; else Gap.

    Only the kernel's own language passes: symbols of the four kinds, entries at indices in range, vectors of at
    least one entry.
    """
    _checked(term, context)


# What is found of a term depends on it and on the facts and indices in scope, never on the library, which contexts
# leave out when they are compared.  A Gap is not kept.  What a vector or an integral binds is looked at in a context of
# its own, with a new name, which never comes back; so only what lies outside of them is kept.
@lru_cache(maxsize=20_000, typed=True)
def _checked(term: sp.Basic, context: Context) -> None:
    _check(term, context, _checked)


def _check(term: sp.Basic, context: Context, each: Check | None = None) -> None:
    """`each` checks the parts that lie in the same context; this function itself where it is not given."""
    each = each or _check
    match term:
        case Quantity():
            if hidden := free(meaning(term)) - free(term):
                raise Gap(f"{term} speaks of {', '.join(sorted(s.name for s in hidden))}, none of its arguments")
            for part in term.args:
                each(part, context)
            return each(meaning(term), context)
        case Vector():
            _check_size(term.size, context)
            name, body = open_vector(term)
            return _check(body, replace(context, indices=(*context.indices, (name, term.size))))
        case Integral() if type(term) is Integral:
            name, body = open_binder(term)
            return _check(body, up_to_one(name, context))
        case Entry():
            return _check_entry(term, context)
        case sp.Symbol():
            if term.assumptions0 not in _SYMBOLS or term.name.startswith("@") or isinstance(term, Opened):
                raise Gap(f"{term} is not declared real, positive, non-negative, or as a size or index")
            return None
    if isinstance(term, _NUMBERS):
        return None
    if type(term) not in (*_JOINED, *_APPLIED) or (type(term) in _APPLIED and len(term.args) != 1):
        raise Gap(f"{term} ({type(term).__name__}) is outside the kernel's language")
    for part in term.args:
        each(part, context)
    return _check_value(term, context)


def _check_value(term: sp.Basic, context: Context) -> None:
    """The parts are defined; is what is made of them?"""
    match term:
        case sp.Pow():
            if term.base == sp.E or not _power_defined(term.base, term.exp, context):
                raise Gap(f"{term} is not known to be defined: its base is not shown to be {_base_wanted(term)}")
        case sp.log():
            if not _shown(term.args[0], context, strict=True):
                raise Gap(f"log({term.args[0]}) is not known to be defined: its argument is not shown to be positive")
        case sp.gamma():
            if not _shown(term.args[0], context, strict=True):
                raise Gap(f"{term} is not known to be defined: its argument is not shown to be positive")


def _check_size(size: sp.Expr, context: Context) -> None:
    _check(size, context)
    if not (size.is_integer and (size.is_positive or at_least_zero(sp.expand(size - 1), context))):
        raise Gap(f"{size} is not known to be a length: an integer, at least 1")


def _check_entry(entry: Entry, context: Context) -> None:
    if entry.family.symbol.assumptions0 not in _SYMBOLS:
        raise Gap(f"{entry.family.symbol} is not declared real, positive or non-negative")
    for where, axis in zip(entry.indices, entry.family.axes, strict=True):
        _check_size(axis, context)
        numbers = where.is_Integer and axis.is_Integer and 1 <= where <= axis
        if not numbers and not context.within(where, axis):
            raise Gap(f"{entry}: {where} is not known to be one of 1..{axis}")


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
