"""How even the attention weights are at high temperature: entropy, attended distance and energy at a small beta."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Growth, Jensen, Monotone, Moving, Scaled, Sign, Through
from theory.quantities import LogSumExp, RelativeEntropy, SoftmaxEntropy, SoftmaxMean, SoftmaxVariance
from theory.statement import bound
from theory.symbols import beta, d, k, n, squares, x, y
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Section 5.1, attention weights near evenness", "section": "5.1"}
D, s = squares.vector(), sp.Symbol("s", real=True)
width = (Max(D) - Min(D)) ** 2
average = Sum(D) / d
even, upward = Vector(sp.S.Zero, k, d), Vector(beta * squares[k], k, d)


def logits(at: sp.Expr) -> Vector:
    """What the weights are the softmax of, at an inverse temperature."""
    return Vector(-at * squares[k], k, d)


energy = -LogSumExp(Vector(-squares[k], k, d), beta)
mean, entropy = SoftmaxMean(logits(beta), D), SoftmaxEntropy(logits(beta))
unevenness = RelativeEntropy(logits(beta), even)
variance = SoftmaxVariance(logits(s), D)
steepest = beta * average - sp.log(d)
two = {"d": 2, "D_all": [0, 1], "beta": "1/1000000"}

claims = (
    Claim(
        part="+entropy", **here,
        title="The entropy of the weights is at most log d, and less by at most beta^2 / 8 times the squared range",
        says=bound(sp.log(d) - beta**2 * width / 8, "<=", entropy, "<=", sp.log(d)),
        derivation={
            "lower": chain(
                entropy,
                ("=", sp.log(d) - unevenness, Algebra()),
                (">=", sp.log(d) - beta**2 * width / 8, Moving(chain(
                    unevenness,
                    ("<=", (Max(upward) - Min(upward)) ** 2 / 8, Cite(
                        "lemmas/hoeffding+entropy", at={n: d, x: logits(beta), y: upward})),
                    ("=", (beta * Max(D) - Min(upward)) ** 2 / 8, Algebra()),
                    ("=", (beta * Max(D) - beta * Min(D)) ** 2 / 8, Monotone(Through(beta * s, s, Min(D)))),
                    ("=", beta**2 * width / 8, Algebra()),
                ))),
            ),
            "upper": chain(entropy, ("<=", sp.log(d), Cite(
                "lemmas/gibbs+entropy", "upper", {n: d, x: logits(beta)}))),
        },
        try_first=(two,),
        expects=Holds,
    ),
    Claim(
        part="+distance", **here,
        title="The attended distance is at most the mean, and less by at most beta / 4 times the squared range",
        says=bound(average - beta * width / 4, "<=", mean, "<=", average),
        derivation={
            "lower": chain(
                mean,
                (">=", average - beta * width / 4, Growth(SoftmaxMean(logits(s), D) + s * width / 4, s, sp.S.Zero, beta,
                    chain(width / 4 - variance, (">=", 0, Moving(chain(variance, ("<=", width / 4, Cite(
                        "lemmas/variance", "upper", {n: d, x: logits(s), y: D})))))))),
            ),
            "upper": chain(mean, ("<=", average, Growth(SoftmaxMean(logits(s), D), s, sp.S.Zero, beta, chain(
                -variance, ("<=", 0, Sign()))))),
        },
        try_first=(two,),
        expects=Holds,
    ),
    Claim(
        part="+energy", **here,
        title="The energy is at most the mean distance less (log d) / beta, and less by at most beta / 8 times the "
        "squared range",
        says=bound(average - sp.log(d) / beta - beta * width / 8, "<=", energy, "<=", average - sp.log(d) / beta),
        derivation={
            "lower": chain(
                energy,
                (">=", average - sp.log(d) / beta - beta * width / 8, Scaled(beta, chain(
                    beta * energy,
                    ("=", -LogSumExp(logits(beta)), Algebra()),
                    (">=", steepest - (Max(logits(beta)) + beta * Max(D)) ** 2 / 8, Cite(
                        "lemmas/hoeffding", at={n: d, x: even, y: logits(beta)})),
                    ("=", steepest - (-beta * Min(D) + beta * Max(D)) ** 2 / 8, Monotone(
                        Through(-beta * s, s, Min(D)))),
                    ("=", beta * (average - sp.log(d) / beta - beta * width / 8), Algebra()),
                ))),
            ),
            "upper": chain(
                energy,
                ("=", -sp.log(Sum.over(sp.exp(-beta * squares[k]) / d, k, d)) / beta - sp.log(d) / beta, Algebra()),
                ("<=", -Sum.over(-beta * squares[k] / d, k, d) / beta - sp.log(d) / beta, Monotone(Jensen(
                    Vector(1 / d, k, d), logits(beta)))),
                ("=", average - sp.log(d) / beta, Algebra()),
            ),
        },
        try_first=(two,),
        expects=Holds,
    ),
)  # fmt: skip
