"""g(x) - log d <= E(x) <= g(x)."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Cite, Entry, Monotone, Moving, Sign
from theory.quantities import DistanceEnergy, NearestDistance, SquaredDistance
from theory.statement import bound
from theory.symbols import d, i, n, rho, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
g, energy = NearestDistance(X, patterns), DistanceEnergy(X, patterns)
distances = Vector(SquaredDistance(X, patterns.at(i)), i, d)
farthest = Max(distances)
lowest = g - sp.log(d - 1 + sp.exp(g - farthest))
highest = g - sp.log(1 + (d - 1) * sp.exp(g - farthest))
smooth_minimum, where = "niu2024/lemma_3+sharper", {n: d, x: distances}

claims = (
    Claim(
        cites="Proposition 1", section="4.1", title="The energy lies within log d below the nearest distance",
        says=bound(g - sp.log(d), "<=", energy, "<=", g),
        derivation={
            "lower": chain(
                energy,
                (">=", lowest, Cite("niu2024/proposition_1+sharper", "lower")),
                (">=", g - sp.log(d), Monotone(Moving(chain(
                    g, ("<=", distances.at(1), Entry(1)), ("<=", farthest, Entry(1)))))),
            ),
            "upper": chain(
                energy, ("<=", highest, Cite("niu2024/proposition_1+sharper", "upper")), ("<=", g, Sign())
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+strict", fidelity="ours",
        cites="Proposition 1", section="4.1",
        title="With two patterns or more the energy is below the nearest distance",
        says=bound(energy, "<", g),
        hypotheses=(Relation(d, ">=", sp.Integer(2)),),
        derivation={
            "bound": chain(energy, ("<=", highest, Cite("niu2024/proposition_1+sharper", "upper")), ("<", g, Sign()))
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("", "+strict"),
        cites="Proposition 1", section="4.1", title="The energy between its values at given nearest and farthest "
        "distance",
        says=bound(lowest, "<=", energy, "<=", highest),
        derivation={
            "lower": chain(energy, (">=", lowest, Cite(smooth_minimum, "lower", where))),
            "upper": chain(energy, ("<=", highest, Cite(smooth_minimum, "upper", where))),
        },
        expects=Holds,
    ),
)  # fmt: skip
