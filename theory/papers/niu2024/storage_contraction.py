"""In the ball of a pattern that is separated from the others the attention step contracts distances."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Either, Growth, Hypothesis, Monotone, Moving, Sign, Tangent
from theory.quantities import InnerProduct, JoinedStep, JoinedWeight, Norm, RelativeWeight, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import a, b, factor, h, j, k, m, n, offset, radius, separation, sigma, w, x, xi, y
from theory.verdict import Holds

X, Y, W, pattern, others = x.vector(), y.vector(), w.vector(), xi.vector(), sigma.vector()
r, gap, q = radius, separation, factor
t, distance = sp.Symbol("t", real=True), sp.Symbol("D", nonnegative=True)
here: dict[str, Any] = {"cites": "Definition 1, contraction", "section": "3", "fidelity": "ours"}

kappa = sp.Symbol("kappa", positive=True)
decay = sp.exp(-gap * (gap - 2 * r))  # bounds the weight of a pattern at distance Delta
decay_at = sp.exp(-distance * (distance - 2 * r))
away = Vector(sigma[j, k] - xi[k], k, n)
far = Vector(Norm(away), j, m)
lengths = Vector(SquaredNorm(away), j, m)
change = Vector(x[k] - y[k], k, n)
path = Vector(t * x[k] + (1 - t) * y[k], k, n)
target = (SquaredNorm(W) + q**2 * SquaredNorm(change)) / 2

in_ball = Relation(SquaredDistance(X, pattern), "<=", r**2)
also_in_ball = Relation(SquaredDistance(Y, pattern), "<=", r**2)
separated = Relation(gap, "<=", Min(far))
steep = Relation(2 / (2 * gap**2 - q), "<=", 1 - r / gap)
wide = Relation(q, "<", 2 * gap**2)
small = Relation(m * (2 * gap**2 - q) * decay, "<=", q)
conditions = (separated, wide, steep, small)


def second_moment(point: Vector) -> sp.Expr:
    """The mean squared distance of the patterns from xi, under the attention weights at a point."""
    return Sum.over(JoinedWeight(point, pattern, others, j) * lengths.at(j), j, m)


weight_of = sp.exp(SquaredDistance(X, pattern) - SquaredDistance(X, others.at(j)))  # against the pattern's own
total = 1 + Sum.over(weight_of, j, m)
ahead = (distance - gap) * (distance + gap - 2 * r)
excess = (distance - gap) * (distance + gap) * 2 / (2 * gap**2 - q)
most = (2 * gap**2 - q) * decay
close = chain(weight_of * (2 * far.at(j) ** 2 - q), ("<=", 0, Sign()), ("<", most, Sign()))
distant = chain(
    weight_of * (2 * far.at(j) ** 2 - q),
    ("<=", sp.exp(-far.at(j) * (far.at(j) - 2 * r)) * (2 * far.at(j) ** 2 - q),
     Monotone(Cite("niu2024/storage_step+margin", "bound", {y: others.at(j), offset: r}))),
    ("<=", most, Cite("niu2024/storage_contraction+decay", "bound", {distance: far.at(j)})),
)  # fmt: skip
little = chain(
    weight_of * (2 * far.at(j) ** 2 - q), ("<=", most, Either(2 * far.at(j) ** 2, q, close, distant))
)  # fmt: skip


# Along the segment from y to x the step, seen from w, moves by a covariance.
def affine(point: Vector) -> sp.Expr:
    """The weight of sigma^j against the pattern's own, whose exponent is affine in the point."""
    return RelativeWeight(point, pattern, others, j)


def seen(point: Vector) -> sp.Expr:
    """The step away from xi, seen from w."""
    return Sum.over(affine(point) * InnerProduct(away, W), j, m) / (1 + Sum.over(affine(point), j, m))


share = affine(path) / (1 + Sum.over(affine(path), j, m))
seen_from_w, seen_from_change = InnerProduct(away, W), 2 * InnerProduct(away, change)


def mean(values: sp.Expr) -> sp.Expr:
    """The sum under the attention weights along the segment, xi counting as 0."""
    return Sum.over(share * values, j, m)


