"""With beta = 2: |E(x) - (2 E_MCHN(x) - log d)| <= max_i ||rho^i||^2 - min_i ||rho^i||^2."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Proposition 2", "section": "4.1"}
both = "Proposition 2 as sharpened has it from 0 to 1, and the printed bound from -1 to 1."


def above(where: str, model: str) -> Measurement:
    """How far the two energies are apart, in parts of what the bound allows."""
    return Measurement(
        quantity=f"twice the energy of MCHN less log d and less E, at {where}",
        record="niu2024/layer_energies",
        samples=(f"2 E_MCHN less log d less E in parts of the spread, {model}, final",),
        predicted=(-sp.S.One, sp.S.One),
        unit="times the spread of the squared norms",
        each="seed" if model == "memoriser" else "document",
    )


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Patterns and queries are states of memorisers after the final norm, as in "
        f"niu2024/proposition_1_measured:A, eight models of 0.2 million parameters. {both}",
        title="How much of Proposition 2's bound is used at a memoriser's states",
        says=above("the last states of changed copies, among all states of what a memoriser knows", "memoriser"),
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Patterns and queries are states of SmolLM2-135M-Instruct after the final norm, at eight addresses. "
        f"{both}",
        title="How much of Proposition 2's bound is used at the states of SmolLM2-135M",
        says=above("states of SmolLM2-135M, among earlier ones of the same address", "SmolLM2"),
        expects=Measured,
    ),
)  # fmt: skip
