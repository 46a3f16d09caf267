"""Within r of a pattern that is separated from the others the update contracts distances, by an explicit factor."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Growth, Hypothesis, Monotone, Moving, Rooted, Scaled, Sign
from theory.quantities import (
    InnerProduct,
    JoinedHopfieldStep,
    Lead,
    Norm,
    Separation,
    SquaredDistance,
    SquaredNorm,
    away_from,
)
from theory.statement import bound
from theory.symbols import a, b, beta, factor, h, j, k, m, n, offset, sigma, spread_bound, w, x, xi, y
from theory.verdict import Holds

X, Y, W, pattern, others = x.vector(), y.vector(), w.vector(), xi.vector(), sigma.vector()
q, r, B = factor, offset, spread_bound
t, kappa = sp.Symbol("t", real=True), sp.Symbol("kappa", positive=True)
here: dict[str, Any] = {"cites": "Lemma A6, contraction", "section": "App. A.1.5.3", "fidelity": "ours"}

gap = Separation(pattern, others)
edge = sp.exp(beta * (gap - r * B))  # what exp(beta c) is within r of the pattern, at least
away = away_from(pattern, others, j)
far = Vector(Norm(away), j, m)
change = Vector(x[k] - y[k], k, n)
path = Vector(t * x[k] + (1 - t) * y[k], k, n)
target = (SquaredNorm(W) + q**2 * SquaredNorm(change)) / 2

in_ball = Relation(SquaredDistance(X, pattern), "<=", r**2)
also_in_ball = Relation(SquaredDistance(Y, pattern), "<=", r**2)
within = Relation(Max(far), "<=", B)
small = Relation(beta * B**2 * m, "<=", q * (m + edge))


def against(point: Vector) -> sp.Expr:
    """The weight of sigma^j against the pattern's own, its exponent affine in the point."""
    return sp.exp(beta * InnerProduct(point, away))


def share(point: Vector) -> sp.Expr:
    """The softmax weight of sigma^j."""
    return against(point) / (1 + Sum.over(against(point), j, m))


def seen(point: Vector) -> sp.Expr:
    """The update away from the pattern, seen from w."""
    return Sum.over(against(point) * InnerProduct(away, W), j, m) / (1 + Sum.over(against(point), j, m))


def mean(values: sp.Expr) -> sp.Expr:
    """The sum under the softmax weights along the segment from y to x, the pattern counting as 0."""
    return Sum.over(share(path) * values, j, m)


from_w, from_change = InnerProduct(away, W), beta * InnerProduct(away, change)
on_segment = Moving(chain(
    SquaredDistance(path, pattern),
    ("=", t * SquaredDistance(X, pattern) + (1 - t) * SquaredDistance(Y, pattern) - t * (1 - t) * SquaredNorm(change),
     Algebra()),
    ("<=", t * SquaredDistance(X, pattern) + (1 - t) * SquaredDistance(Y, pattern), Sign()),
    ("<=", t * r**2 + (1 - t) * SquaredDistance(Y, pattern), Monotone(Hypothesis())),
    ("<=", t * r**2 + (1 - t) * r**2, Monotone(Hypothesis())),
    ("=", r**2, Algebra()),
))  # fmt: skip
near = chain(
    SquaredNorm(away),
    ("=", Norm(away) ** 2, Algebra()),
    ("<=", B**2, Monotone(chain(Norm(away), ("<=", Max(far), Entry(j)), ("<=", B, Hypothesis())))),
)  # fmt: skip
balanced = SquaredNorm(W) / q + q * SquaredNorm(change)
slow = chain(
    mean(from_w * from_change) - mean(from_w) * mean(from_change) - target,
    ("<=", (beta / q * mean(from_w**2) + mean(from_change**2) * q / beta) / 2 - target, Monotone(Cite(
        "lemmas/covariance", "bound",
        {a: Vector(share(path), j, m), b: Vector(from_w, j, m), h: Vector(from_change, j, m), kappa: beta / q}))),
    ("<=", (beta / q * mean(SquaredNorm(away) * SquaredNorm(W)) + mean(from_change**2) * q / beta) / 2 - target,
     Monotone(Cite("lemmas/cauchy_schwarz+squares", "bound", {x: away, y: W}), (j,))),
    ("<=", (beta / q * mean(SquaredNorm(away) * SquaredNorm(W))
            + mean(beta**2 * SquaredNorm(away) * SquaredNorm(change)) * q / beta) / 2 - target,
     Monotone(Cite("lemmas/cauchy_schwarz+squares", "bound", {x: away, y: change}), (j,))),
    ("=", balanced * beta * Sum.over(share(path) * SquaredNorm(away), j, m) / 2 - target, Algebra()),
    ("<=", balanced * beta * Sum.over(share(path) * B**2, j, m) / 2 - target, Monotone(near, (j,))),
    ("=", balanced * beta * B**2 * Sum.over(share(path), j, m) / 2 - target, Algebra()),
    ("<=", balanced * beta * B**2 * (m / (m + edge)) / 2 - target, Monotone(Cite(
        "ramsauer2020/lemma_a6_steps+others", "bound", {x: path}, on_segment))),
    ("<=", balanced * q / 2 - target, Monotone(Scaled(m + edge, chain(
        beta * B**2 * m, ("<=", q * (m + edge), Hypothesis()))))),
    ("=", 0, Algebra()),
)  # fmt: skip
difference = Vector(
    JoinedHopfieldStep(X, pattern, others, beta, k) - JoinedHopfieldStep(Y, pattern, others, beta, k), k, n
)
paired = Sum.over(difference.at(k) * w[k], k, n)

