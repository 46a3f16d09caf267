"""In the proof of Proposition 2:

max_i | xi^2 - ||rho^i||^2 | = max_i ||rho^i||^2 - min_i ||rho^i||^2, xi = max_i ||rho^i||.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Vector, chain
from theory.kernel.rules import Algebra, Entry, Monotone, Moving, Through, Unsigned
from theory.quantities import Norm, SquaredNorm
from theory.statement import Identity
from theory.symbols import d, i, j, rho
from theory.verdict import Holds

patterns = rho.vector()
norms = Vector(SquaredNorm(patterns.at(i)), i, d)
xi = Max.over(Norm(patterns.at(i)), i, d)
hole = sp.Symbol("t", nonnegative=True)
deficit = Max(norms) - norms.at(j)
no_norm_above = chain(sp.S.Zero, ("<=", deficit, Moving(chain(norms.at(j), ("<=", Max(norms), Entry(j))))))

claims = (
    Claim(
        cites="Proposition 2, proof", section="4.1", title="The largest deficit of a squared norm is the spread",
        says=Identity(Max.over(sp.Abs(xi**2 - norms.at(i)), i, d), Max(norms) - Min(norms)),
        derivation={
            "identity": chain(
                Max.over(sp.Abs(xi**2 - norms.at(i)), i, d),
                ("=", Max.over(sp.Abs(Max(norms) - norms.at(i)), i, d), Monotone(Through(hole**2, hole, xi))),
                ("=", Max.over(Max(norms) - norms.at(i), i, d), Monotone(Unsigned(no_norm_above), (j,))),
                ("=", Max(norms) - Min(norms), Algebra()),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
