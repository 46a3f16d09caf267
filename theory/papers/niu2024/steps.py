"""What many steps lead to: the smallest of t steps, and the limit points."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Definition, Monotone, Sign
from theory.quantities import (
    AttentionStep,
    DistanceEnergy,
    HopfieldStep,
    InnerProduct,
    LayerEnergy,
    LayerStep,
    MCHNEnergy,
    NearestDistance,
    PooledEnergy,
    PooledStep,
    Softmax,
    SquaredDistance,
    SquaredNorm,
)
from theory.statement import Descent
from theory.symbols import b, beta, counts, d, i, j, k, layers, m, n, rho, t, u, varrho, x, y
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
here: dict[str, Any] = {"fidelity": "ours", "cites": "Section 4.2, many steps", "section": "4.2"}
energy, mchn = DistanceEnergy(X, patterns), MCHNEnergy(X, patterns, beta)
step = Vector(AttentionStep(X, patterns, k), k, n)
mchn_step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
near = Vector(-SquaredDistance(X, patterns.at(i)), i, d)
aligned = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
farthest = Max.over(SquaredNorm(patterns.at(i)), i, d)


def in_the_hull(landing: Vector, logits: Vector) -> Chain:
    """The landing point of a step, a mean of the patterns, is no farther from the origin than the farthest of them."""
    mean = Vector(Sum.over(Softmax(logits, i) * rho[i, k], i, d), k, n)
    return chain(
        SquaredNorm(landing),
        ("=", SquaredNorm(mean), Monotone(Definition(), (k,))),
        ("<=", farthest, Cite("lemmas/mean_distance+norm", "bound", {m: d, b: logits, u: patterns})),
    )


# All layers together.
layer_patterns, times = varrho.vector(), counts.vector()
pooled = PooledEnergy(X, layer_patterns, times)


def step_at(layer: sp.Expr) -> Vector:
    """The attention step from x over the patterns of one layer."""
    return Vector(LayerStep(X, varrho.vector(layer), counts.vector(layer), k), k, n)


def logits_at(layer: sp.Expr) -> Vector:
    """What the softmax weights of a layer's patterns at x are made of."""
    return Vector(sp.log(counts[layer, j]) - SquaredDistance(X, varrho.vector(layer, j)), j, m)


def mean_at(layer: sp.Expr) -> Vector:
    """That step, as a mean under softmax weights."""
    return Vector(Sum.over(Softmax(logits_at(layer), j) * varrho[layer, j, k], j, m), k, n)


weights = Vector(-LayerEnergy(X, varrho.vector(t), counts.vector(t)), t, layers)
pooled_step = Vector(PooledStep(X, layer_patterns, times, k), k, n)
mixture = Vector(Sum.over(Softmax(weights, t) * step_at(t).at(k), t, layers), k, n)
total = Sum.over(Sum.over(counts[t, j], j, m), t, layers)
closeness = counts[t, j] * sp.exp(-SquaredDistance(X, varrho.vector(t, j)))
farthest_of_all = Max.over(Max.over(SquaredNorm(varrho.vector(t, j)), j, m), t, layers)

claims = (
    Claim(
        part="+distance", **here,
        title="The smallest of t attention steps has a squared length of at most (E(x) + log d) / t, and every limit "
        "point of the iterates is a fixed point",
        says=Descent(step, x, energy, SquaredDistance(X, step), -sp.log(d), farthest),
        derivation={
            "falls": chain(DistanceEnergy(step, patterns), ("<=", energy - SquaredDistance(X, step), Cite(
                "niu2024/distance_energy_bounds+step", "bound", {y: X}))),
            "never rises": chain(0, ("<=", SquaredDistance(X, step), Sign())),
            "floor": chain(
                -sp.log(d),
                ("<=", NearestDistance(X, patterns) - sp.log(d), Sign()),
                ("<=", energy, Cite("niu2024/proposition_1", "lower")),
            ),
            "bounded": in_the_hull(step, near),
        },
        expects=Holds,
    ),
    Claim(
        part="+mchn", **here,
        title="The smallest of t steps of the MCHN has a squared length of at most 2 E_MCHN(x) / t, and every "
        "limit point of the iterates is a fixed point",
        says=Descent(mchn_step, x, mchn, SquaredDistance(X, mchn_step) / 2, sp.S.Zero, farthest),
        derivation={
            "falls": chain(MCHNEnergy(mchn_step, patterns, beta), ("<=", mchn - SquaredDistance(X, mchn_step) / 2, Cite(
                "niu2024/mchn_energy_step+step", "bound", {y: X}))),
            "never rises": chain(0, ("<=", SquaredDistance(X, mchn_step) / 2, Sign())),
            "floor": chain(0, ("<=", mchn, Cite("niu2024/mchn_energy+non_negative"))),
            "bounded": in_the_hull(mchn_step, aligned),
        },
        expects=Holds,
    ),
    Claim(
        part="+layers", **here,
        title="The smallest of t steps over the patterns of all layers has a squared length of at most the global "
        "energy and the logarithm of their number over t, and every limit point of the iterates is a fixed point",
        says=Descent(pooled_step, x, pooled, SquaredDistance(X, pooled_step), -sp.log(total), farthest_of_all),
        try_first=({"l": 2, "m": 1, "n": 1, "mu": [["1"], ["1"]], "varrho": [[["0"]], [["0"]]], "x": ["0"]},),
        derivation={
            "falls": chain(PooledEnergy(pooled_step, layer_patterns, times), (
                "<=", pooled - SquaredDistance(X, pooled_step), Cite(
                    "niu2024/global_majorizer+step", "bound", {y: X}))),
            "never rises": chain(0, ("<=", SquaredDistance(X, pooled_step), Sign())),
            "floor": chain(
                -sp.log(total),
                ("<=", -sp.log(Sum.over(Sum.over(closeness, j, m), t, layers)), Monotone(Sign(), (t, j))),
                ("=", pooled, Algebra()),
            ),
            "bounded": chain(
                SquaredNorm(pooled_step),
                ("=", SquaredNorm(mixture), Monotone(Algebra(), (k,))),
                ("<=", Max.over(SquaredNorm(step_at(t)), t, layers), Cite("lemmas/mean_distance+norm", "bound", {
                    m: layers, b: weights, u: Vector(step_at(t), t, layers)})),
                ("=", Max.over(SquaredNorm(mean_at(t)), t, layers), Monotone(Algebra(), (t, k))),
                ("<=", farthest_of_all, Monotone(Cite("lemmas/mean_distance+norm", "bound", {
                    b: logits_at(t), u: varrho.vector(t)}), (t,))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
