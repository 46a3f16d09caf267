"""C_d, which bounds the scaled expected least angle from below, is at least 1 - ln(d+1)/d for d >= 2.

C_d = (Gamma((d+1)/2)/(2 d sqrt(pi) Gamma(d/2)))^(-1/d) Gamma(1 + 1/d)/Gamma(2 + 1/d) (d+1)^(-1/d) >= 1 - ln(d+1)/d.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Moving, OneOrMore, Scaled, Sign, Tangent
from theory.quantities import CapConstant, SeparationConstant
from theory.statement import bound
from theory.symbols import n
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Lemma A17", "section": "App. A.1.6.1"}

one, two = sp.S.One, sp.Integer(2)
small, large = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
C, kappa = SeparationConstant(n), CapConstant(n)
printed = 1 - sp.log(n + 1) / n
sharp = 1 - sp.log(n) / n
power = n ** (-1 / n)
whole = (kappa / 2) ** (-1 / n) * (n + 1) ** (-1 / n)  # (1 + 1/n) C_n
half_log = sp.log(2 * sp.pi * n) / 2
# n log(1 + 1/n) - log n <= log 2 - log kappa_n - log(n + 1), where kappa_n is at most 1/sqrt(2 pi n).
enough = chain(
    (n + 1) * sp.log(1 + 1 / n),
    ("<=", (n + 1) * (1 / n), Scaled(1 / (n + 1), chain(
        sp.log(1 + 1 / n), ("<=", 1 / n, Monotone(Tangent(1 / n)))))),
    ("=", 1 + 1 / n, Algebra()),
    ("<=", sp.Rational(3, 2), Scaled(2 * n, chain(2 * n + 2, ("<=", 3 * n, Sign())))),
    ("<=", sp.log(2) + sp.log(4 * sp.pi) / 2, Sign()),
    ("<=", sp.log(2) + half_log, Monotone(Sign())),
    ("<=", sp.log(2) - sp.log(kappa), Moving(chain(
        sp.log(kappa),
        ("<=", sp.log(1 / sp.sqrt(2 * sp.pi * n)), Monotone(Cite("ramsauer2020/lemma_a14+sharp", "upper"))),
        ("=", -half_log, Algebra()),
    ))),
)  # fmt: skip
in_logarithms = Scaled(n, chain(n * sp.log((1 + 1 / n) * power), ("<=", n * sp.log(whole), Moving(enough))))
more = chain(power, ("<=", C, Scaled(1 + 1 / n, chain(
    (1 + 1 / n) * power,
    ("<=", whole, Cite("lemmas/logarithms+weak", at={small: (1 + 1 / n) * power, large: whole}, given=in_logarithms)),
    ("=", (1 + 1 / n) * C, Algebra()),
))))  # fmt: skip
at_one = chain(1, ("<=", SeparationConstant(one), Sign()))

claims = (
    Claim(
        **here, title="C_n is at least 1 - ln(n + 1)/n for n >= 2",
        says=bound(printed, "<=", C),
        hypotheses=(Relation(two, "<=", n),),
        derivation={"bound": chain(
            printed,
            ("<=", sharp, Monotone(Sign())),
            ("<=", C, Cite("ramsauer2020/lemma_a17+sharp")),
        )},
        try_first=({"n": 2}, {"n": 1000}),
        expects=Holds,
    ),
    Claim(
        part="+sharp", fidelity="ours", sharpens=("",), **here,
        title="C_n is at least 1 - ln(n)/n for every n",
        says=bound(sharp, "<=", C),
        derivation={"bound": chain(
            sharp,
            ("=", 1 + sp.log(power), Algebra()),
            ("<=", power, Tangent(sp.log(power))),
            ("<=", C, Cite("ramsauer2020/lemma_a17+power")),
        )},
        try_first=({"n": 1}, {"n": 1000}),
        expects=Holds,
    ),
    Claim(
        part="+power", fidelity="ours", sharpens=("+sharp",), **here, title="C_n is at least n^(-1/n) for every n",
        says=bound(power, "<=", C),
        derivation={"bound": chain(power, ("<=", C, OneOrMore(n, at_one, more)))},
        try_first=({"n": 1}, {"n": 1000}),
        expects=Holds,
    ),
)  # fmt: skip
