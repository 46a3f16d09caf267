"""g(x) - log d <= E(x) <= g(x)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Proposition 1", "section": "4.1"}
RECORD = "niu2024/layer_energies"
saturated = (
    "The proposition is a theorem; what is measured is where E lies between its bounds. 0 says that E is g: "
    "softmax(-D) has all its weight on the nearest pattern, and E is no smoother there than g. 1 says that all "
    "patterns weigh alike."
)


def below(model: str) -> Measurement:
    """How much of the room between the bounds is used."""
    return Measurement(
        quantity=f"g less E at {model}",
        record=RECORD,
        samples=(f"g less E in parts of log d, {MODELS[model]}, final",),
        predicted=(sp.S.Zero, sp.S.One),
        unit="times log d",
        each="seed" if MODELS[model] == "memoriser" else "document",
    )


MODELS = {
    "the last states of changed copies, among all states of what a memoriser knows": "memoriser",
    "states of SmolLM2-135M, among earlier ones of the same address": "SmolLM2",
}
memoriser, text = MODELS


def points(model: str, places: tuple[int, ...]) -> tuple[tuple[sp.Rational, tuple[str, ...]], ...]:
    """The same after some layers."""
    return tuple((sp.Integer(t), (f"g less E in parts of log d, {model}, after layer {t}",)) for t in places)


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The patterns are the states, after the final norm, at the first 15 tokens of 256 random sequences "
        "that a model of 0.2 million parameters knows by heart, eight models; the queries are the last states of 40 of "
        f"these with one token of the first half changed. {saturated}",
        title="How much of the room that Proposition 1 leaves is used at a memoriser's states",
        says=below(memoriser),
        figure=Plot(
            variable="layers passed", record=RECORD,
            lines=(("memoriser", points("memoriser", (0, 1, 2, 3, 4))),
                   ("SmolLM2-135M", points("SmolLM2", (0, 1, 10, 20, 30)))),
            levels=(("upper bound of E", ((sp.Integer(0), sp.S.Zero), (sp.Integer(30), sp.S.Zero))),
                    ("lower bound of E", ((sp.Integer(0), sp.S.One), (sp.Integer(30), sp.S.One)))),
            caption="(g - E) / log d of queries among the states of the same layer, median over the queries, in eight "
            "memorisers of four layers and at eight addresses: 0 where the nearest pattern has all the weight, 1 where "
            "all weigh alike",
        ),
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="The patterns are the states of SmolLM2-135M-Instruct, which need not be what it stores, after the "
        "final norm at 12 chunks of an address, the "
        f"queries at 40 tokens of the 6 chunks that follow; eight addresses. {saturated}",
        title="How much of the room that Proposition 1 leaves is used at the states of SmolLM2-135M",
        says=below(text),
        expects=Measured,
    ),
)  # fmt: skip
