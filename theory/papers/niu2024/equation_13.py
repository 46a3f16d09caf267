"""Z_t, the integral over Omega of exp(-g_t), is sum_{i=1}^d 2 pi^{n/2} gamma(n, r_i) / Gamma(n/2).

Between them stands the sum of the integrals over B_t^i of exp(-||x - rho_t^i||^2), as g_t is min_i d(x, rho_t^i).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Cite, Entry, Hypothesis, Monotone, Moving
from theory.quantities import LowerGamma, Normaliser, PrintedBallMass
from theory.statement import Identity, bound
from theory.symbols import d, i, n, radius, reach
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Equation (13)", "section": "5.2"}
on_balls = (
    "Omega is the union of the layer's balls. They are disjoint, and in each the own pattern is the nearest "
    "(energy_replaced+nearest), so that Z_t is the sum of the integrals over the balls (equation_13_union, on the "
    "line)"
)
Z, at_i = Normaliser(n, reach.vector()), {radius: reach[i]}
of_roots = Normaliser(n, Vector(sp.sqrt(reach[i]), i, d))
printed = Sum.over(PrintedBallMass(n, reach[i]), i, d)


def right(r: sp.Expr) -> sp.Expr:
    """The integral over a ball, by the incomplete Gamma function."""
    half = n / 2
    return sp.pi**half * (LowerGamma(half + 1, r**2) + r**n * sp.exp(-(r**2))) / sp.gamma(half + 1)


# Reaches the term for one i from the hypothesis on the largest radius.
within = Moving(chain(reach[i], ("<=", Max(reach.vector()), Entry(i)), ("<=", 1, Hypothesis())))

claims = (
    Claim(
        **here, paper_uses=("niu2024/equation_12",), reading=f"{on_balls}; the layer holds d patterns.",
        title="Z_t is the sum of 2 pi^(n/2) gamma(n, r_i) / Gamma(n/2) over the balls",
        says=Identity(Z, printed),
        expects=Fails,
    ),
    Claim(
        part=":A", fidelity="reading", **here, paper_uses=("niu2024/equation_12",),
        reading=f"{on_balls}; the layer holds d patterns, and the balls are those of Definition 1 with d the squared "
        "distance, so that their Euclidean radii are the square roots of the r_i.",
        title="Where squared distances are at most r_i Z_t is the sum of 2 pi^(n/2) gamma(n, r_i) / Gamma(n/2)",
        says=Identity(of_roots, printed),
        expects=Fails,
    ),
    Claim(
        part="+half", fidelity="repaired", repairs=("",), **here, reading=f"{on_balls}; the layer holds d patterns.",
        changed="the terms are pi^(n/2) (gamma(n/2 + 1, r_i^2) + r_i^n exp(-r_i^2)) / Gamma(n/2 + 1), that is, "
        "pi^(n/2) gamma(n/2, r_i^2) / Gamma(n/2); for n > 1 see equation_12+half and +plane",
        title="Z_t is the sum of pi^(n/2) (gamma(n/2 + 1, r_i^2) + r_i^n exp(-r_i^2)) / Gamma(n/2 + 1)",
        says=Identity(Z, Sum.over(right(reach[i]), i, d)),
        derivation={"identity": chain(
            Z, ("=", Sum.over(right(reach[i]), i, d), Monotone(
                Cite("niu2024/equation_12+all", "identity", at_i), (i,))))},
        expects=Holds,
    ),
    Claim(
        part="+squared", fidelity="repaired", repairs=(":A",), **here,
        reading=f"{on_balls}; the layer holds d patterns, and the Euclidean radii are the square roots of the r_i.",
        changed="the terms are those of +half, for the square roots of the r_i",
        title="Where squared distances are at most r_i Z_t is the sum of the formula of +half at the roots of the r_i",
        says=Identity(of_roots, Sum.over(right(sp.sqrt(reach[i])), i, d)),
        derivation={"identity": chain(of_roots, ("=", Sum.over(right(sp.sqrt(reach[i])), i, d), Monotone(
            Cite("niu2024/equation_12+all", "identity", {radius: sp.sqrt(reach[i])}), (i,))))},
        expects=Holds,
    ),
    Claim(
        part="+small", fidelity="ours", **here, reading=f"{on_balls}; the layer holds d patterns.",
        title="Where no radius is above 1, Z_t is larger than the printed sum",
        says=bound(printed, "<", Z),
        hypotheses=(Relation(Max(reach.vector()), "<=", sp.S.One),),
        derivation={"bound": chain(
            printed,
            ("<", Z, Monotone(Cite("niu2024/equation_12_compared", at=at_i, given=within), (i,))),
        )},
        try_first=({"d": 2, "n": 1, "r": ["1", "1/2"]},),
        expects=Holds,
    ),
)  # fmt: skip
