"""What Z_t = 1 says where the radius is left free, and where sequences lengthen, in place of Proposition 5."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra, Cite, Monotone, Moving, Rooted, Scaled, Sign, Tangent
from theory.quantities import BallMass, BallVolume, typical_radius, typical_volumes
from theory.statement import Rate, bound
from theory.symbols import d, n, radius, width
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Proposition 5", "section": "5.2"}
r, large = typical_radius(n), sp.sqrt(n / 2)
small = r * d ** (-1 / n)
volume = BallVolume(n, r)
least, most = typical_volumes(n)
data = n / (width * volume)
smaller, larger = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
raised = 1 + n / (n + 2)
unit_power = chain(n, ("<=", sp.pi ** (n - 1), Cite(
    "lemmas/logarithms+weak", at={smaller: n, larger: sp.pi ** (n - 1)}, given=Moving(chain(
        sp.log(n),
        ("<=", n - 1, Moving(chain(1 + sp.log(n), ("<=", n, Tangent(sp.log(n)))))),
        ("<=", (n - 1) * sp.log(sp.pi), Sign()),
    )))))  # fmt: skip

claims = (
    Claim(
        part="+free", fidelity="repaired", repairs=("niu2024/proposition_5:H",), **here,
        changed="Z_t = 1 fixes the radius, and says nothing of n and d",
        reading="The integral over d disjoint balls grows with the radius and is continuous in it, so it is 1 at "
        "exactly one radius between these two.",
        title="For all n and d the integral is below 1 at a small radius, and above 1 at a larger one",
        says=bound(d * BallMass(n, small), "<", 1, "<", d * BallMass(n, large)),
        derivation={
            "lower": chain(
                d * BallMass(n, small),
                ("<", d * BallVolume(n, small), Monotone(Cite("lemmas/ball_mass", "upper", {radius: small}))),
                ("=", volume, Algebra()),
                ("<", 1 / sp.sqrt(sp.pi), Cite("niu2024/typical_ball+volume")),
                ("<", 1, Sign()),
            ),
            "upper": chain(
                1,
                ("<", sp.Rational(4, 3) * sp.exp(-sp.Rational(1, 6)), Sign()),
                ("<=", sp.Rational(4, 3) * sp.exp(-1 / (6 * n)), Monotone(Sign())),
                ("<=", raised * sp.exp(-1 / (6 * n)), Monotone(Sign())),
                ("<=", raised * sp.pi ** (n / 2) * least, Scaled(
                    sp.sqrt(n) * sp.exp(1 / (6 * n)) / raised, chain(
                        sp.sqrt(n), ("<=", sp.pi ** ((n - 1) / 2), Rooted(unit_power))))),
                ("<", raised * sp.pi ** (n / 2) * volume, Monotone(Cite("lemmas/typical_volume", "lower"))),
                ("=", sp.exp(-(large**2)) * BallVolume(n, large) * (1 + 2 * large**2 / (n + 2)), Algebra()),
                ("<", BallMass(n, large), Cite("lemmas/ball_mass_sharper", at={radius: large})),
                ("<=", d * BallMass(n, large), Sign()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+longer", fidelity="repaired", repairs=("niu2024/proposition_5:G",), **here,
        changed="n^(3/2) in place of a square root of N, which stays as it is",
        reading="Z_t = 1 is read as d V_n(r) = 1. The number of layers, d_emb and A are held fixed, so N is, and T_max "
        "= n / d_emb grows.",
        title="The data size is sqrt(pi) n^(3/2) / d_emb to leading order, while the model size stays the same",
        says=Rate(data, "~", sp.sqrt(sp.pi) * n ** sp.Rational(3, 2) / width, n, below=sp.S.One,
            above=sp.exp(1 / (6 * n))),
        derivation={
            "lower": chain(sp.sqrt(sp.pi) * n ** sp.Rational(3, 2) / width, ("<", data, Scaled(
                volume * width / n / sp.sqrt(sp.pi * n), chain(volume, ("<", most, Cite("lemmas/typical_volume",
                    "upper")))))),
            "upper": chain(data, ("<", sp.exp(1 / (6 * n)) * sp.sqrt(sp.pi) * n ** sp.Rational(3, 2) / width, Scaled(
                volume * width * least / n, chain(least, ("<", volume, Cite("lemmas/typical_volume", "lower")))))),
        },
        expects=Holds,
    ),
)  # fmt: skip
