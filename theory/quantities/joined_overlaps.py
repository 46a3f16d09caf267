"""Overlaps with one pattern singled out: the update over it and the others, and by how much its overlap leads."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Max, Min, Quantity, Sum, Vector, fresh_index
from theory.quantities.euclidean import InnerProduct, Norm


class JoinedHopfieldStep(Quantity):
    """The update X softmax(beta X^T x) over the pattern xi and the others sigma, component k (Ramsauer et al. 2020).

    Arguments: x, xi, sigma, beta, k.
    """

    notation = r"f{3:unless \beta:^{{*}}}({0}; {1}, {2})_{{{4}}}"
    plain = "f{3:unless beta:^(*)}({0}; {1}, {2})[{4}]"

    def definition(self) -> sp.Expr:
        x, xi, sigma, beta, k = self.args
        i, j = fresh_index(), fresh_index()
        own = sp.exp(beta * InnerProduct(x, xi))
        pulled = Sum.over(sp.exp(beta * InnerProduct(x, sigma.at(i))) * sigma.at(i).at(k), i, sigma.size)
        total = own + Sum.over(sp.exp(beta * InnerProduct(x, sigma.at(j))), j, sigma.size)
        return (own * xi.at(k) + pulled) / total


class Lead(Quantity):
    """min_j (<x, xi> - <x, sigma^j>), by how much the overlap with xi is above the others; arguments: x, xi, sigma."""

    notation = r"c({0}; {1}, {2})"
    plain = "c({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        x, xi, sigma = self.args
        j = fresh_index()
        return Min.over(InnerProduct(x, xi) - InnerProduct(x, sigma.at(j)), j, sigma.size)


class Separation(Quantity):
    """Delta = min_j (<xi, xi> - <xi, sigma^j>) (Ramsauer et al., Definition 2); arguments: xi, sigma."""

    notation = r"\Delta({0}; {1})"
    plain = "Delta({0}; {1})"

    def definition(self) -> sp.Expr:
        xi, sigma = self.args
        return Lead(xi, xi, sigma)


class JoinedLargestNorm(Quantity):
    """The largest norm of the pattern xi and the others sigma, M of Ramsauer et al.; arguments: xi, sigma."""

    notation = r"\max\left(\left\|{0}\right\|, \max_j \left\|{1}^j\right\|\right)"
    plain = "max(||{0}||, max_j ||{1}[j]||)"

    def definition(self) -> sp.Expr:
        xi, sigma = self.args
        j = fresh_index()
        own, rest = Norm(xi), Max.over(Norm(sigma.at(j)), j, sigma.size)
        return (own + rest + sp.Abs(own - rest)) / 2


def away_from(xi: Vector, sigma: Vector, j: sp.Expr) -> Vector:
    """sigma^j - xi."""
    k = fresh_index()
    return Vector(sigma.at(j).at(k) - xi.at(k), k, xi.size)
