"""E(x) = -log sum_i exp(-||x - rho^i||^2) is smooth: how fast its gradient varies, and that of MCHN's energy."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Growth, Moving, Scaled
from theory.quantities import (
    AttentionStep,
    HopfieldStep,
    InnerProduct,
    SoftmaxCovariance,
    SoftmaxMean,
    SquaredDiameter,
    SquaredDistance,
    SquaredNorm,
)
from theory.statement import bound
from theory.symbols import beta, d, i, k, n, rho, v, w, x, y
from theory.verdict import Holds

X, Y, W, patterns = x.vector(), y.vector(), w.vector(), rho.vector()
spread = SquaredDiameter(patterns)
stiffness, t = sp.Symbol("L", positive=True), sp.Symbol("t", real=True)
change = Vector(x[k] - y[k], k, n)
stretched = Vector(stiffness * change.at(k), k, n)
path = Vector(t * x[k] + (1 - t) * y[k], k, n)
target = (SquaredNorm(W) + stiffness**2 * SquaredNorm(change)) / 2
here: dict[str, Any] = {"cites": "Eq. (4), Lipschitz constants", "section": "4.1", "fidelity": "ours"}
At = Callable[[Vector], Any]


def gradient(point: Vector) -> Vector:
    """The gradient of the distance energy."""
    return Vector(2 * (point.at(k) - AttentionStep(point, patterns, k)), k, n)


def mchn_gradient(point: Vector) -> Vector:
    """The gradient of MCHN's energy."""
    return Vector(point.at(k) - HopfieldStep(point, patterns, beta, k), k, n)


def logits(point: Vector) -> Vector:
    """The logits of the weights of the distance energy."""
    return Vector(-SquaredDistance(point, patterns.at(i)), i, d)


def mchn_logits(point: Vector) -> Vector:
    """The logits of the weights of the MCHN."""
    return Vector(beta * InnerProduct(patterns.at(i), point), i, d)


def shadows(direction: Vector) -> Vector:
    """The patterns seen along a direction."""
    return Vector(InnerProduct(patterns.at(i), direction), i, d)


def seen(field: At, point: Vector) -> sp.Expr:
    """A vector field at a point, seen from w."""
    return Sum.over(field(point).at(k) * w[k], k, n)


def difference(field: At) -> Vector:
    """The field at x less the field at y."""
    return Vector(field(X).at(k) - field(Y).at(k), k, n)


def from_w(field: At, weights: At, own: int, spread_of: sp.Expr, polar: str) -> dict[str, Chain]:
    """Along the segment the gradient, seen from w, moves by the Hessian's bilinear form, which `polar` bounds.

    The Hessian is `own` times the identity less `spread_of` times the covariance of the patterns.
    """

    def hessian(direction: Vector) -> sp.Expr:
        covariance = SoftmaxCovariance(weights(path), shadows(direction), shadows(W))
        return own * InnerProduct(direction, W) - spread_of * covariance

    def by_weights(point: Vector) -> sp.Expr:
        # The gradient, the patterns seen from w first.
        return own * (InnerProduct(point, W) - SoftmaxMean(weights(point), shadows(W)))

    largest = (SquaredNorm(stretched) + SquaredNorm(W)) / 2
    slow = chain(hessian(change) - target, ("<=", 0, Moving(chain(
        hessian(change),
        ("=", hessian(stretched) / stiffness, Algebra()),
        ("<=", largest, Scaled(stiffness, chain(
            hessian(stretched), ("<=", stiffness * largest, Cite(polar, "bound", {x: path, v: stretched}))))),
        ("=", target, Algebra()),
    ))))  # fmt: skip
    return {
        "bound": chain(
            seen(field, X) - seen(field, Y),
            ("=", by_weights(X) - by_weights(Y), Algebra()),
            ("<=", target, Growth(by_weights(path) - t * target, t, sp.S.Zero, sp.S.One, slow)),
        )
    }


def claim_pair(part: str, named: str, constant: str, field: At, stiff: tuple[Relation, ...], by: dict[str, Chain]) -> (
    tuple[Claim, Claim]
):  # fmt: skip
    """The bound seen from any direction w, and the bound on the norm, from the direction of the difference itself."""
    step = SquaredNorm(difference(field))
    return (
        Claim(
            part=f"+{part}", **here, title=f"The gradient of {named} is Lipschitz with {constant}",
            says=bound(step, "<=", stiffness**2 * SquaredNorm(change)), hypotheses=stiff,
            derivation={"bound": chain(step, ("<=", stiffness**2 * SquaredNorm(change), Cite(
                f"niu2024/gradient_lipschitz+{part}_from_w", "bound", {w: difference(field)})))},
            expects=Holds,
        ),
        Claim(
            part=f"+{part}_from_w", **here,
            title=f"How the gradient of {named} differs at two points, seen from any direction",
            says=bound(seen(field, X) - seen(field, Y), "<=", target), hypotheses=stiff, derivation=by,
            expects=Holds,
        ),
    )  # fmt: skip


claims = (
    *claim_pair(
        "distance", "the distance energy", "the larger of 2 and the squared diameter less 2", gradient,
        (Relation(spread, "<=", 2 + stiffness), Relation(sp.Integer(2), "<=", stiffness)),
        from_w(gradient, logits, 2, sp.Integer(4), "niu2024/energy_curvature+polar"),
    ),
    *claim_pair(
        "mchn", "MCHN's energy", "the larger of 1 and beta / 4 times the squared diameter less 1", mchn_gradient,
        (Relation(beta * spread / 4, "<=", 1 + stiffness), Relation(sp.S.One, "<=", stiffness)),
        from_w(mchn_gradient, mchn_logits, 1, beta, "niu2024/mchn_convexity+polar"),
    ),
)  # fmt: skip
