"""Angles from 0 to pi by the tangent t of a quarter of them, and their cosines."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Integral, Quantity

HALVED = "lemmas/half_angle"


class Arctangent(Quantity):
    """The integral of 1/(1 + s^2) for s from 0 to t, scaled to [0, 1]; argument: t."""

    notation = r"\arctan({0})"
    plain = "arctan({0})"
    rests_on = HALVED

    def definition(self) -> sp.Expr:
        (t,) = self.args
        s = sp.Dummy("s", nonnegative=True)
        return t * Integral(1 / (1 + t**2 * s**2), s)


class Angle(Quantity):
    """The angle 4 arctan t, any angle from 0 to pi as t goes from 0 to 1; argument: t."""

    notation = r"\left(4\arctan({0})\right)"
    plain = "(4 arctan({0}))"
    rests_on = HALVED

    def definition(self) -> sp.Expr:
        (t,) = self.args
        return 4 * Arctangent(t)


class Cosine(Quantity):
    """cos(4 arctan t) = 1 - 8 t^2 / (1 + t^2)^2; argument: t."""

    notation = r"\cos\left(4\arctan({0})\right)"
    plain = "cos(4 arctan({0}))"
    rests_on = HALVED

    def definition(self) -> sp.Expr:
        (t,) = self.args
        return 1 - 8 * t**2 / (1 + t**2) ** 2
