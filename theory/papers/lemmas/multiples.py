"""t a <= t b for t >= 0 and a <= b."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Sign
from theory.statement import bound
from theory.symbols import greater, lesser, multiple
from theory.verdict import Holds

claims = (
    Claim(
        fidelity="ours", cites="Multiples", section="Numbers",
        title="Numbers keep their order when both are multiplied by a number that is not negative",
        says=bound(multiple * lesser, "<=", multiple * greater),
        hypotheses=(Relation(sp.S.Zero, "<=", multiple), Relation(lesser, "<=", greater)),
        derivation={"bound": chain(multiple * lesser, ("<=", multiple * greater, Sign()))},
        expects=Holds,
    ),
)  # fmt: skip
