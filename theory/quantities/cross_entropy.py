"""Entropies and cross-entropies of softmax weights, and densities on nodes that have masses."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, fresh_index
from theory.quantities.softmax import Softmax


class SoftmaxEntropy(Quantity):
    """-sum_i p_i log p_i with p = softmax(y) (Shannon); argument: the logits y."""

    notation = r"H\left(\operatorname{{softmax}}({0})\right)"
    plain = "H(softmax({0}))"

    def definition(self) -> sp.Expr:
        (logits,) = self.args
        i = fresh_index()
        return -Sum.over(Softmax(logits, i) * sp.log(Softmax(logits, i)), i, logits.size)


class CrossEntropy(Quantity):
    """-sum_i p_i log q_i with p = softmax(y), the loss of a model q on data of the law p.

    Arguments: the logits y, the positive numbers q.
    """

    notation = r"H\left(\operatorname{{softmax}}({0}), {1}\right)"
    plain = "H(softmax({0}), {1})"

    def definition(self) -> sp.Expr:
        logits, model = self.args
        i = fresh_index()
        return -Sum.over(Softmax(logits, i) * sp.log(model.at(i)), i, logits.size)


class NodeDensity(Quantity):
    """exp(y_i) / sum_k omega_k exp(y_k), whose sum over nodes of masses omega is 1; arguments: y, the masses, i."""

    notation = r"p_{{{2}}}({0}; {1})"
    plain = "p({0}; {1})[{2}]"

    def definition(self) -> sp.Expr:
        values, masses, where = self.args
        k = fresh_index()
        return sp.exp(values.at(where)) / Sum.over(masses.at(k) * sp.exp(values.at(k)), k, masses.size)
