"""Seen from any direction, the patterns are no wider than their diameter."""

from theory.claims import Claim
from theory.kernel import Max, Min, Vector, chain
from theory.kernel.rules import Algebra, Attained, Cite, Entry, Hypothesis, Monotone
from theory.quantities import InnerProduct, SquaredDiameter, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import d, i, j, k, n, rho, v, x, y
from theory.verdict import Holds

V, patterns = v.vector(), rho.vector()
shadows = Vector(InnerProduct(patterns.at(i), V), i, d)
difference = Vector(rho[i, k] - rho[j, k], k, n)
width = (Max(shadows) - Min(shadows)) ** 2
widest = SquaredDiameter(patterns) * SquaredNorm(V)

claims = (
    Claim(
        fidelity="ours", cites="Width and diameter", section="Vectors",
        title="The patterns' extent in a direction is at most their diameter",
        says=bound(width, "<=", widest),
        derivation={
            "bound": chain(width, ("<=", widest, Attained(Max(shadows), i, chain(
                width, ("<=", widest, Attained(Min(shadows), j, chain(
                    width,
                    ("=", (shadows.at(i) - Min(shadows)) ** 2, Monotone(Hypothesis())),
                    ("=", (shadows.at(i) - shadows.at(j)) ** 2, Monotone(Hypothesis())),
                    ("=", InnerProduct(difference, V) ** 2, Algebra()),
                    ("<=", SquaredNorm(difference) * SquaredNorm(V),
                     Cite("lemmas/cauchy_schwarz+squares", "bound", {x: difference, y: V})),
                    ("=", SquaredDistance(patterns.at(i), patterns.at(j)) * SquaredNorm(V), Algebra()),
                    ("<=", Max.over(SquaredDistance(patterns.at(i), patterns.at(j)), j, d) * SquaredNorm(V),
                     Monotone(Entry(j))),
                    ("<=", widest, Monotone(Entry(i))),
                ))),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
