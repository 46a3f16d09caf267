"""An evaluator of its own for expressions: Fractions while exact, else mpmath at 3000 bits."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeAlias

import mpmath
import sympy as sp
from flint import arb, fmpq
from mpmath import mpf

from numerics.configurations import Configuration
from numerics.exact import Number, ball, precision
from theory.kernel import Entry, Max, Min, Quantity, Sum, open_vector

Real: TypeAlias = Any  # Fraction or mpf, which has no types
Indices = Mapping[sp.Basic, int]

BITS = 3000
CLOSE = Fraction(1, 2**60)


class NoValue(Exception):
    """The expression is certainly undefined in the reals."""


class TooClose(Exception):
    """Near a singularity or too large: the oracle gives no opinion."""


class Oracle:
    """The value at one configuration; `largest` is the largest intermediate magnitude that was met."""

    def __init__(self, at: Configuration) -> None:
        self.at = at
        self.largest = Fraction(1)

    def value(self, e: sp.Basic) -> Real:
        with mpmath.workprec(BITS):
            return self._value(e, {})

    def _value(self, e: sp.Basic, indices: Indices) -> Real:
        found = self._plain(e, indices)
        size = abs(found)
        if size > 10**12:
            raise TooClose
        self.largest = max(self.largest, Fraction(int(size) + 1))
        return found

    def _plain(self, e: sp.Basic, indices: Indices) -> Real:
        if e is sp.pi:
            return mpmath.pi()
        if e is sp.E:
            return mpmath.exp(1)
        if isinstance(e, sp.Rational):
            return Fraction(int(e.p), int(e.q))
        if isinstance(e, sp.Symbol):
            return self._symbol(e, indices)
        if isinstance(e, Entry):
            value: object = self.at.values[e.args[0].symbol]
            for where in e.args[1:]:
                assert isinstance(value, tuple)
                value = value[int(self._plain(where, indices)) - 1]
            assert isinstance(value, fmpq)
            return Fraction(int(value.p), int(value.q))
        if isinstance(e, Quantity):
            return self._plain(e.definition(), indices)
        if isinstance(e, Sum | Max | Min):
            return self._over(e, indices)
        parts = [self._value(a, indices) for a in e.args]
        if isinstance(e, sp.Add):
            return _sum(parts)
        if isinstance(e, sp.Mul):
            return _product(parts)
        if isinstance(e, sp.Pow):
            return _power(*parts)
        if isinstance(e, sp.exp):
            if abs(parts[0]) > 10**4:
                raise TooClose
            return mpmath.exp(real(parts[0])) if parts[0] != 0 else Fraction(1)
        if isinstance(e, sp.log):
            return _log(parts[0])
        if isinstance(e, sp.Abs):
            return abs(parts[0])
        raise TypeError(f"{e} ({type(e).__name__}) is not in the oracle's language")

    def _symbol(self, e: sp.Symbol, indices: Indices) -> Real:
        if e in indices:
            return Fraction(indices[e])
        if e in self.at.sizes:
            return Fraction(self.at.sizes[e])
        value = self.at.values[e]
        assert isinstance(value, fmpq)
        return Fraction(int(value.p), int(value.q))

    def _over(self, e: Sum | Max | Min, indices: Indices) -> Real:
        length = int(self._plain(e.vector.size, indices))
        name, body = open_vector(e.vector)
        entries = [self._value(body, {**indices, name: k}) for k in range(1, length + 1)]
        if isinstance(e, Sum):
            return _sum(entries)
        if all(isinstance(t, Fraction) for t in entries):
            return max(entries) if isinstance(e, Max) else min(entries)
        return (max if isinstance(e, Max) else min)(entries, key=real)


def real(t: Real) -> mpf:
    return mpf(t.numerator) / t.denominator if isinstance(t, Fraction) else t


def _sum(parts: list[Real]) -> Real:
    exact = sum((t for t in parts if isinstance(t, Fraction)), Fraction(0))
    rest = [t for t in parts if not isinstance(t, Fraction)]
    return real(exact) + mpmath.fsum(rest) if rest else exact


def _product(parts: list[Real]) -> Real:
    found: Real = Fraction(1)
    for t in parts:
        both = isinstance(t, Fraction) and isinstance(found, Fraction)
        found = found * t if both else real(found) * real(t)
    return found


def _power(base: Real, exponent: Real) -> Real:
    if not isinstance(base, Fraction) and abs(base) < CLOSE.numerator / mpf(CLOSE.denominator):
        raise TooClose
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        if base == 0 and exponent < 0:
            raise NoValue
        if isinstance(base, Fraction) and abs(exponent) < 50:
            return base ** int(exponent)
        return mpmath.power(real(base), int(exponent))
    if base < 0 or (base == 0 and exponent <= 0):
        raise NoValue
    return Fraction(0) if base == 0 else mpmath.power(real(base), real(exponent))


def _log(t: Real) -> Real:
    if isinstance(t, Fraction) and t == 1:
        return Fraction(0)
    if not isinstance(t, Fraction) and abs(t) < mpf(2) ** -60:
        raise TooClose
    if t <= 0:
        raise NoValue
    return mpmath.log(real(t))


def holds_value(found: Number | arb, true: Real) -> bool:
    """Does the exact number or ball contain the true value (known to 2000 bits)?"""
    if isinstance(found, fmpq) and isinstance(true, Fraction):
        return Fraction(int(found.p), int(found.q)) == true
    with precision(4 * BITS):
        whole = found if isinstance(found, arb) else ball(found)
        return bool(whole.overlaps(_narrow(true)))


def width(found: Number | arb) -> float:
    """The radius, 0 where exact."""
    if isinstance(found, fmpq):
        return 0.0
    return float((found if isinstance(found, arb) else found[1]).rad())


def _narrow(true: Real) -> arb:
    if isinstance(true, Fraction):
        return arb(fmpq(true.numerator, true.denominator))
    sign, man, exponent, _ = true._mpf_
    exact = arb(-int(man) if sign else int(man)) * arb(2) ** int(exponent)
    return exact + arb(0, 1) * (arb(2) ** -2000) * (abs(exact) + 1)
