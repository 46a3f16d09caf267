"""The lower incomplete Gamma function, and the formula that the paper makes of it for an integral over a ball."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Integral, Quantity


class LowerGamma(Quantity):
    """The integral of exp(-s) s^(a - 1) for s from 0 to r, scaled to [0, 1]; arguments: a, at least 1, and r."""

    notation = r"\gamma\left({0}, {1}\right)"
    plain = "gamma({0}, {1})"

    def definition(self) -> sp.Expr:
        a, r = self.args
        t = sp.Dummy("t", nonnegative=True)
        return r**a * Integral(sp.exp(-r * t) * t ** (a - 1), t)


class PrintedBallMass(Quantity):
    """2 pi^(n/2) gamma(n, r) / Gamma(n/2), what Eq. (12) prints for BallMass; arguments: n, the radius."""

    notation = r"P_{{{0}}}\left({1}\right)"
    plain = "P({0}, {1})"

    def definition(self) -> sp.Expr:
        n, radius = self.args
        return 2 * sp.pi ** (n / 2) * LowerGamma(n, radius) / sp.gamma(n / 2)
