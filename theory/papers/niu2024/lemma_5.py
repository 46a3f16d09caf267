"""e^{-r} r^n / n <= gamma(n, r) <= r^n / n, gamma the lower incomplete Gamma function."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Integral, Relation, chain
from theory.kernel.rules import Algebra, Antiderivative, Chord, Cite, Monotone, Moving, Scaled, Sign, Tangent
from theory.quantities import LowerGamma
from theory.statement import bound
from theory.symbols import n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Lemma 5", "section": "App. C"}
ours: dict[str, Any] = {"fidelity": "ours", **here}

t, ends = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)
p = sp.Symbol("g_0", positive=True)
edge, gamma, whole = sp.exp(-radius), LowerGamma(n, radius), radius**n / n
room = n + 1 - radius
centre = n * radius / (n + 1)
at_mean = sp.exp(-centre)


def weighted(value: sp.Expr, a: sp.Expr) -> sp.Expr:
    """r^a times the integral of the value times t^(a - 1) from 0 to 1."""
    return radius**a * Integral(value * ends ** (a - 1), ends)


def monomial(a: sp.Expr) -> Antiderivative:
    """The integral of t^(a - 1) from 0 to 1 is 1/a."""
    return Antiderivative(Integral(ends ** (a - 1), ends), t**a / a, t)


def above_least(a: sp.Expr) -> Chain:
    """exp(-r) r^a / a < gamma(a, r)."""
    return chain(
        edge * radius**a / a,
        ("=", edge * radius**a * Integral(ends ** (a - 1), ends), Monotone(monomial(a))),
        ("=", weighted(edge, a), Algebra()),
        ("<", LowerGamma(a, radius), Monotone(Sign(), (t,))),
    )


def below_most(a: sp.Expr) -> Chain:
    """gamma(a, r) < r^a / a."""
    return chain(
        LowerGamma(a, radius),
        ("<", weighted(sp.S.One, a), Monotone(Sign(), (t,))),
        ("=", radius**a / a, Monotone(monomial(a))),
    )


def linear(level: sp.Expr, slope: sp.Expr) -> Moving:
    """r^n times the integral of (level - slope t) t^(n - 1) is r^n (level / n - slope / (n + 1))."""
    return Moving(chain(
        weighted(level - slope * ends, n),
        ("=", radius**n * (level * Integral(ends ** (n - 1), ends) - slope * Integral(ends**n, ends)), Algebra()),
        ("=", radius**n * (level / n - slope * Integral(ends**n, ends)), Monotone(monomial(n))),
        ("=", radius**n * (level / n - slope / (n + 1)), Monotone(monomial(n + 1))),
    ))  # fmt: skip


claims = (
    Claim(
        **here, title="The incomplete Gamma function gamma(n, r) is between exp(-r) r^n / n and r^n / n",
        says=bound(edge * whole, "<=", gamma, "<=", whole),
        derivation={
            "lower": chain(edge * whole, ("<=", gamma, Cite("niu2024/lemma_5+strict", "lower"))),
            "upper": chain(gamma, ("<=", whole, Cite("niu2024/lemma_5+strict", "upper"))),
        },
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+strict", **ours, sharpens=("",),
        title="For r > 0 gamma(n, r) is above exp(-r) r^n / n and below r^n / n",
        says=bound(edge * whole, "<", gamma, "<", whole),
        derivation={
            "lower": chain(
                edge * whole,
                ("<", edge * (1 + radius / (n + 1)) * whole, Sign()),
                ("<", gamma, Cite("niu2024/lemma_5+parts")),
            ),
            "upper": chain(
                gamma,
                ("<=", (1 + n * edge) / (n + 1) * whole, Cite("niu2024/lemma_5+chord")),
                ("<", whole, Monotone(Scaled(n + 1, chain(1 + n * edge, ("<", n + 1, Sign()))))),
            ),
        },
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+real", **ours, title="The same for a real argument above 1",
        says=bound(
            edge * radius ** (1 + p) / (1 + p), "<", LowerGamma(1 + p, radius), "<", radius ** (1 + p) / (1 + p)
        ),
        derivation={"lower": above_least(1 + p), "upper": below_most(1 + p)},
        try_first=({"r": "1/1000000000000", "g_0": "1/2"},),
        expects=Holds,
    ),
    Claim(
        part="+parts", **ours, sharpens=("+strict",), title="gamma(n, r) is above exp(-r) (1 + r/(n + 1)) r^n / n",
        says=bound(edge * (1 + radius / (n + 1)) * whole, "<", gamma),
        derivation={"bound": chain(
            edge * (1 + radius / (n + 1)) * whole,
            ("=", (radius**n * edge + edge * (radius ** (n + 1) / (n + 1))) / n, Algebra()),
            ("<", (radius**n * edge + LowerGamma(n + 1, radius)) / n, Monotone(above_least(n + 1))),
            ("=", gamma, Scaled(n, chain(
                radius**n * edge + LowerGamma(n + 1, radius),
                ("=", n * gamma, Cite("lemmas/incomplete_gamma", "identity"))))),
        )},
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+above", **ours, title="Where r < n + 1, gamma(n, r) is below exp(-r) (n + 1)/(n + 1 - r) r^n / n",
        says=bound(gamma, "<", edge * (n + 1) / room * whole),
        hypotheses=(Relation(radius, "<", n + 1),),
        derivation={"bound": chain(
            gamma,
            ("=", (radius**n * edge + LowerGamma(n + 1, radius)) / n, Scaled(n, chain(
                n * gamma,
                ("=", radius**n * edge + LowerGamma(n + 1, radius), Cite("lemmas/incomplete_gamma", "identity"))))),
            ("<", (radius**n * edge + radius ** (n + 1) * edge / room) / n, Monotone(Scaled(room, chain(
                room * LowerGamma(n + 1, radius),
                ("=", radius ** (n + 1) * edge + LowerGamma(n + 2, radius) - radius * LowerGamma(n + 1, radius), Cite(
                    "lemmas/incomplete_gamma", "identity", {n: n + 1})),
                ("<", radius ** (n + 1) * edge, Moving(chain(
                    LowerGamma(n + 2, radius),
                    ("=", radius * weighted(ends * sp.exp(-radius * ends), n + 1), Algebra()),
                    ("<", radius * LowerGamma(n + 1, radius), Monotone(Sign(), (t,))),
                ))),
                ("=", room * (radius ** (n + 1) * edge / room), Algebra()),
            )))),
            ("=", edge * (n + 1) / room * whole, Algebra()),
        )},
        try_first=({"n": 1, "r": 1}, {"n": 1, "r": "1/1000000000000"}),
        expects=Holds,
    ),
    Claim(
        part="+mean", **ours, title="gamma(n, r) is at least exp(-r n/(n + 1)) r^n / n",
        says=bound(at_mean * whole, "<=", gamma),
        derivation={"bound": chain(
            at_mean * whole,
            ("=", radius**n * (at_mean * (1 + centre) / n - at_mean * radius / (n + 1)), Algebra()),
            ("=", weighted(at_mean * (1 + centre) - at_mean * radius * ends, n), linear(
                at_mean * (1 + centre), at_mean * radius)),
            ("<=", gamma, Monotone(Scaled(sp.exp(centre), chain(
                1 + centre - radius * t, ("<=", sp.exp(centre - radius * t), Tangent(centre - radius * t)))), (t,))),
        )},
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+chord", **ours, sharpens=("+strict",), title="gamma(n, r) is at most (1 + n exp(-r))/(n + 1) r^n / n",
        says=bound(gamma, "<=", (1 + n * edge) / (n + 1) * whole),
        derivation={"bound": chain(
            gamma,
            ("<=", weighted(1 - (1 - edge) * ends, n), Monotone(Chord(t, -radius, sp.S.Zero), (t,))),
            ("=", radius**n * (1 / n - (1 - edge) / (n + 1)), linear(sp.S.One, 1 - edge)),
            ("=", (1 + n * edge) / (n + 1) * whole, Algebra()),
        )},
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
)  # fmt: skip
