"""x^(t) = argmin of E_t over {x : d(x, x^(t-1)) <= delta_t}, t = 1..l."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Eq. (6)", "section": "4.2"}
layers_keep = (
    "An argmin over a set that the old state belongs to does not raise E_t. In the paper's favour rho_t are states "
    "that leave layer t, so that a query among the patterns is sent to one, E_t is the distance energy, and all states "
    "are drawn out to the length sqrt(n), since the layers have a norm before their parts and see no lengths."
)


def own(model: str, where: str) -> Measurement:
    """How many layers do not raise their own energy."""
    return Measurement(
        quantity=f"the share of the layers that do not raise their own energy, on the way of {where}",
        record="niu2024/layer_energies",
        samples=(f"share of the steps that do not raise own energy, leaving at one length, {model}",),
        predicted=(sp.S.One, sp.S.One),
        number="mean",
        each="seed" if model == "memoriser" else "document",
    )


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{layers_keep} The patterns are what eight models of 0.2 million parameters and 4 layers have at the "
        "first 15 tokens of 256 random sequences that they know by heart; the queries are last states of 40 of these "
        "with one token of the first half changed.",
        title="How many layers of a memoriser do not raise their own energy",
        says=own("memoriser", "a changed copy through the 4 layers of a memoriser"),
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"{layers_keep} SmolLM2-135M-Instruct has 30 layers; the patterns are its states at 12 chunks of an "
        "address, which need not be what it stores, "
        "the queries those at 40 tokens of the 6 chunks that follow; eight addresses. A state that leaves layer t may "
        "be nearer to others that do than one that enters it for no other reason than that layers differ.",
        title="How many layers of SmolLM2-135M do not raise their own energy",
        says=own("SmolLM2", "a token through the 30 layers of SmolLM2-135M"),
        expects=Measured,
    ),
)  # fmt: skip
