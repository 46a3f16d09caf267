"""The surrogate of the distance energy that majorization-minimization minimises in its place."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, Vector, fresh_index
from theory.quantities.euclidean import SquaredDistance
from theory.quantities.softmax import Softmax


class Majorizer(Quantity):
    """Q(x | y) = sum_i w_i (||x - rho^i||^2 + log w_i) with w = softmax(-||y - rho||^2), the attention weights at y.

    Arguments: x, y, the patterns.
    """

    notation = r"Q({0} \mid {1}{2:unless \rho:; *})"
    plain = "Q({0} | {1}{2:unless rho:; *})"

    def definition(self) -> sp.Expr:
        x, y, patterns = self.args
        i, j = fresh_index(), fresh_index()
        weight = Softmax(Vector(-SquaredDistance(y, patterns.at(j)), j, patterns.size), i)
        return Sum.over(weight * (SquaredDistance(x, patterns.at(i)) + sp.log(weight)), i, patterns.size)
