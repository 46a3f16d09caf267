"""V_n(1) decreases fast with n."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, OneOrMore, Rooted, Scaled, Sign
from theory.quantities import BallVolume
from theory.statement import Identity, Rate, bound
from theory.symbols import argument, counter, factor, i, n
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Section 5.2, the volume of the unit ball", "section": "5.2"}


def unit(k: sp.Expr) -> sp.Expr:
    """The volume of the unit ball of R^k."""
    return BallVolume(k, sp.S.One)


def next_at_most(k: sp.Expr) -> sp.Expr:
    """V_(k+1)(1) / V_k(1) is below this."""
    return sp.sqrt(2 * sp.pi / (k + 1))


smaller, larger = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
m = counter
ratio, five = unit(n + 1) / unit(n), unit(sp.Integer(5))
middle = {argument: (n + 1) / 2}
from_ratio = Cite("niu2024/unit_ball_volume_falls+ratio", "upper", {n: m + 4})
below_one = Rooted(chain(2 * sp.pi / (m + 5), ("<", 1, Scaled(m + 5, chain(2 * sp.pi, ("<", m + 5, Sign()))))))

# The bound by q^n is least for q^2 = 2 pi/n; this is q for n = 7, from which on it falls.
at_seven = sp.sqrt(2 * sp.pi / 7)
high = at_seven ** (m + 5) * sp.exp(sp.Rational(7, 2)) / sp.sqrt(sp.pi * (m + 5))


def in_logarithms(k: sp.Expr, j: sp.Expr) -> sp.Expr:
    """The logarithm of at_seven^k exp(7/2) / sqrt(pi j)."""
    return -k * sp.log(7 / (2 * sp.pi)) / 2 + sp.Rational(7, 2) - sp.log(sp.pi) / 2 - sp.log(j) / 2


seven = sp.Integer(7)
from_seven = Moving(chain(
    in_logarithms(m + 5, m + 5),
    ("<=", in_logarithms(seven, m + 5), Monotone(Sign())),
    ("<=", in_logarithms(seven, seven), Monotone(Sign())),
    ("<=", sp.log(five), Sign()),
))  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="The next ball is smaller in every dimension.",
        title="V_{n+1}(1) is below V_n(1) for every n",
        says=bound(unit(n + 1), "<", unit(n)),
        try_first=({"n": 1},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="Faster than any geometric sequence.",
        title="For every q > 0 V_n(1) is o(q^n)",
        says=Rate(unit(n), "o", factor**n, n, above=sp.exp(sp.pi / factor**2) / sp.sqrt(sp.pi * n)),
        derivation={"upper": chain(unit(n), (
            "<=", factor**n * sp.exp(sp.pi / factor**2) / sp.sqrt(sp.pi * n),
            Cite("niu2024/unit_ball_volume+geometric")))},
        try_first=({"n": 1, "q": 1}, {"n": 1024, "q": "78332/1000000"}),
        expects=Holds,
    ),
    Claim(
        part="+from_five", fidelity="repaired", repairs=(":A",), **here, reading="The dimension is n = m + 4.",
        changed="from dimension 5 on; up to there the volume rises",
        title="V_{m+5}(1) is below V_{m+4}(1) for every m >= 1",
        says=bound(unit(m + 5), "<", unit(m + 4)),
        derivation={"bound": chain(unit(m + 5), ("<", unit(m + 4), OneOrMore(
            m,
            one=chain(unit(sp.Integer(6)), ("<", five, Sign())),
            more=chain(unit(m + 5), ("<", unit(m + 4), Scaled(1 / unit(m + 4), chain(
                unit(m + 5) / unit(m + 4), ("<", next_at_most(m + 4), from_ratio), ("<", 1, below_one))))),
        )))},
        try_first=({"m_0": 1},),
        expects=Holds,
    ),
    Claim(
        part="+rises", fidelity="ours", **here,
        title="For n = 1, 2, 3 and 4 V_{n+1}(1) is above V_n(1)",
        says=bound(1, "<", Min.over(unit(i + 1) / unit(i), i, sp.Integer(4))),
        expects=Holds,
    ),
    Claim(
        part="+greatest", fidelity="ours", **here,
        title="V_{m+5}(1) is below V_5(1) for every m >= 1",
        says=bound(unit(m + 5), "<", five),
        derivation={"bound": chain(unit(m + 5), ("<", five, OneOrMore(
            m,
            one=chain(unit(sp.Integer(6)), ("<", five, Sign())),
            more=chain(
                unit(m + 5),
                ("<", high, Cite(
                    "niu2024/unit_ball_volume+geometric", at={n: m + 5, factor: at_seven})),
                ("<=", five, Cite(
                    "lemmas/logarithms+weak", at={smaller: high, larger: five},
                    given=from_seven)),
            ),
        )))},
        try_first=({"m_0": 1},),
        expects=Holds,
    ),
    Claim(
        part="+five", fidelity="ours", **here, title="V_5(1) = 8 pi^2/15",
        says=Identity(five, 8 * sp.pi**2 / 15),
        derivation={"identity": chain(five, ("=", 8 * sp.pi**2 / 15, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+ratio", fidelity="ours", **here,
        title="V_{n+1}(1) / V_n(1) is between sqrt(2 pi/(n + 2)) and sqrt(2 pi/(n + 1))",
        says=bound(sp.sqrt(2 * sp.pi / (n + 2)), "<", ratio, "<", next_at_most(n)),
        derivation={
            "lower": chain(sp.sqrt(2 * sp.pi / (n + 2)), ("<", ratio, Scaled(
                sp.sqrt((n + 2) / sp.S(2)) / ratio, chain(
                    sp.sqrt(sp.pi) / ratio,
                    ("<", sp.sqrt((n + 2) / sp.S(2)), Cite("lemmas/gautschi+sharper", at=middle)))))),
            "upper": chain(ratio, ("<", next_at_most(n), Scaled(
                sp.sqrt((n + 1) / sp.S(2)) / ratio, chain(
                    sp.sqrt((n + 1) / sp.S(2)),
                    ("<", sp.sqrt(sp.pi) / ratio, Cite("lemmas/gautschi", "lower", middle)))))),
        },
        try_first=({"n": 1}, {"n": 1024}),
        expects=Holds,
    ),
    Claim(
        part="+two", fidelity="ours", **here, title="V_{n+2}(1) = 2 pi/(n + 2) V_n(1)",
        says=Identity(unit(n + 2), 2 * sp.pi / (n + 2) * unit(n)),
        derivation={"identity": chain(unit(n + 2), ("=", 2 * sp.pi / (n + 2) * unit(n), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+by_any_factor", fidelity="ours", **here,
        title="Two dimensions more multiply V_n(1) by q^2 at most, from n + 2 = 2 pi/q^2 on, for every q > 0",
        says=bound(unit(n + 2), "<=", factor**2 * unit(n)),
        hypotheses=(Relation(2 * sp.pi / factor**2, "<=", n + 2),),
        derivation={"bound": chain(
            unit(n + 2),
            ("=", 2 * sp.pi / (n + 2) * unit(n), Algebra()),
            ("<=", factor**2 * unit(n), Monotone(Scaled((n + 2) / factor**2, chain(
                2 * sp.pi / factor**2, ("<=", n + 2, Hypothesis()))))),
        )},
        try_first=({"n": 5, "q": 1}, {"n": 1, "q": 2}),
        expects=Holds,
    ),
)  # fmt: skip
