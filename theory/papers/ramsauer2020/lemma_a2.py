"""||J||_2 <= 2 beta ||X||_2^2 m <= 2 beta N M^2 m, with m = max_i p_i (1 - p_i) and M = max_i ||x_i||."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Rule, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Monotone, Moving, Scaled, Sign
from theory.quantities import InnerProduct, Softmax, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, greater, i, j, lesser, multiple, n, rho, v, x, y
from theory.verdict import Holds

X, V, patterns = x.vector(), v.vector(), rho.vector()
aligned = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
shadows = Vector(InnerProduct(patterns.at(i), V), i, d)  # X^T v
p = Softmax(aligned, i)
form = beta * SoftmaxVariance(aligned, shadows)  # v^T J v
spread = Max.over(p * (1 - p), i, d)
squares = Vector(SquaredNorm(patterns.at(i)), i, d)
largest = Max(squares)  # M^2
by_matrix = 2 * beta * spread * SquaredNorm(shadows)
by_norms = 2 * beta * d * largest * spread * SquaredNorm(V)
unequal = 2 * beta * largest * Sum.over(p * (1 - p), i, d) * SquaredNorm(V)
by_each = 2 * beta * Sum.over(p * (1 - p) * shadows.at(i) ** 2, i, d)
second = Sum.over(p * shadows.at(i) ** 2, i, d)
at = {n: d, x: aligned, y: shadows}
project = Cite("lemmas/cauchy_schwarz+squares", "bound", {x: patterns.at(i), y: V})


def at_weight(less: sp.Expr, more: sp.Expr, *why: Rule) -> Cite:
    """Numbers in order, times p (1 - p)."""
    shown = Scaled(
        1 / p,
        chain(
            sp.S.Zero,
            ("<=", 1 - p, Moving(chain(p, ("<=", Sum.over(Softmax(aligned, j), j, d), Entry(i)), ("=", 1, Algebra())))),
        ),
    )
    return Cite("lemmas/multiples", "bound", {multiple: p * (1 - p), lesser: less, greater: more}, (shown, *why))


weighed = at_weight(shadows.at(i) ** 2, squares.at(i) * SquaredNorm(V), project)
at_most = at_weight(squares.at(i) * SquaredNorm(V), largest * SquaredNorm(V))
each = chain(
    shadows.at(i) ** 2,
    ("<=", squares.at(i) * SquaredNorm(V), project),
    ("<=", largest * SquaredNorm(V), Monotone(Entry(i))),
)  # fmt: skip
top = Max.over(p, i, d)
no_sign = Scaled(1 / (2 * beta), chain(
    sp.S.Zero,
    ("<=", top * (1 - top), Cite("lemmas/softmax_largest+not_negative", "bound", {n: d, x: aligned})),
    ("=", spread, Cite("lemmas/softmax_largest", "identity", {n: d, x: aligned})),
))  # fmt: skip
here: dict[str, Any] = {"cites": "Lemma A2, (i)", "section": "App. A.1.5.1"}

claims = (
    Claim(
        **here, title="The spectral norm of the update's Jacobian J is at most 2 beta N M^2 m: v^T J v along every v",
        says=bound(form, "<=", by_matrix, "<=", by_norms),
        derivation={
            "lower": chain(
                form,
                ("<=", beta * (2 * spread * SquaredNorm(shadows)),
                 Monotone(Cite("lemmas/softmax_spread+largest", "bound", at))),
                ("=", by_matrix, Algebra()),
            ),
            "upper": chain(
                by_matrix,
                ("=", 2 * beta * spread * Sum.over(shadows.at(i) ** 2, i, d), Algebra()),
                ("<=", 2 * beta * spread * Sum.over(largest * SquaredNorm(V), i, d), Cite(
                    "lemmas/multiples", "bound",
                    {multiple: 2 * beta * spread, lesser: Sum.over(shadows.at(i) ** 2, i, d),
                     greater: Sum.over(largest * SquaredNorm(V), i, d)},
                    (no_sign, Monotone(each, (i,))))),
                ("=", by_norms, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+weights", fidelity="ours", **here,
        title="The number N m may be replaced by the sum of the p (1 - p), which is at most 1",
        says=bound(form, "<=", unequal),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * (by_each / beta), Monotone(Cite("lemmas/softmax_spread", "bound", at))),
                ("<=", 2 * beta * Sum.over(p * (1 - p) * (squares.at(i) * SquaredNorm(V)), i, d),
                 Monotone(weighed, (i,))),
                ("<=", 2 * beta * Sum.over(p * (1 - p) * (largest * SquaredNorm(V)), i, d), Monotone(at_most, (i,))),
                ("=", unequal, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+one", fidelity="ours", **here,
        title="The spectral norm of the update's Jacobian is at most beta M^2, whatever the weights are",
        says=bound(form, "<=", beta * largest * SquaredNorm(V)),
        derivation={
            "bound": chain(
                form,
                ("=", beta * (second - Sum.over(p * shadows.at(i), i, d) ** 2), Algebra()),
                ("<=", beta * second, Sign()),
                ("<=", beta * Sum.over(p * (squares.at(i) * SquaredNorm(V)), i, d), Monotone(project, (i,))),
                ("<=", beta * Sum.over(p * (largest * SquaredNorm(V)), i, d), Monotone(Entry(i), (i,))),
                ("=", beta * largest * SquaredNorm(V), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
