"""The loss of the density of several layers, between bounds that ask for nothing but the normalisers."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone
from theory.quantities import GlobalEnergy, as_distance, as_nearest, as_printed, mean_at_patterns
from theory.statement import bound
from theory.symbols import layer_normalisers, layers, m, normaliser, t, volume
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Section 5.1, the exact loss of several layers", "section": "5.1"}
data = "The data are the patterns of all layers, equally likely."
added = f"{data} Z_t is the integral of exp(-E_t), and that of exp(-E_global) their sum."
integrated = (
    f"{data} Z is the integral of exp(-E_global), V the volume of Omega. What is assumed of Z follows from the bounds "
    "on exp(-E_global), which hold all over Omega, as integrals are monotone."
)
total = Sum(layer_normalisers.vector())
least = Min(layer_normalisers.vector())
floor = Sum.over(sp.exp(-1 / layer_normalisers[t]), t, layers)


def mean(reading: Callable[[Vector], Vector]) -> sp.Expr:
    """The mean of the global energy at the patterns of all layers."""
    return mean_at_patterns(lambda pattern: GlobalEnergy(reading(pattern)))


claims = (
    Claim(
        part="+nearest", **here, reading=added,
        title="With E_t = g_t the loss is at most log Z_theta, and less than that by log l at most",
        says=bound(sp.log(total) - sp.log(layers), "<=", sp.log(total) + mean(as_nearest), "<=", sp.log(total)),
        derivation={
            "lower": chain(
                sp.log(total) - sp.log(layers),
                ("<=", sp.log(total) + mean(as_nearest), Monotone(Cite("niu2024/step_a+nearest", "lower"))),
            ),
            "upper": chain(
                sp.log(total) + mean(as_nearest),
                ("<=", sp.log(total), Monotone(Cite("niu2024/step_a+nearest", "upper"))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+distance", **here, reading=added,
        title="With E_t the distance energy it is at most log Z_theta, and less by the logarithm of the number of "
        "patterns at most",
        says=bound(
            sp.log(total) - sp.log(layers) - sp.log(m), "<=", sp.log(total) + mean(as_distance), "<=", sp.log(total)
        ),
        derivation={
            "lower": chain(
                sp.log(total) - sp.log(layers) - sp.log(m),
                ("<=", sp.log(total) + mean(as_distance), Monotone(Cite("niu2024/step_a+distance", "lower"))),
            ),
            "upper": chain(
                sp.log(total) + mean(as_distance),
                ("<=", sp.log(total), Monotone(Cite("niu2024/step_a+distance", "upper"))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+printed", **here, reading=integrated,
        title="With E_t as printed the volume decides: the loss is log V up to terms of the normalisers of the layers",
        says=bound(
            sp.log(volume * floor) - sp.log(layers), "<", sp.log(normaliser) + mean(as_printed),
            "<=", sp.log(volume) + 1 / least,
        ),
        hypotheses=(Relation(volume * floor, "<=", normaliser), Relation(normaliser, "<=", layers * volume)),
        derivation={
            "lower": chain(
                sp.log(volume * floor) - sp.log(layers),
                ("<=", sp.log(normaliser) - sp.log(layers), Monotone(Hypothesis())),
                ("<", sp.log(normaliser) + mean(as_printed), Monotone(Cite("niu2024/step_a+printed", "lower"))),
            ),
            "upper": chain(
                sp.log(normaliser) + mean(as_printed),
                ("<=", sp.log(layers * volume) + mean(as_printed), Monotone(Hypothesis())),
                ("<=", sp.log(layers * volume) + 1 / least - sp.log(layers), Monotone(
                    Cite("niu2024/step_a+printed", "upper"))),
                ("=", sp.log(volume) + 1 / least, Algebra()),
            ),
        },
        try_first=({
            "l": 2, "m": 1, "n": 1, "Z_layer": [1, 1], "varrho": [[[0]], [[3]]], "V": 4, "Z": 4,
        },),
        expects=Holds,
    ),
)  # fmt: skip
