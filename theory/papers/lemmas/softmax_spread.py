"""Var y <= 2 sum_i p_i (1 - p_i) y_i^2 for weights p that sum to 1, and Cov(y, z)^2 <= Var y Var z."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Monotone, Moving, Sign
from theory.quantities import Softmax, SoftmaxCovariance, SoftmaxMean, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import i, j, k, n, x, y, z
from theory.verdict import Holds

X, Y, Z = x.vector(), y.vector(), z.vector()
variance, mean = SoftmaxVariance(X, Y), SoftmaxMean(X, Y)
p, q = Softmax(X, i), Softmax(X, j)
bernoulli = Sum.over(p * (1 - p) * y[i] ** 2, i, n)
largest = Max.over(p * (1 - p), i, n)
pairs = Sum.over(Sum.over(p * q * (y[i] + y[j]) ** 2, j, n), i, n)
own = Sum.over(p**2 * (2 * y[i]) ** 2, i, n)
covariance = SoftmaxCovariance(X, Y, Z)
variances = SoftmaxVariance(X, Y) * SoftmaxVariance(X, Z)
shifted, turned = Vector(y[k] - mean, k, n), Vector(z[k] - SoftmaxMean(X, Z), k, n)
areas = Sum.over(Sum.over(
    p * q * (shifted.at(i) * turned.at(j) - shifted.at(j) * turned.at(i)) ** 2, j, n), i, n)  # fmt: skip
here: dict[str, Any] = {"fidelity": "ours", "section": "Numbers"}

claims = (
    Claim(
        **here, cites="Variance and squares", sharpens=("+largest",),
        title="The variance of numbers under softmax weights p is at most twice the sum of their squares times p (1 - p)",
        says=bound(variance, "<=", 2 * bernoulli),
        derivation={
            "bound": chain(variance, ("<=", 2 * bernoulli, Moving(chain(
                2 * bernoulli - variance,
                ("=", pairs / 2 - own / 2, Algebra()),
                (">=", 0, Moving(chain(pairs, (">=", own, Monotone(Entry(i), (i,))))))),
            ))),
        },
        expects=Holds,
    ),
    Claim(
        part="+largest", **here, cites="Variance and squares",
        title="The variance of numbers under softmax weights is at most twice the largest p (1 - p) times the sum of "
        "their squares",
        says=bound(variance, "<=", 2 * largest * SquaredNorm(Y)),
        derivation={
            "bound": chain(
                variance,
                ("<=", 2 * bernoulli, Cite("lemmas/softmax_spread")),
                ("<=", 2 * Sum.over(largest * y[i] ** 2, i, n), Monotone(Entry(i), (i,))),
                ("=", 2 * largest * SquaredNorm(Y), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+covariance", **here, cites="Cauchy-Schwarz for covariances",
        title="The square of a covariance under softmax weights is at most the product of the variances",
        says=bound(covariance**2, "<=", variances),
        derivation={
            "bound": chain(
                covariance**2,
                ("=", variances - areas / 2, Algebra()),
                ("<=", variances, Sign()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
