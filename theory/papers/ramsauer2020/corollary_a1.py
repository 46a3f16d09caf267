"""Theorem A5 without Lambert's function, by bounds on it.

With u = a + ln b and Omega = W_0(1): c = b / ln((Omega e^u + 1)/(Omega (1 + Omega))) if u <= 0, c = b u^(-u/(u+1)) if
u > 0, and c >= (2/sqrt(p))^(4/(d-1)).  Used: (355) W_0(e^u) <= ln((e^u + y)/(1 + ln y)) for y > 1/e, with
y = 1/Omega, and (357) W_0(e^u) <= u^(u/(1+u)) for u > 0.  W_0(e^u) is the w > 0 with u = w + ln w.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Op, Relation, Rule, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign, Tangent
from theory.statement import bound
from theory.symbols import lambert as w
from theory.symbols import reference as y
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Corollary A1", "section": "App. A.1.6.1"}

zero, one = sp.S.Zero, sp.S.One
small, large = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
u = w + sp.log(w)
power = u ** (u / (u + 1))
ratio = (w * sp.exp(w) + y) / (1 + sp.log(y))
above_one = Relation(sp.S.NegativeOne, "<", sp.log(y))
positive = Relation(zero, "<", u)
p = sp.Rational(1, 1000)


def exponent(K: int, d: int) -> sp.Expr:
    """a + ln b at beta = 1."""
    return sp.Rational(2, d - 1) * (1 + sp.log(2 * K**2 * p * (d - 1))) + sp.log(sp.Rational(2 * K**2, 5))


first, second = exponent(3, 20), exponent(1, 75)
by_power = sp.Rational(18, 5) * first ** (-first / (first + 1))
by_omega = sp.Rational(2, 5) / sp.log((w * sp.exp(second) + 1) / (w * (1 + w)))
digits = sp.Rational("0.5671433")
omega = (Relation(one, "<=", w * sp.exp(w)), Relation(w, "<=", digits))
printed, shorter = sp.Rational("1.2585"), sp.Rational("1.2584")
touching = large ** (large / (large + 1))
logs = sp.log(y) - w
by_chord = Moving(chain(1 + logs, ("<=", sp.exp(logs), Tangent(logs)), ("=", y * sp.exp(-w), Algebra())))
touches = Scaled(1 + sp.log(y), chain((1 + sp.log(y)) * sp.exp(w), ("<=", w * sp.exp(w) + y, Scaled(sp.exp(-w), chain(
    1 + sp.log(y), ("<=", w + y * sp.exp(-w), by_chord))))))  # fmt: skip
quotient = sp.log(touching) - sp.log(large)
from_quotient = chain(1 + quotient, ("<=", sp.exp(quotient), Tangent(quotient)), ("=", touching / large, Algebra()))
by_tangent = Moving(chain(large * (1 + quotient), ("<=", touching, Scaled(1 / large, from_quotient))))
by_number = Cite("ramsauer2020/corollary_a1+number", at={large: u})
grown = sp.exp(second)
of_omega = (w * grown + 1) / (w * (1 + w))
low, high = sp.Rational(2, 5) / printed, sp.Rational(2, 5) / shorter
five_digits = sp.Rational("0.56714")


def product(at: sp.Expr, value: sp.Expr, factor: sp.Expr) -> sp.Expr:
    """at ((1 + value) exp(factor) - e^u)."""
    return at * ((1 + value) * sp.exp(factor) - grown)


at_least = Hypothesis()
within = (Relation(five_digits, "<=", w), Relation(w, "<=", digits))


def squared(value: sp.Expr, factor: sp.Expr, op: Op, rule: Rule) -> Scaled:
    """Of two products with w before the parentheses, as w is to the value inside of them."""
    return Scaled(sp.exp(-factor) / w, chain(
        sp.exp(-factor) / w * product(w, w, factor),
        (op, sp.exp(-factor) / w * product(w, value, factor), Moving(chain(w, (op, value, rule)))),
    ))  # fmt: skip


def scaled(value: sp.Expr, factor: sp.Expr, op: Op, rule: Rule) -> Scaled:
    """Of two products with the value inside of the parentheses, as w is to the value before them."""
    return Scaled(1 / product(one, value, factor), chain(w, (op, value, rule)))


below_one = chain(
    product(w, w, low),
    ("<=", product(w, digits, low), squared(digits, low, "<=", Hypothesis())),
    ("<=", product(digits, digits, low), scaled(digits, low, "<=", Hypothesis())),
    ("<", 1, Sign()),
)  # fmt: skip
above_one_too = chain(
    product(w, w, high),
    (">=", product(w, five_digits, high), squared(five_digits, high, ">=", at_least)),
    (">=", product(five_digits, five_digits, high), scaled(five_digits, high, ">=", at_least)),
    (">=", 1, Sign()),
)  # fmt: skip
from_below = Scaled(w * (1 + w), chain(w * (1 + w) * sp.exp(low), ("<", w * grown + 1, Moving(below_one))))
from_above = Scaled(w * (1 + w), chain(w * grown + 1, ("<=", w * (1 + w) * sp.exp(high), Moving(above_one_too))))

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="The bound (355).",
        title="W_0(w e^w) is at most ln((w e^w + y)/(1 + ln y)) for y > 1/e",
        says=bound(w, "<=", sp.log(ratio)),
        hypotheses=(above_one,),
        derivation={"bound": chain(w, ("<=", sp.log(ratio), Monotone(chain(sp.exp(w), ("<=", ratio, touches)))))},
        try_first=({"w_lambert": 1, "y_lambert": 1}, {"w_lambert": 3, "y_lambert": 20}),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The bound (357).",
        title="W_0(e^u) is at most u^(u/(u + 1)) for u > 0",
        says=bound(w, "<=", power),
        hypotheses=(positive,),
        derivation={"bound": chain(w, ("<=", power, Cite(
            "lemmas/lambert+logarithms", at={small: power}, given=by_number)))},
        try_first=({"w_lambert": 1}, {"w_lambert": 3}),
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading="The display that combines the bounds, for u > 0.",
        title="W_0(e^u) is at most u^(-u/(u + 1)) for u > 0",
        says=bound(w, "<=", u ** (-u / (u + 1))),
        hypotheses=(positive,),
        try_first=({"w_lambert": 2},),
        expects=Fails,
    ),
    Claim(
        part=":D", fidelity="reading", **here, reading="The first example: beta = 1, K = 3, d = 20, p = 0.001.",
        title="c is at least 3.1444 for beta = 1, K = 3, d = 20, p = 0.001",
        says=bound(sp.Rational("3.1444"), "<=", by_power),
        derivation={"bound": chain(sp.Rational("3.1444"), ("<=", by_power, Sign()))},
        expects=Holds,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading="The second example: beta = 1, K = 1, d = 75, p = 0.001; w is Omega, or larger by 10^-8 at most.",
        title="c is at least 1.2585 for beta = 1, K = 1, d = 75, p = 0.001",
        says=bound(printed, "<=", by_omega),
        hypotheses=omega,
        try_first=({"w_lambert": "0.5671433"},),
        expects=Fails,
    ),
    Claim(
        part=":F", fidelity="reading", **here, reading="The condition on c in the first example.",
        title="3.1444 is at least (2/sqrt(p))^(4/19) for p = 0.001",
        says=bound((2 / sp.sqrt(p)) ** sp.Rational(4, 19), "<=", sp.Rational("3.1444")),
        derivation={"bound": chain(
            (2 / sp.sqrt(p)) ** sp.Rational(4, 19), ("<=", sp.Rational("3.1444"), Sign()))},
        expects=Holds,
    ),
    Claim(
        part=":G", fidelity="reading", **here, reading="The condition on c in the second example.",
        title="1.2585 is at least (2/sqrt(p))^(4/74) for p = 0.001",
        says=bound((2 / sp.sqrt(p)) ** sp.Rational(4, 74), "<=", printed),
        derivation={"bound": chain((2 / sp.sqrt(p)) ** sp.Rational(4, 74), ("<=", printed, Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+inverse", fidelity="repaired", repairs=(":C",), changed="1/W_0 in place of W_0, and >= for <=",
        **here,
        title="1/W_0(e^u) is at least u^(-u/(u + 1)) for u > 0",
        says=bound(u ** (-u / (u + 1)), "<=", 1 / w),
        hypotheses=(positive,),
        derivation={"bound": chain(u ** (-u / (u + 1)), ("<=", 1 / w, Scaled(w * power, chain(
            w, ("<=", power, Cite("ramsauer2020/corollary_a1:B"))))))},
        try_first=({"w_lambert": 1}, {"w_lambert": 3}),
        expects=Holds,
    ),
    Claim(
        part="+digits", fidelity="repaired", repairs=(":E",), changed="1.2584 in place of 1.2585", **here,
        reading="w is any number from 0.56714 to 0.5671433, as Omega is by Lemma A31.",
        title="ln((Omega e^u + 1)/(Omega (1 + Omega))) is between b/1.2585 and b/1.2584",
        says=bound(low, "<", sp.log(of_omega), "<=", high),
        hypotheses=within,
        derivation={
            "lower": chain(low, ("<", sp.log(of_omega), Monotone(chain(sp.exp(low), ("<", of_omega, from_below))))),
            "upper": chain(sp.log(of_omega), ("<=", high, Monotone(chain(of_omega, ("<=", sp.exp(high), from_above))))),
        },
        try_first=({"w_lambert": "0.567142"}, {"w_lambert": "0.5671433"}),
        expects=Holds,
    ),
    Claim(
        part="+number", fidelity="ours", **here, title="u is at most v + ln v at v = u^(u/(u + 1)), for u > 0",
        says=bound(large, "<=", touching + sp.log(touching)),
        derivation={"bound": chain(large, ("<=", touching + sp.log(touching), by_tangent))},
        try_first=({"g_1": 1},),
        expects=Holds,
    ),
)  # fmt: skip
