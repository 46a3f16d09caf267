"""Delta_min >= 2 / (beta N) + (1 / beta) ln(2 N^2 beta M^2) gives (A2) for every pattern, Eq. (303).

This is the master inequality. Delta_min is the least separation, so every separation is at least what it is.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Hypothesis, Monotone, Sign
from theory.quantities import Separation
from theory.statement import bound
from theory.symbols import beta, m, norm_bound, sigma, xi
from theory.verdict import Holds

M, N = norm_bound, m + 1
here: dict[str, Any] = {"cites": "Equation (303)", "section": "App. A.1.6.1"}

gap = Separation(xi.vector(), sigma.vector())
condition = 2 / (beta * N) + sp.log(2 * m * N * beta * M**2) / beta
master = 2 / (beta * N) + sp.log(2 * N**2 * beta * M**2) / beta

claims = (
    Claim(
        **here, title="The master inequality gives (A2), as a strict inequality",
        says=bound(condition, "<", gap), hypotheses=(Relation(master, "<=", gap),),
        derivation={
            "bound": chain(
                condition,
                ("<", master, Monotone(Sign())),
                ("<=", gap, Hypothesis()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
