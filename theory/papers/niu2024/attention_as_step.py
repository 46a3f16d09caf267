"""A layer is one unified attention layer, and the layers' steps are those of majorization-minimization."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import (
    Algebra,
    Cite,
    Either,
    Entry,
    Hypothesis,
    Monotone,
    Moving,
    Scaled,
    Sign,
    Through,
    Unsigned,
)
from theory.quantities import (
    AttentionStep,
    HopfieldStep,
    InnerProduct,
    SoftmaxMean,
    SquaredDiameter,
    SquaredDistance,
    SquaredNorm,
)
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, k, key_width, n, rho, v, x, y, z
from theory.verdict import Fails, Holds

X, V, patterns = x.vector(), v.vector(), rho.vector()
two = sp.Integer(2)
spread = SquaredDiameter(patterns)
norms = Vector(SquaredNorm(patterns.at(i)), i, d)
uneven = Max(norms) - Min(norms)
equal_norms = Relation(Max(norms), "=", Min(norms))
shadows = Vector(InnerProduct(patterns.at(i), V), i, d)
dots = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
tilts = Vector(beta / 2 * norms.at(i), i, d)
biased = Vector(dots.at(i) - tilts.at(i), i, d)
level = Vector(dots.at(i) - beta / 2 * Max(norms), i, d)
distances = Vector(-beta / 2 * SquaredDistance(X, patterns.at(i)), i, d)
here: dict[str, Any] = {"cites": "Section 4.2, attention as a step", "section": "4.2"}


def seen(step: Vector) -> sp.Expr:
    """A step seen from v."""
    return InnerProduct(step, V)


def mean(logits: Vector) -> Vector:
    """The mean of the patterns under the softmax weights of the logits."""
    return Vector(SoftmaxMean(logits, Vector(rho[i, k], i, d)), k, n)


def weighed(above: Vector, below: Vector) -> sp.Expr:
    """The mean seen from v, with logits of its own for the numerator."""
    total = Sum.over(sp.exp(below.at(i)), i, d)
    return Sum.over(sp.exp(above.at(i)) * shadows.at(i), i, d) / total


attended = Vector(AttentionStep(X, patterns, k), k, n)
dot_at_two = Vector(HopfieldStep(X, patterns, two, k), k, n)
as_printed = Vector(HopfieldStep(X, patterns, 1 / sp.sqrt(key_width), k), k, n)
dot = Vector(HopfieldStep(X, patterns, beta, k), k, n)
by_distance = mean(distances)  # the attention step at inverse temperature beta / 2
difference = Vector(dot.at(k) - by_distance.at(k), k, n)
length = SquaredNorm(difference)
scale = sp.sqrt(beta / 2)
scaled_step = Vector(
    AttentionStep(
        Vector(scale * x[k], k, n),
        Vector(Vector(scale * rho[i, k], k, n), i, d),
        k,
    ) / scale, k, n
)  # fmt: skip

# All patterns have one norm: a = ||rho^i||^2 - max / 2 is neither below nor above 0.
off = (norms.at(i) - Max(norms)) / 2
even = Moving(chain(
    off,
    ("=", sp.Abs(off), Unsigned(chain(
        0, ("=", Min(norms) / 2 - Max(norms) / 2, Moving(chain(Max(norms), ("=", Min(norms), Hypothesis())))),
        ("<=", off, Monotone(Entry(i)))))),
    ("=", -off, Unsigned(chain(0, ("<=", -off, Moving(chain(norms.at(i), ("<=", Max(norms), Entry(i)))))))),
))  # fmt: skip

kappa, hole = sp.Symbol("kappa", positive=True), sp.Symbol("t", real=True)
balanced = (kappa * (spread * SquaredNorm(V)) + (beta * uneven / 2) ** 2 / kappa) / 8
most = (beta * uneven / 8) ** 2 * spread


def balanced_at(value: sp.Expr) -> sp.Expr:
    """The bound of the difference seen from itself."""
    return (value * (spread * length) + (beta * uneven / 2) ** 2 / value) / 8


def from_itself(value: sp.Expr) -> Cite:
    """The difference seen from itself, at one balance."""
    return Cite("niu2024/attention_as_step+how_far_seen", "bound", {v: difference, kappa: value})


# With several patterns the balance is 4 / diam^2; with all in one place any small bound serves.
apart: Chain = chain(length, ("<=", most, Moving(chain(
    length, ("<=", balanced_at(4 / spread), from_itself(4 / spread)),
    ("=", length / 2 + most / 2, Algebra()),
))))  # fmt: skip
tiny = (beta**2 * uneven**2 + 1) / length
together: Chain = chain(
    length,
    ("<=", 0, Moving(chain(
        length, ("<=", balanced_at(tiny), from_itself(tiny)),
        ("<=", (beta * uneven / 2) ** 2 / tiny / 8, Moving(chain(
            tiny * spread * length / 8,
            ("<=", 0, Scaled(8 / (tiny * length), chain(spread, ("<=", 0, Hypothesis())))),
        ))),
        ("<=", length / 32, Moving(chain(0, ("<=", 1 / tiny / 32, Sign())))),
    ))),
    ("<=", most, Sign()),
)  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Attention to the patterns, as keys and values, with inner products as logits is the attention step, "
        "the step of the distance energy, at beta = 2, with which Proposition 2 compares the energies.",
        title="Dot-product attention is the step of the distance energy",
        says=Identity(seen(dot_at_two), seen(attended)),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, hypotheses=(equal_norms,),
        reading="the step is attention with the printed 1/sqrt(d_k), the keys being the patterns and all of one norm",
        title="With patterns of one norm, dot-product attention at beta = 1/sqrt(d_k) is the attention step",
        says=Identity(seen(as_printed), seen(attended)),
        try_first=({"d": 2, "d_k": 1, "n": 1, "x": ["1"], "rho": [["-1"], ["1"]], "v": ["1"]},),
        expects=Fails,
    ),
    Claim(
        part="+bias", fidelity="repaired", repairs=(":A",), **here,
        changed="each logit is lowered by the squared norm of its pattern",
        title="The attention step is dot-product attention with minus the squared norms of the patterns as a bias",
        says=Identity(
            seen(mean(Vector(2 * InnerProduct(patterns.at(i), X) - norms.at(i), i, d))), seen(attended)),
        derivation={"identity": chain(
            seen(mean(Vector(2 * InnerProduct(patterns.at(i), X) - norms.at(i), i, d))),
            ("=", seen(attended), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+equal_norms", fidelity="ours", **here,
        sharpens=("+equal_norms_at_two",),
        title="Where all patterns have one norm, dot-product attention at beta is attention by distance at beta / 2",
        says=Identity(seen(dot), seen(by_distance)),
        hypotheses=(equal_norms,),
        derivation={"identity": chain(
            seen(dot),
            ("=", weighed(level, level), Algebra()),
            ("=", weighed(biased, level), Monotone(even, (i,))),
            ("=", weighed(biased, biased), Monotone(even, (i,))),
            ("=", seen(by_distance), Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+equal_norms_at_two", fidelity="repaired", repairs=(":A",), **here,
        changed="all patterns have one norm",
        title="Where all patterns have one norm, dot-product attention at beta = 2 is the attention step",
        says=Identity(seen(dot_at_two), seen(attended)),
        hypotheses=(equal_norms,),
        derivation={"identity": chain(
            seen(dot_at_two),
            ("=", seen(mean(Vector(-SquaredDistance(X, patterns.at(i)), i, d))),
             Cite("niu2024/attention_as_step+equal_norms", "identity", {beta: two})),
            ("=", seen(attended), Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+scaled", fidelity="repaired", repairs=(":B",), **here,
        changed="query and patterns times sqrt(beta / 2), which is (4 d_k)^(-1/4) at beta = 1/sqrt(d_k); attention by "
        "distance is dot-product attention where all patterns have one norm",
        title="Attention by distance at beta / 2 is the attention step with query and patterns times "
        "sqrt(beta / 2)",
        says=Identity(seen(by_distance), seen(scaled_step)),
        derivation={"identity": chain(seen(by_distance), ("=", seen(scaled_step), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+how_far_seen", fidelity="ours", **here,
        title="How far dot-product attention is from attention by distance, seen from any direction",
        says=bound(seen(difference), "<=", balanced),
        derivation={"bound": chain(
            seen(difference),
            ("=", SoftmaxMean(dots, shadows) - SoftmaxMean(biased, shadows), Algebra()),
            ("<=", (kappa * (Max(shadows) - Min(shadows)) ** 2 + (Max(tilts) - Min(tilts)) ** 2 / kappa) / 8,
             Cite("lemmas/softmax_mean", "bound", {n: d, x: biased, y: shadows, z: tilts})),
            ("<=", (kappa * (spread * SquaredNorm(V)) + (Max(tilts) - Min(tilts)) ** 2 / kappa) / 8,
             Monotone(Cite("lemmas/extent"))),
            ("=", (kappa * (spread * SquaredNorm(V)) + (Max(tilts) - beta / 2 * Min(norms)) ** 2 / kappa) / 8,
             Monotone(Through(beta / 2 * hole, hole, Min(norms)))),
            ("=", balanced, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+how_far", fidelity="ours", **here,
        title="Dot-product attention at beta is within beta / 8 times the range of the squared norms times the "
        "diameter of attention by distance at beta / 2",
        says=bound(length, "<=", most),
        derivation={"bound": chain(length, ("<=", most, Either(length, sp.S.Zero,
            chain(length, ("<=", 0, Hypothesis()), ("<=", most, Sign())),
            chain(length, ("<=", most, Either(spread, sp.S.Zero, together, apart))),
        )))},
        expects=Holds,
    ),
    Claim(
        part="+approached", fidelity="ours", **here,
        title="Dot-product attention at beta = 2 is within 0.24 times the range of the squared norms times the "
        "diameter of the attention step: 0.24 in place of 1/4 is not enough",
        says=bound(SquaredDistance(attended, dot_at_two), "<=", (sp.Rational(24, 100) * uneven) ** 2 * spread),
        try_first=({"d": 2, "n": 1, "x": ["1/4"], "rho": [["0"], ["1"]]},),
        expects=Fails,
    ),
)  # fmt: skip
