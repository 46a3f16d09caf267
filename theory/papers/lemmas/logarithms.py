"""Positive numbers are ordered as their logarithms are; between two numbers exp lies below its chord."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Chord, Hypothesis, Scaled, Tangent
from theory.statement import bound
from theory.symbols import weight
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Logarithms", "section": "Numbers"}

low, high = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
difference = sp.log(high) - sp.log(low)

claims = (
    Claim(
        **here, title="Of two numbers the one with the smaller logarithm is the smaller one",
        says=bound(low, "<", high),
        hypotheses=(Relation(sp.log(low), "<", sp.log(high)),),
        derivation={"bound": chain(
            low,
            ("<", low * (1 + difference), Scaled(1 / low, chain(
                1, ("<", 1 + difference, Hypothesis())))),
            ("<=", high, Scaled(1 / low, chain(1 + difference, ("<=", high / low, Tangent(difference))))),
        )},
        try_first=({"g_0": 1, "g_1": 2},),
        expects=Holds,
    ),
    Claim(
        part="+weak", **here, title="A number is at most another if its logarithm is at most the other's",
        says=bound(low, "<=", high),
        hypotheses=(Relation(sp.log(low), "<=", sp.log(high)),),
        derivation={"bound": chain(
            low,
            ("<=", low * (1 + difference), Scaled(1 / low, chain(
                1, ("<=", 1 + difference, Hypothesis())))),
            ("<=", high, Scaled(1 / low, chain(1 + difference, ("<=", high / low, Tangent(difference))))),
        )},
        try_first=({"g_0": 1, "g_1": 1}, {"g_0": 1, "g_1": 2}),
        expects=Holds,
    ),
    Claim(
        part="+chord", **here,
        title="exp(lambda g) is at most 1 + lambda (exp(g) - 1) for g > 0 and lambda from 0 to 1",
        says=bound(sp.exp(weight * low), "<=", 1 + weight * (sp.exp(low) - 1)),
        hypotheses=(Relation(weight, "<=", sp.S.One),),
        derivation={"bound": chain(sp.exp(weight * low), ("<=", 1 + weight * (sp.exp(low) - 1), Chord(
            weight, low, sp.S.Zero)))},
        try_first=({"lambda": "1/2", "g_0": 1}, {"lambda": 1, "g_0": 1}),
        expects=Holds,
    ),
)  # fmt: skip
