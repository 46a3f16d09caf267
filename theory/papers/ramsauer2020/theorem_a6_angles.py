"""Random patterns, with the dimension computed from c.

0 < p <= 1, M = K sqrt(d-1), a = ln(c)/2 - K^2 beta/(5 c), b = 1 + ln(2 p beta K^2), (359) d = 1 + W(a e^(-b))/a if a is
not 0 (W_0 for a > 0, W_-1 for a < 0), d = 1 + e^(-b) if a = 0; c >= (2/sqrt(p))^(4/(d-1)) and -1/e <= a e^(-b).  Then
N >= sqrt(p) c^((d-1)/4) with probability 1 - p.  The proof needs (372): ln(d-1) + a (d-1) + b <= 0.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Growth, Hypothesis, Moving, Scaled
from theory.papers.ramsauer2020._random_patterns import (
    K,
    a,
    b,
    by_angle,
    ensured,
    needed,
    proper,
    separated,
    two_or_more,
)
from theory.statement import Identity, bound
from theory.symbols import beta, n
from theory.symbols import chance as p
from theory.symbols import dimension as k
from theory.symbols import retrieved as c
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Theorem A6, from the angles on", "section": "App. A.1.6.1"}

first, second, one = sp.log(c) / 2 - K**2 * beta / (5 * c), 1 + sp.log(2 * p * beta * K**2), sp.S.One
any_a, any_b, s = (sp.Symbol(name, real=True) for name in ("b_1", "b_2", "s"))
small, large = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
asked = sp.log(n - 1) + first * (n - 1) + second
given = Relation(asked, "<=", sp.S.Zero)
by_asked = Scaled((n - 1) / 2, chain(
    (n - 1) / 2 * (a + sp.log(c)),
    ("<=", (n - 1) / 2 * (b / c), Moving(chain(asked, ("<=", 0, Hypothesis())))),
))  # fmt: skip


def left(at: sp.Expr, slope: sp.Expr) -> sp.Expr:
    """ln k + a k, what (372) adds to b."""
    return sp.log(at) + slope * at


reached = chain(1 / k, ("<=", small, Hypothesis()), ("<=", s, Hypothesis()))
falls = chain(1 / s - k, ("<=", 0, Moving(chain(1 / s, ("<=", k, Scaled(s / k, reached))))))

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="It is given that any two patterns have an angle of 1/sqrt(c) or more, so that 1 - cos alpha_min "
        "is at least 1/(5 c), as random ones have with probability 1 - p or more; d is any dimension with (372).",
        title="N = sqrt(p) c^((n-1)/4) patterns with 1 - cos alpha_min >= 1/(5 c) satisfy (311) under (372)",
        says=bound(needed, "<=", separated),
        hypotheses=(two_or_more, proper, given, ensured, by_angle),
        derivation={"bound": chain(needed, ("<=", separated, Cite("ramsauer2020/theorem_3_angles:A", given=by_asked)))},
        try_first=({"n": 20, "beta": 1, "K_radius": 3, "p_failure": "1/1000", "c_capacity": 3, "s_angle": 1},),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="That k = d - 1 = W(a e^(-b))/a makes (372) an equation: then "
        "a e^(-b) is a k e^(a k), so b is -ln k - a k.",
        title="a e^(-b) = a k e^(a k) at b = -ln k - a k",
        says=Identity(any_a * sp.exp(left(k, any_a)), any_a * k * sp.exp(any_a * k)),
        derivation={"identity": chain(
            any_a * sp.exp(left(k, any_a)), ("=", any_a * k * sp.exp(any_a * k), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+larger", fidelity="ours", **here,
        title="For a < 0 what satisfies (372) on the branch W_-1 does so in every larger dimension",
        says=bound(left(large, -k), "<=", left(small, -k)),
        hypotheses=(Relation(1 / k, "<=", small), Relation(small, "<=", large)),
        derivation={"bound": chain(left(large, -k), ("<=", left(small, -k), Growth(
            left(s, -k), s, small, large, falls)))},
        try_first=({"nu_n": 1, "g_0": 1, "g_1": 2},),
        expects=Holds,
    ),
)  # fmt: skip