claims = (
    Claim(
        part="+others", **here,
        title="Within r of a pattern the others have softmax weights that add up to "
        "(N - 1) / (N - 1 + exp(beta (Delta_i - r B))) at most",
        says=bound(Sum.over(share(X), j, m), "<=", m / (m + edge)), hypotheses=(in_ball, within),
        derivation={
            "bound": chain(
                Sum.over(share(X), j, m),
                ("=", 1 - 1 / (1 + Sum.over(against(X), j, m)), Algebra()),
                ("<=", 1 - 1 / (1 + Sum.over(1 / edge, j, m)), Monotone(Moving(chain(
                    gap - r * B,
                    ("<=", Lead(X, pattern, others), Cite("ramsauer2020/lemma_a5+lead")),
                    ("<=", InnerProduct(X, pattern) - InnerProduct(X, others.at(j)), Entry(j)),
                    ("=", -InnerProduct(X, away), Algebra()),
                )), (j,))),
                ("=", m / (m + edge), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+pairing", **here, title="How the update differs at two points near a pattern, seen from any direction",
        says=bound(paired, "<=", target),
        hypotheses=(in_ball, also_in_ball, within, small),
        derivation={
            "bound": chain(
                paired,
                ("=", seen(X) - seen(Y), Algebra()),
                ("<=", target, Growth(seen(path) - t * target, t, sp.S.Zero, sp.S.One, slow)),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+squares", **here,
        title="Within r of a pattern the update contracts squared distances by q^2, where beta (N - 1) B^2 is at most "
        "q (N - 1 + exp(beta (Delta_i - r B)))",
        says=bound(SquaredNorm(difference), "<=", q**2 * SquaredNorm(change)),
        hypotheses=(in_ball, also_in_ball, within, small),
        derivation={
            "bound": chain(SquaredNorm(difference), ("<=", q**2 * SquaredNorm(change), Cite(
                "ramsauer2020/lemma_a6_steps+pairing", "bound", {w: difference}))),
        },
        expects=Holds,
    ),
    Claim(
        part="", **here,
        title="Within r of a pattern the update contracts distances by beta (N - 1) B^2 / "
        "(N - 1 + exp(beta (Delta_i - r B))), the others being within B of the pattern",
        says=bound(Norm(difference), "<=", beta * m * B**2 / (m + edge) * Norm(change)),
        hypotheses=(in_ball, also_in_ball, within),
        derivation={
            "bound": chain(Norm(difference), ("<=", beta * m * B**2 / (m + edge) * Norm(change), Rooted(chain(
                Norm(difference) ** 2,
                ("=", SquaredNorm(difference), Algebra()),
                ("<=", (beta * m * B**2 / (m + edge)) ** 2 * SquaredNorm(change), Cite(
                    "ramsauer2020/lemma_a6_steps+squares", "bound", {q: beta * m * B**2 / (m + edge)})),
                ("=", (beta * m * B**2 / (m + edge) * Norm(change)) ** 2, Algebra()),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
