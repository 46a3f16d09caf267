"""Written through log Z, the loss shows how the allocation of attention weights depends on the learned patterns."""

from typing import Any

from theory.claims import Claim
from theory.measurement import Measurement
from theory.verdict import Measured

here: dict[str, Any] = {
    "cites": "Section 5.1, log Z and the attention weights", "section": "5.1", "fidelity": "ours",
}  # fmt: skip
split = (
    "The tokens at one place of a row are split in two halves by the entropy of their attention weights, the mean over "
    "all heads of all layers, and all places taken together, so that neither the place nor the number of keys tells "
    "the halves apart. At one log Z and one attended distance the loss of niu2024/loss_and_attention:A falls as the "
    "entropy of the weights grows; but the weights change both, and neither the paper nor the theory says "
    "anything of the sign."
)


def halves(model: str) -> dict[str, Any]:
    """The losses of the two halves."""
    return {
        "record": "niu2024/layer_energies",
        "samples": (f"loss where attention is more spread out, {model}",),
        "beside": (f"loss where attention is less spread out, {model}",),
        "predicted": None,
        "each": "seed" if model == "memoriser" else "document",
    }


claims = (
    Claim(
        part="+memoriser", **here,
        reading=f"{split} Eight models of 0.2 million parameters, at the 256 random sequences that they know by heart.",
        title="The losses of a memoriser where attention is spread out and where it is not",
        says=Measurement(
            quantity="the ratio of the median loss of the tokens with the more spread out attention to that of the "
            "others, in "
            "a memoriser at what it knows",
            number="ratio", **halves("memoriser"),
        ),
        expects=Measured,
    ),
    Claim(
        part="+text", **here,
        reading=f"{split} SmolLM2-135M-Instruct at 12 chunks of 128 tokens of each of eight addresses.",
        title="The losses of SmolLM2-135M where attention is spread out and where it is not",
        says=Measurement(
            quantity="the median loss of the tokens with the more spread out attention less that of the others, in "
            "SmolLM2-135M at a text",
            unit="nats", number="difference", **halves("SmolLM2"),
        ),
        expects=Measured,
    ),
)  # fmt: skip
