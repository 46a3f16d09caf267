"""By Lemma 5, e^{-r_i} V_n(r_i) <= 2 pi^{n/2} gamma(n, r_i) / Gamma(n/2) <= V_n(r_i), the middle being the integral.

The integral is that over B_i of exp(-||x - rho^i||^2); V_n(r) is the volume of the ball of radius r.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Cite, Hypothesis, Monotone, Moving, Scaled
from theory.quantities import BallMass, BallVolume, LowerGamma, PrintedBallMass, SphereArea
from theory.statement import bound
from theory.symbols import n, radius
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Section 5.2, by Lemma 5", "section": "5.2"}
mass, volume, printed = BallMass(n, radius), BallVolume(n, radius), PrintedBallMass(n, radius)
edge, halo = sp.exp(-(radius**2)), sp.exp(-radius)
area = SphereArea(n)
of_root, in_root = BallVolume(n, sp.sqrt(radius)), BallMass(n, sp.sqrt(radius))
squared: dict[sp.Basic, sp.Basic] = {radius: sp.sqrt(radius)}
inward = chain(radius**2, ("<=", radius, Scaled(1 / radius, chain(radius, ("<=", 1, Hypothesis())))))

claims = (
    Claim(
        part=":A", fidelity="reading", **here, paper_uses=("niu2024/lemma_5",),
        reading="The formula 2 pi^(n/2) gamma(n, r) / Gamma(n/2), whatever it is of the integral.",
        title="The formula of Eq. (12) is between exp(-r) times the volume of the ball and the volume",
        says=bound(halo * volume, "<=", printed, "<=", volume),
        derivation={
            "lower": chain(halo * volume, ("<=", printed, Cite("niu2024/ball_integral_bounds+formula", "lower"))),
            "upper": chain(printed, ("<=", volume, Cite("niu2024/ball_integral_bounds+formula", "upper"))),
        },
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, paper_uses=("niu2024/lemma_5", "niu2024/equation_12"),
        reading="The integral over the ball of exp(-||y||^2), r being its Euclidean radius.",
        title="The integral of exp(-||y||^2) over a ball is between exp(-r) times its volume and the volume",
        says=bound(halo * volume, "<=", mass, "<=", volume),
        derivation={"upper": chain(mass, ("<=", volume, Cite("lemmas/ball_mass", "upper")))},
        try_first=({"n": 3, "r": 3},),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, paper_uses=("niu2024/lemma_5", "niu2024/equation_12:D"),
        reading="The integral over B_i as in Definition 1, with d the squared distance, so that the Euclidean radius "
        "is the square root of r, and V_n(r) stands for the volume of this B_i.",
        title="Where the squared distance is at most r the integral is between exp(-r) times the volume and the volume",
        says=bound(halo * of_root, "<=", in_root, "<=", of_root),
        derivation={
            "lower": chain(halo * of_root, ("<=", in_root, Cite("lemmas/ball_mass", "lower", squared))),
            "upper": chain(in_root, ("<=", of_root, Cite("lemmas/ball_mass", "upper", squared))),
        },
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+formula", fidelity="ours", **here, sharpens=(":A",),
        title="The formula of Eq. (12) lies strictly between exp(-r) times the volume of the ball and the volume",
        says=bound(halo * volume, "<", printed, "<", volume),
        derivation={
            "lower": chain(halo * volume, ("<", printed, Scaled(1 / area, chain(
                halo * radius**n / n, ("<", LowerGamma(n, radius), Cite("niu2024/lemma_5+strict", "lower")))))),
            "upper": chain(printed, ("<", volume, Scaled(1 / area, chain(
                LowerGamma(n, radius), ("<", radius**n / n, Cite("niu2024/lemma_5+strict", "upper")))))),
        },
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+squared", fidelity="repaired", repairs=(":B",), **here,
        changed="exp(-r^2) takes the place of exp(-r)",
        title="The integral of exp(-||y||^2) over a ball is between exp(-r^2) times its volume and the volume",
        says=bound(edge * volume, "<=", mass, "<=", volume),
        derivation={
            "lower": chain(edge * volume, ("<=", mass, Cite("lemmas/ball_mass", "lower"))),
            "upper": chain(mass, ("<=", volume, Cite("lemmas/ball_mass", "upper"))),
        },
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+small", fidelity="repaired", repairs=(":B",), **here, changed="assumes r <= 1",
        title="Up to radius 1 the integral is between exp(-r) times the volume of the ball and the volume",
        says=bound(halo * volume, "<", mass, "<", volume),
        hypotheses=(Relation(radius, "<=", sp.S.One),),
        derivation={
            "lower": chain(
                halo * volume,
                ("<=", edge * volume, Monotone(Moving(inward))),
                ("<", mass, Cite("lemmas/ball_mass", "lower")),
            ),
            "upper": chain(mass, ("<", volume, Cite("lemmas/ball_mass", "upper"))),
        },
        try_first=({"n": 1, "r": 1}, {"n": 1, "r": "1/1000000000000"}),
        expects=Holds,
    ),
)  # fmt: skip
