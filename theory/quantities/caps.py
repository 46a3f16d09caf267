"""What caps of the sphere cover, and how far apart random points of it lie."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity


class CapConstant(Quantity):
    """kappa_n = Gamma((n + 1)/2) / (n sqrt(pi) Gamma(n/2)) (Ramsauer et al., Eq. (323)); argument: n."""

    notation = r"\kappa_{{{0}}}"
    plain = "kappa({0})"

    def definition(self) -> sp.Expr:
        (n,) = self.args
        return sp.gamma((n + 1) / 2) / (n * sp.sqrt(sp.pi) * sp.gamma(n / 2))


class SeparationConstant(Quantity):
    """C_n of Ramsauer et al., Eq. (383), which bounds a scaled expected least angle from below; argument: n."""

    notation = r"C_{{{0}}}"
    plain = "C({0})"

    def definition(self) -> sp.Expr:
        (n,) = self.args
        half = sp.gamma((n + 1) / 2) / (2 * n * sp.sqrt(sp.pi) * sp.gamma(n / 2))
        return half ** (-1 / n) * sp.gamma(1 + 1 / n) * (n + 1) ** (-1 / n) / sp.gamma(2 + 1 / n)
