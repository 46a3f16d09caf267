"""Two pairs of numbers: products of like ordered pairs add up to no less than those of oppositely ordered ones."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Sign
from theory.statement import bound
from theory.verdict import Holds

small, large, low, high = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1", "f_0", "f_1"))

claims = (
    Claim(
        fidelity="ours", cites="Rearrangement", section="Numbers",
        title="The smaller times the larger and the larger times the smaller add up to no more than like pairs",
        says=bound(small * high + large * low, "<=", small * low + large * high),
        hypotheses=(Relation(small, "<=", large), Relation(low, "<=", high)),
        derivation={"bound": chain(
            small * high + large * low, ("<=", small * low + large * high, Sign()))},
        expects=Holds,
    ),
)  # fmt: skip
