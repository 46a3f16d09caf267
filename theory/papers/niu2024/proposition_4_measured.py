"""The minimum achievable cross-entropy loss is bounded from below by a constant approximately equal to 1."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.verdict import Measured

RECORD = "niu2024/memorisation"
here: dict[str, Any] = {"cites": "Proposition 4, abstract of version 1, for tokens", "section": "5.1"}
half = sp.Rational(1, 2)
few = "six seeds of a model of 0.025 million parameters"
trained = (
    "The loss after training, without dropout, over all of d random sequences of T tokens, which the model has met at "
    "every step; the least loss that is possible is known, (log d) / T a token."
)
limit = "The steps are those until the loss is no more than a tenth above (log d) / T."
widths, rates = (16, 32, 64), ("1/400", "1/200", "1/100", "1/50")


def label(rows: int = 64, length: int = 8, width: int = 32, rate: str = "1/100") -> str:
    """What the series of a model end with."""
    return f"d = {rows}, T = {length}, width {width}, rate {rate}"


def loss(rows: int, length: int, predicted: tuple[sp.Expr, sp.Expr], whole: bool = False) -> Measurement:
    """The mean loss over the sequences at the end, a token or a sequence."""
    return Measurement(
        quantity=f"the training loss of {rows} memorised random sequences of {length} tokens",
        record=RECORD,
        samples=(f"{'nats' if whole else 'loss'} of each sequence at the end, {label(rows, length)}",),
        predicted=predicted,
        unit="nats a sequence" if whole else "nats a token",
        number="mean",
        each="seed",
    )


def steps(kind: str) -> str:
    """The series of the steps until a tenth above the least loss."""
    return f"steps until within a tenth, {kind}"


def exponent(of: str, kinds: tuple[str, ...], over: tuple[sp.Rational, ...]) -> Measurement:
    """With which power of something the steps grow."""
    return Measurement(
        quantity=f"the exponent with which the steps until a loss within a tenth of (log d) / T change with {of}",
        record=RECORD, samples=tuple(map(steps, kinds)), predicted=None, number="exponent", over=over, each="seed",
    )  # fmt: skip


def least(rows: int, length: int) -> sp.Expr:
    """The least loss a token."""
    return sp.log(rows) / length


def parameters(width: int) -> sp.Integer:
    """N of two layers: 12 n^2 + 9 n each, with a feed-forward four times as wide as the stream."""
    return sp.Integer(2 * (12 * width**2 + 9 * width))


def places(*numbers: int | str) -> tuple[sp.Rational, ...]:
    """Exact numbers."""
    return tuple(map(sp.Rational, numbers))


def ends(length: int) -> tuple[str, ...]:
    """The series that the figure over T has at this one."""
    return (f"loss of each sequence at the end, {label(length=length)}",)


curve = (5, 10, 20, 40, 60, 80, 100, 120, 160, 200, 240, 320, 400)
lengths = (2, 4, 8, 16, 32)

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading=f"{trained} The constant is 1, and the loss is that of a token.",
        title=f"The loss of 16 memorised sequences of 8 tokens is 1 or more: {few}",
        says=loss(16, 8, (sp.S.One, sp.oo)),
        figure=Plot(
            variable="T, tokens of a sequence", record=RECORD, number="mean",
            lines=(("loss at the end, d = 64", tuple((sp.Integer(T), ends(T)) for T in lengths)),),
            levels=(
                ("(log d) / T", tuple((sp.Integer(T), least(64, T)) for T in lengths)),
                ("1", ((sp.Integer(2), sp.S.One), (sp.Integer(32), sp.S.One))),
            ),
            caption="The training loss of 64 memorised sequences, in nats a token: it follows (log d) / T through 1",
            logarithmic=True,
        ),
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"{trained} About 1 is taken as 1/2 at least, and the loss is that of a token.",
        title=f"The loss of 16 memorised sequences of 8 tokens is one half or more: {few}",
        says=loss(16, 8, (half, sp.oo)),
        expects=Measured,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading=f"{trained} The same where there are so many short sequences that (log d) / T is above 1.",
        title=f"The loss of 64 memorised sequences of 2 tokens is 1 or more: {few}",
        says=loss(64, 2, (sp.S.One, sp.oo)),
        expects=Measured,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading=f"{trained} The constant is 1, and the loss is that of a whole pattern, read as a sequence of T "
        "tokens, while the losses that the paper quotes are of tokens.",
        title=f"The loss of 16 memorised sequences is 1 or more a sequence: {few}",
        says=loss(16, 8, (sp.S.One, sp.oo), whole=True),
        expects=Measured,
    ),
    Claim(
        part=":E", fidelity="reading", **here, reading="As in D, for two sequences.",
        title=f"The loss of two memorised sequences is 1 or more a sequence: {few}",
        says=loss(2, 8, (sp.S.One, sp.oo), whole=True),
        expects=Measured,
    ),
    *(
        Claim(
            part=f"+least_{rows}_{length}", fidelity="ours", **here,
            reading=f"{trained} Training is predicted to come within a tenth of it, which is a guess of ours; that the "
            "loss is not below is proved, see token_loss.",
            title=f"The loss of {rows} memorised sequences of {length} tokens is from (log {rows}) / {length} to a "
            f"tenth more: {few}",
            says=loss(rows, length, (least(rows, length), sp.Rational(11, 10) * least(rows, length))),
            figure=None if (rows, length) != (16, 8) else Plot(
                variable="steps, each with all sequences", record=RECORD,
                lines=tuple(
                    (f"d = {d}", tuple((sp.Integer(k), (f"loss after {k} steps, {label(d)}",)) for k in curve))
                    for d in (16, 64, 256)
                ),
                levels=(("1", ((sp.Integer(5), sp.S.One), (sp.Integer(400), sp.S.One))),),
                caption="The training loss of d sequences of 8 tokens, in nats a token: it falls through 1 to (log d) "
                f"/ 8, which is {', '.join(f'{float(least(d, 8)):.2f}' for d in (16, 64, 256))}",
                logarithmic=True,
            ),
            expects=Measured,
        )
        for rows, length in ((2, 8), (16, 8), (256, 8), (64, 2), (64, 4), (64, 32))
    ),
    Claim(
        part="+steps_sequences", fidelity="ours", **here,
        reading=f"{limit} d is 16, 64 and 256, and T is 8. A step meets all sequences.",
        title=f"How the steps that memorising takes grow with the number of sequences: {few}",
        says=exponent("d", tuple(label(d) for d in (16, 64, 256)), places(16, 64, 256)),
        figure=Plot(
            variable="d, sequences", record=RECORD,
            lines=tuple(
                (f"T = {T}", tuple((sp.Integer(d), (steps(label(d, T)),)) for d in (16, 64, 256))) for T in (2, 8, 16)
            ),
            caption="Steps until the loss is within a tenth of (log d) / T",
            logarithmic=True,
        ),
        expects=Measured,
    ),
    Claim(
        part="+steps_length", fidelity="ours", **here,
        reading=f"{limit} T is 2, 4, 8, 16 and 32, and d is 64.",
        title=f"How the steps that memorising takes grow with the length of the sequences: {few}",
        says=exponent("T", tuple(label(length=T) for T in lengths), places(*lengths)),
        expects=Measured,
    ),
    Claim(
        part="+steps_parameters", fidelity="ours", **here,
        reading=f"{limit} d is 64, T is 8, and the width is 16, 32 and 64; in the figure also 128. All learn at the "
        "same rate, whose best value may differ.",
        title="How the steps that memorising takes change with the number of parameters: six seeds of models of 0.006 "
        "to 0.1 million",
        says=exponent(
            "the parameters N", tuple(label(width=n) for n in widths), tuple(parameters(n) for n in widths)),
        figure=Plot(
            variable="N, parameters of the layers", record=RECORD,
            lines=(
                ("d = 64, T = 8", tuple((parameters(n), (steps(label(width=n)),)) for n in (*widths, 128))),
            ),
            caption="Steps until the loss is within a tenth of (log d) / T",
            logarithmic=True,
        ),
        expects=Measured,
    ),
    Claim(
        part="+steps_rate", fidelity="ours", **here,
        reading=f"{limit} d is 64, T is 8, and the rate of learning is from 1/400 to 1/50 before it falls.",
        title=f"How the steps that memorising takes change with the rate of learning: {few}",
        says=exponent("the rate of learning", tuple(label(rate=rate) for rate in rates), places(*rates)),
        expects=Measured,
    ),
)  # fmt: skip
