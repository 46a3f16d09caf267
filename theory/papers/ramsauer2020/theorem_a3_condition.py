"""Patterns placed on a sphere: at least N = 2^(2(d-1)) can be stored.

beta = 1; M = 2 sqrt(d-1) and d >= 4, or M = 1.7 sqrt(d-1) and d >= 50.  The proof places N points with least angle
pi/2 and checks M^2 >= 2^(-(2(d-1)-1)) + ln(2 M^2) + 4 (d-1) ln 2, whose sides' difference increases with d.  That
condition is what is stated here; that the points cannot be placed is stated with the step that places them.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign, Tangent
from theory.papers.ramsauer2020._placed_patterns import asked, from_dimension
from theory.statement import bound
from theory.symbols import n
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Theorem A3, the condition", "section": "App. A.1.6.1"}

one = sp.S.One
square, smaller_square = sp.Integer(4), sp.Rational(17, 10) ** 2
logarithms = sp.log(2 * 4 * (n - 1)) + 2 * sp.log(2 * n)
on_axes = 1 / n + logarithms  # at N = 2 n
numbers = sp.Rational(1, 3) + 6 * sp.log(2) + 2 * sp.log(3)


def tangent(t: sp.Expr) -> Moving:
    """log t <= t - 1."""
    return Moving(chain(sp.log(t), ("<=", t - 1, Monotone(chain(t, ("<=", sp.exp(t - 1), Tangent(t - 1)))))))


claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="The condition of the proof, for M = 2 sqrt(d-1) and d >= 4.",
        paper_uses=("ramsauer2020/placement:A",),
        title="4 (n - 1) is at least what Eq. (311) asks for at N = 4^(n-1), for n >= 4",
        says=bound(asked(square, 2), "<=", 4 * (n - 1)),
        hypotheses=(Relation(sp.Integer(4), "<=", n),),
        derivation={"bound": from_dimension(square, one, 2, 4)},
        try_first=tuple({"n": k} for k in (4, 5, 50, 200)),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The condition of the proof, for M = 1.7 sqrt(d-1) and d >= 50.",
        paper_uses=("ramsauer2020/placement:A",),
        title="2.89 (n - 1) is at least what Eq. (311) asks for at N = 4^(n-1), for n >= 50",
        says=bound(asked(smaller_square, 2), "<=", smaller_square * (n - 1)),
        hypotheses=(Relation(sp.Integer(50), "<=", n),),
        derivation={"bound": chain(asked(smaller_square, 2), ("<=", smaller_square * (n - 1), Cite(
            "ramsauer2020/theorem_a3_condition+from_49")))},
        try_first=tuple({"n": k} for k in (50, 51, 200)),
        expects=Holds,
    ),
    Claim(
        part="+from_49", fidelity="ours", sharpens=(":B",), **here,
        title="2.89 (n - 1) is at least what Eq. (311) asks for at N = 4^(n-1), from n = 49 on",
        says=bound(asked(smaller_square, 2), "<=", smaller_square * (n - 1)),
        hypotheses=(Relation(sp.Integer(49), "<=", n),),
        derivation={"bound": from_dimension(smaller_square, one, 2, 49)},
        try_first=tuple({"n": k} for k in (49, 50, 200)),
        expects=Holds,
    ),
    Claim(
        part="+not_48", fidelity="ours", **here, title="2.89 (n - 1) is less than what Eq. (311) asks for at n = 48",
        says=bound(smaller_square * 47, "<", asked(smaller_square, 2, sp.Integer(48))),
        derivation={"bound": chain(
            smaller_square * 47, ("<", asked(smaller_square, 2, sp.Integer(48)), Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+not_3", fidelity="ours", **here, title="4 (n - 1) is less than what Eq. (311) asks for at n = 3",
        says=bound(8, "<", asked(square, 2, sp.Integer(3))),
        derivation={"bound": chain(8, ("<", asked(square, 2, sp.Integer(3)), Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+two_n", fidelity="ours", **here,
        title="The 2 n points of the sphere on the axes satisfy Eq. (311) at M^2 = 4 (n - 1), n >= 3",
        says=bound(on_axes, "<=", 4 * (n - 1)),
        hypotheses=(Relation(sp.Integer(3), "<=", n),),
        derivation={"bound": chain(
            on_axes,
            ("<=", sp.Rational(1, 3) + logarithms, Monotone(Scaled(3 * n, chain(
                3, ("<=", n, Hypothesis()))))),
            ("=", numbers + 2 * sp.log(n / 3) + sp.log((n - 1) / 2), Algebra()),
            ("<=", numbers + 2 * (n / 3 - 1) + sp.log((n - 1) / 2), tangent(n / 3)),
            ("<=", numbers + 2 * (n / 3 - 1) + (n - 1) / 2 - 1, tangent((n - 1) / 2)),
            ("<=", 7 + 2 * (n / 3 - 1) + (n - 1) / 2 - 1, Moving(chain(numbers, ("<=", 7, Sign())))),
            ("<=", 4 * (n - 1), Sign()),
        )},
        try_first=tuple({"n": k} for k in (3, 4, 50)),
        expects=Holds,
    ),
)  # fmt: skip
