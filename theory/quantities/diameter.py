"""How far apart the patterns lie."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Max, Quantity, fresh_index
from theory.quantities.euclidean import SquaredDistance


class SquaredDiameter(Quantity):
    """max_i max_j ||rho^i - rho^j||^2, the squared diameter of the patterns."""

    notation = r"\operatorname{{diam}}({0})^2"
    plain = "diam({0})^2"

    def definition(self) -> sp.Expr:
        (patterns,) = self.args
        i, j = fresh_index(), fresh_index()
        distances = Max.over(SquaredDistance(patterns.at(i), patterns.at(j)), j, patterns.size)
        return Max.over(distances, i, patterns.size)
