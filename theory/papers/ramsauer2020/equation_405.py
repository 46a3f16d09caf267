"""epsilon <= e (N - 1) M exp(-beta Delta_i) where both distances from the pattern are at most 1 / (2 beta M): (405),

epsilon being (N - 1) exp(-beta (Delta_i - 2 r M)), Eq. (404), with r = max{||xi - x_i||, ||x_i* - x_i||}.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Scaled
from theory.quantities import JoinedHopfieldStep, JoinedLargestNorm, Norm, Separation, SquaredDistance
from theory.statement import bound
from theory.symbols import beta, k, m, n, norm_bound, offset, sigma, x, xi, y
from theory.verdict import Fails, Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
r, M = offset, norm_bound
here: dict[str, Any] = {"cites": "Equation (405)", "section": "2"}

fixed = Vector(JoinedHopfieldStep(Y, pattern, others, beta, k), k, n)
from_query, from_fixed = Norm(Vector(x[k] - xi[k], k, n)), Norm(Vector(y[k] - xi[k], k, n))
gap = Separation(pattern, others)
largest = Relation(M, "=", JoinedLargestNorm(pattern, others))
at_rest = Relation(SquaredDistance(fixed, Y), "<=", sp.S.Zero)
farthest = Relation(r, "=", (from_query + from_fixed + sp.Abs(from_query - from_fixed)) / 2)
near = Relation(r, "<=", 1 / (2 * beta * M))
epsilon = m * sp.exp(-beta * (gap - 2 * r * M))

claims = (
    Claim(
        **here, title="The weights of the others are at most e (N - 1) M exp(-beta Delta_i) in all",
        says=bound(epsilon, "<=", sp.E * m * M * sp.exp(-beta * gap)),
        hypotheses=(largest, at_rest, farthest, near),
        try_first=({
            "m": 1, "n": 1, "xi": ["1/2"], "sigma": [["-1/2"]], "M_norm": "1/2", "beta": 1, "x": ["3/2"], "y": [0],
            "r_0": 1,
        },),
        expects=Fails,
    ),
    Claim(
        part="+without_norm", fidelity="repaired", repairs=("",), **here,
        changed="the factor M is left out: it stands in 2 epsilon M already",
        title="The weights of the others are at most e (N - 1) exp(-beta Delta_i) in all",
        says=bound(epsilon, "<=", sp.E * m * sp.exp(-beta * gap)),
        hypotheses=(near,),
        derivation={
            "bound": chain(
                epsilon,
                ("=", m * sp.exp(-beta * gap) * sp.exp(2 * beta * M * r), Algebra()),
                ("<=", m * sp.exp(-beta * gap) * sp.E, Monotone(Cite(
                    "lemmas/logarithms+weak", "bound",
                    {sp.Symbol("g_0", positive=True): sp.exp(2 * beta * M * r), sp.Symbol("g_1", positive=True): sp.E},
                    Scaled(1 / (2 * beta * M), chain(r, ("<=", 1 / (2 * beta * M), Hypothesis())))))),
                ("=", sp.E * m * sp.exp(-beta * gap), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
