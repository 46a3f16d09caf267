"""exp(-E) is the power 1 / beta of a mixture of Gaussians around the patterns, but for a constant factor C.

exp(-E(xi)) = C ( sum_i lambda_i G(xi; x_i, beta^-1 I) )^{1 / beta} with lambda_i = exp(beta ||x_i||^2 / 2), so that the
minima of the energy are the modes of the mixture. C is not printed; it is
N^{-1/beta} exp(-M^2 / 2) (2 pi / beta)^{d / (2 beta)}.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Sum, chain
from theory.kernel.rules import Algebra
from theory.quantities import MCHNEnergy, SquaredDistance, SquaredNorm
from theory.statement import Identity
from theory.symbols import beta, d, i, n, rho, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy = MCHNEnergy(X, patterns, beta)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
density = sp.exp(n * sp.log(beta / (2 * sp.pi)) / 2) * sp.exp(-beta * SquaredDistance(X, patterns.at(i)) / 2)
mixture = Sum.over(sp.exp(beta * SquaredNorm(patterns.at(i)) / 2) * density, i, d)
logged = -largest / 2 - sp.log(d) / beta + n * sp.log(2 * sp.pi / beta) / (2 * beta)  # ln C
here: dict[str, Any] = {"cites": "Section 2, modes", "section": "2"}

claims = (
    Claim(
        **here, title="The energy by a mixture of Gaussians around the patterns",
        says=Identity(-energy, logged + sp.log(mixture) / beta),
        derivation={"identity": chain(-energy, ("=", logged + sp.log(mixture) / beta, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
