"""Cross-entropies of the densities of one layer on balls around its patterns, with the patterns as data.

In R^n the balls are disjoint and in each the own pattern is the nearest, so that the integrals are sums over balls of
radial ones.  L is log Z plus the mean energy at the patterns.
"""

from __future__ import annotations

from collections.abc import Callable

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


def _closeness(apart: sp.Expr) -> tuple[Callable[[sp.Expr], sp.Expr], ...]:
    """exp(-g_t) for two layers with one pattern each on the line, at 0 and at `apart`."""
    return (lambda x: sp.exp(-(x**2)), lambda x: sp.exp(-((x - apart) ** 2)))


class PairNormaliser(Quantity):
    """The integral of exp(-g_t) over both intervals, for two layers with one pattern each on the line.

    Arguments: how far the patterns are apart, the radii of the intervals around the first and the second, the layer.
    """

    notation = r"Z_{{{3}}}({0}; {1}, {2})"
    plain = "Z_{3}({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        apart, first, second, layer = self.args
        return _over_both(_closeness(apart)[int(layer) - 1], apart, first, second)


class PairLoss(Quantity):
    """The cross-entropy of the density of E_global for two layers with one pattern each on the line, and E_t = g_t.

    The patterns are the data; E_t is the distance energy too.  Arguments: how far they are apart, the two radii.
    """

    notation = r"L_{{g}}({0}; {1}, {2})"
    plain = "L_g({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        near = _closeness(self.args[0])
        return _pair_loss(lambda x: near[0](x) + near[1](x), *self.args)


class PairPrintedLoss(Quantity):
    """The same for the printed energies exp(-g_t) / Z_t; arguments: how far the patterns are apart, the two radii."""

    notation = r"L_{{\mathrm{{A}}}}({0}; {1}, {2})"
    plain = "L_A({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        Z = [PairNormaliser(*self.args, sp.Integer(layer)) for layer in (1, 2)]
        near = _closeness(self.args[0])
        return _pair_loss(lambda x: sp.exp(-near[0](x) / Z[0]) + sp.exp(-near[1](x) / Z[1]), *self.args)


def _over_both(profile: Callable[[sp.Expr], sp.Expr], apart: sp.Expr, first: sp.Expr, second: sp.Expr) -> sp.Expr:
    return over_interval(profile, sp.S.Zero, first) + over_interval(profile, apart, second)


def _pair_loss(profile: Callable[[sp.Expr], sp.Expr], apart: sp.Expr, first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """log of the integral of exp(-E_global), less its mean logarithm at the two patterns."""
    whole = _over_both(profile, apart, first, second)
    return sp.log(whole) - (sp.log(profile(sp.S.Zero)) + sp.log(profile(apart))) / 2


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
