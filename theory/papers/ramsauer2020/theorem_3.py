"""Random patterns on a sphere: with probability 1 - p, sqrt(p) c^((d-1)/4) of them can be stored.

0 < p <= 1, M = K sqrt(d-1), a = 2/(d-1) (1 + ln(2 beta K^2 p (d-1))), b = 2 K^2 beta / 5,
c = b / W_0(exp(a + ln b)), c >= (2/sqrt(p))^(4/(d-1)): N >= sqrt(p) c^((d-1)/4) with probability 1 - p.
That c is the solution of a + ln c = b/c.  What chance gives is an angle of at least 1/sqrt(c) between any two of the
patterns (Lemma A13).  What is stated and shown here is what follows from such an angle: Eq. (311),
M^2 (1 - cos alpha_min) >= 2/(beta N) + ln(2 N^2 beta M^2)/beta, which is the condition of Lemmas A5 to A7.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled
from theory.quantities import Angle, Cosine
from theory.statement import bound
from theory.symbols import beta, chance, lambert, n, scale
from theory.symbols import half_tangent as t
from theory.symbols import retrieved as c
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Theorem 3", "section": "2"}

one, two, four, five = sp.S.One, sp.Integer(2), sp.Integer(4), sp.Integer(5)
p, K, w = chance, scale, lambert
a = 2 / (n - 1) * (1 + sp.log(2 * beta * K**2 * p * (n - 1)))
b = 2 * K**2 * beta / 5
radius_squared = K**2 * (n - 1)
count = sp.sqrt(p) * c ** ((n - 1) / 4)
needed = 2 / (beta * count) + sp.log(2 * count**2 * beta * radius_squared) / beta
separated = radius_squared * (1 - Cosine(t))
two_or_more = Relation(two, "<=", n)
proper = Relation(p, "<=", one)
by_lambert = Relation(a + sp.log(c), "<=", b / c)
ensured = Relation((2 / sp.sqrt(p)) ** (4 / (n - 1)), "<=", c)
apart = Relation(1 / c, "<=", Angle(t) ** 2)
up_to_pi = Relation(t, "<=", one)
small, large = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))

base = 2 / sp.sqrt(p)
in_logarithms = Moving(chain(sp.log(base), ("<=", (n - 1) / 4 * sp.log(c), Scaled(4 / (n - 1), chain(
    4 / (n - 1) * sp.log(base), ("=", sp.log(base ** (4 / (n - 1))), Algebra()),
    ("<=", sp.log(c), Monotone(Hypothesis())),
)))))  # fmt: skip
# (334) says that N is at least 2.
from_two = chain(base, ("<=", c ** ((n - 1) / 4), Cite(
    "lemmas/logarithms+weak", at={small: base, large: c ** ((n - 1) / 4)}, given=in_logarithms)))  # fmt: skip


def enough(by: Chain) -> Chain:
    """needed <= separated, where a chain leads from K^2 (n - 1)/(5 c) to separated."""
    return chain(
        needed,
        ("<=", 1 / beta + sp.log(2 * count**2 * beta * radius_squared) / beta, Monotone(Scaled(beta * count / 2, chain(
            1, ("<=", count / 2, Scaled(2 / sp.sqrt(p), from_two)))))),
        ("=", (n - 1) / (2 * beta) * (a + sp.log(c)), Algebra()),
        ("<=", (n - 1) / (2 * beta) * (b / c), Scaled(2 * beta / (n - 1), chain(
            a + sp.log(c), ("<=", b / c, Hypothesis())))),
        ("=", radius_squared / (5 * c), Algebra()),
        *by.steps,
    )  # fmt: skip


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Of the patterns it is given that any two have an angle of 1/sqrt(c) or more, as random ones have with "
        "probability 1 - p or more by Lemma A13; c is any number with a + ln c <= b/c, the largest of which is "
        "b/W_0(exp(a + ln b)); that pattern, ball and fixed point go together is left to Lemmas A5 to A7.",
        title="N = sqrt(p) c^((n-1)/4) patterns with angles of 1/sqrt(c) or more satisfy Eq. (311)",
        says=bound(needed, "<=", separated),
        hypotheses=(two_or_more, proper, by_lambert, ensured, apart, up_to_pi),
        derivation={"bound": enough(chain(
            radius_squared / (5 * c),
            ("<=", radius_squared * (Angle(t) ** 2 / 5), Monotone(Hypothesis())),
            ("<=", separated, Monotone(Moving(chain(
                Cosine(t), ("<=", 1 - Angle(t) ** 2 / 5, Cite("ramsauer2020/lemma_a15")))))),
        ))},
        try_first=({"n": 20, "beta": 1, "K_radius": 3, "p_failure": "1/1000", "c_capacity": 3, "t_angle": 1},
                   {"n": 75, "beta": 1, "K_radius": 1, "p_failure": "1/1000", "c_capacity": "4/3", "t_angle": 1},
                   {"n": 2, "beta": 1, "K_radius": 10, "p_failure": 1, "c_capacity": 16, "t_angle": 1}),
        expects=Holds,
    ),
)  # fmt: skip
