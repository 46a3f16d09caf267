"""The surrogate of MCHN's energy that the concave-convex procedure minimises in its place."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Max, Quantity, Vector, fresh_index
from theory.quantities.attention_step import HopfieldStep
from theory.quantities.euclidean import InnerProduct, SquaredNorm
from theory.quantities.log_sum_exp import LogSumExp


class ConcaveConvex(Quantity):
    """E_C(x | y) = E_1(x) + E_2(y) + (x - y)^T grad E_2(y) with E_2 = -LogSumExp(beta, M^T y) and E_1 = E_MCHN - E_2.

    Ramsauer et al., App. A.1.4.  Arguments: x, y, the patterns, beta.
    """

    notation = r"E_C^{{\beta{3:unless \beta:=*}}}({0} \mid {1}{2:unless \rho:; *})"
    plain = "E_C^{3}({0} | {1}{2:unless rho:; *})"

    def definition(self) -> sp.Expr:
        x, y, patterns, beta = self.args
        i, j, k, other = fresh_index(), fresh_index(), fresh_index(), fresh_index()
        convex = SquaredNorm(x) / 2 + sp.log(patterns.size) / beta
        convex += Max.over(SquaredNorm(patterns.at(j)), j, patterns.size) / 2
        concave = -LogSumExp(Vector(InnerProduct(patterns.at(i), y), i, patterns.size), beta)
        way = Vector(x.at(k) - y.at(k), k, x.size)
        slope = Vector(-HopfieldStep(y, patterns, beta, other), other, x.size)
        return convex + concave + InnerProduct(way, slope)
