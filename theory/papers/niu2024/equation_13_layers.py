"""Eq. (13) where Omega is the union of the balls of all layers, and g_t the distance to the patterns of one."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Integral, Min, Relation, Sum, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Hypothesis, Magnitude, Monotone, Moving, Sign
from theory.quantities import BallMass, Normaliser, over_interval
from theory.statement import Identity, bound
from theory.symbols import d, further_pattern, i, j, larger_radius, line, reach
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Equation (13), its third equation", "section": "5.2"}
on_line = (
    "On the line, where a ball is an interval. Omega is the union of the balls of all layers, as in Section 3: the "
    "layer's intervals reach half way to one another at most, and one more belongs to a pattern of another layer."
)
other, radius = further_pattern, larger_radius


def nearest(x: sp.Expr) -> sp.Expr:
    """g_t at a number x."""
    return Min.over((x - line[j]) ** 2, j, d)


union = Sum.over(over_interval(lambda x: sp.exp(-nearest(x)), line[i], reach[i]), i, d)
elsewhere = over_interval(lambda x: sp.exp(-nearest(x)), other, radius)
masses = Normaliser(sp.S.One, reach.vector())
apart = line[i] - line[j]
half_way = Min.over(Min.over(apart**2 - 2 * reach[i] * sp.Abs(apart), j, d), i, d)
reaching = Relation(sp.S.Zero, "<=", half_way)

to_other = other - line[j]
beyond = Min.over(to_other**2 - 2 * radius * sp.Abs(to_other), j, d)
t, s = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)


def farther(side: int) -> Moving:
    """In the other interval no pattern of the layer is nearer than the interval's own."""
    x = other + side * radius * t
    return Moving(chain((radius * t) ** 2, ("<=", nearest(x), ForEach(j, chain(
        (radius * t) ** 2,
        ("<=", (x - line[j]) ** 2, Moving(chain(
            -side * 2 * radius * t * to_other,
            ("<=", 2 * radius * t * sp.Abs(to_other), Monotone(Magnitude())),
            ("<=", 2 * radius * sp.Abs(to_other), Monotone(Sign())),
            ("<=", to_other**2, Moving(chain(
                0, ("<=", beyond, Hypothesis()), ("<=", to_other**2 - 2 * radius * sp.Abs(to_other), Entry(j))))),
        ))),
    )))))  # fmt: skip


own = sp.exp(-((radius * s) ** 2))
beside = radius * Integral(own + sp.exp(-nearest(other - radius * s)), s)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{on_line} It ends before it is half way to their patterns.",
        title="The integral of exp(-g_t) over Omega is the sum of those over the layer's intervals",
        says=Identity(union + elsewhere, masses),
        hypotheses=(reaching, Relation(sp.S.Zero, "<", beyond)),
        try_first=({"d": 1, "zeta": ["0"], "r": ["1"], "zeta_0": "3", "r_1": "1"},),
        expects=Fails,
    ),
    Claim(
        part="+other", fidelity="repaired", repairs=(":A",), **here, reading=on_line,
        changed="what the interval of the other layer contributes is added, and is above 0",
        title="The integral of exp(-g_t) over Omega is above the sum of those over the layer's intervals",
        says=bound(masses, "<", union + elsewhere),
        hypotheses=(reaching,),
        derivation={"bound": chain(
            masses,
            ("<", masses + elsewhere, Sign()),
            ("=", union + elsewhere, Monotone(Cite("niu2024/equation_13_union+half_way", "identity"))),
        )},
        try_first=({"d": 1, "zeta": ["0"], "r": ["1"], "zeta_0": "3", "r_1": "1"},),
        expects=Holds,
    ),
    Claim(
        part="+at_most", fidelity="ours", **here,
        reading=f"{on_line} It reaches half way to their patterns at most.",
        title="The integral of exp(-g_t) over Omega is at most the sum over all intervals with the own patterns",
        says=bound(union + elsewhere, "<=", masses + BallMass(sp.S.One, radius)),
        hypotheses=(reaching, Relation(sp.S.Zero, "<=", beyond)),
        derivation={"bound": chain(
            union + elsewhere,
            ("=", masses + elsewhere, Monotone(Cite("niu2024/equation_13_union+half_way", "identity"))),
            ("<=", masses + beside, Monotone(Monotone(farther(1)), (t,))),
            ("<=", masses + radius * Integral(own + own, s), Monotone(Moving(chain(
                sp.exp(-nearest(other - radius * t)),
                ("<=", sp.exp(-((radius * t) ** 2)), Monotone(farther(-1))))), (t,))),
            ("=", masses + BallMass(sp.S.One, radius), Algebra()),
        )},
        try_first=({"d": 1, "zeta": ["0"], "r": ["1"], "zeta_0": "3", "r_1": "1"},),
        expects=Holds,
    ),
)  # fmt: skip
