"""Around every x_i a sphere S_i is given; x_i is stored if there is a single fixed point x_i* in S_i to which all
points of S_i converge, and S_i and S_j are disjoint for i != j.

It is retrieved for epsilon if the iteration gives a point that is epsilon-close to x_i*; the retrieval error is
||x~_i - x_i||. The appendix adds that S_i may be any sphere.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Hypothesis, Sign, Squared
from theory.quantities import (
    HopfieldStep,
    JoinedHopfieldStep,
    Norm,
    Separation,
    SquaredDistance,
    SquaredNorm,
    away_from,
)
from theory.statement import Attractor, NoMeaning, bound
from theory.symbols import beta, eta, factor, j, k, larger_radius, m, n, radius, sigma, spread_bound, x, xi, y
from theory.verdict import Fails, Holds, Open

X, Y, pattern, others, rival = x.vector(), y.vector(), xi.vector(), sigma.vector(), eta.vector()
r, q, B = radius, factor, spread_bound
here: dict[str, Any] = {"cites": "Definition 1", "section": "2"}

step = Vector(JoinedHopfieldStep(X, pattern, others, beta, k), k, n)
at_rest = Relation(SquaredDistance(step, X), "<=", sp.S.Zero)
in_ball = Relation(SquaredDistance(X, pattern), "<=", r**2)
far = Vector(Norm(away_from(pattern, others, j)), j, m)
distances = Vector(SquaredDistance(X, others.at(j)), j, m)
edge = sp.exp(beta * (Separation(pattern, others) - r * B))
attracts = (  # by Lemma A7 for any sphere
    Relation(Max(far), "<=", B), Relation(m * B, "<=", r * (m + edge)),
    Relation(beta * B**2 * m, "<=", q * (m + edge)), Relation(q, "<", sp.S.One),
)  # fmt: skip

alone = Vector(pattern, j, 1)
only_step = Vector(HopfieldStep(X, alone, beta, k), k, n)
apart = Norm(Vector(xi[k] - eta[k], k, n))

claims = (
    Claim(
        **here, title="Stored and retrieved patterns",
        says=NoMeaning(
            "A definition gives names and asserts nothing. What is called a sphere is a closed ball, as Definition 3 "
            "says for one choice of it."
        ),
        expects=Open,
    ),
    Claim(
        part="+nearest", fidelity="ours", **here,
        reading="The fixed point of a stored pattern stands for that pattern: no other is nearer to it, whatever the "
        "sphere S_i, as long as the others lie outside of it, around whom disjoint spheres then fit.",
        title="The fixed point of a stored pattern is nearest to that pattern",
        says=bound(SquaredDistance(X, pattern), "<=", Min(distances)),
        hypotheses=(*attracts, Relation(r, "<", Min(far)), in_ball, at_rest),
        try_first=({
            "m": 2, "n": 2, "xi": [2, 0], "sigma": [[-1, "1/10"], [-1, "-1/10"]], "x": [0, 0], "beta": "1/40",
            "r": "5/2", "B_apart": "301/100", "q": "1/2",
        },),
        expects=Fails,
    ),
    Claim(
        part="+one_radius", fidelity="repaired", repairs=("+nearest",), **here,
        changed="the spheres are disjoint and have one radius",
        title="With disjoint spheres of one radius every point of a sphere is nearest to its own pattern",
        says=bound(SquaredDistance(X, pattern), "<", Min(distances)),
        hypotheses=(Relation(2 * r, "<", Min(far)), in_ball),
        derivation={
            "bound": chain(SquaredDistance(X, pattern), ("<", Min(distances), ForEach(j, chain(
                SquaredDistance(X, pattern),
                ("<", distances.at(j), Cite("lemmas/farther+strict", "bound", {eta: others.at(j)}, Squared(chain(
                    2 * r, ("<", Min(far), Hypothesis()), ("<=", far.at(j), Entry(j)))))),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+one_pattern", fidelity="ours", **here,
        title="A single pattern is stored in every sphere around it, and retrieved by one update",
        says=Attractor(only_step, x, y, pattern, r, sp.Rational(1, 2)),
        derivation={
            "into itself": chain(SquaredDistance(only_step, pattern), ("=", 0, Algebra()), ("<=", r**2, Sign())),
            "contraction": chain(
                SquaredDistance(only_step, Vector(HopfieldStep(Y, alone, beta, k), k, n)),
                ("=", 0, Algebra()), ("<=", SquaredNorm(Vector(x[k] - y[k], k, n)) / 4, Sign()),
            ),
            "factor": chain(sp.Rational(1, 4), ("<", 1, Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+equal_patterns", fidelity="ours", **here,
        title="Patterns with disjoint spheres differ: of equal patterns one at most is stored",
        says=bound(0, "<", SquaredDistance(pattern, rival)),
        hypotheses=(Relation(r + larger_radius, "<", apart),),
        derivation={
            "bound": chain(0, ("<", SquaredDistance(pattern, rival), Squared(chain(
                0, ("<", r + larger_radius, Sign()), ("<", apart, Hypothesis()))))),
        },
        expects=Holds,
    ),
)  # fmt: skip
