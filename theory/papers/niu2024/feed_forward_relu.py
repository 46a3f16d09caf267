"""FF(x) = f(x K^T) V can be merged into attention: with f the ReLU, or the GELU of GPT-2."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import GELU, LogSumExp, ReLU, SoftmaxMean
from theory.statement import Identity, bound
from theory.symbols import b, beta, h, j, m, n, shift, x, y
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Feed-forward as memory, Section 3", "section": "3"}

# One component of the output: logits x and values y of the context, logits b and values h of the feed-forward layer.
X, Y, B, H = x.vector(), y.vector(), b.vector(), h.vector()
attention = SoftmaxMean(X, Y)
rectified = Vector(ReLU(b[j]), j, m)
feed_forward = Sum.over(rectified.at(j) * h[j], j, m)
mass = Sum(rectified)
alive = Relation(sp.S.Zero, "<", mass)
normalised = Sum.over(rectified.at(j) / mass * h[j], j, m)


def shifted(by: sp.Expr) -> Vector:
    """The logits of the feed-forward layer, all moved alike."""
    return Vector(b[j] + by, j, m)


def scaled(to: sp.Expr) -> Vector:
    """The logits of the feed-forward layer, all multiplied alike."""
    return Vector(to * b[j], j, m)


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="f is the ReLU, and its weights are attention weights: they sum to 1.",
        title="The ReLU weights of a feed-forward layer sum to 1",
        says=Identity(mass, sp.S.One),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="f is the ReLU, and the output lies among the values, as an output of attention does.",
        title="The output of a feed-forward layer with ReLU is at most the largest of its values",
        says=bound(feed_forward, "<=", Max(H)),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="f is the GELU, and its weights are attention weights: none is negative.",
        title="The GELU weights of a feed-forward layer are not negative",
        says=bound(0, "<=", GELU(b[1])),
        expects=Fails,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="f is the ReLU, and logits that are all moved alike give the same output, as with attention.",
        title="The output of a feed-forward layer with ReLU does not change where its logits all grow by one number",
        says=Identity(Sum.over(ReLU(shifted(shift).at(j)) * h[j], j, m), feed_forward),
        expects=Fails,
    ),
    Claim(
        part="+shift", fidelity="ours", **here,
        title="The output of attention does not change where its logits all grow by one number",
        says=Identity(SoftmaxMean(shifted(shift), H), SoftmaxMean(B, H)),
        derivation={"identity": chain(SoftmaxMean(shifted(shift), H), ("=", SoftmaxMean(B, H), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+homogeneous", fidelity="ours", **here,
        title="The output of a feed-forward layer with ReLU is multiplied by what its logits are multiplied by",
        says=Identity(Sum.over(ReLU(scaled(beta).at(j)) * h[j], j, m), beta * feed_forward),
        derivation={"identity": chain(
            Sum.over(ReLU(scaled(beta).at(j)) * h[j], j, m), ("=", beta * feed_forward, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+equal_values", fidelity="ours", **here,
        title="Attention plus feed-forward with ReLU, where all values are equal, is 1 + S times the value",
        says=Identity(
            SoftmaxMean(X, Vector(h[1], j, n)) + Sum.over(rectified.at(j) * h[1], j, m), (1 + mass) * h[1]),
        derivation={"identity": chain(
            SoftmaxMean(X, Vector(h[1], j, n)) + Sum.over(rectified.at(j) * h[1], j, m),
            ("=", (1 + mass) * h[1], Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+mixture", fidelity="ours", **here,
        title="Attention plus feed-forward with ReLU is 1 + S times a mixture of two means, S being the sum of the "
        "ReLU weights",
        says=Identity(
            attention + feed_forward, (1 + mass) * (attention / (1 + mass) + mass / (1 + mass) * normalised)),
        hypotheses=(alive,),
        derivation={"identity": chain(
            attention + feed_forward,
            ("=", (1 + mass) * (attention / (1 + mass) + mass / (1 + mass) * normalised), Algebra()))},
        try_first=({"m": 1, "n": 1, "x": ["0"], "y": ["0"], "b": ["1"], "h": ["1"]},),
        expects=Holds,
    ),
    Claim(
        part="+exponentials", fidelity="ours", **here,
        title="With exponentials for f the output is attention's times the sum of the exponentials",
        says=Identity(
            Sum.over(sp.exp(b[j]) * h[j], j, m), sp.exp(LogSumExp(B)) * SoftmaxMean(B, H)),
        derivation={"identity": chain(
            Sum.over(sp.exp(b[j]) * h[j], j, m),
            ("=", sp.exp(LogSumExp(B)) * SoftmaxMean(B, H), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
