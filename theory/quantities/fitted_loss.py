"""Losses as functions of model size and data size, fitted to experiments."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity


class FittedLoss(Quantity):
    """E + A / N^alpha + B / D^beta (Hoffmann et al. 2022); arguments: N, D, E, A, B, alpha, beta."""

    notation = r"\left({2} + {3} \, {0:tight}^{{-{5:tight}}} + {4} \, {1:tight}^{{-{6:tight}}}\right)"
    plain = "({2} + {3} ({0})^-({5}) + {4} ({1})^-({6}))"

    def definition(self) -> sp.Expr:
        N, D, E, A, B, alpha, beta = self.args
        return E + A / N**alpha + B / D**beta


class FittedPowers(Quantity):
    """((N_c / N)^(alpha_N / alpha_D) + D_c / D)^alpha_D (Kaplan et al. 2020); arguments: N, D and the constants."""

    notation = r"\left(\left(\frac{{{2}}}{{{0}}}\right)^{{{4} / {5}}} + \frac{{{3}}}{{{1}}}\right)^{{{5}}}"
    plain = "((({2}) / ({0}))^({4} / {5}) + ({3}) / ({1}))^{5}"

    def definition(self) -> sp.Expr:
        N, D, N_c, D_c, alpha_N, alpha_D = self.args
        return ((N_c / N) ** (alpha_N / alpha_D) + D_c / D) ** alpha_D


def _rational(*decimals: str) -> tuple[sp.Rational, ...]:
    return tuple(sp.Rational(decimal) for decimal in decimals)


# E, A, B, alpha, beta as Niu et al. quote them, as Hoffmann et al. print them, and as Besiroglu et al. 2024 fit them.
QUOTED = _rational("1.61", "406.4", "410.7", "0.34", "0.28")
HOFFMANN = _rational("1.69", "406.4", "410.7", "0.34", "0.28")
REFITTED = _rational("1.8172", "482.01", "2085.43", "0.3478", "0.3658")
