"""There are three kinds of fixed points: a global one near the mean of all patterns, metastable ones, single patterns.

The text points to Lemma A7 for the global one, but that lemma is about a fixed point near one pattern; what is meant is
Lemma A3: where beta m_max^2 < 1 there is one fixed point. Lemma A12, to which it points for the metastable ones, says
what it is meant to.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Hypothesis, Monotone, Moving, Squared
from theory.quantities import (
    GroupStep,
    HopfieldStep,
    InnerProduct,
    LargestNorm,
    Norm,
    Softmax,
    Spread,
    SquaredDiameter,
    SquaredDistance,
    SquaredNorm,
    aligned_with,
    centre_of,
)
from theory.sides import sides
from theory.statement import Attractor, bound
from theory.symbols import a, beta, d, factor, i, j, k, m, n, rho, sigma, u, x, xi, y
from theory.verdict import Fails, Holds

X, patterns, single, others, q = x.vector(), rho.vector(), xi.vector(), sigma.vector(), factor
here: dict[str, Any] = {"cites": "Section 2, fixed points", "section": "2"}
centre, spread, diameter = centre_of(patterns), Spread(patterns), SquaredDiameter(patterns)
step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
attracts = Attractor(step, x, y, centre, spread, q)

# One pattern beside m others, N = m + 1.
alone, number = Vector(Vector(xi[k], k, n), i, 1), m + 1
norms = LargestNorm(alone, others)
at_single = Vector(GroupStep(X, alone, others, beta, k), k, n)
separation = SquaredNorm(single) - Max(Vector(InnerProduct(single, sigma.vector(j)), j, m))
enough = 2 / (beta * number) + sp.log(2 * m * number * beta * norms**2) / beta

off = Vector(step.at(k) - centre.at(k), k, n)
away = Vector(rho[i, k] - centre.at(k), k, n)
other_way = Vector(centre.at(k) - rho[j, k], k, n)
back = Vector(rho[j, k] - centre.at(k), k, n)
weights = Vector(Softmax(aligned_with(X, patterns, beta), i), i, d)
within = chain(
    Norm(off),
    ("=", Norm(Vector(Sum.over(weights.at(i) * away.at(k), i, d), k, n)), Monotone(Algebra(), (k,))),
    ("<=", Sum.over(weights.at(i) * Norm(away), i, d), Cite("lemmas/triangle", "bound", {
        m: d, a: weights, u: Vector(away, i, d)})),
    ("<=", Sum.over(weights.at(i) * spread, i, d), Monotone(Entry(i), (i,))),
    ("=", spread, Algebra()),
)  # fmt: skip
apart = Vector(rho[i, k] - rho[j, k], k, n)
twice = chain(
    Norm(apart),
    ("=", Norm(Vector(away.at(k) + other_way.at(k), k, n)), Monotone(Algebra(), (k,))),
    ("<=", Norm(away) + Norm(other_way), Cite("lemmas/triangle+two", "bound", {x: away, y: other_way})),
    ("=", Norm(away) + Norm(back), Algebra()),
    ("<=", spread + Norm(back), Moving(chain(Norm(away), ("<=", spread, Entry(i))))),
    ("<=", spread + spread, Moving(chain(Norm(back), ("<=", spread, Entry(j))))),
)  # fmt: skip
contracted = sides(attracts)["contraction"]

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Under the condition of Lemma A7 the fixed point is global, so that there is no other: every fixed "
        "point lies in the ball of radius 1/(beta N M) around the pattern.",
        title="Where a pattern is separated as Lemma A7 asks, all fixed points lie near it",
        says=bound(Norm(Vector(x[k] - xi[k], k, n)), "<=", 1 / (beta * number * norms)),
        hypotheses=(
            Relation(SquaredDistance(at_single, X), "<=", sp.S.Zero), Relation(sp.S.Zero, "<", norms),
            Relation(enough, "<=", separation),
        ),
        expects=Fails,
        try_first=({"m": 1, "n": 1, "beta": 1, "xi": [2], "sigma": [[-2]], "x": [0]},),
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Lemma A3 is meant, and more holds: beta diam^2 / 4 is at most q < 1, diam being the diameter of the "
        "patterns, as it is where beta m_max^2 is; all points, not only those of the ball, are in the ball after one "
        "step.",
        title="Where beta diam^2 / 4 is at most q < 1 the ball of radius m_max around the mean of all patterns holds "
        "the one fixed point, to which its points go",
        says=attracts, hypotheses=(Relation(diameter, "<=", 4 * q / beta), Relation(q, "<", sp.S.One)),
        derivation={
            "into itself": chain(
                SquaredDistance(step, centre),
                ("<=", spread**2, Cite("ramsauer2020/fixed_point_kinds+into_ball"))),
            "contraction": chain(contracted.lhs, ("<=", contracted.rhs, Cite(
                "niu2024/update_lipschitz+mchn_update", "bound", {sp.Symbol("L", positive=True): q}))),
            "factor": chain(q**2, ("<", 1, Squared(chain(q, ("<", 1, Hypothesis()))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+into_ball", fidelity="ours", **here,
        title="One step from anywhere ends in the ball of radius m_max around the mean of all patterns, so that all "
        "fixed points lie there",
        says=bound(SquaredDistance(step, centre), "<=", spread**2),
        derivation={
            "bound": chain(SquaredDistance(step, centre), ("=", Norm(off) ** 2, Algebra()),
                           ("<=", spread**2, Squared(within))),
        },
        expects=Holds,
    ),
    Claim(
        part="+diameter", fidelity="ours", **here,
        title="The diameter of the patterns is at most twice their largest distance from their mean, so that "
        "beta diam^2 / 4 is at most beta m_max^2",
        says=bound(diameter, "<=", 4 * spread**2),
        derivation={
            "bound": chain(diameter, ("<=", 4 * spread**2, ForEach(i, chain(
                Max.over(SquaredDistance(rho.vector(i), rho.vector(j)), j, d), ("<=", 4 * spread**2, ForEach(j, chain(
                    SquaredDistance(rho.vector(i), rho.vector(j)), ("=", Norm(apart) ** 2, Algebra()),
                    ("<=", 4 * spread**2, Squared(chain(Norm(apart), ("<=", 2 * spread, Moving(twice))))),
                ))))))),
        },
        expects=Holds,
    ),
)  # fmt: skip
