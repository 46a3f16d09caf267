"""Eq. (13) where all balls have one radius, and a layer holds fewer than d patterns."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Sum, chain
from theory.kernel.rules import Algebra, Cite, Definition, Monotone
from theory.quantities import BallMass, LowerGamma, Normaliser, PrintedBallMass, equal_radii, over_interval
from theory.statement import Identity
from theory.symbols import d, i, j, line, m, n, radius, reach
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Equation (13)", "section": "5.2"}
on_balls = (
    "Omega is the union of the layer's balls. They are disjoint, so that in each the own pattern is the nearest "
    "(energy_replaced+nearest), and Z_t is the sum of the integrals over the balls"
)
same, of_layer = Normaliser(n, equal_radii(radius, d)), Normaliser(n, equal_radii(radius, m))
half = n / 2
right = sp.pi**half * (LowerGamma(half + 1, radius**2) + radius**n * sp.exp(-(radius**2))) / sp.gamma(half + 1)
apart = line[i] - line[j]
disjoint = Min.over(Min.over(apart**2 - 2 * radius * sp.Abs(apart), j, d), i, d)
union = Sum.over(over_interval(lambda x: sp.exp(-Min.over((x - line[j]) ** 2, j, d)), line[i], radius), i, d)
alike = Normaliser(sp.S.One, equal_radii(radius, d))

claims = (
    Claim(
        part=":A", fidelity="reading", **here, paper_uses=("niu2024/equation_12",),
        reading=f"{on_balls}; the layer holds d patterns, and all radii are r.",
        title="With equal radii Z_t is d times 2 pi^(n/2) gamma(n, r) / Gamma(n/2)",
        says=Identity(same, d * PrintedBallMass(n, radius)),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, paper_uses=("niu2024/equation_12",),
        reading=f"{on_balls}; the layer holds d_t patterns, here m, the sum goes to d as printed, and all radii are r.",
        title="Z_t of a layer is the sum of the integrals over the balls of all d patterns",
        says=Identity(of_layer, Sum.over(BallMass(n, radius), i, d)),
        hypotheses=(Relation(m, "<=", d),),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="The third equation, on the line, where a ball is an interval and the integral over disjoint ones is "
        "the sum of those over each. Two patterns coincide, or their intervals are disjoint.",
        title="On disjoint intervals of one length the integral of exp(-g_t) is the sum of those with the own pattern",
        says=Identity(union, alike),
        hypotheses=(Relation(sp.S.Zero, "<=", disjoint),),
        derivation={"identity": chain(union, ("=", alike, Cite(
            "niu2024/equation_13_union+half_way", "identity", {reach: equal_radii(radius, d)})))},
        try_first=({"d": 2, "zeta": ["0", "3"], "r": 1},),
        expects=Holds,
    ),
    Claim(
        part="+layer", fidelity="repaired", repairs=(":B",), **here, reading=f"{on_balls}.",
        changed="the sum goes to d_t, here m",
        title="Z_t of a layer is the sum of the integrals over the balls of the layer's patterns",
        says=Identity(of_layer, Sum.over(BallMass(n, radius), i, m)),
        derivation={"identity": chain(of_layer, ("=", Sum.over(BallMass(n, radius), i, m), Definition()))},
        expects=Holds,
    ),
    Claim(
        part="+equal", fidelity="repaired", repairs=(":A",), **here,
        reading=f"{on_balls}; the layer holds d patterns, and all radii are r.",
        changed="the formula is that of equation_13+half",
        title="With equal radii Z_t is d times pi^(n/2) (gamma(n/2 + 1, r^2) + r^n exp(-r^2)) / Gamma(n/2 + 1)",
        says=Identity(same, d * right),
        derivation={"identity": chain(
            same,
            ("=", d * BallMass(n, radius), Algebra()),
            ("=", d * right, Monotone(Cite("niu2024/equation_12+all", "identity"))),
        )},
        expects=Holds,
    ),
)  # fmt: skip
