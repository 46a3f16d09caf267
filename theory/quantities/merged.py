"""Attention over two groups of keys under one softmax: those of the context, and those of a feed-forward layer."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, Vector, fresh_index
from theory.quantities.euclidean import SquaredDistance


def _weighed(logits: sp.Basic, values: sp.Basic) -> sp.Expr:
    """sum_i exp(logit_i) value_i."""
    i = fresh_index()
    return Sum.over(sp.exp(logits.at(i)) * values.at(i), i, logits.size)


def _partition(logits: sp.Basic) -> sp.Expr:
    """sum_i exp(logit_i)."""
    i = fresh_index()
    return Sum.over(sp.exp(logits.at(i)), i, logits.size)


class MergedMean(Quantity):
    """The mean of two lists of values under one softmax of two lists of logits.

    Arguments: logits, values, further logits, further values.
    """

    notation = r"\mathbb{{E}}_{{{0};\, {2}}}[{1};\, {3}]"
    plain = "mean[{0}; {2}]({1}; {3})"

    def definition(self) -> sp.Expr:
        logits, values, more_logits, more_values = self.args
        pulled = _weighed(logits, values) + _weighed(more_logits, more_values)
        return pulled / (_partition(logits) + _partition(more_logits))


class MergedVariance(Quantity):
    """The variance of two lists of values under one softmax of two lists of logits.

    Arguments: logits, values, further logits, further values.
    """

    notation = r"\operatorname{{Var}}_{{{0};\, {2}}}[{1};\, {3}]"
    plain = "var[{0}; {2}]({1}; {3})"

    def definition(self) -> sp.Expr:
        logits, values, more_logits, more_values = self.args
        squares = MergedMean(logits, _squared(values), more_logits, _squared(more_values))
        return squares - MergedMean(logits, values, more_logits, more_values) ** 2


def _squared(values: sp.Basic) -> Vector:
    """The squares of the values."""
    i = fresh_index()
    return Vector(values.at(i) ** 2, i, values.size)


def _near(x: sp.Basic, patterns: sp.Basic) -> Vector:
    """The logits of attention by distance."""
    i = fresh_index()
    return Vector(-SquaredDistance(x, patterns.at(i)), i, patterns.size)


class MergedEnergy(Quantity):
    """The distance energy of two groups of patterns together (Niu et al., Eq. (4)); arguments: x, both groups."""

    notation = r"E({0}; {1}, {2})"
    plain = "E({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        x, patterns, others = self.args
        return -sp.log(_partition(_near(x, patterns)) + _partition(_near(x, others)))


class MergedStep(Quantity):
    """The attention step over two groups of patterns together, component k; arguments: x, both groups, k."""

    notation = r"T({0}; {1}, {2})_{{{3}}}"
    plain = "T({0}; {1}, {2})[{3}]"

    def definition(self) -> sp.Expr:
        x, patterns, others, k = self.args
        i, j = fresh_index(), fresh_index()
        components = Vector(patterns.at(i).at(k), i, patterns.size)
        more = Vector(others.at(j).at(k), j, others.size)
        return MergedMean(_near(x, patterns), components, _near(x, others), more)
