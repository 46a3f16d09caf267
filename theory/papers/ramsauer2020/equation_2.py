"""The energy of the continuous modern Hopfield network.

E(xi) = -lse(beta, X^T xi) + xi^T xi / 2 + beta^-1 ln N + M^2 / 2, with M the largest norm of a pattern.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Vector, chain
from theory.kernel.rules import Definition
from theory.quantities import InnerProduct, LogSumExp, MCHNEnergy, SquaredNorm
from theory.statement import Identity
from theory.symbols import beta, d, i, rho, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy = MCHNEnergy(X, patterns, beta)
overlaps = Vector(InnerProduct(patterns.at(i), X), i, d)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
printed = -LogSumExp(overlaps, beta) + SquaredNorm(X) / 2 + sp.log(d) / beta + largest / 2

claims = (
    Claim(
        cites="Equation (2)", section="2", title="The energy of the continuous modern Hopfield network",
        says=Identity(energy, printed),
        derivation={"identity": chain(energy, ("=", printed, Definition()))},
        expects=Holds,
    ),
)  # fmt: skip
