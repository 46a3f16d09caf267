"""E_global is not convex."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Min, Relation, Vector, chain, substitute
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving, Sign, Unsigned
from theory.quantities import (
    DistanceEnergy,
    GlobalEnergy,
    JoinedEnergy,
    SquaredDiameter,
    SquaredDistance,
    as_nearest,
    as_printed,
)
from theory.sides import derivative
from theory.statement import Convex, bound
from theory.symbols import d, eta, j, k, layers, n, rho, t, v, weight, x, xi, y
from theory.verdict import Fails, Holds

X, Y, V, own, other = x.vector(), y.vector(), v.vector(), xi.vector(), eta.vector()
here: dict[str, Any] = {"cites": "Equation (7), convexity", "section": "4.2"}

# The printed energies, on a segment whose ends are farther from every layer than its middle is.
ahead, behind = (Vector(y[k] + sign * v[k], k, n) for sign in (1, -1))


def printed(point: Vector) -> sp.Expr:
    """The global energy under the printed energies exp(-g_t) / Z_t."""
    return GlobalEnergy(as_printed(point))


def farther(point: Vector) -> Relation:
    """Every layer is farther from the point than from y."""
    ahead_by = Min(Vector(as_nearest(point).at(t) - as_nearest(Y).at(t), t, layers))
    return Relation(sp.S.Zero, "<", ahead_by)


def lower(point: Vector) -> Chain:
    """The global energy at the point is below that at y."""
    ahead_by = farther(point).rhs
    of_layer = chain(
        sp.S.Zero, ("<", ahead_by, Hypothesis()), ("<=", as_nearest(point).at(t) - as_nearest(Y).at(t), Entry(t))
    )  # fmt: skip
    return chain(printed(point), ("<", printed(Y), Monotone(Moving(of_layer), (t,))))


# Two layers of one pattern each, for which E_t = g_t and the distance energy agree.
both = Vector(other, j, 1)
distance = SquaredDistance(own, other)
middle, line = Vector((xi[k] + eta[k]) / 2, k, n), Vector(xi[k] - eta[k], k, n)
bend = derivative(JoinedEnergy(X, own, both), (x, V), (x, V))
bend_at_middle = substitute(bend, {x: middle, v: line})
along_line = substitute(bend, {v: line})
agree = "two layers of one pattern each, for which E_t = g_t and the distance energy agree"


def two(point: Vector) -> sp.Expr:
    """The global energy of two layers that hold one pattern each, xi and eta."""
    return JoinedEnergy(point, own, both)


def smaller(point: Vector) -> sp.Expr:
    """The smaller of the squared distances to xi and eta."""
    to_own, to_other = SquaredDistance(point, own), SquaredDistance(point, other)
    return (to_own + to_other) / 2 - sp.Abs(to_own - to_other) / 2


near_own, near_other = (sp.exp(-SquaredDistance(X, pattern)) for pattern in (own, other))
lead = (near_own - near_other) / (near_own + near_other)
chord = (two(own) + two(other)) / 2

# Layers of one pattern each, as many as there are patterns rho.
spread = SquaredDiameter(rho.vector())
between = Vector(weight * x[k] + (1 - weight) * y[k], k, n)


def one_each(point: Vector) -> sp.Expr:
    """The global energy of d layers that hold one pattern each."""
    return GlobalEnergy(Vector(SquaredDistance(point, rho.vector(t)), t, d))


def as_one(point: Vector) -> sp.Expr:
    """The distance energy of one layer with all d patterns."""
    return DistanceEnergy(point, rho.vector())


claims = (
    Claim(
        part=":A", fidelity="reading", **here, hypotheses=(farther(ahead), farther(behind)),
        reading="E_t = exp(-g_t) / Z_t as printed: the middle of a segment lies above the chord wherever both ends are "
        "farther from every layer than the middle is, as the ends of every segment through it that is long enough are",
        title="Under the printed energies the global energy is not convex, wherever the patterns lie",
        says=bound((printed(ahead) + printed(behind)) / 2, "<", printed(Y)),
        derivation={
            "bound": chain(
                (printed(ahead) + printed(behind)) / 2,
                ("<", (printed(Y) + printed(behind)) / 2, Monotone(lower(ahead))),
                ("<", printed(Y), Moving(lower(behind))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, hypotheses=(Relation(4 * sp.log(2), "<=", distance),),
        reading=f"not convex for some patterns: the middle between two patterns lies above the chord; {agree}",
        title="Between two patterns that are far enough apart the global energy lies above its chord",
        says=bound(chord, "<", two(middle)),
        derivation={
            "bound": chain(
                chord,
                ("=", -sp.log(1 + sp.exp(-distance)), Algebra()),
                ("<", 0, Sign()),
                ("<=", distance / 4 - sp.log(2), Moving(chain(4 * sp.log(2), ("<=", distance, Hypothesis())))),
                ("=", two(middle), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here, hypotheses=(Relation(sp.S.Zero, "<", distance),),
        reading="not convex for any two different patterns: at the middle between them, where the curvature along the "
        f"line through them is least, it is negative; {agree}",
        title="At the middle between any two different patterns the curvature of the global energy along the line "
        "through them is negative",
        says=bound(bend_at_middle, "<", 0),
        expects=Fails,
    ),
    Claim(
        part="+apart", fidelity="repaired", repairs=(":C",), **here,
        changed="assumes that the patterns are more than sqrt 2 apart",
        hypotheses=(Relation(sp.Integer(2), "<", distance),),
        title="At the middle between two patterns more than sqrt 2 apart the curvature of the global energy along the "
        "line through them is negative",
        says=bound(bend_at_middle, "<", 0),
        derivation={
            "bound": chain(
                bend_at_middle,
                ("=", 2 * distance - distance**2, Cite("niu2024/surrogate+middle", "identity")),
                ("<", 0, Moving(chain(
                    0,
                    ("<", 2 * (distance - 2), Moving(chain(2, ("<", distance, Hypothesis())))),
                    ("<=", distance * (distance - 2), Moving(chain(0, ("<=", (distance - 2) ** 2, Sign())))),
                ))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+least", fidelity="ours", **here,
        title="The curvature of the global energy along the line through two patterns is least at the middle between "
        "them",
        says=bound(bend_at_middle, "<=", along_line),
        derivation={
            "bound": chain(
                along_line,
                ("=", 2 * distance - distance**2 + (distance * lead) ** 2, Algebra()),
                (">=", 2 * distance - distance**2, Sign()),
                ("=", bend_at_middle, Cite("niu2024/surrogate+middle", "identity")),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+nearest", fidelity="ours", **here, hypotheses=(Relation(sp.S.Zero, "<", distance),),
        reading="E_t = g_t, and one layer with two patterns, however close: there E_global is the smaller of the two "
        "squared distances",
        title="With E_t = g_t and one layer of two different patterns the global energy lies above its chord at the "
        "middle between them",
        says=bound((smaller(own) + smaller(other)) / 2, "<", smaller(middle)),
        derivation={
            "bound": chain(
                (smaller(own) + smaller(other)) / 2,
                ("=", distance / 2 - sp.Abs(distance) / 2, Algebra()),
                ("=", 0, Moving(chain(
                    sp.Abs(distance), ("=", distance, Unsigned(chain(0, ("<=", distance, Sign()))))))),
                ("<", distance / 4, Moving(chain(0, ("<", distance, Hypothesis())))),
                ("=", smaller(middle), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+close", fidelity="ours", **here, hypotheses=(Relation(spread, "<=", sp.Integer(2)),),
        reading="any number of layers of one pattern each, for which E_t = g_t and the distance energy agree",
        title="Where all patterns lie within sqrt 2 of each other the global energy of layers of one pattern each is "
        "convex",
        says=Convex(one_each(X), x, y, weight),
        derivation={
            "convexity": chain(
                one_each(between),
                ("=", as_one(between), Algebra()),
                ("<=", weight * as_one(X) + (1 - weight) * as_one(Y), Cite(
                    "niu2024/energy_curvature+convex", "convexity")),
                ("=", weight * one_each(X) + (1 - weight) * one_each(Y), Algebra()),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
