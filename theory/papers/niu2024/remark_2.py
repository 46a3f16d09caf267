"""Auxiliary losses (z-loss) should be counted in; extra layer normalisation may change the bound (Remark 2)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Relation, Sum, chain
from theory.kernel.rules import Algebra, Hypothesis, Monotone, Moving, Scaled, Sign, Tangent
from theory.statement import Identity, NoMeaning, bound
from theory.symbols import d, i, level, n, normaliser
from theory.verdict import Holds, Open

Z, kappa = normaliser, sp.Symbol("kappa_z", positive=True)
loss, logarithm = sp.Symbol("L_1", real=True), sp.Symbol("z_0", real=True)
z_loss = kappa * sp.log(Z) ** 2
lowest = -1 / (4 * kappa)
twice = 2 * kappa * logarithm
here: dict[str, Any] = {"cites": "Remark 2", "section": "5.2"}
ours: dict[str, Any] = {"fidelity": "ours", **here}

# Points s x in place of x: the density moves along as p(y / s) / s^n, so that its integral stays 1.
scale = sp.Symbol("s_0", positive=True)
densities = Family("p_0", d, positive=True)
before = -Sum.over(sp.log(densities[i]), i, d) / d
after = -Sum.over(sp.log(densities[i] / scale**n), i, d) / d
at_level = -Sum.over(sp.log(densities[i] * sp.exp(before - level)), i, d) / d

claims = (
    Claim(
        **here, title="Auxiliary losses and layer normalisation",
        says=NoMeaning(
            "It names what should be counted in and what may change a bound, and neither how nor to what, so there is "
            "nothing in it to be true or false."
        ),
        expects=Open,
    ),
    Claim(
        part="+z_loss", **ours, title="The z-loss lowers no loss",
        says=bound(loss, "<=", loss + z_loss),
        derivation={"bound": chain(loss, ("<=", loss + z_loss, Sign()))},
        try_first=({"L_1": 0, "kappa_z": 1, "Z": 1},),
        expects=Holds,
    ),
    Claim(
        part="+minimum", **ours,
        title="With the z-loss log Z + 1/Z is still at least 1",
        says=bound(1, "<=", sp.log(Z) + 1 / Z + z_loss),
        derivation={"bound": chain(
            1,
            ("<=", sp.log(Z) + 1 / Z, Tangent(-sp.log(Z))),
            ("<=", sp.log(Z) + 1 / Z + z_loss, Sign()),
        )},
        try_first=({"kappa_z": 1, "Z": 1}, {"kappa_z": "1/2", "Z": 1}),
        expects=Holds,
    ),
    Claim(
        part="+floor", **ours,
        title="With the z-loss log Z is at least -1/(4 kappa)",
        reading="Alone log Z has no lower bound.",
        says=bound(lowest, "<=", sp.log(Z) + z_loss),
        derivation={"bound": chain(
            lowest,
            ("<=", lowest + kappa * (sp.log(Z) + 1 / (2 * kappa)) ** 2, Sign()),
            ("=", sp.log(Z) + z_loss, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+lowest", **ours, title="With the z-loss log Z is -1/(4 kappa) where it is "
        "-1/(2 kappa) without",
        says=Identity(logarithm + kappa * logarithm**2, lowest),
        hypotheses=(Relation(twice, "=", -sp.S.One),),
        derivation={"identity": chain(
            logarithm + kappa * logarithm**2,
            ("=", lowest, Scaled(4 * kappa, chain(
                2 * twice + twice**2,
                ("=", twice * (twice + 3) - twice, Algebra()),
                ("=", twice, Moving(chain(twice * (twice + 3), ("=", 2 * twice, Monotone(Hypothesis()))))),
                ("=", -1, Hypothesis()),
            ))),
        )},
        try_first=({"kappa_z": "1/2", "z_0": -1}, {"kappa_z": 1, "z_0": "-1/2"}),
        expects=Holds,
    ),
    Claim(
        part="+scaling", **ours,
        reading="Layer normalisation centres points and rescales each by a factor of its own; here there is one factor "
        "s for all. The density at s x is that at x over s^n, as densities integrate to 1.",
        title="Multiplying all points by s adds n log s to the mean loss of a density",
        says=Identity(after, before + n * sp.log(scale)),
        derivation={"identity": chain(after, ("=", before + n * sp.log(scale), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+any_level", **ours,
        reading="The factor is exp((L_0 - L) / n), L being the loss before. So no lower bound that is a number "
        "survives rescaling, unless the scale of the points is fixed.",
        title="With the right factor the mean loss of a density becomes any number",
        says=Identity(at_level, level),
        derivation={"identity": chain(at_level, ("=", level, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
