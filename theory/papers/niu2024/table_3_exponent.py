"""Table 3 is to support N = O(D^2): N = 39.95M, 60.26M and 80.20M, D* = 214.18M, 261.78M and 309.37M tokens."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.printed_numbers import Said, printed, rounds
from theory.quantities.table_3 import TABLE_3, Row
from theory.statement import bound
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Table 3, the exponent", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
one, two, three = TABLE_3
chosen = tuple(row.chosen.value for row in TABLE_3)
growth = "The exponent is log(N'/N) / log(D'/D) for two rows, the power of D* with which N grows from one to the other."
line = "The exponent is the slope of the straight line that fits log N against log D* best, by least squares."


def grown(a: Row, b: Row) -> sp.Expr:
    """log(N' / N), N and N' as printed."""
    return sp.log(b.parameters.value / a.parameters.value)


def slope(a: Row, b: Row) -> sp.Expr:
    """The exponent between two rows as printed."""
    return grown(a, b) / sp.log(b.chosen.value / a.chosen.value)


def fitted(data: tuple[sp.Rational, ...], decimal: str) -> Said:
    """The slope of the line through three points is rounded to this decimal; multiplied by what it is divided by.

    It is the sum of the products of the differences, over every two of the points, over that of their squares.
    """
    pairs = [(i, j) for i in range(3) for j in range(i + 1, 3)]
    apart = {(i, j): sp.log(data[j] / data[i]) for i, j in pairs}
    products = sum((apart[i, j] * grown(TABLE_3[i], TABLE_3[j]) for i, j in pairs), sp.S.Zero)
    squares = sum((apart[pair] ** 2 for pair in pairs), sp.S.Zero)
    shown = printed(decimal)
    return {"says": bound(shown.least * squares, "<=", products, "<=", shown.most * squares)}  # left to ball arithmetic


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"N grows as the square of D*, to one decimal in the exponent. {line}",
        title="The exponent that fits the three rows is 2.0, to one decimal",
        **fitted(chosen, "2.0"), expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading=f"N grows as the square of D*, the exponent being taken to the nearest whole number. {line}",
        title="The exponent that fits the three rows is 2, to the nearest whole number",
        **fitted(chosen, "2"), expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading=f"The same from every row to the next, so from the second to the third too. {growth}",
        title="The exponent from the second row to the third is 2.0, to one decimal",
        says=rounds(slope(two, three), "2.0")["says"], expects=Fails,
    ),
    Claim(
        part="+fit", fidelity="repaired", repairs=(":A",), changed="1.9 in place of 2.0", reading=line, **here,
        title="The exponent that fits the three rows is 1.90, to two decimals",
        **fitted(chosen, "1.90"), expects=Holds,
    ),
    Claim(
        part="+first_pair", **ours, reading=growth,
        title="The exponent from the first row to the second is 2.05, to two decimals",
        **rounds(slope(one, two), "2.05"), expects=Holds,
    ),
    Claim(
        part="+second_pair", fidelity="repaired", repairs=(":C",), changed="1.7 in place of 2.0", reading=growth,
        **here,
        title="The exponent from the second row to the third is 1.71, to two decimals",
        **rounds(slope(two, three), "1.71"), expects=Holds,
    ),
    Claim(
        part="+ends", **ours, reading=growth,
        title="The exponent from the first row to the third is 1.90, to two decimals",
        **rounds(slope(one, three), "1.90"), expects=Holds,
    ),
    Claim(
        part="+flattest", **ours,
        reading=f"{line} The sizes are the one before D* in the first row, and D* in the others.",
        title="With data sizes at the ends of what the grid leaves open the fitted exponent is 1.42, to two decimals",
        **fitted((one.before.value, two.chosen.value, three.chosen.value), "1.42"), expects=Holds,
    ),
    Claim(
        part="+steepest", **ours,
        reading=f"{line} The sizes are D* in the first row and in the second, and the one before D* in the third.",
        title="With data sizes at other ends of what the grid leaves open the fitted exponent is 2.36, to two decimals",
        **fitted((one.chosen.value, two.chosen.value, three.before.value), "2.36"), expects=Holds,
    ),
)  # fmt: skip
