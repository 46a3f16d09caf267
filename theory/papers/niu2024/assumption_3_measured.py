"""The embedding decorrelates the samples, hence the patterns are well separated: B_i and B_j are disjoint for i < j."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Assumption 3", "section": "4.1"}
RECORD = "niu2024/layer_energies"
few = "Eight models of 0.2 million parameters, each of which knows 256 random sequences of 16 tokens by heart, after " \
    "300 steps on all of them."  # fmt: skip
radius = "The radius is sqrt(n/(2 pi e)), as Section 5.2 sets it; balls of one radius are disjoint exactly if it is " \
    "below half the least distance, which so is the largest radius that they could have."  # fmt: skip

text = (
    "What SmolLM2-135M-Instruct was trained on cannot be had: states at a text stand for patterns, and which of them "
    "the model stores is not known."
)
gain = "The final norm has a gain, on which these distances depend: see niu2024/appendix_f1_measured+doubled."


def typical(n: int) -> sp.Expr:
    """sqrt(n / (2 pi e))."""
    return sp.sqrt(sp.Integer(n) / (2 * sp.pi * sp.E))


def least(between: str, series: str, n: int) -> Measurement:
    """How large balls of one radius could be."""
    return Measurement(
        quantity=f"half the least distance between {between}",
        record=RECORD,
        samples=(f"half the least distance, {series}",),
        predicted=(typical(n), sp.oo),
        each="document" if "SmolLM2" in series else "seed",
    )


def points(patterns: str) -> tuple[tuple[sp.Rational, tuple[str, ...]], ...]:
    """The half distances after each layer, and after the final norm."""
    places = [*(f"after layer {t}" for t in range(5)), "final"]
    return tuple(
        (sp.Integer(t), (f"half the distance to the nearest other, {patterns}, memoriser, {place}",))
        for t, place in enumerate(places)
    )


def level(n: int) -> tuple[tuple[sp.Rational, sp.Expr], ...]:
    """The same radius everywhere."""
    return ((sp.Integer(0), typical(n)), (sp.Integer(5), typical(n)))


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The patterns are last states of sequences, of width n = 64, as in Appendix F.1, and last means after "
        f"the final norm. {few} {radius}",
        title="Balls of the typical radius around the last states of memorised sequences, after the final norm",
        says=least("the last states of two memorised sequences, after the final norm",
                   "states, memoriser, final", 64),
        figure=Plot(
            variable="layers passed (5: the final norm too)", record=RECORD,
            lines=(("last states, n = 64", points("states")), ("whole sequences, n = 1024", points("whole rows"))),
            levels=(("sqrt(64/(2 pi e))", level(64)), ("sqrt(1024/(2 pi e))", level(1024))),
            caption="Half the distance of a memorised pattern to the nearest other one, median over the patterns, in "
            "eight small models, beside the radius that the paper sets for patterns of either width.",
        ),
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="The same, and last means after the last layer, before the final norm.",
        title="Balls of the typical radius around the last states of memorised sequences, before the final norm",
        says=least("the last states of two memorised sequences, before the final norm",
                   "states, memoriser, after layer 4", 64),
        expects=Measured,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="As :A, in eight models that begin with the same weights and learn the same sequences by heart, in 600 "
        "steps on a quarter of them each. How long the states of a model are, its loss does not say.",
        title="Balls of the typical radius around the last states of sequences that were memorised in batches",
        says=least("the last states of two sequences that were memorised in batches, after the final norm",
                   "states, memoriser trained in batches, final", 64),
        expects=Measured,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="A pattern is a whole sequence, as the model reads it: the 16 states after the final norm of its "
        "first token, the same for all, and of 15 random tokens, one after the other, of width n = "
        f"T_max d_emb = 1024, as Section 3 has it. {few} {radius}",
        title="Balls of the typical radius around whole memorised sequences, after the final norm",
        says=least("two whole memorised sequences, after the final norm", "whole rows, memoriser, final", 1024),
        expects=Measured,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading="Word for word: it is the embedding that separates them. A pattern is a whole sequence, its first "
        f"token, the same for all, and 15 random ones, embedded, n = 1024. {few} {radius}",
        title="Balls of the typical radius around whole memorised sequences as they are embedded",
        says=least("two whole memorised sequences, as they are embedded", "whole rows, memoriser, after layer 0", 1024),
        expects=Measured,
    ),
    Claim(
        part=":F", fidelity="reading", **here,
        reading="The patterns are the states of a language model at each token of a text, of width n = 576, after the "
        f"final norm: at 12 chunks of 128 tokens of each of eight addresses. {text} {gain} {radius}",
        title="Balls of the typical radius around the states of SmolLM2-135M at the tokens of a text",
        says=least("the states of SmolLM2-135M at two tokens of an address", "states, SmolLM2, final", 576),
        expects=Measured,
    ),
    *(
        Claim(
            part=part, fidelity="reading", **here, reading=f"As :F, {words}. {text} {gain} {radius}",
            title=f"Balls of the typical radius around {what} of SmolLM2-135M {where}",
            says=least(f"{what} of SmolLM2-135M at two {of} of an address, {where},", series, n),
            expects=Measured,
        )
        for part, words, what, of, where, series, n in (
            (":G", "before the final norm", "states", "tokens", "before the final norm",
             "states, SmolLM2, after layer 30", 576),
            (":H", "and a pattern is a whole chunk, n = 128 times 576", "all states", "chunks", "after the final norm",
             "whole rows, SmolLM2, final", 128 * 576),
            (":I", "and a pattern is a whole chunk as it is embedded, n = 128 times 576", "all embedded tokens",
             "chunks", "as they are embedded", "whole rows, SmolLM2, after layer 0", 128 * 576),
        )
    ),
    Claim(
        part="+own", fidelity="ours", **here,
        reading=f"How large balls could be that have a radius of their own each. {few}",
        title="Half the distance of the last state of a memorised sequence to the nearest other",
        says=Measurement(
            quantity="half the distance of the last state of a memorised sequence to the nearest other one, after the "
            "final norm, n = 64",
            record=RECORD, samples=("half the distance to the nearest other, states, memoriser, final",),
            predicted=None, each="seed",
        ),
        expects=Measured,
    ),
)  # fmt: skip
