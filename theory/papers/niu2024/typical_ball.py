"""What a ball of radius sqrt(n / (2 pi e)) contributes to each form of Z_t."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra, Cite, Either, Hypothesis, Monotone, Moving, Rooted, Scaled, Sign
from theory.quantities import BallMass, BallVolume, LowerGamma, PrintedBallMass, typical_radius, typical_volumes
from theory.statement import bound
from theory.symbols import d, n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Equation (14), one ball", "section": "5.2"}
r = typical_radius(n)
square, share = n / (2 * sp.pi * sp.E), sp.pi * sp.E / (sp.pi * sp.E - 1)
mass, volume, formula = BallMass(n, r), BallVolume(n, r), PrintedBallMass(n, r)
least, most = typical_volumes(n)
at_radius = {radius: r}
# r is below q (n + 1), q being the radius at n = 1; so n + 1 - r is positive.
q = typical_radius(sp.S.One)
short = chain(r, ("<=", q * n, Rooted(chain(r**2, ("<=", (q * n) ** 2, Sign())))), ("<", q * (n + 1), Sign()))
room = (1 - q) * (n + 1)
never = chain(  # n + 1 <= r would make a positive number negative
    formula,
    ("=", formula / room * ((n + 1) - q * (n + 1)), Algebra()),
    ("<=", formula / room * (r - q * (n + 1)), Monotone(Hypothesis())),
    ("<", 0, Scaled(room / formula, chain(r - q * (n + 1), ("<", 0, Moving(short))))),
    ("<", sp.exp(-r), Sign()),
)
always = chain(
    formula,
    ("=", n / r**n * volume * LowerGamma(n, r), Algebra()),
    ("<", volume * sp.exp(-r) * (n + 1) / (n + 1 - r), Scaled(r**n / (n * volume), chain(
        LowerGamma(n, r),
        ("<", sp.exp(-r) * (n + 1) / (n + 1 - r) * r**n / n, Cite("niu2024/lemma_5+above", at=at_radius))))),
    ("<", sp.exp(-r), Scaled(sp.exp(r) * (n + 1 - r) / (n + 1), chain(
        volume,
        ("<", 1 / sp.sqrt(sp.pi), Cite("niu2024/typical_ball+volume")),
        ("<", 1 - q, Sign()),
        ("<", (n + 1 - r) / (n + 1), Moving(chain(r / (n + 1), ("<", q, Scaled(n + 1, short)))))))),
)  # fmt: skip

claims = (
    Claim(
        part="+volume", **here, title="The volume of one ball is below 1/sqrt(pi)",
        says=bound(volume, "<", 1 / sp.sqrt(sp.pi)),
        derivation={"bound": chain(
            volume,
            ("<", most, Cite("lemmas/typical_volume", "upper")),
            ("<=", 1 / sp.sqrt(sp.pi), Scaled(sp.sqrt(sp.pi * n), chain(1, ("<=", sp.sqrt(n), Rooted(chain(
                1, ("<=", n, Sign()))))))),
        )},
        expects=Holds,
    ),
    Claim(
        part="+integral", **here, title="The integral of exp(-||y||^2) over one ball is exp(-r^2) up to a factor from "
        "about 1/sqrt(pi n) to 1",
        says=bound(least * sp.exp(-square), "<", mass, "<", sp.exp(-square)),
        derivation={
            "lower": chain(
                least * sp.exp(-square),
                ("<", volume * sp.exp(-square), Scaled(sp.exp(square), chain(
                    least, ("<", volume, Cite("lemmas/typical_volume", "lower"))))),
                ("<", mass, Cite("lemmas/ball_mass", "lower", at_radius)),
            ),
            "upper": chain(
                mass,
                ("<", sp.exp(-square) * volume * share, Cite("niu2024/equation_14+sharper", "upper", {d: sp.S.One})),
                ("<", sp.exp(-square), Scaled(sp.exp(square) / share, chain(
                    volume, ("<", 1 / sp.sqrt(sp.pi), Cite("niu2024/typical_ball+volume")), ("<", 1 / share, Sign())))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+formula", **here, title="The formula with gamma(n, r) is exp(-r) up to a factor from about 1/sqrt(pi n) "
        "to 1",
        says=bound(least * sp.exp(-r), "<", formula, "<", sp.exp(-r)),
        derivation={
            "lower": chain(
                least * sp.exp(-r),
                ("<", volume * sp.exp(-r), Monotone(Cite("lemmas/typical_volume", "lower"))),
                ("<", formula, Cite("niu2024/ball_integral_bounds+formula", "lower", at_radius)),
            ),
            "upper": chain(formula, ("<", sp.exp(-r), Either(n + 1, r, never, always))),
        },
        expects=Holds,
    ),
)  # fmt: skip
