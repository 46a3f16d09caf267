"""For which sizes, points and parameters a claim is stated, in words."""

from __future__ import annotations

import sympy as sp

from theory.claims import Claim
from theory.sides import any_points
from theory.statement import Attractor, Descent, Iteration, Rate

_NAMED = {"rho": "all patterns", "xi": "every pattern xi", "sigma": "all other patterns"}


def scope(claim: Claim) -> str:
    """`for all d, n >= 1, all patterns, all x, beta > 0, with d >= 2`."""
    parts = []
    # The points of a ball, and those that a map is iterated from, are spoken of by the statement itself.
    inside = any_points(claim.says) if isinstance(claim.says, Attractor | Iteration | Descent) else frozenset()
    if claim.sizes:
        parts.append(f"for all {', '.join(s.name for s in claim.sizes)} >= 1")
    for family in (f for f in claim.families if f.symbol not in inside):
        parts.append(_NAMED.get(family.symbol.name, f"all {family.symbol.name}") + _restriction(family.symbol))
    parts += [_range(s) for s in claim.scalars]
    if isinstance(claim.says, Rate):
        parts.append(f"as {claim.says.variable} grows and all else is held fixed")
    given = [f"{h.lhs} {h.op} {h.rhs}" for h in claim.conditions]
    return (", ".join(parts) or "these numbers") + (f", with {' and '.join(given)}" if given else "")


def _restriction(symbol: sp.Symbol) -> str:
    if symbol.is_positive:
        return " with positive entries"
    return " with non-negative entries" if symbol.is_nonnegative else ""


def _range(symbol: sp.Symbol) -> str:
    if symbol.is_positive:
        return f"{symbol.name} > 0"
    return f"{symbol.name} >= 0" if symbol.is_nonnegative else f"all {symbol.name}"
