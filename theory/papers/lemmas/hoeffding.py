"""log E exp(b) <= E b + (max b - min b)^2 / 8 (Hoeffding), as a bound on LogSumExp."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Vector, chain
from theory.kernel.rules import Algebra, Chord, Cite, Growth, Hypothesis, Monotone, Moving, Scaled
from theory.quantities import LogSumExp, RelativeEntropy, SoftmaxMean, SoftmaxVariance
from theory.statement import bound
from theory.symbols import factor, k, n, x, y
from theory.verdict import Holds

X, Y = x.vector(), y.vector()
s, t = sp.Symbol("s", real=True), sp.Symbol("t", real=True)
width = (Max(Y) - Min(Y)) ** 2
here: dict[str, Any] = {"fidelity": "ours", "cites": "Hoeffding's lemma", "section": "Numbers"}


def moved(by: sp.Expr) -> Vector:
    """The logits after a part of the way."""
    return Vector(x[k] + by * y[k], k, n)


one = Vector(x[k] + y[k], k, n)
excess = LogSumExp(moved(t)) - t * SoftmaxMean(X, Y) - t**2 * width / 8
slow = chain(SoftmaxVariance(moved(s), Y) - width / 4, ("<=", 0, Moving(chain(
    SoftmaxVariance(moved(s), Y), ("<=", width / 4, Cite("lemmas/variance", "upper", {x: moved(s)}))))))  # fmt: skip
falls = chain(
    SoftmaxMean(moved(t), Y) - SoftmaxMean(X, Y) - t * width / 4,
    ("<=", 0, Growth(SoftmaxMean(moved(s), Y) - SoftmaxMean(X, Y) - s * width / 4, s, sp.S.Zero, t, slow)),
)

# Two numbers, 0 and a second one that goes from p to r; the variance of their weights is 1 / (2 + exp p + exp(-p)).
start, end = sp.Symbol("p", real=True), sp.Symbol("r", real=True)
way = end - start


def evenness(at: sp.Expr) -> sp.Expr:
    """q over the variance of the weights of 0 and the second number."""
    return factor * (2 + sp.exp(at) + sp.exp(-at))


def weight(at: sp.Expr) -> sp.Expr:
    """The weight of the second number."""
    return sp.exp(at) / (1 + sp.exp(at))


def partway(by: sp.Expr) -> sp.Expr:
    """The second number after a part of the way."""
    return (1 - by) * start + by * end


def between(sign: int) -> sp.Expr:
    """The chord of exp between the two ends, signs given."""
    return s * sp.exp(sign * end) + (1 - s) * sp.exp(sign * start)


even = chain(
    evenness(partway(s)),
    ("<=", factor * (2 + between(1) + sp.exp(-partway(s))), Monotone(Chord(s, end, start))),
    ("<=", factor * (2 + between(1) + between(-1)), Monotone(Chord(s, -end, -start))),
    ("=", s * evenness(end) + (1 - s) * evenness(start), Algebra()),
    ("<=", s * 4 + (1 - s) * evenness(start), Monotone(Hypothesis())),
    ("<=", 4, Moving(chain((1 - s) * evenness(start), ("<=", 4 * (1 - s), Scaled(1 / (1 - s), chain(
        evenness(start), ("<=", 4, Hypothesis()))))))),
)  # fmt: skip
fast = chain(
    way**2 * (factor / evenness(partway(s)) - factor / 4),
    (">=", 0, Moving(chain(
        way**2 * factor / 4,
        ("<=", way**2 * factor / evenness(partway(s)), Monotone(Scaled(4 * evenness(partway(s)) / factor, even)))))),
)  # fmt: skip
least = weight(start) * way + factor * way**2 / 8
rises = chain(
    way * weight(partway(t)) - way * weight(start) - t * factor * way**2 / 4,
    (">=", 0, Growth(way * weight(partway(s)) - s * factor * way**2 / 4, s, sp.S.Zero, t, fast)),
)  # fmt: skip

claims = (
    Claim(
        **here,
        title="LogSumExp grows by at most the mean growth of its entries plus an eighth of their squared range",
        says=bound(LogSumExp(one), "<=", LogSumExp(X) + SoftmaxMean(X, Y) + width / 8),
        derivation={
            "bound": chain(LogSumExp(one), ("<=", LogSumExp(X) + SoftmaxMean(X, Y) + width / 8, Growth(
                excess, t, sp.S.Zero, sp.S.One, falls))),
        },
        expects=Holds,
    ),
    Claim(
        part="+entropy", **here,
        title="The relative entropy of softmax weights is at most an eighth of the squared range of the logits' change",
        says=bound(RelativeEntropy(X, one), "<=", width / 8),
        derivation={
            "bound": chain(
                RelativeEntropy(X, one),
                ("=", LogSumExp(one) - LogSumExp(X) - SoftmaxMean(X, Y), Algebra()),
                ("<=", width / 8, Cite("lemmas/hoeffding")),
            ),
        },
        try_first=({"n": 2, "x": ["0", "0"], "y": ["0", "1/1000000000000"]},),
        expects=Holds,
    ),
    Claim(
        part="+below", **here,
        title="Two numbers whose weights have variance q/4 at least before and after: LogSumExp grows by q times "
        "the eighth at least",
        says=bound(sp.log(1 + sp.exp(start)) + least, "<=", sp.log(1 + sp.exp(end))),
        hypotheses=(Relation(evenness(start), "<=", sp.Integer(4)), Relation(evenness(end), "<=", sp.Integer(4))),
        derivation={
            "bound": chain(
                sp.log(1 + sp.exp(start)) + least,
                ("<=", sp.log(1 + sp.exp(end)), Growth(
                    sp.log(1 + sp.exp(partway(t))) - t * weight(start) * way - t**2 * factor * way**2 / 8,
                    t, sp.S.Zero, sp.S.One, rises)),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
