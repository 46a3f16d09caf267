"""E is a smooth surrogate of g and so also demonstrates the retrieval ability (stationary points near patterns)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain, substitute
from theory.kernel.rules import (
    Algebra,
    Cite,
    Entry,
    Hypothesis,
    Monotone,
    Sign,
)
from theory.quantities import (
    AttentionStep,
    DistanceEnergy,
    InnerProduct,
    JoinedEnergy,
    JoinedStep,
    NearestDistance,
    Softmax,
    SquaredDistance,
)
from theory.sides import derivative
from theory.statement import Identity, bound
from theory.symbols import d, eta, i, j, k, n, rho, v, x, xi, y
from theory.verdict import Fails, Holds

X, V, patterns, pattern, rival = x.vector(), v.vector(), rho.vector(), xi.vector(), eta.vector()
energy = DistanceEnergy(X, patterns)
near = Vector(-SquaredDistance(X, patterns.at(i)), i, d)
step = Vector(AttentionStep(X, patterns, k), k, n)
after = DistanceEnergy(step, patterns)
moved = SquaredDistance(X, step)
first = patterns.at(1)
here: dict[str, Any] = {"cites": "Section 4.1, stationary points", "section": "4.1"}

both = Vector(rival, j, 1)
two_step = Vector(JoinedStep(X, pattern, both, k), k, n)
between = SquaredDistance(pattern, rival)
half = between / 2
middle, line = Vector((xi[k] + eta[k]) / 2, k, n), Vector(xi[k] - eta[k], k, n)
bend = derivative(JoinedEnergy(X, pattern, both), (x, V), (x, V))
bend_at_middle = substitute(bend, {x: middle, v: line})


def coordinate(point: Vector) -> sp.Expr:
    """<point - middle, xi - eta>: positive where the point is nearer to xi."""
    return Sum.over((point.at(k) - (xi[k] + eta[k]) / 2) * (xi[k] - eta[k]), k, n)


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The patterns themselves are the stationary points: the gradient of E vanishes at each of them.",
        title="Each pattern is a stationary point of the distance energy",
        says=Identity(SquaredDistance(Vector(AttentionStep(first, patterns, k), k, n), first), sp.S.Zero),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Near each of two different patterns there is a stationary point, nearer to it than to the other: so "
        "the middle between them, where E is stationary too, is no minimum along the line through them, and the "
        "curvature there is at most 0.",
        title="The middle between two patterns is no minimum of the energy",
        says=bound(bend_at_middle, "<=", 0),
        hypotheses=(Relation(sp.S.Zero, "<", SquaredDistance(pattern, rival)),),
        expects=Fails,
    ),
    Claim(
        part="+middle", fidelity="ours", **here,
        title="At the middle between two patterns the curvature along the line through them is 2 D^2 - D^4, D being "
        "their distance",
        says=Identity(bend_at_middle, 2 * between - between**2),
        derivation={"identity": chain(bend_at_middle, ("=", 2 * between - between**2, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+none", fidelity="ours", **here,
        title="Two patterns at distance sqrt 2 or less have no stationary point on either side: each step goes towards "
        "the middle",
        says=bound(coordinate(two_step), "<", coordinate(X)),
        hypotheses=(Relation(sp.S.Zero, "<", coordinate(X)), Relation(half, "<=", sp.S.One)),
        derivation={
            "bound": chain(
                coordinate(two_step),
                ("=", half * (1 - 2 / (sp.exp(2 * coordinate(X)) + 1)),
                 Cite("niu2024/storage_two+coordinate", "identity")),
                ("<", coordinate(X), Cite("niu2024/storage_two+to_the_middle", "bound", {
                    sp.Symbol("K", nonnegative=True): half, sp.Symbol("v_0", positive=True): coordinate(X)})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+hull", fidelity="ours", **here,
        title="A step never leaves the convex hull of the patterns: seen from any direction it lies between them",
        says=bound(InnerProduct(step, V), "<=", Max(Vector(InnerProduct(patterns.at(i), V), i, d))),
        derivation={
            "bound": chain(
                InnerProduct(step, V),
                ("=", Sum.over(Softmax(near, i) * InnerProduct(patterns.at(i), V), i, d), Algebra()),
                ("<=", Sum.over(Softmax(near, i) * Max(Vector(InnerProduct(patterns.at(j), V), j, d)), i, d),
                 Monotone(Entry())),
                ("=", Max(Vector(InnerProduct(patterns.at(i), V), i, d)), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+start", fidelity="ours", **here,
        title="At a pattern the energy is at most 0",
        says=bound(DistanceEnergy(first, patterns), "<=", 0),
        derivation={
            "bound": chain(
                DistanceEnergy(first, patterns),
                ("<=", NearestDistance(first, patterns), Cite("niu2024/proposition_1", "upper", {x: first})),
                ("<=", SquaredDistance(first, first), Entry(1)),
                ("=", 0, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+stays", fidelity="ours", **here,
        title="Without any separation: from a point of energy 0 or less, such as a pattern, the step leads to such a "
        "point again, within sqrt(log d) of a pattern",
        says=bound(NearestDistance(step, patterns) - sp.log(d), "<=", after, "<=", 0),
        hypotheses=(Relation(energy, "<=", sp.S.Zero),),
        derivation={
            "lower": chain(after, (">=", NearestDistance(step, patterns) - sp.log(d), Cite(
                "niu2024/proposition_1", "lower", {x: step}))),
            "upper": chain(
                after,
                ("<=", energy - moved, Cite("niu2024/distance_energy_bounds+step", "bound", {y: X})),
                ("<=", energy, Sign()),
                ("<=", 0, Hypothesis()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
