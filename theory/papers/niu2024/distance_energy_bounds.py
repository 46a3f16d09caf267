"""E(x) = -log sum_i exp(-d(x, rho^i)), d the squared Euclidean norm."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Jensen, Monotone
from theory.quantities import AttentionStep, DistanceEnergy, Softmax, SquaredDistance
from theory.statement import bound
from theory.symbols import d, i, k, n, rho, x, y
from theory.verdict import Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
energy, there = DistanceEnergy(X, patterns), DistanceEnergy(Y, patterns)
distances = Vector(SquaredDistance(X, patterns.at(i)), i, d)
near = Vector(-distances.at(i), i, d)
near_y = Vector(-SquaredDistance(Y, patterns.at(i)), i, d)
mean_distance = Sum(distances) / d
attended = Vector(AttentionStep(Y, patterns, k), k, n)
majorizer = there + SquaredDistance(X, attended) - SquaredDistance(Y, attended)
mean_change = Sum.over(Softmax(near_y, i) * (distances.at(i) + near_y.at(i)), i, d)

claims = (
    Claim(
        part="+mean", fidelity="ours",
        cites="Eq. (4)", section="4.1", title="The energy is at most the mean distance less log d",
        says=bound(energy, "<=", mean_distance - sp.log(d)),
        derivation={
            "bound": chain(
                energy,
                ("=", -sp.log(Sum.over(sp.exp(near.at(i)) / d, i, d)) - sp.log(d), Algebra()),
                ("<=", -Sum.over(near.at(i) / d, i, d) - sp.log(d), Monotone(Jensen(Vector(1 / d, i, d), near))),
                ("=", mean_distance - sp.log(d), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+majorizer", fidelity="ours", sharpens=("+step",),
        cites="Eq. (4)", section="4.1",
        title="The energy lies below a paraboloid that touches it at y and is lowest where the attention step sends y",
        says=bound(energy, "<=", majorizer),
        derivation={
            "bound": chain(
                energy,
                ("<=", there + mean_change, Cite("niu2024/closer_means_lower+means", "upper")),
                ("=", majorizer, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+step", fidelity="ours",
        cites="Eq. (4)", section="4.1",
        title="An attention step lowers the energy by the square of its length at least",
        says=bound(DistanceEnergy(attended, patterns), "<=", there - SquaredDistance(Y, attended)),
        derivation={
            "bound": chain(
                DistanceEnergy(attended, patterns),
                ("<=", there - SquaredDistance(Y, attended),
                 Cite("niu2024/distance_energy_bounds+majorizer", at={x: attended})),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
