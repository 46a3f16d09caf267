"""Patterns placed on a sphere: at least N = 2^(2(d-1)) can be stored.

beta = 1; M = 2 sqrt(d-1) and d >= 4, or M = 1.7 sqrt(d-1) and d >= 50.  The proof places N points with least angle
pi/2 and checks M^2 >= 2^(-(2(d-1)-1)) + ln(2 M^2) + 4 (d-1) ln 2, whose sides' difference increases with d.  That
condition is what is stated here; that the points cannot be placed is stated with the step that places them.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Moving, Sign, Tangent
from theory.statement import bound
from theory.symbols import n
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Theorem A3", "section": "App. A.1.6.1"}

two, one = sp.Integer(2), sp.S.One
small, large = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
smaller_radius = sp.Rational(17, 10) ** 2


def asked(square: sp.Expr, power: int, dimension: sp.Expr = n) -> sp.Expr:
    """What Eq. (311) asks for at N = 2^(power (n - 1)) and M^2 = square (n - 1), for beta = 1."""
    k = dimension - 1
    return two ** (1 - power * k) + sp.log(2 * square * k) + 2 * power * k * sp.log(2)


def from_dimension(square: sp.Expr, apart: sp.Expr, power: int, least: int) -> Chain:
    """asked <= square apart (n - 1) from a dimension on, where 1 - cos alpha_min is `apart`."""
    k, first = n - 1, sp.Integer(least - 1)
    slope = square * apart - 2 * power * sp.log(2)
    tangent = k / first - 1
    constant = two ** (1 - power * first) + sp.log(2 * square * first)
    linear = 2 * power * k * sp.log(2)
    falling = Cite(
        "lemmas/logarithms+weak", at={small: two ** (1 - power * k), large: two ** (1 - power * first)},
    )
    return chain(
        asked(square, power),
        ("<=", two ** (1 - power * first) + sp.log(2 * square * k) + linear, Monotone(falling)),
        ("=", two ** (1 - power * first) + sp.log(2 * square * first) + sp.log(k / first) + linear, Algebra()),
        ("<=", constant + tangent + linear, Moving(chain(sp.log(k / first), ("<=", tangent, Monotone(chain(
            k / first, ("<=", sp.exp(tangent), Tangent(tangent)))))))),
        ("<=", first * slope + tangent + linear, Moving(chain(constant, ("<=", first * slope, Sign())))),
        ("<=", square * apart * k, Moving(chain(0, ("<=", (k - first) * (slope - 1 / first), Sign())))),
    )  # fmt: skip


claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="The condition of the proof, for M = 2 sqrt(d-1) and d >= 4.",
        title="4 (n - 1) is at least what Eq. (311) asks for at N = 4^(n-1), for n >= 4",
        says=bound(asked(sp.Integer(4), 2), "<=", 4 * (n - 1)),
        hypotheses=(Relation(sp.Integer(4), "<=", n),),
        derivation={"bound": from_dimension(sp.Integer(4), one, 2, 4)},
        try_first=tuple({"n": k} for k in (4, 5, 50, 200)),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The condition of the proof, for M = 1.7 sqrt(d-1) and d >= 50.",
        title="2.89 (n - 1) is at least what Eq. (311) asks for at N = 4^(n-1), for n >= 50",
        says=bound(asked(smaller_radius, 2), "<=", smaller_radius * (n - 1)),
        hypotheses=(Relation(sp.Integer(50), "<=", n),),
        derivation={"bound": chain(asked(smaller_radius, 2), ("<=", smaller_radius * (n - 1), Cite(
            "ramsauer2020/theorem_a3+from_49")))},
        try_first=tuple({"n": k} for k in (50, 51, 200)),
        expects=Holds,
    ),
    Claim(
        part="+from_49", fidelity="ours", sharpens=(":B",), **here,
        title="2.89 (n - 1) is at least what Eq. (311) asks for at N = 4^(n-1), from n = 49 on",
        says=bound(asked(smaller_radius, 2), "<=", smaller_radius * (n - 1)),
        hypotheses=(Relation(sp.Integer(49), "<=", n),),
        derivation={"bound": from_dimension(smaller_radius, one, 2, 49)},
        try_first=tuple({"n": k} for k in (49, 50, 200)),
        expects=Holds,
    ),
    Claim(
        part="+not_48", fidelity="ours", **here, title="2.89 (n - 1) is less than what Eq. (311) asks for at n = 48",
        says=bound(smaller_radius * 47, "<", asked(smaller_radius, 2, sp.Integer(48))),
        derivation={"bound": chain(
            smaller_radius * 47, ("<", asked(smaller_radius, 2, sp.Integer(48)), Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+not_3", fidelity="ours", **here, title="4 (n - 1) is less than what Eq. (311) asks for at n = 3",
        says=bound(8, "<", asked(sp.Integer(4), 2, sp.Integer(3))),
        derivation={"bound": chain(8, ("<", asked(sp.Integer(4), 2, sp.Integer(3)), Sign()))},
        expects=Holds,
    ),
)  # fmt: skip
