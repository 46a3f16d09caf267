"""Majorization-minimization over the layers: a surrogate of E_global that does what Eq. (6) is said to do."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Moving, Sign
from theory.quantities import (
    GlobalEnergy,
    LayerEnergy,
    LayerStep,
    Norm,
    PooledEnergy,
    PooledStep,
    RelativeEntropy,
    Softmax,
    SquaredDistance,
    as_counted,
)
from theory.statement import Identity, bound
from theory.symbols import (
    b,
    counts,
    d,
    energies,
    further,
    j,
    k,
    layers,
    m,
    multiplicity,
    n,
    offset,
    rho,
    stride,
    t,
    u,
    varrho,
    x,
    y,
    z,
)
from theory.verdict import Holds

X, Y, patterns, times = x.vector(), y.vector(), varrho.vector(), counts.vector()
here: dict[str, Any] = {"cites": "Section 4.2, majorization-minimization", "section": "4.2"}

# Any energies of the layers: E at the current iterate, F at another point.
numbers, later = energies.vector(), further.vector()
minus, minus_later = Vector(-energies[t], t, layers), Vector(-further[t], t, layers)
mean_change = Sum.over(Softmax(minus, t) * (further[t] - energies[t]), t, layers)
entropy = Sum.over(Softmax(minus, t) * sp.log(Softmax(minus, t)), t, layers)
at_start = Sum.over(Softmax(minus, t) * energies[t], t, layers) + entropy
surrogate = Sum.over(Softmax(minus, t) * further[t], t, layers) + entropy


def step_of(layer: sp.Expr) -> Vector:
    """The attention step from y over the patterns of one layer."""
    return Vector(LayerStep(Y, varrho.vector(layer), counts.vector(layer), k), k, n)


def logits(point: Vector) -> Vector:
    """What the softmax weights of one layer's patterns are made of."""
    return Vector(sp.log(multiplicity[j]) - SquaredDistance(point, rho.vector(j)), j, d)


own, own_times = rho.vector(), multiplicity.vector()
own_step = Vector(LayerStep(Y, own, own_times, k), k, n)
farther = Sum.over(Softmax(logits(Y), j) * (logits(Y).at(j) - logits(X).at(j)), j, d)
layer_here, layer_there = (LayerEnergy(point, own, own_times) for point in (X, Y))
layer_bound = layer_there + SquaredDistance(X, own_step) - SquaredDistance(Y, own_step)
layer = Cite("niu2024/global_majorizer+layer", "bound", {d: m, rho: varrho.vector(t), multiplicity: counts.vector(t)})

# All layers.
here_energy, there_energy = PooledEnergy(X, patterns, times), PooledEnergy(Y, patterns, times)
weights = Vector(-as_counted(Y).at(t), t, layers)
step = Vector(PooledStep(Y, patterns, times, k), k, n)
mixture = Vector(Sum.over(Softmax(weights, t) * step_of(t).at(k), t, layers), k, n)
layered_change = Sum.over(Softmax(weights, t) * (as_counted(X).at(t) - as_counted(Y).at(t)), t, layers)
apart = SquaredDistance(X, step_of(t)) - SquaredDistance(Y, step_of(t))
paraboloid = there_energy + SquaredDistance(X, step) - SquaredDistance(Y, step)
part_way = Vector(y[k] + stride * (step.at(k) - y[k]), k, n)
moved = SquaredDistance(Y, step)

Z = z.vector()
gone = Vector(y[k] + stride * (z[k] - y[k]), k, n)
way, to_z = Vector(step.at(k) - y[k], k, n), Vector(z[k] - y[k], k, n)
whole = Relation(stride, "<=", sp.S.One)

