"""Z_theta = (l / e^c) integral of exp(-E_t) over Omega, so that log Z_theta ~ log l - c + log Z_t."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Attained, Cite, Entry, Hypothesis, Jensen, Monotone, Moving, Scaled, Sign
from theory.quantities import GlobalEnergy, NearestDistance
from theory.statement import Identity, bound
from theory.symbols import at_nodes, excess, j, k, layer_normalisers, layers, m, masses, normaliser, rho, t, u
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Equation (15)", "section": "App. D"}
normalisers = layer_normalisers.vector()
Z, largest, several = layer_normalisers[1], Max(normalisers), Relation(layers, ">=", sp.Integer(2))
total = Sum.over(layer_normalisers[t], t, layers)
sums = (
    "Z_t is the integral of exp(-E_t) over Omega, and Z_theta their sum, as exp(-E_global) is the sum of the exp(-E_t) "
    "and integrals are additive; c is what makes the equation true, log(l Z_t / Z_theta)"
)


def needed(normaliser_of_layer: sp.Expr) -> sp.Expr:
    """The c that makes the equation true."""
    return sp.log(layers * normaliser_of_layer / total)


# A measure that has mass at m points only, where the layers have given energies.
whole = GlobalEnergy(Vector(at_nodes[t, j], t, layers))
c_at_node = Vector(whole - at_nodes[1, j] + sp.log(layers), j, m)
Z_theta = Sum.over(masses[j] * sp.exp(-whole), j, m)
Z_first = Sum.over(masses[j] * sp.exp(-at_nodes[1, j]), j, m)
gaps = Vector(whole - at_nodes[1, j], j, m)


def at_most(gap: sp.Expr) -> sp.Expr:
    """What Z_theta is where the global energy is above that of the layer by the gap, everywhere."""
    return Sum.over(masses[j] * sp.exp(-gap - at_nodes[1, j]), j, m)


# The same for one layer of patterns rho, at points of R^n.
to_nearest = NearestDistance(u.vector(j), rho.vector())
V, Z_g = Sum.over(masses[j], j, m), Sum.over(masses[j] * sp.exp(-to_nearest), j, m)


def exponent(constant: sp.Expr) -> sp.Expr:
    """Minus the printed energy at a point."""
    return -sp.exp(-to_nearest) / constant


def of_printed(constant: sp.Expr) -> sp.Expr:
    """The integral of exp(-E_t) for the printed energy."""
    return Sum.over(masses[j] * sp.exp(exponent(constant)), j, m)


finite = (
    "The integral is a sum over m points that have masses, V together, in place of the volume: integrals of continuous "
    "functions over Omega are limits of such sums."
)

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading=f"{sums}, and lies in [0, log l) for every layer t.",
        title="Whatever the layer, the c of Eq. (15) is from 0 to log l",
        says=bound(0, "<=", needed(Z), "<", sp.log(layers)), hypotheses=(several,),
        derivation={"upper": chain(needed(Z), ("<", sp.log(layers), Monotone(chain(
            layers * Z / total, ("<", layers, Scaled(total / layers, chain(Z, ("<", total, Entry(1)))))))))},
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"{sums}, and lies in [0, log l) for some layer t: that with the largest Z_t has the largest c. "
        "It fails with one layer alone: see +strict.",
        title="For the layer with the largest Z_t the c of Eq. (15) is from 0 to log l",
        says=bound(0, "<=", needed(largest), "<", sp.log(layers)),
        derivation={"lower": chain(0, ("<=", needed(largest), Cite("niu2024/equation_15+weak", "lower")))},
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading=f"{finite} Step (b) puts log Z_t for the logarithm of the integral of exp(-E_t), where Z_t is the "
        "integral of exp(-g_t), and E_t = exp(-g_t) / Z_t as printed.",
        title="The integral of exp(-E_t), with E_t as printed, is that of exp(-g_t)",
        says=Identity(of_printed(Z_g), Z_g),
        expects=Fails,
    ),
    Claim(
        part="+weak", fidelity="repaired", repairs=(":A", ":B"), **here,
        changed="the layer is that with the largest Z_t, and < becomes <=",
        title="For the layer with the largest Z_t the c of Eq. (15) is at least 0, and at most log l",
        says=bound(0, "<=", needed(largest), "<=", sp.log(layers)),
        derivation={
            "lower": chain(0, ("<=", needed(largest), Monotone(Scaled(total, chain(
                total,
                ("<=", Sum.over(largest, t, layers), Monotone(Entry(t), (t,))),
                ("=", layers * largest, Algebra())))))),
            "upper": chain(needed(largest), ("<=", sp.log(layers), Monotone(Scaled(total / layers, chain(
                largest, ("<=", total, Attained(largest, k, chain(
                    largest, ("=", layer_normalisers[k], Hypothesis()), ("<=", total, Entry(k)))))))))),
        },
        try_first=({"l": 2, "Z_layer": ["1", "1000000"]},),
        expects=Holds,
    ),
    Claim(
        part="+strict", fidelity="repaired", repairs=(":A", ":B"), **here, hypotheses=(several,),
        changed="the layer is that with the largest Z_t, and l >= 2",
        title="With two layers or more, for that with the largest Z_t the c of Eq. (15) is at least 0, and below log l",
        says=bound(0, "<=", needed(largest), "<", sp.log(layers)),
        derivation={
            "lower": chain(0, ("<=", needed(largest), Cite("niu2024/equation_15+weak", "lower"))),
            "upper": chain(needed(largest), ("<", sp.log(layers), Monotone(Scaled(total / layers, chain(
                largest, ("<", total, Attained(largest, k, chain(
                    largest, ("=", layer_normalisers[k], Hypothesis()), ("<", total, Entry(k)))))))))),
        },
        try_first=({"l": 2, "Z_layer": ["1", "1000000"]},),
        expects=Holds,
    ),
    Claim(
        part="+only", fidelity="ours", **here,
        title="The c of Eq. (15) is log(l Z_t / Z_theta), and nothing else",
        says=Identity(excess, needed(Z)), hypotheses=(Relation(total, "=", layers * sp.exp(-excess) * Z),),
        derivation={
            "identity": chain(
                excess,
                ("=", sp.log(layers * Z) - sp.log(layers * sp.exp(-excess) * Z), Algebra()),
                ("=", sp.log(layers * Z) - sp.log(total), Monotone(Hypothesis())),
                ("=", needed(Z), Algebra()),
            )
        },
        try_first=({"l": 1, "Z_layer": ["1"], "c_layer": "0"}, {"l": 2, "Z_layer": ["1", "1"], "c_layer": "0"}),
        expects=Holds,
    ),
    Claim(
        part="+equal", fidelity="ours", **here,
        reading="Where every pattern is far from all others the c of step (a) is near log l, with E_t = g_t or the "
        "distance energy; so it is not the same c.",
        title="Where all Z_t are the same the c of Eq. (15) is 0",
        says=Identity(sp.log(layers * normaliser / Sum.over(normaliser, t, layers)), sp.S.Zero),
        derivation={"identity": chain(
            sp.log(layers * normaliser / Sum.over(normaliser, t, layers)), ("=", 0, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+mean", fidelity="ours", **here, reading=finite,
        title="Where c varies, exp(-c) in Eq. (15) stands for the mean of exp(-c) under the density of the layer",
        says=Identity(Z_theta / (layers * Z_first), Sum.over(
            masses[j] * sp.exp(-at_nodes[1, j]) / Z_first * sp.exp(-c_at_node.at(j)), j, m)),
        derivation={"identity": chain(Z_theta / (layers * Z_first), ("=", Sum.over(
            masses[j] * sp.exp(-at_nodes[1, j]) / Z_first * sp.exp(-c_at_node.at(j)), j, m), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+between", fidelity="ours", **here, reading=finite,
        title="Where c varies, Z_theta is at least l exp(-c) Z_t for the largest c, and at most that for the least",
        says=bound(
            layers * sp.exp(-Max(c_at_node)) * Z_first, "<=", Z_theta, "<=", layers * sp.exp(-Min(c_at_node)) * Z_first
        ),
        derivation={
            "lower": chain(
                layers * sp.exp(-Max(c_at_node)) * Z_first,
                ("=", at_most(Max(gaps)), Algebra()),
                ("<=", Z_theta, Monotone(Moving(chain(gaps.at(j), ("<=", Max(gaps), Entry(j)))), (j,))),
            ),
            "upper": chain(
                Z_theta,
                ("<=", at_most(Min(gaps)), Monotone(Moving(chain(Min(gaps), ("<=", gaps.at(j), Entry(j)))), (j,))),
                ("=", layers * sp.exp(-Min(c_at_node)) * Z_first, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+printed", fidelity="repaired", repairs=(":C",), **here, reading=finite,
        changed="the volume V of Omega takes the place of Z_t, up to the factor exp(-1 / V)",
        title="The integral of exp(-E_t), with E_t as printed, is below the volume V, and at least V exp(-1 / V)",
        says=bound(V * sp.exp(-1 / V), "<=", of_printed(Z_g), "<", V),
        derivation={
            "lower": chain(
                V * sp.exp(-1 / V),
                ("=", V * sp.exp(Sum.over(masses[j] / V * exponent(Z_g), j, m)), Algebra()),
                ("<=", V * Sum.over(masses[j] / V * sp.exp(exponent(Z_g)), j, m), Monotone(Jensen(
                    Vector(masses[j] / V, j, m), Vector(exponent(Z_g), j, m)))),
                ("=", of_printed(Z_g), Algebra()),
            ),
            "upper": chain(of_printed(Z_g), ("<", V, Monotone(Sign(), (j,)))),
        },
        expects=Holds,
    ),
)  # fmt: skip
