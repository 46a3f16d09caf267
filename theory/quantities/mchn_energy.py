"""The energy of the modern continuous Hopfield network."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Max, Quantity, Vector, fresh_index
from theory.quantities.euclidean import InnerProduct, SquaredNorm
from theory.quantities.log_sum_exp import LogSumExp


class MCHNEnergy(Quantity):
    """-LogSumExp(beta, M^T x) + x^T x / 2 + log(d) / beta + max_i ||rho^i||^2 / 2 (Ramsauer et al. 2020).

    Arguments: x, the patterns, beta.
    """

    notation = r"E_{{\mathrm{{MCHN}}}}^{{\beta{2:unless \beta:=*}}}({0}{1:unless \rho:; *})"
    plain = "E_MCHN^{2}({0}{1:unless rho:; *})"

    def definition(self) -> sp.Expr:
        x, patterns, beta = self.args
        i = fresh_index()
        largest = Max.over(SquaredNorm(patterns.at(i)), i, patterns.size)
        overlaps = Vector(InnerProduct(patterns.at(i), x), i, patterns.size)
        return -LogSumExp(overlaps, beta) + SquaredNorm(x) / 2 + sp.log(patterns.size) / beta + largest / 2
