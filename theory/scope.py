"""For which sizes, points and parameters a claim is stated, in words."""

from __future__ import annotations

import sympy as sp

from theory.claim import Claim

_NAMED = {"rho": "all patterns"}


def scope(claim: Claim) -> str:
    """`for all d, n >= 1, all patterns, all x, beta > 0, with d >= 2`."""
    parts = []
    if claim.sizes:
        parts.append(f"for all {', '.join(s.name for s in claim.sizes)} >= 1")
    for family in claim.families:
        parts.append(_NAMED.get(family.symbol.name, f"all {family.symbol.name}") + _restriction(family.symbol))
    parts += [_range(s) for s in claim.scalars]
    given = [f"{h.lhs} {h.op} {h.rhs}" for h in claim.all_hypotheses]
    return ", ".join(parts) + (f", with {' and '.join(given)}" if given else "")


def _restriction(symbol: sp.Symbol) -> str:
    if symbol.is_positive:
        return " with positive entries"
    return " with non-negative entries" if symbol.is_nonnegative else ""


def _range(symbol: sp.Symbol) -> str:
    if symbol.is_positive:
        return f"{symbol.name} > 0"
    return f"{symbol.name} >= 0" if symbol.is_nonnegative else f"all {symbol.name}"
