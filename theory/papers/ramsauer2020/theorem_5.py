"""After one update from xi the retrieval error is small: ||f(xi) - x_i|| <= 2 (N - 1) exp(-beta (Delta_i - 2 r M)) M,

r = max{||xi - x_i||, ||x_i* - x_i||} being the larger of the distances of query and fixed point from the pattern, for
which any r >= 0 stands here that neither exceeds. The printed proof has epsilon = (N - 1) exp(-beta (Delta_i - 2 r M))
in Lemma A4, Eq. (404).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Sign
from theory.quantities import JoinedHopfieldStep, Norm, Separation, SquaredDistance
from theory.statement import bound
from theory.symbols import beta, j, k, m, n, norm_bound, offset, sigma, spread_bound, x, xi, y
from theory.verdict import Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
r, B, M = offset, spread_bound, norm_bound
here: dict[str, Any] = {"cites": "Theorem 5 (i)", "section": "2"}

moved = Vector(JoinedHopfieldStep(X, pattern, others, beta, k) - xi[k], k, n)
fixed = Vector(JoinedHopfieldStep(Y, pattern, others, beta, k), k, n)
short = (Relation(Norm(pattern), "<=", M), Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M))
in_ball, also_in_ball = (Relation(SquaredDistance(point, pattern), "<=", r**2) for point in (X, Y))
at_rest = Relation(SquaredDistance(fixed, Y), "<=", sp.S.Zero)
gap = Separation(pattern, others)
edge = sp.exp(beta * (gap - 2 * r * M))
sharper = 2 * M * m / (m + edge)

claims = (
    Claim(
        **here, title="The retrieval error after one update falls exponentially with the separation",
        says=bound(Norm(moved), "<=", 2 * m * sp.exp(-beta * (gap - 2 * r * M)) * M),
        hypotheses=(*short, in_ball, also_in_ball, at_rest),
        derivation={
            "bound": chain(
                Norm(moved),
                ("<=", sharper, Cite("ramsauer2020/theorem_5+sharper")),
                ("<=", 2 * M * m / edge, Monotone(Sign())),
                ("=", 2 * m * sp.exp(-beta * (gap - 2 * r * M)) * M, Algebra()),
            ),
        },
        paper_uses=("ramsauer2020/lemma_a4",),
        try_first=({
            "m": 1, "n": 1, "xi": [1], "sigma": [[-1]], "M_norm": 1, "beta": 1, "x": ["1/2"], "y": [0], "r_0": 1,
        },),
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("",), **here,
        title="The retrieval error after one update from within r of the pattern is at most 2 (N - 1) M / "
        "(N - 1 + exp(beta (Delta_i - 2 r M))): no fixed point is needed",
        says=bound(Norm(moved), "<=", sharper), hypotheses=(*short, in_ball),
        derivation={
            "bound": chain(Norm(moved), ("<=", sharper, Cite(
                "ramsauer2020/lemma_a5+landing", "bound", {B: 2 * M}, Cite("ramsauer2020/lemma_a4+diameter")))),
        },
        expects=Holds,
    ),
)  # fmt: skip
