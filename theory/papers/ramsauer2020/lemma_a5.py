"""The sphere S_i around a pattern that is separated enough from the others goes into itself under the update.

Printed: (A1) xi in S_i, that is ||xi - x_i|| <= 1 / (beta N M) (Definition 3); (A2) Delta_i >= 2 / (beta N) +
(1 / beta) ln(2 (N - 1) N beta M^2). Then f(xi) is in S_i. The patterns are not all 0, and there are two or more:
M > 0 and N > 1.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import (
    Algebra,
    Cite,
    Entry,
    ForEach,
    Hypothesis,
    Monotone,
    Moving,
    Rooted,
    Scaled,
    Sign,
    Squared,
)
from theory.quantities import InnerProduct, JoinedHopfieldStep, Lead, Norm, Separation, SquaredDistance, away_from
from theory.statement import bound
from theory.symbols import beta, j, k, lead, m, n, norm_bound, offset, radius, sigma, spread_bound, x, xi, y
from theory.verdict import Holds

X, pattern, others = x.vector(), xi.vector(), sigma.vector()
r, r_0, B, M, N = radius, offset, spread_bound, norm_bound, m + 1
here: dict[str, Any] = {"cites": "Lemma A5", "section": "App. A.1.5.3"}

step = Vector(JoinedHopfieldStep(X, pattern, others, beta, k), k, n)
moved = Vector(JoinedHopfieldStep(X, pattern, others, beta, k) - xi[k], k, n)
own = Vector(x[k] - xi[k], k, n)
away = away_from(pattern, others, j)
far = Vector(Norm(away), j, m)
short = (Relation(Norm(pattern), "<=", M), Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M))
gap = Separation(pattern, others)

size = 1 / (beta * N * M)  # the radius of S_i
in_sphere = Relation(SquaredDistance(X, pattern), "<=", size**2)
product = 2 * m * N * beta * M**2
separated = Relation(2 / (beta * N) + sp.log(product) / beta, "<=", gap)
edge = sp.exp(beta * gap - 2 / N)  # what exp(beta c) is at the edge of S_i, at least
enough = Relation(m * (2 * N * beta * M**2 - 1), "<=", edge)

# (A2) without the logarithm.
strong = Cite("lemmas/logarithms+weak", "bound", {
    sp.Symbol("g_0", positive=True): product, sp.Symbol("g_1", positive=True): edge,
}, Moving(chain(sp.log(product) + 2 / N, ("<=", beta * gap, Scaled(1 / beta, chain(
    sp.log(product) / beta + 2 / (beta * N), ("<=", gap, Hypothesis())))))))  # fmt: skip

in_ball = Relation(SquaredDistance(X, pattern), "<=", r_0**2)
near = Rooted(chain(Norm(own) ** 2, ("=", SquaredDistance(X, pattern), Algebra()), ("<=", r_0**2, Hypothesis())))
within = Relation(Max(far), "<=", B)

claims = (
    Claim(
        **here, title="The sphere S_i of a pattern that satisfies (A2) goes into itself",
        says=bound(SquaredDistance(step, pattern), "<=", size**2),
        hypotheses=(*short, in_sphere, separated),
        derivation={
            "bound": chain(SquaredDistance(step, pattern), ("<=", size**2, Cite(
                "ramsauer2020/lemma_a5+weaker", "bound", {}, Moving(chain(
                    product - m, ("<=", product, Sign()), ("<=", edge, strong)))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+weaker", fidelity="ours", sharpens=("",), **here,
        title="S_i goes into itself where (N - 1)(2 N beta M^2 - 1) is at most exp(beta Delta_i - 2 / N)",
        says=bound(SquaredDistance(step, pattern), "<=", size**2),
        hypotheses=(*short, in_sphere, enough),
        derivation={
            "bound": chain(SquaredDistance(step, pattern), ("<=", size**2, Cite(
                "ramsauer2020/lemma_a5+ball", "bound", {r: size, r_0: size, B: 2 * M}, (
                    Cite("ramsauer2020/lemma_a4+diameter"),
                    Scaled(beta * N * M, chain(
                        beta * N * M * (m * (2 * M)),
                        ("<=", m + edge, Moving(chain(m * (2 * N * beta * M**2 - 1), ("<=", edge, Hypothesis())))),
                        ("=", beta * N * M * (size * (m + sp.exp(beta * (gap - size * (2 * M))))), Monotone(Algebra())),
                    )),
                )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+ball", fidelity="ours", **here,
        title="The ball of radius r around a pattern goes into itself where (N - 1) B is at most "
        "r (N - 1 + exp(beta (Delta_i - r B))), the others being within B of the pattern",
        says=bound(SquaredDistance(step, pattern), "<=", r**2),
        hypotheses=(in_ball, within, Relation(m * B, "<=", r * (m + sp.exp(beta * (gap - r_0 * B))))),
        derivation={
            "bound": chain(
                SquaredDistance(step, pattern),
                ("=", Norm(moved) ** 2, Algebra()),
                ("<=", r**2, Squared(chain(
                    Norm(moved),
                    ("<=", m * B / (m + sp.exp(beta * (gap - r_0 * B))), Cite("ramsauer2020/lemma_a5+landing")),
                    ("<=", r, Scaled(m + sp.exp(beta * (gap - r_0 * B)), chain(
                        m * B, ("<=", r * (m + sp.exp(beta * (gap - r_0 * B))), Hypothesis())))),
                ))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+landing", fidelity="ours", **here,
        title="From within r of a pattern one update ends within (N - 1) B / (N - 1 + exp(beta (Delta_i - r B))) of it",
        says=bound(Norm(moved), "<=", m * B / (m + sp.exp(beta * (gap - r_0 * B)))),
        hypotheses=(in_ball, within),
        derivation={
            "bound": chain(Norm(moved), ("<=", m * B / (m + sp.exp(beta * (gap - r_0 * B))), Cite(
                "ramsauer2020/lemma_a4+apart", "bound", {lead: gap - r_0 * B},
                Cite("ramsauer2020/lemma_a5+lead")))),
        },
        expects=Holds,
    ),
    Claim(
        part="+lead", fidelity="ours", **here,
        title="Within r of a pattern its overlap leads by Delta_i - r B, the others being within B of it",
        says=bound(gap - r_0 * B, "<=", Lead(X, pattern, others)),
        hypotheses=(in_ball, within),
        derivation={
            "bound": chain(gap - r_0 * B, ("<=", Lead(X, pattern, others), ForEach(j, chain(
                gap - r_0 * B,
                ("<=", InnerProduct(pattern, pattern) - InnerProduct(pattern, others.at(j)) - r_0 * B,
                 Monotone(Entry(j))),
                ("<=", InnerProduct(pattern, pattern) - InnerProduct(pattern, others.at(j)) - r_0 * Norm(away),
                 Monotone(chain(Norm(away), ("<=", Max(far), Entry(j)), ("<=", B, Hypothesis())))),
                ("<=", InnerProduct(pattern, pattern) - InnerProduct(pattern, others.at(j)) - Norm(own) * Norm(away),
                 Monotone(near)),
                ("<=", InnerProduct(pattern, pattern) - InnerProduct(pattern, others.at(j)) - InnerProduct(own, away),
                 Monotone(Cite("lemmas/cauchy_schwarz", "bound", {x: own, y: away}))),
                ("=", InnerProduct(X, pattern) - InnerProduct(X, others.at(j)), Algebra()),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
