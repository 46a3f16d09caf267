"""During memorisation of well-separated patterns the optimal balance of model size N and data size D is N = O(D^2)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Proposition 5, measured", "section": "5.2"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
RECORD = "niu2024/widths"
WIDTHS = (8, 16, 32)
N = {width: sp.Integer(2 * (12 * width**2 + 9 * width)) for width in WIDTHS}
half, quarter = sp.Rational(1, 2), sp.Rational(1, 4)
first = 256  # tokens, where the lines of the figure begin

given = (
    "D is the most tokens, among sets whose sizes differ by factors of 2^(1/2), in d different random sequences of T = "
    "16 out of 32 tokens whose loss comes within 0.1 nats of log(d)/T, the least there is, in 800 steps of 512 tokens."
)
small = "Six seeds of models of 2 layers, from 1,680 to 25,152 parameters in attention and feed-forward."
where = "of random sequences that is memorised in so many steps"


def tokens(width: int, longer: bool = False) -> str:
    """The series of the tokens of the largest set that is memorised."""
    return f"tokens of the largest set memorised, width = {width}{', twice the steps' if longer else ''}"


def growth(predicted: tuple[sp.Expr, sp.Expr], widths: tuple[int, ...] = WIDTHS) -> Measurement:
    """The exponent b of D ~ N^b."""
    return Measurement(
        quantity=f"the exponent with which the largest set {where} grows with the parameters of {len(widths)} models",
        record=RECORD,
        each="seed",
        samples=tuple(map(tokens, widths)),
        number="exponent",
        over=tuple(N[width] for width in widths),
        predicted=predicted,
    )


figure = Plot(
    variable="parameters N of attention and feed-forward", record=RECORD, logarithmic=True,
    lines=(("memorised", tuple((n, (tokens(width),)) for width, n in N.items())),),
    levels=(
        ("N / (D squared) constant", tuple((n, first * sp.sqrt(n / N[8])) for n in N.values())),
        ("N / D constant", tuple((n, first * n / N[8]) for n in N.values())),
    ),
    caption="The largest set of random sequences of 16 tokens that is memorised in 800 steps of 512 tokens: median "
    "over six seeds of models of width 8, 16 and 32 and 2 layers. That the levels begin at 256 tokens is chosen.",
)  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{given} N / D^2 is meant to approach a constant. {small}",
        title="With what power of N the largest random set that is memorised grows",
        says=growth((half, half)), figure=figure,
        expects=Measured,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"{given} N = O(D^2) is meant literally: D grows as N^(1/2) or faster. {small}",
        title="With what power of N, at least, the largest random set that is memorised grows",
        says=growth((half, sp.oo)),
        expects=Measured,
    ),
    Claim(
        part="+quartic", **ours,
        reading=f"{given} By proposition_5_volume+quartic Z_t = 1, read as d V_n(r) = 1, makes N grow as D^4 where the "
        f"number of layers and T_max are held fixed. {small}",
        title="Whether the largest random set that is memorised grows as the fourth root of N",
        says=growth((quarter, quarter)),
        expects=Measured,
    ),
    Claim(
        part="+linear", **ours,
        reading=f"{given} It is what holds if every parameter holds the same number of bits. The steps are the same "
        f"for all models, and bound sooner what the larger ones memorise. {small}",
        title="Whether the largest random set that is memorised grows as N",
        says=growth((sp.S.One, sp.S.One)),
        expects=Measured,
    ),
    Claim(
        part="+pair", **ours,
        reading=f"{given} It is what holds if every parameter holds the same number of bits. {small}",
        title="Whether the largest random set that is memorised grows as N from a width of 8 to one of 16",
        says=growth((sp.S.One, sp.S.One), WIDTHS[:2]),
        expects=Measured,
    ),
    Claim(
        part="+a_parameter", **ours,
        reading=f"{given} The bits stored are d T (log 32 - loss) / log 2, over N, which leaves out the embedding. "
        f"With far more steps, and larger models, about 2 are reported elsewhere (Allen-Zhu and Li 2024). {small}",
        title="How many bits a parameter stores of the largest random set that is memorised, at a width of 16",
        says=Measurement(
            quantity=f"the bits stored over N of the largest set {where} at a width of 16",
            record=RECORD, each="seed", samples=("bits stored over N, largest set memorised, width = 16",),
            predicted=None,
        ),
        expects=Measured,
    ),
    Claim(
        part="+budget", **ours,
        reading=f"{given} It is 1 where the steps do not bound what is memorised. {small}",
        title="What twice as many steps make of the largest random set that is memorised, at a width of 8",
        says=Measurement(
            quantity=f"the ratio of the largest set {where} with twice the steps to that without, of a model of width "
            "8",
            record=RECORD, each="seed", number="ratio", predicted=(sp.S.One, sp.S.One),
            samples=(tokens(8, longer=True),), beside=(tokens(8),),
        ),
        expects=Measured,
    ),
)  # fmt: skip
