"""An expression read in an arithmetic: one table of functions an arithmetic, one walk for all of them.

The walk shares nothing with `numerics.exact`, so it serves as the second, independent path; and its Arb table
takes whole intervals as values, which is what boxes are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import mpmath
import sympy as sp
from flint import arb, fmpq

from theory.kernel import Entry, Max, Min, Quantity, Sum, open_vector


@dataclass(frozen=True, slots=True, kw_only=True)
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


def _arb_power(base: arb, exponent: sp.Expr, value: arb) -> arb:
    if exponent.is_Integer:
        return base ** int(exponent)
    return base.sqrt() if exponent == sp.Rational(1, 2) else base**value


ARB = Arithmetic(
    name="Arb",
    number=arb,
    exp=lambda t: t.exp(),
    log=lambda t: t.log(),
    power=_arb_power,
    absolute=abs,
    larger=lambda a, b: a.max(b),
    pi=arb.pi,
)
MPMATH = Arithmetic(
    name="mpmath",
    number=lambda q: mpmath.mpf(int(fmpq(q).p)) / int(fmpq(q).q),
    exp=mpmath.exp,
    log=mpmath.log,
    power=lambda base, exponent, value: base ** int(exponent) if exponent.is_Integer else base**value,
    absolute=abs,
    larger=max,
    pi=lambda: +mpmath.pi,
)


def evaluate(
    e: sp.Basic, sizes: Mapping[sp.Symbol, int], values: Mapping[sp.Symbol, Any], table: Arithmetic
) -> Any:
    """The value of the expression; `sizes` also fixes free indices, `values` holds nested tuples of numbers."""

    def walk(e: sp.Basic, indices: Mapping[sp.Symbol, int]) -> Any:
        match e:
            case sp.Rational():
                return table.number(fmpq(int(e.p), int(e.q)))
            case sp.core.numbers.Pi():
                return table.pi()
            case sp.core.numbers.Exp1():
                return table.exp(table.number(1))
            case sp.Symbol():
                return table.number(indices[e] if e in indices else values[e])
            case Entry():
                found = values[e.family.symbol]
                for where in e.indices:
                    found = found[(int(where) if where.is_Integer else indices[where]) - 1]
                return table.number(found)
            case Quantity():
                return walk(e.definition(), indices)
            case Sum() | Max() | Min():
                name, body = open_vector(e.vector)
                size = e.vector.size
                length = int(size) if size.is_Integer else indices[size]
                entries = [walk(body, {**indices, name: k}) for k in range(1, length + 1)]
                return _over(e, entries, table)
            case sp.Add():
                return reduce(lambda a, b: a + b, (walk(a, indices) for a in e.args))
            case sp.Mul():
                return reduce(lambda a, b: a * b, (walk(a, indices) for a in e.args))
            case sp.Pow():
                return table.power(walk(e.base, indices), e.exp, walk(e.exp, indices))
            case sp.exp():
                return table.exp(walk(e.args[0], indices))
            case sp.log():
                return table.log(walk(e.args[0], indices))
            case sp.Abs():
                return table.absolute(walk(e.args[0], indices))
        raise TypeError(f"{e} ({type(e).__name__}) has no value in {table.name}")

    return walk(e, sizes)


def _over(e: sp.Basic, entries: list[Any], table: Arithmetic) -> Any:
    match e:
        case Sum():
            return reduce(lambda a, b: a + b, entries)
        case Max():
            return reduce(table.larger, entries)
    return -reduce(table.larger, [-entry for entry in entries])
