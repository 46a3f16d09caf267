"""In which order the terms of a sum are written."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from theory.kernel import Entry


def ordered(terms: Sequence[sp.Expr]) -> list[sp.Expr]:
    """The order given, but n - 1 together, 1 before what is no polynomial, products with sums late, logarithms last.

    The first has no minus sign, if one has none.
    """
    first_numbers = any(map(_is_size, terms)) or not all(map(_is_polynomial, terms))
    arranged = sorted(terms, key=lambda term: _rank(term, first_numbers))
    first = next((t for t in arranged if not t.could_extract_minus_sign()), arranged[0])
    return [first, *(t for t in arranged if t is not first)]


def _is_size(term: sp.Expr) -> bool:
    return bool(term.is_Symbol and term.is_integer)


def _is_polynomial(term: sp.Expr) -> bool:
    """Is the term a number times powers of letters?"""
    bases = (f.base if isinstance(f, sp.Pow) and f.exp.is_Integer else f for f in sp.Mul.make_args(term))
    return all(base.is_Rational or base.is_Symbol or isinstance(base, Entry) for base in bases)


def _rank(term: sp.Expr, first_numbers: bool) -> int:
    """Sizes and numbers first, if they come first; products with a sum after the rest; logarithms of sizes last."""
    factors = sp.Mul.make_args(term)
    logarithms = [f for f in factors if isinstance(f, sp.log)]
    if logarithms:
        return 4 if _is_size(logarithms[0].args[0]) else 3
    if first_numbers and (_is_size(term) or term.is_Rational):
        return 0
    return 2 if any(isinstance(f, sp.Add) for f in factors) else 1
