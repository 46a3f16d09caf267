"""Table 3: models of N = 39.95M, 60.26M and 80.20M parameters, D* = 214.18M, 261.78M and 309.37M tokens, N/D*^2 = 8.71,
8.79 and 8.38 in 1e-10. "The ratio N/D*^2 consistently approaches a constant value, supporting Proposition 5."
"""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Hypothesis, Monotone, Scaled, Sign, Squared
from theory.printed_numbers import below
from theory.quantities.table_3 import TABLE_3, Row
from theory.statement import NoMeaning, bound
from theory.symbols import data, parameters
from theory.verdict import Fails, Holds, Open

N, D = parameters, data
here: dict[str, Any] = {"cites": "Table 3, N/D*^2", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
at_chosen = tuple(row.parameters.value / row.chosen.value**2 for row in TABLE_3)
at_before = tuple(row.parameters.value / row.before.value**2 for row in TABLE_3)
least = tuple(row.parameters.least / row.chosen.most**2 for row in TABLE_3)
most = tuple(row.parameters.most / row.chosen.least**2 for row in TABLE_3)
at_first, at_second = most[1] - least[0], least[1] - most[2]  # the largest first change, the smallest second
rounded = "Each number is anything that is rounded to what is printed."


def ratio(row: Row) -> dict[str, Any]:
    """For all N and D that are printed so, N / D^2 is rounded to the ratio that is printed."""
    sizes, chosen, shown = row.parameters, row.chosen, row.ratio
    return {
        "says": bound(shown.least, "<=", N / D**2, "<=", shown.most),
        "hypotheses": (
            Relation(sizes.least, "<=", N), Relation(N, "<=", sizes.most),
            Relation(chosen.least, "<=", D), Relation(D, "<=", chosen.most),
        ),
        "derivation": {
            "lower": chain(shown.least, ("<=", N / D**2, Scaled(D**2, chain(
                shown.least * D**2,
                ("<=", shown.least * chosen.most**2, Monotone(Squared(chain(D, ("<=", chosen.most, Hypothesis()))))),
                ("<", sizes.least, Sign()),
                ("<=", N, Hypothesis()),
            )))),
            "upper": chain(N / D**2, ("<=", shown.most, Scaled(D**2, chain(
                N,
                ("<=", sizes.most, Hypothesis()),
                ("<", shown.most * chosen.least**2, Sign()),
                ("<=", shown.most * D**2, Monotone(Squared(chain(chosen.least, ("<=", D, Hypothesis()))))),
            )))),
        },
        "try_first": tuple({"N": str(a), "D_data": str(b)} for a, b in (
            (sizes.value, chosen.value), (sizes.least, chosen.most), (sizes.most, chosen.least))),
    }  # fmt: skip


def printed() -> Iterator[Claim]:
    """One claim for each row."""
    for part, row, name in zip((":A", ":B", ":C"), TABLE_3, ("first", "second", "third"), strict=True):
        yield Claim(
            part=part, fidelity="reading", reading=f"The ratio of the {name} row. {rounded}", **here,
            title=f"N/D*^2 of the {name} row is what Table 3 says, whatever was rounded",
            **ratio(row), expects=Holds,
        )  # fmt: skip


claims = (
    *printed(),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="It is a constant, but for the rounding of N and D*: then no ratio can be below all that another can "
        "be.",
        title="What the ratio of the second row may be, and what that of the third may be, have a number in common",
        says=bound(least[1], "<=", most[2]), expects=Fails,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading="It is a constant to within five percent, over models whose sizes differ by a factor of two.",
        title="No two of the ratios differ by more than five percent, whatever was rounded",
        **below(max(most) / min(least), sp.Rational("1.05"), "<="), expects=Holds,
    ),
    Claim(
        part=":F", fidelity="reading", **here,
        reading="It may be a constant where D* is known no better than the sizes tried tell: the least data size that "
        "suffices lies between the size before D* and D*.",
        title="There is a number between N/D*^2 and N/D^2 with D the size before D*, for all rows",
        **below(max(at_chosen), min(at_before)), expects=Holds,
    ),
    Claim(
        part=":G", fidelity="reading", **here,
        reading="It comes nearer to a constant from row to row: it changes less from the second to the third than from "
        "the first to the second.",
        title="The ratio may change less from the second row to the third than from the first to the second",
        says=bound(at_second, "<", at_first), expects=Fails,
    ),
    Claim(
        part=":H", fidelity="reading", **here, reading="That it approaches a constant supports Proposition 5.",
        title="The ratio of Table 3 as evidence for N = O(D^2)",
        says=NoMeaning(
            "It says that numbers speak for an order of growth, and not which numbers would have spoken against it. "
            "Three rows have no limit, and N = O(D^2) is true of any three rows with some constant."
        ),
        expects=Open,
    ),
    Claim(
        part="+spread", fidelity="repaired", repairs=(":D",), **here, changed="they differ, by more than 4.9 percent",
        title="The ratio of the second row is more than 1.049 times that of the third, whatever was rounded",
        **below(sp.Rational("1.049"), least[1] / most[2]), expects=Holds,
    ),
    Claim(
        part="+changes", fidelity="repaired", repairs=(":G",), **here,
        changed="more, and by a factor of more than four, in place of less",
        title="The ratio changes more than four times as much from the second row to the third as from the first to "
        "the second, whatever was rounded",
        **below(4 * at_first, at_second), expects=Holds,
    ),
    Claim(
        part="+up", **ours, title="The ratio of the second row is above that of the first, whatever was rounded",
        **below(most[0], least[1]), expects=Holds,
    ),
    Claim(
        part="+down", **ours, title="The ratio of the third row is below that of the first, whatever was rounded",
        **below(most[2], least[0]), expects=Holds,
    ),
    Claim(
        part="+bounded", **ours,
        reading="That N/D^2 stays below a constant, which is all that N = O(D^2) says of these rows.",
        title="All three ratios are below 8.8e-10, whatever was rounded",
        **below(max(most), sp.Rational("8.8e-10")), expects=Holds,
    ),
)  # fmt: skip
