"""Model size against data size where d V_n(r) = 1, r = sqrt(n / (2 pi e)): what is true in place of Proposition 5."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Scaled, Sign, Squared
from theory.quantities import BallVolume, typical_radius, typical_volumes
from theory.statement import Rate, bound
from theory.symbols import constant, layers, longest, n, per_dimension, per_width, width
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Proposition 5", "section": "5.2"}
A, l, T, kappa, a, w = constant, layers, longest, per_dimension, per_width, width
volume = BallVolume(n, typical_radius(n))
N, D = A * l * n**2 / T**2, T / volume
least, most = typical_volumes(n)
above_least = Squared(chain(least, ("<", volume, Cite("lemmas/typical_volume", "lower"))))
below_most = Squared(chain(volume, ("<", most, Cite("lemmas/typical_volume", "upper"))))
squared_least = chain(sp.exp(-1 / (3 * n)) / (sp.pi * n), ("<", volume**2, above_least))
squared_most = chain(volume**2, ("<", 1 / (sp.pi * n), below_most))
quartic = A * l * D**4 / (sp.pi**2 * T**6)
deep, shared, proportion = A * a * n**3 / T**3, a * n / volume, A / (sp.pi * a * T**3)
shrink = T**2 * volume**4 / (A * l * n**2)

claims = (
    Claim(
        part="+quartic", fidelity="repaired", repairs=("niu2024/proposition_5:A", "niu2024/proposition_5:B"), **here,
        changed="D^4 in place of D^2, where l and T_max are held fixed: N ~ A l D^4 / (pi^2 T_max^6)",
        reading="Z_t = 1 is read as d V_n(r) = 1; d_emb = n / T_max.",
        title="The model size grows as the fourth power of the data size",
        says=Rate(N, "~", quartic, n, below=sp.exp(-2 / (3 * n)), above=sp.S.One),
        derivation={
            "lower": chain(sp.exp(-2 / (3 * n)) * quartic, ("<=", N, Scaled(shrink, chain(
                sp.exp(-2 / (3 * n)) / (sp.pi**2 * n**2), ("<", volume**4, Squared(squared_least)))))),
            "upper": chain(N, ("<=", quartic, Scaled(shrink, chain(
                volume**4, ("<", 1 / (sp.pi**2 * n**2), Squared(squared_most)))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+factor", fidelity="ours", sharpens=("niu2024/proposition_5:C",), **here,
        reading="Z_t = 1 is read as d V_n(r) = 1, N as kappa n with kappa = A l d_emb / T_max held fixed, and T_max.",
        title="The model size is kappa D^2 / (pi T_max^2) to leading order",
        says=Rate(kappa * n, "~", kappa * D**2 / (sp.pi * T**2), n, below=sp.exp(-1 / (3 * n)), above=sp.S.One),
        derivation={
            "lower": chain(sp.exp(-1 / (3 * n)) * kappa * D**2 / (sp.pi * T**2), ("<=", kappa * n, Scaled(
                volume**2 / (kappa * n), squared_least))),
            "upper": chain(kappa * n, ("<=", kappa * D**2 / (sp.pi * T**2), Scaled(
                volume**2 / (kappa * n), squared_most))),
        },
        expects=Holds,
    ),
    Claim(
        part="+layers", fidelity="ours", **here,
        reading="So with kappa = A l d_emb / T_max and T_max held fixed n cannot grow without bound: there is at least "
        "one layer.",
        title="The dimension n = T_max d_emb is at most kappa T_max^2 / A",
        says=bound(n, "<=", kappa * T**2 / A),
        hypotheses=(Relation(n, "=", T * w), Relation(kappa, "=", A * l * w / T)),
        derivation={"bound": chain(
            n,
            ("=", T * w, Hypothesis()),
            ("<=", l * T * w, Scaled(1 / (T * w), chain(1, ("<=", l, Sign())))),
            ("=", A * l * w / T * T**2 / A, Algebra()),
            ("=", kappa * T**2 / A, Scaled(A / T**2, chain(A * l * w / T, ("=", kappa, Hypothesis())))),
        )},
        try_first=({"n": 1, "l": 1, "T_max": 1, "d_emb": 1, "A": 1, "kappa_N": 1},),
        expects=Holds,
    ),
    Claim(
        part="+depth", fidelity="repaired", repairs=("niu2024/proposition_5:I",), **here,
        changed="the data size is fixed by T_max and d_emb, and does not depend on the number of layers",
        reading="Z_t = 1 is read as d V_n(r) = 1, with n = T_max d_emb and D = T_max d.",
        title="The data size is T_max sqrt(pi n) up to a factor from 1 to exp(1/(6 n)), whatever the number of layers",
        says=bound(T * sp.sqrt(sp.pi * n), "<", D, "<", T * sp.sqrt(sp.pi * n) * sp.exp(1 / (6 * n))),
        derivation={
            "lower": chain(T * sp.sqrt(sp.pi * n), ("<", D, Scaled(volume / (T * sp.sqrt(sp.pi * n)), chain(
                volume, ("<", most, Cite("lemmas/typical_volume", "upper")))))),
            "upper": chain(D, ("<", T * sp.sqrt(sp.pi * n) * sp.exp(1 / (6 * n)), Scaled(volume * least / T, chain(
                least, ("<", volume, Cite("lemmas/typical_volume", "lower")))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+deeper", fidelity="ours", sharpens=("niu2024/proposition_5:L",), **here,
        reading="Z_t = 1 is read as d_t V_n(r) = 1 for each of the l layers, among which the d = l d_t patterns are "
        "shared out; l = a d_emb, and a and T_max are held fixed.",
        title="The model size is A D^2 / (pi a T_max^3) to leading order",
        says=Rate(deep, "~", proportion * shared**2, n, below=sp.exp(-1 / (3 * n)), above=sp.S.One),
        derivation={
            "lower": chain(sp.exp(-1 / (3 * n)) * proportion * shared**2, ("<=", deep, Scaled(
                volume**2 / deep, squared_least))),
            "upper": chain(deep, ("<=", proportion * shared**2, Scaled(volume**2 / deep, squared_most))),
        },
        expects=Holds,
    ),
)  # fmt: skip
