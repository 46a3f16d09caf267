"""One update brings a query xi near the fixed point x_i*: ||f(xi) - x_i*|| <= ||J^m||_2 ||xi - x_i*||.

Printed with Eq. (180), ||J^m||_2 <= 2 beta N M^2 (N - 1) exp(-beta (Delta_i - 2 r M)) with r = max{||xi - x_i||,
||x_i* - x_i||}, and "for given epsilon and sufficient large Delta_i we have ||f(xi) - x_i*|| < epsilon". For the
maximum any r >= 0 stands here that neither distance exceeds; x_i* is any fixed point.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Rooted, Scaled, Sign, Tangent
from theory.quantities import JoinedHopfieldStep, Norm, Separation, SquaredDistance
from theory.statement import bound
from theory.symbols import beta, error, j, k, m, n, norm_bound, offset, radius, sigma, spread_bound, x, xi, y
from theory.verdict import Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
r, B, M, N, eps = offset, spread_bound, norm_bound, m + 1, error
here: dict[str, Any] = {"cites": "Theorem 4", "section": "2"}

moved = Vector(JoinedHopfieldStep(X, pattern, others, beta, k) - y[k], k, n)
fixed = Vector(JoinedHopfieldStep(Y, pattern, others, beta, k), k, n)
left = Vector(fixed.at(k) - y[k], k, n)
difference = Vector(JoinedHopfieldStep(X, pattern, others, beta, k) - fixed.at(k), k, n)
change = Vector(x[k] - y[k], k, n)
own, other_own = Vector(x[k] - xi[k], k, n), Vector(xi[k] - y[k], k, n)
gap = Separation(pattern, others)

short = (Relation(Norm(pattern), "<=", M), Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M))
at_rest = Relation(SquaredDistance(fixed, Y), "<=", sp.S.Zero)


def near(size: sp.Expr) -> tuple[Relation, ...]:
    """Both the query and the fixed point are within `size` of the pattern."""
    return tuple(Relation(SquaredDistance(point, pattern), "<=", size**2) for point in (X, Y))


def rate(size: sp.Expr) -> sp.Expr:
    """The right-hand side of (180)."""
    return 2 * beta * N * M**2 * m * sp.exp(-beta * (gap - 2 * size * M))


edge = sp.exp(beta * (gap - 2 * r * M))
sharper = 4 * beta * M**2 * m / (m + edge)
R = radius
enough = Relation(2 * R * M + sp.log(2 * R * (2 * beta * N * M**2 * m) / eps) / beta, "<", gap)
weak = Cite("lemmas/logarithms", "bound", {
    sp.Symbol("g_0", positive=True): 2 * R * (2 * beta * N * M**2 * m) / eps,
    sp.Symbol("g_1", positive=True): sp.exp(beta * (gap - 2 * R * M)),
}, Scaled(1 / beta, chain(
    sp.log(2 * R * (2 * beta * N * M**2 * m) / eps) / beta,
    ("<", gap - 2 * R * M, Moving(chain(enough.lhs, ("<", gap, Hypothesis())))),
)))  # fmt: skip

claims = (
    Claim(
        **here, title="One update contracts the distance of a query to a fixed point by the right-hand side of (180)",
        says=bound(Norm(moved), "<=", rate(r) * Norm(change)),
        hypotheses=(*short, *near(r), at_rest),
        derivation={
            "bound": chain(
                Norm(moved),
                ("<=", sharper * Norm(change), Cite("ramsauer2020/theorem_4+sharper")),
                ("<=", 4 * beta * M**2 * m / edge * Norm(change), Monotone(Sign())),
                ("<=", rate(r) * Norm(change), Monotone(chain(4, ("<=", 2 * N, Sign())))),
            ),
        },
        try_first=({
            "m": 1, "n": 1, "xi": [1], "sigma": [[-1]], "M_norm": 1, "beta": 1, "x": ["1/2"], "y": [0], "r_0": 1,
        },),
        expects=Holds,
    ),
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Delta_i is large enough where it is above 2 r M + (1 / beta) ln(4 r beta N (N - 1) M^2 / epsilon), "
        "r > 0 being the larger of the two distances from x_i, or any number above. For r >= M no separation is that "
        "large, as Delta_i is at most 2 M^2.",
        title="Where the separation is large enough one update ends within epsilon of the fixed point",
        says=bound(Norm(moved), "<", eps),
        hypotheses=(*short, *near(R), at_rest, enough),
        derivation={
            "bound": chain(
                Norm(moved),
                ("<=", rate(R) * Norm(change), Cite("ramsauer2020/theorem_4", "bound", {r: R})),
                ("<=", rate(R) * (2 * R), Monotone(chain(
                    Norm(change),
                    ("=", Norm(Vector(own.at(k) + other_own.at(k), k, n)), Monotone(Algebra(), (k,))),
                    ("<=", Norm(own) + Norm(other_own), Cite("lemmas/triangle+two", "bound", {x: own, y: other_own})),
                    ("<=", R + Norm(other_own), Monotone(Rooted(chain(
                        Norm(own) ** 2, ("=", SquaredDistance(X, pattern), Algebra()), ("<=", R**2, Hypothesis()))))),
                    ("<=", 2 * R, Moving(chain(Norm(other_own), ("<=", R, Rooted(chain(
                        Norm(other_own) ** 2, ("=", SquaredDistance(Y, pattern), Algebra()),
                        ("<=", R**2, Hypothesis()))))))),
                ))),
                ("<", eps, Scaled(sp.exp(beta * (gap - 2 * R * M)) / eps, chain(
                    sp.exp(beta * (gap - 2 * R * M)) / eps * rate(R) * 2 * R,
                    ("=", 2 * R * (2 * beta * N * M**2 * m) / eps, Algebra()),
                    ("<", sp.exp(beta * (gap - 2 * R * M)), weak),
                ))),
            ),
        },
        try_first=({
            "m": 1, "n": 1, "xi": [1], "sigma": [[-1]], "M_norm": 1, "beta": 1, "x": ["1/2"], "y": [0], "r": 1,
            "epsilon": 100,
        },),
        expects=Holds,
    ),
    Claim(
        part="+far", fidelity="ours", **here,
        title="For a query at distance M or more the right-hand side of (180) is 2 beta N (N - 1) M^2 or more, "
        "whatever the separation, which is 2 M^2 at most",
        says=bound(2 * beta * N * M**2 * m, "<=", rate(r)), hypotheses=(*short, Relation(M, "<=", r)),
        derivation={
            "bound": chain(2 * beta * N * M**2 * m, ("<=", rate(r), Monotone(chain(
                1, ("<=", 1 - beta * (gap - 2 * r * M), Scaled(1 / beta, chain(
                    1 / beta, ("<=", 1 / beta - (gap - 2 * r * M), Moving(chain(
                        gap,
                        ("<=", 2 * M**2, Cite("ramsauer2020/definition_2+range", "upper")),
                        ("<=", 2 * r * M, Scaled(1 / (2 * M), chain(M, ("<=", r, Hypothesis())))),
                    ))),
                ))),
                ("<=", sp.exp(-beta * (gap - 2 * r * M)), Tangent(-beta * (gap - 2 * r * M))),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("",), **here,
        title="One update contracts the distance of a query to a fixed point by 4 beta M^2 (N - 1) / "
        "(N - 1 + exp(beta (Delta_i - 2 r M)))",
        says=bound(Norm(moved), "<=", sharper * Norm(change)),
        hypotheses=(*short, *near(r), at_rest),
        derivation={
            "bound": chain(
                Norm(moved),
                ("=", Norm(Vector(difference.at(k) + left.at(k), k, n)), Monotone(Algebra(), (k,))),
                ("<=", Norm(difference) + Norm(left), Cite("lemmas/triangle+two", "bound", {x: difference, y: left})),
                ("<=", Norm(difference) + 0, Monotone(Rooted(chain(
                    Norm(left) ** 2, ("=", SquaredDistance(fixed, Y), Algebra()), ("<=", 0, Hypothesis()))))),
                ("<=", sharper * Norm(change), Cite("ramsauer2020/lemma_a6_steps", "bound", {B: 2 * M}, Cite(
                    "ramsauer2020/lemma_a4+diameter"))),
            ),
        },
        try_first=({
            "m": 1, "n": 1, "xi": [1], "sigma": [[-1]], "M_norm": 1, "beta": 1, "x": ["1/2"], "y": [0], "r_0": 1,
        },),
        expects=Holds,
    ),
)  # fmt: skip
