"""Integrals over balls of R^n around a pattern, of what depends on the distance to the pattern alone."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from theory.kernel import Integral, Quantity

POLAR = "lemmas/polar_coordinates"


def over_ball(profile: Callable[[sp.Expr], sp.Expr], n: sp.Expr, radius: sp.Expr) -> sp.Expr:
    """The integral of profile(||y||) over the ball ||y|| <= radius of R^n, in polar coordinates, scaled to [0, 1]."""
    t = sp.Dummy("t", nonnegative=True)
    return SphereArea(n) * radius**n * Integral(profile(radius * t) * t ** (n - 1), t)


def typical_radius(n: sp.Expr) -> sp.Expr:
    """sqrt(n / (2 pi e)), the radius that the paper takes for a ball around a pattern of R^n."""
    return sp.sqrt(n / (2 * sp.pi * sp.E))


def typical_volumes(n: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Between these two lies the volume of a ball of that radius, as `lemmas/typical_volume` derives."""
    most = 1 / sp.sqrt(sp.pi * n)
    return sp.exp(-1 / (6 * n)) * most, most


class SphereArea(Quantity):
    """The area of the unit sphere of R^n, 2 pi^(n/2) / Gamma(n/2); argument: n."""

    notation = "A_{{{0}-1}}"
    plain = "A({0})"
    rests_on = POLAR

    def definition(self) -> sp.Expr:
        (n,) = self.args
        return 2 * sp.pi ** (n / 2) / sp.gamma(n / 2)


class BallVolume(Quantity):
    """The volume of a ball of R^n; arguments: n, the radius."""

    notation = r"V_{{{0}}}\left({1}\right)"
    plain = "V({0}, {1})"
    rests_on = POLAR

    def definition(self) -> sp.Expr:
        n, radius = self.args
        return sp.pi ** (n / 2) * radius**n / sp.gamma(1 + n / 2)


class BallMass(Quantity):
    """The integral of exp(-||y||^2) over the ball ||y|| <= radius of R^n; arguments: n, the radius."""

    notation = r"M_{{{0}}}\left({1}\right)"
    plain = "M({0}, {1})"
    rests_on = POLAR

    def definition(self) -> sp.Expr:
        n, radius = self.args
        return over_ball(lambda s: sp.exp(-(s**2)), n, radius)
