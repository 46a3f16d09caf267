"""One update from where a group of patterns leads lands near the mean of the group.

With 0 <= c = xi^T m_x - max_{j > l} xi^T x_j and eps = (N - l) exp(-beta c):
||m_x - f(xi)|| <= m_max + 2 gamma M <= m_max + 2 eps M.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Jensen, Magnitude, Monotone, Moving, Sign
from theory.quantities import (
    GroupLead,
    GroupStep,
    InnerProduct,
    LargestNorm,
    Norm,
    OthersWeight,
    Spread,
    aligned_with,
    centre_of,
    largest_of_group,
)
from theory.statement import bound
from theory.symbols import a, beta, chi, grouped, i, j, k, largest, m, n, outside, phi, spread, u, x, y, z
from theory.verdict import Holds

X, group, others = x.vector(), chi.vector(), phi.vector()
here: dict[str, Any] = {"cites": "Lemma A9", "section": "App. A.1.5.4"}
logits, more_logits = aligned_with(X, group, beta), aligned_with(X, others, beta)
gamma, lead = OthersWeight(X, group, others, beta), GroupLead(X, group, others)
centre, norms = centre_of(group), LargestNorm(group, others)
moved = Vector(centre.at(k) - GroupStep(X, group, others, beta, k), k, n)
eps = outside * sp.exp(-beta * lead)
near = Relation(Spread(group), "<=", spread)
of_group, of_others = largest_of_group(group), largest_of_group(others)
below = Relation(of_group, "<=", largest), Relation(of_others, "<=", largest)
among_all = (
    Moving(chain(of_group - of_others, ("<=", sp.Abs(of_group - of_others), Magnitude()))),
    Moving(chain(of_others - of_group, ("<=", sp.Abs(of_group - of_others), Magnitude()))),
)

own = Sum.over(sp.exp(logits.at(i)), i, grouped)
more = Sum.over(sp.exp(more_logits.at(j)), j, outside)
share, more_share = sp.exp(logits.at(i)) / (own + more), sp.exp(more_logits.at(j)) / (own + more)
away = Vector(centre.at(k) - chi[i, k], k, n)
reversed_away = Vector(chi[i, k] - centre.at(k), k, n)
far = Vector(centre.at(k) - phi[j, k], k, n)
pulled = Vector(Sum.over(share * away.at(k), i, grouped), k, n)
more_pulled = Vector(Sum.over(more_share * far.at(k), j, outside), k, n)
both = Vector(pulled.at(k) + more_pulled.at(k), k, n)

top = Max.over(InnerProduct(X, phi.vector(j)), j, outside)
most = outside * sp.exp(beta * top)
at_centre = sp.exp(beta * InnerProduct(X, centre))
uniform = Vector(1 / grouped, i, grouped)
evenly = chain(
    grouped * at_centre,
    ("=", grouped * sp.exp(Sum.over(uniform.at(i) * logits.at(i), i, grouped)), Algebra()),
    ("<=", grouped * Sum.over(uniform.at(i) * sp.exp(logits.at(i)), i, grouped), Monotone(Jensen(uniform, logits))),
    ("=", own, Algebra()),
)  # fmt: skip
# How far a point whose norm is at most M lies from the mean of the group.
point, opposite = z.vector(), Vector(-z[k], k, n)
apart = Vector(centre.at(k) - z[k], k, n)
to_others = Cite("ramsauer2020/lemma_a9+far", "bound", {z: phi.vector(j)})

claims = (
    Claim(
        **here, title="One update from where the group leads by c lands within m_max + 2 gamma M of its mean, and "
        "within m_max + 2 (N - l) exp(-beta c) M",
        says=bound(Norm(moved), "<=", Spread(group) + 2 * gamma * norms, "<=", Spread(group) + 2 * eps * norms),
        hypotheses=(Relation(sp.S.Zero, "<=", lead),),
        derivation={
            "lower": chain(
                Norm(moved),
                ("<=", (1 - gamma) * Spread(group) + 2 * gamma * norms, Cite(
                    "ramsauer2020/lemma_a9+gamma", "bound", {spread: Spread(group), largest: norms}, among_all)),
                ("<=", Spread(group) + 2 * gamma * norms, Moving(chain(0, ("<=", gamma * Spread(group), Sign())))),
            ),
            "upper": chain(Spread(group) + 2 * gamma * norms, ("<=", Spread(group) + 2 * eps * norms, Monotone(chain(
                gamma, ("<=", eps / (grouped + eps), Cite("ramsauer2020/lemma_a9+weight")),
                ("<=", eps, Sign()))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+centre", fidelity="ours", **here, hypotheses=below[:1],
        title="The norm of the mean is at most the largest norm",
        says=bound(Norm(centre), "<=", largest),
        derivation={
            "bound": chain(
                Norm(centre),
                ("=", Norm(Vector(Sum.over(uniform.at(i) * chi[i, k], i, grouped), k, n)), Algebra()),
                ("<=", Sum.over(uniform.at(i) * Norm(chi.vector(i)), i, grouped), Cite(
                    "lemmas/triangle", "bound", {m: grouped, a: uniform, u: group})),
                ("<=", Sum.over(uniform.at(i) * largest, i, grouped), Monotone(chain(
                    Norm(chi.vector(i)), ("<=", of_group, Entry(i)), ("<=", largest, Hypothesis())), (i,))),
                ("=", largest, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+far", fidelity="ours", **here, hypotheses=(below[0], Relation(Norm(point), "<=", largest)),
        title="A point whose norm is at most the largest norm lies within twice that of the mean of the group",
        says=bound(Norm(apart), "<=", 2 * largest),
        derivation={
            "bound": chain(
                Norm(apart),
                ("=", Norm(Vector(centre.at(k) + opposite.at(k), k, n)), Algebra()),
                ("<=", Norm(centre) + Norm(opposite), Cite(
                    "lemmas/triangle+two", "bound", {x: centre, y: opposite})),
                ("=", Norm(centre) + Norm(point), Algebra()),
                ("<=", Norm(centre) + largest, Monotone(Hypothesis())),
                ("<=", largest + largest, Moving(chain(
                    Norm(centre), ("<=", largest, Cite("ramsauer2020/lemma_a9+centre"))))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+weight", fidelity="ours", sharpens=("",), **here,
        title="The weight outside the group is at most eps / (l + eps), eps = (N - l) exp(-beta c), whatever the sign "
        "of c",
        says=bound(gamma, "<=", eps / (grouped + eps)),
        derivation={
            "bound": chain(
                gamma,
                ("=", 1 - own / (own + more), Algebra()),
                ("<=", 1 - own / (own + Sum.over(sp.exp(beta * top), j, outside)), Monotone(Entry(j), (j,))),
                ("=", most / (own + most), Algebra()),
                ("<=", most / (grouped * at_centre + most), Monotone(evenly)),
                ("=", eps / (grouped + eps), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+gamma", fidelity="ours", sharpens=("",), **here, hypotheses=(near, *below),
        title="One update lands within (1 - gamma) m_max + 2 gamma M of the mean of the group",
        says=bound(Norm(moved), "<=", (1 - gamma) * spread + 2 * gamma * largest),
        derivation={
            "bound": chain(
                Norm(moved),
                ("=", Norm(both), Monotone(Algebra(), (k,))),
                ("<=", Norm(pulled) + Norm(more_pulled), Cite(
                    "lemmas/triangle+two", "bound", {x: pulled, y: more_pulled})),
                ("<=", Sum.over(share * Norm(away), i, grouped) + Norm(more_pulled), Monotone(Cite(
                    "lemmas/triangle", "bound",
                    {m: grouped, a: Vector(share, i, grouped), u: Vector(away, i, grouped)}))),
                ("<=", Sum.over(share * Norm(away), i, grouped) + Sum.over(more_share * Norm(far), j, outside),
                 Monotone(Cite("lemmas/triangle", "bound", {
                     m: outside, a: Vector(more_share, j, outside), u: Vector(far, j, outside)}))),
                ("<=", Sum.over(share * spread, i, grouped) + Sum.over(more_share * Norm(far), j, outside), Monotone(
                    chain(Norm(away), ("=", Norm(reversed_away), Algebra()), ("<=", Spread(group), Entry(i)),
                          ("<=", spread, Hypothesis())), (i,))),
                ("<=", Sum.over(share * spread, i, grouped) + Sum.over(more_share * (2 * largest), j, outside),
                 Monotone(to_others, (j,))),
                ("=", (1 - gamma) * spread + 2 * gamma * largest, Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
