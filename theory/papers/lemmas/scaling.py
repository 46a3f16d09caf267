"""||lambda x|| = lambda ||x|| for lambda >= 0."""

from theory.claims import Claim
from theory.kernel import Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import Norm
from theory.statement import Identity
from theory.symbols import k, n, weight, x
from theory.verdict import Holds

scaled, size = Norm(Vector(weight * x[k], k, n)), weight * Norm(x.vector())

claims = (
    Claim(
        fidelity="ours", cites="Homogeneity of the norm", section="Vectors",
        title="The norm of a multiple is the multiple of the norm",
        says=Identity(scaled, size),
        derivation={"identity": chain(scaled, ("=", size, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
