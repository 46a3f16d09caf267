"""Cross-entropies of the densities of one layer on balls around its patterns, with the patterns as data.

In R^n the balls are disjoint and in each the own pattern is the nearest, so that the integrals are sums over balls of
radial ones.  L is log Z plus the mean energy at the patterns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy as sp

from theory.kernel import Integral, Quantity, Sum, Vector, fresh_index
from theory.quantities.balls import BallMass, BallVolume, over_ball


def equal_radii(radius: sp.Expr, d: sp.Expr) -> Vector:
    """The same radius for each of d balls."""
    return Vector(radius, fresh_index(), d)


def over_interval(function: Callable[[sp.Expr], sp.Expr], middle: sp.Expr, radius: sp.Expr) -> sp.Expr:
    """The integral of the function from middle - radius to middle + radius."""
    t = sp.Dummy("t", nonnegative=True)
    return radius * Integral(function(middle + radius * t) + function(middle - radius * t), t)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLayers:
    """Two layers with one pattern each on the line: the losses of the density of E_global, and the normalisers Z_t.

    `nearest` has E_t = g_t, which with one pattern is the distance energy; `printed` has E_t = exp(-g_t) / Z_t.
    """

    nearest: sp.Expr
    printed: sp.Expr
    normalisers: tuple[sp.Expr, sp.Expr]


def two_layers(apart: sp.Expr, first: sp.Expr, second: sp.Expr) -> TwoLayers:
    """Patterns at 0 and `apart`, which are the data, in the middle of intervals of these radii."""

    def over_both(profile: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
        return over_interval(profile, sp.S.Zero, first) + over_interval(profile, apart, second)

    def loss(profile: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
        return sp.log(over_both(profile)) - (sp.log(profile(sp.S.Zero)) + sp.log(profile(apart))) / 2

    closeness: list[Callable[[sp.Expr], sp.Expr]] = [lambda x: sp.exp(-(x**2)), lambda x: sp.exp(-((x - apart) ** 2))]
    Z = (over_both(closeness[0]), over_both(closeness[1]))
    return TwoLayers(
        nearest=loss(lambda x: sp.Add(*(near(x) for near in closeness))),
        printed=loss(lambda x: sp.Add(*(sp.exp(-near(x) / z) for near, z in zip(closeness, Z, strict=True)))),
        normalisers=Z,
    )


class Normaliser(Quantity):
    """The integral of exp(-g) over balls, g the squared distance to the nearest pattern; arguments: n, the radii."""

    notation = r"Z_g({1})"
    plain = "Z_g({1})"

    def definition(self) -> sp.Expr:
        n, radii = self.args
        i = fresh_index()
        return Sum.over(BallMass(n, radii.at(i)), i, radii.size)


class Extent(Quantity):
    """The volume of balls together; arguments: n, the radii."""

    notation = r"V({1})"
    plain = "V({1})"

    def definition(self) -> sp.Expr:
        n, radii = self.args
        i = fresh_index()
        return Sum.over(BallVolume(n, radii.at(i)), i, radii.size)


class NearestLoss(Quantity):
    """The cross-entropy log Z_g of the density exp(-g) / Z_g on balls, as g is 0 at the patterns.

    Arguments: n, the radii.
    """

    notation = r"L_g({1})"
    plain = "L_g({1})"

    def definition(self) -> sp.Expr:
        return sp.log(Normaliser(*self.args))


class PrintedLoss(Quantity):
    """The cross-entropy of the density whose energy is exp(-g) / Z_g on balls, and 1 / Z_g at the patterns.

    The logarithm of the integral of exp(-exp(-g) / Z_g), plus 1 / Z_g; arguments: n, the radii.
    """

    notation = r"L_{{\mathrm{{A}}}}({1})"
    plain = "L_A({1})"

    def definition(self) -> sp.Expr:
        n, radii = self.args
        i, Z = fresh_index(), Normaliser(n, radii)
        part = over_ball(lambda distance: sp.exp(-sp.exp(-(distance**2)) / Z), n, radii.at(i))
        return sp.log(Sum.over(part, i, radii.size)) + 1 / Z


class SmoothLoss(Quantity):
    """The cross-entropy, on the line, of the density exp(-E) / Z of the distance energy on intervals around patterns.

    Arguments: the patterns, numbers; the radii of the intervals.
    """

    notation = r"L_{{E}}({0}; {1})"
    plain = "L_E({0}; {1})"

    def definition(self) -> sp.Expr:
        patterns, radii = self.args
        i, j, d = fresh_index(), fresh_index(), patterns.size

        def summed(x: sp.Expr) -> sp.Expr:
            return Sum.over(sp.exp(-((x - patterns.at(j)) ** 2)), j, d)

        Z = Sum.over(over_interval(summed, patterns.at(i), radii.at(i)), i, d)
        return sp.log(Z) - Sum.over(sp.log(summed(patterns.at(i))), i, d) / d
