"""The scaled least angle of N random points on the sphere of R^d is C_{d-1} or more in the mean.

E[N^(2/(d-1)) alpha_min] >= C_{d-1} := (kappa_{d-1}/2)^(-1/(d-1)) Gamma(1 + 1/(d-1)) d^(-1/(d-1)) / Gamma(2 + 1/(d-1))
for N >= 2 and d >= 2.  By Lemma A13 the scaled angle is at least delta with probability 1 - (delta/r)^(d-1) or more,
for delta up to r = (kappa_{d-1}/2)^(-1/(d-1)), and its mean is at least the integral of these probabilities.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Integral, chain
from theory.kernel.rules import Algebra, Antiderivative, Cite, Monotone, Scaled
from theory.quantities import CapConstant, SeparationConstant
from theory.statement import Identity, bound
from theory.symbols import n
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Lemma A16", "section": "App. A.1.6.1"}

one, small, large = sp.S.One, *(sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
t, ends = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)
reach = (CapConstant(n) / 2) ** (-1 / n)
tail = Integral(1 - ends**n, ends)
mean = reach * tail
power = (n + 1) ** (-1 / n)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The mean is at least the integral over delta of the probability that Lemma A13 gives; n = d - 1.",
        title="C_n is at most the integral of 1 - (delta/r)^n for delta from 0 to r",
        says=bound(SeparationConstant(n), "<=", mean),
        derivation={"bound": chain(
            SeparationConstant(n),
            ("<=", n / (n + 1) * reach, Scaled(1 + 1 / n, chain(
                (1 + 1 / n) * SeparationConstant(n),
                ("=", reach * power, Algebra()),
                ("<=", reach, Scaled(1 / reach, chain(power, ("<=", 1, Cite(
                    "lemmas/logarithms+weak", at={small: power, large: one}))))),
                ("=", (1 + 1 / n) * (n / (n + 1) * reach), Algebra()),
            ))),
            ("=", mean, Cite("ramsauer2020/lemma_a16+mean", "identity")),
        )},
        try_first=({"n": 1}, {"n": 1000}),
        expects=Holds,
    ),
    Claim(
        part="+mean", fidelity="ours", sharpens=(":A",), **here,
        title="That integral is (kappa_n/2)^(-1/n) n/(n + 1), which is (n + 1)^(1/n) C_n",
        says=Identity(mean, n / (n + 1) * reach),
        derivation={"identity": chain(
            mean, ("=", reach * (1 - 1 / (n + 1)), Monotone(Antiderivative(tail, t - t ** (n + 1) / (n + 1), t))),
            ("=", n / (n + 1) * reach, Algebra()),
        )},
        try_first=({"n": 1}, {"n": 1000}),
        expects=Holds,
    ),
)  # fmt: skip
