"""The Gamma function of a positive number is Stirling's formula times exp of a number between 0 and 1/(12 z)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, chain
from theory.kernel.rules import Cite, Moving
from theory.statement import Standard, bound
from theory.symbols import argument
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Binet's formula", "section": "Numbers"}

z, gamma = argument, sp.gamma(argument)
in_logarithms = (z - sp.Rational(1, 2)) * sp.log(z) - z + sp.log(2 * sp.pi) / 2
formula = sp.sqrt(2 * sp.pi / z) * (z / sp.E) ** z
most = 1 / (12 * z)
smaller, larger = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))


def by_binet(low: sp.Expr, high: sp.Expr, side: str) -> Chain:
    """low < high, where a side of Binet's formula shows log low < log high."""
    shown = Moving(chain(sp.log(low), ("<", sp.log(high), Cite("lemmas/binet", side))))
    return chain(low, ("<", high, Cite("lemmas/logarithms", at={smaller: low, larger: high}, given=shown)))


claims = (
    Claim(
        **here, title="log Gamma is above Stirling's formula, by less than 1/(12 z)",
        says=Standard(
            bound(0, "<", sp.log(gamma) - in_logarithms, "<", most),
            "NIST Digital Library of Mathematical Functions, 5.6.1; by Binet's first formula, in E. T. Whittaker and "
            "G. N. Watson, A Course of Modern Analysis, 4th edition, Cambridge 1927, Section 12.31: the integral of "
            "(1/2 - 1/t + 1/(exp(t) - 1)) exp(-t z)/t over t > 0, whose first factor over t is between 0 and 1/12",
        ),
        expects=Holds,
    ),
    Claim(
        part="+product", **here, title="Gamma(z) is Stirling's formula times a factor from 1 to exp(1/(12 z))",
        says=bound(formula, "<", gamma, "<", formula * sp.exp(most)),
        derivation={
            "lower": by_binet(formula, gamma, "lower"),
            "upper": by_binet(gamma, formula * sp.exp(most), "upper"),
        },
        expects=Holds,
    ),
)  # fmt: skip
