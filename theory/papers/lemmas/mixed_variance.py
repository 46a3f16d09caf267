"""The variance of two lists of numbers under one softmax: what each list has, and how far apart their means are."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Family, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign
from theory.quantities import MergedMean, MergedVariance, SoftmaxMean, SoftmaxVariance
from theory.statement import Identity, bound
from theory.symbols import b, further_numbers, h, j, k, m, n, x, y, z
from theory.verdict import Holds

X, Y, B, H = x.vector(), y.vector(), b.vector(), h.vector()
here: dict[str, Any] = {"cites": "Variance of a mixture", "section": "Numbers", "fidelity": "ours"}
spread, moment = sp.Symbol("v_1", nonnegative=True), sp.Symbol("v_2", nonnegative=True)
first, second = Sum.over(sp.exp(x[k]), k, n), Sum.over(sp.exp(b[j]), j, m)
own, share = first / (first + second), second / (first + second)
variance = MergedVariance(X, Y, B, H)
mean, other_mean = SoftmaxMean(X, Y), SoftmaxMean(B, H)
squares = SoftmaxMean(X, Vector(y[k] ** 2, k, n))
other_squares = SoftmaxMean(B, Vector(h[j] ** 2, j, m))
parts = own * SoftmaxVariance(X, Y) + share * other_squares
between = share * own * (mean - other_mean) ** 2 - share * other_mean**2

narrow = Relation(SoftmaxVariance(X, Y), "<=", spread)
small = Relation(squares, "<=", moment), Relation(other_squares, "<=", moment)
below = chain(mean**2, ("=", squares - SoftmaxVariance(X, Y), Algebra()), ("<=", squares, Sign()),
              ("<=", moment, Hypothesis()))  # fmt: skip
other_below = chain(
    other_mean**2, ("=", other_squares - SoftmaxVariance(B, H), Algebra()), ("<=", other_squares, Sign()),
    ("<=", moment, Hypothesis()),
)  # fmt: skip


def bounded(kept: sp.Expr, dropped: sp.Expr, end: sp.Expr) -> Chain:
    """What is left with the means' squares weighed by 2 own share and by `kept`, a square and `dropped` left out."""
    twice = 2 * share * own
    left = twice * mean**2 + kept * other_mean**2
    return chain(
        variance,
        ("=", parts + between, Cite("lemmas/mixed_variance", "identity")),
        ("=", parts + left - share * own * (mean + other_mean) ** 2 - dropped * other_mean**2, Algebra()),
        ("<=", parts + left - dropped * other_mean**2, Sign()),
        ("<=", parts + left, Sign()),
        ("<=", own * spread + share * other_squares + left, Monotone(Hypothesis())),
        ("<=", own * spread + share * moment + left, Monotone(Hypothesis())),
        ("<=", own * spread + share * moment + twice * moment + kept * other_mean**2, Monotone(below)),
        ("<=", own * spread + share * moment + twice * moment + kept * moment, Moving(chain(
            kept * other_mean**2, ("<=", kept * moment, Monotone(other_below))))),
        ("=", end, Algebra()),
    )  # fmt: skip


scale = sp.Symbol("kappa", positive=True)


def blend(of: Family, less: Family, size: sp.Symbol) -> Vector:
    """One list scaled, less another."""
    return Vector(scale * of[k] - less[k], k, size)


turned_variance = MergedVariance(X, z.vector(), B, further_numbers.vector())
mixed = MergedVariance(X, blend(y, z, n), B, blend(h, further_numbers, m))
products = Vector(y[k] * z[k], k, n), Vector(h[j] * further_numbers[j], j, m)
covariance = MergedMean(X, products[0], B, products[1]) - MergedMean(X, Y, B, H) * MergedMean(
    X, z.vector(), B, further_numbers.vector())  # fmt: skip

claims = (
    Claim(
        **here,
        title="The variance of two lists under one softmax is the variance of the first, the second moment of the "
        "second, and what their means add",
        says=Identity(variance, parts + between),
        derivation={"identity": chain(variance, ("=", parts + between, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+bound", **here, hypotheses=(narrow, *small),
        title="The variance of two lists under one softmax, with weight gamma on the second, is at most (1 - gamma) "
        "times that of the first and gamma (4 - 3 gamma) times a bound on the mean squares",
        says=bound(variance, "<=", own * spread + share * (4 - 3 * share) * moment),
        derivation={
            "bound": bounded(share * own, share**2, own * spread + share * (4 - 3 * share) * moment),
        },
        expects=Holds,
    ),
    Claim(
        part="+half", **here, hypotheses=(narrow, *small, Relation(second, "<=", first)),
        title="With at most half of the weight on the second list the variance is at most (1 - gamma) times that of "
        "the first plus 4 gamma times a bound on the mean squares",
        says=bound(variance, "<=", own * (spread + 4 * share * moment)),
        derivation={
            "bound": bounded(share * (first - second) / (first + second), sp.S.Zero,
                             own * (spread + 4 * share * moment)),
        },
        expects=Holds,
    ),
    Claim(
        part="+positive", **here,
        title="The variance of two lists under one softmax is not negative",
        says=bound(0, "<=", variance),
        derivation={
            "bound": chain(
                variance,
                ("=", own * SoftmaxVariance(X, Y) + share * SoftmaxVariance(B, H)
                 + own * share * (mean - other_mean) ** 2, Algebra()),
                (">=", 0, Sign()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+covariance", **here,
        title="The covariance of two lists under one softmax is at most the balanced variances",
        says=bound(covariance, "<=", (scale * variance + turned_variance / scale) / 2),
        derivation={
            "bound": chain(covariance, ("<=", (scale * variance + turned_variance / scale) / 2, Moving(chain(
                0,
                ("<=", mixed / (2 * scale), Scaled(2 * scale, chain(
                    0, ("<=", mixed, Cite("lemmas/mixed_variance+positive", "bound", {
                        y: blend(y, z, n), h: blend(h, further_numbers, m)}))))),
                ("=", (scale * variance + turned_variance / scale) / 2 - covariance, Algebra()),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
