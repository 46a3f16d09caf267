"""The integral of exp(-||y||^2) over a ball of R^n: between the volume and exp(-r^2) times it; how it grows."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Integral, Relation, chain
from theory.kernel.rules import Algebra, Antiderivative, Cite, Growth, Monotone, Moving, Scaled, Sign, Tangent
from theory.quantities import BallMass, BallVolume, SphereArea, over_ball
from theory.statement import Identity, bound
from theory.symbols import beta, factor, larger_radius, n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "The mass of a ball", "section": "Vectors"}

t, ends = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)
s = sp.Symbol("s", real=True)
area, mass, volume = SphereArea(n), BallMass(n, radius), BallVolume(n, radius)
monomial = Integral(ends ** (n - 1), ends)


def constant(value: sp.Expr) -> sp.Expr:
    """The integral of a constant over the ball."""
    return over_ball(lambda _: value, n, radius)


def heated(b: sp.Expr, reach: sp.Expr) -> sp.Expr:
    """The integral of exp(-b ||y||^2) over the ball of this radius."""
    return over_ball(lambda distance: sp.exp(-b * distance**2), n, reach)


second = Integral(ends ** (n + 1), ends)
square = radius**2 * t**2
below = Moving(chain(
    sp.exp(-square) + square * sp.exp(-(radius**2)),
    ("<=", sp.exp(-square) + square * sp.exp(-square), Monotone(Sign())),
    ("=", sp.exp(-square) * (1 + square), Algebra()),
    ("<=", 1, Scaled(sp.exp(square), chain(1 + square, ("<=", sp.exp(square), Tangent(square))))),
))  # fmt: skip
gaussian = sp.exp(-(s**2) * ends**2)
inside = s**n * Integral(gaussian * ends ** (n - 1), ends)
derived = Integral(n * ends ** (n - 1) * gaussian - 2 * s**2 * ends ** (n + 1) * gaussian, ends)

claims = (
    Claim(
        **here, title="The integral of exp(-||y||^2) over a ball is below its volume, and above exp(-r^2) times it",
        says=bound(sp.exp(-(radius**2)) * volume, "<", mass, "<", volume),
        derivation={
            "lower": chain(
                sp.exp(-(radius**2)) * volume,
                ("=", sp.exp(-(radius**2)) * constant(sp.S.One), Monotone(Cite("lemmas/ball_mass+volume", "identity"))),
                ("=", constant(sp.exp(-(radius**2))), Algebra()),
                ("<", mass, Monotone(Sign(), (t,))),
            ),
            "upper": chain(
                mass,
                ("<", constant(sp.S.One), Monotone(Sign(), (t,))),
                ("=", volume, Cite("lemmas/ball_mass+volume", "identity")),
            ),
        },
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+volume", **here, title="The volume of a ball is the integral of 1 over it",
        says=Identity(volume, constant(sp.S.One)),
        derivation={"identity": chain(
            volume,
            ("=", area * radius**n * (1 / n), Algebra()),
            ("=", constant(sp.S.One), Monotone(chain(
                1 / n, ("=", monomial, Antiderivative(monomial, t**n / n, t))))),
        )},
        expects=Holds,
    ),
    Claim(
        part="+short", **here,
        title="By how much the integral of exp(-||y||^2) over a ball falls short of its volume, at least",
        says=bound(mass, "<=", (1 - n * radius**2 * sp.exp(-(radius**2)) / (n + 2)) * volume),
        derivation={"bound": chain(
            mass,
            ("<=", over_ball(lambda s: 1 - s**2 * sp.exp(-(radius**2)), n, radius), Monotone(below, (t,))),
            ("=", area * radius**n * (monomial - radius**2 * sp.exp(-(radius**2)) * second), Algebra()),
            ("=", area * radius**n * (1 / n - radius**2 * sp.exp(-(radius**2)) * second), Monotone(
                Antiderivative(monomial, t**n / n, t))),
            ("=", area * radius**n * (1 / n - radius**2 * sp.exp(-(radius**2)) / (n + 2)), Monotone(
                Antiderivative(second, t ** (n + 2) / (n + 2), t))),
            ("=", (1 - n * radius**2 * sp.exp(-(radius**2)) / (n + 2)) * volume, Algebra()),
        )},
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+grows", **here, title="The integral of exp(-||y||^2) over a ball grows with the radius",
        says=bound(mass, "<", BallMass(n, larger_radius)),
        hypotheses=(Relation(radius, "<", larger_radius),),
        derivation={"bound": chain(
            mass,
            ("<", BallMass(n, larger_radius), Monotone(Growth(inside, s, radius, larger_radius, chain(
                0,
                ("<", s ** (n - 1) * sp.exp(-(s**2)), Sign()),
                ("=", s ** (n - 1) * derived, Monotone(chain(
                    sp.exp(-(s**2)), ("=", derived, Antiderivative(derived, t**n * sp.exp(-(s**2) * t**2), t))))),
                ("=", n * s ** (n - 1) * Integral(gaussian * ends ** (n - 1), ends)
                 + s**n * Integral(-2 * s * ends**2 * gaussian * ends ** (n - 1), ends), Algebra()),
            )))),
        )},
        try_first=({"n": 1, "r": 1, "r_1": 2},),
        expects=Holds,
    ),
    Claim(
        part="+scaled", **here,
        title="Stretching a ball by s and dividing the inverse temperature by s^2 multiplies the integral by s^n",
        says=Identity(heated(beta / factor**2, factor * radius), factor**n * heated(beta, radius)),
        derivation={"identity": chain(
            heated(beta / factor**2, factor * radius), ("=", factor**n * heated(beta, radius), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
