"""Under (302) and (305) the spheres S_i and S_j are disjoint: if they meet then Delta_i <= 2 / (beta N).

(302) is (A2), Delta_i >= 2 / (beta N) + (1 / beta) ln(2 (N - 1) N beta M^2); (305) is 1 < 2 (N - 1) N beta M^2. The
spheres have radius 1 / (beta N M), so they meet where two patterns are within 2 / (beta N M).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Min, Relation, Vector, chain, substitute
from theory.kernel.rules import (
    Algebra,
    Attained,
    Cite,
    Entry,
    ForEach,
    Hypothesis,
    Monotone,
    Moving,
    OneOrMore,
    Scaled,
    Sign,
    Squared,
)
from theory.quantities import (
    HopfieldStep,
    InnerProduct,
    JoinedLargestNorm,
    Norm,
    Separation,
    SquaredDiameter,
    SquaredDistance,
    SquaredNorm,
)
from theory.statement import bound
from theory.symbols import beta, d, i, j, k, m, n, norm_bound, rho, sigma, x, xi, y
from theory.verdict import Fails, Holds

pattern, others = xi.vector(), sigma.vector()
M, N = norm_bound, m + 1
here: dict[str, Any] = {"cites": "Appendix A.1.6.1, disjoint spheres", "section": "App. A.1.6.1"}

towards = Vector(xi[k] - sigma[j, k], k, n)
nearest = Min(Vector(Norm(towards), j, m))
short = Relation(Norm(pattern), "<=", M)
largest = Relation(M, "=", JoinedLargestNorm(pattern, others))
gap = Separation(pattern, others)
diameter = 2 / (beta * N * M)
product = 2 * m * N * beta * M**2
separated = Relation(2 / (beta * N) + sp.log(product) / beta, "<=", gap)
overlap_gap = InnerProduct(pattern, pattern) - InnerProduct(pattern, others.at(j))

# All patterns, for the failure of (305).
X, Y, patterns = x.vector(), y.vector(), rho.vector()
difference = Vector(HopfieldStep(X, patterns, beta, k) - HopfieldStep(Y, patterns, beta, k), k, n)
change = Vector(x[k] - y[k], k, n)
alone = substitute(SquaredNorm(difference), {d: sp.Integer(1)})
assert isinstance(alone, sp.Expr)


def squared_norm(at: sp.Symbol) -> Chain:
    """||rho||^2 <= M^2."""
    norms = Max(Vector(Norm(patterns.at(i)), i, d))
    return chain(
        SquaredNorm(patterns.at(at)),
        ("=", Norm(patterns.at(at)) ** 2, Algebra()),
        ("<=", M**2, Squared(chain(Norm(patterns.at(at)), ("<=", norms, Entry(at)), ("<=", M, Hypothesis())))),
    )


narrow = chain(
    SquaredDiameter(patterns),
    ("<=", 4 * M**2, ForEach(i, chain(
        Max(Vector(SquaredDistance(patterns.at(i), patterns.at(j)), j, d)),
        ("<=", 4 * M**2, ForEach(j, chain(
            SquaredDistance(patterns.at(i), patterns.at(j)),
            ("=", 2 * SquaredNorm(patterns.at(i)) + 2 * SquaredNorm(patterns.at(j))
             - SquaredNorm(Vector(rho[i, k] + rho[j, k], k, n)), Algebra()),
            ("<=", 2 * SquaredNorm(patterns.at(i)) + 2 * SquaredNorm(patterns.at(j)), Sign()),
            ("<=", 2 * M**2 + 2 * SquaredNorm(patterns.at(j)), Monotone(squared_norm(i))),
            ("<=", 4 * M**2, Moving(squared_norm(j))),
        ))),
    ))),
    ("<=", 1 / beta, Scaled(beta, chain(
        4 * beta * M**2,
        ("<=", 2 * (d - 1) * d * beta * M**2, Sign()),
        ("<=", 1, Hypothesis()),
    ))),
)  # fmt: skip

claims = (
    Claim(
        **here, title="Under (302) and (305) the sphere S_i meets no other",
        says=bound(diameter, "<", nearest),
        hypotheses=(
            short, Relation(Max(Vector(Norm(others.at(j)), j, m)), "<=", M), separated,
            Relation(sp.S.One, "<", product),
        ),
        derivation={
            "bound": chain(diameter, ("<", nearest, Cite("ramsauer2020/disjoint_spheres+separation", "bound", {}, (
                Moving(chain(
                    2 / (beta * N),
                    ("<", 2 / (beta * N) + sp.log(product) / beta, Sign()),
                    ("<=", gap, Hypothesis()),
                )),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part=":A", fidelity="reading", **here,
        reading="(302), which gives the fixed point in S_i by Lemma A7, gives disjoint spheres too, and so a stored "
        "pattern, whether (305) holds or not: Theorem 3 and the lemmas do not name (305).",
        title="Under (302) alone the sphere S_i meets no other",
        says=bound(diameter, "<", nearest), hypotheses=(largest, separated),
        try_first=(
            {"m": 1, "n": 1, "xi": [1], "sigma": [[1]], "M_norm": 1, "beta": "1/11"},
            {"m": 1, "n": 1, "xi": [1], "sigma": [[0]], "M_norm": 1, "beta": "1/11"},
        ),
        expects=Fails,
    ),
    Claim(
        part="+separation", fidelity="repaired", repairs=(":A",), sharpens=("",), **here,
        changed="Delta_i is above 2 / (beta N), which (305) adds to (302)",
        title="Where Delta_i is above 2 / (beta N) the sphere S_i meets no other",
        says=bound(diameter, "<", nearest), hypotheses=(short, Relation(2 / (beta * N), "<", gap)),
        derivation={
            "bound": chain(diameter, ("<", nearest, Scaled(M, chain(
                M * diameter,
                ("=", 2 / (beta * N), Algebra()),
                ("<", gap, Hypothesis()),
                ("<=", M * nearest, Cite("ramsauer2020/disjoint_spheres+distance")),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+only_one", fidelity="ours", **here,
        title="Where (305) fails the update contracts all of space by 1/4: there is one fixed point, and one pattern "
        "at most is stored, whatever the spheres",
        says=bound(SquaredNorm(difference), "<=", SquaredNorm(change) / 16),
        hypotheses=(
            Relation(Max(Vector(Norm(patterns.at(i)), i, d)), "<=", M),
            Relation(2 * (d - 1) * d * beta * M**2, "<=", sp.S.One),
        ),
        derivation={
            "bound": chain(SquaredNorm(difference), ("<=", SquaredNorm(change) / 16, OneOrMore(
                d,
                chain(alone, ("=", 0, Algebra()), ("<=", SquaredNorm(change) / 16, Sign())),
                chain(SquaredNorm(difference), ("<=", SquaredNorm(change) / 16, Cite(
                    "niu2024/update_lipschitz+mchn_update", "bound",
                    {sp.Symbol("L", positive=True): sp.Rational(1, 4)}, Moving(narrow)))),
            ))),
        },
        expects=Holds,
    ),
    Claim(
        part="+meet", fidelity="ours", **here,
        title="If S_i and another sphere meet then Delta_i is at most 2 / (beta N)",
        says=bound(gap, "<=", 2 / (beta * N)), hypotheses=(short, Relation(nearest, "<=", diameter)),
        derivation={
            "bound": chain(
                gap,
                ("<=", M * nearest, Cite("ramsauer2020/disjoint_spheres+distance")),
                ("<=", 2 / (beta * N), Scaled(1 / M, chain(nearest, ("<=", diameter, Hypothesis())))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+distance", fidelity="ours", **here,
        title="The separation is at most M times the distance to the nearest other pattern",
        says=bound(gap, "<=", M * nearest), hypotheses=(short,),
        derivation={
            "bound": chain(gap, ("<=", M * nearest, Attained(nearest, j, chain(
                gap,
                ("<=", overlap_gap, Entry(j)),
                ("=", InnerProduct(pattern, towards), Algebra()),
                ("<=", Norm(pattern) * Norm(towards), Cite("lemmas/cauchy_schwarz", "bound", {x: pattern, y: towards})),
                ("<=", M * Norm(towards), Monotone(Hypothesis())),
                ("=", M * nearest, Monotone(Hypothesis())),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
