"""After one update the state is within 2 (N - 1) exp(-beta c) M of the pattern whose overlap is the largest, by c.

Printed: for any xi there is i = argmax_k (xi^T x_k - max_{j != k} xi^T x_j), with 0 <= c = that maximum, and
||x_i - f(xi)|| <= 2 epsilon M with epsilon = (N - 1) exp(-beta c). There are two patterns or more; M is the largest
norm, for which any number stands here that no norm exceeds.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Hypothesis, Monotone, Moving, Sign
from theory.quantities import InnerProduct, JoinedHopfieldStep, Lead, Norm, away_from
from theory.statement import bound
from theory.symbols import a, beta, j, k, lead, m, n, norm_bound, sigma, spread_bound, u, x, xi, y
from theory.verdict import Holds

X, pattern, others = x.vector(), xi.vector(), sigma.vector()
c, B, M = lead, spread_bound, norm_bound
here: dict[str, Any] = {"cites": "Lemma A4", "section": "App. A.1.5.3"}

away = away_from(pattern, others, j)
far = Vector(Norm(away), j, m)
moved = Vector(JoinedHopfieldStep(X, pattern, others, beta, k) - xi[k], k, n)
short = (Relation(Norm(pattern), "<=", M), Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M))
leads = Lead(X, pattern, others)
weight_of = sp.exp(beta * (InnerProduct(X, others.at(j)) - InnerProduct(X, pattern)))  # against the pattern's own
total = 1 + Sum.over(weight_of, j, m)
pulled = Vector(Sum.over(weight_of / total * (sigma[j, k] - xi[k]), j, m), k, n)
sharper = 2 * M * m / (m + sp.exp(beta * leads))

overlaps = Vector(InnerProduct(X, others.at(j)), j, m)

claims = (
    Claim(
        **here, title="One update ends within 2 (N - 1) exp(-beta c) M of the pattern whose overlap leads by c",
        says=bound(Norm(moved), "<=", 2 * (m * sp.exp(-beta * leads)) * M),
        hypotheses=(*short, Relation(sp.S.Zero, "<=", leads)),
        derivation={
            "bound": chain(
                Norm(moved),
                ("<=", sharper, Cite("ramsauer2020/lemma_a4+sharper")),
                ("<=", 2 * M * m / sp.exp(beta * leads), Monotone(Sign())),
                ("=", 2 * (m * sp.exp(-beta * leads)) * M, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+not_negative", fidelity="ours", **here,
        title="The pattern with the largest overlap leads by c >= 0, and so does the one that leads by most",
        says=bound(0, "<=", leads), hypotheses=(Relation(Max(overlaps), "<=", InnerProduct(X, pattern)),),
        derivation={
            "bound": chain(0, ("<=", leads, ForEach(j, chain(
                0, ("<=", InnerProduct(X, pattern) - overlaps.at(j), Moving(chain(
                    overlaps.at(j), ("<=", Max(overlaps), Entry(j)),
                    ("<=", InnerProduct(X, pattern), Hypothesis()))))))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("",), **here,
        title="For every pattern, leading or not, one update ends within 2 (N - 1) M / (N - 1 + exp(beta c)) of it",
        says=bound(Norm(moved), "<=", sharper), hypotheses=short,
        derivation={
            "bound": chain(Norm(moved), ("<=", sharper, Cite(
                "ramsauer2020/lemma_a4+apart", "bound", {c: leads, B: 2 * M}, Cite("ramsauer2020/lemma_a4+diameter")))),
        },
        expects=Holds,
    ),
    Claim(
        part="+apart", fidelity="ours", **here,
        title="Where the overlap leads by c and the others are within B of the pattern, one update ends within "
        "(N - 1) B / (N - 1 + exp(beta c)) of it",
        says=bound(Norm(moved), "<=", m * B / (m + sp.exp(beta * c))),
        hypotheses=(Relation(Max(far), "<=", B), Relation(c, "<=", leads)),
        derivation={
            "bound": chain(
                Norm(moved),
                ("=", Norm(pulled), Monotone(Algebra(), (k,))),
                ("<=", Sum.over(weight_of / total * far.at(j), j, m), Cite("lemmas/triangle", "bound", {
                    a: Vector(weight_of / total, j, m), u: Vector(away, j, m)})),
                ("<=", Sum.over(weight_of / total * B, j, m), Monotone(chain(
                    far.at(j), ("<=", Max(far), Entry(j)), ("<=", B, Hypothesis())), (j,))),
                ("=", B * (1 - 1 / total), Algebra()),
                ("<=", B * (1 - 1 / (1 + Sum.over(sp.exp(-beta * c), j, m))), Monotone(Moving(chain(
                    c, ("<=", leads, Hypothesis()),
                    ("<=", InnerProduct(X, pattern) - InnerProduct(X, others.at(j)), Entry(j)))), (j,))),
                ("=", m * B / (m + sp.exp(beta * c)), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+diameter", fidelity="ours", **here, title="Two patterns are at most twice the largest norm apart",
        says=bound(Max(far), "<=", 2 * M), hypotheses=short,
        derivation={
            "bound": chain(Max(far), ("<=", 2 * M, ForEach(j, chain(
                far.at(j),
                ("<=", Norm(others.at(j)) + Norm(Vector(-xi[k], k, n)), Cite("lemmas/triangle+two", "bound", {
                    x: others.at(j), y: Vector(-xi[k], k, n)})),
                ("<=", M + Norm(Vector(-xi[k], k, n)), Monotone(chain(
                    Norm(others.at(j)), ("<=", Max(Vector(Norm(others.at(j)), j, m)), Entry(j)),
                    ("<=", M, Hypothesis())))),
                ("=", M + Norm(pattern), Algebra()),
                ("<=", 2 * M, Moving(chain(Norm(pattern), ("<=", M, Hypothesis())))),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
