"""Under (A2), Delta_i >= 2 / (beta N) + (1 / beta) ln(2 (N - 1) N beta M^2), the update has a fixed point in S_i.

The printed proof takes Lemmas A5 and A6 and Banach's theorem, which gives more: one fixed point in S_i, to which all
points of S_i converge, as Definition 1 asks.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Rooted, Scaled, Sign, Squared
from theory.quantities import JoinedHopfieldStep, Norm, Separation, SquaredDistance, SquaredNorm, away_from
from theory.statement import Attractor, Iteration
from theory.symbols import beta, factor, j, k, m, n, norm_bound, offset, radius, sigma, spread_bound, x, xi, y
from theory.verdict import Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
r, q, B, M, N = radius, factor, spread_bound, norm_bound, m + 1
here: dict[str, Any] = {"cites": "Lemma A7", "section": "App. A.1.5.3"}

step = Vector(JoinedHopfieldStep(X, pattern, others, beta, k), k, n)
moved = SquaredDistance(step, pattern)
contracted = SquaredNorm(Vector(step.at(k) - JoinedHopfieldStep(Y, pattern, others, beta, k), k, n))
change = Vector(x[k] - y[k], k, n)
away = away_from(pattern, others, j)
short = (Relation(Norm(pattern), "<=", M), Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M))
gap = Separation(pattern, others)

size = 1 / (beta * N * M)  # the radius of S_i
product = 2 * m * N * beta * M**2
separated = Relation(2 / (beta * N) + sp.log(product) / beta, "<=", gap)
edge = sp.exp(beta * gap - 2 / N)
closed = 4 * beta * M**2 / (1 + 2 * N * beta * M**2)
exact = 4 * beta * M**2 * m / (m + edge)
enough = Relation(m * (2 * N * beta * M**2 - 1), "<", edge)

# (A2) without the logarithm.
strong = Cite("lemmas/logarithms+weak", "bound", {
    sp.Symbol("g_0", positive=True): product, sp.Symbol("g_1", positive=True): edge,
}, Moving(chain(sp.log(product) + 2 / N, ("<=", beta * gap, Scaled(1 / beta, chain(
    sp.log(product) / beta + 2 / (beta * N), ("<=", gap, Hypothesis())))))))  # fmt: skip
in_sphere = Relation(SquaredDistance(X, pattern), "<=", size**2)
fixed = Vector(JoinedHopfieldStep(Y, pattern, others, beta, k), k, n)
difference, left = Vector(step.at(k) - fixed.at(k), k, n), Vector(fixed.at(k) - y[k], k, n)
at_edge = sp.exp(beta * (gap - size * (2 * M)))  # the same as `edge`
short_enough = (Cite("ramsauer2020/lemma_a4+diameter"),)

claims = (
    Claim(
        **here, title="A pattern that satisfies (A2) has one fixed point in S_i, to which all points of S_i converge",
        says=Attractor(step, x, y, pattern, size, closed),
        hypotheses=(*short, separated),
        derivation={
            "into itself": chain(moved, ("<=", size**2, Cite("ramsauer2020/lemma_a5"))),
            "contraction": chain(contracted, ("<=", closed**2 * SquaredNorm(change), Cite(
                "ramsauer2020/lemma_a6_steps+squares", "bound", {q: closed, offset: size, B: 2 * M}, (
                    *short_enough,
                    Scaled(1 / closed, chain(
                        beta * (2 * M) ** 2 * m / closed,
                        ("=", m + product, Algebra()),
                        ("<=", m + edge, Monotone(strong)),
                        ("=", m + at_edge, Monotone(Algebra())),
                    )),
                )))),
            "factor": chain(closed**2, ("<", 1, Squared(chain(closed, ("<", 2 / N, Sign()), ("<=", 1, Sign()))))),
        },
        paper_uses=("ramsauer2020/lemma_a5", "ramsauer2020/lemma_a6"),
        expects=Holds,
    ),
    Claim(
        part="+weaker", fidelity="ours", **here,
        title="One fixed point in S_i, to which all points of S_i converge, where (N - 1)(2 N beta M^2 - 1) is below "
        "exp(beta Delta_i - 2 / N)",
        says=Attractor(step, x, y, pattern, size, exact),
        hypotheses=(*short, enough),
        derivation={
            "into itself": chain(moved, ("<=", size**2, Cite("ramsauer2020/lemma_a5+weaker"))),
            "contraction": chain(contracted, ("<=", exact**2 * SquaredNorm(change), Cite(
                "ramsauer2020/lemma_a6_steps+squares", "bound", {q: exact, offset: size, B: 2 * M}, (
                    *short_enough,
                    Scaled((m + edge) / m, chain(
                        (m + edge) / m * beta * (2 * M) ** 2 * m,
                        ("=", 4 * beta * M**2 * (m + at_edge), Monotone(Algebra())),
                    )),
                )))),
            "factor": chain(exact**2, ("<", 1, Squared(chain(
                exact,
                ("<", 2 / N, Scaled((m + edge) * N / 2, chain(
                    product,
                    ("<", m + edge, Moving(chain(m * (2 * N * beta * M**2 - 1), ("<", edge, Hypothesis())))),
                ))),
                ("<=", 1, Sign()),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+steps", fidelity="ours", **here,
        title="After t updates a point of S_i is nearer to the fixed point by (4 beta M^2 / (1 + 2 N beta M^2))^t, "
        "which is below (2 / N)^t",
        says=Iteration(step, x, in_sphere, Norm(change), closed),
        hypotheses=(
            *short, separated, Relation(SquaredDistance(Y, pattern), "<=", size**2),
            Relation(SquaredDistance(fixed, Y), "<=", sp.S.Zero),
        ),
        derivation={
            "kept": chain(moved, ("<=", size**2, Cite("ramsauer2020/lemma_a5"))),
            "shrinks": chain(
                Norm(Vector(step.at(k) - y[k], k, n)),
                ("=", Norm(Vector(difference.at(k) + left.at(k), k, n)), Monotone(Algebra(), (k,))),
                ("<=", Norm(difference) + Norm(left), Cite("lemmas/triangle+two", "bound", {x: difference, y: left})),
                ("<=", Norm(difference) + 0, Monotone(Rooted(chain(
                    Norm(left) ** 2, ("=", SquaredDistance(fixed, Y), Algebra()), ("<=", 0, Hypothesis()))))),
                ("<=", closed * Norm(change), Cite("ramsauer2020/lemma_a6", "lower")),
            ),
            "factor": chain(0, ("<=", closed, Sign())),
        },
        try_first=({"m": 1, "n": 1, "xi": [1], "sigma": [[-1]], "M_norm": 1, "beta": "1/2", "x": [1], "y": [0]},),
        expects=Holds,
    ),
    Claim(
        part="+any_sphere", fidelity="ours", **here,
        title="One fixed point in the ball of radius r around a pattern, to which all its points converge, where "
        "(N - 1) B is at most r E and beta (N - 1) B^2 at most q E with q < 1, E = N - 1 + exp(beta (Delta_i - r B)) "
        "and the others within B of the pattern",
        says=Attractor(step, x, y, pattern, r, q),
        hypotheses=(
            Relation(Max(Vector(Norm(away), j, m)), "<=", B),
            Relation(m * B, "<=", r * (m + sp.exp(beta * (gap - r * B)))),
            Relation(beta * B**2 * m, "<=", q * (m + sp.exp(beta * (gap - r * B)))), Relation(q, "<", sp.S.One),
        ),
        derivation={
            "into itself": chain(moved, ("<=", r**2, Cite("ramsauer2020/lemma_a5+ball", "bound", {offset: r}))),
            "contraction": chain(contracted, ("<=", q**2 * SquaredNorm(change), Cite(
                "ramsauer2020/lemma_a6_steps+squares", "bound", {offset: r}))),
            "factor": chain(q**2, ("<", 1, Squared(chain(q, ("<", 1, Hypothesis()))))),
        },
        expects=Holds,
    ),
)  # fmt: skip
