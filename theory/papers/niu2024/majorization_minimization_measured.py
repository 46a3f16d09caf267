"""The steps are equivalent to majorization-minimization: each E_t locally majorizes E_global, E_t >= E_global + c_t."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Section 4.2, majorization-minimization", "section": "4.2"}
RECORD = "niu2024/layer_energies"
ways = {"memoriser": "a changed copy through a memoriser", "SmolLM2": "a token through SmolLM2-135M"}
mm = (
    "A step of majorization-minimization does not raise what is minimised: the global energy is -log sum_t sum_j "
    "exp(-||x - rho_t^j||^2), the layers' energies being distance energies; the record has the same with E_t = g_t."
)
readings = {
    "entering": "rho_t are the states that enter layer t at the memorised positions.",
    "leaving": "rho_t are the states that leave layer t at the memorised positions, where Eq. (6) would send a query, "
    "instead of those that enter it.",
    "leaving at one length": "As the reading before, with every state drawn out to the length sqrt(n): the layers have "
    "a norm before their parts and see no lengths, which grow from layer to layer.",
}
held = {
    "entering": "that enter the layers",
    "leaving": "that leave the layers",
    "leaving at one length": "that leave the layers, at one length",
}
models = {
    "memoriser": "Eight models of 0.2 million parameters and 4 layers that know 256 random sequences of 16 tokens by "
    "heart; queries are last states of 40 of these with one token of the first half changed.",
    "SmolLM2": "SmolLM2-135M, 30 layers, at eight addresses: 12 chunks of 128 tokens as the memory, 40 tokens of the 6 "
    "chunks that follow as queries.",
}


def falling(model: str, reading: str) -> Measurement:
    """How many steps do not raise the global energy."""
    return Measurement(
        quantity=f"the share of the layers that do not raise the global energy of the states {held[reading]}, on the "
        f"way of {ways[model]}",
        record=RECORD,
        samples=(f"share of the steps that do not raise E_global, {reading}, {model}",),
        predicted=(sp.S.One, sp.S.One),
        number="mean",
        each="seed" if model == "memoriser" else "document",
    )


def line(reading: str) -> tuple[str, tuple[tuple[sp.Rational, tuple[str, ...]], ...]]:
    """E_global along the way through a memoriser."""
    points = ((sp.Integer(t), (f"E_global, {reading}, memoriser, after layer {t}",)) for t in range(5))
    return (f"patterns {reading}", tuple(points))


def claim(part: str, model: str, reading: str, figure: Plot | None = None) -> Claim:
    """One reading at one model."""
    return Claim(
        part=part, fidelity="reading", **here,
        reading=f"{mm} {readings[reading]} {models[model]}",
        title=f"Whether the global energy falls on the way of {ways[model]}, rho_t {reading}",
        says=falling(model, reading),
        figure=figure,
        expects=Measured,
    )  # fmt: skip


claims = (
    claim(":A", "memoriser", "entering", Plot(
        variable="layers passed", record=RECORD,
        lines=(line("entering"), line("leaving"), line("leaving at one length")),
        caption="The global energy of a changed copy on its way through the four layers of a memoriser, median over 40 "
        "copies, in eight models: with the states that enter or leave the layers as their patterns, and with all "
        "states drawn out to one length. If the layers were steps of majorization-minimization no line would rise.",
    )),
    claim(":B", "memoriser", "leaving"),
    claim(":C", "memoriser", "leaving at one length"),
    claim(":D", "SmolLM2", "entering"),
    claim(":E", "SmolLM2", "leaving"),
    claim(":F", "SmolLM2", "leaving at one length"),
)  # fmt: skip
