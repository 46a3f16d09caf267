"""For the expected least angle, c^((d-1)/4) patterns can be stored where (387) holds.

Random patterns, M = K sqrt(d-1). For all c >= 1 with (387): (1/5) (d-1) K^2 c^-1 (1 - ln(d-1)/(d-1))^2
>= 2/(beta c^((d-1)/4)) + beta^-1 ln(2 c^((d-1)/2) beta (d-1) K^2), the number is at least N = c^((d-1)/4).
"(387) is e.g. fulfilled with beta = 1, K = 3, c = 2 and d >= 17."  Here d = m + 1.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import (
    Algebra,
    Cite,
    Growth,
    Hypothesis,
    Monotone,
    Moving,
    Scaled,
    Sign,
    Squared,
    Tangent,
)
from theory.quantities import SeparationConstant
from theory.statement import bound
from theory.symbols import apart as opened
from theory.symbols import beta, counter, n, scale
from theory.symbols import retrieved as c
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Theorem A7, from the angle on, and its example", "section": "App. A.1.6.1"}

m, K, one, two = counter, scale, sp.S.One, sp.Integer(2)
small, large = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
shrunk = 1 - sp.log(m) / m
count = c ** (m / 4)
needed = 2 / (beta * count) + sp.log(2 * count**2 * beta * m * K**2) / beta
given = m * K**2 / (5 * c) * shrunk**2
separated = K**2 * m * opened
expected = Relation(SeparationConstant(m) ** 2 / (5 * c), "<=", opened)
not_negative = chain(
    0,
    (
        "<=",
        shrunk,
        Scaled(
            m,
            chain(
                0,
                (
                    "<=",
                    m - sp.log(m),
                    Moving(
                        chain(
                            sp.log(m),
                            ("<=", m - 1, Moving(chain(1 + sp.log(m), ("<=", m, Tangent(sp.log(m)))))),
                            ("<=", m, Sign()),
                        )
                    ),
                ),
            ),
        ),
    ),
)
by_constant = chain(
    shrunk**2,
    (
        "<=",
        SeparationConstant(m) ** 2,
        Squared(
            chain(shrunk, ("<=", SeparationConstant(m), Cite("ramsauer2020/lemma_a17+sharp", at={n: m}))), not_negative
        ),
    ),
)


def condition(k: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Both sides of (387) for beta = 1, K = 3, c = 2."""
    at = {m: k, K: sp.Integer(3), c: two, beta: one}
    return given.subs(at), needed.subs(at)


left, right = condition(m)
s, start = sp.Symbol("s", real=True), sp.Integer(20)


def rest(k: sp.Expr) -> sp.Expr:
    """The left side less log k and k log(2)/2: what stays of (387) but for the first term and a number."""
    return sp.Rational(9, 10) * (k - 2 * sp.log(k) + sp.log(k) ** 2 / k) - sp.log(k) - k * sp.log(2) / 2


share = sp.log(s) / s
less = sp.Rational(9, 10) * (1 - 2 / s - share**2) - 1 / s - sp.log(2) / 2
half = chain(share, ("<=", sp.Rational(1, 2), Scaled(s, chain(
    sp.log(s),
    ("=", sp.log(s / 2) + sp.log(2), Algebra()),
    ("<=", s / 2 - 1 + sp.log(2), Monotone(Moving(chain(s / 2, ("<=", sp.exp(s / 2 - 1), Tangent(s / 2 - 1)))))),
    ("<=", s / 2, Sign()),
))))  # fmt: skip
rises = chain(
    less + sp.Rational(9, 5) * sp.log(s) / s**2,
    (">=", less, Sign()),
    (">=", sp.Rational(9, 10) * (1 - 2 / s - sp.Rational(1, 4)) - 1 / s - sp.log(2) / 2, Monotone(Squared(half))),
    ("=", sp.Rational(27, 40) - sp.Rational(14, 5) / s - sp.log(2) / 2, Algebra()),
    (">=", sp.Rational(27, 40) - sp.Rational(14, 5) / 20 - sp.log(2) / 2, Monotone(Scaled(20 * s, chain(
        s, (">=", 20, Hypothesis()))))),
    (">=", 0, Sign()),
)  # fmt: skip
quarter = m / 4
from_twenty = Scaled(16 * two**quarter, chain(32, ("<=", two**quarter, Cite(
    "lemmas/logarithms+weak", at={small: sp.Integer(32), large: two**quarter}))))  # fmt: skip
