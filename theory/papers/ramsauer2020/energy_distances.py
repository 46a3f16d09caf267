"""The energy in terms of the distances from the state to the patterns.

E(xi) = -beta^-1 ln( (1/N) sum_i exp(-beta (M^2 - ||x_i||^2) / 2) exp(-beta ||x_i - xi||^2 / 2) ).
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Sum, chain
from theory.kernel.rules import Algebra
from theory.quantities import MCHNEnergy, SquaredDistance, SquaredNorm
from theory.statement import Identity
from theory.symbols import beta, d, i, rho, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy = MCHNEnergy(X, patterns, beta)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
short = sp.exp(-beta * (largest - SquaredNorm(patterns.at(i))) / 2)
close = sp.exp(-beta * SquaredDistance(patterns.at(i), X) / 2)
printed = -sp.log(Sum.over(short * close, i, d) / d) / beta

claims = (
    Claim(
        cites="Appendix A.1.2", section="App. A.1.2",
        title="The energy is minus the logarithm of a mean of Gaussians in the distances to the patterns",
        says=Identity(energy, printed),
        derivation={"identity": chain(energy, ("=", printed, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
