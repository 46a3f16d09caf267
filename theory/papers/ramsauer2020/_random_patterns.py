"""Patterns on the sphere of radius K sqrt(n - 1), s being 1 less the cosine of their least angle (Theorem 3)."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Chain, Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign
from theory.symbols import apart as s
from theory.symbols import beta, n, scale
from theory.symbols import chance as p
from theory.symbols import retrieved as c

K = scale
a = 2 / (n - 1) * (1 + sp.log(2 * beta * K**2 * p * (n - 1)))
b = 2 * K**2 * beta / 5
radius_squared = K**2 * (n - 1)
count = sp.sqrt(p) * c ** ((n - 1) / 4)
needed = 2 / (beta * count) + sp.log(2 * count**2 * beta * radius_squared) / beta
separated = radius_squared * s
two_or_more = Relation(sp.Integer(2), "<=", n)
proper = Relation(p, "<=", sp.S.One)
by_lambert = Relation(a + sp.log(c), "<=", b / c)
by_angle = Relation(1 / (5 * c), "<=", s)  # by Lemma A15, of angles of 1/sqrt(c) or more
ensured = Relation((2 / sp.sqrt(p)) ** (4 / (n - 1)), "<=", c)
small, large = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))

base = 2 / sp.sqrt(p)
in_logarithms = Moving(chain(sp.log(base), ("<=", (n - 1) / 4 * sp.log(c), Scaled(4 / (n - 1), chain(
    4 / (n - 1) * sp.log(base), ("=", sp.log(base ** (4 / (n - 1))), Algebra()),
    ("<=", sp.log(c), Monotone(Hypothesis())),
)))))  # fmt: skip
# (334) says that N is at least 2.
from_two = chain(base, ("<=", c ** ((n - 1) / 4), Cite(
    "lemmas/logarithms+weak", at={small: base, large: c ** ((n - 1) / 4)}, given=in_logarithms)))  # fmt: skip
# It also says that c is at least 1.
from_one = chain(1, ("<=", c, Cite("lemmas/logarithms+weak", at={small: sp.S.One, large: c}, given=Scaled(
    (n - 1) / 4, chain(0, ("<=", sp.log(base), Sign()), ("<=", (n - 1) / 4 * sp.log(c), in_logarithms))))))  # fmt: skip


def enough(b: sp.Expr, by: Chain) -> Chain:
    """needed <= separated where a + ln c <= b/c, and a chain leads from (n - 1) b/(2 beta c) to separated."""
    return chain(
        needed,
        ("<=", 1 / beta + sp.log(2 * count**2 * beta * radius_squared) / beta, Monotone(Scaled(beta * count / 2, chain(
            1, ("<=", count / 2, Scaled(2 / sp.sqrt(p), from_two)))))),
        ("=", (n - 1) / (2 * beta) * (a + sp.log(c)), Algebra()),
        ("<=", (n - 1) / (2 * beta) * (b / c), Scaled(2 * beta / (n - 1), chain(
            a + sp.log(c), ("<=", b / c, Hypothesis())))),
        ("=", by.start, Algebra()),
        *by.steps,
    )  # fmt: skip
