"""Certified integrals over [0, 1]: Arb's integration, which bounds its own error, of the integrand in complex balls.

Where the integrand is not known to be analytic it gets no complex value and Arb halves the interval: an extremum that
changes hands costs time and digits, never the enclosure.  What does not depend on t is computed once an integral.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any

import flint
import sympy as sp
from flint import acb, arb, fmpq

from numerics.exact import Number, Undefined, ball, precision
from numerics.interpret import ARB, evaluate, value_key
from theory.kernel import Integral, Max, Min, Quantity, Sum, free, meaning, subterms, unfold
from theory.kernel.binders import open_binder

MOST_BITS = 96  # to which an integral is computed at most: what that leaves undecided stays so
KINKED_BITS = 64  # and one with extrema or roots inside
KINKS = (Max, Min, sp.Abs)
GUARD_BITS = 30
EVALUATIONS = 1_000
KEPT = 256  # values of an integral that are kept, for all that ask again at the same numbers
NAN = acb("nan")

Sizes = Mapping[sp.Symbol, int]
Values = Mapping[sp.Symbol, Any]
Part = arb | Callable[[Any], Any]  # a constant, or a function of t in real or complex balls
Stage = Callable[[Sizes, Values], Part]  # the configuration comes first, so that what it fixes is computed once


def integral(e: Integral, sizes: Sizes, values: Values) -> Number:
    """The integral at a configuration, as (0, ball); Undefined where no enclosure is found.

    Half the bits in force are asked for, which mostly do, and cost far less.
    """
    plan = _planned(e)
    bits = min(flint.ctx.prec // 2, plan.most)
    key = (bits, *(value_key(sizes[s] if s in sizes else values[s]) for s in plan.names))
    if key not in plan.kept:
        if len(plan.kept) >= KEPT:
            plan.kept.clear()
        plan.kept[key] = _integrated(e, plan, bits, sizes, values)
    return fmpq(0), plan.kept[key]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Plan:
    """An integrand read once: to how many bits it is integrated at most, what it depends on, and what is known."""

    stage: Stage
    most: int
    names: tuple[sp.Symbol, ...]
    kept: dict[object, arb]


@lru_cache(maxsize=1_000)
def _planned(e: Integral) -> _Plan:
    t, body = open_binder(e)
    assert isinstance(body, sp.Expr)
    kinked = any(_is_kink(part, t) for part in subterms(unfold(body)))
    names = tuple(sorted(free(e), key=str))
    return _Plan(stage=_staged(body, t), most=KINKED_BITS if kinked else MOST_BITS, names=names, kept={})


def _integrated(e: Integral, plan: _Plan, bits: int, sizes: Sizes, values: Values) -> arb:
    with precision(bits + GUARD_BITS):
        part = plan.stage(sizes, values)
        if isinstance(part, arb):
            if not part.is_finite():
                raise Undefined(f"{e} has no enclosure here")
            return part
        tolerance = arb(2) ** -bits
        tiny = tolerance if plan.most == KINKED_BITS else tolerance**8  # logarithms are taken of what is tiny

        def integrand(z: acb, analytic: bool) -> acb:
            return acb(part(z.real)) if z.imag == 0 and not analytic else part(z)

        found = acb.integral(integrand, 0, 1, rel_tol=tolerance, abs_tol=tiny, eval_limit=EVALUATIONS)
    if not found.real.is_finite():
        raise Undefined(f"{e} has no enclosure here")
    return found.real


def _is_kink(part: sp.Basic, t: sp.Symbol) -> bool:
    """Is it where an integrand need not be smooth: an extremum, a root of what may vanish?"""
    return isinstance(part, KINKS) or (isinstance(part, sp.Pow) and not part.exp.is_integer and t in free(part.base))


def holds_integral(e: sp.Basic) -> bool:
    """Is there an integral in the term, or in what its quantities stand for?"""
    return any(isinstance(part, Integral) for part in subterms(unfold(e)))


def _staged(e: sp.Basic, t: sp.Symbol) -> Stage:
    """The expression as a function of the configuration, and then of t where it depends on it."""
    if t not in free(e) and not holds_integral(e):
        return lambda sizes, values: evaluate(e, sizes, values, ARB)
    match e:
        case Integral():
            if t in free(e):
                raise Undefined("what an integral inside an integral runs over depends on the outer one")
            return lambda sizes, values: ball(integral(e, sizes, values))
        case sp.Symbol():
            return lambda sizes, values: lambda z: z
        case Quantity():
            return _staged(meaning(e), t)
        case Sum() | Max() | Min():
            return _over(e, t)
    stages = [_staged(part, t) for part in e.args]
    match e:
        case sp.Add():
            return lambda sizes, values: _joined(operator.add, [stage(sizes, values) for stage in stages])
        case sp.Mul():
            return lambda sizes, values: _joined(operator.mul, [stage(sizes, values) for stage in stages])
        case sp.Pow():
            base, exponent = stages
            return lambda sizes, values: _power(base(sizes, values), exponent(sizes, values), e.base == t)
        case sp.exp() | sp.log() | sp.Abs():
            function, [stage] = _FUNCTIONS[type(e)], stages
            return lambda sizes, values: _after(function, stage(sizes, values))
    raise Undefined(f"{e} ({type(e).__name__}) has no integral here")


def _over(e: Sum | Max | Min, t: sp.Symbol) -> Stage:
    name, body = open_binder(e.vector)
    entry, size = _staged(body, t), e.vector.size
    join = {Sum: operator.add, Max: _larger, Min: _smaller}[type(e)]

    def over(sizes: Sizes, values: Values) -> Part:
        length = int(size) if size.is_Integer else sizes[size]
        return _joined(join, [entry({**sizes, name: k}, values) for k in range(1, length + 1)])

    return over


def _joined(join: Callable[[Any, Any], Any], parts: list[Part]) -> Part:
    constants = [part for part in parts if isinstance(part, arb)]
    moving = [part for part in parts if not isinstance(part, arb)]
    if constants:
        fixed = reduce(join, constants)
        return (lambda z: reduce(join, (part(z) for part in moving), fixed)) if moving else fixed
    return lambda z: reduce(join, [part(z) for part in moving])


def _after(function: Callable[[Any], Any], part: Part) -> Part:
    if isinstance(part, arb):
        return function(part)  # type: ignore[no-any-return]
    return lambda z: function(part(z))


def _power(base: Part, exponent: Part, never_negative: bool) -> Part:
    whole = exponent.unique_fmpz() if isinstance(exponent, arb) and exponent.is_exact() else None
    if whole is not None and not isinstance(base, arb):
        number = int(whole)
        return lambda z: _whole_power(base(z), number)
    if isinstance(base, arb) and isinstance(exponent, arb):
        return ARB.power(base, sp.Symbol("s") if whole is None else sp.Integer(int(whole)), exponent)  # type: ignore[no-any-return]
    below: Callable[[Any], Any] = (lambda z: base) if isinstance(base, arb) else base
    above: Callable[[Any], Any] = (lambda z: exponent) if isinstance(exponent, arb) else exponent
    return lambda z: _real_power(below(z), above(z), never_negative)


def _whole_power(base: arb | acb, exponent: int) -> arb | acb:
    """base^exponent; of an interval the hull of the powers, which products of it with itself would lose."""
    if isinstance(base, acb) or exponent == 1:
        return base**exponent
    return ARB.power(base, sp.Integer(exponent), None)  # type: ignore[no-any-return]


def _real_power(base: arb | acb, exponent: arb | acb, never_negative: bool) -> arb | acb:
    """base^exponent for a positive base; for t itself, which is never negative, around 0 too."""
    if isinstance(base, acb):
        return base**exponent if base.real > 0 else NAN
    if never_negative and isinstance(exponent, arb) and exponent > 0 and not base > 0:
        return arb(0).union(base.upper() ** exponent)
    return base**exponent if base > 0 else arb("nan")


def _logarithm(value: arb | acb) -> arb | acb:
    if isinstance(value, arb):
        return value.log()
    return value.log() if value.real > 0 else NAN


def _absolute(value: arb | acb) -> arb | acb:
    if isinstance(value, arb):
        return value.abs_lower().union(value.abs_upper())
    return value if value.real > 0 else -value if value.real < 0 else NAN


def _larger(a: arb | acb, b: arb | acb) -> arb | acb:
    """The one that is larger on the whole of a complex ball is the analytic continuation of the maximum there."""
    if isinstance(a, arb) and isinstance(b, arb):
        return a.max(b)
    a, b = acb(a), acb(b)
    return a if a.real > b.real else b if b.real > a.real else NAN


def _smaller(a: arb | acb, b: arb | acb) -> arb | acb:
    return -_larger(-a, -b)


_FUNCTIONS: Mapping[type, Callable[[Any], Any]] = {
    sp.exp: lambda value: value.exp(), sp.log: _logarithm, sp.Abs: _absolute,
}  # fmt: skip
