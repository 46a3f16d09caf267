"""For patterns on the sphere of radius M, M^2 (1 - cos alpha_min) >= 2 / (beta N) + (1 / beta) ln(2 N^2 beta M^2) gives
the master inequality, and so (A2) for every pattern: Delta_i = M^2 (1 - cos alpha_i), alpha_i the angle to the nearest.

alpha_min is the least angle between any two patterns, so that cos alpha_min is at least every <x_i, x_j> / M^2. Of the
other patterns only these products count.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving
from theory.quantities import InnerProduct, Separation, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import beta, cosine, j, m, norm_bound, sigma, xi
from theory.verdict import Holds

pattern, others = xi.vector(), sigma.vector()
M, N = norm_bound, m + 1
here: dict[str, Any] = {"cites": "Equation (311)", "section": "App. A.1.6.1"}

gap = Separation(pattern, others)
on_sphere = Relation(SquaredNorm(pattern), "=", M**2)
cosines = Vector(InnerProduct(pattern, others.at(j)) / M**2, j, m)
condition = 2 / (beta * N) + sp.log(2 * m * N * beta * M**2) / beta
master = 2 / (beta * N) + sp.log(2 * N**2 * beta * M**2) / beta
split = chain(
    gap,
    ("=", M**2 - M**2 * Max(cosines) + (SquaredNorm(pattern) - M**2), Algebra()),
    ("=", M**2 - M**2 * Max(cosines) + 0, Monotone(Moving(chain(SquaredNorm(pattern), ("=", M**2, Hypothesis()))))),
)

claims = (
    Claim(
        **here, title="On the sphere the master inequality for the least angle gives (A2)",
        says=bound(condition, "<", gap),
        hypotheses=(
            on_sphere, Relation(Max(cosines), "<=", cosine), Relation(master, "<=", M**2 * (1 - cosine)),
        ),
        derivation={
            "bound": chain(condition, ("<", gap, Cite(
                "ramsauer2020/sphere_capacity_condition", "bound", {}, Moving(chain(
                    master,
                    ("<=", M**2 * (1 - cosine), Hypothesis()),
                    ("<=", M**2 * (1 - Max(cosines)), Monotone(Hypothesis())),
                    ("=", gap, Moving(split)),
                ))))),
        },
        try_first=(
            {"m": 1, "n": 1, "xi": [3], "sigma": [[-3]], "M_norm": 3, "beta": 1, "c_alpha": -1},
            {"m": 1, "n": 2, "xi": [5, 0], "sigma": [[3, 4]], "M_norm": 5, "beta": 1, "c_alpha": "3/5"},
        ),
        expects=Holds,
    ),
    Claim(
        part="+identity", fidelity="ours", **here,
        title="On the sphere the separation is M^2 (1 - cos alpha), alpha the angle to the nearest other pattern",
        says=Identity(gap, M**2 * (1 - Max(cosines))), hypotheses=(on_sphere,),
        derivation={"identity": chain(gap, *split.steps, ("=", M**2 * (1 - Max(cosines)), Algebra()))},
        try_first=({"m": 1, "n": 1, "xi": [3], "sigma": [[-3]], "M_norm": 3},
                   {"m": 2, "n": 2, "xi": [5, 0], "sigma": [[3, 4], [0, 5]], "M_norm": 5}),
        expects=Holds,
    ),
)  # fmt: skip
