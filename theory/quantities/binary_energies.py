"""The energies of Table 1 on {-1,+1}^n, the overlaps that they are made of, and what setting one component does."""

from __future__ import annotations

import sympy as sp

from theory.kernel import Quantity, Sum, Vector, fresh_index
from theory.quantities.activation import ReLU
from theory.quantities.euclidean import InnerProduct


class HopfieldEnergy(Quantity):
    """-x^T W x / 2 - b^T x with W_kj = sum_i rho^i_k rho^i_j (Hopfield 1982, W with its diagonal).

    Arguments: x, the patterns, the bias b.
    """

    notation = r"E_{{\mathrm{{H}}}}({0}; {1}, {2})"
    plain = "E_H({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        x, patterns, bias = self.args
        k, j, i = fresh_index(), fresh_index(), fresh_index()
        entry = patterns.at(i).at(k) * patterns.at(i).at(j)
        form = Sum.over(Sum.over(entry * x.at(k) * x.at(j), j, x.size), k, x.size)
        return -Sum.over(form, i, patterns.size) / 2 - InnerProduct(bias, x)


class LocalField(Quantity):
    """(W x + b)_k, W with its diagonal; arguments: x, the patterns, the bias b, the component k."""

    notation = r"h_{{{3}}}({0}; {1}, {2})"
    plain = "h({0}; {1}, {2})[{3}]"

    def definition(self) -> sp.Expr:
        x, patterns, bias, k = self.args
        j, i = fresh_index(), fresh_index()
        entry = patterns.at(i).at(k) * patterns.at(i).at(j)
        return Sum.over(Sum.over(entry * x.at(j), j, x.size), i, patterns.size) + bias.at(k)


class OwnCoupling(Quantity):
    """W_kk = sum_i (rho^i_k)^2, what the diagonal of W holds; arguments: the patterns, the component k."""

    notation = r"W_{{{1}{1}}}({0})"
    plain = "W[{1}, {1}]({0})"

    def definition(self) -> sp.Expr:
        patterns, k = self.args
        i = fresh_index()
        return Sum.over(patterns.at(i).at(k) ** 2, i, patterns.size)


class OffDiagonalEnergy(Quantity):
    """Hopfield's energy with the diagonal of W set to 0; arguments: x, the patterns, the bias b."""

    notation = r"E_{{\mathrm{{H}}}}^0({0}; {1}, {2})"
    plain = "E_H^0({0}; {1}, {2})"

    def definition(self) -> sp.Expr:
        x, patterns, bias = self.args
        k = fresh_index()
        diagonal = Sum.over(OwnCoupling(patterns, k) * x.at(k) ** 2, k, x.size)
        return HopfieldEnergy(x, patterns, bias) + diagonal / 2


class OffDiagonalField(Quantity):
    """sum_{j != k} W_kj x_j + b_k; arguments: x, the patterns, the bias b, the component k."""

    notation = r"h^0_{{{3}}}({0}; {1}, {2})"
    plain = "h^0({0}; {1}, {2})[{3}]"

    def definition(self) -> sp.Expr:
        x, patterns, bias, k = self.args
        return LocalField(x, patterns, bias, k) - OwnCoupling(patterns, k) * x.at(k)


class SetOverlap(Quantity):
    """<rho, x> after the component k of x is set to s; arguments: x, the pattern rho, the component k, the number s."""

    notation = r"\langle {1}, {0} \rangle_{{{2} := {3}}}"
    plain = "<{1}, {0}>[{2} := {3}]"

    def definition(self) -> sp.Expr:
        x, pattern, k, s = self.args
        return InnerProduct(pattern, x) + pattern.at(k) * (s - x.at(k))


class SetHopfieldEnergy(Quantity):
    """Hopfield's energy, W with its diagonal, after the component k of x is set to s.

    Arguments: x, the patterns, the bias b, the component k, the number s.
    """

    notation = r"E_{{\mathrm{{H}}}}({0}; {1}, {2})_{{{3} := {4}}}"
    plain = "E_H({0}; {1}, {2})[{3} := {4}]"

    def definition(self) -> sp.Expr:
        x, patterns, bias, k, s = self.args
        i = fresh_index()
        squares = Sum.over(SetOverlap(x, patterns.at(i), k, s) ** 2, i, patterns.size)
        return -squares / 2 - SetOverlap(x, bias, k, s)


class SetOffDiagonalEnergy(Quantity):
    """Hopfield's energy, the diagonal of W set to 0, after the component k of x is set to s.

    Arguments: x, the patterns, the bias b, the component k, the number s.
    """

    notation = r"E_{{\mathrm{{H}}}}^0({0}; {1}, {2})_{{{3} := {4}}}"
    plain = "E_H^0({0}; {1}, {2})[{3} := {4}]"

    def definition(self) -> sp.Expr:
        x, patterns, bias, k, s = self.args
        j = fresh_index()
        squares = Sum.over(OwnCoupling(patterns, j) * x.at(j) ** 2, j, x.size)
        diagonal = squares + OwnCoupling(patterns, k) * (s**2 - x.at(k) ** 2)
        return SetHopfieldEnergy(x, patterns, bias, k, s) + diagonal / 2


class PolynomialEnergy(Quantity):
    """-sum_i F(y_i) with F(z) = z^r, y the overlaps (rho^i)^T x (Krotov and Hopfield 2016); arguments: y, r."""

    notation = r"E_{{\mathrm{{KH}}}}^{{{1}}}\left({0}\right)"
    plain = "E_KH^{1}({0})"

    def definition(self) -> sp.Expr:
        overlaps, order = self.args
        i = fresh_index()
        return -Sum.over(overlaps.at(i) ** order, i, overlaps.size)


class AnyPolynomialEnergy(Quantity):
    """-sum_i F(y_i) with F(z) = sum_p c_p z^p, p from 1 to r, y the overlaps (rho^i)^T x; arguments: y, c."""

    notation = r"E_{{\mathrm{{KH}}}}\left({0}; {1}\right)"
    plain = "E_KH({0}; {1})"

    def definition(self) -> sp.Expr:
        overlaps, coefficients = self.args
        i, p = fresh_index(), fresh_index()
        values = Sum.over(coefficients.at(p) * overlaps.at(i) ** p, p, coefficients.size)
        return -Sum.over(values, i, overlaps.size)


class RectifiedEnergy(Quantity):
    """-sum_i F(y_i) with F(z) = z^r for z > 0 and 0 otherwise, y the overlaps (rho^i)^T x; arguments: y, r."""

    notation = r"E_{{\mathrm{{KH}}+}}^{{{1}}}\left({0}\right)"
    plain = "E_KH+^{1}({0})"

    def definition(self) -> sp.Expr:
        overlaps, order = self.args
        i = fresh_index()
        return -Sum.over(ReLU(overlaps.at(i)) ** order, i, overlaps.size)


def overlaps(x: Vector, patterns: Vector) -> Vector:
    """M^T x: the inner products of the patterns with x."""
    i = fresh_index()
    return Vector(InnerProduct(patterns.at(i), x), i, patterns.size)


def set_overlaps(x: Vector, patterns: Vector, k: sp.Symbol, s: sp.Expr) -> Vector:
    """M^T x after the component k of x is set to s."""
    i = fresh_index()
    return Vector(SetOverlap(x, patterns.at(i), k, s), i, patterns.size)
