"""The dimension for a given c without Lambert's function.

a = ln(c)/2 - K^2 beta/(5 c) < 0, b = 1 + ln(2 p beta K^2), d = 1 + (1/a) (-ln(-a) + b), with the conditions
c >= (2/sqrt(p))^(4/(d-1)) and -1/e <= a e^(-b): then N >= sqrt(p) c^((d-1)/4) with probability 1 - p.
"beta = 1, K = 3, c = 2, p = 0.001 yields d < 24."  The proof needs (372): ln(d-1) + a (d-1) + b <= 0, and uses (381)
-(e/(e-1)) (u + 1) < W_-1(-e^(-u-1)) < -(u + 1) for u > 0.  Here g_0 is -a,
and -w is W_-1(-e^(-u-1)) for u = w - ln w - 1.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign, Tangent
from theory.statement import bound
from theory.symbols import counter, n
from theory.symbols import dimension as k
from theory.symbols import lambert as w
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Corollary A2", "section": "App. A.1.6.1"}

zero, one, two = sp.S.Zero, sp.S.One, sp.Integer(2)
minus_a, b = sp.Symbol("g_0", positive=True), sp.Symbol("b_1", real=True)
part = sp.E / (sp.E - 1)
given = Relation(minus_a * sp.exp(-b), "<=", sp.exp(-1))
printed = 1 - (b - sp.log(minus_a)) / minus_a
p, c, square = sp.Rational(1, 1000), two, sp.Integer(9)
a_of_example = sp.log(c) / 2 - square / (5 * c)
b_of_example = 1 + sp.log(2 * p * square)
d_of_example = 1 + (b_of_example - sp.log(-a_of_example)) / a_of_example
ensured = (2 / sp.sqrt(p)) ** (4 / (n - 1))


def asked(dimension_less_one: sp.Expr) -> sp.Expr:
    """The left side of (372)."""
    return sp.log(dimension_less_one) - minus_a * dimension_less_one + b


def below_line(t: sp.Expr) -> Chain:
    """log(t/e) <= t/e - 1."""
    line = t / sp.E - 1
    return chain(sp.log(t / sp.E), ("<=", line, Monotone(chain(t / sp.E, ("<=", sp.exp(line), Tangent(line))))))


y, top = minus_a * k, b - sp.log(minus_a)
by_bound = Scaled(part / minus_a, chain(part * top / minus_a, ("<=", k, Hypothesis())))
sufficient = chain(
    asked(k),
    ("=", sp.log(y / sp.E) + 1 + top - y, Algebra()),
    ("<=", y / sp.E + top - y, Moving(below_line(y))),
    ("<=", 0, Moving(chain(top, ("<=", y * (1 - 1 / sp.E), by_bound)))),
)  # fmt: skip
rate = -a_of_example
value = sp.log(counter) + a_of_example * counter + b_of_example
by_tangent = Monotone(chain(rate * counter, ("<=", sp.exp(rate * counter - 1), Tangent(rate * counter - 1))))
of_example = chain(value, ("<=", b_of_example - 1 - sp.log(rate), Moving(chain(
    sp.log(rate * counter), ("<=", rate * counter - 1, by_tangent)))), ("<=", 0, Sign()))  # fmt: skip
in_logarithms = Scaled(n - 1, chain(
    (n - 1) * sp.log(ensured),
    ("=", 4 * sp.log(2 / sp.sqrt(p)), Algebra()),
    ("<=", 24 * sp.log(2), Sign()),
    ("<=", (n - 1) * sp.log(2), Monotone(Sign())),
))  # fmt: skip
small, large = minus_a, sp.Symbol("g_1", positive=True)
from_25 = Cite("lemmas/logarithms+weak", at={small: ensured, large: c}, given=in_logarithms)
upper = Scaled((sp.E - 1) / sp.E, chain(
    (sp.E - 1) / sp.E * w, ("<=", w - sp.log(w), Moving(chain(
        sp.log(w), ("=", sp.log(w / sp.E) + 1, Algebra()), ("<=", w / sp.E, Moving(below_line(w))))))))  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="d is a dimension, so it is to be above 1.",
        title="1 + (1/a)(-ln(-a) + b) is above 1 where -1/e <= a e^(-b)",
        says=bound(1, "<", printed),
        hypotheses=(given,),
        try_first=({"g_0": 1, "b_1": 1},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The sign of the second term is taken to be a misprint, so that "
        "d = 1 - (1/a)(-ln(-a) + b), and this d is to satisfy (372).",
        title="d = 1 - (1/a)(-ln(-a) + b) satisfies (372) where -1/e <= a e^(-b)",
        says=bound(asked((b - sp.log(minus_a)) / minus_a), "<=", 0),
        hypotheses=(given, Relation(zero, "<", b - sp.log(minus_a))),
        try_first=({"g_0": 1, "b_1": 2},),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading="The example is to meet the condition -1/e <= a e^(-b).",
        title="-1/e is at most a e^(-b) for beta = 1, K = 3, c = 2, p = 0.001",
        says=bound(-sp.exp(-1), "<=", a_of_example * sp.exp(-b_of_example)),
        expects=Fails,
    ),
    Claim(
        part=":D", fidelity="reading", **here, reading="The d of the example as printed, as a number.",
        title="1 + (1/a)(-ln(-a) + b) is below 24 for beta = 1, K = 3, c = 2, p = 0.001",
        says=bound(d_of_example, "<", 24),
        derivation={"bound": chain(d_of_example, ("<", 24, Sign()))},
        expects=Holds,
    ),
    Claim(
        part=":E", fidelity="reading", **here, reading="Dimensions below 24 are to meet the condition on c.",
        title="2 is at least (2/sqrt(p))^(4/(n-1)) for p = 0.001 and some n < 24, so for n = 23",
        says=bound(ensured.subs(n, 23), "<=", c),
        expects=Fails,
    ),
    Claim(
        part=":F", fidelity="reading", **here, reading="(381), at u = e - 2, where -W_-1(-e^(-u-1)) is e.",
        title="e is below (e/(e - 1))(u + 1) at u = e - 2",
        says=bound(sp.exp(1), "<", part * (sp.exp(1) - 1)),
        expects=Fails,
    ),
    Claim(
        part="+sufficient", fidelity="repaired", repairs=(":A", ":B"),
        changed="d - 1 is e/(e-1) times as large, its sign is the other, and -1/e <= a e^(-b) is not needed", **here,
        reading="k = d - 1, any number from the bound on.",
        title="(372) holds from d = 1 + (e/(e-1)) (b - ln(-a))/(-a) on",
        says=bound(asked(k), "<=", 0),
        derivation={"bound": sufficient},
        hypotheses=(Relation(part * (b - sp.log(minus_a)) / minus_a, "<=", k),),
        try_first=({"g_0": 1, "b_1": 1, "nu_n": 2},),
        expects=Holds,
    ),
    Claim(
        part="+example", fidelity="repaired", repairs=(":C",), **here,
        changed="(372) itself in place of the condition",
        title="(372) holds in every dimension for beta = 1, K = 3, c = 2, p = 0.001",
        says=bound(value, "<=", 0),
        derivation={"bound": of_example},
        try_first=({"m_0": 1}, {"m_0": 2}),
        expects=Holds,
    ),
    Claim(
        part="+from_25", fidelity="repaired", repairs=(":E",), changed="d >= 25 in place of d < 24", **here,
        title="2 is at least (2/sqrt(p))^(4/(n-1)) for p = 0.001 and d >= 25",
        says=bound(ensured, "<=", c),
        derivation={"bound": chain(ensured, ("<=", c, from_25))},
        hypotheses=(Relation(sp.Integer(25), "<=", n),),
        try_first=({"n": 25}, {"n": 26}, {"n": 100}),
        expects=Holds,
    ),
    Claim(
        part="+weak", fidelity="repaired", repairs=(":F",), changed="<= in place of the first <", **here,
        title="w is above u + 1 and at most (e/(e - 1))(u + 1), for w > 1 and u = w - ln w - 1",
        says=bound(w - sp.log(w), "<", w, "<=", part * (w - sp.log(w))),
        hypotheses=(Relation(one, "<", w),),
        derivation={
            "lower": chain(w - sp.log(w), ("<", w, Sign())),
            "upper": chain(w, ("<=", part * (w - sp.log(w)), upper)),
        },
        try_first=({"w_lambert": 2}, {"w_lambert": 3}),
        expects=Holds,
    ),
)  # fmt: skip
