"""E_global(x) = -LogSumExp(-E_1(x), ..., -E_l(x))."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, ForEach, Monotone, Moving, Sign
from theory.quantities import (
    DistanceEnergy,
    GlobalEnergy,
    LayerStep,
    MergedEnergy,
    PooledEnergy,
    PooledStep,
    Softmax,
    SquaredDistance,
    SquaredNorm,
    as_counted,
    as_distance,
    as_nearest,
    as_printed,
)
from theory.sides import derivative
from theory.statement import Derivative, Identity, bound
from theory.symbols import (
    b,
    counts,
    d,
    j,
    k,
    layer_normalisers,
    layers,
    m,
    n,
    rho,
    sigma,
    t,
    u,
    v,
    varrho,
    x,
    y,
)  # fmt: skip
from theory.verdict import Fails, Holds

X, V, patterns, times = x.vector(), v.vector(), varrho.vector(), counts.vector()
once = Vector(Vector(sp.S.One, j, m), t, layers)
Z = layer_normalisers
here: dict[str, Any] = {"cites": "Equation (7)", "section": "4.2"}
together = "The global energy of the layers is the layer energy of one layer that holds all their patterns: "

nearest = as_nearest(X)
of_all = Min(nearest)
printed = as_printed(X)
at_most = Vector(1 / Z[t], t, layers)
distance = as_distance(X)
counted = as_counted(X)
pooled, pooled_once = PooledEnergy(X, patterns, times), PooledEnergy(X, patterns, once)
by_nearest, by_distance = GlobalEnergy(nearest), GlobalEnergy(distance)
within = Cite("niu2024/proposition_1", "upper", {d: m, rho: varrho.vector(t)})
beyond = Cite("niu2024/proposition_1", "lower", {d: m, rho: varrho.vector(t)})

# One layer of d patterns rho, another of m patterns sigma.
one, other = rho.vector(), sigma.vector()
two = sp.exp(-DistanceEnergy(X, one)) + sp.exp(-DistanceEnergy(X, other))

minus_nearest, minus_distance = (Vector(-each.at(t), t, layers) for each in (nearest, distance))

weights = Vector(-counted.at(t), t, layers)
step = Vector(PooledStep(X, patterns, times, k), k, n)
step_of = Vector(Vector(LayerStep(X, varrho.vector(t), counts.vector(t), k), k, n), t, layers)
mixture = Vector(Sum.over(Softmax(weights, t) * step_of.at(t).at(k), t, layers), k, n)
back = Vector(x[k] - v[k], k, n)
pull = Sum.over(2 * (x[k] - PooledStep(X, patterns, times, k)) * v[k], k, n)
of_layer = Sum.over(2 * (x[k] - step_of.at(t).at(k)) * v[k], k, n)
pulls = Sum.over(Softmax(weights, t) * of_layer, t, layers)


def off(landing: Vector) -> sp.Expr:
    """How much farther from the landing point of a step x is than x - v."""
    return SquaredDistance(X, landing) - SquaredDistance(back, landing)


claims = (
    Claim(
        part="+one_layer_printed", fidelity="ours", **here,
        reading=f"{together}E_t = exp(-g_t) / Z_t, the normaliser of that layer being the sum of theirs, as "
        "in Eq. (13).",
        title="The printed energies of the layers combine to that of all patterns",
        says=Identity(GlobalEnergy(printed), sp.exp(-of_all) / Sum.over(Z[t], t, layers)),
        try_first=({"l": 2, "m": 1, "n": 1, "Z_layer": ["1", "1"], "varrho": [[["0"]], [["3"]]], "x": ["0"]},),
        expects=Fails,
    ),
    Claim(
        part="+one_layer_nearest", fidelity="ours", **here,
        reading=f"{together}E_t = g_t.",
        title="The nearest distances within the layers combine to the nearest distance of all patterns",
        says=Identity(by_nearest, of_all),
        expects=Fails,
    ),
    Claim(
        part="+one_layer", fidelity="ours", **here,
        reading=f"{together}E_t the distance energy of the layer; all layers hold the same number of patterns.",
        title="The distance energies of the layers combine to that of all patterns",
        says=Identity(by_distance, pooled_once),
        derivation={"identity": chain(by_distance, ("=", pooled_once, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+counts", fidelity="ours", **here,
        title="The energies of layers that hold different numbers of patterns, some of which count several times or in "
        "parts, combine to the distance energy of all patterns",
        says=Identity(GlobalEnergy(counted), pooled),
        derivation={"identity": chain(GlobalEnergy(counted), ("=", pooled, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+two", fidelity="ours", **here,
        title="The distance energies of two layers, one of d and one of m patterns, combine to that of all patterns",
        says=Identity(-sp.log(two), MergedEnergy(X, one, other)),
        derivation={"identity": chain(-sp.log(two), ("=", MergedEnergy(X, one, other), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+printed", fidelity="ours", **here,
        title="Under the printed energies the global energy is above -log l, and at most its value where each layer "
        "has a pattern at x",
        says=bound(-sp.log(layers), "<", GlobalEnergy(printed), "<=", GlobalEnergy(at_most)),
        try_first=({"l": 2, "m": 1, "n": 1, "Z_layer": ["1", "1"], "varrho": [[["0"]], [["0"]]], "x": ["0"]},),
        derivation={
            "lower": chain(
                -sp.log(layers),
                ("=", -sp.log(Sum.over(sp.S.One, t, layers)), Algebra()),
                ("<", -sp.log(Sum.over(sp.exp(-printed.at(t)), t, layers)), Monotone(Sign(), (t,))),
                ("=", GlobalEnergy(printed), Algebra()),
            ),
            "upper": chain(GlobalEnergy(printed), ("<=", GlobalEnergy(at_most), Monotone(Sign(), (t,)))),
        },
        expects=Holds,
    ),
    Claim(
        part="+nearest", fidelity="ours", **here,
        title="With E_t = g_t the global energy lies within log l below the squared distance to the nearest of all "
        "patterns",
        says=bound(of_all - sp.log(layers), "<=", by_nearest, "<=", of_all),
        derivation={
            "lower": chain(of_all - sp.log(layers), ("<=", by_nearest, Cite(
                "niu2024/lemma_3+weak", "lower", {n: layers, x: nearest}))),
            "upper": chain(by_nearest, ("<=", of_all, Cite(
                "niu2024/lemma_3+weak", "upper", {n: layers, x: nearest}))),
        },
        expects=Holds,
    ),
    Claim(
        part="+all", fidelity="ours", **here,
        title="With E_t the distance energy it lies within log l + log m below that distance, m being the number of "
        "patterns in a layer",
        says=bound(of_all - sp.log(layers) - sp.log(m), "<=", by_distance, "<=", of_all),
        derivation={
            "lower": chain(
                of_all - sp.log(layers) - sp.log(m),
                ("<=", by_nearest - sp.log(m), Monotone(Cite("niu2024/equation_7+nearest", "lower"))),
                ("<=", by_distance, Cite("niu2024/equation_7+readings", "lower")),
            ),
            "upper": chain(
                by_distance,
                ("<=", by_nearest, Cite("niu2024/equation_7+readings", "upper")),
                ("<=", of_all, Cite("niu2024/equation_7+nearest", "upper")),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+readings", fidelity="ours", sharpens=("+all",), **here,
        title="With E_t the distance energy the global energy lies within log m below what it is with E_t = g_t",
        says=bound(by_nearest - sp.log(m), "<=", by_distance, "<=", by_nearest),
        derivation={
            "lower": chain(
                by_nearest - sp.log(m),
                ("<=", by_distance, Moving(chain(
                    by_nearest - by_distance,
                    ("<=", Max(Vector(nearest.at(t) - distance.at(t), t, layers)), Cite(
                        "niu2024/lemma_4+sharper", "upper", {n: layers, x: minus_distance, y: minus_nearest})),
                    ("<=", sp.log(m), ForEach(t, chain(
                        nearest.at(t) - distance.at(t), ("<=", sp.log(m), Moving(chain(
                            nearest.at(t) - sp.log(m), ("<=", distance.at(t), beyond)))))),
                )))),
            ),
            "upper": chain(by_distance, ("<=", by_nearest, Monotone(within, (t,)))),
        },
        expects=Holds,
    ),
    Claim(
        part="+gradient", fidelity="ours", **here,
        title="With E_t the distance energy the gradient of the global energy is twice the way from the step over the "
        "patterns of all layers to the point",
        says=Derivative(pooled, ((x, V),), pull),
        derivation={
            "derivative": chain(
                derivative(pooled, (x, V)),
                ("=", pulls, Algebra()),
                ("=", Sum.over(Softmax(weights, t) * off(step_of.at(t)), t, layers) + SquaredNorm(V), Algebra()),
                ("=", off(mixture) + SquaredNorm(V), Monotone(Cite(
                    "lemmas/mean_distance", "identity", {m: layers, b: weights, u: step_of, y: back}))),
                ("=", off(step) + SquaredNorm(V), Monotone(Algebra(), (k,))),
                ("=", pull, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+gradients", fidelity="ours", **here,
        title="With E_t the distance energy the gradient of the global energy is the mean of the layers' gradients "
        "under the softmax weights",
        says=Derivative(GlobalEnergy(counted), ((x, V),), pulls),
        derivation={"derivative": chain(derivative(GlobalEnergy(counted), (x, V)), ("=", pulls, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
