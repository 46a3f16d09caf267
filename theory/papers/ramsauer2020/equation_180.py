"""||J^m||_2 <= 2 beta N M^2 (N - 1) exp(-beta (Delta_i - 2 max{||xi - x_i||, ||x_i* - x_i||} M)), Eq. (180).

J^m is the mean of the Jacobian J of the update over the segment from x_i* to xi. All of the segment is within the
maximum r of x_i, and the bound holds for J at every point within r.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Monotone, Sign, Squared
from theory.quantities import (
    InnerProduct,
    JoinedHopfieldStep,
    Norm,
    Separation,
    SquaredDistance,
    SquaredNorm,
    away_from,
)
from theory.sides import derivative
from theory.statement import Derivative, Identity, bound
from theory.symbols import beta, j, k, m, n, norm_bound, offset, sigma, spread_bound, v, w, x, xi, y
from theory.verdict import Holds

X, V, W, pattern, others = x.vector(), v.vector(), w.vector(), xi.vector(), sigma.vector()
r, B, M, N = offset, spread_bound, norm_bound, m + 1
here: dict[str, Any] = {"cites": "Equation (180)", "section": "App. A.1.5.3"}

away = away_from(pattern, others, j)
far = Vector(Norm(away), j, m)
short = (Relation(Norm(pattern), "<=", M), Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M))
in_ball = Relation(SquaredDistance(X, pattern), "<=", r**2)
gap = Separation(pattern, others)
edge = sp.exp(beta * (gap - r * B))
against = sp.exp(beta * InnerProduct(X, away))  # the weight of sigma^j against the pattern's own
share = against / (1 + Sum.over(against, j, m))


def mean(values: sp.Expr) -> sp.Expr:
    """The mean under the softmax weights, the pattern itself counting as 0."""
    return Sum.over(share * values, j, m)


along_v, along_w = InnerProduct(away, V), InnerProduct(away, W)
jacobian = beta * (mean(along_v**2) - mean(along_v) ** 2)  # v^T J v
seen = Sum.over((JoinedHopfieldStep(X, pattern, others, beta, k) - xi[k]) * v[k], k, n)
covariance = beta * (mean(along_v * along_w) - mean(along_v) * mean(along_w))  # v^T J w
sharper = 4 * beta * M**2 * m / (m + sp.exp(beta * (gap - 2 * r * M)))

claims = (
    Claim(
        **here, title="Within r of a pattern the norm of the Jacobian, which is symmetric, is at most "
        "2 beta N M^2 (N - 1) exp(-beta (Delta_i - 2 r M)), by its quadratic form",
        says=bound(jacobian, "<=", 2 * beta * N * M**2 * m * sp.exp(-beta * (gap - 2 * r * M)) * SquaredNorm(V)),
        hypotheses=(*short, in_ball),
        derivation={
            "bound": chain(
                jacobian,
                ("<=", sharper * SquaredNorm(V), Cite("ramsauer2020/equation_180+sharper")),
                ("<=", 4 * beta * M**2 * m / sp.exp(beta * (gap - 2 * r * M)) * SquaredNorm(V), Monotone(Sign())),
                ("<=", 2 * beta * N * M**2 * m * sp.exp(-beta * (gap - 2 * r * M)) * SquaredNorm(V),
                 Monotone(Sign())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("",), **here,
        title="Within r of a pattern the norm of the Jacobian is at most 4 beta M^2 (N - 1) / "
        "(N - 1 + exp(beta (Delta_i - 2 r M)))",
        says=bound(jacobian, "<=", sharper * SquaredNorm(V)), hypotheses=(*short, in_ball),
        derivation={
            "bound": chain(
                jacobian,
                ("<=", beta * mean(along_v**2), Sign()),
                ("<=", beta * mean(SquaredNorm(away) * SquaredNorm(V)), Monotone(Cite(
                    "lemmas/cauchy_schwarz+squares", "bound", {x: away, y: V}), (j,))),
                ("<=", beta * mean((2 * M) ** 2 * SquaredNorm(V)), Monotone(chain(
                    SquaredNorm(away),
                    ("=", Norm(away) ** 2, Algebra()),
                    ("<=", (2 * M) ** 2, Squared(chain(
                        Norm(away), ("<=", Max(far), Entry(j)),
                        ("<=", 2 * M, Cite("ramsauer2020/lemma_a4+diameter"))))),
                ), (j,))),
                ("=", 4 * beta * M**2 * SquaredNorm(V) * mean(1), Algebra()),
                ("<=", 4 * beta * M**2 * SquaredNorm(V) * (m / (m + sp.exp(beta * (gap - r * (2 * M))))),
                 Monotone(Cite("ramsauer2020/lemma_a6_steps+others", "bound", {B: 2 * M},
                               Cite("ramsauer2020/lemma_a4+diameter")))),
                ("=", sharper * SquaredNorm(V), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+jacobian", fidelity="ours", **here,
        title="The Jacobian of the update, which is a mean under the softmax weights, is beta times a covariance",
        says=Derivative(mean(along_v), ((x, W),), covariance),
        derivation={"derivative": chain(derivative(mean(along_v), (x, W)), ("=", covariance, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+mean", fidelity="ours", **here,
        title="The update away from the pattern is a mean under the softmax weights, seen from any direction",
        says=Identity(seen, mean(along_v)),
        derivation={"identity": chain(seen, ("=", mean(along_v), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
