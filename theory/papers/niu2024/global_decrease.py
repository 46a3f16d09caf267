"""By how much one step over all layers lowers E_global, exactly."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone
from theory.quantities import (
    GlobalEnergy,
    LayerEnergy,
    LayerStep,
    PooledEnergy,
    PooledStep,
    RelativeEntropy,
    Softmax,
    SquaredDistance,
    as_counted,
)
from theory.statement import Identity
from theory.symbols import b, counts, d, energies, further, j, k, layers, m, multiplicity, n, rho, t, u, varrho, x, y
from theory.verdict import Holds

X, Y, patterns, times = x.vector(), y.vector(), varrho.vector(), counts.vector()
here: dict[str, Any] = {"fidelity": "ours", "cites": "Section 4.2, majorization-minimization", "section": "4.2"}


# One layer of the patterns rho.
def logits(point: Vector) -> Vector:
    """What the softmax weights of one layer's patterns are made of."""
    return Vector(sp.log(multiplicity[j]) - SquaredDistance(point, rho.vector(j)), j, d)


own, own_times = rho.vector(), multiplicity.vector()
own_step = Vector(LayerStep(Y, own, own_times, k), k, n)
layer_fall = LayerEnergy(Y, own, own_times) - LayerEnergy(X, own, own_times)
layer_exact = SquaredDistance(Y, own_step) - SquaredDistance(X, own_step) + RelativeEntropy(logits(Y), logits(X))


# All layers.
def logits_of(point: Vector) -> Vector:
    """The same of layer t."""
    return Vector(sp.log(counts[t, j]) - SquaredDistance(point, varrho.vector(t, j)), j, m)


weights, weights_later = Vector(-as_counted(Y).at(t), t, layers), Vector(-as_counted(X).at(t), t, layers)
steps = Vector(Vector(LayerStep(Y, varrho.vector(t), counts.vector(t), k), k, n), t, layers)
step = Vector(PooledStep(Y, patterns, times, k), k, n)
mixture = Vector(Sum.over(Softmax(weights, t) * steps.at(t).at(k), t, layers), k, n)
between = RelativeEntropy(weights, weights_later)
within = Sum.over(Softmax(weights, t) * RelativeEntropy(logits_of(Y), logits_of(X)), t, layers)
apart = SquaredDistance(Y, steps.at(t)) - SquaredDistance(X, steps.at(t))
moves = Sum.over(Softmax(weights, t) * apart, t, layers)
fall_of_layers = Sum.over(Softmax(weights, t) * (as_counted(Y).at(t) - as_counted(X).at(t)), t, layers)
exact_of_layers = Sum.over(
    Softmax(weights, t) * (apart + RelativeEntropy(logits_of(Y), logits_of(X))), t, layers
)  # fmt: skip
whole = PooledEnergy(Y, patterns, times) - PooledEnergy(X, patterns, times)
by_moves = SquaredDistance(Y, mixture) - SquaredDistance(X, mixture)
exact = SquaredDistance(Y, step) - SquaredDistance(X, step) + within + between

claims = (
    Claim(
        part="+layer", **here, sharpens=("+exact",),
        title="By how much a layer's energy falls from y to x, exactly: by squared distances to its step, and by the "
        "relative entropy of its softmax weights",
        says=Identity(layer_fall, layer_exact),
        derivation={"identity": chain(layer_fall, ("=", layer_exact, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+exact", **here,
        title="By how much the global energy falls from y to x, exactly: by squared distances to the mixture of the "
        "layers' steps, and the relative entropies of the weights within the layers, on the mean, and of the layers'",
        says=Identity(whole, exact),
        derivation={
            "identity": chain(
                whole,
                ("=", GlobalEnergy(as_counted(Y)) - GlobalEnergy(as_counted(X)), Algebra()),
                ("=", fall_of_layers + between, Cite("niu2024/global_majorizer+gap", "identity", {
                    energies: as_counted(Y), further: as_counted(X)})),
                ("=", exact_of_layers + between, Monotone(Cite("niu2024/global_decrease+layer", "identity", {
                    d: m, rho: varrho.vector(t), multiplicity: counts.vector(t)}), (t,))),
                ("=", moves + within + between, Algebra()),
                ("=", by_moves + within + between, Cite("lemmas/mean_distance", "identity", {
                    m: layers, b: weights, u: steps, x: Y, y: X})),
                ("=", SquaredDistance(Y, step) - SquaredDistance(X, mixture) + within + between,
                 Monotone(Algebra(), (k,))),
                ("=", exact, Monotone(Algebra(), (k,))),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
