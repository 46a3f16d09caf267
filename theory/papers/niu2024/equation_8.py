"""min_t E_t(x) - log l <= E_global(x) < min_t E_t(x)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Through
from theory.quantities import GlobalEnergy, Softmax, as_distance, as_nearest, as_printed
from theory.statement import Identity, bound
from theory.symbols import energies, layers, n, t, x
from theory.verdict import Fails, Holds

X, numbers = x.vector(), energies.vector()
minus = Vector(-energies[t], t, layers)
whole, bottom, top = GlobalEnergy(numbers), Min(numbers), Max(numbers)
nearest = as_nearest(X)
printed = as_printed(X)
distance = as_distance(X)
lowest = bottom - sp.log(layers - 1 + sp.exp(bottom - top))
highest = bottom - sp.log(1 + (layers - 1) * sp.exp(bottom - top))
here: dict[str, Any] = {"cites": "Equation (8)", "section": "4.2"}
numbered = {n: layers, x: numbers}

total = Sum.over(sp.exp(-energies[t]), t, layers)
hole = sp.Symbol("s", real=True)
largest_share = Max(Vector(Softmax(minus, t), t, layers))

same = sp.Symbol("E_0", real=True)
both = Family("E", sp.Integer(2))
half_gap = (both[1] - both[2]) / 2
cosh = (sp.exp(half_gap) + sp.exp(-half_gap)) / 2


def printed_of(values: Vector) -> dict[str, Any]:
    """What is printed, for given energies of the layers."""
    below = bound(Min(values) - sp.log(layers), "<=", GlobalEnergy(values), "<", Min(values))
    lower = chain(Min(values) - sp.log(layers), ("<=", GlobalEnergy(values), Cite(
        "niu2024/equation_8+weak", "lower", {energies: values})))  # fmt: skip
    return {"says": below, "derivation": {"lower": lower}, **here}


claims = (
    Claim(
        title="The global energy lies below the least energy of a layer, by at most log l",
        **printed_of(numbers), expects=Fails,
    ),
    Claim(
        part=":A", fidelity="reading", reading="E_t = exp(-g_t) / Z_t as printed",
        title="The same for the printed energies", **printed_of(printed), expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", reading="E_t = g_t",
        title="The same for the nearest distances", **printed_of(nearest), expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", reading="E_t the distance energy of the layer",
        title="The same for the distance energies", **printed_of(distance), expects=Fails,
    ),
    Claim(
        part="+weak", fidelity="repaired", repairs=("", ":A", ":B", ":C"), changed="< becomes <=", **here,
        title="The global energy is at most the least energy of a layer, and at most log l below it",
        says=bound(bottom - sp.log(layers), "<=", whole, "<=", bottom),
        derivation={
            "lower": chain(bottom - sp.log(layers), ("<=", whole, Cite("niu2024/lemma_3+weak", "lower", numbered))),
            "upper": chain(whole, ("<=", bottom, Cite("niu2024/lemma_3+weak", "upper", numbered))),
        },
        expects=Holds,
    ),
    Claim(
        part="+strict", fidelity="repaired", repairs=("", ":A", ":B", ":C"), changed="assumes l >= 2", **here,
        title="With two layers or more the global energy is below the least energy of a layer",
        says=bound(bottom - sp.log(layers), "<=", whole, "<", bottom),
        hypotheses=(Relation(layers, ">=", sp.Integer(2)),),
        derivation={
            "lower": chain(bottom - sp.log(layers), ("<=", whole, Cite("niu2024/equation_8+weak", "lower"))),
            "upper": chain(whole, ("<", bottom, Cite("niu2024/lemma_3+strict", "upper", numbered))),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", **here,
        title="The global energy between its values at a given least and largest energy of a layer",
        says=bound(lowest, "<=", whole, "<=", highest),
        derivation={
            "lower": chain(lowest, ("<=", whole, Cite("niu2024/lemma_3+sharper", "lower", numbered))),
            "upper": chain(whole, ("<=", highest, Cite("niu2024/lemma_3+sharper", "upper", numbered))),
        },
        expects=Holds,
    ),
    Claim(
        part="+gap", fidelity="ours", **here,
        title="How far the global energy is below the least energy: minus the logarithm of the largest softmax weight "
        "of a layer",
        says=Identity(bottom - whole, -sp.log(largest_share)),
        derivation={
            "identity": chain(
                bottom - whole,
                ("=", -sp.log(sp.exp(-bottom) / total), Algebra()),
                ("=", -sp.log(Max(Vector(sp.exp(-energies[t]) / total, t, layers))), Monotone(
                    Through(sp.exp(-hole) / total, hole, bottom))),
                ("=", -sp.log(largest_share), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+equal", fidelity="ours", **here,
        title="Where all layers have the same energy the global energy is log l below it",
        says=Identity(GlobalEnergy(Vector(same, t, layers)), same - sp.log(layers)),
        derivation={"identity": chain(
            GlobalEnergy(Vector(same, t, layers)), ("=", same - sp.log(layers), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+two", fidelity="ours", **here,
        title="The global energy of two layers: the mean of their energies, less log 2 and the logarithm of the "
        "hyperbolic cosine of half their difference",
        says=Identity(GlobalEnergy(both.vector()), (both[1] + both[2]) / 2 - sp.log(2) - sp.log(cosh)),
        derivation={"identity": chain(
            GlobalEnergy(both.vector()),
            ("=", (both[1] + both[2]) / 2 - sp.log(2) - sp.log(cosh), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
