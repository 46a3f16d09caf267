"""The energy made of squared distances."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, fresh_index
from theory.quantities.euclidean import SquaredDistance


class DistanceEnergy(Quantity):
    """E(x) = -log sum_i exp(-||x - rho^i||^2) (Niu et al., Eq. (4)); arguments: x, the patterns."""

    notation = r"E({0}{1:unless \rho:; *})"
    plain = "E({0}{1:unless rho:; *})"

    def definition(self) -> sp.Expr:
        x, patterns = self.args
        name = fresh_index()
        return -sp.log(Sum.over(sp.exp(-SquaredDistance(x, patterns.at(name))), name, patterns.size))
