"""One layer is one unified attention layer: keys and values are made of the tokens by matrices of their own."""

from collections.abc import Sequence
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Number, Plot
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Section 4.2, keys and values", "section": "4.2"}
RECORD = "niu2024/layer_energies"
FOUR, FEW = range(1, 5), (1, 10, 20, 30)
places = {"memoriser": FOUR, "SmolLM2": FEW}
where = {
    "memoriser": "the heads of a memoriser that meet what it knows",
    "SmolLM2": "heads of layers 1, 10, 20 and 30 of SmolLM2-135M",
}
who = {
    "memoriser": "All 16 heads of each of eight models of 0.2 million parameters, at 40 places in the 256 "
    "random sequences that they know by heart.",
    "SmolLM2": "All heads of four layers of SmolLM2-135M-Instruct, at 12 chunks of 128 tokens of each of eight "
    "addresses.",
}
energy = (
    "The energy is MCHN's, of the keys that the query meets, at beta = 1 / sqrt d_k; queries and keys are those that "
    "the model's own product takes, turned by rotary positions where there are any."
)
# Both ends of what the paper can mean: a number that is exactly this.
exactly = (sp.S.One, sp.S.One)
same = (sp.S.Zero, sp.Rational(1, 10**5))  # but for rounding in float32


def series(name: str, model: str, layers: Sequence[int] = ()) -> tuple[str, ...]:
    """Of all layers that are looked at, or of these."""
    return tuple(f"{name}, {model}, layer {t}" for t in layers or places[model])


def measured(
    quantity: str, name: str, model: str, predicted: tuple[sp.Expr, sp.Expr] | None, unit: str = "",
    number: Number = "median", beside: tuple[str, ...] = (),
) -> Measurement:  # fmt: skip
    """Over all heads of a model."""
    return Measurement(
        quantity=f"{quantity} at {where[model]}",
        record=RECORD, samples=series(name, model), predicted=predicted, unit=unit, number=number, beside=beside,
        each="seed" if model == "memoriser" else "document",
    )  # fmt: skip


def line(label: str, name: str) -> tuple[str, tuple[tuple[sp.Rational, tuple[str, ...]], ...]]:
    """Over the layers of SmolLM2-135M."""
    return (label, tuple((sp.Integer(t), series(name, "SmolLM2", (t,))) for t in FEW))


figure = Plot(
    variable="layer", record=RECORD,
    lines=(line("the output", "fall by the output in falls by the step"),
           line("the output of another row", "fall by the output of another row in falls by the step")),
    levels=(("the step", ((sp.Integer(1), sp.S.One), (sp.Integer(30), sp.S.One))),),
    caption="By how much the output of a head, put in the place of its query, lowers MCHN's energy of the keys, in "
    "parts of what the mean of the keys under the same weights lowers it by: median over heads and tokens, "
    "SmolLM2-135M at eight addresses; beside it what the head gives at the same place of another chunk, which these "
    "keys know nothing of.",
)  # fmt: skip


def of(model: str, parts: Sequence[str], plot: Plot | None) -> tuple[Claim, ...]:
    """The claims at one model."""
    at = where[model]
    return (
        Claim(
            part=parts[0], fidelity="reading", **here,
            reading=f"A layer lowers the energy of its keys, whatever values go with them. {energy} {who[model]} An "
            "output that is far shorter than its query can have a lower energy without being near any key: see "
            f"+others_{model.lower()}.",
            title=f"How often the output lowers the energy of the keys, {at}",
            says=measured("the share of tokens and heads at which the output has a lower energy than the query,",
                          "output lowers the energy of the keys", model, exactly, number="mean"),
            figure=plot,
            expects=Measured,
        ),
        Claim(
            part=parts[1], fidelity="reading", **here,
            reading=f"The output is the step of the memory of keys: sum_i w_i v_i is sum_i w_i k_i. {who[model]}",
            title=f"How far the output is from the step with the keys in place of the values, {at}",
            says=measured("the distance of the output from the step with the keys as values,",
                          "distance of the output from the step in lengths of the step", model, same,
                          unit="lengths of the step"),
            expects=Measured,
        ),
        Claim(
            part=parts[2], fidelity="reading", **here,
            reading="In the paper's favour: the output is the step of the memory of keys in other coordinates, to an "
            "affine map that a head may choose once and for all, here the best one by least squares on every other "
            f"row, measured on the rows between. {who[model]}",
            title=f"How far the output is from the best affine map of the step, {at}",
            says=measured("the distance of the output from the best affine map of the step with the keys as values,",
                          "distance of the output from the best map of the step in its lengths", model,
                          same, unit="lengths of the output"),
            expects=Measured,
        ),
        Claim(
            part=f"+keys_{model.lower()}", fidelity="ours", **here,
            reading=f"It is a theorem that it is 1 or more, niu2024/attention_values+keys. {energy} {who[model]}",
            title=f"By how much the step with the keys in place of the values lowers their energy, {at}",
            says=measured("what the step with the keys as values lowers their energy by,",
                          "fall by the step over half its square", model, (sp.S.One, sp.oo),
                          unit="times half the square of its length"),
            expects=Measured,
        ),
        Claim(
            part=f"+others_{model.lower()}", fidelity="ours", **here,
            reading="Whether the output lowers the energy of these very keys by more than what the head gives at the "
            f"same place of another row, which they know nothing of. {energy} {who[model]}",
            title=f"By how much more than another row's output the output lowers the energy of the keys, {at}",
            says=measured("what the output lowers the energy of the keys by less what another row's output does,",
                          "fall by the output in falls by the step", model, None,
                          unit="of what the step lowers it by", number="difference",
                          beside=series("fall by the output of another row in falls by the step", model)),
            expects=Measured,
        ),
    )  # fmt: skip


claims = (
    *of("memoriser", (":A", ":B", ":C"), None),
    *of("SmolLM2", (":D", ":E", ":F"), figure),
)
