"""Inner products, norms and distances in R^n."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from theory.kernel import Max, Quantity, Sum, Vector, fresh_index


def _over(entry: Callable[[sp.Symbol], sp.Expr], vector: Vector) -> sp.Expr:
    name = fresh_index()
    return Sum.over(entry(name), name, vector.size)


class InnerProduct(Quantity):
    """sum_k a_k b_k for two vectors of equal length."""

    notation = r"\langle {0}, {1} \rangle"
    plain = "<{0}, {1}>"

    def definition(self) -> sp.Expr:
        a, b = self.args
        return _over(lambda k: a.at(k) * b.at(k), a)


class SquaredNorm(Quantity):
    """sum_k a_k^2."""

    notation = r"\left\|{0}\right\|^2"
    plain = "||{0}||^2"

    def definition(self) -> sp.Expr:
        (a,) = self.args
        return _over(lambda k: a.at(k) ** 2, a)


class Norm(Quantity):
    """The Euclidean norm."""

    notation = r"\left\|{0}\right\|"
    plain = "||{0}||"

    def definition(self) -> sp.Expr:
        return sp.sqrt(SquaredNorm(*self.args))


class SquaredDistance(Quantity):
    """d(a, b) = ||a - b||^2, the distance of Niu et al. from Section 4.1 on."""

    notation = r"\left\|{0} - {1:tight}\right\|^2"
    plain = "||{0} - {1}||^2"

    def definition(self) -> sp.Expr:
        a, b = self.args
        return _over(lambda k: (a.at(k) - b.at(k)) ** 2, a)


class SupNorm(Quantity):
    """max_k |a_k|."""

    notation = r"\left\|{0}\right\|_\infty"
    plain = "||{0}||_inf"

    def definition(self) -> sp.Expr:
        (a,) = self.args
        name = fresh_index()
        return Max.over(sp.Abs(a.at(name)), name, a.size)