on_segment = Moving(chain(
    SquaredDistance(path, pattern),
    ("=", t * SquaredDistance(X, pattern) + (1 - t) * SquaredDistance(Y, pattern) - t * (1 - t) * SquaredNorm(change),
     Algebra()),
    ("<=", t * SquaredDistance(X, pattern) + (1 - t) * SquaredDistance(Y, pattern), Sign()),
    ("<=", t * r**2 + (1 - t) * SquaredDistance(Y, pattern), Monotone(Hypothesis())),
    ("<=", t * r**2 + (1 - t) * r**2, Monotone(Hypothesis())),
    ("=", r**2, Algebra()),
))  # fmt: skip
slow = chain(
    mean(seen_from_w * seen_from_change) - mean(seen_from_w) * mean(seen_from_change) - target,
    ("<=", (2 / q * mean(seen_from_w**2) + mean(seen_from_change**2) * q / 2) / 2 - target, Monotone(Cite(
        "lemmas/covariance", "bound",
        {a: Vector(share, j, m), b: Vector(seen_from_w, j, m), h: Vector(seen_from_change, j, m), kappa: 2 / q}))),
    ("<=", (2 / q * mean(lengths.at(j) * SquaredNorm(W)) + mean(seen_from_change**2) * q / 2) / 2 - target,
     Monotone(Cite("lemmas/cauchy_schwarz+squares", "bound", {x: away, y: W}), (j,))),
    ("<=", (2 / q * mean(lengths.at(j) * SquaredNorm(W)) + mean(4 * lengths.at(j) * SquaredNorm(change)) * q / 2) / 2
     - target, Monotone(Cite("lemmas/cauchy_schwarz+squares", "bound", {x: away, y: change}), (j,))),
    ("=", (SquaredNorm(W) / q + q * SquaredNorm(change)) * second_moment(path) - target, Algebra()),
    ("<=", (SquaredNorm(W) / q + q * SquaredNorm(change)) * (q / 2) - target,
     Monotone(Cite("niu2024/storage_contraction+spread", "bound", {x: path}, on_segment))),
    ("=", 0, Algebra()),
)  # fmt: skip
difference = Vector(JoinedStep(X, pattern, others, k) - JoinedStep(Y, pattern, others, k), k, n)
moved = SquaredNorm(difference)

claims = (
    Claim(
        part="+decay", **here, title="What a pattern adds to the second moment falls with its distance",
        says=bound((2 * distance**2 - q) * decay_at, "<=", (2 * gap**2 - q) * decay),
        hypotheses=(Relation(gap, "<=", distance), wide, steep),
        derivation={
            "bound": chain(
                (2 * distance**2 - q) * decay_at,
                ("=", (2 * gap**2 - q) * (1 + excess) * decay_at, Algebra()),
                ("<=", (2 * gap**2 - q) * sp.exp(excess) * decay_at, Monotone(Tangent(excess))),
                ("<=", (2 * gap**2 - q) * sp.exp(ahead) * decay_at, Monotone(chain(
                    excess,
                    ("<=", (1 - r / gap) * (distance - gap) * (distance + gap), Monotone(Hypothesis())),
                    ("=", ahead - (distance - gap) ** 2 * r / gap, Algebra()),
                    ("<=", ahead, Sign()),
                ))),
                ("=", (2 * gap**2 - q) * decay, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+spread", **here, title="In the ball of a pattern the attention weights hardly reach the others",
        says=bound(second_moment(X), "<=", q / 2), hypotheses=(in_ball, *conditions),
        derivation={
            "bound": chain(
                second_moment(X),
                ("=", (Sum.over(weight_of * (2 * far.at(j) ** 2 - q), j, m) + q * (total - 1)) / (2 * total),
                 Algebra()),
                ("<=", (Sum.over(most, j, m) + q * (total - 1)) / (2 * total), Monotone(little, (j,))),
                ("=", (m * most + q * (total - 1)) / (2 * total), Algebra()),
                ("<=", (q + q * (total - 1)) / (2 * total), Monotone(Hypothesis())),
                ("=", q / 2, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+pairing", **here, title="How the step differs at two points of the ball, seen from any direction",
        says=bound(Sum.over((JoinedStep(X, pattern, others, k) - JoinedStep(Y, pattern, others, k)) * w[k], k, n), "<=",
                   target),
        hypotheses=(in_ball, also_in_ball, *conditions),
        derivation={
            "bound": chain(
                Sum.over((JoinedStep(X, pattern, others, k) - JoinedStep(Y, pattern, others, k)) * w[k], k, n),
                ("=", seen(X) - seen(Y), Algebra()),
                ("<=", target, Growth(seen(path) - t * target, t, sp.S.Zero, sp.S.One, slow)),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="", **here, title="In the ball of a separated pattern the attention step contracts distances by q",
        says=bound(moved, "<=", q**2 * SquaredNorm(change)),
        hypotheses=(in_ball, also_in_ball, *conditions),
        derivation={
            "bound": chain(moved, ("<=", q**2 * SquaredNorm(change), Cite(
                "niu2024/storage_contraction+pairing", "bound", {w: difference}))),
        },
        expects=Holds,
    ),
)  # fmt: skip
