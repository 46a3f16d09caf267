"""The majority of commercial models reach a cross-entropy of about 2.2.

The paper's only list of losses is Table 2: 2.5, 2.2, 2.4, 2.3, 2.4 and 2.4.
"""

from statistics import median
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Op, Relation, chain
from theory.kernel.rules import Algebra, Hypothesis, Monotone, Sign
from theory.statement import bound
from theory.symbols import error
from theory.verdict import Fails, Holds

reported = tuple(map(sp.Rational, ("2.5", "2.2", "2.4", "2.3", "2.4", "2.4")))
about, near = sp.Rational("2.2"), sp.Rational("0.1")
middle, average = sp.Rational(median(reported)), sum(reported) / sp.Integer(len(reported))
here: dict[str, Any] = {"cites": "Section 7", "section": "7"}


def within(value: sp.Rational, op: Op, least: sp.Rational) -> dict[str, Any]:
    """The value lies within the error of 2.2, for this error or for errors from it on."""
    ends = bound(about - error, "<=", value, "<=", about + error)
    return {"says": ends, "hypotheses": (Relation(error, op, least),), **here}


def counted(least: sp.Rational) -> str:
    """How many of the losses lie that near."""
    return f"{sum(bool(abs(loss - about) <= least) for loss in reported)} of the {len(reported)} losses"


def derived(value: sp.Rational) -> dict[str, Any]:
    """From the distance of the value from 2.2, which lies above, as the least error."""
    distance = value - about
    steps = {
        "lower": chain(about - error, ("<=", about, Sign()), ("<=", value, Sign())),
        "upper": chain(value, ("=", about + distance, Algebra()), ("<=", about + error, Monotone(Hypothesis()))),
    }
    return {"derivation": steps, "try_first": ({"epsilon": str(distance)},)}


claims = (
    Claim(
        part=":A", fidelity="reading", title="The median of the losses of Table 2 lies within 0.1 of 2.2",
        reading=f"More than half of the losses of Table 2 lie within 0.1 of 2.2, and so does their median, {middle}. "
        f"That near are {counted(near)}.",
        **within(middle, "=", near), try_first=({"epsilon": str(near)},), expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", title="The mean of the losses of Table 2 lies within 0.1 of 2.2",
        reading=f"On average the models of Table 2 reach 2.2, to within 0.1. The mean is {average}.",
        **within(average, "=", near), try_first=({"epsilon": str(near)},), expects=Fails,
    ),
    Claim(
        part="+median", fidelity="repaired", repairs=(":A",), changed="0.2 in place of 0.1",
        title="The median of the losses of Table 2 lies within 0.2 of 2.2",
        reading=f"That near are {counted(abs(middle - about))}.",
        **within(middle, ">=", abs(middle - about)), **derived(middle), expects=Holds,
    ),
    Claim(
        part="+mean", fidelity="repaired", repairs=(":B",), changed="1/6 in place of 0.1",
        title="The mean of the losses of Table 2 lies within 1/6 of 2.2",
        **within(average, ">=", abs(average - about)), **derived(average), expects=Holds,
    ),
)  # fmt: skip
