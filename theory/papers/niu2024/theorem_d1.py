"""For any complex z, Gamma(z) = sqrt(2 pi/z) (z/e)^z (1 + O(1/z)).

In particular, Gamma(z + 1) ~ sqrt(2 pi z) (z/e)^z for large z.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Op, Relation, Rule, chain
from theory.kernel.rules import Algebra, Cite, Either, Monotone, Moving, Scaled, Sign, Tangent
from theory.statement import Rate, bound
from theory.symbols import argument, counter, weight
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Theorem D.1", "section": "App. D"}

z, half = argument, sp.Rational(1, 2)
smaller, larger = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))


def stirling(x: sp.Expr) -> sp.Expr:
    """sqrt(2 pi/x) (x/e)^x."""
    return sp.sqrt(2 * sp.pi / x) * (x / sp.E) ** x


def in_logarithms(x: sp.Expr) -> sp.Expr:
    """Its logarithm."""
    return (x - half) * sp.log(x) - x + sp.log(2 * sp.pi) / 2


ratio, after = sp.gamma(z) / stirling(z), sp.gamma(z + 1)
shifted = sp.sqrt(2 * sp.pi * z) * (z / sp.E) ** z
most = sp.exp(1 / (12 * z))
step = sp.log((z + 1) / z)
rest = (z - half) * step - 1 + 1 / (12 * (z + 1))
below_twelfth = Scaled(12 * (z + 1), chain(1, ("<", 12 * (z + 1), Sign())))
by_next: tuple[tuple[Op, sp.Expr, Rule], ...] = (
    ("=", sp.log(after) - sp.log(z) - in_logarithms(z), Algebra()),
    ("<", in_logarithms(z + 1) + 1 / (12 * (z + 1)) - sp.log(z) - in_logarithms(z), Moving(chain(
        sp.log(after) - in_logarithms(z + 1), ("<", 1 / (12 * (z + 1)), Cite("lemmas/binet", "upper", {z: z + 1}))))),
    ("=", step + rest, Algebra()),
)  # fmt: skip
near_zero = chain(
    sp.log(ratio), *by_next,
    ("<=", step - 1 + 1 / (12 * (z + 1)), Moving(chain(0, ("<=", (half - z) * step, Sign())))),
    ("<", step, Moving(chain(1 / (12 * (z + 1)), ("<", 1, below_twelfth)))),
)  # fmt: skip
beyond = chain(
    sp.log(ratio), *by_next,
    ("<=", step + (z - half) / z - 1 + 1 / (12 * (z + 1)), Moving(chain(
        (z - half) * step, ("<=", (z - half) * (1 / z), Monotone(Moving(chain(
            1 + step, ("<=", 1 + 1 / z, Tangent(step))))))))),
    ("<", step, Scaled(12 * z * (z + 1), chain(
        12 * z * (z + 1) * step - 6 * (z + 1) + z, ("<", 12 * z * (z + 1) * step, Sign())))),
)  # fmt: skip

m = counter
depth = m + half  # the point is -depth, half-way between two poles
size = sp.pi / sp.gamma(depth + 1)
formula = sp.sqrt(2 * sp.pi / depth) * (sp.E / depth) ** depth


def by_binet(low: sp.Expr, high: sp.Expr, side: str, x: sp.Expr = z) -> Chain:
    """low < high, where a side of Binet's formula at x shows log low < log high."""
    shown = Moving(chain(sp.log(low), ("<", sp.log(high), Cite("lemmas/binet", side, {z: x}))))
    return chain(low, ("<", high, Cite("lemmas/logarithms", at={smaller: low, larger: high}, given=shown)))


claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="z is real and positive; O(1/z) is at most 1/z.",
        title="For every z > 0 Gamma(z) exceeds sqrt(2 pi/z) (z/e)^z by a share of it between 0 and 1/z",
        says=bound(0, "<", ratio - 1, "<", 1 / z),
        derivation={
            "lower": chain(0, ("<", ratio - 1, Moving(by_binet(sp.S.One, ratio, "lower")))),
            "upper": chain(ratio - 1, ("<", 1 / z, Moving(chain(ratio, ("<", (z + 1) / z, Cite(
                "lemmas/logarithms", at={smaller: ratio, larger: (z + 1) / z},
                given=Either(z, half, low=near_zero, high=beyond))))))),
        },
        try_first=({"z_1": 1}, {"z_1": "1/1000000"}),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="z is any complex number but a pole, so -(m + 1/2) too, where "
        "|Gamma(z)| is pi / Gamma(m + 3/2) by the reflection formula; with the branch of z^z that is real for z > 0 "
        "the formula has the modulus sqrt(2 pi/|z|) (e/|z|)^|z|, and 1 + O(1/z) is about 1 for large m.",
        title="At z = -(m + 1/2) |Gamma(z)| ~ |sqrt(2 pi/z) (z/e)^z|",
        says=Rate(size, "~", formula, m, above=half),
        derivation={"upper": chain(size, ("<=", half * formula, Cite("niu2024/theorem_d1+half", "upper")))},
        try_first=({"m_0": 1},),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading="z is real and positive.",
        title="Gamma(z + 1) ~ sqrt(2 pi z) (z/e)^z as z grows",
        says=Rate(after, "~", shifted, z, below=sp.S.One, above=most),
        derivation={
            "lower": chain(shifted, ("<=", after, Cite("niu2024/theorem_d1+next", "lower"))),
            "upper": chain(after, ("<=", most * shifted, Cite("niu2024/theorem_d1+next", "upper"))),
        },
        try_first=({"z_1": 1},),
        expects=Holds,
    ),
    Claim(
        part="+positive", fidelity="repaired", repairs=(":B",), **here,
        changed="z is real and positive; the literature has it for all z in a sector |arg z| <= pi - delta, delta > 0",
        title="Gamma(z) ~ sqrt(2 pi/z) (z/e)^z as the real number z grows",
        says=Rate(sp.gamma(z), "~", stirling(z), z, below=sp.S.One, above=most),
        derivation={
            "lower": chain(stirling(z), ("<=", sp.gamma(z), Cite("lemmas/binet+product", "lower"))),
            "upper": chain(sp.gamma(z), ("<=", most * stirling(z), Cite("lemmas/binet+product", "upper"))),
        },
        try_first=({"z_1": 1},),
        expects=Holds,
    ),
    Claim(
        part="+half", fidelity="ours", **here, reading="pi / Gamma(m + 3/2) is |Gamma(-(m + 1/2))|, as in reading B.",
        title="At z = -(m + 1/2) |Gamma(z)| is half of |sqrt(2 pi/z) (z/e)^z|, to a factor from exp(-1/(12 |z|)) to 1",
        says=bound(half * formula * sp.exp(-1 / (12 * depth)), "<", size, "<", half * formula),
        derivation={
            "lower": by_binet(half * formula * sp.exp(-1 / (12 * depth)), size, "upper", depth),
            "upper": by_binet(size, half * formula, "lower", depth),
        },
        try_first=({"m_0": 1}, {"m_0": 100}),
        expects=Holds,
    ),
    Claim(
        part="+next", fidelity="ours", sharpens=(":C",), **here,
        title="For every z > 0 Gamma(z + 1) is sqrt(2 pi z) (z/e)^z times a factor from 1 to exp(1/(12 z))",
        says=bound(shifted, "<", after, "<", shifted * most),
        derivation={
            "lower": by_binet(shifted, after, "lower"),
            "upper": by_binet(after, shifted * most, "upper"),
        },
        try_first=({"z_1": 1}, {"z_1": 1000}),
        expects=Holds,
    ),
    Claim(
        part="+from_one", fidelity="ours", **here,
        title="For z >= 1 Gamma(z) exceeds sqrt(2 pi/z) (z/e)^z by a share of it below (exp(1/12) - 1)/z",
        says=bound(ratio - 1, "<", (sp.exp(sp.Rational(1, 12)) - 1) / z),
        hypotheses=(Relation(sp.S.One, "<=", z),),
        derivation={"bound": chain(
            ratio - 1,
            ("<", most - 1, Moving(by_binet(ratio, most, "upper"))),
            ("<=", (sp.exp(sp.Rational(1, 12)) - 1) / z, Moving(chain(
                most,
                ("<=", 1 + (sp.exp(sp.Rational(1, 12)) - 1) / z, Cite(
                    "lemmas/logarithms+chord", at={weight: 1 / z, smaller: sp.Rational(1, 12)})),
            ))),
        )},
        try_first=({"z_1": 1}, {"z_1": "3/2"}),
        expects=Holds,
    ),
)  # fmt: skip
