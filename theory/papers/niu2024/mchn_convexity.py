r"""The regularising terms of MCHN create a convex energy function."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Max, Min, Relation, Vector, chain
from theory.kernel.rules import Algebra, Bend, Cite, Hypothesis, Monotone, Moving, Sign
from theory.quantities import InnerProduct, MCHNEnergy, SoftmaxCovariance, SoftmaxVariance, SquaredDiameter, SquaredNorm
from theory.sides import derivative
from theory.statement import Convex, Derivative, bound
from theory.symbols import beta, d, i, k, n, rho, v, w, weight, x, y
from theory.verdict import Fails, Holds

X, V, W, patterns = x.vector(), v.vector(), w.vector(), rho.vector()
energy, spread = MCHNEnergy(X, patterns, beta), SquaredDiameter(patterns)
t = sp.Symbol("t", real=True)
path = Vector(t * x[k] + (1 - t) * y[k], k, n)
change = Vector(x[k] - y[k], k, n)


def aligned(point: Vector) -> Vector:
    """The logits of the softmax weights at a point."""
    return Vector(beta * InnerProduct(patterns.at(i), point), i, d)


def shadows(direction: Vector) -> Vector:
    """The patterns seen along a direction."""
    return Vector(InnerProduct(patterns.at(i), direction), i, d)


def curvature(point: Vector, direction: Vector) -> sp.Expr:
    """The second derivative of the energy at a point along a direction."""
    return SquaredNorm(direction) - beta * SoftmaxVariance(aligned(point), shadows(direction))


bilinear = InnerProduct(V, W) - beta * SoftmaxCovariance(aligned(X), shadows(V), shadows(W))
stiffness = sp.Symbol("L", positive=True)
stiff = (Relation(beta * spread / 4, "<=", 1 + stiffness), Relation(sp.S.One, "<=", stiffness))
plus, minus = Vector(v[k] + w[k], k, n), Vector(v[k] - w[k], k, n)
blend = Vector(weight * x[k] + (1 - weight) * y[k], k, n)
middle = MCHNEnergy(blend, patterns, beta)
chord = weight * energy + (1 - weight) * MCHNEnergy(y.vector(), patterns, beta)
width = (Max(shadows(V)) - Min(shadows(V))) ** 2
here: dict[str, Any] = {"cites": "Section 4.1, convexity of MCHN", "section": "4.1"}


def of_figure(points: tuple[tuple[object, ...], ...]) -> tuple[Family, tuple[Relation, ...]]:
    """The patterns of Fig. 1, their entries fixed by hypotheses."""
    family = Family("rho", sp.Integer(len(points)), sp.Integer(len(points[0])))
    fixed = (
        Relation(family[a, b], "=", sp.Rational(str(value)))
        for a, point in enumerate(points, start=1)
        for b, value in enumerate(point, start=1)
    )
    return family, tuple(fixed)


line, on_line = of_figure(((-2,), (0,), (1,)))
plane, on_plane = of_figure((("-2", "-0.5"), ("0.2", "-0.3"), ("1.5", "1.5")))
regular = SquaredNorm(X) / 2 + sp.log(d) / beta + Max(Vector(SquaredNorm(patterns.at(i)), i, d)) / 2
regular_middle = regular + (SquaredNorm(blend) - SquaredNorm(X)) / 2
regular_chord = regular + (weight * SquaredNorm(X) + (1 - weight) * SquaredNorm(y.vector()) - SquaredNorm(X)) / 2


def figure(part: str, where: str, family: Family, fixed: tuple[Relation, ...], at: int) -> Claim:
    """The energy of the patterns of Fig. 1 at one inverse temperature."""
    start, end = Family("x", family.axes[1]), Family("y", family.axes[1])
    return Claim(
        part=part, fidelity="reading", **here,
        reading=f"For the patterns of Fig. 1 {where}, at beta = {at}.",
        title=f"MCHN's energy of the patterns of Fig. 1 {where} is convex at beta = {at}",
        says=Convex(MCHNEnergy(start.vector(), family.vector(), sp.Integer(at)), start, end, weight),
        hypotheses=fixed, expects=Fails,
    )  # fmt: skip


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="For all patterns and at every inverse temperature.",
        title="MCHN's energy is convex",
        says=Convex(energy, x, y, weight),
        expects=Fails,
        try_first=({"d": 2, "n": 1, "rho": [[2], [-2]], "x": [1], "y": [-1], "beta": 1, "lambda": "1/2"},),
    ),
    figure(":B", "on the line", line, on_line, 1),
    figure(":C", "on the line", line, on_line, 2),
    figure(":D", "in the plane", plane, on_plane, 1),
    figure(":E", "in the plane", plane, on_plane, 2),
    Claim(
        part=":F", fidelity="reading", **here,
        reading="The terms that are added to the negative LogSumExp are themselves convex.",
        title="The regularising terms of MCHN's energy are convex",
        says=Convex(regular, x, y, weight),
        derivation={
            "convexity": chain(
                regular_middle,
                ("=", regular_chord - weight * (1 - weight) * SquaredNorm(change) / 2, Algebra()),
                ("<=", regular_chord, Sign()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+hessian", fidelity="ours", **here,
        title="The Hessian of MCHN's energy: the identity minus beta times the covariance of the patterns",
        says=Derivative(energy, ((x, V), (x, W)), bilinear),
        derivation={"derivative": chain(derivative(energy, (x, V), (x, W)), ("=", bilinear, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+curvature", fidelity="ours", **here,
        title="The curvature of MCHN's energy is at most 1, and at least 1 minus beta / 4 times the squared diameter",
        says=bound((1 - beta * spread / 4) * SquaredNorm(V), "<=", curvature(X, V), "<=", SquaredNorm(V)),
        derivation={
            "lower": chain(
                curvature(X, V),
                (">=", SquaredNorm(V) - beta * (width / 4),
                 Monotone(Cite("lemmas/variance", "upper", {n: d, x: aligned(X), y: shadows(V)}))),
                (">=", SquaredNorm(V) - beta * (spread * SquaredNorm(V) / 4), Monotone(Cite("lemmas/extent"))),
                ("=", (1 - beta * spread / 4) * SquaredNorm(V), Algebra()),
            ),
            "upper": chain(curvature(X, V), ("<=", SquaredNorm(V), Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+polar", fidelity="ours", **here, hypotheses=stiff,
        title="The Hessian's bilinear form is at most the larger of 1 and beta / 4 times the squared diameter less "
        "1, times the mean of the two squared norms",
        says=bound(bilinear, "<=", stiffness * (SquaredNorm(V) + SquaredNorm(W)) / 2),
        derivation={
            "bound": chain(
                bilinear,
                ("=", (curvature(X, plus) - curvature(X, minus)) / 4, Algebra()),
                ("<=", (SquaredNorm(plus) - curvature(X, minus)) / 4,
                 Monotone(Cite("niu2024/mchn_convexity+curvature", "upper", {v: plus}))),
                ("<=", (SquaredNorm(plus) - (1 - beta * spread / 4) * SquaredNorm(minus)) / 4,
                 Monotone(Cite("niu2024/mchn_convexity+curvature", "lower", {v: minus}))),
                ("<=", (SquaredNorm(plus) - (1 - (1 + stiffness)) * SquaredNorm(minus)) / 4, Monotone(Hypothesis())),
                ("<=", (stiffness * SquaredNorm(plus) - (1 - (1 + stiffness)) * SquaredNorm(minus)) / 4,
                 Monotone(Hypothesis())),
                ("=", stiffness * (SquaredNorm(V) + SquaredNorm(W)) / 2, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+narrow", fidelity="repaired", repairs=(":A",), **here,
        changed="assumes that beta times the squared diameter of the patterns is at most 4",
        title="Where the patterns lie close enough together MCHN's energy is convex",
        says=Convex(energy, x, y, weight), hypotheses=(Relation(beta * spread, "<=", sp.Integer(4)),),
        derivation={
            "convexity": chain(middle, ("<=", chord, Bend(
                MCHNEnergy(path, patterns, beta), t, weight,
                chain(
                    0,
                    ("<=", (1 - beta * spread / 4) * SquaredNorm(change), Moving(chain(
                        beta * spread * SquaredNorm(change), ("<=", 4 * SquaredNorm(change), Monotone(Hypothesis()))))),
                    ("<=", curvature(path, change),
                     Cite("niu2024/mchn_convexity+curvature", "lower", {x: path, v: change})),
                ),
            ))),
        },
        expects=Holds,
    ),
)  # fmt: skip
