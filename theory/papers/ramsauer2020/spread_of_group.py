"""The spread of the group is at most twice the largest norm: m_max <= 2 M."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Hypothesis, Magnitude, Monotone, Moving, Sign
from theory.quantities import LargestNorm, Norm, Spread, centre_of, largest_of_group
from theory.statement import bound
from theory.symbols import a, chi, grouped, i, j, k, largest, m, n, phi, u, x, y
from theory.verdict import Holds

group, others = chi.vector(), phi.vector()
here: dict[str, Any] = {"cites": "Lemma A10, the spread", "section": "App. A.1.5.4"}
centre, norms = centre_of(group), LargestNorm(group, others)
of_group, of_others = largest_of_group(group), largest_of_group(others)
at_most = Relation(of_group, "<=", largest)
uniform = Vector(1 / grouped, j, grouped)
away = Vector(chi[i, k] - centre.at(k), k, n)
apart = Vector(chi[i, k] - chi[j, k], k, n)
negative = Vector(-chi[j, k], k, n)


def below(at: sp.Symbol) -> Moving:
    """A norm is at most the largest."""
    return Moving(chain(Norm(chi.vector(at)), ("<=", of_group, Entry(at)), ("<=", largest, Hypothesis())))


within_two = chain(
    Norm(apart),
    ("=", Norm(Vector(chi[i, k] + negative.at(k), k, n)), Algebra()),
    ("<=", Norm(chi.vector(i)) + Norm(negative), Cite("lemmas/triangle+two", "bound", {x: chi.vector(i), y: negative})),
    ("=", Norm(chi.vector(i)) + Norm(chi.vector(j)), Algebra()),
    ("<=", largest + Norm(chi.vector(j)), below(i)),
    ("<=", largest + largest, below(j)),
)  # fmt: skip
left = 2 * largest - Norm(apart)
all_but_one = Moving(chain(
    2 * largest,
    ("=", 2 * largest - Norm(Vector(chi[i, k] - chi[i, k], k, n)), Algebra()),
    ("<=", Sum.over(left, j, grouped), Entry(i, j, chain(0, ("<=", left, Moving(within_two))))),
    ("=", 2 * grouped * largest - Sum.over(Norm(apart), j, grouped), Algebra()),
))  # fmt: skip

claims = (
    Claim(
        **here, title="The spread of the group is at most twice the largest norm",
        says=bound(Spread(group), "<=", 2 * norms),
        derivation={
            "bound": chain(
                Spread(group),
                ("<=", 2 * (1 - 1 / grouped) * norms, Cite(
                    "ramsauer2020/spread_of_group+sharper", "bound", {largest: norms},
                    Moving(chain(of_group - of_others, ("<=", sp.Abs(of_group - of_others), Magnitude()))))),
                ("<=", 2 * norms, Moving(chain(0, ("<=", norms * 2 / grouped, Sign())))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("",), **here, hypotheses=(at_most,),
        title="The spread of l patterns is at most 2 (1 - 1/l) times their largest norm",
        says=bound(Spread(group), "<=", 2 * (1 - 1 / grouped) * largest),
        derivation={
            "bound": chain(Spread(group), ("<=", 2 * (1 - 1 / grouped) * largest, ForEach(i, chain(
                Norm(away),
                ("=", Norm(Vector(Sum.over(uniform.at(j) * apart.at(k), j, grouped), k, n)), Monotone(Algebra(), (k,))),
                ("<=", Sum.over(uniform.at(j) * Norm(apart), j, grouped), Cite(
                    "lemmas/triangle", "bound", {m: grouped, a: uniform, u: Vector(apart, j, grouped)})),
                ("=", Sum.over(Norm(apart), j, grouped) / grouped, Algebra()),
                ("<=", (2 * grouped * largest - 2 * largest) / grouped, Monotone(all_but_one)),
                ("=", 2 * (1 - 1 / grouped) * largest, Algebra()),
            )))),
        },
        try_first=({"l_group": 2, "n": 1, "chi": [[1], [-1]], "M_max": 1},),
        expects=Holds,
    ),
)  # fmt: skip
