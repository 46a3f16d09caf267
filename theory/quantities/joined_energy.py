"""The energy made of squared distances, with one pattern singled out."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, fresh_index
from theory.quantities.euclidean import SquaredDistance


class JoinedEnergy(Quantity):
    """E(x) of the patterns xi, sigma^1, ..., sigma^m (Niu et al., Eq. (4)); arguments: x, xi, sigma."""

    notation = r"E({0}; {1}, {2})"
    plain = "E({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        x, single, others = self.args
        name = fresh_index()
        rest = Sum.over(sp.exp(-SquaredDistance(x, others.at(name))), name, others.size)
        return -sp.log(sp.exp(-SquaredDistance(x, single)) + rest)
