"""The squared distance to the nearest pattern."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Min, Quantity, fresh_index
from theory.quantities.euclidean import SquaredDistance


class NearestDistance(Quantity):
    """g(x) = min_i ||x - rho^i||^2 (Niu et al., Eq. (3)); arguments: x, the patterns."""

    notation = r"g({0}{1:unless \rho:; *})"
    plain = "g({0}{1:unless rho:; *})"

    def definition(self) -> sp.Expr:
        x, patterns = self.args
        name = fresh_index()
        return Min.over(SquaredDistance(x, patterns.at(name)), name, patterns.size)
