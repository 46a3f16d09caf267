"""An expression read in an arithmetic: one table of functions an arithmetic, one walk for all of them.

The walk shares nothing with `numerics.exact`, so it serves as the second, independent path; and its Arb table
takes whole intervals as values, which is what boxes are made of.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

import flint
import mpmath
import numpy as np
import scipy.special
import sympy as sp
from flint import arb, fmpq

from numerics.arrays import NODES, WEIGHTS
from theory.kernel import Entry, Integral, Max, Min, Quantity, Sum, free, meaning, open_vector
from theory.kernel.binders import open_binder

KEPT = 64
PIECES = 32  # into which an interval enclosure of an integral cuts [0, 1]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arithmetic:
    """How an arithmetic makes numbers and applies functions; +, - and * are the numbers' own."""

    name: str
    number: Callable[[Any], Any]
    exp: Callable[[Any], Any]
    log: Callable[[Any], Any]
    power: Callable[[Any, sp.Expr, Any], Any]
    absolute: Callable[[Any], Any]
    larger: Callable[[Any, Any], Any]
    pi: Callable[[], Any]
    gamma: Callable[[Any], Any]
    integral: Callable[[Callable[[Any], Any]], Any]  # from 0 to 1, of a function of t
    root: Callable[[Any], Any] | None = None  # of what is never negative, whatever an interval of it looks like

    def largest(self, numbers: Iterable[Any]) -> Any:
        """The largest of one number or more."""
        return reduce(self.larger, numbers)

    def raised(self, base: Any, exponent: int | Fraction) -> Any:
        """base ** exponent, the exponent being exact; a ball around 0 has a square here, and none by `**`."""
        exact = sp.Rational(exponent)
        return self.power(base, exact, self.number(fmpq(int(exact.p), int(exact.q))))

    def square_root(self, square: Any) -> Any:
        """The square root."""
        return self.raised(square, Fraction(1, 2))


def _arb_power(base: arb, exponent: sp.Expr, value: arb) -> arb:
    if exponent.is_Integer:
        return _integer_power(base, int(exponent))
    return base.sqrt() if exponent == sp.Rational(1, 2) else base**value


def _integer_power(base: arb, exponent: int) -> arb:
    """The hull of the powers of both ends: python-flint's own is nan around 0, and products forget what is equal."""
    if exponent < 0:
        return 1 / _integer_power(base, -exponent)
    ends = (base.lower(), base.upper()) if exponent % 2 else (base.abs_lower(), base.abs_upper())
    low, high = arb(1), arb(1)
    for _ in range(exponent):
        low, high = low * ends[0], high * ends[1]
    return low.union(high)


def _root(square: arb) -> arb:
    """The square root of what an interval says of a number that is not negative."""
    low = square.lower()
    return (low if low > 0 else arb(0)).sqrt().union(square.upper().sqrt())


def _pieces(body: Callable[[arb], arb]) -> arb:
    """The hull of a Riemann sum: the mean of what the integrand may be on each piece of [0, 1]."""
    radius = arb(1) / (2 * PIECES)
    middles = (arb(2 * k + 1) / (2 * PIECES) for k in range(PIECES))
    return sum((body(arb(m, radius)) for m in middles), start=arb(0)) / PIECES


ARB = Arithmetic(
    name="Arb",
    number=arb,
    exp=lambda t: t.exp(),
    log=lambda t: t.log(),
    power=_arb_power,
    absolute=lambda t: t.abs_lower().union(t.abs_upper()),
    larger=lambda a, b: a.max(b),
    pi=arb.pi,
    gamma=lambda t: t.gamma() if t > 0 else arb("nan"),
    integral=_pieces,
    root=_root,
)
MPMATH = Arithmetic(
    name="mpmath",
    number=lambda q: q if isinstance(q, mpmath.mpf) else mpmath.mpf(int(fmpq(q).p)) / int(fmpq(q).q),
    exp=mpmath.exp,
    log=mpmath.log,
    power=lambda base, exponent, value: base ** int(exponent) if exponent.is_Integer else base**value,
    absolute=abs,
    larger=max,
    pi=lambda: +mpmath.pi,
    gamma=mpmath.gamma,
    integral=lambda body: mpmath.quad(body, mpmath.linspace(0, 1, 9)),
)


def double(q: Any) -> float:
    """The float64 nearest to an exact number, infinite where it is out of range."""
    exact = fmpq(q)
    try:
        return float(Fraction(int(exact.p), int(exact.q)))
    except OverflowError:
        return np.inf if exact > 0 else -np.inf


def _float64_power(base: Any, exponent: sp.Expr, value: Any) -> Any:
    if exponent.is_Integer:
        return np.power(base, float(exponent))
    return np.sqrt(base) if exponent == sp.Rational(1, 2) else np.power(base, value)


# A number is a float64, or an array of them with one entry for each configuration of a batch.  Who computes with them
# holds np.errstate(all="ignore"): what overflows or has no value is inf or nan, and a float decides nothing.
FLOAT64 = Arithmetic(
    name="float64",
    number=lambda q: q if isinstance(q, np.ndarray | np.floating) else np.float64(double(q)),
    exp=np.exp,
    log=np.log,
    power=_float64_power,
    absolute=np.abs,
    larger=np.maximum,
    pi=lambda: np.float64(np.pi),
    gamma=lambda t: np.where(t > 0, scipy.special.gamma(t), np.nan),
    integral=lambda body: sum(weight * body(node) for node, weight in zip(NODES, WEIGHTS, strict=True)),
)


