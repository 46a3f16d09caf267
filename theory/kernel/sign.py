"""The sign of an expression by its structure; SymPy's solver is never asked.

`at_least_zero(e, context, strict)` answers True only if e >= 0 (e > 0) follows from the assumptions declared
on symbols and families, the facts of the context, closure of the sign under +, *, powers, exp, log, sums, extrema, and
rational intervals of numbers.  False means "not shown", never "the opposite".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import sympy as sp

from theory.kernel.binders import look_inside
from theory.kernel.context import Context
from theory.kernel.errors import Gap
from theory.kernel.integral import Integral, below_one, inside
from theory.kernel.numbers import between
from theory.kernel.quantity import Quantity, unfold
from theory.kernel.terms import Entry, Max, Min, Sum, Vector

_DEPTH = 3


def at_least_zero(e: sp.Expr, context: Context, strict: bool = False, depth: int = _DEPTH) -> bool:
    """Is e >= 0 (with `strict`: e > 0) shown?"""
    match e:
        case sp.Rational():
            return bool(e > 0 if strict else e >= 0)
        case sp.Symbol():
            plain = bool(e.is_positive if strict else e.is_nonnegative)
            return plain or _by_facts(e, context, strict, depth)
        case Entry():
            symbol = e.family.symbol
            return bool(symbol.is_positive if strict else symbol.is_nonnegative) or _by_facts(e, context, strict, depth)
        case sp.exp() | sp.core.numbers.Exp1() | sp.core.numbers.Pi():
            return True
        case sp.Abs():
            return not strict or is_nonzero(e.args[0], context, depth)
        case sp.log():
            return at_least_zero(sp.expand(e.args[0] - 1), context, strict, depth)
        case Sum() | Max() | Min():
            return at_least_zero(*_entry(e.vector, context), strict, depth) or _by_facts(e, context, strict, depth)
        case Integral():
            return at_least_zero(*_between(e, context), strict, depth) or _by_facts(e, context, strict, depth)
        case sp.gamma():
            return True  # it is defined, so its argument is positive
        case Quantity():
            return at_least_zero(unfold(e), context, strict, depth)
        case sp.Pow():
            return _power(e, context, strict, depth) or _by_facts(e, context, strict, depth)
        case sp.Mul():
            return _product(e, context, strict, depth)
        case sp.Add():
            return _total(e, context, strict, depth) or _by_facts(e, context, strict, depth) or _number(e)
    return False


def _number(e: sp.Expr) -> bool:
    """Is it a number, and in an interval of positive ones?"""
    if e.free_symbols:
        return False
    try:
        return between(e).low > 0
    except Gap:
        return False


def at_most_zero(e: sp.Expr, context: Context, strict: bool, depth: int) -> bool:
    """Is e <= 0 (with `strict`: e < 0) shown?  Never by asking for the sign of the product -1 * e."""
    match e:
        case sp.Rational() | sp.Add():
            return at_least_zero(-e, context, strict, depth)
        case sp.log():
            return at_least_zero(sp.expand(1 - e.args[0]), context, strict, depth)
        case Sum() | Max() | Min():
            return at_most_zero(*_entry(e.vector, context), strict, depth) or _by_facts(-e, context, strict, depth)
        case Integral():
            return at_most_zero(*_between(e, context), strict, depth) or _by_facts(-e, context, strict, depth)
        case sp.Pow() if e.exp.is_Integer and e.exp.is_odd:
            return at_most_zero(e.base, context, strict, depth)
        case sp.Mul():
            return at_least_zero(-e, context, strict, depth) if e.could_extract_minus_sign() else False
    return _by_facts(-e, context, strict, depth)


def _entry(vector: Vector, context: Context) -> tuple[sp.Expr, Context]:
    """The entry of the vector at any of its indices, and the context in which that index is one."""
    name, body = look_inside(vector)
    assert isinstance(body, sp.Expr)
    return body, replace(context, indices=(*context.indices, (name, vector.size)))


def _between(integral: Integral, context: Context) -> tuple[sp.Expr, Context]:
    """The body at any number between 0 and 1, and the context in which it is one; the ends do not count."""
    name, body = inside(integral)
    return body, below_one(name, context)


def is_nonzero(e: sp.Expr, context: Context, depth: int) -> bool:
    """Is e known to be above or below zero?"""
    return at_least_zero(e, context, True, depth) or at_most_zero(e, context, True, depth)


def _power(e: sp.Pow, context: Context, strict: bool, depth: int) -> bool:
    base, exponent = e.args
    if exponent.is_integer and exponent.is_even:
        return not strict or is_nonzero(base, context, depth)
    return at_least_zero(base, context, strict, depth)


def _product(e: sp.Mul, context: Context, strict: bool, depth: int) -> bool:
    """A product with an even number of factors that are shown to be at most zero."""
    positive = True
    for factor in e.args:
        if at_least_zero(factor, context, strict, depth):
            continue
        if not at_most_zero(factor, context, strict, depth):
            return False
        positive = not positive
    return positive


def _total(e: sp.Add, context: Context, strict: bool, depth: int) -> bool:
    return any(
        all(at_least_zero(t, context, False, depth) for t in terms)
        and (not strict or any(at_least_zero(t, context, True, depth) for t in terms))
        for terms in groupings(e)
    )


def groupings(e: sp.Add) -> Iterator[list[sp.Expr]]:
    """The terms put together in several ways, each made only if those before did not tell."""
    yield _grouped(e)
    if e.free_symbols and len(parts := _with_numbers(e)) < len(e.args):
        yield parts


def _grouped(e: sp.Add) -> list[sp.Expr]:
    """The terms, those with the same transcendental factors put together: n exp(t) - exp(t) is (n - 1) exp(t)."""
    groups: dict[sp.Expr, sp.Expr] = {}
    for term in e.args:
        plain, rest = sp.S.One, sp.S.One
        for factor in sp.Mul.make_args(term):
            if isinstance(factor, sp.Rational | sp.Symbol):
                plain *= factor
            else:
                rest *= factor
        groups[rest] = groups.get(rest, sp.S.Zero) + plain
    return [plain * rest for rest, plain in groups.items()] if len(groups) > 1 or 1 not in groups else list(e.args)


def _with_numbers(e: sp.Add) -> list[sp.Expr]:
    """The terms, the numbers before the same symbols added up: n - n/pi is n (1 - 1/pi)."""
    groups: dict[sp.Expr, sp.Expr] = {}
    for term in e.args:
        number, rest = term.as_independent(*term.free_symbols) if term.free_symbols else (term, sp.S.One)
        groups[rest] = groups.get(rest, sp.S.Zero) + number
    return [number * rest for rest, number in groups.items()]


def _known(e: sp.Expr, context: Context) -> Iterator[tuple[sp.Expr, bool]]:
    """What is known to be at least zero (above zero, if True) near e: facts, sizes and indices at least 1."""
    for fact in context.facts:
        yield sp.expand(unfold(fact.slack)), fact.strict
        if fact.op == "=":
            yield sp.expand(-unfold(fact.slack)), False
    yield from _extrema(e, context)
    yield from _exponentials(e, context)
    for symbol in e.free_symbols:
        if symbol.is_integer and symbol.is_positive:
            yield symbol - 1, False
    for name, size in context.indices:
        if e.has(name):
            yield size - name, False


def _extrema(e: sp.Expr, context: Context) -> Iterator[tuple[sp.Expr, bool]]:
    """max f - f(j) and f(j) - min f for the extrema among the terms of e, at every index in scope that fits."""
    for term in e.as_coefficients_dict():
        if isinstance(term, Max | Min):
            sign = 1 if isinstance(term, Max) else -1
            for name, size in context.indices:
                if size == term.vector.size:
                    yield sp.expand(sign * (term - unfold(term.vector.at(name)))), False


def _exponentials(e: sp.Expr, context: Context) -> Iterator[tuple[sp.Expr, bool]]:
    """exp t - 1 for t >= 0 and 1 - exp t for t <= 0, for the exponentials among the terms of e."""
    for term in e.as_coefficients_dict():
        if isinstance(term, sp.exp):
            for sign in (1, -1):
                if at_least_zero(sign * term.args[0], context, depth=1):
                    yield sign * (term - 1), at_least_zero(sign * term.args[0], context, True, depth=1)


def _by_facts(e: sp.Expr, context: Context, strict: bool, depth: int) -> bool:
    """e = c * (something known to be at least zero) + a rest of known sign, c > 0."""
    if depth == 0:
        return False
    e = sp.expand(unfold(e))
    terms = e.as_coefficients_dict()
    for known, above in _known(e, context):
        for term, factor in known.as_coefficients_dict().items():
            if term == 1 or term not in terms or not (scale := terms[term] / factor).is_positive:
                continue
            rest = sp.expand(e - scale * known)
            if rest == 0:
                if above or not strict:
                    return True
            elif at_least_zero(rest, context, strict and not above, depth - 1):
                return True
    return False
