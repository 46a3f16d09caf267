"""The energy is bounded: 0 <= E(xi) <= 2 M^2.

Printed in Section 2 for every state xi, with a pointer to Lemma A1, which asks that xi lies in the convex hull of the
patterns for the upper bound.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Monotone, Moving, Rooted
from theory.quantities import InnerProduct, MCHNEnergy, Norm, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, k, n, offset, rho, shares, x, y
from theory.verdict import Fails, Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
energy = MCHNEnergy(X, patterns, beta)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
M, length = sp.sqrt(largest), Norm(X)
mean = Vector(Sum.over(rho[i, k], i, d) / d, k, n)
here: dict[str, Any] = {"cites": "Section 2, the energy", "section": "2"}
lower = chain(0, ("<=", energy, Cite("niu2024/mchn_energy+non_negative")))

in_hull = Vector(Sum.over(shares[i] * rho[i, k], i, d), k, n)
at_hull = MCHNEnergy(in_hull, patterns, beta)
weights = Relation(Sum(shares.vector()), "=", sp.S.One)

no_longer = Rooted(chain(
    Norm(patterns.at(i)) ** 2, ("=", SquaredNorm(patterns.at(i)), Algebra()), ("<=", largest, Entry(i)),
    ("=", M**2, Algebra()),
))  # fmt: skip
against = chain(
    -InnerProduct(patterns.at(i), X) / d,
    ("<=", Norm(patterns.at(i)) * length / d, Monotone(Moving(chain(
        -Norm(patterns.at(i)) * length,
        ("<=", InnerProduct(patterns.at(i), X), Cite("lemmas/cauchy_schwarz+below", "bound", {
            x: patterns.at(i), y: X})),
    )))),
    ("<=", M * length / d, Monotone(no_longer)),
)  # fmt: skip

opposite = Vector(-offset * y[k], k, n)
alike = MCHNEnergy(opposite, Vector(Y, i, d), beta)

claims = (
    Claim(
        **here, title="The energy lies between 0 and twice the largest squared norm of a pattern",
        says=bound(0, "<=", energy, "<=", 2 * largest),
        derivation={"lower": lower}, paper_uses=("ramsauer2020/lemma_a1", "ramsauer2020/lemma_a1_twice"),
        expects=Fails,
    ),
    Claim(
        part="+hull", fidelity="repaired", repairs=("",), **here,
        changed="the state lies in the convex hull of the patterns, as in Lemma A1",
        title="In the convex hull of the patterns the energy lies between 0 and twice the largest squared norm",
        says=bound(0, "<=", at_hull, "<=", 2 * largest), hypotheses=(weights,),
        derivation={
            "lower": chain(0, ("<=", at_hull, Cite("niu2024/mchn_energy+non_negative", "bound", {x: in_hull}))),
            "upper": chain(at_hull, ("<=", 2 * largest, Cite("ramsauer2020/lemma_a1_twice"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+anywhere", fidelity="repaired", repairs=("",), **here,
        changed="the upper bound becomes (||xi|| + M)^2 / 2, which is at most 2 M^2 where ||xi|| <= M",
        title="The energy lies between 0 and half the squared sum of the norms of the state and the longest pattern",
        says=bound(0, "<=", energy, "<=", (length + M) ** 2 / 2),
        derivation={
            "lower": lower,
            "upper": chain(
                energy,
                ("<=", SquaredNorm(X) / 2 - InnerProduct(mean, X) + largest / 2, Cite("niu2024/mchn_energy+upper")),
                ("=", SquaredNorm(X) / 2 + largest / 2 + Sum.over(-InnerProduct(patterns.at(i), X) / d, i, d),
                 Algebra()),
                ("<=", SquaredNorm(X) / 2 + largest / 2 + Sum.over(M * length / d, i, d), Monotone(against, (i,))),
                ("=", (length + M) ** 2 / 2, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+attained", fidelity="ours", **here,
        title="That bound is the energy where all patterns are the same and the state is opposite to them",
        says=Identity(alike, ((1 + offset) * Norm(Y)) ** 2 / 2),
        derivation={"identity": chain(alike, ("=", ((1 + offset) * Norm(Y)) ** 2 / 2, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