Values = Mapping[sp.Symbol, Any]
Read = Callable[[Mapping[sp.Symbol, int], Values], Any]


def evaluate(e: sp.Basic, sizes: Mapping[sp.Symbol, int], values: Values, table: Arithmetic) -> Any:
    """The value of the expression; `sizes` also fixes free indices, `values` holds nested tuples of numbers."""
    return _reader(e, table)(sizes, values)


@lru_cache(maxsize=4_000)
def _reader(e: sp.Basic, table: Arithmetic) -> Read:
    """The expression as a function of the sizes and indices, and the values; vectors are opened once."""
    match e:
        case sp.Rational():
            number = fmpq(int(e.p), int(e.q))
            return lambda sizes, values: table.number(number)
        case sp.core.numbers.Pi():
            return lambda sizes, values: table.pi()
        case sp.core.numbers.Exp1():
            return lambda sizes, values: table.exp(table.number(1))
        case sp.Symbol():
            return lambda sizes, values: table.number(sizes[e] if e in sizes else values[e])
        case Entry():
            return lambda sizes, values: table.number(_entry(e, sizes, values))
        case Quantity():
            return _reader(meaning(e), table)
        case Sum() | Max() | Min():
            return _over(e, table)
        case Integral():
            return _integral(e, table)
    parts = [_reader(part, table) for part in e.args]
    match e:
        case sp.Add():
            return lambda sizes, values: reduce(operator.add, (part(sizes, values) for part in parts))
        case sp.Mul():
            return lambda sizes, values: reduce(operator.mul, (part(sizes, values) for part in parts))
        case sp.Pow() if e.exp == sp.Rational(1, 2) and (root := table.root) and _never_negative(e.base):
            return lambda sizes, values: root(parts[0](sizes, values))
        case sp.Pow():
            return lambda sizes, values: table.power(parts[0](sizes, values), e.exp, parts[1](sizes, values))
        case sp.exp():
            return lambda sizes, values: table.exp(parts[0](sizes, values))
        case sp.log():
            return lambda sizes, values: table.log(parts[0](sizes, values))
        case sp.Abs():
            return lambda sizes, values: table.absolute(parts[0](sizes, values))
        case sp.gamma():
            return lambda sizes, values: table.gamma(parts[0](sizes, values))
    raise TypeError(f"{e} ({type(e).__name__}) has no value in {table.name}")


def _never_negative(e: sp.Basic) -> bool:
    """Is it a sum of squares and the like, by its form?  Where it has a value, that is 0 or more."""
    match e:
        case sp.Rational():
            return bool(e >= 0)
        case sp.Pow() if e.exp.is_Integer and e.exp % 2 == 0:
            return True
        case sp.exp() | sp.Abs():
            return True
        case sp.Add() | sp.Mul():
            return all(_never_negative(part) for part in e.args)
        case Quantity():
            return _never_negative(meaning(e))
        case Sum():
            return _never_negative(open_vector(e.args[0])[1])
    return False


def _entry(e: Entry, sizes: Mapping[sp.Symbol, int], values: Values) -> Any:
    found = values[e.family.symbol]
    for where in e.indices:
        found = found[(int(where) if where.is_Integer else sizes[where]) - 1]
    return found


def _integral(e: Integral, table: Arithmetic) -> Read:
    """The integral, kept for the same values: inside another one it is asked for many times."""
    name, body = open_binder(e)
    entry, wanted = _reader(body, table), sorted(free(e), key=str)
    kept: dict[object, Any] = {}

    def whole(sizes: Mapping[sp.Symbol, int], values: Values) -> Any:
        key = (flint.ctx.prec, mpmath.mp.prec, *(value_key(sizes[s] if s in sizes else values[s]) for s in wanted))
        if key not in kept:
            if len(kept) >= KEPT:
                kept.clear()
            kept[key] = table.integral(lambda t: entry(sizes, {**values, name: t}))
        return kept[key]

    return whole


def value_key(value: Any) -> Any:
    """What tells values apart: of a ball its middle and its radius, as equal balls need not be equal numbers."""
    if isinstance(value, tuple):
        return tuple(value_key(part) for part in value)
    return (value.mid().man_exp(), value.rad().man_exp()) if isinstance(value, arb) else value


def _over(e: sp.Basic, table: Arithmetic) -> Read:
    """A sum or an extremum: the entries in order, then joined."""
    name, body = open_vector(e.args[0])
    entry, size = _reader(body, table), e.args[0].size
    join = operator.add if isinstance(e, Sum) else table.larger

    def over(sizes: Mapping[sp.Symbol, int], values: Values) -> Any:
        length = int(size) if size.is_Integer else sizes[size]
        entries = [entry({**sizes, name: k}, values) for k in range(1, length + 1)]
        if isinstance(e, Min):
            return -reduce(join, [-number for number in entries])
        return reduce(join, entries)

    return over
