"""min_i ||rho^i||^2 - max_i ||rho^i||^2 <= g(x) - 2 E_MCHN^{beta=2}(x)
<= max_i ||rho^i||^2 - min_i ||rho^i||^2 + log d.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Vector, chain
from theory.kernel.rules import Cite, Entry, Monotone, Moving, Sign
from theory.quantities import DistanceEnergy, MCHNEnergy, NearestDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import d, i, rho, x
from theory.verdict import Fails, Holds

X, patterns = x.vector(), rho.vector()
g, energy = NearestDistance(X, patterns), DistanceEnergy(X, patterns)
mchn = 2 * MCHNEnergy(X, patterns, sp.Integer(2))
norms = Vector(SquaredNorm(patterns.at(i)), i, d)
spread = Max(norms) - Min(norms)
norms_reach_each_other = chain(Min(norms), ("<=", norms.at(1), Entry(1)), ("<=", Max(norms), Entry(1)))
above, below = Cite("niu2024/proposition_2+sharper", "lower"), Cite("niu2024/proposition_2+sharper", "upper")

claims = (
    Claim(
        cites="Proposition 3", section="4.1", title="MCHN's energy follows the nearest distance",
        says=bound(-spread, "<=", g - mchn, "<=", spread + sp.log(d)),
        derivation={
            "upper": chain(
                g - mchn,
                ("<=", sp.S.Zero, Cite("niu2024/proposition_3+repaired", "upper")),
                ("<=", spread, Moving(norms_reach_each_other)),
                ("<=", spread + sp.log(d), Sign()),
            )
        },
        paper_uses=("niu2024/proposition_1", "niu2024/proposition_2"),
        expects=Fails,
    ),
    Claim(
        part="+repaired", fidelity="repaired", repairs=("",),
        changed="log d moves from the upper to the lower bound, and "
        "the upper bound becomes 0",
        cites="Proposition 3", section="4.1", title="Twice MCHN's energy is never below the nearest distance",
        says=bound(-spread - sp.log(d), "<=", g - mchn, "<=", sp.S.Zero),
        derivation={
            "lower": chain(
                g - mchn,
                (">=", energy - mchn, Monotone(Cite("niu2024/proposition_1", "upper"))),
                (">=", -spread - sp.log(d), below),
            ),
            "upper": chain(
                g - mchn,
                ("<=", energy + sp.log(d) - mchn, Monotone(Moving(chain(
                    g - sp.log(d), ("<=", energy, Cite("niu2024/proposition_1", "lower")))))),
                ("<=", sp.S.Zero, above),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+shifted", fidelity="repaired", repairs=("",), changed="2 E_MCHN becomes 2 E_MCHN - log d, as in "
        "Proposition 2, and the upper bound loses the spread",
        cites="Proposition 3", section="4.1", title="The nearest distance against the shifted energy of MCHN",
        says=bound(-spread, "<=", g - (mchn - sp.log(d)), "<=", sp.log(d)),
        derivation={
            "lower": chain(g - (mchn - sp.log(d)), (">=", -spread, Cite("niu2024/proposition_3+repaired", "lower"))),
            "upper": chain(g - (mchn - sp.log(d)), ("<=", sp.log(d), Cite("niu2024/proposition_3+repaired", "upper"))),
        },
        expects=Holds,
    ),
)  # fmt: skip
