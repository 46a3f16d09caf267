"""In which dimensions, and for which radii, the integral over a ball is at least exp(-r) times its volume."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Relation, chain
from theory.kernel.rules import (
    Algebra,
    Cite,
    Either,
    Hypothesis,
    Monotone,
    Moving,
    Rooted,
    Scaled,
    Sign,
    Squared,
    Tangent,
)
from theory.quantities import BallMass, BallVolume, typical_radius
from theory.statement import bound
from theory.symbols import i, larger_radius, n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Section 5.2, by Lemma 5, e^{-r} V_n(r) <= the integral", "section": "5.2"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
repaired: dict[str, Any] = {"fidelity": "repaired", "repairs": ("niu2024/ball_integral_bounds:B",), **here}

small, large, w, higher = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1", "w_0", "w_1"))
mass, volume, halo, edge = BallMass(n, radius), BallVolume(n, radius), sp.exp(-radius), sp.exp(-(radius**2))
room = n + 2 - 2 * radius**2
one, two = sp.S.One, sp.Integer(2)


def on(dimension: sp.Expr, r: sp.Expr = radius) -> tuple[sp.Expr, sp.Expr]:
    """exp(-r) times the volume of a ball, and the integral over it."""
    return sp.exp(-r) * BallVolume(dimension, r), BallMass(dimension, r)


def up_to_one(dimension: sp.Expr, r: sp.Expr) -> Cite:
    """From exp(-r) V to the integral, for r up to 1."""
    return Cite("niu2024/ball_integral_bounds+small", "lower", {n: dimension, radius: r})


def growing(dimension: sp.Expr) -> Cite:
    """The integral over the ball of radius 1 is below that over a larger one."""
    return Cite("lemmas/ball_mass+grows", at={n: dimension, radius: one, larger_radius: radius})


tangent = Scaled(sp.exp(radius), chain(radius, ("<=", sp.exp(radius - 1), Tangent(radius - 1))))
half_tangent = Squared(chain(radius / 2, ("<=", sp.exp(radius / 2 - 1), Tangent(radius / 2 - 1))))

# At r = n: (n/e^2)^(n/2) and 1 - (2/e)^(n/2) multiply to more than 1, compared with n = 9 and the fourth powers.
swell, tail = n ** (n / 2) * sp.exp(-n), 2 ** (n / 2) * sp.exp(-n / 2)
fourth: dict[sp.Basic, sp.Basic] = {w: sp.Integer(4), higher: n / 2}
thin = Moving(chain(tail, ("<=", 16 * sp.exp(-4), Scaled(sp.exp(4) / (16 * tail), chain(
    sp.exp(4) / 16, ("<=", 1 / tail, Cite("lemmas/powers+exponent", at={large: sp.E / 2, **fourth})))))))  # fmt: skip
swells = chain(
    9**4 * sp.exp(-8),
    ("<=", 9 ** (n / 2) * sp.exp(-n), Cite("lemmas/powers+exponent", at={large: 9 * sp.exp(-2), **fourth})),
    ("<=", swell, Scaled(sp.exp(n), chain(9 ** (n / 2), ("<=", n ** (n / 2), Cite(
        "lemmas/powers", at={small: sp.Integer(9), large: n, w: n / 2}))))),
)  # fmt: skip

typical, share = typical_radius(n), 1 - sp.exp(-1) / sp.pi


def risen(start: int) -> sp.Expr:
    """exp(r^2 - r) at the typical radius r of n = start."""
    r = typical_radius(sp.Integer(start))
    return sp.exp(r**2 - r)


def crossed(start: int, by: Sign | Moving) -> Chain:
    """The criterion at the typical radius, by how much r^2 - r is at n = start; `by` compares what is linear in n."""
    least, root = typical_radius(sp.Integer(start)), Rooted(chain(2 * start, ("<=", 2 * n, Hypothesis())))
    longer = chain(
        least * (least - 1),
        ("<=", typical * (least - 1), Monotone(root)),
        ("<=", typical * (typical - 1), Monotone(root)),
    )
    return chain(
        sp.exp(typical - typical**2) * (n + 2),
        ("<=", n + 2 - 2 * typical**2, Scaled(sp.exp(typical**2 - typical), chain(
            n + 2,
            ("<=", n * (risen(start) * share) + 2 * risen(start), by),
            ("=", risen(start) * (n + 2 - 2 * typical**2), Algebra()),
            ("<=", sp.exp(typical**2 - typical) * (n + 2 - 2 * typical**2), Monotone(longer)),
        ))),
    )  # fmt: skip


shrinking = 1 - risen(21) * share  # little: the constant terms make up for it
up_to_22 = Moving(chain(n * shrinking, ("<=", 2 * risen(21) - 2, Scaled(1 / shrinking, chain(
    n, ("<=", 22, Hypothesis()), ("<=", (2 * risen(21) - 2) / shrinking, Sign()))))))  # fmt: skip

wide = sp.Integer(1024)
wider = typical_radius(wide)
below_twenty = on(i, typical_radius(i))
at_1024, filled = on(wide, wider), sp.exp(-(wider**2)) * BallVolume(wide, wider)

claims = (
    Claim(
        part="+line", **repaired, changed="assumes n = 1",
        title="On the line the integral is above exp(-r) times the length of the interval, for every r",
        says=bound(on(one)[0], "<", on(one)[1]),
        derivation={"bound": chain(
            on(one)[0],
            ("<", on(one)[1], Either(
                radius, one,
                chain(on(one)[0], ("<", on(one)[1], up_to_one(one, radius))),
                chain(
                    on(one)[0],
                    ("=", 2 * radius * halo, Algebra()),
                    ("<=", 2 * sp.exp(-1), Monotone(tangent)),
                    ("=", on(one, one)[0], Algebra()),
                    ("<", on(one, one)[1], up_to_one(one, one)),
                    ("<", on(one)[1], growing(one)),
                ),
            )),
        )},
        try_first=({"r": "1/1000000000000"}, {"r": 2}),
        expects=Holds,
    ),
    Claim(
        part="+plane", **repaired, changed="assumes n = 2",
        title="In the plane the integral is above exp(-r) times the area of the disc, for every r",
        says=bound(on(two)[0], "<", on(two)[1]),
        derivation={"bound": chain(
            on(two)[0],
            ("<", on(two)[1], Either(
                radius, one,
                chain(on(two)[0], ("<", on(two)[1], up_to_one(two, radius))),
                chain(
                    on(two)[0],
                    ("=", sp.pi * radius**2 * halo, Algebra()),
                    ("<=", 4 * sp.pi * sp.exp(-2), Scaled(sp.exp(radius) / (4 * sp.pi), chain(
                        radius**2 / 4, ("<=", sp.exp(radius - 2), half_tangent)))),
                    ("<", sp.pi * (1 - sp.exp(-1)), Sign()),
                    ("=", on(two, one)[1], Cite("lemmas/ball_mass_sharper+plane", "identity", {radius: one})),
                    ("<", on(two)[1], growing(two)),
                ),
            )),
        )},
        try_first=({"r": "1/1000000000000"}, {"r": 2}),
        expects=Holds,
    ),
    Claim(
        part="+fails", **ours,
        title="The integral is below exp(-r) times the volume where exp(r - r^2) (n + 2) <= n + 2 - 2 r^2",
        says=bound(mass, "<", halo * volume),
        hypotheses=(Relation(sp.exp(radius - radius**2) * (n + 2), "<=", room),),
        derivation={"bound": chain(
            mass,
            ("<", edge * volume * (n + 2) / room, Cite("lemmas/ball_mass_sharper+above")),
            ("<=", halo * volume, Scaled(room * sp.exp(radius) / volume, chain(
                sp.exp(radius - radius**2) * (n + 2), ("<=", room, Hypothesis())))),
        )},
        try_first=({"n": 8, "r": 2}, {"n": 9, "r": 2}, {"n": 20, "r": "3/2"}, {"n": 100, "r": 3}),
        expects=Holds,
    ),
    Claim(
        part="+nine", **ours,
        title="In nine dimensions or more the integral is below exp(-r) times the volume at r = n",
        says=bound(on(n, n)[1], "<", on(n, n)[0]),
        hypotheses=(Relation(n, ">=", sp.Integer(9)),),
        derivation={"bound": chain(
            on(n, n)[1],
            ("<", sp.pi ** (n / 2), Cite("lemmas/gaussian_integral", "upper", {radius: n})),
            ("<=", swell * (1 - tail) * sp.pi ** (n / 2), Scaled(sp.pi ** (-n / 2), chain(
                1, ("<", 9**4 * sp.exp(-8) * (1 - 16 * sp.exp(-4)), Sign()),
                ("<=", swell * (1 - 16 * sp.exp(-4)), Monotone(swells)),
                ("<=", swell * (1 - tail), Monotone(thin)),
            ))),
            ("<=", swell * BallMass(n, sp.sqrt(n)), Monotone(
                Cite("lemmas/gaussian_integral", "lower", {radius: sp.sqrt(n)}))),
            ("<", swell * BallVolume(n, sp.sqrt(n)), Monotone(Cite("lemmas/ball_mass", "upper", {radius: sp.sqrt(n)}))),
            ("=", on(n, n)[0], Algebra()),
        )},
        try_first=({"n": 9}, {"n": 10}, {"n": 20}, {"n": 100}),
        expects=Holds,
    ),
    Claim(
        part="+three_to_eight", **ours,
        title="In three to eight dimensions the integral is below exp(-r) times the volume at r = n",
        says=bound(Max.over(on(i + 2, i + 2)[1] - on(i + 2, i + 2)[0], i, sp.Integer(6)), "<", sp.S.Zero),
        expects=Holds,
    ),
    Claim(
        part="+typical", **ours,
        title="From n = 21 on the integral is below exp(-r) times the volume at the radius r = sqrt(n/(2 pi e))",
        says=bound(on(n, typical)[1], "<", on(n, typical)[0]),
        hypotheses=(Relation(n, ">=", sp.Integer(21)),),
        derivation={"bound": chain(
            on(n, typical)[1], ("<", on(n, typical)[0], Cite(
                "niu2024/ball_integral_dimensions+fails", at={radius: typical},
                given=Either(n, sp.Integer(22), crossed(21, up_to_22), crossed(22, Sign())))),
        )},
        try_first=({"n": 21}, {"n": 22}, {"n": 23}, {"n": 100}, {"n": 1024}),
        expects=Holds,
    ),
    Claim(
        part="+up_to_twenty", **ours,
        title="Up to n = 20 the integral is above exp(-r) times the volume at the radius r = sqrt(n/(2 pi e))",
        says=bound(Max.over(below_twenty[0] - below_twenty[1], i, sp.Integer(20)), "<", sp.S.Zero),
        expects=Holds,
    ),
    Claim(
        part="+at_1024", **ours,
        title="At n = 1024 and r = sqrt(n/(2 pi e)) exp(-r) times the volume is 4 to 5 times 10^22 times the integral",
        says=bound(4 * 10**22 * at_1024[1], "<", at_1024[0], "<", 5 * 10**22 * at_1024[1]),
        derivation={
            "lower": chain(
                4 * 10**22 * at_1024[1],
                ("<", 4 * 10**22 * filled * (wide + 2) / (wide + 2 - 2 * wider**2), Monotone(
                    Cite("lemmas/ball_mass_sharper+above", at={n: wide, radius: wider}))),
                ("<", at_1024[0], Scaled(1 / BallVolume(wide, wider), chain(
                    4 * 10**22 * sp.exp(-(wider**2)) * (wide + 2) / (wide + 2 - 2 * wider**2),
                    ("<", sp.exp(-wider), Sign())))),
            ),
            "upper": chain(
                at_1024[0],
                ("<", 5 * 10**22 * filled * (1 + 2 * wider**2 / (wide + 2)), Scaled(1 / BallVolume(wide, wider), chain(
                    sp.exp(-wider),
                    ("<", 5 * 10**22 * sp.exp(-(wider**2)) * (1 + 2 * wider**2 / (wide + 2)), Sign())))),
                ("<", 5 * 10**22 * at_1024[1], Monotone(Cite(
                    "lemmas/ball_mass_sharper", at={n: wide, radius: wider}))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
