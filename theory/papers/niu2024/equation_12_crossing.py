"""The radius at which both sides of the last equation of Eq. (12) are equal: below 1 + 2/n."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Moving, Scaled, Sign, Tangent
from theory.quantities import BallMass, PrintedBallMass
from theory.statement import bound
from theory.symbols import counter, larger_radius, n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Equation (12), its last equation", "section": "5.2"}
k = counter + 7
far = 1 + 2 / k
least = (1 + far / (k + 1)) * (k + 2 - 2 * far**2) / (k + 2)
grown = sp.exp(far**2 - far)
mass, printed = BallMass(k, radius), PrintedBallMass(k, radius)
mass_far, printed_far = BallMass(k, far), PrintedBallMass(k, far)
cube = sp.expand(k**3 - 8 * k - 8)  # a polynomial in m_0 without a minus sign
same = (k**2 + 2 * k + 2) * cube / (k**3 * (k + 1) * (k + 2))  # as `least`

claims = (
    Claim(
        part="+at_two", **here,
        title="In eight dimensions or more the formula is larger than the integral at the radius 1 + 2/n",
        reading="The dimension is n = m + 7.",
        says=bound(mass_far, "<", printed_far),
        derivation={"bound": chain(
            mass_far,
            ("<=", (1 + 2 * (k + 2) / k**2) * same * mass_far, Scaled(k**5 * (k + 1) * (k + 2) / mass_far, chain(
                k**5 * (k + 1) * (k + 2), ("<=", (k**2 + 2 * k + 4) * (k**2 + 2 * k + 2) * cube, Sign())))),
            ("<=", grown * same * mass_far, Scaled(1 / (same * mass_far), chain(
                1 + 2 * (k + 2) / k**2, ("=", 1 + far**2 - far, Algebra()), ("<=", grown, Tangent(far**2 - far))))),
            ("=", grown * least * mass_far, Algebra()),
            ("<", printed_far, Cite("niu2024/equation_12_ratio", at={n: k, radius: far})),
        )},
        try_first=({"m_0": 1},),
        expects=Holds,
    ),
    Claim(
        part="+beyond", **here,
        title="In eight dimensions or more the formula is larger than the integral for radii above 1 + 2/n",
        reading="The dimension is n = m + 7.",
        says=bound(mass, "<", printed),
        hypotheses=(Relation(far, "<", radius),),
        derivation={"bound": chain(mass, ("<", printed, Moving(chain(
            0,
            ("<", printed_far - mass_far, Moving(chain(
                mass_far, ("<", printed_far, Cite("niu2024/equation_12_crossing+at_two"))))),
            ("<", printed - mass, Cite(
                "niu2024/equation_12_compared+gains", at={n: k, radius: far, larger_radius: radius})),
        ))))},
        try_first=({"m_0": 1, "r": "5/4"}, {"m_0": 1, "r": 2}),
        expects=Holds,
    ),
)  # fmt: skip
