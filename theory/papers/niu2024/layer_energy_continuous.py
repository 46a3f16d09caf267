"""The energy of a layer, exp(-g(x)) / Z or g(x) with g(x) = min_j d(x, rho^j), is continuous."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, Vector, chain
from theory.kernel.rules import (
    Absolute,
    Algebra,
    Attained,
    Cite,
    Either,
    Entry,
    Growth,
    Hypothesis,
    Monotone,
    Moving,
    Scaled,
    Sign,
    Squared,
    Tangent,
)
from theory.quantities import NearestDistance, Norm
from theory.statement import bound
from theory.symbols import j, k, n, rho, x, y
from theory.verdict import Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
moved, moved_back = Norm(Vector(x[k] - y[k], k, n)), Norm(Vector(y[k] - x[k], k, n))
here: dict[str, Any] = {"cites": "Section 4.2, continuity of the energy of a layer", "section": "4.2"}

# g is the square of a distance that moves no more than the point.
g, g_of_y = NearestDistance(X, patterns), NearestDistance(Y, patterns)
root, root_of_y = sp.sqrt(g), sp.sqrt(g_of_y)
by_nearest = moved * (moved + 2 * root_of_y)


def gone(a: Vector, b: Vector) -> Vector:
    """The way from b to a."""
    return Vector(a.at(k) - b.at(k), k, n)


def nearer(a: Vector, b: Vector) -> Chain:
    """sqrt g(a) <= ||a - b|| + sqrt g(b)."""
    g_a, g_b = NearestDistance(a, patterns), NearestDistance(b, patterns)
    whole = Norm(gone(a, b)) + sp.sqrt(g_b)
    to_j = Norm(gone(b, patterns.at(j)))
    return chain(sp.sqrt(g_a), ("<=", whole, Attained(g_b, j, chain(
        sp.sqrt(g_a),
        ("<=", Norm(gone(a, patterns.at(j))), Monotone(Entry(j))),
        ("=", Norm(Vector(gone(a, b).at(k) + gone(b, patterns.at(j)).at(k), k, n)), Monotone(Algebra(), (k,))),
        ("<=", Norm(gone(a, b)) + to_j, Cite("lemmas/triangle+two", "bound", {
            x: gone(a, b), y: gone(b, patterns.at(j))})),
        ("=", whole, Monotone(Hypothesis())),
    ))))  # fmt: skip


# g(y) - g(x) is largest where g(x) is small; then the root of g(x) is at most that of g(y).
falls = chain(
    g_of_y,
    ("=", root_of_y**2, Algebra()),
    ("<=", (moved_back + root) ** 2, Squared(nearer(Y, X))),
    ("=", (moved + root) ** 2, Monotone(Algebra())),
)  # fmt: skip
no_lower = Either(
    g, g_of_y,
    low=chain(
        g_of_y - g,
        ("<=", moved * (moved + 2 * root), Moving(falls)),
        ("<=", by_nearest, Monotone(Hypothesis())),
    ),
    high=chain(
        g_of_y - g,
        ("<=", 0, Moving(chain(g_of_y, ("<=", g, Hypothesis())))),
        ("<=", by_nearest, Sign()),
    ),
)  # fmt: skip

# exp(-s^2) changes by no more than sqrt(2 / e) times what s >= 0 changes.
steepest = sp.sqrt(2) * sp.exp(-sp.Rational(1, 2))
low, high = sp.Symbol("v_1", nonnegative=True), sp.Symbol("v_2", nonnegative=True)
s = sp.Symbol("t", real=True)
slow = chain(
    2 * s * sp.exp(-(s**2)) - steepest,
    ("<=", 0, Moving(chain(
        2 * s * sp.exp(-(s**2)),
        ("<=", steepest, Scaled(sp.exp(s**2) / sp.sqrt(2), chain(
            sp.sqrt(2) * s,
            ("<=", s**2 + sp.Rational(1, 2), Moving(chain(0, ("<=", (s - 1 / sp.sqrt(2)) ** 2, Sign())))),
            ("<=", sp.exp(s**2 - sp.Rational(1, 2)), Tangent(s**2 - sp.Rational(1, 2))),
        ))),
    ))),
)  # fmt: skip


claims = (
    Claim(
        part="+root", fidelity="ours", **here,
        title="The distance to the nearest pattern changes by no more than the point moves",
        says=bound(sp.Abs(root - root_of_y), "<=", moved),
        derivation={
            "bound": chain(sp.Abs(root - root_of_y), ("<=", moved, Absolute(
                chain(root - root_of_y, ("<=", moved, Moving(nearer(X, Y)))),
                chain(
                    root_of_y - root,
                    ("<=", moved_back, Moving(nearer(Y, X))),
                    ("=", moved, Algebra()),
                ),
            )))
        },
        expects=Holds,
    ),
    Claim(
        part="+nearest", fidelity="ours", **here,
        title="The squared distance to the nearest pattern changes by no more than the way of the point times itself "
        "and twice that distance",
        says=bound(sp.Abs(g - g_of_y), "<=", by_nearest),
        derivation={
            "bound": chain(sp.Abs(g - g_of_y), ("<=", by_nearest, Absolute(
                chain(g - g_of_y, ("<=", by_nearest, Moving(chain(
                    g,
                    ("=", root**2, Algebra()),
                    ("<=", (moved + root_of_y) ** 2, Squared(nearer(X, Y))),
                )))),
                chain(g_of_y - g, ("<=", by_nearest, no_lower)),
            )))
        },
        expects=Holds,
    ),
    Claim(
        part="+bell", fidelity="ours", **here,
        title="exp(-s^2) falls by no more than sqrt(2/e) times what s grows",
        says=bound(sp.exp(-(low**2)) - sp.exp(-(high**2)), "<=", steepest * (high - low)),
        hypotheses=(Relation(low, "<=", high),),
        derivation={
            "bound": chain(
                sp.exp(-(low**2)) - sp.exp(-(high**2)),
                ("<=", steepest * (high - low), Growth(-sp.exp(-(s**2)) - steepest * s, s, low, high, slow)),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+printed", fidelity="ours", **here,
        title="exp(-g) falls by no more than sqrt(2/e) times the way of the point",
        says=bound(sp.exp(-g) - sp.exp(-g_of_y), "<=", steepest * moved),
        derivation={
            "bound": chain(sp.exp(-g) - sp.exp(-g_of_y), ("<=", steepest * moved, Either(
                g, g_of_y,
                low=chain(
                    sp.exp(-g) - sp.exp(-g_of_y),
                    ("<=", steepest * (root_of_y - root), Cite(
                        "niu2024/layer_energy_continuous+bell", "bound", {low: root, high: root_of_y},
                        Monotone(Hypothesis()))),
                    ("<=", steepest * moved_back, Monotone(Moving(nearer(Y, X)))),
                    ("=", steepest * moved, Algebra()),
                ),
                high=chain(
                    sp.exp(-g) - sp.exp(-g_of_y),
                    ("<=", 0, Moving(chain(sp.exp(-g), ("<=", sp.exp(-g_of_y), Monotone(Hypothesis()))))),
                    ("<=", steepest * moved, Sign()),
                ),
            )))
        },
        expects=Holds,
    ),
)  # fmt: skip
