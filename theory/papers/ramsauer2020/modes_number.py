"""The minima of the energy, the modes of the mixture, can be more than the patterns.

The paper cites this. Here it is shown for three patterns, the unit vectors of R^3, at beta = 29/10: the energy curves
upward at their mean in every direction, so that it has a minimum there, as the gradient is 0 by symmetry. It is lower
elsewhere, so that its least value, which it has, is not at the mean; where it is, exchanging the coordinates leads to
three points at least. So there are four minima or more.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Sum, Vector, chain
from theory.kernel.rules import Algebra, Sign
from theory.quantities import HopfieldStep, InnerProduct, MCHNEnergy, SoftmaxVariance, SquaredDistance, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import i, k
from theory.verdict import Holds

three, heat = sp.Integer(3), sp.Rational(29, 10)
direction = Family("v", three)
V = direction.vector()


def same(a: sp.Expr, b: sp.Expr) -> sp.Expr:
    """1 where a = b, 0 where they are 1 or 2 apart."""
    return (1 - (a - b) ** 2) * (4 - (a - b) ** 2) / 4


units = Vector(Vector(same(i, k), k, three), i, three)
mean = Vector(sp.Rational(1, 3), k, three)
elsewhere = Vector(sp.Rational(1, 10) + 7 * same(sp.S.One, k) / 10, k, three)
scaled = Vector(heat * InnerProduct(units.at(i), mean), i, three)
shadows = Vector(InnerProduct(units.at(i), V), i, three)
curvature = SquaredNorm(V) - heat * SoftmaxVariance(scaled, shadows)
total = Sum.over(direction[k], k, three)
step = Vector(HopfieldStep(mean, units, heat, k), k, three)
here: dict[str, Any] = {"cites": "Section 2, modes", "section": "2", "fidelity": "ours"}

claims = (
    Claim(
        part="+still", **here, title="The mean of three unit vectors is a fixed point",
        says=Identity(SquaredDistance(step, mean), sp.S.Zero),
        derivation={"identity": chain(SquaredDistance(step, mean), ("=", 0, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+curved", **here, title="The energy of three unit vectors has a minimum at their mean at beta = 29/10",
        says=bound(SquaredNorm(V) / 30, "<=", curvature),
        derivation={
            "bound": chain(
                curvature,
                ("=", SquaredNorm(V) / 30 + 29 * total**2 / 90, Algebra()),
                (">=", SquaredNorm(V) / 30, Sign()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+lower", **here, title="It is lower at (8/10, 1/10, 1/10), and so at two other points by symmetry",
        says=bound(MCHNEnergy(elsewhere, units, heat), "<", MCHNEnergy(mean, units, heat)),
        expects=Holds,
    ),
)  # fmt: skip