claims = (
    Claim(
        part="+layers", fidelity="repaired", repairs=tuple(
            f"niu2024/majorization_minimization:{reading}" for reading in "ABC"), **here,
        changed="the mean of the layers' energies under softmax weights, less the entropy of these, in place of the "
        "energy of one layer at a time",
        title="The mean of the layers' energies under the softmax weights at the current iterate, less their entropy, "
        "is nowhere below the global energy",
        says=bound(GlobalEnergy(later), "<=", surrogate),
        derivation={
            "bound": chain(
                GlobalEnergy(later),
                ("<=", GlobalEnergy(numbers) + mean_change, Cite("niu2024/global_majorizer+change")),
                ("=", surrogate, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+touches", fidelity="ours", **here,
        title="That surrogate touches the global energy at the current iterate",
        says=Identity(at_start, GlobalEnergy(numbers)),
        derivation={"identity": chain(at_start, ("=", GlobalEnergy(numbers), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+gap", fidelity="ours", **here,
        title="How far that surrogate is above the global energy: the relative entropy of the softmax weights at the "
        "current iterate with respect to those at the other point",
        says=Identity(surrogate - GlobalEnergy(later), RelativeEntropy(minus, minus_later)),
        derivation={"identity": chain(
            surrogate - GlobalEnergy(later), ("=", RelativeEntropy(minus, minus_later), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+change", fidelity="ours", sharpens=("+layers", "+paraboloid"), **here,
        title="The global energy grows by no more than the mean growth of the layers' energies under the softmax "
        "weights at the start",
        says=bound(GlobalEnergy(later), "<=", GlobalEnergy(numbers) + mean_change),
        derivation={
            "bound": chain(GlobalEnergy(later), ("<=", GlobalEnergy(numbers) + mean_change, Cite(
                "niu2024/lemma_4+mean", "upper", {n: layers, x: minus, y: minus_later}))),
        },
        expects=Holds,
    ),
    Claim(
        part="+layer", fidelity="ours", sharpens=("+paraboloid",), **here,
        title="A layer's energy lies below a paraboloid that touches it at y and is lowest where its step sends y",
        says=bound(layer_here, "<=", layer_bound),
        derivation={
            "bound": chain(
                layer_here,
                ("<=", layer_there + farther, Cite(
                    "niu2024/lemma_4+mean", "upper", {n: d, x: logits(Y), y: logits(X)})),
                ("=", layer_bound, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+paraboloid", fidelity="ours", sharpens=("+step", "+part_way"), **here,
        title="The global energy lies below a paraboloid that touches it at y and is lowest where the softmax mixture "
        "of the layers' steps sends y",
        says=bound(here_energy, "<=", paraboloid),
        derivation={
            "bound": chain(
                here_energy,
                ("=", GlobalEnergy(as_counted(X)), Algebra()),
                ("<=", GlobalEnergy(as_counted(Y)) + layered_change, Cite(
                    "niu2024/global_majorizer+change", "bound", {energies: as_counted(Y), further: as_counted(X)})),
                ("<=", GlobalEnergy(as_counted(Y)) + Sum.over(Softmax(weights, t) * apart, t, layers),
                 Monotone(layer, (t,))),
                ("=", GlobalEnergy(as_counted(Y)) + SquaredDistance(X, mixture) - SquaredDistance(Y, mixture), Cite(
                    "lemmas/mean_distance", "identity", {m: layers, b: weights, u: Vector(step_of(t), t, layers)})),
                ("=", there_energy + SquaredDistance(X, mixture) - SquaredDistance(Y, mixture), Algebra()),
                ("=", there_energy + SquaredDistance(X, step) - SquaredDistance(Y, mixture),
                 Monotone(Algebra(), (k,))),
                ("=", paraboloid, Monotone(Algebra(), (k,))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+step", fidelity="ours", **here,
        title="One step by the softmax mixture of the layers' steps lowers the global energy by the square of its "
        "length at least",
        says=bound(PooledEnergy(step, patterns, times), "<=", there_energy - moved),
        derivation={
            "bound": chain(PooledEnergy(step, patterns, times), ("<=", there_energy - moved, Cite(
                "niu2024/global_majorizer+paraboloid", "bound", {x: step}))),
        },
        expects=Holds,
    ),
    Claim(
        part="+part_way", fidelity="ours", sharpens=("+within",), **here,
        title="The same step, theta times as long: it lowers the global energy by theta (2 - theta) times the square "
        "of the whole length at least",
        says=bound(PooledEnergy(part_way, patterns, times), "<=", there_energy - stride * (2 - stride) * moved),
        derivation={
            "bound": chain(
                PooledEnergy(part_way, patterns, times),
                ("<=", there_energy + SquaredDistance(part_way, step) - moved, Cite(
                    "niu2024/global_majorizer+paraboloid", "bound", {x: part_way})),
                ("=", there_energy + (1 - stride) ** 2 * moved - moved, Cite(
                    "niu2024/global_majorizer+rest", "identity", {z: step})),
                ("=", there_energy - stride * (2 - stride) * moved, Monotone(Algebra())),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+rest", fidelity="ours", **here,
        title="Of a way of which theta is gone, the square of the rest is (1 - theta)^2 times that of the whole",
        says=Identity(SquaredDistance(gone, Z), (1 - stride) ** 2 * SquaredDistance(Y, Z)),
        derivation={"identity": chain(
            SquaredDistance(gone, Z), ("=", (1 - stride) ** 2 * SquaredDistance(Y, Z), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+lengths", fidelity="ours", **here,
        title="Where a step that is theta times the whole way goes r_0 or more, r_0 times the way is at most theta "
        "(2 - theta) times its square",
        says=bound(offset * Norm(to_z), "<=", stride * (2 - stride) * SquaredDistance(Y, Z)),
        hypotheses=(whole, Relation(offset, "<=", stride * Norm(to_z))),
        derivation={
            "bound": chain(
                offset * Norm(to_z),
                ("<=", stride * Norm(to_z) * Norm(to_z), Moving(chain(
                    0, ("<=", (stride * Norm(to_z) - offset) * Norm(to_z), Sign())))),
                ("<=", stride * (2 - stride) * SquaredDistance(Y, Z), Moving(chain(
                    0, ("<=", stride * (1 - stride) * SquaredDistance(Y, Z), Sign())))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+within", fidelity="repaired", repairs=("niu2024/equation_6:B", "niu2024/equation_6:C",
            "niu2024/equation_6:D"), **here,
        changed="the step goes r_0 towards the softmax mixture of all layers' steps, in place of towards one layer's "
        "patterns; passes are such steps one after the other",
        title="A step of length r_0 towards the softmax mixture of the layers' steps, r_0 being at most the whole way, "
        "lowers the global energy by r_0 times the whole way at least",
        says=bound(PooledEnergy(part_way, patterns, times), "<=", there_energy - offset * Norm(way)),
        hypotheses=(whole, Relation(offset, "<=", stride * Norm(way))),
        derivation={
            "bound": chain(
                PooledEnergy(part_way, patterns, times),
                ("<=", there_energy - stride * (2 - stride) * moved, Cite("niu2024/global_majorizer+part_way")),
                ("<=", there_energy - offset * Norm(way), Monotone(Cite(
                    "niu2024/global_majorizer+lengths", "bound", {z: step}))),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