number = sp.Rational(1, 16) + sp.log(18)
more = chain(
    right,
    ("=", 2 / two**quarter + sp.log(18) + m * sp.log(2) / 2 + sp.log(m), Algebra()),
    ("<=", sp.Rational(1, 16) + sp.log(18) + m * sp.log(2) / 2 + sp.log(m), Monotone(from_twenty)),
    ("<=", left, Moving(chain(number, ("<=", rest(start), Sign()), ("<=", rest(m), Growth(
        rest(s), s, start, m, rises))))),
)  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Of the patterns it is given that any two have the angle C_{d-1} N^(-2/(d-1)) or more, which Lemma A16 "
        "gives for the expected least angle, so that 1 - cos alpha_min is at least C_{d-1}^2/(5 c); what is concluded "
        "is Eq. (311).",
        title="Where (387) holds, N = c^(m/4) patterns with 1 - cos alpha_min >= C_m^2/(5 c) satisfy (311)",
        says=bound(needed, "<=", separated),
        hypotheses=(Relation(one, "<=", c), Relation(needed, "<=", given), expected),
        derivation={"bound": chain(needed, ("<=", separated, Cite("ramsauer2020/theorem_a7_angles+any_c")))},
        try_first=({"m_0": 20, "beta": 1, "K_radius": 3, "c_capacity": 2, "s_angle": 1},),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The example: every d >= 17 for beta = 1, K = 3, c = 2.",
        title="(387) holds for beta = 1, K = 3, c = 2 and every d >= 17",
        says=bound(right, "<=", left),
        hypotheses=(Relation(sp.Integer(16), "<=", m),),
        try_first=({"m_0": 16},),
        expects=Fails,
    ),
    Claim(
        part="+from_21", fidelity="repaired", repairs=(":B",), changed="d >= 21 in place of d >= 17", **here,
        title="(387) holds for beta = 1, K = 3, c = 2 and every d >= 21",
        says=bound(right, "<=", left),
        hypotheses=(Relation(sp.Integer(20), "<=", m),),
        derivation={"bound": more},
        try_first=tuple({"m_0": k} for k in (20, 21, 30, 100, 1000)),
        expects=Holds,
    ),
    Claim(
        part="+any_c", fidelity="ours", sharpens=(":A",), **here, title="The same for any c > 0",
        says=bound(needed, "<=", separated),
        hypotheses=(Relation(needed, "<=", given), expected),
        derivation={"bound": chain(
            needed,
            ("<=", given, Hypothesis()),
            ("<=", m * K**2 * (SeparationConstant(m)**2 / (5 * c)), Scaled(5 * c / (m * K**2), by_constant)),
            ("<=", separated, Monotone(Hypothesis())),
        )},
        try_first=({"m_0": 20, "beta": 1, "K_radius": 3, "c_capacity": 2, "s_angle": 1},),
        expects=Holds,
    ),
    Claim(
        part="+not_20", fidelity="ours", **here, title="(387) does not hold for beta = 1, K = 3, c = 2 and d = 20",
        says=bound(condition(sp.Integer(19))[0], "<", condition(sp.Integer(19))[1]),
        derivation={"bound": chain(condition(sp.Integer(19))[0], ("<", condition(sp.Integer(19))[1], Sign()))},
        expects=Holds,
    ),
)  # fmt: skip
