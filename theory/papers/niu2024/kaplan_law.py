"""Kaplan et al. 2020 fit the law L(N, D) = [(N_c / N)^(alpha_N / alpha_D) + D_c / D]^alpha_D."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Cite, Hypothesis, Monotone, Moving, Scaled, Sign
from theory.quantities import FittedPowers
from theory.statement import bound
from theory.symbols import data, error, parameters
from theory.verdict import Fails, Holds

N, D = parameters, data
N_c, D_c, alpha_N, alpha_D = constants = tuple(
    sp.Symbol(name, positive=True) for name in ("N_c", "D_c", "alpha_N", "alpha_D"))  # fmt: skip
more_parameters, more_data = sp.Symbol("N_1", positive=True), sp.Symbol("D_1", positive=True)
small, large, w = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1", "w_0"))
law = FittedPowers(N, D, *constants)
ratio = alpha_N / alpha_D
half = error ** (1 / alpha_D) / 2
enough_parameters, enough_data = N_c * (1 / half) ** (1 / ratio), D_c / half
here: dict[str, Any] = {"cites": "Section 2, the law of Kaplan et al.", "section": "2"}

claims = (
    Claim(
        part="+at_least_one", fidelity="ours", **here,
        reading="The losses that it gives are at least 1, as Proposition 4 says of losses. The paper does not say so "
        "of this law, and quotes no values for its constants, which here are any positive numbers.",
        title="The law of Kaplan et al. is never below 1",
        says=bound(1, "<=", law),
        try_first=({"N": 4, "D_data": 4, "N_c": 1, "D_c": 1, "alpha_N": 1, "alpha_D": 1},),
        expects=Fails,
    ),
    Claim(
        part="+limit", fidelity="repaired", repairs=("+at_least_one",), changed="0 in place of 1", **here,
        title="The law of Kaplan et al. is above 0, and at most any error from these sizes on",
        says=bound(0, "<", law, "<=", error),
        hypotheses=(Relation(N, ">=", enough_parameters), Relation(D, ">=", enough_data)),
        derivation={
            "lower": chain(0, ("<", law, Sign())),
            "upper": chain(
                law,
                ("<=", (half + D_c / D) ** alpha_D, Monotone(Scaled(N**ratio / half, chain(
                    N_c**ratio / half, ("<=", N**ratio, Cite(
                        "lemmas/powers", at={small: enough_parameters, large: N, w: ratio})))))),
                ("<=", error, Cite(
                    "lemmas/powers", at={small: half + D_c / D, large: 2 * half, w: alpha_D}, given=Moving(chain(
                        D_c / D, ("<=", half, Scaled(D / half, chain(D_c / half, ("<=", D, Hypothesis())))))))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+parameters", fidelity="ours", **here, title="It falls as the number of parameters grows",
        says=bound(FittedPowers(more_parameters, D, *constants), "<", law),
        hypotheses=(Relation(N, "<", more_parameters),),
        derivation={"bound": chain(
            FittedPowers(more_parameters, D, *constants), ("<", law, Monotone(Hypothesis())))},
        expects=Holds,
    ),
    Claim(
        part="+data", fidelity="ours", **here, title="It falls as the number of tokens grows",
        says=bound(FittedPowers(N, more_data, *constants), "<", law),
        hypotheses=(Relation(D, "<", more_data),),
        derivation={"bound": chain(
            FittedPowers(N, more_data, *constants), ("<", law, Monotone(Hypothesis())))},
        expects=Holds,
    ),
)  # fmt: skip
