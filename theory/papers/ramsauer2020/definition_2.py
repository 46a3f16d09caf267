"""The separation of a pattern: Delta_i = min_{j != i} (x_i^T x_i - x_i^T x_j) = x_i^T x_i - max_{j != i} x_i^T x_j.

The pattern is separated from the others if Delta_i > 0. There are two patterns or more.
"""

from typing import Any

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Attained, Cite, Entry, ForEach, Hypothesis, Monotone, Moving, Scaled, Sign
from theory.quantities import InnerProduct, Norm, Separation
from theory.statement import Identity, bound
from theory.symbols import j, m, norm_bound, sigma, x, xi, y
from theory.verdict import Holds

pattern, others, M = xi.vector(), sigma.vector(), norm_bound
here: dict[str, Any] = {"cites": "Definition 2", "section": "2"}
overlaps = Vector(InnerProduct(pattern, others.at(j)), j, m)
gap, own = Separation(pattern, others), InnerProduct(pattern, pattern)
norms = Vector(Norm(others.at(j)), j, m)
short = (Relation(Norm(pattern), "<=", M), Relation(Max(norms), "<=", M))
norm_of_other = chain(Norm(others.at(j)), ("<=", Max(norms), Entry(j)), ("<=", M, Hypothesis()))
own_norm = chain(Norm(pattern), ("<=", M, Hypothesis()))
other = {x: pattern, y: others.at(j)}

claims = (
    Claim(
        **here, title="The separation as a minimum and by a maximum",
        says=Identity(gap, own - Max(overlaps)),
        derivation={"identity": chain(gap, ("=", own - Max(overlaps), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+range", fidelity="ours", **here,
        title="The separation lies between -M^2 / 4 and 2 M^2, M bounding the norms",
        says=bound(-(M**2) / 4, "<=", gap, "<=", 2 * M**2), hypotheses=short,
        derivation={
            "lower": chain(-(M**2) / 4, ("<=", gap, ForEach(j, chain(
                -(M**2) / 4,
                ("<=", Norm(pattern) ** 2 - Norm(pattern) * M, Moving(chain(
                    0, ("<=", (Norm(pattern) - M / 2) ** 2, Sign())))),
                ("<=", Norm(pattern) ** 2 - Norm(pattern) * Norm(others.at(j)), Monotone(norm_of_other)),
                ("<=", Norm(pattern) ** 2 - overlaps.at(j), Monotone(
                    Cite("lemmas/cauchy_schwarz", "bound", other))),
                ("=", own - overlaps.at(j), Algebra()),
            )))),
            "upper": chain(gap, ("<=", 2 * M**2, Attained(gap, j, chain(
                gap,
                ("=", own - overlaps.at(j), Hypothesis()),
                ("<=", own + Norm(pattern) * Norm(others.at(j)), Monotone(Moving(chain(
                    -Norm(pattern) * Norm(others.at(j)), ("<=", overlaps.at(j),
                                                               Cite("lemmas/cauchy_schwarz+below", "bound", other)))))),
                ("<=", own + Norm(pattern) * M, Monotone(norm_of_other)),
                ("=", Norm(pattern) * (Norm(pattern) + M), Algebra()),
                ("<=", Norm(pattern) * (2 * M), Monotone(Moving(own_norm))),
                ("<=", 2 * M**2, Scaled(1 / (2 * M), own_norm)),
            )))),
        },
        try_first=({"m": 1, "n": 1, "xi": ["1/2"], "sigma": [[1]], "M_norm": 1},
                   {"m": 1, "n": 1, "xi": [1], "sigma": [[-1]], "M_norm": 1}),
        expects=Holds,
    ),
)  # fmt: skip
