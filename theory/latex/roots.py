"""Square roots of several factors under one sign, as they are written by hand."""

from __future__ import annotations

import sympy as sp

HALF = sp.Rational(1, 2)


def one_root(product: sp.Mul) -> tuple[sp.Expr, sp.Pow] | None:
    """The rest of the product, and the power 1/2 or -1/2 that its square roots are together; None for fewer than two.

    A rational coefficient goes under the sign where the root of a number is there: sqrt(2) sqrt(n)/2 is sqrt(n/2).
    """
    roots = {factor: root for factor in product.args if (root := _root(factor)) is not None}
    if len(roots) < 2:
        return None
    above = sp.Mul(*(base for base, up in roots.values() if up))
    below = sp.Mul(*(base for base, up in roots.values() if not up))
    number, rest = sp.Mul(*(factor for factor in product.args if factor not in roots)).as_coeff_Mul()
    if any(base.is_Integer for base, _ in roots.values()):
        above, number = above * number**2, sp.sign(number)
    if above == 1:
        return number * rest, sp.Pow(below, -HALF, evaluate=False)
    return number * rest, sp.Pow(above / below, HALF, evaluate=False)


def _root(factor: sp.Expr) -> tuple[sp.Expr, bool] | None:
    """What a square root, or one over it, is of; and which of the two it is."""
    if isinstance(factor, sp.exp) and abs(factor.args[0]) == HALF:
        return sp.E, factor.args[0] == HALF
    if isinstance(factor, sp.Pow) and abs(factor.exp) == HALF:
        return factor.base, factor.exp == HALF
    return None
