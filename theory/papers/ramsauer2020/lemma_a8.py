"""The Jacobian J of the update is at most beta ((1 - gamma) m_max^2 + 2 gamma (2 - gamma) M^2) in norm.

(201) ||J||_2 <= beta ((1 - gamma) m_max^2 + gamma 2 (2 - gamma) M^2), gamma = sum_{i > l} p_i, m_max the largest
distance of the first l patterns from their mean m_x, M the largest norm of all patterns. As J is symmetric and positive
semi-definite, ||J||_2 <= c says that v^T J v <= c ||v||^2 for every v.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Magnitude, Monotone, Moving, Sign, Squared
from theory.quantities import (
    GroupStep,
    InnerProduct,
    LargestNorm,
    MergedMean,
    MergedVariance,
    Norm,
    OthersWeight,
    Softmax,
    SoftmaxMean,
    SoftmaxVariance,
    Spread,
    SquaredNorm,
    aligned_with,
    centre_of,
    largest_of_group,
    seen_from,
)
from theory.sides import derivative
from theory.statement import Derivative, Identity, bound
from theory.symbols import b, beta, chi, grouped, h, i, k, largest, m, n, outside, phi, spread, v, w, x, y
from theory.verdict import Holds

X, V, W, group, others = x.vector(), v.vector(), w.vector(), chi.vector(), phi.vector()
here: dict[str, Any] = {"cites": "Lemma A8", "section": "App. A.1.5.4"}
logits, more_logits = aligned_with(X, group, beta), aligned_with(X, others, beta)
values, more_values = seen_from(group, V), seen_from(others, V)
variance = MergedVariance(logits, values, more_logits, more_values)
along_v = beta * variance  # v^T J v
gamma = OthersWeight(X, group, others, beta)
one = SquaredNorm(V)


def mean(own: Vector, more: Vector) -> sp.Expr:
    """The mean of what the patterns of the group and the others have."""
    return MergedMean(logits, own, more_logits, more)


turned, more_turned = seen_from(group, W), seen_from(others, W)
products = Vector(values.at(i) * turned.at(i), i, grouped), Vector(more_values.at(i) * more_turned.at(i), i, outside)
seen = mean(turned, more_turned)
bilinear = beta * (mean(*products) - mean(values, more_values) * seen)
step = Vector(GroupStep(X, group, others, beta, k), k, n)
moment = SoftmaxMean(logits, Vector(values.at(i) ** 2, i, grouped))

centre = centre_of(group)
away = Vector(chi[i, k] - centre.at(k), k, n)
weights = Vector(Softmax(logits, i), i, grouped)
off_centre = (SoftmaxMean(logits, values) - InnerProduct(centre, V)) ** 2

near = Relation(Spread(group), "<=", spread)
below = Relation(largest_of_group(group), "<=", largest), Relation(largest_of_group(others), "<=", largest)
at_most_half = Relation(
    Sum.over(sp.exp(more_logits.at(i)), i, outside), "<=", Sum.over(sp.exp(logits.at(i)), i, grouped)
)


def length_below(vector: Vector, limit: sp.Expr, whole: sp.Expr) -> Chain:
    """The squared norm of an entry of a list whose norms are at most a limit."""
    return chain(SquaredNorm(vector), ("=", Norm(vector) ** 2, Algebra()), ("<=", limit**2, Squared(chain(
        Norm(vector), ("<=", whole, Entry(i)), ("<=", limit, Hypothesis())))))  # fmt: skip


narrow = Cite("ramsauer2020/lemma_a8+group")
small = Cite("ramsauer2020/lemma_a8+moment")
also_small = Cite("ramsauer2020/lemma_a8+moment", "bound", {chi: others, grouped: outside})
parts = {
    n: grouped, m: outside, x: logits, y: values, b: more_logits, h: more_values,
    sp.Symbol("v_1", nonnegative=True): spread**2 * one, sp.Symbol("v_2", nonnegative=True): largest**2 * one,
}  # fmt: skip
of_group, of_others = largest_of_group(group), largest_of_group(others)
norms = LargestNorm(group, others)
among_all = (
    Moving(chain(of_group - of_others, ("<=", sp.Abs(of_group - of_others), Magnitude()))),
    Moving(chain(of_others - of_group, ("<=", sp.Abs(of_group - of_others), Magnitude()))),
)
printed = beta * ((1 - gamma) * Spread(group) ** 2 + 2 * gamma * (2 - gamma) * norms**2) * one
sharper = beta * ((1 - gamma) * Spread(group) ** 2 + gamma * (4 - 3 * gamma) * norms**2) * one

claims = (
    Claim(
        **here, title="The Jacobian's norm is at most beta ((1 - gamma) m_max^2 + 2 gamma (2 - gamma) M^2)",
        says=bound(along_v, "<=", printed),
        derivation={
            "bound": chain(
                along_v,
                ("<=", sharper, Cite("ramsauer2020/lemma_a8+sharper", "bound", {spread: Spread(group), largest: norms},
                                     among_all)),
                ("<=", printed, Moving(chain(0, ("<=", beta * gamma**2 * norms**2 * one, Sign())))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+jacobian", fidelity="ours", **here,
        title="The form w^T J v of the Jacobian is beta times the covariance of the patterns seen from v and from w",
        says=Derivative(seen, ((x, V),), bilinear),
        derivation={"derivative": chain(derivative(seen, (x, V)), ("=", bilinear, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+seen", fidelity="ours", **here,
        title="The update seen from w is the mean of the patterns seen from w",
        says=Identity(InnerProduct(step, W), seen),
        derivation={"identity": chain(InnerProduct(step, W), ("=", seen, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+group", fidelity="ours", **here, hypotheses=(near,),
        title="Seen from v, the patterns of the group have a variance of at most m_max^2 ||v||^2",
        says=bound(SoftmaxVariance(logits, values), "<=", spread**2 * one),
        derivation={
            "bound": chain(
                SoftmaxVariance(logits, values),
                ("=", Sum.over(weights.at(i) * InnerProduct(away, V) ** 2, i, grouped) - off_centre, Algebra()),
                ("<=", Sum.over(weights.at(i) * InnerProduct(away, V) ** 2, i, grouped), Sign()),
                ("<=", Sum.over(weights.at(i) * (spread**2 * one), i, grouped), Monotone(chain(
                    InnerProduct(away, V) ** 2,
                    ("<=", SquaredNorm(away) * one, Cite("lemmas/cauchy_schwarz+squares", "bound", {x: away, y: V})),
                    ("<=", spread**2 * one, Monotone(length_below(away, spread, Spread(group)))),
                ), (i,))),
                ("=", spread**2 * one, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+moment", fidelity="ours", **here, hypotheses=below[:1],
        title="Seen from v, patterns of norm M at most have a mean square of at most M^2 ||v||^2",
        says=bound(moment, "<=", largest**2 * one),
        derivation={
            "bound": chain(
                moment,
                ("<=", Sum.over(weights.at(i) * (largest**2 * one), i, grouped), Monotone(chain(
                    InnerProduct(chi.vector(i), V) ** 2,
                    ("<=", SquaredNorm(chi.vector(i)) * one,
                     Cite("lemmas/cauchy_schwarz+squares", "bound", {x: chi.vector(i), y: V})),
                    ("<=", largest**2 * one, Monotone(length_below(chi.vector(i), largest, of_group))),
                ), (i,))),
                ("=", largest**2 * one, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("",), **here, hypotheses=(near, *below),
        title="The Jacobian's norm is at most beta ((1 - gamma) m_max^2 + gamma (4 - 3 gamma) M^2)",
        says=bound(along_v, "<=", beta * ((1 - gamma) * spread**2 + gamma * (4 - 3 * gamma) * largest**2) * one),
        derivation={
            "bound": chain(along_v, (
                "<=", beta * ((1 - gamma) * spread**2 + gamma * (4 - 3 * gamma) * largest**2) * one,
                Moving(chain(along_v, ("<=", beta * ((1 - gamma) * (spread**2 * one) + gamma * (4 - 3 * gamma) * (
                    largest**2 * one)), Monotone(Cite(
                        "lemmas/mixed_variance+bound", "bound", parts, (narrow, small, also_small))))))))
        },
        expects=Holds,
    ),
    Claim(
        part="+half", fidelity="ours", **here, hypotheses=(near, *below, at_most_half),
        title="Where gamma is at most 1/2, the Jacobian's norm is at most beta (1 - gamma) (m_max^2 + 4 gamma M^2)",
        says=bound(along_v, "<=", beta * (1 - gamma) * (spread**2 + 4 * gamma * largest**2) * one),
        derivation={
            "bound": chain(along_v, (
                "<=", beta * (1 - gamma) * (spread**2 + 4 * gamma * largest**2) * one,
                Moving(chain(along_v, ("<=", beta * ((1 - gamma) * (spread**2 * one + 4 * gamma * (
                    largest**2 * one))), Monotone(Cite(
                        "lemmas/mixed_variance+half", "bound", parts, (narrow, small, also_small))))))))
        },
        expects=Holds,
    ),
)  # fmt: skip
