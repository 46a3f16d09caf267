"""The global energy of E_t = g_t: a surrogate made of one nearest pattern of each layer."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving
from theory.quantities import AttentionStep, GlobalEnergy, SquaredDistance, as_nearest
from theory.statement import bound
from theory.symbols import d, k, layers, n, rho, t, y
from theory.verdict import Holds

Y = y.vector()
here: dict[str, Any] = {"cites": "Section 4.2, majorization-minimization", "section": "4.2"}
chosen = Family("u", layers, n)
landing = Vector(AttentionStep(Y, chosen.vector(), k), k, n)


def to_chosen(point: Vector) -> Vector:
    """The squared distances to the patterns that are chosen."""
    return Vector(SquaredDistance(point, chosen.vector(t)), t, layers)


not_nearest = to_chosen(Y).at(t) - as_nearest(Y).at(t)
too_far = as_nearest(landing).at(t) - to_chosen(landing).at(t)


def smooth_minimum(values: Vector) -> sp.Expr:
    """-log sum_t exp(-E_t)."""
    return -sp.log(Sum.over(sp.exp(-values.at(t)), t, layers))


claims = (
    Claim(
        part="+step", fidelity="ours", **here,
        title="With E_t = g_t the attention step over one nearest pattern of each layer lowers the global energy by "
        "the square of its length at least",
        says=bound(GlobalEnergy(as_nearest(landing)), "<=", GlobalEnergy(as_nearest(Y)) - SquaredDistance(Y, landing)),
        hypotheses=(
            Relation(Max.over(not_nearest, t, layers), "<=", sp.S.Zero),
            Relation(Max.over(too_far, t, layers), "<=", sp.S.Zero),
        ),
        derivation={
            "bound": chain(
                GlobalEnergy(as_nearest(landing)),
                ("=", smooth_minimum(as_nearest(landing)), Algebra()),
                ("<=", smooth_minimum(to_chosen(landing)), Monotone(Moving(chain(
                    too_far,
                    ("<=", Max.over(too_far, t, layers), Entry(t)),
                    ("<=", 0, Hypothesis()))), (t,))),
                ("<=", smooth_minimum(to_chosen(Y)) - SquaredDistance(Y, landing), Cite(
                    "niu2024/distance_energy_bounds+step", "bound", {d: layers, rho: chosen.vector()})),
                ("<=", smooth_minimum(as_nearest(Y)) - SquaredDistance(Y, landing), Monotone(Moving(chain(
                    not_nearest,
                    ("<=", Max.over(not_nearest, t, layers), Entry(t)),
                    ("<=", 0, Hypothesis()))), (t,))),
                ("=", GlobalEnergy(as_nearest(Y)) - SquaredDistance(Y, landing), Monotone(Algebra())),
            )
        },
        try_first=(
            {"l": 2, "m": 1, "n": 1, "varrho": [[["0"]], [["1"]]], "u": [["0"], ["1"]], "y": ["0"]},
            {"l": 2, "m": 1, "n": 1, "varrho": [[["0"]], [["2"]]], "u": [["0"], ["2"]], "y": ["1/2"]},
        ),
        expects=Holds,
    ),
)  # fmt: skip
