"""If p_max = max_i p_i >= 1 - eps: ||J||_2 <= 2 beta N M^2 eps - 2 eps^2 beta N M^2 < 2 beta N M^2 eps, Eq. (61)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Either, Monotone, Moving, Scaled, Sign
from theory.quantities import InnerProduct, Softmax, SoftmaxVariance, SquaredDiameter, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, error, greater, i, lesser, multiple, n, rho, v, x, y
from theory.verdict import Fails, Holds

X, V, patterns = x.vector(), v.vector(), rho.vector()
aligned = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
shadows = Vector(InnerProduct(patterns.at(i), V), i, d)  # X^T v
p = Softmax(aligned, i)
form = beta * SoftmaxVariance(aligned, shadows)  # v^T J v
top, spread = Max.over(p, i, d), Max.over(p * (1 - p), i, d)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)  # M^2
wide = SquaredDiameter(patterns)
less = (2 * beta * d * largest * error - 2 * error**2 * beta * d * largest) * SquaredNorm(V)
near_one = Relation(1 - error, "<=", top)
half = Relation(error, "<=", sp.S.Half)
some = Relation(sp.S.Zero, "<", SquaredNorm(V))
half_weight = Relation(sp.S.Half, "<=", top)
seen = (Max(shadows) - Min(shadows)) ** 2
at = {n: d, x: aligned, y: shadows}
here: dict[str, Any] = {"cites": "Lemma A2, (ii)", "section": "App. A.1.5.1"}

claims = (
    Claim(
        **here, title="Where the largest weight is at least 1 - epsilon the spectral norm of J is below "
        "2 beta N M^2 epsilon",
        says=bound(form, "<=", less, "<", 2 * beta * d * largest * error * SquaredNorm(V)),
        hypotheses=(near_one, some), paper_uses=("ramsauer2020/lemma_a24_near_one",),
        expects=Fails,
    ),
    Claim(
        part=":A", fidelity="reading", **here,
        reading="1 - epsilon is positive, as what bounds a probability is, and only the first inequality is meant.",
        title="Where the largest weight is at least 1 - epsilon the spectral norm of J is at most "
        "2 beta N M^2 epsilon (1 - epsilon)",
        says=bound(form, "<=", less),
        hypotheses=(near_one, Relation(error, "<", sp.S.One)),
        try_first=({"d": 2, "n": 1, "rho": [[1], [-1]], "v": [1], "x": [0], "beta": 1, "epsilon": "3/4"},),
        expects=Fails,
    ),
    Claim(
        part="+half", fidelity="repaired", repairs=("", ":A"), **here,
        changed="assumes that epsilon is at most 1/2, as Lemma A24 does; < becomes <=, as all patterns may be 0",
        title="Where the largest weight is at least 1 - epsilon, 1/2 or more, the spectral norm of J is at most "
        "2 beta N M^2 epsilon (1 - epsilon)",
        says=bound(form, "<=", less, "<=", 2 * beta * d * largest * error * SquaredNorm(V)),
        hypotheses=(near_one, half),
        derivation={
            "lower": chain(
                form,
                ("<=", 2 * beta * spread * SquaredNorm(shadows), Cite("ramsauer2020/lemma_a2", "lower")),
                ("<=", 2 * beta * d * largest * spread * SquaredNorm(V), Cite("ramsauer2020/lemma_a2", "upper")),
                ("<=", 2 * beta * d * largest * (error * (1 - error)) * SquaredNorm(V),
                 Monotone(Cite("lemmas/softmax_largest+near_one", "bound", {n: d, x: aligned}))),
                ("=", less, Algebra()),
            ),
            "upper": chain(less, ("<=", 2 * beta * d * largest * error * SquaredNorm(V), Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+wide", fidelity="repaired", repairs=(":A",), **here,
        changed="assumes two patterns or more, and that epsilon is at most 1 - 1/N, beyond which the largest weight is "
        "always that large",
        title="Of N >= 2 patterns it is so for every epsilon up to 1 - 1/N",
        says=bound(form, "<=", less),
        hypotheses=(near_one, Relation(error, "<=", 1 - 1 / d), Relation(d, ">=", sp.Integer(2))),
        derivation={
            "bound": chain(form, ("<=", less, Either(
                error, sp.S.Half,
                chain(form, ("<=", less, Cite("ramsauer2020/lemma_a2_near_one+half", "lower"))),
                chain(
                    form,
                    ("<=", beta * largest * SquaredNorm(V), Cite("ramsauer2020/lemma_a2+one")),
                    ("<=", 2 * beta * d * largest * error * (1 - error) * SquaredNorm(V), Monotone(Moving(chain(
                        sp.S.Zero,
                        ("<=", 2 * d * (error - sp.S.Half) * (1 - 1 / d - error) + (d - 2) * (1 - error), Sign()),
                        ("=", 2 * d * error * (1 - error) - 1, Algebra()),
                    )))),
                    ("=", less, Algebra()),
                ),
            ))),
        },
        expects=Holds,
    ),
    Claim(
        part="+range", fidelity="ours", **here,
        title="Where the largest weight p is 1/2 or more the spectral norm of J is at most beta p (1 - p) times the "
        "squared diameter of the patterns",
        says=bound(form, "<=", beta * top * (1 - top) * wide * SquaredNorm(V)),
        hypotheses=(half_weight,),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * (top * (1 - top) * seen), Monotone(Cite("lemmas/softmax_spread+range", "bound", at))),
                ("<=", beta * top * (1 - top) * wide * SquaredNorm(V), Cite(
                    "lemmas/multiples", "bound",
                    {multiple: beta * top * (1 - top), lesser: seen, greater: wide * SquaredNorm(V)},
                    (Scaled(1 / beta, chain(sp.S.Zero, ("<=", top * (1 - top), Cite(
                        "lemmas/softmax_largest+not_negative", "bound", {n: d, x: aligned})))),
                     Cite("lemmas/extent")))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+diameter", fidelity="ours", **here,
        title="Where the largest weight is at least 1 - epsilon, 1/2 or more, the spectral norm of J is at most beta "
        "epsilon (1 - epsilon) times the squared diameter: however many patterns there are",
        says=bound(form, "<=", beta * error * (1 - error) * wide * SquaredNorm(V)),
        hypotheses=(near_one, half),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * top * (1 - top) * wide * SquaredNorm(V), Cite("ramsauer2020/lemma_a2_near_one+range")),
                ("<=", beta * (error * (1 - error)) * wide * SquaredNorm(V), Monotone(chain(
                    top * (1 - top),
                    ("=", spread, Cite("lemmas/softmax_largest", "identity", {n: d, x: aligned})),
                    ("<=", error * (1 - error), Cite("lemmas/softmax_largest+near_one", "bound", {n: d, x: aligned})),
                ))),
                ("=", beta * error * (1 - error) * wide * SquaredNorm(V), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
