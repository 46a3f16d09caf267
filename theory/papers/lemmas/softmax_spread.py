"""Var y <= 2 sum_i p_i (1 - p_i) y_i^2 for weights p that sum to 1, and Cov(y, z)^2 <= Var y Var z."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Attained, Cite, Entry, Hypothesis, Monotone, Moving, Sign
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

# The spread about a value c between y_k and the middle, y_k having the largest weight, which is 1/2 or more.
top, high, low = Max.over(p, i, n), Max(Y), Min(Y)
width, lean = high - low, 2 * top - 1
centre = (high + low) / 2 + lean * (y[k] - (high + low) / 2)


def room(where: sp.Symbol) -> sp.Expr:
    """The square of the width, times that of the weight, less (y - c)^2."""
    over, under, left, right = high - y[where], y[where] - low, high - y[k], y[k] - low
    return over * under + lean * (over * left + right * under) + lean**2 * (left * right)


heavy = chain(
    variance,
    ("=", top**2 * width**2 - Sum.over(p * room(i), i, n) - (mean - centre) ** 2, Algebra()),
    ("<=", top**2 * width**2 - Sum.over(p * room(i), i, n), Sign()),
    ("<=", top**2 * width**2 - Softmax(X, k) * room(k),
     Monotone(Entry(k, i, chain(sp.S.Zero, ("<=", p * room(i), Sign()))))),
    ("=", top**2 * width**2 - top * room(k), Monotone(Hypothesis())),
    ("=", top * (1 - top) * width**2 - top * (high - y[k]) * (y[k] - low) * (1 - lean) ** 2, Algebra()),
    ("<=", top * (1 - top) * width**2, Sign()),
)  # fmt: skip

# What the softmax Jacobian makes of y, and the square of its length.
stiffness = sp.Symbol("L", positive=True)
squares = Sum.over((p * (y[i] - mean)) ** 2, i, n)
own_part = Vector(Softmax(X, k) * (y[k] - mean) / stiffness, k, n)
rest = Vector(y[k] - own_part.at(k), k, n)
here: dict[str, Any] = {"fidelity": "ours", "section": "Numbers"}

claims = (
    Claim(
        **here, cites="Variance and squares", sharpens=("+largest",),
        title="The variance of numbers under softmax weights is at most twice the sum of p (1 - p) times their squares",
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
        part="+range", **here, cites="Variance and range", hypotheses=(Relation(sp.S.Half, "<=", top),),
        title="Where the largest weight p is 1/2 or more, the variance of numbers is at most p (1 - p) times their "
        "squared range",
        says=bound(variance, "<=", top * (1 - top) * width**2),
        derivation={
            "bound": chain(variance, ("<=", top * (1 - top) * width**2, Attained(top, k, heavy))),
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
    Claim(
        part="+square", **here, cites="Squares of deviations", hypotheses=(Relation(2 * largest, "<=", stiffness),),
        title="The squares of weighed deviations from the softmax mean add up to at most L times the variance, L being "
        "twice the largest p (1 - p), or more",
        says=bound(squares, "<=", stiffness * variance),
        derivation={
            "bound": chain(squares, ("<=", stiffness * variance, Moving(chain(
                2 * squares,
                ("=", stiffness * (variance + SoftmaxVariance(X, own_part) - SoftmaxVariance(X, rest)), Algebra()),
                ("<=", stiffness * (variance + SoftmaxVariance(X, own_part)),
                 Monotone(Moving(chain(sp.S.Zero, ("<=", SoftmaxVariance(X, rest), Sign()))))),
                ("<=", stiffness * (variance + 2 * largest * SquaredNorm(own_part)),
                 Monotone(Cite("lemmas/softmax_spread+largest", "bound", {y: own_part}))),
                ("<=", stiffness * (variance + stiffness * SquaredNorm(own_part)), Monotone(Hypothesis())),
                ("=", stiffness * variance + squares, Algebra()),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
