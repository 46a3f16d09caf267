"""L(N, D) = E + A / N^alpha + B / D^beta with alpha = 0.34, beta = 0.28, E = 1.61, A = 406.4, B = 410.7.

Fitted by Hoffmann et al. 2022.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Scaled, Sign
from theory.quantities import HOFFMANN, QUOTED, FittedLoss
from theory.statement import Identity, bound
from theory.symbols import data, error, parameters
from theory.verdict import Fails, Holds

E, A, B, alpha, beta = constants = tuple(
    sp.Symbol(name, positive=True) for name in ("E_law", "A_law", "B_law", "alpha", "beta_law"))  # fmt: skip
low, high = sp.Symbol("c_N", positive=True), sp.Symbol("c_D", positive=True)
N, D = parameters, data
quoted, printed = FittedLoss(N, D, *QUOTED), FittedLoss(N, D, *HOFFMANN)
law = FittedLoss(N, D, *constants)
here: dict[str, Any] = {"cites": "Equation (1)", "section": "2"}


def inverted(limit: sp.Expr, power: sp.Expr) -> Monotone:
    """1 / power <= 1 / limit, the hypothesis having them the other way round."""
    return Monotone(Scaled(limit * power, chain(limit, ("<=", power, Hypothesis()))))


claims = (
    Claim(
        **here, title="The quoted law is the one that Hoffmann et al. print, E being 1.69 there",
        says=Identity(quoted, printed),
        expects=Fails,
    ),
    Claim(
        part="+difference", fidelity="repaired", repairs=("",), changed="0.08 is added", **here,
        title="The law that Hoffmann et al. print is the quoted one and 0.08 more, everywhere",
        says=Identity(printed, quoted + sp.Rational("0.08")),
        derivation={"identity": chain(printed, ("=", quoted + sp.Rational("0.08"), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+floor", fidelity="ours", **here, title="Such a law is above E, for any constants and sizes",
        says=bound(E, "<", law),
        derivation={"bound": chain(E, ("<", law, Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+limit", fidelity="ours", **here,
        title="Such a law is above E, for any constants, and within any error of it from these sizes on",
        says=bound(E, "<", law, "<=", E + error),
        hypotheses=(Relation(N**alpha, ">=", 2 * A / error), Relation(D**beta, ">=", 2 * B / error)),
        derivation={
            "lower": chain(E, ("<", law, Cite("niu2024/equation_1+floor"))),
            "upper": chain(law, ("<=", E + error, Cite(
                "niu2024/equation_1+above", at={low: 2 * A / error, high: 2 * B / error}))),
        },
        expects=Holds,
    ),
    Claim(
        part="+above", fidelity="ours", **here,
        title="Such a law is at most what lower bounds on its two powers give",
        says=bound(law, "<=", E + A / low + B / high),
        hypotheses=(Relation(low, "<=", N**alpha), Relation(high, "<=", D**beta)),
        derivation={"bound": chain(
            law,
            ("<=", E + A / low + B / D**beta, inverted(low, N**alpha)),
            ("<=", E + A / low + B / high, inverted(high, D**beta)),
        )},
        expects=Holds,
    ),
)  # fmt: skip
