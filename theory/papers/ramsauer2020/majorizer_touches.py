"""The surrogate E_C(xi, xi^t) is equal to the energy at xi = xi^t."""

from theory.claims import Claim
from theory.kernel import chain
from theory.kernel.rules import Algebra
from theory.quantities import ConcaveConvex, MCHNEnergy
from theory.statement import Identity
from theory.symbols import beta, rho, y
from theory.verdict import Holds

Y, patterns = y.vector(), rho.vector()
surrogate = ConcaveConvex(Y, Y, patterns, beta)

claims = (
    Claim(
        cites="Appendix A.1.4", section="App. A.1.4",
        title="The surrogate touches the energy at the current state",
        says=Identity(surrogate, MCHNEnergy(Y, patterns, beta)),
        derivation={"identity": chain(surrogate, ("=", MCHNEnergy(Y, patterns, beta), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
