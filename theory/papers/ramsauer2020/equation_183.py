"""The update is a contraction around x_i* where Delta_i > 2 r M + (1 / beta) ln(2 (N - 1) N beta M^2), Eq. (183),

r = max{||xi - x_i||, ||x_i* - x_i||} being the larger of the distances of query and fixed point from the pattern, for
which any r >= 0 stands here that neither exceeds. The bound (180) on ||J^m||_2 is then below 1.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled, Sign
from theory.quantities import JoinedHopfieldStep, Norm, Separation, SquaredDistance
from theory.statement import bound
from theory.symbols import beta, j, k, m, n, norm_bound, offset, sigma, spread_bound, x, xi, y
from theory.verdict import Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
r, B, M, N = offset, spread_bound, norm_bound, m + 1
here: dict[str, Any] = {"cites": "Equation (183)", "section": "App. A.1.5.3"}

difference = Vector(
    JoinedHopfieldStep(X, pattern, others, beta, k) - JoinedHopfieldStep(Y, pattern, others, beta, k), k, n
)
change = Vector(x[k] - y[k], k, n)
short = (Relation(Norm(pattern), "<=", M), Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M))
near = tuple(Relation(SquaredDistance(point, pattern), "<=", r**2) for point in (X, Y))
gap = Separation(pattern, others)
product = 2 * m * N * beta * M**2
wide = Relation(2 * r * M + sp.log(product) / beta, "<", gap)
edge = sp.exp(beta * (gap - 2 * r * M))
rate = product * sp.exp(-beta * (gap - 2 * r * M))  # the right-hand side of (180)
sharper = 4 * beta * M**2 * m / (m + edge)
enough = Relation(m * (4 * beta * M**2 - 1), "<", edge)

# (183) without the logarithm.
strong = Cite("lemmas/logarithms", "bound", {
    sp.Symbol("g_0", positive=True): product, sp.Symbol("g_1", positive=True): edge,
}, Scaled(1 / beta, chain(sp.log(product) / beta, ("<", gap - 2 * r * M, Moving(chain(
    2 * r * M + sp.log(product) / beta, ("<", gap, Hypothesis())))))))  # fmt: skip
enough_shown = chain(
    m * (4 * beta * M**2 - 1),
    ("<", 4 * m * beta * M**2, Sign()),
    ("<=", product, Monotone(chain(4, ("<=", 2 * N, Sign())))),
    ("<", edge, strong),
)

claims = (
    Claim(
        **here, title="Under (183) the update contracts distances within r of the pattern, by the bound (180), below 1",
        says=bound(Norm(difference), "<=", rate * Norm(change), "<=", Norm(change)),
        hypotheses=(*short, *near, wide),
        derivation={
            "lower": chain(
                Norm(difference),
                ("<=", sharper * Norm(change), Cite(
                    "ramsauer2020/equation_183+sharper", "lower", {}, Moving(enough_shown))),
                ("<=", 4 * beta * M**2 * m / edge * Norm(change), Monotone(Sign())),
                ("<=", rate * Norm(change), Monotone(chain(4, ("<=", 2 * N, Sign())))),
            ),
            "upper": chain(rate * Norm(change), ("<=", Norm(change), Monotone(chain(
                rate, ("<=", 1, Cite("ramsauer2020/equation_183+factor")))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+factor", fidelity="ours", **here, title="Under (183) the bound (180) is below 1",
        says=bound(rate, "<", 1), hypotheses=(wide,),
        derivation={"bound": chain(rate, ("<", 1, Scaled(edge, chain(
            edge * rate, ("=", product, Algebra()), ("<", edge, strong)))))},
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("",), **here,
        title="Within r of the pattern the update contracts distances by a factor below 1 where "
        "(N - 1)(4 beta M^2 - 1) is below exp(beta (Delta_i - 2 r M)): 2 in place of N",
        says=bound(Norm(difference), "<=", sharper * Norm(change), "<=", Norm(change)),
        hypotheses=(*short, *near, enough),
        derivation={
            "lower": chain(Norm(difference), ("<=", sharper * Norm(change), Cite(
                "ramsauer2020/lemma_a6_steps", "bound", {B: 2 * M}, Cite("ramsauer2020/lemma_a4+diameter")))),
            "upper": chain(sharper * Norm(change), ("<=", Norm(change), Monotone(chain(
                sharper, ("<=", 1, Scaled(m + edge, chain(
                    4 * beta * M**2 * m,
                    ("<", m + edge, Moving(chain(m * (4 * beta * M**2 - 1), ("<", edge, Hypothesis())))),
                ))),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
