"""OpenWebText, 8,013,769 documents and 9B tokens: 80K chunks of 256 tokens (Section 5.3 says 100K).

On 25, 50, 75 and 100 % of the vectors mean and median are about 20 in all cases; both decrease as the sample grows.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Appendix F.1, the chunks", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
RECORD = "niu2024/radius"
SMOLLM2, TRAINED = "SmolLM2-135M", "model trained here"
PERCENTS = (25, 50, 75, 100)
few = "In 24 documents of one text, State of the Union addresses; the whole sample is 300 chunks, 76,800 vectors."


def series(group: str, model: str = SMOLLM2) -> tuple[str, ...]:
    """Those of the four shares."""
    return tuple(f"{model}, after the final norm, {group}{percent} percent" for percent in PERCENTS)


def exponent(
    group: str, among: str, predicted: tuple[sp.Expr, sp.Expr] | None = None, model: str = SMOLLM2
) -> Measurement:
    """b, where the distance goes as the size of the sample to the power b."""
    return Measurement(
        quantity="the exponent b of the size of the sample, to the power b of which the distance goes, after the final "
        f"norm of {'the ' if model == TRAINED else ''}{model}, to the nearest {among}",
        record=RECORD,
        samples=series(group, model),
        predicted=predicted,
        number="exponent",
        over=tuple(sp.Integer(percent) for percent in PERCENTS),
    )


def line(group: str) -> tuple[tuple[sp.Rational, tuple[str, ...]], ...]:
    """One of a plot."""
    return tuple((sp.Integer(p), (name,)) for p, name in zip(PERCENTS, series(group), strict=True))


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="About the same to one digit, as 15 and 25 are 20: at the whole sample and at a quarter of it the "
        f"distance is the same up to a factor of 5/3. {few}",
        title="The distance to the nearest neighbour at the whole sample over that at a quarter, in SmolLM2-135M",
        says=Measurement(
            quantity="the ratio of the distance of an activation of SmolLM2-135M after the final norm from its nearest "
            "neighbour, at the whole sample, to that at a quarter of it",
            record=RECORD, samples=series("")[-1:], predicted=(sp.Rational(3, 5), sp.Rational(5, 3)), number="ratio",
            beside=series("")[:1],
        ),
        figure=Plot(
            variable="share of the vectors, in percent", record=RECORD,
            lines=(
                ("all vectors", line("")), ("those of other chunks", line("other chunks, ")),
                ("one vector a chunk", line("one vector a chunk, ")), ("Gaussian cloud", line("Gaussian cloud, ")),
            ),
            caption="Distance to the nearest neighbour after the final norm of SmolLM2-135M, among all vectors, those "
            "of other chunks, and one vector a chunk: medians of 24 documents, of 75 for one vector a chunk.",
        ),
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="They decrease: below 0, or 0 where no vector that is nearer joins the sample. In samples that are "
        f"parts of one another no other exponent can come out. {few}",
        title="That the distance to the nearest neighbour falls as the sample grows, in SmolLM2-135M",
        says=exponent("", "vector of samples that are parts of one another", (-sp.oo, sp.S.Zero)), expects=Measured,
    ),
    Claim(
        part="+whole", **ours,
        reading=f"0 would be a distance that does not depend on the size of the sample. {few}",
        title="How the distance to the nearest neighbour goes with the size of the sample, in SmolLM2-135M",
        says=exponent("", "vector"), expects=Measured,
    ),
    Claim(
        part="+last", **ours,
        reading="The same as +whole where a chunk has one vector, that of its last token; one query in each of 75 "
        "documents, among 75, 150, 225 and 300 vectors.",
        title="How the distance goes with the number of chunks that have one vector each, in SmolLM2-135M",
        says=exponent("one vector a chunk, ", "last vector of a chunk"), expects=Measured,
    ),
    Claim(
        part="+others", **ours,
        reading="The vectors of one chunk depend on each other, and the query's own chunk does not grow with the "
        f"sample: it is left out. {few}",
        title="How the distance to the nearest neighbour in another chunk goes with the size of the sample",
        says=exponent("other chunks, ", "vector of another chunk"), expects=Measured,
    ),
    Claim(
        part="+cloud", **ours,
        reading=f"As many vectors without any structure but their mean and covariance. {few}",
        title="How the distance in a Gaussian cloud of equal mean and covariance goes with its size",
        says=exponent("Gaussian cloud, ", "vector in a Gaussian cloud of equal mean and covariance"), expects=Measured,
    ),
    Claim(
        part="+small", **ours,
        reading="In 24 documents, of one model of 0.3 million parameters, trained for 500 steps on other documents; "
        "the whole sample is 300 chunks.",
        title="How the distance to the nearest neighbour goes with the size of the sample, in a small model",
        says=exponent("", "vector", model=TRAINED), expects=Measured,
    ),
)  # fmt: skip
