"""What a matrix makes of a vector."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, fresh_index


class Projection(Quantity):
    """(W^T x)_j = sum_k W_kj x_k, as queries and keys are made of tokens; arguments: W, x, the component j."""

    notation = r"({{{0}}}^{{\top}} {1:tight})_{{{2}}}"
    plain = "({0}^T {1})[{2}]"

    def definition(self) -> sp.Expr:
        matrix, x, j = self.args
        k = fresh_index()
        return Sum.over(matrix.at(k).at(j) * x.at(k), k, x.size)
