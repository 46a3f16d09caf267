"""D* in Table 3 is the first of the data sizes tried that suffices: the least that does lies between it and the one
before.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Hypothesis, Monotone, Scaled, Sign
from theory.printed_numbers import below
from theory.quantities.table_3 import TABLE_3, Row
from theory.statement import bound
from theory.verdict import Holds

ours: dict[str, Any] = {"fidelity": "ours", "cites": "Table 3, the sizes tried", "section": "App. F"}
one, two, three = TABLE_3
at = tuple(sp.Symbol(f"u_{k}", real=True) for k in (1, 2, 3))  # log D of the three rows, D the least that suffices
first, second, third = at
whole, half, rest = (
    sp.log(b.parameters.value / a.parameters.value) for a, b in ((one, three), (one, two), (two, three)))  # fmt: skip
where = (
    "The logarithm of the least data size that suffices lies between those of the size before D* and of D*, in every "
    "row, if more data never makes the error larger."
)


def known(u: sp.Symbol, row: Row) -> tuple[Relation, Relation]:
    """What the sizes tried say of the least that suffices."""
    return Relation(sp.log(row.before.value), "<=", u), Relation(u, "<=", sp.log(row.chosen.value))


ends = (*known(first, one), *known(third, three))
low, high = sp.Rational("1.43"), sp.Rational("2.43")
widest = sp.log(three.chosen.value) - sp.log(one.before.value)
narrowest = sp.log(three.before.value) - sp.log(one.chosen.value)

# The fit.  With s = u_3 - u_1 and o how far u_2 is off the middle, its slope is (3 whole s / 2 + tilt o) over
# (3 s^2 / 2 + 2 o^2).
length, off, tilt = third - first, second - (first + third) / 2, half - rest
pairs = ((second - first, half), (third - second, rest), (third - first, whole))
products = sum((apart * grown for apart, grown in pairs), sp.S.Zero)
squares = sum((apart**2 for apart, _ in pairs), sp.S.Zero)
square = 2 * high * (off - tilt / (4 * high)) ** 2
most_whole, least_length, most_rest = sp.Rational("0.69692"), sp.Rational("0.28766"), sp.Rational("0.00081")
fit = chain(
    products,
    ("<=", products + square, Sign()),
    ("=", 3 * whole * length / 2 + 2 * high * off**2 + tilt**2 / (8 * high), Algebra()),
    ("<=", 3 * most_whole * length / 2 + 2 * high * off**2 + tilt**2 / (8 * high), Monotone(Sign())),
    ("<", 3 * most_whole * length / 2 + 2 * high * off**2 + most_rest, Monotone(Sign())),
    ("<=", 3 * high * least_length * length / 2 + 2 * high * off**2, Sign()),
    ("<=", 3 * high * length**2 / 2 + 2 * high * off**2, Monotone(Scaled(1 / length, chain(
        3 * high * least_length / 2,
        ("<=", 3 * high * narrowest / 2, Sign()),
        ("<=", 3 * high * (third - sp.log(one.chosen.value)) / 2, Monotone(Hypothesis())),
        ("<=", 3 * high * length / 2, Monotone(Hypothesis())),
    )))),
    ("=", high * squares, Algebra()),
)  # fmt: skip


def constants(power: sp.Rational) -> tuple[sp.Expr, sp.Expr]:
    """The largest N / D*^power, and the least N / D^power with D the size before D*."""
    at_chosen = (row.parameters.value / row.chosen.value**power for row in TABLE_3)
    at_before = (row.parameters.value / row.before.value**power for row in TABLE_3)
    return max(at_chosen), min(at_before)


claims = (
    Claim(
        part="+exponent", **ours, reading=where,
        title="From the first row to the third log N grows by 1.43 to 2.43 times what log D grows by",
        says=bound(low * (third - first), "<=", whole, "<=", high * (third - first)),
        hypotheses=ends,
        derivation={
            "lower": chain(
                low * (third - first),
                ("<=", low * (sp.log(three.chosen.value) - first), Monotone(Hypothesis())),
                ("<=", low * widest, Monotone(Hypothesis())),
                ("<", whole, Sign()),
            ),
            "upper": chain(
                whole,
                ("<", high * narrowest, Sign()),
                ("<=", high * (third - sp.log(one.chosen.value)), Monotone(Hypothesis())),
                ("<=", high * (third - first), Monotone(Hypothesis())),
            ),
        },
        try_first=({"u_1": "19.1", "u_3": "19.5"},),
        expects=Holds,
    ),
    Claim(
        part="+fit", **ours,
        reading=f"{where} The slope of the line that fits log N against log D best is the sum of the products of their "
        "differences, over pairs of rows, divided by that of the squared differences of log D.",
        title="The slope of the line that fits the three rows best is below 2.43",
        says=bound(products, "<", high * squares),
        hypotheses=(known(first, one)[1], known(third, three)[0]),
        derivation={"bound": fit},
        try_first=({"u_1": "19.1", "u_2": "19.3", "u_3": "19.5"},),
        expects=Holds,
    ),
    *(
        Claim(
            part=f"+{name}", **ours,
            reading=f"{where} So N = c D^p with p = {shown} and any such c goes through all rows, as it does with "
            "p = 2 by table_3:F.",
            title=f"There is a number between N/D*^p and N/D^p with D the size before D*, for all rows, p = {shown}",
            **below(*constants(sp.Rational(shown))), expects=Holds,
        )
        for name, shown in (("slow", "1.5"), ("fast", "2.4"))
    ),
)  # fmt: skip
