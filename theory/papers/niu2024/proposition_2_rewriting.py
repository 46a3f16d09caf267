"""In the proof of Proposition 2:

2 E_MCHN - log d = -log sum_i exp(||rho^i||^2 - xi^2 - ||rho^i - x||^2), xi = max_i ||rho^i||.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Sum, chain
from theory.kernel.rules import Algebra, Monotone, Through
from theory.quantities import MCHNEnergy, Norm, SquaredDistance, SquaredNorm
from theory.statement import Identity
from theory.symbols import d, i, rho, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
shifted = 2 * MCHNEnergy(X, patterns, sp.Integer(2)) - sp.log(d)
xi = Max.over(Norm(patterns.at(i)), i, d)
hole = sp.Symbol("t", nonnegative=True)


def rewritten(largest: sp.Expr) -> sp.Expr:
    """The right side, for one way of writing the largest squared norm."""
    exponent = SquaredNorm(patterns.at(i)) - largest - SquaredDistance(patterns.at(i), X)
    return -sp.log(Sum.over(sp.exp(exponent), i, d))


claims = (
    Claim(
        cites="Proposition 2, proof", section="4.1", title="MCHN's energy in terms of squared distances",
        says=Identity(shifted, rewritten(xi**2)),
        derivation={
            "identity": chain(
                shifted,
                ("=", rewritten(Max.over(SquaredNorm(patterns.at(i)), i, d)), Algebra()),
                ("=", rewritten(xi**2), Monotone(Through(hole**2, hole, xi))),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
