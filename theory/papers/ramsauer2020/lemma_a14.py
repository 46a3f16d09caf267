"""kappa_d = Gamma((d+1)/2) / (d sqrt(pi) Gamma(d/2)) is between two multiples of 1/sqrt(d), and below 1.

For every d >= 1: 1/(e^(1/6) sqrt(e pi d)) <= kappa_d <= e^(1/12)/sqrt(2 pi d) < 1.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra, Cite, Monotone, OneOrMore, Rooted, Scaled, Sign
from theory.quantities import CapConstant
from theory.statement import bound
from theory.symbols import argument, n
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Lemma A14", "section": "App. A.1.6.1"}

z, one = argument, sp.S.One
kappa, twelfth = CapConstant(n), sp.Rational(1, 12)
least = 1 / (sp.exp(2 * twelfth) * sp.sqrt(sp.E * sp.pi * n))
most = sp.exp(twelfth) / sp.sqrt(2 * sp.pi * n)
sharp_least, sharp_most = 1 / sp.sqrt(2 * sp.pi * (n + 1)), 1 / sp.sqrt(2 * sp.pi * n)
ratio = sp.gamma((n + 1) / 2) / sp.gamma(n / 2)
next_ratio = sp.gamma(n / 2 + 1) / sp.gamma((n + 1) / 2)
root = sp.sqrt((n + 1) / 2)

area = n * sp.sqrt(sp.pi)

below = chain(ratio, ("<", sp.sqrt(n / 2), Scaled(sp.sqrt(n / 2) / ratio, chain(
    sp.sqrt(n / 2), ("<", next_ratio, Cite("lemmas/gautschi", "lower", {z: n / 2}))))))  # fmt: skip
above = chain(n / 2 / root, ("<", ratio, Scaled(root / ratio, chain(
    next_ratio, ("<", root, Cite("lemmas/gautschi+sharper", at={z: n / 2}))))))  # fmt: skip
from_two = Rooted(chain(least**2, ("<=", sharp_least**2, Scaled(2 * sp.pi * n * (n + 1), chain(
    2 * (n + 1) * sp.exp(-sp.Rational(4, 3)), ("<=", 2 * (n + 1) * sp.Rational(1, 3), Monotone(Sign())),
    ("<=", n, Sign()))))))  # fmt: skip
at_one = chain(least.subs(n, 1), ("<=", CapConstant(one), Sign()))

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="The bounds on kappa_d itself.",
        title="kappa_n is between exp(-2/3)/sqrt(pi n) and exp(1/12)/sqrt(2 pi n)",
        says=bound(least, "<=", kappa, "<=", most),
        derivation={
            "lower": chain(least, ("<=", kappa, OneOrMore(n, at_one, chain(
                least, ("<=", sharp_least, from_two), ("<=", kappa, Cite("ramsauer2020/lemma_a14+sharp", "lower")))))),
            "upper": chain(
                kappa, ("<=", sharp_most, Cite("ramsauer2020/lemma_a14+sharp", "upper")), ("<=", most, Sign())),
        },
        try_first=({"n": 1}, {"n": 2}),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="The last part: the upper bound is below 1.",
        title="exp(1/12)/sqrt(2 pi n) is below 1",
        says=bound(most, "<", one),
        derivation={"bound": chain(most, ("<", one, Scaled(sp.sqrt(n), chain(
            sp.exp(twelfth) / sp.sqrt(2 * sp.pi), ("<", 1, Sign()),
            ("<=", sp.sqrt(n), Rooted(chain(1, ("<=", n, Sign()))))))))},
        try_first=({"n": 1},),
        expects=Holds,
    ),
    Claim(
        part="+sharp", fidelity="ours", sharpens=(":A",), **here,
        title="kappa_n is between 1/sqrt(2 pi (n + 1)) and 1/sqrt(2 pi n)",
        says=bound(sharp_least, "<", kappa, "<", sharp_most),
        derivation={
            "lower": chain(sharp_least, ("<", kappa, Scaled(area, chain(
                area * sharp_least, ("=", n / 2 / root, Algebra()), *above.steps, ("=", area * kappa, Algebra()))))),
            "upper": chain(kappa, ("<", sharp_most, Scaled(area, chain(
                area * kappa, ("=", ratio, Algebra()), *below.steps, ("=", area * sharp_most, Algebra()))))),
        },
        try_first=({"n": 1}, {"n": 1024}),
        expects=Holds,
    ),
)  # fmt: skip
