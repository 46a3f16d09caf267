"""A product as its parts: sign, number, what stands above and below the fraction bar, each in the order of print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sympy as sp

from theory.kernel import Entry, Integral, Max, Min, Quantity, Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """sign * number * (product of `above`) / (product of `below`); the number is positive, no factor is one."""

    negative: bool
    number: sp.Rational
    above: tuple[sp.Expr, ...]
    below: tuple[sp.Expr, ...]


def parts(factors: Iterable[sp.Expr]) -> Product:
    """The product of the factors; a sum of which every term is negative gives its sign to the product."""
    number, above, below = sp.S.One, list[sp.Expr](), list[sp.Expr]()
    for factor in factors:
        if factor.is_Rational:
            number = number * factor
        elif isinstance(factor, sp.Pow) and factor.exp.is_Rational and factor.exp.is_negative:
            below.append(_power(factor.base, -factor.exp))
        elif isinstance(factor, sp.exp) and factor.args[0].is_Rational and factor.args[0].is_negative:
            below.append(sp.exp(-factor.args[0]))
        elif isinstance(factor, sp.Add) and all(map(_is_negative, factor.args)):
            number = -number
            above.append(-factor)
        else:
            above.append(factor)
    return Product(
        negative=bool(number.is_negative), number=abs(number), above=_in_order(above), below=_in_order(below)
    )


def _power(base: sp.Expr, exponent: sp.Rational) -> sp.Expr:
    return base if exponent == 1 else sp.Pow(base, exponent, evaluate=False)


def _is_negative(term: sp.Expr) -> bool:
    """Has the term a number with a minus sign in front?"""
    return bool(term.as_coeff_Mul()[0].is_negative)


def _in_order(factors: Sequence[sp.Expr]) -> tuple[sp.Expr, ...]:
    return tuple(sorted(factors, key=lambda factor: (_rank(factor), factor.has(sp.E), sp.default_sort_key(factor))))


def _rank(factor: sp.Expr) -> int:
    """Constants, letters, sums of them, roots, entries, exponentials, quantities, functions, sums, what ends open."""
    raised = isinstance(factor, sp.Pow)
    if raised and factor.exp.is_Rational and factor.exp.p == 1:
        return 0 if factor.is_number else 3
    base = factor.base if raised else factor
    match base:
        case sp.exp():
            return 0 if base.args[0].is_Rational else 5
        case Sum() | Max() | Min():
            return 8 if raised else 10
        case Integral():
            return 9
        case sp.log():
            return 10 if is_bare(base) and not raised else 7
        case sp.Symbol():
            return 1
        case Entry():
            return 4
        case Quantity():
            return 6
        case sp.Add():
            return 2 if _is_of_letters(base) else 8
        case _:
            return 0 if base.is_Rational or base.is_NumberSymbol else 7


def _is_of_letters(total: sp.Expr) -> bool:
    """Is the sum a polynomial in numbers that have a letter?"""
    bases = (f.base if isinstance(f, sp.Pow) else f for term in total.args for f in sp.Mul.make_args(term))
    return all(base.is_Rational or base.is_Symbol for base in bases)


def is_letter(factor: sp.Expr) -> bool:
    """Is the factor a letter with or without indices, or a power of one?"""
    base = factor.base if isinstance(factor, sp.Pow) else factor
    return bool(base.is_Symbol or base.is_NumberSymbol or isinstance(base, Entry))


def is_bare(logarithm: sp.log) -> bool:
    """Is the logarithm written without parentheses?"""
    inside = logarithm.args[0]
    return isinstance(inside, Sum) or inside.is_Symbol or inside == sp.pi or (inside.is_Integer and inside.is_positive)


def is_open(factor: sp.Basic) -> bool:
    """Would a factor that follows seem to belong to this one?"""
    return isinstance(factor, Sum | Max | Min | Integral) or (isinstance(factor, sp.log) and is_bare(factor))
