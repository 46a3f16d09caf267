"""If the mean m_x of the patterns is 0 it is a fixed point."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import HopfieldStep
from theory.statement import Identity
from theory.symbols import beta, d, i, k, n, rho, w
from theory.verdict import Holds

origin = Vector(sp.S.Zero, k, n)
mean = Vector(Sum.over(rho[i, k], i, d) / d, k, n)
centred = Vector(Vector(rho[i, k] - mean.at(k), k, n), i, d)


def seen(patterns: Vector) -> sp.Expr:
    """The update of the origin, seen from w."""
    return Sum.over(HopfieldStep(origin, patterns, beta, k) * w[k], k, n)


here: dict[str, Any] = {"cites": "Appendix A.1.5.2, patterns of mean 0", "section": "App. A.1.5.2"}

claims = (
    Claim(
        **here, title="Patterns that are centred, as these are by subtracting their mean, have the fixed point 0",
        says=Identity(seen(centred), sp.S.Zero),
        derivation={"identity": chain(seen(centred), ("=", sp.S.Zero, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+origin", fidelity="ours", **here,
        title="The update of the origin is the mean of the patterns, whatever they are",
        says=Identity(seen(rho.vector()), Sum.over(mean.at(k) * w[k], k, n)),
        derivation={
            "identity": chain(seen(rho.vector()), ("=", Sum.over(mean.at(k) * w[k], k, n), Algebra())),
        },
        expects=Holds,
    ),
)  # fmt: skip
