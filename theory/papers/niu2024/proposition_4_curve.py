"""log Z_t + 1/Z_t >= 1, with the minimum when Z_t = 1."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra, Cite, Either, Growth, Moving, Sign
from theory.statement import bound
from theory.symbols import normaliser
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Proposition 4, the right-hand side", "section": "5.1"}
Z, s = normaliser, sp.Symbol("s", real=True)


def curve(z: sp.Expr) -> sp.Expr:
    """The right-hand side of Proposition 4."""
    return sp.log(z) + 1 / z


def excess(z: sp.Expr) -> sp.Expr:
    """What the curve has beyond 1, at least."""
    return (z - 1) ** 2 / (2 * (1 + z**2))


def gap(z: sp.Expr) -> sp.Expr:
    """What is not to be negative."""
    return curve(z) - 1 - excess(z)


slope = 1 / s - s ** (-2) - ((s - 1) / (1 + s**2) - s * (s - 1) ** 2 / (1 + s**2) ** 2)
factored = (s - 1) * (1 + s**2 / 2 + s**2 * (s - 1) ** 2 / 2 + s**4 / 2) / (s**2 * (1 + s**2) ** 2)

claims = (
    Claim(
        **here, title="log Z + 1 / Z is at least 1",
        says=bound(1, "<=", curve(Z)),
        derivation={"bound": chain(
            sp.S.One, ("<=", 1 + excess(Z), Sign()), ("<=", curve(Z), Cite("niu2024/proposition_4_curve+minimum")))},
        expects=Holds,
    ),
    Claim(
        part="+minimum", fidelity="ours", sharpens=("",), **here,
        title="By how much log Z + 1 / Z lies above 1 where Z is not 1, at least",
        says=bound(1 + excess(Z), "<=", curve(Z)),
        derivation={"bound": chain(1 + excess(Z), ("<=", curve(Z), Moving(chain(
            gap(Z),
            (">=", 0, Either(Z, sp.S.One,
                chain(gap(Z), (">=", 0, Growth(gap(s), s, Z, sp.S.One, chain(
                    slope, ("=", factored, Algebra()), ("<=", 0, Sign()))))),
                chain(gap(Z), (">=", 0, Growth(gap(s), s, sp.S.One, Z, chain(
                    slope, ("=", factored, Algebra()), (">=", 0, Sign()))))))),
        ))))},
        expects=Holds,
    ),
)  # fmt: skip
