"""What of an equation is arithmetic over parts that are looked at no further: the part that `expand` proves in Coq."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import sympy as sp

from theory.kernel.terms import Entry
from verify.coq.terms import HALF, is_below

_LEAVES = (sp.Rational, sp.Symbol, Entry)


@lru_cache(maxsize=50_000)
def parts(e: sp.Expr) -> tuple[sp.Expr, ...]:
    """The outermost parts that are not made by + * and whole powers, each once."""
    return tuple(dict.fromkeys(_parts(e)))


def _parts(e: sp.Expr) -> Iterator[sp.Expr]:
    if isinstance(e, _LEAVES):
        return
    if isinstance(e, sp.Add | sp.Mul):
        for part in e.args:
            yield from _parts(part)
    elif isinstance(e, sp.Pow) and e.exp.is_Integer:
        yield from _parts(e.base)
    elif isinstance(e, sp.Pow) and is_below(e.exp):
        yield from _parts(1 / e)
    else:
        yield e


def denominators(e: sp.Expr) -> Iterator[sp.Expr]:
    """What the expression divides by, outside of its parts."""
    if isinstance(e, sp.Add | sp.Mul):
        for part in e.args:
            yield from denominators(part)
    elif isinstance(e, sp.Pow) and e.exp.is_Integer:
        yield from denominators(e.base)
        if e.exp.is_negative and not e.base.is_Rational:
            yield e.base
    elif isinstance(e, sp.Pow) and is_below(e.exp):
        yield 1 / e
    elif isinstance(e, sp.exp):
        yield from denominators(e.args[0])


@lru_cache(maxsize=50_000)
def _dummy(part: sp.Basic) -> sp.Dummy:
    return sp.Dummy("p")


def times(*factors: sp.Expr) -> sp.Expr:
    """Their product as it is written, nothing in it put together."""
    return sp.Mul(*factors, evaluate=False)


def plus(*terms: sp.Expr) -> sp.Expr:
    """Their sum as it is written."""
    return sp.Add(*terms, evaluate=False)


def put(e: sp.Expr, ends: Mapping[sp.Expr, sp.Expr]) -> sp.Expr:
    """The expression with these parts of it replaced, and nothing else changed."""
    if e in ends or not isinstance(e, sp.Add | sp.Mul | sp.Pow) or e in parts(e):
        return ends.get(e, e)
    if isinstance(e, sp.Pow):
        return sp.Pow(put(e.base, ends), e.exp, evaluate=False)
    return e.func(*(put(part, ends) for part in e.args), evaluate=False)


def same_as_polynomials(a: sp.Expr, b: sp.Expr) -> bool:
    """Are they equal as polynomials of their parts and of what they divide by?"""
    return bool(sp.expand(_whole(a) - _whole(b)) == 0)


def _whole(e: sp.Expr) -> sp.Expr:
    if isinstance(e, sp.Rational):
        return e
    if isinstance(e, sp.Add):
        return sp.Add(*map(_whole, e.args))
    if isinstance(e, sp.Mul):
        # As it is written: one quotient by all that is below the line.
        below = [f for f in e.args if isinstance(f, sp.Pow) and is_below(f.exp)]
        above = [f for f in e.args if f not in below]
        return sp.Mul(*map(_whole, above), *([_inverse(sp.Mul(*below))] if below else []))
    if isinstance(e, sp.Pow) and e.exp.is_Integer and e.exp.is_positive:
        return _whole(e.base) ** e.exp
    if isinstance(e, sp.Pow) and is_below(e.exp):
        return _inverse(e)
    return _dummy(e)


def _inverse(e: sp.Expr) -> sp.Expr:
    """Something below the line: the same where the same is there as a polynomial."""
    return _dummy(sp.Pow(_whole(1 / e), -1, evaluate=False))


def same_as_fractions(a: sp.Expr, b: sp.Expr) -> bool:
    """Are they equal as rational functions of their parts?"""
    return bool(sp.expand(sp.fraction(sp.together(_of(_closed, a) - _of(_closed, b)))[0]) == 0)


def _of(part: Callable[[sp.Expr], sp.Expr], e: sp.Expr) -> sp.Expr:
    """The expression as a rational function of what `part` makes of its parts."""
    if isinstance(e, sp.Rational):
        return e
    if isinstance(e, sp.Add | sp.Mul):
        return e.func(*(_of(part, inner) for inner in e.args))
    if isinstance(e, sp.Pow) and e.exp.is_Integer:
        return _of(part, e.base) ** e.exp
    return part(e)


def _closed(e: sp.Expr) -> sp.Expr:
    """A letter for the part, or for what it divides by."""
    return 1 / _dummy(1 / e) if isinstance(e, sp.Pow) and is_below(e.exp) else _dummy(e)


def same_by_arithmetic(a: sp.Expr, b: sp.Expr) -> bool:
    """Are they equal as rational functions of their parts, exponentials of sums taken apart and roots squared?"""
    difference = _of(_opened, a) - _of(_opened, b)
    numerator = sp.expand(sp.fraction(sp.together(difference))[0])
    if numerator == 0:
        return True
    roots = {root: part.base for part in {*parts(a), *parts(b)} if _is_root(part) for root in [_dummy(part)]}
    for root, base in roots.items():
        square = _of(_opened, base)
        collected = sp.Poly(numerator, root)
        numerator = sp.expand(sum(c * square ** (n // 2) * root ** (n % 2) for (n,), c in collected.terms()))
    return bool(sp.expand(sp.fraction(sp.together(numerator))[0]) == 0)


def _is_root(e: sp.Expr) -> bool:
    return isinstance(e, sp.Pow) and e.exp in (HALF, -HALF)


def _opened(e: sp.Expr) -> sp.Expr:
    """A letter for the part, or for the root that it divides by; an exponential is taken apart."""
    if _is_root(e) and e.exp.is_negative:
        return 1 / _dummy(1 / e)
    if isinstance(e, sp.exp):
        return _exponential(e.args[0])
    return _dummy(e)


def _exponential(a: sp.Expr) -> sp.Expr:
    """exp of a sum as a product of powers of exponentials of its terms, their numbers taken as powers."""
    made = sp.S.One
    for term in sp.Add.make_args(_spread(a)):
        number, rest = term.as_coeff_Mul()
        made *= _dummy(sp.exp(rest)) ** number
    return made


def _spread(a: sp.Expr) -> sp.Expr:
    """Products of sums multiplied out, exponentials in them left as they stand."""
    return sp.expand(a, power_base=False, power_exp=False, log=False)
