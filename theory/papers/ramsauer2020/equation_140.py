"""Delta_i = min_{j != i} (||x_i||^2 - ||x_j||^2 + ||x_i - x_j||^2) / 2: the separation by norms and distances.

For patterns of equal norms it is min_{j != i} ||x_i - x_j||^2 / 2.
"""

from typing import Any

from theory.claims import Claim
from theory.kernel import Min, Vector, chain
from theory.kernel.rules import Algebra, Monotone
from theory.quantities import Separation, SquaredDistance, SquaredNorm
from theory.statement import Identity
from theory.symbols import j, m, sigma, xi
from theory.verdict import Holds

pattern, others = xi.vector(), sigma.vector()
here: dict[str, Any] = {"cites": "Equation (140)", "section": "App. A.1.5.3"}
gap = Separation(pattern, others)
apart = SquaredDistance(pattern, others.at(j))
by_distance = Min(Vector((SquaredNorm(pattern) - SquaredNorm(others.at(j)) + apart) / 2, j, m))

claims = (
    Claim(
        **here, title="The separation by norms and distances",
        says=Identity(gap, by_distance),
        derivation={"identity": chain(gap, ("=", by_distance, Monotone(Algebra(), (j,))))},
        expects=Holds,
    ),
)  # fmt: skip
