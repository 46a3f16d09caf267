"""A group of the patterns beside the others, as for metastable states (Ramsauer et al. 2020, App. A.1.5.4)."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Max, Quantity, Sum, Vector, fresh_index
from theory.quantities.euclidean import InnerProduct, Norm
from theory.quantities.merged import MergedMean


def centre_of(patterns: Vector) -> Vector:
    """The mean of the patterns, a point of R^n."""
    i, k = fresh_index(), fresh_index()
    return Vector(Sum.over(patterns.at(i).at(k), i, patterns.size) / patterns.size, k, patterns.at(1).size)


def aligned_with(x: Vector, patterns: Vector, beta: sp.Expr) -> Vector:
    """The logits of the patterns at x."""
    i = fresh_index()
    return Vector(beta * InnerProduct(patterns.at(i), x), i, patterns.size)


def seen_from(patterns: Vector, direction: Vector) -> Vector:
    """The patterns seen along a direction, one number each."""
    i = fresh_index()
    return Vector(InnerProduct(patterns.at(i), direction), i, patterns.size)


def _partition(logits: Vector) -> sp.Expr:
    i = fresh_index()
    return Sum.over(sp.exp(logits.at(i)), i, logits.size)


class GroupStep(Quantity):
    """The update of the MCHN with its patterns in two lists, component k; arguments: x, the group, the others, beta, k.

    It is HopfieldStep of all the patterns together.
    """

    notation = r"f({0}; {1}, {2})_{{{4}}}"
    plain = "f({0}; {1}, {2})[{4}]"

    def definition(self) -> sp.Expr:
        x, group, others, beta, k = self.args
        i, j = fresh_index(), fresh_index()
        own, more = Vector(group.at(i).at(k), i, group.size), Vector(others.at(j).at(k), j, others.size)
        return MergedMean(aligned_with(x, group, beta), own, aligned_with(x, others, beta), more)


class OthersWeight(Quantity):
    """The softmax weight of all the patterns outside the group; arguments: x, the group, the others, beta."""

    notation = r"\gamma({0}; {1}, {2})"
    plain = "gamma({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        x, group, others, beta = self.args
        outside = _partition(aligned_with(x, others, beta))
        return outside / (_partition(aligned_with(x, group, beta)) + outside)


class Spread(Quantity):
    """max_i ||rho^i - m||, m the mean of the patterns rho."""

    notation = r"m_{{\max}}({0})"
    plain = "m_max({0})"

    def definition(self) -> sp.Expr:
        (patterns,) = self.args
        i, k = fresh_index(), fresh_index()
        centre = centre_of(patterns)
        away = Vector(patterns.at(i).at(k) - centre.at(k), k, centre.size)
        return Max.over(Norm(away), i, patterns.size)


def largest_of_group(patterns: Vector) -> sp.Expr:
    """The largest norm of the patterns of one list."""
    i = fresh_index()
    return Max.over(Norm(patterns.at(i)), i, patterns.size)


class LargestNorm(Quantity):
    """The largest norm of the patterns of two lists: of two numbers the larger is (a + b + |a - b|) / 2."""

    notation = r"M({0}, {1})"
    plain = "M({0}, {1})"

    def definition(self) -> sp.Expr:
        a, b = (largest_of_group(patterns) for patterns in self.args)
        return (a + b + sp.Abs(a - b)) / 2


class GroupLead(Quantity):
    """x^T m - max_j x^T sigma^j: the mean m of the group against the others; arguments: x, the group, the others."""

    notation = r"c({0}; {1}, {2})"
    plain = "c({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        x, group, others = self.args
        j = fresh_index()
        return InnerProduct(x, centre_of(group)) - Max.over(InnerProduct(x, others.at(j)), j, others.size)
