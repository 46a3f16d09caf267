"""Softmax weights."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, fresh_index


class Softmax(Quantity):
    """exp(y_i) / sum_j exp(y_j); arguments: the vector y, the index i."""

    notation = r"\operatorname{{softmax}}\left({0}\right)_{{{1}}}"
    plain = "softmax({0})_{1}"

    def definition(self) -> sp.Expr:
        vector, where = self.args
        name = fresh_index()
        return sp.exp(vector.at(where)) / Sum.over(sp.exp(vector.at(name)), name, vector.size)
