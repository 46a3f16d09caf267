"""If ||x_i - x_i*|| <= 1 / (2 beta M) and ||x_i - xi|| <= 1 / (2 beta M) then ||x_i - x_i*|| <= 2 e (N - 1) M
exp(-beta Delta_i): the fixed point is exponentially near to its pattern.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Rooted, Scaled, Sign
from theory.quantities import JoinedHopfieldStep, Norm, Separation, SquaredDistance
from theory.statement import bound
from theory.symbols import beta, j, k, m, n, norm_bound, offset, sigma, x, xi, y
from theory.verdict import Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
r, M, N = offset, norm_bound, m + 1
here: dict[str, Any] = {"cites": "Theorem 5 (ii)", "section": "2"}

fixed = Vector(JoinedHopfieldStep(Y, pattern, others, beta, k), k, n)
away = Vector(y[k] - xi[k], k, n)
landed, left = Vector(fixed.at(k) - xi[k], k, n), Vector(y[k] - fixed.at(k), k, n)
short = (Relation(Norm(pattern), "<=", M), Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M))
at_rest = Relation(SquaredDistance(fixed, Y), "<=", sp.S.Zero)
gap = Separation(pattern, others)
half = 1 / (2 * beta * M)
in_sphere = Relation(SquaredDistance(Y, pattern), "<=", (1 / (beta * N * M)) ** 2)


def error(at: sp.Expr) -> sp.Expr:
    """What bounds the retrieval error of a fixed point within `at` of the pattern."""
    return 2 * M * m / (m + sp.exp(beta * (gap - 2 * at * M)))


symmetric = {"m": 1, "n": 1, "xi": [1], "sigma": [[-1]], "M_norm": 1, "y": [0]}

claims = (
    Claim(
        **here, title="The fixed point near a pattern is exponentially near to it",
        says=bound(Norm(away), "<=", 2 * sp.E * m * M * sp.exp(-beta * gap)),
        hypotheses=(
            *short, *(Relation(SquaredDistance(point, pattern), "<=", half**2) for point in (X, Y)), at_rest,
        ),
        derivation={
            "bound": chain(
                Norm(away),
                ("<=", error(half), Cite("ramsauer2020/theorem_5_fixed_point+sharper", "bound", {r: half})),
                ("<=", 2 * M * m / sp.exp(beta * (gap - 2 * half * M)), Monotone(Sign())),
                ("=", 2 * sp.E * m * M * sp.exp(-beta * gap), Scaled(sp.exp(beta * gap), chain(
                    sp.exp(beta * gap) * 2 * M * m / sp.exp(beta * (gap - 2 * half * M)),
                    ("=", 2 * sp.E * m * M, Algebra())))),
            ),
        },
        paper_uses=("ramsauer2020/theorem_5", "ramsauer2020/equation_405"),
        try_first=({**symmetric, "beta": "1/2", "x": [0]}, {**symmetric, "beta": "1/4", "x": [1]}),
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("", "+in_sphere"), **here,
        title="A fixed point within r of a pattern is within 2 (N - 1) M / (N - 1 + exp(beta (Delta_i - 2 r M))) of it",
        says=bound(Norm(away), "<=", error(r)),
        hypotheses=(*short, Relation(SquaredDistance(Y, pattern), "<=", r**2), at_rest),
        derivation={
            "bound": chain(
                Norm(away),
                ("=", Norm(Vector(landed.at(k) + left.at(k), k, n)), Monotone(Algebra(), (k,))),
                ("<=", Norm(landed) + Norm(left), Cite("lemmas/triangle+two", "bound", {x: landed, y: left})),
                ("<=", Norm(landed) + 0, Monotone(Rooted(chain(
                    Norm(left) ** 2, ("=", SquaredDistance(fixed, Y), Algebra()), ("<=", 0, Hypothesis()))))),
                ("<=", error(r), Cite("ramsauer2020/theorem_5+sharper", "bound", {x: Y})),
            ),
        },
        try_first=({**symmetric, "beta": "1/2", "r_0": 1},),
        expects=Holds,
    ),
    Claim(
        part="+in_sphere", fidelity="ours", **here,
        title="A fixed point in S_i is within 2 exp(2 / N) (N - 1) M exp(-beta Delta_i) of the pattern: exp(2 / N), "
        "which tends to 1, in place of e",
        says=bound(Norm(away), "<=", 2 * sp.exp(2 / N) * m * M * sp.exp(-beta * gap)),
        hypotheses=(*short, in_sphere, at_rest),
        derivation={
            "bound": chain(
                Norm(away),
                ("<=", error(1 / (beta * N * M)), Cite(
                    "ramsauer2020/theorem_5_fixed_point+sharper", "bound", {r: 1 / (beta * N * M)})),
                ("=", 2 * M * m / (m + sp.exp(beta * gap - 2 / N)), Monotone(Algebra())),
                ("<=", 2 * M * m / sp.exp(beta * gap - 2 / N), Monotone(Sign())),
                ("=", 2 * sp.exp(2 / N) * m * M * sp.exp(-beta * gap), Algebra()),
            ),
        },
        try_first=({**symmetric, "beta": "1/2"}, {**symmetric, "beta": "1/4"}),
        expects=Holds,
    ),
)  # fmt: skip
