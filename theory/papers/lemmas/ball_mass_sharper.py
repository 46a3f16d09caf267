"""The integral of exp(-||y||^2) over a ball of R^n, between multiples of exp(-r^2) and of exp(-r^2 n/(n + 2))."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Integral, Relation, chain
from theory.kernel.rules import (
    Algebra,
    Antiderivative,
    Chord,
    Cite,
    Monotone,
    Moving,
    Scaled,
    Sign,
    Tangent,
)
from theory.quantities import BallMass, BallVolume, SphereArea, over_ball
from theory.statement import Identity, bound
from theory.symbols import n, radius, weight
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "The mass of a ball", "section": "Vectors"}

t, ends = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)
positive = sp.Symbol("g_0", positive=True)
mass, volume, edge = BallMass(n, radius), BallVolume(n, radius), sp.exp(-(radius**2))
outside = SphereArea(n) * radius**n
bell = sp.exp(-(radius**2) * ends**2)


def moment(k: sp.Expr) -> sp.Expr:
    """The integral of exp(-r^2 t^2) t^k from 0 to 1."""
    return Integral(bell * ends**k, ends)


def monomial(k: sp.Expr) -> sp.Expr:
    """The integral of t^k from 0 to 1."""
    return Integral(ends**k, ends)


def by_parts(k: sp.Expr) -> Moving:
    """k J_k-1 = exp(-r^2) + 2 r^2 J_k+1 for the moments J, integrating by parts."""
    whole = Integral(k * ends ** (k - 1) * bell - 2 * radius**2 * ends ** (k + 1) * bell, ends)
    return Moving(chain(
        k * moment(k - 1) - 2 * radius**2 * moment(k + 1),
        ("=", whole, Algebra()),
        ("=", edge, Antiderivative(whole, t**k * sp.exp(-(radius**2) * t**2), t)),
    ))  # fmt: skip


parts = edge + 2 * radius**2 * moment(n + 1)
split = Scaled(n / outside, chain(n * moment(n - 1), ("=", parts, by_parts(n))))
joined = Scaled(n / outside, chain(parts, ("=", n * moment(n - 1), by_parts(n))))
room = n + 2 - 2 * radius**2
middle = n * radius**2 / (n + 2)
least_third = chain(
    edge / (n + 2),
    ("=", edge * monomial(n + 1), Monotone(Antiderivative(monomial(n + 1), t ** (n + 2) / (n + 2), t))),
    ("=", Integral(edge * ends ** (n + 1), ends), Algebra()),
    ("<", moment(n + 1), Monotone(Sign(), (t,))),
)  # fmt: skip
most_second = Scaled(room, chain(
    room * moment(n + 1),
    ("=", edge + 2 * radius**2 * moment(n + 3) - 2 * radius**2 * moment(n + 1), by_parts(n + 2)),
    ("<", edge, Moving(chain(
        2 * radius**2 * moment(n + 3), ("<", 2 * radius**2 * moment(n + 1), Monotone(Sign(), (t,)))))),
    ("=", room * (edge / room), Algebra()),
))  # fmt: skip
in_plane = Integral(2 * radius**2 * ends * bell, ends)
flat = over_ball(lambda s: 1 - s**2 / radius**2 * (1 - edge), n, radius)

claims = (
    Claim(
        **here,
        title="The integral of exp(-||y||^2) over a ball is above exp(-r^2) (1 + 2 r^2/(n + 2)) times its volume",
        says=bound(edge * volume * (1 + 2 * radius**2 / (n + 2)), "<", mass),
        derivation={"bound": chain(
            edge * volume * (1 + 2 * radius**2 / (n + 2)),
            ("=", outside * (edge + 2 * radius**2 * (edge / (n + 2))) / n, Algebra()),
            ("<", outside * parts / n, Monotone(least_third)),
            ("=", mass, joined),
        )},
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+above", **here,
        title="The integral of exp(-||y||^2) over a ball is below exp(-r^2) (n + 2)/(n + 2 - 2 r^2) times its volume",
        says=bound(mass, "<", edge * volume * (n + 2) / room),
        hypotheses=(Relation(2 * radius**2, "<", n + 2),),
        derivation={"bound": chain(
            mass,
            ("=", outside * parts / n, split),
            ("<", outside * (edge + 2 * radius**2 * (edge / room)) / n, Monotone(most_second)),
            ("=", edge * volume * (n + 2) / room, Algebra()),
        )},
        try_first=({"n": 1, "r": 1}, {"n": 1, "r": "1/1000000000000"}),
        expects=Holds,
    ),
    Claim(
        part="+mean", **here,
        title="The integral of exp(-||y||^2) over a ball is at least its volume times exp of the mean of -||y||^2",
        says=bound(sp.exp(-middle) * volume, "<=", mass),
        derivation={"bound": chain(
            sp.exp(-middle) * volume,
            ("=", outside * sp.exp(-middle) * ((1 + middle) * (1 / n) - radius**2 * (1 / (n + 2))), Algebra()),
            ("=", outside * sp.exp(-middle) * ((1 + middle) * monomial(n - 1) - radius**2 * (1 / (n + 2))), Monotone(
                Antiderivative(monomial(n - 1), t**n / n, t))),
            ("=", outside * sp.exp(-middle) * ((1 + middle) * monomial(n - 1) - radius**2 * monomial(n + 1)), Monotone(
                Antiderivative(monomial(n + 1), t ** (n + 2) / (n + 2), t))),
            ("=", over_ball(lambda s: sp.exp(-middle) * (1 + middle - s**2), n, radius), Algebra()),
            ("<=", mass, Monotone(Scaled(sp.exp(middle), chain(
                1 + middle - radius**2 * t**2,
                ("<=", sp.exp(middle - radius**2 * t**2), Tangent(middle - radius**2 * t**2)),
            )), (t,))),
        )},
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+chord", **here,
        title="The integral of exp(-||y||^2) over a ball is at most (2 + n exp(-r^2))/(n + 2) times its volume",
        says=bound(mass, "<=", volume * (2 + n * edge) / (n + 2)),
        derivation={"bound": chain(
            mass,
            ("<=", flat, Monotone(
                Cite("lemmas/ball_mass_sharper+exponential", at={weight: t**2, positive: radius**2}), (t,))),
            ("=", outside * (monomial(n - 1) - (1 - edge) * monomial(n + 1)), Algebra()),
            ("=", outside * (1 / n - (1 - edge) * monomial(n + 1)), Monotone(
                Antiderivative(monomial(n - 1), t**n / n, t))),
            ("=", outside * (1 / n - (1 - edge) * (1 / (n + 2))), Monotone(
                Antiderivative(monomial(n + 1), t ** (n + 2) / (n + 2), t))),
            ("=", volume * (2 + n * edge) / (n + 2), Algebra()),
        )},
        try_first=({"n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+plane", **here, title="In the plane the integral of exp(-||y||^2) over a ball is pi (1 - exp(-r^2))",
        says=Identity(BallMass(sp.Integer(2), radius), sp.pi * (1 - edge)),
        derivation={"identity": chain(
            BallMass(sp.Integer(2), radius),
            ("=", sp.pi * in_plane, Algebra()),
            ("=", sp.pi * (1 - edge), Monotone(Antiderivative(in_plane, -sp.exp(-(radius**2) * t**2), t))),
        )},
        expects=Holds,
    ),
    Claim(
        part="+exponential", **here, title="Between two numbers the exponential lies below its chord",
        says=bound(sp.exp(-weight * positive), "<=", 1 - weight * (1 - sp.exp(-positive))),
        hypotheses=(Relation(weight, "<=", sp.S.One),),
        derivation={"bound": chain(
            sp.exp(-weight * positive),
            ("<=", 1 - weight * (1 - sp.exp(-positive)), Chord(weight, -positive, sp.S.Zero)),
        )},
        try_first=({"lambda": "1/2", "g_0": 1},),
        expects=Holds,
    ),
)  # fmt: skip
