"""How often 2 pi^{n/2} gamma(n, r) / Gamma(n/2) is the integral that Eq. (12) says it is, and at n = 1024."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain, substitute
from theory.kernel.rules import Cite, Either, Monotone, Scaled, Sign
from theory.quantities import BallMass, BallVolume, LowerGamma, PrintedBallMass, SphereArea, typical_radius
from theory.statement import bound
from theory.symbols import n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Equation (12), its last equation", "section": "5.2"}
mass, printed = BallMass(n, radius), PrintedBallMass(n, radius)
wide = sp.Integer(1024)
typical = typical_radius(wide)
at_typical = BallMass(wide, typical)

volume, room, grown = BallVolume(n, radius), n + 2 - 2 * radius**2, sp.exp(radius**2 - radius)
least, most = (1 + radius / (n + 1)) * room / (n + 2), (n + 1) / (n + 1 - radius) * (n + 2) / (n + 2 + 2 * radius**2)
edge, halo, printed_there = sp.exp(-(radius**2)), sp.exp(-radius), PrintedBallMass(wide, typical)
there: dict[sp.Basic, sp.Basic] = {n: wide, radius: typical}


def at_1024(e: sp.Expr) -> sp.Expr:
    """The expression at n = 1024 and the typical radius."""
    found = substitute(e, there)
    assert isinstance(found, sp.Expr)
    return found


nothing = chain(grown * least * mass, ("<=", sp.S.Zero, Sign()), ("<", printed, Sign()))
above = chain(
    grown * least * mass,
    ("<", halo * (1 + radius / (n + 1)) * volume, Scaled(1 / (grown * least), chain(
        mass, ("<", edge * volume * (n + 2) / room, Cite("lemmas/ball_mass_sharper+above"))))),
    ("<", printed, Scaled(1 / SphereArea(n), chain(
        halo * (1 + radius / (n + 1)) * radius**n / n,
        ("<", LowerGamma(n, radius), Cite("niu2024/lemma_5+parts"))))),
)  # fmt: skip

claims = (
    Claim(
        **here,
        title="The formula is above exp(r^2 - r) (1 + r/(n + 1)) (n + 2 - 2 r^2)/(n + 2) times the integral",
        says=bound(grown * least * mass, "<", printed),
        derivation={"bound": chain(grown * least * mass, ("<", printed, Either(n + 2, 2 * radius**2, nothing, above)))},
        try_first=({"n": 1, "r": 1}, {"n": 1, "r": 3}, {"n": 1024, "r": 8}),
        expects=Holds,
    ),
    Claim(
        part="+at_most", **here,
        title="Where r < n + 1 the formula is below exp(r^2 - r) (n + 1)/(n + 1 - r) (n + 2)/(n + 2 + 2 r^2) times the "
        "integral",
        says=bound(printed, "<", grown * most * mass),
        hypotheses=(Relation(radius, "<", n + 1),),
        derivation={"bound": chain(
            printed,
            ("<", halo * (n + 1) / (n + 1 - radius) * volume, Scaled(1 / SphereArea(n), chain(
                LowerGamma(n, radius),
                ("<", halo * (n + 1) / (n + 1 - radius) * radius**n / n, Cite("niu2024/lemma_5+above")),
            ))),
            ("<", grown * most * mass, Scaled(1 / (grown * most), chain(
                edge * volume * (1 + 2 * radius**2 / (n + 2)),
                ("<", mass, Cite("lemmas/ball_mass_sharper")),
            ))),
        )},
        try_first=({"n": 1, "r": 1}, {"n": 1024, "r": 8}),
        expects=Holds,
    ),
    Claim(
        part="+typical", **here,
        title="At n = 1024 and the radius sqrt(n/(2 pi e)) the formula is 4 to 5 times 10^22 times the integral",
        says=bound(4 * 10**22 * at_typical, "<", printed_there, "<", 5 * 10**22 * at_typical),
        derivation={
            "lower": chain(
                4 * 10**22 * at_typical,
                ("<", at_1024(grown * least) * at_typical, Monotone(Sign())),
                ("<", printed_there, Cite("niu2024/equation_12_ratio", at=there)),
            ),
            "upper": chain(
                printed_there,
                ("<", at_1024(grown * most) * at_typical, Cite("niu2024/equation_12_ratio+at_most", at=there)),
                ("<", 5 * 10**22 * at_typical, Monotone(Sign())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+integral", **here, title="At n = 1024 and r = sqrt(n/(2 pi e)) the integral is 1.8 to 1.9 times 10^-28",
        says=bound(sp.Rational(18, 10**29), "<", at_typical, "<", sp.Rational(19, 10**29)),
        derivation={
            "lower": chain(
                sp.Rational(18, 10**29),
                ("<", at_1024(edge * volume * (1 + 2 * radius**2 / (n + 2))), Sign()),
                ("<", at_typical, Cite("lemmas/ball_mass_sharper", at=there)),
            ),
            "upper": chain(
                at_typical,
                ("<", at_1024(edge * volume * (n + 2) / room), Cite("lemmas/ball_mass_sharper+above", at=there)),
                ("<", sp.Rational(19, 10**29), Sign()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+formula", **here, title="At n = 1024 and r = sqrt(n/(2 pi e)) the formula is 7.70 to 7.71 times 10^-6",
        says=bound(sp.Rational(770, 10**8), "<", printed_there, "<", sp.Rational(771, 10**8)),
        derivation={
            "lower": chain(
                sp.Rational(770, 10**8),
                ("<", at_1024(SphereArea(n) * (halo * (1 + radius / (n + 1)) * radius**n / n)), Sign()),
                ("<", printed_there, Scaled(1 / SphereArea(wide), chain(
                    at_1024(halo * (1 + radius / (n + 1)) * radius**n / n),
                    ("<", LowerGamma(wide, typical), Cite("niu2024/lemma_5+parts", at=there))))),
            ),
            "upper": chain(
                printed_there,
                ("<", at_1024(SphereArea(n) * (halo * (n + 1) / (n + 1 - radius) * radius**n / n)), Scaled(
                    1 / SphereArea(wide), chain(LowerGamma(wide, typical), (
                        "<", at_1024(halo * (n + 1) / (n + 1 - radius) * radius**n / n),
                        Cite("niu2024/lemma_5+above", at=there))))),
                ("<", sp.Rational(771, 10**8), Sign()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
