"""E(x) = -log sum_i exp(-||x - rho^i||^2) is a smooth function: its curvature."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Vector, chain
from theory.kernel.rules import Algebra, Bend, Cite, Hypothesis, Monotone, Moving, Sign
from theory.quantities import (
    DistanceEnergy,
    InnerProduct,
    SoftmaxCovariance,
    SoftmaxVariance,
    SquaredDiameter,
    SquaredDistance,
    SquaredNorm,
)
from theory.sides import derivative
from theory.statement import Convex, Derivative, bound
from theory.symbols import d, i, k, n, rho, v, w, weight, x, y
from theory.verdict import Holds

X, V, W, patterns = x.vector(), v.vector(), w.vector(), rho.vector()
energy, spread = DistanceEnergy(X, patterns), SquaredDiameter(patterns)
t = sp.Symbol("t", real=True)
path = Vector(t * x[k] + (1 - t) * y[k], k, n)
change = Vector(x[k] - y[k], k, n)


def near(point: Vector) -> Vector:
    """The logits of the attention weights at a point."""
    return Vector(-SquaredDistance(point, patterns.at(i)), i, d)


def shadows(direction: Vector) -> Vector:
    """The patterns seen along a direction."""
    return Vector(InnerProduct(patterns.at(i), direction), i, d)


def curvature(point: Vector, direction: Vector) -> sp.Expr:
    """The second derivative of E at a point along a direction."""
    return 2 * SquaredNorm(direction) - 4 * SoftmaxVariance(near(point), shadows(direction))


width = (Max(shadows(V)) - Min(shadows(V))) ** 2
stiffness = sp.Symbol("L", positive=True)
plus, minus = Vector(v[k] + w[k], k, n), Vector(v[k] - w[k], k, n)
bilinear = 2 * InnerProduct(V, W) - 4 * SoftmaxCovariance(near(X), shadows(V), shadows(W))
middle = DistanceEnergy(Vector(weight * x[k] + (1 - weight) * y[k], k, n), patterns)
chord = weight * energy + (1 - weight) * DistanceEnergy(y.vector(), patterns)
here: dict[str, Any] = {"cites": "Eq. (4), curvature", "section": "4.1", "fidelity": "ours"}

claims = (
    Claim(
        part="+hessian", **here,
        title="The Hessian of the distance energy: twice the identity minus four times the covariance of the patterns",
        says=Derivative(energy, ((x, V), (x, W)), bilinear),
        derivation={"derivative": chain(derivative(energy, (x, V), (x, W)), ("=", bilinear, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+second_derivative", **here,
        title="The second derivative of the distance energy along a direction",
        says=Derivative(energy, ((x, V), (x, V)), curvature(X, V)),
        derivation={"derivative": chain(derivative(energy, (x, V), (x, V)), ("=", curvature(X, V), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+bounds", **here,
        title="The curvature of the distance energy is at most 2, and at least 2 minus the squared diameter",
        says=bound((2 - spread) * SquaredNorm(V), "<=", curvature(X, V), "<=", 2 * SquaredNorm(V)),
        derivation={
            "lower": chain(
                curvature(X, V),
                (">=", 2 * SquaredNorm(V) - width,
                 Monotone(Cite("lemmas/variance", "upper", {n: d, x: near(X), y: shadows(V)}))),
                (">=", (2 - spread) * SquaredNorm(V), Cite("lemmas/extent")),
            ),
            "upper": chain(curvature(X, V), ("<=", 2 * SquaredNorm(V), Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+convex", **here, hypotheses=(Relation(spread, "<=", sp.Integer(2)),),
        title="Where all patterns lie within distance sqrt 2 of each other the distance energy is convex",
        says=Convex(energy, x, y, weight),
        derivation={
            "convexity": chain(middle, ("<=", chord, Bend(
                DistanceEnergy(path, patterns), t, weight,
                chain(
                    0,
                    ("<=", (2 - spread) * SquaredNorm(change), Moving(chain(
                        spread * SquaredNorm(change), ("<=", 2 * SquaredNorm(change), Monotone(Hypothesis()))))),
                    ("<=", curvature(path, change),
                     Cite("niu2024/energy_curvature+bounds", "lower", {x: path, v: change})),
                ),
            ))),
        },
        expects=Holds,
    ),
    Claim(
        part="+polar", **here,
        hypotheses=(Relation(spread, "<=", 2 + stiffness), Relation(sp.Integer(2), "<=", stiffness)),
        title="The Hessian's bilinear form is at most the larger of 2 and the squared diameter less 2, times the "
        "mean of the two squared norms",
        says=bound(bilinear, "<=", stiffness * (SquaredNorm(V) + SquaredNorm(W)) / 2),
        derivation={
            "bound": chain(
                bilinear,
                ("=", (curvature(X, plus) - curvature(X, minus)) / 4, Algebra()),
                ("<=", (2 * SquaredNorm(plus) - curvature(X, minus)) / 4,
                 Monotone(Cite("niu2024/energy_curvature+bounds", "upper", {v: plus}))),
                ("<=", (2 * SquaredNorm(plus) - (2 - spread) * SquaredNorm(minus)) / 4,
                 Monotone(Cite("niu2024/energy_curvature+bounds", "lower", {v: minus}))),
                ("<=", (2 * SquaredNorm(plus) - (2 - (2 + stiffness)) * SquaredNorm(minus)) / 4,
                 Monotone(Hypothesis())),
                ("<=", (stiffness * SquaredNorm(plus) - (2 - (2 + stiffness)) * SquaredNorm(minus)) / 4,
                 Monotone(Hypothesis())),
                ("=", stiffness * (SquaredNorm(V) + SquaredNorm(W)) / 2, Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
