"""How far one list of softmax weights is from another."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, fresh_index
from theory.quantities.softmax import Softmax


class RelativeEntropy(Quantity):
    """sum_i p_i (log p_i - log q_i) with p = softmax(a), q = softmax(b) (Kullback and Leibler); arguments: a, b."""

    notation = r"\operatorname{{KL}}\left(\operatorname{{softmax}}({0}) \,\|\, \operatorname{{softmax}}({1})\right)"
    plain = "KL(softmax({0}) || softmax({1}))"

    def definition(self) -> sp.Expr:
        a, b = self.args
        i = fresh_index()
        return Sum.over(Softmax(a, i) * (sp.log(Softmax(a, i)) - sp.log(Softmax(b, i))), i, a.size)
