"""In which order the terms of a sum are written."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp


def ordered(terms: Sequence[sp.Expr]) -> list[sp.Expr]:
    """The order given, but logarithms last, n - 1 together, and first a term without minus sign."""
    sizes = any(map(_is_size, terms))
    arranged = sorted(terms, key=lambda term: _rank(term, sizes))
    first = next((t for t in arranged if not t.could_extract_minus_sign()), arranged[0])
    return [first, *(t for t in arranged if t is not first)]


def _is_size(term: sp.Expr) -> bool:
    return bool(term.is_Symbol and term.is_integer)


def _rank(term: sp.Expr, sizes: bool) -> int:
    """Sizes and, beside them, numbers come first, then the rest, then logarithms, those of sizes last."""
    logarithms = [f for f in sp.Mul.make_args(term) if isinstance(f, sp.log)]
    if logarithms:
        return 3 if _is_size(logarithms[0].args[0]) else 2
    return 0 if sizes and (_is_size(term) or term.is_number) else 1
