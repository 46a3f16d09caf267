"""80K chunks of 256 tokens of OpenWebText: the nearest neighbour of an activation is at a distance of about 20, in mean
and median, so "a typical B_i has radius 10", which "corroborates" sqrt(1024 / (2 pi e)) = 7.74.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Number, Plot
from theory.quantities import typical_radius
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Appendix F.1, the radius", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
RECORD, WHOLE = "niu2024/radius", "100 percent"
SMOLLM2, TRAINED = "SmolLM2-135M", "model trained here"
FINAL, LAST = "after the final norm", "before the final norm"
PERCENTS = (25, 50, 75, 100)
WIDTH, SMALL, CHUNK = sp.Integer(576), sp.Integer(64), sp.Integer(256)
MARGIN = sp.Rational(3, 10)  # 10 is above 7.74 by 29 percent
few = (
    "In 24 documents of one text, State of the Union addresses; of SmolLM2-135M-Instruct, of 135 million parameters "
    "and quantised to 4 bits, in place of GPT-2 medium."
)
small = "In 24 documents, of one model of 0.3 million parameters with n = 64, trained for 500 steps on other documents."


def apart(n: sp.Expr) -> sp.Expr:
    """The distance of two balls' centres that touch, of the radius that the paper takes."""
    return 2 * typical_radius(n)


