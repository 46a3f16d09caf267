"""E(x) = -log sum_i exp(-||x - rho^i||^2) is smooth: how fast its update varies, and that of the MCHN."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone
from theory.quantities import (
    AttentionStep,
    HopfieldStep,
    InnerProduct,
    SoftmaxMean,
    SquaredDiameter,
    SquaredDistance,
    SquaredNorm,
)
from theory.statement import bound
from theory.symbols import beta, d, i, k, n, rho, v, w, x, y, z
from theory.verdict import Holds

Step = Callable[[Vector, sp.Expr], sp.Expr]
X, Y, W, patterns = x.vector(), y.vector(), w.vector(), rho.vector()
spread = SquaredDiameter(patterns)
stiffness, scale = sp.Symbol("L", positive=True), sp.Symbol("kappa", positive=True)
t = sp.Symbol("t", real=True)
change = Vector(x[k] - y[k], k, n)
path = Vector(t * x[k] + (1 - t) * y[k], k, n)
target = (SquaredNorm(W) + stiffness**2 * SquaredNorm(change)) / 2
shadows = Vector(InnerProduct(patterns.at(i), W), i, d)


def seen(step: Step, point: Vector) -> sp.Expr:
    """The step at a point, seen from w."""
    return Sum.over(step(point, k) * w[k], k, n)


def energy_step(point: Vector, at: sp.Expr) -> sp.Expr:
    """The update of the distance energy."""
    return AttentionStep(point, patterns, at)


def mchn_step(point: Vector, at: sp.Expr) -> sp.Expr:
    """The update of the MCHN."""
    return HopfieldStep(point, patterns, beta, at)


def logits(point: Vector) -> Vector:
    """The logits of the weights of the distance energy."""
    return Vector(-SquaredDistance(point, patterns.at(i)), i, d)


def aligned(point: Vector) -> Vector:
    """The logits of the weights of the MCHN."""
    return Vector(beta * InnerProduct(patterns.at(i), point), i, d)


def width(values: Vector) -> sp.Expr:
    """The squared range of values, one a pattern."""
    return (Max(values) - Min(values)) ** 2


here: dict[str, Any] = {"cites": "Eq. (4), Lipschitz constants", "section": "4.1", "fidelity": "ours"}
plain = Vector(InnerProduct(patterns.at(i), change), i, d)
turned = Vector(2 * InnerProduct(patterns.at(i), change), i, d)  # the change of the logits, but for a common part
raised = Vector(beta * InnerProduct(patterns.at(i), change), i, d)


def by_mean(step: Step, start: Vector, moved: Vector, factor: sp.Expr) -> dict[str, Chain]:
    """The step seen from w as a softmax mean whose logits move, and the widths of the patterns."""
    balance = factor / stiffness  # kappa, so that both parts come out as in the target
    return {
        "bound": chain(
            seen(step, X) - seen(step, Y),
            (
                "=",
                SoftmaxMean(Vector(start.at(i) + moved.at(i), i, d), shadows) - SoftmaxMean(start, shadows),
                Algebra(),
            ),
            (
                "<=",
                (balance * width(shadows) + width(moved) / balance) / 8,
                Cite("lemmas/softmax_mean", "bound", {n: d, x: start, y: shadows, z: moved, scale: balance}),
            ),
            (
                "<=",
                (balance * (spread * SquaredNorm(W)) + width(moved) / balance) / 8,
                Monotone(Cite("lemmas/extent", "bound", {v: W})),
            ),
            ("=", (balance * (spread * SquaredNorm(W)) + factor**2 * width(plain) / balance) / 8, Algebra()),
            (
                "<=",
                (balance * (spread * SquaredNorm(W)) + factor**2 * (spread * SquaredNorm(change)) / balance) / 8,
                Monotone(Cite("lemmas/extent", "bound", {v: change})),
            ),
            (
                "=",
                (factor * SquaredNorm(W) / stiffness + factor * stiffness * SquaredNorm(change)) * spread / 8,
                Algebra(),
            ),
            (
                "<=",
                (factor * SquaredNorm(W) / stiffness + factor * stiffness * SquaredNorm(change))
                * (4 * stiffness / factor)
                / 8,
                Monotone(Hypothesis()),
            ),
            ("=", target, Algebra()),
        )
    }


def difference(step: Step) -> Vector:
    """The step at x less the step at y."""
    return Vector(step(X, k) - step(Y, k), k, n)


def lipschitz(step: Step, name: str) -> dict[str, Chain]:
    """From every direction to the norm: the direction of the difference itself."""
    return {
        "bound": chain(
            SquaredNorm(difference(step)),
            (
                "<=",
                stiffness**2 * SquaredNorm(change),
                Cite(f"niu2024/update_lipschitz+{name}_from_w", "bound", {w: difference(step)}),
            ),
        )
    }


narrow = Relation(spread, "<=", 4 * stiffness / 2)
narrow_at_beta = Relation(spread, "<=", 4 * stiffness / beta)
claims = (
    Claim(
        part="+update_from_w", **here,
        title="How the update of the distance energy differs at two points, seen from any direction",
        says=bound(seen(energy_step, X) - seen(energy_step, Y), "<=", target), hypotheses=(narrow,),
        derivation=by_mean(energy_step, logits(Y), turned, sp.Integer(2)),
        expects=Holds,
    ),
    Claim(
        part="+update", **here,
        title="The update of the distance energy is Lipschitz with half the squared diameter",
        says=bound(SquaredNorm(difference(energy_step)), "<=", stiffness**2 * SquaredNorm(change)),
        hypotheses=(narrow,), derivation=lipschitz(energy_step, "update"),
        expects=Holds,
    ),
    Claim(
        part="+mchn_update_from_w", **here,
        title="How the update of the MCHN differs at two points, seen from any direction",
        says=bound(seen(mchn_step, X) - seen(mchn_step, Y), "<=", target), hypotheses=(narrow_at_beta,),
        derivation=by_mean(mchn_step, aligned(Y), raised, beta),
        expects=Holds,
    ),
    Claim(
        part="+mchn_update", **here,
        title="The update of the MCHN is Lipschitz with a quarter of beta times the squared diameter",
        says=bound(SquaredNorm(difference(mchn_step)), "<=", stiffness**2 * SquaredNorm(change)),
        hypotheses=(narrow_at_beta,), derivation=lipschitz(mchn_step, "mchn_update"),
        expects=Holds,
    ),
)  # fmt: skip
