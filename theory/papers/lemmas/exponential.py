"""exp(u) is at most 1 + 3 u / 2 for u from 0 to 1/3."""

import sympy as sp

from theory.claim import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Moving, Scaled, Sign, Tangent
from theory.statement import bound
from theory.verdict import Holds

u = sp.Symbol("g_0", positive=True)

claims = (
    Claim(
        fidelity="ours", cites="An exponential", section="Numbers",
        title="The exponential of a small number u is at most 1 + 3 u / 2",
        says=bound(sp.exp(u), "<=", 1 + 3 * u / 2),
        hypotheses=(Relation(3 * u, "<=", sp.S.One),),
        derivation={"bound": chain(sp.exp(u), ("<=", 1 + 3 * u / 2, Scaled(1 - u, chain(
            (1 - u) * sp.exp(u),
            ("<=", 1, Scaled(sp.exp(-u), chain(1 - u, ("<=", sp.exp(-u), Tangent(-u))))),
            ("<=", (1 - u) * (1 + 3 * u / 2), Moving(chain(0, ("<=", u * (1 - 3 * u) / 2, Sign())))),
        ))))},
        try_first=({"g_0": "1/3"}, {"g_0": "1/1000"}),
        expects=Holds,
    ),
)  # fmt: skip
