"""Both sides of the last equation of Eq. (12): which is larger, and for which radius.

Up to radius 1 the integral is larger; from there on the formula gains on it, and is larger in the end.  So for every n
they are equal for one radius, which is above 1.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Integral, Relation, chain
from theory.kernel.rules import (
    Algebra,
    Antiderivative,
    Cite,
    Definition,
    Either,
    Growth,
    Hypothesis,
    Monotone,
    Moving,
    Scaled,
    Sign,
)
from theory.quantities import BallMass, PrintedBallMass, SphereArea, over_ball
from theory.statement import bound
from theory.symbols import larger_radius, n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Equation (12), its last equation", "section": "5.2"}
t, ends = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)
s = sp.Symbol("s", real=True)
small, large, low, high, w = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1", "f_0", "f_1", "w_0"))
mass, printed = BallMass(n, radius), PrintedBallMass(n, radius)
slow = over_ball(lambda distance: sp.exp(-distance), n, radius)

inward = chain(
    radius**2 * t**2,
    ("<", radius * t, Scaled(1 / (radius * t), chain(
        radius * t, ("<", radius, Sign()), ("<=", 1, Hypothesis())))),
)  # fmt: skip


def gap(r: sp.Expr) -> sp.Expr:
    """r^n times the integral of (exp(-r t) - exp(-r^2 t^2)) t^(n - 1): the formula less the integral, but for A."""
    return r**n * Integral((sp.exp(-r * ends) - sp.exp(-(r**2) * ends**2)) * ends ** (n - 1), ends)


# (n t^(n - 1) - r t^n) exp(-r t) less (n t^(n - 1) - 2 r^2 t^(n + 1)) exp(-r^2 t^2) integrates to exp(-r) - exp(-r^2).
derived = Integral(
    (n * ends ** (n - 1) - s * ends**n) * sp.exp(-s * ends)
    - (n * ends ** (n - 1) - 2 * s**2 * ends ** (n + 1)) * sp.exp(-(s**2) * ends**2),
    ends,
)
slope = n * s ** (n - 1) * Integral(
    (sp.exp(-s * ends) - sp.exp(-(s**2) * ends**2)) * ends ** (n - 1), ends
) + s**n * Integral((2 * s * ends**2 * sp.exp(-(s**2) * ends**2) - ends * sp.exp(-s * ends)) * ends ** (n - 1), ends)
slower = chain(s, ("<", s**2, Scaled(1 / s, chain(1, ("<=", radius, Hypothesis()), ("<", s, Hypothesis())))))
widens = Growth(gap(s), s, radius, larger_radius, chain(
    0,
    ("<", s ** (n - 1) * (sp.exp(-s) - sp.exp(-(s**2))), Moving(chain(
        s ** (n - 1) * sp.exp(-(s**2)), ("<", s ** (n - 1) * sp.exp(-s), Monotone(Moving(slower)))))),
    ("=", s ** (n - 1) * derived, Monotone(Antiderivative(
        derived, t**n * (sp.exp(-s * t) - sp.exp(-(s**2) * t**2)), t))),
    ("=", slope, Algebra()),
))  # fmt: skip

since = sp.Rational(153, 100)


def in_plane(r: sp.Expr) -> sp.Expr:
    """The formula less the integral in the plane, over 2 pi."""
    return sp.Rational(1, 2) - (1 + r) * sp.exp(-r) + sp.exp(-(r**2)) / 2


first = Integral(radius**2 * ends * sp.exp(-radius * ends), ends)
second = Integral(radius**2 * ends * sp.exp(-(radius**2) * ends**2), ends)
beyond = chain(s, ("<", s**2, Scaled(1 / s, chain(1, ("<", since, Sign()), ("<", s, Hypothesis())))))
plane_above = chain(
    0,
    ("<", in_plane(since), Sign()),
    ("<=", in_plane(radius), Growth(in_plane(s), s, since, radius, chain(
        0,
        ("<", s * sp.exp(-s) - s * sp.exp(-(s**2)), Moving(chain(
            s * sp.exp(-(s**2)), ("<", s * sp.exp(-s), Monotone(Moving(beyond)))))),
    ))),
    ("=", 1 - (1 + radius) * sp.exp(-radius) - second, Moving(chain(
        second, ("=", sp.Rational(1, 2) - sp.exp(-(radius**2)) / 2, Antiderivative(
            second, -sp.exp(-(radius**2) * t**2) / 2, t))))),
    ("=", first - second, Moving(chain(
        first, ("=", 1 - (1 + radius) * sp.exp(-radius), Antiderivative(
            first, -(1 + radius * t) * sp.exp(-radius * t), t))))),
)  # fmt: skip

on_line = Integral(radius * sp.exp(-radius * ends), ends)


def between_them(u: sp.Expr) -> sp.Expr:
    """exp(-u) - exp(-u^2), which is below 0 up to u = 1 and above from there on."""
    return sp.exp(-u) - sp.exp(-(u**2))


u = radius * t
# As u^(n - 2) - 1 has the sign of exp(-u) - exp(-u^2), the product of the two is not negative.
flat, steep = radius**2 * t, radius**n * t ** (n - 1)
falls = Cite("lemmas/powers", at={small: u, large: sp.S.One, w: n - 2})
rises = Cite("lemmas/powers", at={small: sp.S.One, large: u, w: n - 2})
below = Cite(
    "lemmas/rearrangement", at={small: steep, large: flat, low: sp.exp(-u), high: sp.exp(-(u**2))},
    given=(
        Scaled(1 / flat, chain(u ** (n - 2), ("<=", 1, falls))),
        Monotone(Moving(chain(u**2, ("<=", u, Scaled(1 / u, chain(u, ("<=", 1, Hypothesis()))))))),
    ),
)  # fmt: skip
above = Cite(
    "lemmas/rearrangement", at={small: flat, large: steep, low: sp.exp(-(u**2)), high: sp.exp(-u)},
    given=(
        Scaled(1 / flat, chain(1, ("<=", u ** (n - 2), rises))),
        Monotone(Moving(chain(u, ("<=", u**2, Scaled(1 / u, chain(1, ("<=", u, Hypothesis()))))))),
    ),
)  # fmt: skip
pair = (flat * between_them(u), steep * between_them(u))
weighs = Either(u, sp.S.One, chain(pair[0], ("<=", pair[1], below)), chain(pair[0], ("<=", pair[1], above)))

claims = (
    Claim(
        **here, title="Up to radius 1 the integral is larger than the formula",
        says=bound(printed, "<", mass),
        hypotheses=(Relation(radius, "<=", sp.S.One),),
        derivation={"bound": chain(
            printed,
            ("=", slow, Definition()),
            ("<", mass, Monotone(Moving(inward), (t,))),
        )},
        try_first=({"n": 1, "r": 1}, {"n": 1, "r": "1/1000000000000"}),
        expects=Holds,
    ),
    Claim(
        part="+gains", **here, title="From radius 1 on the formula gains on the integral",
        says=bound(printed - mass, "<", PrintedBallMass(n, larger_radius) - BallMass(n, larger_radius)),
        hypotheses=(Relation(sp.S.One, "<=", radius), Relation(radius, "<", larger_radius)),
        derivation={"bound": chain(
            printed - mass,
            ("=", SphereArea(n) * gap(radius), Algebra()),
            ("<", SphereArea(n) * gap(larger_radius), Monotone(widens)),
            ("=", PrintedBallMass(n, larger_radius) - BallMass(n, larger_radius), Algebra()),
        )},
        try_first=({"n": 2, "r": 2, "r_1": 3}, {"n": 1, "r": 1, "r_1": 2}),
        expects=Holds,
    ),
    Claim(
        part="+line", **here, title="On the line the formula is larger than the integral from radius 2.2 on",
        says=bound(BallMass(sp.S.One, radius), "<", PrintedBallMass(sp.S.One, radius)),
        hypotheses=(Relation(sp.Rational(11, 5), "<=", radius),),
        derivation={"bound": chain(
            BallMass(sp.S.One, radius),
            ("<", sp.sqrt(sp.pi), Cite("lemmas/gaussian_integral", "upper", {n: sp.S.One})),
            ("<", 2 * (1 - sp.exp(-sp.Rational(11, 5))), Sign()),
            ("<=", 2 * (1 - sp.exp(-radius)), Monotone(Hypothesis())),
            ("=", 2 * on_line, Monotone(Antiderivative(on_line, -sp.exp(-radius * t), t))),
            ("=", PrintedBallMass(sp.S.One, radius), Algebra()),
        )},
        try_first=({"r": "11/5"},),
        expects=Holds,
    ),
    Claim(
        part="+plane", **here, title="In the plane the formula is larger than the integral from radius 1.53 on",
        says=bound(BallMass(sp.Integer(2), radius), "<", PrintedBallMass(sp.Integer(2), radius)),
        hypotheses=(Relation(since, "<=", radius),),
        derivation={"bound": chain(
            BallMass(sp.Integer(2), radius),
            ("<", PrintedBallMass(sp.Integer(2), radius), Moving(chain(
                0, ("<", 2 * sp.pi * (first - second), Scaled(1 / (2 * sp.pi), plane_above))))),
        )},
        try_first=({"r": "153/100"},),
        expects=Holds,
    ),
    Claim(
        part="+space", **here,
        title="In three dimensions or more the formula is larger than the integral from radius 1.53 on",
        says=bound(mass, "<", printed),
        hypotheses=(Relation(n, ">=", sp.Integer(3)), Relation(since, "<=", radius)),
        derivation={"bound": chain(
            mass,
            ("<", printed, Moving(chain(
                0,
                ("<", SphereArea(n) * (first - second), Scaled(1 / SphereArea(n), plane_above)),
                ("=", SphereArea(n) * Integral(radius**2 * ends * between_them(radius * ends), ends), Algebra()),
                ("<=", SphereArea(n) * Integral(
                    radius**n * ends ** (n - 1) * between_them(radius * ends), ends), Monotone(weighs, (t,))),
            ))),
        )},
        try_first=({"n": 3, "r": "153/100"},),
        expects=Holds,
    ),
)  # fmt: skip
