"""Gamma(z + 1) / Gamma(z + 1/2) is between sqrt(z) and sqrt(z + 1/2) (Gautschi)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Cite, Scaled
from theory.statement import Standard, bound
from theory.symbols import argument
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Gautschi's inequality", "section": "Numbers"}

z, half = argument, sp.Rational(1, 2)
ratio = sp.gamma(z + 1) / sp.gamma(z + half)

claims = (
    Claim(
        **here, title="Gamma(z + 1) / Gamma(z + 1/2) is between sqrt(z) and sqrt(z + 1)",
        says=Standard(
            bound(sp.sqrt(z), "<", ratio, "<", sp.sqrt(z + 1)),
            "NIST Digital Library of Mathematical Functions, 5.6.4, with s = 1/2; after W. Gautschi, Some elementary "
            "inequalities relating to the gamma and incomplete gamma function, J. Math. Phys. 38 (1959), 77-81",
        ),
        expects=Holds,
    ),
    Claim(
        part="+sharper", **here, title="Gamma(z + 1) / Gamma(z + 1/2) is below sqrt(z + 1/2)",
        says=bound(ratio, "<", sp.sqrt(z + half)),
        derivation={"bound": chain(ratio, ("<", sp.sqrt(z + half), Scaled(sp.sqrt(z + half) / ratio, chain(
            sp.sqrt(z + half),
            ("<", sp.gamma(z + half + 1) / sp.gamma(z + 1), Cite("lemmas/gautschi", "lower", {z: z + half})),
        ))))},
        expects=Holds,
    ),
)  # fmt: skip
