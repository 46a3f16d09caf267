"""The updates that the energies induce: one attention step, component by component."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, Vector, fresh_index
from theory.quantities.euclidean import InnerProduct, SquaredDistance, SquaredNorm
from theory.quantities.softmax import Softmax


class AttentionStep(Quantity):
    """T(x)_k = sum_i softmax(-||x - rho||^2)_i rho^i_k, the update of the distance energy.

    Arguments: x, the patterns, the component k.
    """

    notation = r"T({0}{1:unless \rho:; *})_{{{2}}}"
    plain = "T({0}{1:unless rho:; *})[{2}]"

    def definition(self) -> sp.Expr:
        x, patterns, k = self.args
        i, j = fresh_index(), fresh_index()
        near = Vector(-SquaredDistance(x, patterns.at(j)), j, patterns.size)
        return Sum.over(Softmax(near, i) * patterns.at(i).at(k), i, patterns.size)


class HopfieldStep(Quantity):
    """sum_i softmax(beta M^T x)_i rho^i_k, the update of the MCHN (Ramsauer et al. 2020).

    Arguments: x, the patterns, beta, the component k.
    """

    notation = r"T_{{\mathrm{{MCHN}}}}^{{\beta{2:unless \beta:=*}}}({0}{1:unless \rho:; *})_{{{3}}}"
    plain = "T_MCHN^{2}({0}{1:unless rho:; *})[{3}]"

    def definition(self) -> sp.Expr:
        x, patterns, beta, k = self.args
        i, j = fresh_index(), fresh_index()
        aligned = Vector(beta * InnerProduct(patterns.at(j), x), j, patterns.size)
        return Sum.over(Softmax(aligned, i) * patterns.at(i).at(k), i, patterns.size)


class JoinedStep(Quantity):
    """The attention step over the pattern xi and the others sigma, component k; arguments: x, xi, sigma, k."""

    notation = r"T({0}; {1}, {2})_{{{3}}}"
    plain = "T({0}; {1}, {2})[{3}]"

    def definition(self) -> sp.Expr:
        x, xi, sigma, k = self.args
        i, j = fresh_index(), fresh_index()
        own = sp.exp(-SquaredDistance(x, xi))
        pulled = Sum.over(sp.exp(-SquaredDistance(x, sigma.at(i))) * sigma.at(i).at(k), i, sigma.size)
        total = own + Sum.over(sp.exp(-SquaredDistance(x, sigma.at(j))), j, sigma.size)
        return (own * xi.at(k) + pulled) / total


class JoinedWeight(Quantity):
    """The attention weight of sigma^j in the step over xi and the others sigma; arguments: x, xi, sigma, j."""

    notation = r"w_{{{3}}}({0}; {1}, {2})"
    plain = "w({0}; {1}, {2})[{3}]"

    def definition(self) -> sp.Expr:
        x, xi, sigma, where = self.args
        j = fresh_index()
        total = sp.exp(-SquaredDistance(x, xi)) + Sum.over(sp.exp(-SquaredDistance(x, sigma.at(j))), j, sigma.size)
        return sp.exp(-SquaredDistance(x, sigma.at(where))) / total


class RelativeWeight(Quantity):
    """exp(||x - xi||^2 - ||x - sigma^j||^2), sigma^j against xi, its exponent written as an affine function of x.

    Arguments: x, xi, sigma, the index j.
    """

    notation = r"e_{{{3}}}({0}; {1}, {2})"
    plain = "e({0}; {1}, {2})[{3}]"

    def definition(self) -> sp.Expr:
        x, xi, sigma, where = self.args
        k = fresh_index()
        other = sigma.at(where)
        away = Vector(other.at(k) - xi.at(k), k, x.size)
        return sp.exp(2 * InnerProduct(x, away) + SquaredNorm(xi) - SquaredNorm(other))
