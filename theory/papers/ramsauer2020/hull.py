"""After one update the state is in the convex hull of the patterns, whatever it was before, and it stays there.

A point is in the hull if and only if in no direction v it lies beyond all patterns; that is how it is stated here.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Sum, Vector, chain
from theory.kernel.rules import Algebra, Attained, Entry, Hypothesis, Monotone, Moving
from theory.quantities import HopfieldStep, InnerProduct, Softmax
from theory.statement import bound
from theory.symbols import beta, d, i, j, k, n, rho, v, x
from theory.verdict import Holds

X, V, patterns = x.vector(), v.vector(), rho.vector()
step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
scaled = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
weights = Vector(Softmax(scaled, i), i, d)
shadows = Vector(InnerProduct(patterns.at(i), V), i, d)
seen, least, most = InnerProduct(step, V), Min(shadows), Max(shadows)
above = Sum.over(weights.at(i) * (shadows.at(i) - least), i, d)
here: dict[str, Any] = {"cites": "Section 2, the update", "section": "2"}


def mean(values: sp.Expr) -> sp.Expr:
    """The mean under the softmax weights at the state."""
    return Sum.over(weights.at(i) * values, i, d)


not_negative = chain(0, ("<=", weights.at(i) * (shadows.at(i) - least), Moving(chain(
    weights.at(i) * least, ("<=", weights.at(i) * shadows.at(i), Monotone(Entry(i)))))))  # fmt: skip

claims = (
    Claim(
        **here, title="The updated state lies in the convex hull of the patterns",
        says=bound(least, "<=", seen, "<=", most),
        derivation={
            "lower": chain(seen, ("=", mean(shadows.at(i)), Algebra()), (">=", mean(least), Monotone(Entry())),
                           ("=", least, Algebra())),
            "upper": chain(seen, ("=", mean(shadows.at(i)), Algebra()), ("<=", mean(most), Monotone(Entry())),
                           ("=", most, Algebra())),
        },
        expects=Holds,
    ),
    Claim(
        part="+inside", fidelity="ours", **here,
        title="The updated state is farther from the edge of the hull than the least softmax weight times the width "
        "of the hull, in every direction",
        says=bound(least + Min(weights) * (most - least), "<=", seen),
        derivation={
            "bound": chain(
                seen,
                ("=", least + above, Algebra()),
                (">=", least + Min(weights) * (most - least), Attained(most, j, chain(
                    least + above,
                    (">=", least + weights.at(j) * (shadows.at(j) - least), Monotone(Entry(j, i, not_negative))),
                    ("=", least + weights.at(j) * (most - least), Monotone(Hypothesis())),
                    (">=", least + Min(weights) * (most - least), Monotone(Entry(j))),
                ))),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
