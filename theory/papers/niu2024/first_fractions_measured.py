"""GPT-2 small is trained on 100 %, 1 % and 0.1 % of OpenWebText for a typical training time, to show over-fitting and
the dynamics of the loss (version 1, Section 6.2).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Version 1, Section 6.2", "section": "5.3"}
reading: dict[str, Any] = {"fidelity": "reading", **here}
ours: dict[str, Any] = {"fidelity": "ours", **here}
record, lines = "niu2024/data_fractions", range(1, 13)
text, shuffled, random = "text", "shuffled words", "random tokens"
named = {text: "the text", shuffled: "the text with its words shuffled", random: "random tokens"}
shares = ("100 percent", "1 percent", "0.1 percent")
least = sp.Rational(1, 20)  # nats: what a figure of losses of some nats shows
chance = sp.log(sp.Integer(512))  # the loss of a model that knows nothing but the vocabulary
few = (
    "Six seeds of models of 0.1 million parameters or less, trained for seconds on shares of 1.3 million tokens, in "
    "the place of GPT-2 small on shares of 9 billion: what they show they show of themselves."
)
halves = (
    "The step of the least validation loss is found on one half of the held-back rows, and the rise from there to the "
    "last step is taken on the other half, so that noise alone makes it as often negative as positive."
)
shown = (
    f"{few} The figure has no numbers; over-fitting is read as a validation loss that rises again, by 1/20 nat or "
    f"more, which such a figure shows. {halves}"
)


def label(quality: str, share: str, size: str = "narrow") -> str:
    """What the series of a kind of run begin with."""
    return f"{quality}, {share}, {size}: "


def rise(quality: str, share: str, predicted: tuple[sp.Expr, sp.Expr] | None, size: str = "narrow") -> Measurement:
    """How far the last validation loss is above the least."""
    begin = f"{label(quality, share, size)}validation loss of the other half, "
    return Measurement(
        quantity=f"the rise of the validation loss of a {size} model from its least to the last step, with {share} of "
        f"{named[quality]}",
        record=record, each="seed",
        samples=(f"{begin}last line",), beside=(f"{begin}line of the least",), number="difference",
        predicted=predicted, unit="nats a token",
    )  # fmt: skip


def when(share: str, size: str = "narrow") -> Measurement:
    """At which share of its steps a model is best."""
    return Measurement(
        quantity=f"the step at which the validation loss of a {size} model is least, with {share} of the text, as a "
        "share of all steps",
        record=record, each="seed",
        samples=(f"{label(text, share, size)}step of the least",), predicted=None,
    )  # fmt: skip


def curve(begin: str, which: str = "validation") -> tuple[tuple[sp.Rational, tuple[str, ...]], ...]:
    """The losses over the share of the steps that are made."""
    return tuple((sp.Rational(line, lines[-1]), (f"{begin}{which} loss, line {line}",)) for line in lines)


def drawn(caption: str, *curves: tuple[str, tuple[tuple[sp.Rational, tuple[str, ...]], ...]], level: bool) -> Plot:
    """Losses over the run, with the loss of a model that knows nothing where that is asked for."""
    ends = tuple((sp.Rational(line, lines[-1]), chance) for line in (lines[0], lines[-1]))
    return Plot(
        variable="share of the steps", record=record, lines=curves, caption=caption,
        levels=(("log 512, the loss of a model that knows nothing", ends),) if level else (),
    )  # fmt: skip


claims = (
    Claim(
        part=":A", **reading, reading=shown,
        title="How far the validation loss of a small model rises again, with 0.1 % of a text",
        says=rise(text, shares[2], (least, sp.oo)),
        figure=drawn(
            "Validation losses of narrow models, by how much of the text they learn from",
            *((share, curve(label(text, share))) for share in shares),
            level=True,
        ),
        expects=Measured,
    ),
    Claim(
        part=":B", **reading, reading=shown,
        title="How far the validation loss of a small model rises again, with 1 % of a text",
        says=rise(text, shares[1], (least, sp.oo)),
        expects=Measured,
    ),
    Claim(
        part=":C", **reading,
        reading=f"{shown} With all of the text, of which no row is learned from twice, it does not rise by as much.",
        title="How far the validation loss of a small model rises again, with all of a text",
        says=rise(text, shares[0], (-sp.oo, least)),
        expects=Measured,
    ),
    Claim(
        part="+when", **ours, reading=f"{few} A twelfth is the first and 1 the last number that it can be.",
        title="When small models are best, with 1 % of a text", says=when(shares[1]),
        expects=Measured,
    ),
    Claim(
        part="+when_less", **ours, reading=f"{few} A twelfth is the first and 1 the last number that it can be.",
        title="When small models are best, with 0.1 % of a text", says=when(shares[2]),
        expects=Measured,
    ),
    Claim(
        part="+when_wide", **ours, reading=f"{few} The wide model has twice the width and makes the same steps.",
        title="When wider small models are best, with 1 % of a text", says=when(shares[1], "wide"),
        expects=Measured,
    ),
    Claim(
        part="+wide", **ours, reading=f"{few} {halves} The wide model has twice the width and makes the same steps.",
        title="How far the validation loss of a wider small model rises again, with 1 % of a text",
        says=rise(text, shares[1], None, "wide"),
        figure=drawn(
            "Losses of narrow and of wide models with 1 percent of the text",
            *(
                (f"{size}, {which}", curve(label(text, shares[1], size), which))
                for size in ("narrow", "wide")
                for which in ("validation", "training")
            ),
            level=False,
        ),
        expects=Measured,
    ),
    Claim(
        part="+shuffled", **ours, reading=f"{few} {halves} The words of each address are in an order drawn once.",
        title="How far the validation loss of a small model rises again, with 1 % of shuffled words",
        says=rise(shuffled, shares[1], None),
        expects=Measured,
    ),
    Claim(
        part="+random", **ours,
        reading=f"{few} {halves} Of random tokens nothing can be learned that holds for others, so that all that is "
        "learned is learned by heart.",
        title="How far the validation loss of a small model rises again, with 1 % of random tokens",
        says=rise(random, shares[1], None),
        figure=drawn(
            "Validation losses of narrow models with 1 percent, by what they learn from",
            *((quality, curve(label(quality, shares[1]))) for quality in (text, shuffled, random)),
            level=True,
        ),
        expects=Measured,
    ),
    Claim(
        part="+random_least", **ours,
        reading=f"{few} Of tokens that are drawn one by one with equal chances no model has an expected validation "
        "loss below log 512, by Gibbs' inequality, whatever it has learned from others.",
        title="The validation loss of a small model on random tokens, with as many as the text has",
        says=Measurement(
            quantity=f"the last validation loss of a narrow model with {shares[0]} of {named[random]}",
            record=record, each="seed",
        samples=(f"{label(random, shares[0])}validation loss, line {lines[-1]}",),
            predicted=(chance, sp.oo), unit="nats a token",
        ),
        expects=Measured,
    ),
    Claim(
        part="+order", **ours,
        reading=f"{few} Shuffled, an address has at least the entropy that it has as it is, since its words in all "
        "orders are equally likely, and as it is that is the most there can be. For models that see 32 tokens, are "
        "small and still learning, that is an expectation and not a theorem.",
        title="By how much shuffled words cost a small model more than the text, with all of it",
        says=Measurement(
            quantity=f"the last validation loss of a narrow model with {shares[0]} of {named[shuffled]} less that with "
            f"{shares[0]} of {named[text]}",
            record=record, each="seed", number="difference", predicted=(sp.S.Zero, sp.oo), unit="nats a token",
            samples=(f"{label(shuffled, shares[0])}validation loss, line {lines[-1]}",),
            beside=(f"{label(text, shares[0])}validation loss, line {lines[-1]}",),
        ),
        expects=Measured,
    ),
    Claim(
        part="+gap", **ours,
        reading=f"{few} The training loss is the mean over the last twelfth of the steps, at the weights of each.",
        title="By how much a small model's validation loss is above its training loss at the end, with 1 % of a text",
        says=Measurement(
            quantity=f"the validation loss less the training loss of a narrow model at the last step, with {shares[1]} "
            f"of {named[text]}",
            record=record, each="seed", number="difference", predicted=None, unit="nats a token",
            samples=(f"{label(text, shares[1])}validation loss, line {lines[-1]}",),
            beside=(f"{label(text, shares[1])}training loss, line {lines[-1]}",),
        ),
        expects=Measured,
    ),
)  # fmt: skip
