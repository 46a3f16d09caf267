"""One component of a point of {-1,+1}^n set to y_k, which is x_k or -x_k: what derivations on such moves share."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Max, Relation, Rule, Vector, chain
from theory.kernel.rules import Algebra, Entry, Hypothesis, Monotone, Moving, Rooted, Scaled, Squeezed
from theory.symbols import i, k, n, rho, x, y

# Both squares are the same for every k.
sizes = Vector((x[k] ** 2 - y[k] ** 2) ** 2, k, n)
same_size = Relation(Max(sizes), "<=", sp.S.Zero)

# Where y_k is not x_k the square of their sum is at most 0.
opposite = Scaled((x[k] - y[k]) ** 2, chain(
    (x[k] - y[k]) ** 2 * (x[k] + y[k]) ** 2,
    ("=", sizes.at(k), Algebra()), ("<=", Max(sizes), Entry(k)), ("<=", 0, Hypothesis()),
))  # fmt: skip


def unchanged(s: sp.Expr, by: Rule) -> Moving:
    """rho^i_k s = rho^i_k x_k where the square of s - x_k is at most 0, which the rule shows."""
    equal = Squeezed(chain(s, ("<=", x[k], _zero(s - x[k], by))), chain(s, (">=", x[k], _zero(x[k] - s, by))))
    return Moving(chain(rho[i, k] * s, ("=", rho[i, k] * x[k], Monotone(equal))))


def _zero(total: sp.Expr, by: Rule) -> Moving:
    """total <= 0 where its square is."""
    return Moving(chain(total, ("<=", 0, Rooted(chain(total**2, ("<=", 0, by))))))
