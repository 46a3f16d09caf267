"""min_i ||rho^i||^2 - max_i ||rho^i||^2 <= g(x) - 2 E_MCHN^{beta=2}(x)
<= max_i ||rho^i||^2 - min_i ||rho^i||^2 + log d.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Proposition 3", "section": "4.1"}
repair = (
    "As printed it fails in general, and with log d moved to the lower bound it holds everywhere. Where g = E, which "
    "it nearly is here, a query breaks the printed bound if 2 E_MCHN - log d is above E by more than the spread of the "
    "squared norms less log d."
)


def kept(where: str, model: str) -> Measurement:
    """At how many queries the printed bounds hold."""
    return Measurement(
        quantity=f"the share of {where}, at which the printed bounds hold",
        record="niu2024/layer_energies",
        samples=(f"Proposition 3 as printed kept, {model}, final",),
        predicted=(sp.S.One, sp.S.One),
        number="mean",
        each="seed" if model == "memoriser" else "document",
    )


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Patterns and queries are states of memorisers after the final norm, as in "
        f"niu2024/proposition_1_measured:A, 40 queries of each of eight models of 0.2 million parameters. {repair}",
        title="At how many of a memoriser's states the bounds of Proposition 3 hold as printed",
        says=kept("the last states of changed copies, among all states of what a memoriser knows", "memoriser"),
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Patterns and queries are states of SmolLM2-135M-Instruct after the final norm: 40 queries of each of "
        f"eight addresses. {repair}",
        title="At how many states of SmolLM2-135M the bounds of Proposition 3 hold as printed",
        says=kept("states of SmolLM2-135M, among earlier ones of the same address", "SmolLM2"),
        expects=Measured,
    ),
)  # fmt: skip
