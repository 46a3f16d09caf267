"""Majorization-minimization (Sun et al. 2016, Eqs. 2 and 3): in each step a surrogate Q of the energy is minimised."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Sum, Vector, chain, substitute
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Sign
from theory.quantities import AttentionStep, DistanceEnergy, Majorizer, RelativeEntropy, SquaredDistance
from theory.sides import derivative
from theory.statement import Derivative, Identity, bound
from theory.symbols import d, i, k, n, rho, stride, v, x, y
from theory.verdict import Holds

X, Y, V, patterns = x.vector(), y.vector(), v.vector(), rho.vector()
energy, there, surrogate = DistanceEnergy(X, patterns), DistanceEnergy(Y, patterns), Majorizer(X, Y, patterns)


def logits(point: Vector) -> Vector:
    """The logits of the attention weights at a point."""
    return Vector(-SquaredDistance(point, patterns.at(i)), i, d)


def step(point: Vector) -> Vector:
    """Where the attention step sends a point."""
    return Vector(AttentionStep(point, patterns, k), k, n)


def seen(vector: Vector) -> sp.Expr:
    """Twice the vector, seen from the direction v."""
    return Sum.over(2 * vector.at(k) * v[k], k, n)


image = step(Y)
least = Majorizer(image, Y, patterns)
off, way = SquaredDistance(X, image), SquaredDistance(Y, image)
apart = RelativeEntropy(logits(Y), logits(X))
gap = surrogate - energy
gap_slope = derivative(gap, (x, V))

# The point that divides the way to the attention step.
partway = Vector((1 - stride) * y[k] + stride * image.at(k), k, n)
lowest = Majorizer(partway, Y, patterns)
near, part = Relation(SquaredDistance(X, Y), "<=", stride**2 * way), Relation(stride, "<=", sp.S.One)
room = (1 - stride) / stride * (stride**2 * way - SquaredDistance(X, Y))


def by_paraboloid(point: Vector) -> Cite:
    """The surrogate at a point."""
    return Cite("niu2024/surrogate_majorizer+paraboloid", "identity", {x: point})


here: dict[str, Any] = {"cites": "Majorization-minimization", "section": "4.2", "fidelity": "ours"}

claims = (
    Claim(
        part="+majorizes", **here, title="The surrogate lies nowhere below the energy",
        says=bound(energy, "<=", surrogate),
        derivation={
            "bound": chain(
                energy,
                ("=", surrogate - apart, Cite("niu2024/surrogate_majorizer+gap", "identity")),
                ("<=", surrogate, Moving(chain(0, ("<=", apart, Cite(
                    "lemmas/gibbs", "bound", {n: d, x: logits(Y), y: logits(X)}))))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+gap", **here, sharpens=("+majorizes",),
        title="The surrogate exceeds the energy by the relative entropy of the attention weights at y and at x",
        says=Identity(gap, apart),
        derivation={"identity": chain(gap, ("=", apart, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+touches", **here, title="At the current iterate the surrogate is the energy",
        says=Identity(Majorizer(Y, Y, patterns), there),
        derivation={"identity": chain(Majorizer(Y, Y, patterns), ("=", there, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+paraboloid", **here, title="The surrogate is a paraboloid around the attention step of the iterate",
        says=Identity(surrogate, there + off - way),
        derivation={"identity": chain(surrogate, ("=", there + off - way, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+gradient", **here,
        title="The gradient of the surrogate is twice the way from the attention step of the iterate to the point",
        says=Derivative(surrogate, ((x, V),), seen(Vector(x[k] - image.at(k), k, n))),
        derivation={
            "derivative": chain(
                derivative(surrogate, (x, V)), ("=", seen(Vector(x[k] - image.at(k), k, n)), Algebra()))
        },
        expects=Holds,
    ),
    Claim(
        part="+gap_gradient", **here,
        title="The gradients of the surrogate and of the energy differ by twice the difference of two attention steps",
        says=Derivative(gap, ((x, V),), seen(Vector(step(X).at(k) - image.at(k), k, n))),
        derivation={
            "derivative": chain(gap_slope, ("=", seen(Vector(step(X).at(k) - image.at(k), k, n)), Algebra()))
        },
        expects=Holds,
    ),
    Claim(
        part="+tangent", **here, title="At the current iterate the gradients of the surrogate and of the energy agree",
        says=Identity(substitute(gap_slope, {x: Y}), sp.S.Zero),
        derivation={"identity": chain(substitute(gap_slope, {x: Y}), ("=", 0, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+minimiser", **here, title="The surrogate is lowest where the attention step sends the iterate",
        says=bound(least, "<=", surrogate),
        derivation={
            "bound": chain(
                least,
                ("<=", least + off, Sign()),
                ("=", surrogate, Cite("niu2024/surrogate_majorizer+above", "identity")),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+only_minimiser", **here, title="The surrogate is lowest there alone",
        says=bound(least, "<", surrogate), hypotheses=(Relation(sp.S.Zero, "<", off),),
        derivation={
            "bound": chain(
                least,
                ("<", least + off, Moving(chain(0, ("<", off, Hypothesis())))),
                ("=", surrogate, Cite("niu2024/surrogate_majorizer+above", "identity")),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+above", **here, sharpens=("+minimiser", "+only_minimiser"),
        title="How far the surrogate is above its lowest value: by the squared distance to the attention step",
        says=Identity(least + off, surrogate),
        derivation={
            "identity": chain(
                least + off,
                ("=", there - way + off, Monotone(by_paraboloid(image))),
                ("=", surrogate, by_paraboloid(X)),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+ball", **here,
        title="In a ball around the iterate, no larger than the attention step is long, the surrogate is lowest on the "
        "way to the attention step",
        says=bound(lowest + SquaredDistance(X, partway) / stride, "<=", surrogate), hypotheses=(near, part),
        derivation={
            "bound": chain(
                lowest + SquaredDistance(X, partway) / stride,
                ("=", there + SquaredDistance(partway, image) - way + SquaredDistance(X, partway) / stride,
                 Monotone(by_paraboloid(partway))),
                ("=", there - way + off - room, Algebra()),
                ("<=", there - way + off, Moving(chain(0, ("<=", room, Sign())))),
                ("=", surrogate, by_paraboloid(X)),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
