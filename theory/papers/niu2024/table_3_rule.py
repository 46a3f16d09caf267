"""D* = min{D : MSE(L_train(N, D), L_min(N, D)) < sigma^2} with sigma^2 = 0.04. Table 3 prints the errors to two
decimals. N = 39.95M: 167.06: .07, 190.38: .05, 214.18: .04, 237.98: .04, and D* = 214.18M. N = 60.26M: 214.18: .05,
237.98: .04, 261.78: .02, 285.57: .02, and D* = 261.78M. N = 80.20M: 261.78: .05, 285.57: .04, 309.37: .02, 333.17: .02,
and D* = 309.37M.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.printed_numbers import below, between, printed, rounds, same
from theory.quantities.table_3 import LIMIT, TABLE_3, Row
from theory.statement import Identity, bound
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Table 3, D*", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
one, two, three = TABLE_3
CENT = sp.Rational("0.01")

# The rule gives the D* of the table where sigma^2 is above the error at each D* and not above the errors before it.
at_chosen = max(row.errors[row.place].least for row in TABLE_3)
before_chosen = min(error.most for row in TABLE_3 for error in row.errors[: row.place])
exact = "The errors are what is printed, to the last digit."
looser, tighter = sp.Rational("0.045"), sp.Rational("0.035")
ties = (
    "All errors that are printed .05 or more are above 0.045 and all that are printed .04 or less below it, but for "
    "ties of rounding."
)


def first(row: Row, limit: sp.Rational) -> sp.Rational:
    """The least data size whose error, as printed, is at most the limit."""
    return next(size.value for size, error in zip(row.data, row.errors, strict=True) if error.value <= limit)


def at_limit(limit: sp.Rational) -> tuple[sp.Rational, ...]:
    """The same for each row."""
    return tuple(first(row, limit) for row in TABLE_3)


sizes = tuple(row.parameters.value for row in TABLE_3)
ratios = tuple(n / d**2 for n, d in zip(sizes, at_limit(looser), strict=True))
exponent = sp.log(sizes[2] / sizes[0]) / sp.log(at_limit(looser)[2] / at_limit(looser)[0])
spread = max(ratios) / min(ratios)
square = printed(".04")

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{exact} Then no size in the first row has an error below 0.04.",
        title="The least error of the first row is below 0.04 as printed",
        says=bound(min(error.value for error in one.errors), "<", LIMIT), expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", reading=f"{exact} An error of 0.04 counts as below 0.04. Then the first row has "
        "the D* that is printed, and the second has one at 237.98M.", **here,
        title="In the second row no size before D* has an error of at most 0.04 as printed",
        says=Identity(first(two, LIMIT), two.chosen.value), expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading="The rule was applied to errors before they were rounded. It "
        "gives the D* of all rows exactly if sigma^2 is above each error at D* and at most each error before. By what "
        f"is printed these limits can be as low as {at_chosen} and as high as {before_chosen}.",
        title="There are errors that are printed as in Table 3 for which the rule with 0.04 gives every D* of it",
        **between(at_chosen, LIMIT, before_chosen, "<"), expects=Holds,
    ),
    Claim(
        part="+first", fidelity="repaired", repairs=(":A",), **here,
        changed="the error before rounding in place of the printed one: an error from 0.035 to 0.04 is printed .04",
        title="An error that is printed .04 can be below 0.04",
        **below(one.errors[one.place].least, LIMIT), expects=Holds,
    ),
    Claim(
        part="+second", fidelity="repaired", repairs=(":B",), **here,
        changed="237.98M in place of 261.78M, where an error of 0.04 counts as below 0.04",
        title="With 0.04 counted as below 0.04 the D* of the second row is 237.98M",
        **same(first(two, LIMIT), two.before.value), expects=Holds,
    ),
    Claim(
        part="+third", **ours,
        title="With 0.04 counted as below 0.04 the D* of the third row is 285.57M, not 309.37M",
        **same(first(three, LIMIT), three.before.value), expects=Holds,
    ),
    Claim(
        part="+looser_spread", **ours, reading=f"{ties} So D* is 214.18M, 237.98M and 285.57M.",
        title="With sigma^2 = 0.045 the largest N/D*^2 would be 22 percent above the smallest, to the nearest percent",
        **rounds(100 * (spread - 1), "22"), expects=Holds,
    ),
    Claim(
        part="+looser_exponent", **ours, reading=f"{ties} So D* is 214.18M, 237.98M and 285.57M.",
        title="With sigma^2 = 0.045 N would grow as D* to the power 2.42 from the first row to the third, to two "
        "decimals",
        **rounds(exponent, "2.42"), expects=Holds,
    ),
    Claim(
        part="+tighter", **ours, reading="All errors that are printed .04 are above 0.035, but for ties of rounding.",
        title="With sigma^2 = 0.035 no size of the first row would do, and D* would lie beyond 237.98M",
        **below(tighter, min(error.least for error in one.errors), "<="), expects=Holds,
    ),
    Claim(
        part="+close", **ours,
        reading="Where the training loss is 0.2 from the least validation loss all the time, the error is 0.04. The "
        "runs of G.2 agree in the least validation loss to two decimals, so it may differ by almost 0.01 from run to "
        "run, and 0.2 may as well be 0.19 or 0.21.",
        title="The square of 0.19 is below 0.04, and printed .04",
        **between(square.least, (sp.Rational("0.2") - CENT) ** 2, LIMIT, "<"), expects=Holds,
    ),
    Claim(
        part="+close_above", **ours, reading="The other side of +close.",
        title="The square of 0.21 is above 0.04, and printed .04",
        **between(LIMIT, (sp.Rational("0.2") + CENT) ** 2, square.most, "<"), expects=Holds,
    ),
)  # fmt: skip
