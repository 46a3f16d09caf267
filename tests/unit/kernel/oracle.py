"""Values of terms at points, in mpmath: nothing in common with the kernel's normal form and signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import mpmath
import sympy as sp

from theory.kernel import Entry, Family, Max, Min, Op, Quantity, Relation, Sum, Vector

DIGITS = 60
LARGEST_EXPONENT = 2000


class Undefined(ArithmeticError):
    """The term is no finite real number at this point."""


class TooLarge(ArithmeticError):
    """The point says nothing: the number is beyond what is evaluated."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """Values of symbols, and of families by name: entry at 1-based indices."""

    symbols: Mapping[sp.Symbol, sp.Rational | int]
    entries: Mapping[str, Mapping[tuple[int, ...], sp.Rational | int]] = field(default_factory=dict)


def value(term: sp.Basic, point: Point) -> mpmath.mpf:
    """The real number that the term stands for; Undefined where there is none."""
    with mpmath.workdps(DIGITS):
        found = _value(term, point, {})
    if not mpmath.isfinite(found):
        raise Undefined(str(term))
    return found


def _number(q: sp.Rational | int) -> mpmath.mpf:
    q = sp.Rational(q)
    return mpmath.mpf(int(q.p)) / int(q.q)


def _value(term: sp.Basic, point: Point, bound: Mapping[sp.Symbol, int]) -> mpmath.mpf:
    def inside(part: sp.Basic) -> mpmath.mpf:
        return _value(part, point, bound)

    match term:
        case sp.Rational():
            return _number(term)
        case sp.core.numbers.Pi():
            return +mpmath.pi
        case sp.core.numbers.Exp1():
            return +mpmath.e
        case sp.Symbol():
            return mpmath.mpf(bound[term]) if term in bound else _number(point.symbols[term])
        case Quantity():
            return inside(term.definition())
        case Entry():
            where = tuple(int(inside(i)) for i in term.indices)
            return _number(point.entries[term.family.symbol.name][where])
        case Sum():
            return mpmath.fsum(_entries(term.vector, point, bound))
        case Max():
            return max(_entries(term.vector, point, bound))
        case Min():
            return min(_entries(term.vector, point, bound))
        case sp.Add():
            return mpmath.fsum(map(inside, term.args))
        case sp.Mul():
            return mpmath.fprod(map(inside, term.args))
        case sp.Abs():
            return abs(inside(term.args[0]))
        case sp.exp():
            return _exp(inside(term.args[0]))
        case sp.log():
            return _log(inside(term.args[0]), term)
        case sp.Pow():
            return _power(inside(term.base), inside(term.exp), term)
    raise Undefined(f"{term} ({type(term).__name__})")


def _entries(vector: Vector, point: Point, bound: Mapping[sp.Symbol, int]) -> list[mpmath.mpf]:
    body, slot, size = vector.args
    count = _value(size, point, bound)
    if count != int(count) or count < 1:
        raise Undefined(f"{size} is no size")
    return [_value(body, point, {**bound, slot: k}) for k in range(1, int(count) + 1)]


def _exp(a: mpmath.mpf) -> mpmath.mpf:
    if abs(a) > LARGEST_EXPONENT:
        raise TooLarge(f"exp({a})")
    return mpmath.exp(a)


def _log(a: mpmath.mpf, term: sp.Basic) -> mpmath.mpf:
    if a <= 0:
        raise Undefined(str(term))
    return mpmath.log(a)


def _power(base: mpmath.mpf, exponent: mpmath.mpf, term: sp.Basic) -> mpmath.mpf:
    if abs(exponent) > LARGEST_EXPONENT:
        raise TooLarge(str(term))
    if exponent == int(exponent):
        if base == 0 and exponent < 0:
            raise Undefined(str(term))
        return base ** int(exponent)
    if base < 0 or (base == 0 and exponent < 0):
        raise Undefined(str(term))
    return _exp(exponent * mpmath.log(base)) if base > 0 else mpmath.mpf(0)


def agrees(a: mpmath.mpf, b: mpmath.mpf) -> bool:
    """Are two values the same but for rounding?"""
    return bool(abs(a - b) <= mpmath.mpf(10) ** -30 * (1 + abs(a) + abs(b)))


def holds(relation: Relation, point: Point) -> bool:
    """Is the relation true at the point?  Values that agree to 30 digits count as equal."""
    a, b = value(relation.lhs, point), value(relation.rhs, point)
    same, op = agrees(a, b), relation.op
    below: dict[Op, bool] = {
        "=": same, "<": a < b and not same, "<=": a < b or same, ">": a > b and not same, ">=": a > b or same
    }  # fmt: skip
    return below[op]


def table(family: Family, numbers: Sequence[sp.Rational | int], sizes: Mapping[sp.Symbol, int]) -> dict[
    tuple[int, ...], sp.Rational | int
]:  # fmt: skip
    """A family filled with the numbers, over and over, at the given sizes."""
    lengths = [int(axis) if axis.is_Integer else sizes[axis] for axis in family.axes]
    places = list(product(*(range(1, length + 1) for length in lengths)))
    return {place: numbers[k % len(numbers)] for k, place in enumerate(places)}
