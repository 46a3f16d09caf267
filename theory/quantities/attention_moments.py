"""Means and covariances under softmax weights."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, fresh_index
from theory.quantities.softmax import Softmax


class SoftmaxMean(Quantity):
    """The mean of the values under the softmax weights of the logits; arguments: logits, values."""

    notation = r"\mathbb{{E}}_{{{0}}}[{1}]"
    plain = "mean[{0}]({1})"

    def definition(self) -> sp.Expr:
        logits, values = self.args
        i = fresh_index()
        return Sum.over(Softmax(logits, i) * values.at(i), i, values.size)


class SoftmaxVariance(Quantity):
    """The variance of the values under the softmax weights of the logits; arguments: logits, values."""

    notation = r"\operatorname{{Var}}_{{{0}}}[{1}]"
    plain = "var[{0}]({1})"

    def definition(self) -> sp.Expr:
        logits, values = self.args
        i = fresh_index()
        return Sum.over(Softmax(logits, i) * (values.at(i) - SoftmaxMean(logits, values)) ** 2, i, values.size)


class SoftmaxCovariance(Quantity):
    """The covariance of two lists of values under the softmax weights of the logits; arguments: logits, a, b."""

    notation = r"\operatorname{{Cov}}_{{{0}}}[{1}, {2}]"
    plain = "cov[{0}]({1}, {2})"

    def definition(self) -> sp.Expr:
        logits, a, b = self.args
        i = fresh_index()
        deviation = (a.at(i) - SoftmaxMean(logits, a)) * (b.at(i) - SoftmaxMean(logits, b))
        return Sum.over(Softmax(logits, i) * deviation, i, a.size)
