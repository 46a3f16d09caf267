"""D* = min{D : MSE(L_train(N, D), L_min(N, D)) < sigma^2} with sigma^2 = 0.04, "empirically selected", and the mean
over "the proceeding 1000 iterations of the step where the validation loss is minimized": the ratio N/D*^2 approaches a
constant, so that D* grows as N^(1/2).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.verdict import Measured

here: dict[str, Any] = {"cites": "Table 3, D*, measured", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
read: dict[str, Any] = {"fidelity": "reading", **here}
RECORD = "niu2024/widths"
WIDTHS, LIMIT, VOCABULARY = (8, 16, 32), "0.04", 512
N = {width: sp.Integer(2 * (12 * width**2 + 9 * width)) for width in WIDTHS}
EMBEDDED = {width: N[width] + VOCABULARY * width for width in WIDTHS}
half = (sp.Rational(1, 2), sp.Rational(1, 2))
limits = {name: sp.Rational(name) for name in ("0.01", "0.02", "0.04", "0.08")}

small = (
    "Six seeds of models of 2 layers, from 1,680 to 25,152 parameters in attention and feed-forward, on 8 to 93 "
    "thousand tokens of State of the Union addresses, for at most 900 steps of 512 tokens; 125 steps stand for the "
    "1000 iterations. With more steps D is larger, see +pair_longer."
)
windows = {
    "before": "The mean is over the iterations before the step of the least validation loss and up to it.",
    "after": "The mean is over the iterations that follow the step of the least validation loss.",
}
on_grid = "Sizes differ by factors of 2^(1/2), and seeds that find the same one leave no interval; see {}."
between = "D is taken between the last size tried that does not suffice and the first that does."
ends = "Where no size suffices, or all do, the end of the grid stands for it."


def needed(which: str, width: int, limit: str = LIMIT, between: bool = False, longer: bool = False) -> str:
    """The series of D*."""
    what = f"D* {which}{', interpolated' if between else ''}"
    return f"{what}, sigma squared = {limit}, width = {width}{', twice the steps' if longer else ''}"


def growth(
    which: str, limit: str = LIMIT, *, between: bool = False, widths: tuple[int, ...] = WIDTHS, longer: bool = False,
    embedded: bool = False,
) -> Measurement:  # fmt: skip
    """The exponent b of D* ~ N^b."""
    sizes, counted = (EMBEDDED, "parameters, embeddings included,") if embedded else (N, "parameters")
    grid = "between the sizes tried" if between else "of those tried"
    return Measurement(
        quantity=f"the exponent with which the least data size {grid}, whose mean squared difference {which} the least "
        f"validation loss is below {limit}, grows with the {counted} of {len(widths)} models"
        + (", with twice the steps" if longer else ""),
        record=RECORD,
        each="seed",
        samples=tuple(needed(which, width, limit, between, longer) for width in widths),
        number="exponent",
        over=tuple(sizes[width] for width in widths),
        predicted=half,
    )


def by_limit(which: str, width: int) -> Measurement:
    """The exponent with which D* moves with sigma^2."""
    return Measurement(
        quantity="the exponent with which the least data size, between the sizes tried, whose mean squared difference "
        f"{which} the least validation loss is below sigma squared, moves with sigma squared, of a model of width "
        f"{width}",
        record=RECORD,
        each="seed",
        samples=tuple(needed(which, width, limit, between=True) for limit in limits),
        number="exponent",
        over=tuple(limits.values()),
        predicted=None,
    )


figure = Plot(
    variable="parameters N of attention and feed-forward", record=RECORD, logarithmic=True,
    lines=tuple(
        (f"mean {which}{', twice the steps' if longer else ''}",
         tuple((N[width], (needed(which, width, between=True, longer=longer),)) for width in widths))
        for which, longer, widths in (("before", False, WIDTHS), ("after", False, WIDTHS), ("after", True, WIDTHS[:2]))
    ),
    levels=(("N / (D squared) constant", tuple((n, 15_000 * sp.sqrt(n / N[8])) for n in N.values())),),
    caption="The least data size D whose mean squared difference before or after the least validation loss is below "
    "0.04, between the sizes tried: median over six seeds of models of width 8, 16 and 32 and 2 layers. The slope "
    "of the level is that of Proposition 5; where it begins, 15,000 tokens, is chosen.",
)  # fmt: skip

claims = (
    Claim(
        part=":A", **read,
        reading=f"{windows['before']} {on_grid.format(':C')} {small}",
        title="With what power of N the data size of the rule grows, the iterations being those before",
        says=growth("before"), figure=figure,
        expects=Measured,
    ),
    Claim(
        part=":B", **read,
        reading=f"{windows['after']} {on_grid.format(':D')} {small}",
        title="With what power of N the data size of the rule grows, the iterations being those after",
        says=growth("after"),
        expects=Measured,
    ),
    Claim(
        part=":C", **read,
        reading=f"{between} {windows['before']} {small}",
        title="The same as :A with the data size between those that were tried",
        says=growth("before", between=True),
        expects=Measured,
    ),
    Claim(
        part=":D", **read,
        reading=f"{between} {windows['after']} {small}",
        title="The same as :B with the data size between those that were tried",
        says=growth("after", between=True),
        expects=Measured,
    ),
    *(
        Claim(
            part=f":{part}", **read,
            reading=f"Another sigma^2 might have been selected: {limit}. {windows['before']} {between} {ends} "
            f"{small}",
            title=f"With what power of N the data size of the rule grows where sigma^2 is {limit}",
            says=growth("before", limit, between=True),
            expects=Measured,
        )
        for part, limit in zip("EF", ("0.01", "0.08"), strict=True)
    ),
    Claim(
        part=":G", **read,
        reading="D* is the least of all sizes, as it is printed, and not of those near to the first that suffices: so "
        f"no smaller size has a mean below 0.04, not 1,024 tokens either. {windows['before']} Of so few tokens the "
        "validation loss is least within the first 50 to 100 steps, and the training loss comes down to it from above. "
        f"{small}",
        title="The error of a data size far below that of the rule",
        says=Measurement(
            quantity="the mean squared difference before the least validation loss of a model of width 8 that learns "
            "1,024 tokens",
            record=RECORD, each="seed", samples=("squared difference before, D = 1024, width = 8",), number="mean",
            predicted=(limits[LIMIT], sp.oo),
        ),
        expects=Measured,
    ),
    Claim(
        part="+embeddings", **ours,
        reading="N counts the embedding of 512 tokens too, as the paper's N does not: it is from 2.4 to 0.7 times as "
        f"large as the layers. {windows['after']} {between} {small}",
        title="With what power of all parameters the data size of the rule grows",
        says=growth("after", between=True, embedded=True),
        expects=Measured,
    ),
    *(
        Claim(
            part=part, **ours,
            reading=f"{windows['after']} {between} {small}",
            title=f"With what power of N the data size grows from a width of 8 to one of 16{steps}",
            says=growth("after", between=True, widths=WIDTHS[:2], longer=longer),
            expects=Measured,
        )
        for part, steps, longer in (("+pair", "", False), ("+pair_longer", ", with twice the steps", True))
    ),
    Claim(
        part="+sigma", **ours,
        reading=f"At {', '.join(limits)}. {windows['before']} {between} {ends} {small}",
        title="How the data size of the rule moves with sigma^2 at a width of 16",
        says=by_limit("before", 16),
        expects=Measured,
    ),
)  # fmt: skip