def near(n: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """As near to that as the paper's 20 is, to within 30 percent."""
    return (1 - MARGIN) * apart(n), (1 + MARGIN) * apart(n)


def distance(
    series: str = f"{FINAL}, {WHOLE}",
    predicted: tuple[sp.Expr, sp.Expr] | None = None,
    *,
    model: str = SMOLLM2,
    where: str = FINAL,
    number: Number = "median",
    beside: str = "",
) -> Measurement:
    """How far an activation is from the nearest other one; or this over what the series `beside` says."""
    of = f"the {model}" if model == TRAINED else model
    nearest = f"the distance of an activation of {of} {where} from its nearest neighbour"
    words = {"median": nearest, "mean": f"the mean over a document of {nearest}", "ratio": f"the ratio of {nearest}"}
    return Measurement(
        quantity=words[number] + (f" to {BESIDE[beside]}" if beside else ""),
        record=RECORD,
        samples=(f"{model}, {series}",),
        predicted=predicted,
        number=number,
        beside=(f"{model}, {FINAL}, {beside}",) if beside else (),
    )


BESIDE = {
    f"Gaussian cloud, {WHOLE}": "that in as large a Gaussian cloud of equal mean and covariance",
    "distance to the mean": "its distance from the mean of all",
    WHOLE: "that before the gain was doubled",
}


def share(series: str, what: str) -> Measurement:
    """How much more often than among all candidates the nearest is of this kind."""
    return Measurement(
        quantity=f"the share of nearest neighbours, of activations of {SMOLLM2} {FINAL}, that {what}, less the same "
        "share of all candidates",
        record=RECORD,
        samples=(f"{SMOLLM2}, {FINAL}, {series}, less chance",),
        predicted=None,
        number="mean",
    )


def across(series: str) -> tuple[tuple[sp.Rational, tuple[str, ...]], ...]:
    """A line of a plot over the share of the vectors."""
    return tuple((sp.Integer(p), (f"{SMOLLM2}, {FINAL}, {series}{p} percent",)) for p in PERCENTS)


def level(value: sp.Expr) -> tuple[tuple[sp.Rational, sp.Expr], ...]:
    """The same number all over it."""
    return tuple((sp.Integer(p), value) for p in (PERCENTS[0], PERCENTS[-1]))


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"Half the distance is sqrt(n / (2 pi e)) with n = d_emb, to within 30 percent, as 10 is 7.74. {few}",
        title="The median distance to the nearest neighbour in SmolLM2-135M, beside 2 sqrt(n / (2 pi e)) for n = 576",
        says=distance(predicted=near(WIDTH)),
        figure=Plot(
            variable="share of the vectors, in percent", record=RECORD,
            lines=(("SmolLM2-135M", across("")), ("a Gaussian cloud", across("Gaussian cloud, "))),
            levels=(
                ("2 sqrt(n / (2 pi e)), n = 576", level(apart(WIDTH))), ("GPT-2 medium, 20", level(sp.Integer(20))),
            ),
            caption="Distance to the nearest neighbour after the final norm: medians of 24 documents, and those of as "
            "many vectors in a Gaussian cloud of equal mean and covariance.",
        ),
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading=f"The same of the mean. {few}",
        title="The mean distance to the nearest neighbour in SmolLM2-135M, beside 2 sqrt(n / (2 pi e)) for n = 576",
        says=distance(predicted=near(WIDTH), number="mean"), expects=Measured,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="Vectors so far apart leave room for balls of radius sqrt(n / (2 pi e)) with n = d_emb, at the median "
        f"vector; the nearest two of all may be nearer. {few}",
        title="The median distance to the nearest neighbour in SmolLM2-135M leaves room for the balls of n = 576",
        says=distance(predicted=(apart(WIDTH), sp.oo)), expects=Measured,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="The same as :A, and n is T_max d_emb, T_max being the 256 tokens of a chunk, though the vectors are "
        f"of one token each. {few}",
        title="The median distance in SmolLM2-135M, beside 2 sqrt(n / (2 pi e)) for n = 256 times 576",
        says=distance(predicted=near(CHUNK * WIDTH)), expects=Measured,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading=f"The same as :A, and the activation of the last layer is what enters the final norm. {few}",
        title="The median distance in SmolLM2-135M before its final norm, beside 2 sqrt(n / (2 pi e)) for n = 576",
        says=distance(f"{LAST}, {WHOLE}", near(WIDTH), where=LAST), expects=Measured,
    ),
    Claim(
        part=":F", fidelity="reading", **here,
        reading="The same as :A, and a chunk has one vector, that of its last token: one query in each of 75 documents "
        "of one text, among 300 vectors; the model is the same.",
        title="The median distance in SmolLM2-135M with one vector a chunk, beside 2 sqrt(n / (2 pi e)) for n = 576",
        says=distance(f"{FINAL}, one vector a chunk, {WHOLE}", near(WIDTH), where=f"at the end of a chunk {FINAL}"),
        expects=Measured,
    ),
    Claim(
        part=":G", fidelity="reading", **here,
        reading=f"The same as :A of a small model, with n = 64, which has learned little of the language. {small}",
        title="The median distance to the nearest neighbour in a small model, beside 2 sqrt(n / (2 pi e)) for n = 64",
        says=distance(predicted=near(SMALL), model=TRAINED), expects=Measured,
    ),
    Claim(
        part="+twenty", **ours,
        reading=f"Were the typical radius 10 in any such model, which the paper does not say: 20, to one digit. {few}",
        title="The median distance to the nearest neighbour in SmolLM2-135M, beside the 20 of GPT-2 medium",
        says=distance(predicted=(sp.Integer(15), sp.Integer(25))), expects=Measured,
    ),
    Claim(
        part="+doubled", **ours,
        reading="The final norm's gain times 2 and the matrix of the logits halved are other weights of the same "
        f"function: what it stores and what it predicts does not say which radius a ball has. {few}",
        title="The distance is twice as large in SmolLM2-135M where its weights say the same in another unit",
        says=distance(
            f"gain doubled, {WHOLE}", (2 - sp.Rational(1, 10**4), 2 + sp.Rational(1, 10**4)), number="ratio",
            where=f"{FINAL}, its gain doubled,", beside=WHOLE,
        ),
        expects=Measured,
    ),
    Claim(
        part="+mean", **ours, reading=f"In a unit of its own, which no gain changes. {few}",
        title="The distance to the nearest neighbour over that to the mean, in SmolLM2-135M",
        says=distance(number="ratio", beside="distance to the mean"), expects=Measured,
    ),
    Claim(
        part="+cloud", **ours, reading=f"1 if the vectors had no structure but their mean and covariance. {few}",
        title="The distance to the nearest neighbour over that in a Gaussian cloud, in SmolLM2-135M",
        says=distance(number="ratio", beside=f"Gaussian cloud, {WHOLE}"), expects=Measured,
    ),
    Claim(
        part="+document", **ours,
        reading="The query's own chunk is left out. If what is near did not depend on the document, most documents "
        f"would have no such neighbour at their 32 queries, and the median would be the chance with a minus. {few}",
        title="How often the nearest neighbour in another chunk is of the same document, more than by chance",
        says=share("nearest of other chunks is of the same document", "are of the same document in another chunk"),
        expects=Measured,
    ),
    Claim(
        part="+next", **ours,
        reading="If what is near did not depend on the token that comes next, the mean over many documents would be 0, "
        f"and the median a little below. {few}",
        title="How often the nearest neighbour comes before the same next token, more than by chance",
        says=share("nearest comes before the same next token", "come before the same next token"), expects=Measured,
    ),
    Claim(
        part="+token", **ours, reading=f"0 if what is near did not depend on the token itself. {few}",
        title="How often the nearest neighbour is at the same token, more than by chance",
        says=share("nearest is at the same token", "are at the same token"), expects=Measured,
    ),
)  # fmt: skip
