"""Ramsauer et al. 2020, on R^n: the MCHN energy; capacity Theta(c^{(n-1)/4}), c > 0 constant."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Sign
from theory.quantities import HopfieldStep, LogSumExp, MCHNEnergy, SquaredDistance, SquaredNorm, overlaps
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, k, n, rho, x, y
from theory.verdict import Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
here: dict[str, Any] = {"cites": "Table 1, Ramsauer", "section": "App. B"}
attended = Vector(HopfieldStep(Y, patterns, beta, k), k, n)
before, after = MCHNEnergy(Y, patterns, beta), MCHNEnergy(attended, patterns, beta)
norms = Vector(SquaredNorm(patterns.at(i)), i, d)
demircigil = -LogSumExp(overlaps(X, patterns))

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The update is one attention step, sum_i softmax(beta M^T x)_i rho^i.",
        title="An attention step never raises MCHN's energy",
        says=bound(after, "<=", before),
        derivation={"bound": chain(
            after,
            ("<=", before - SquaredDistance(Y, attended) / 2, Cite("niu2024/mchn_energy_step+step")),
            ("<=", before, Sign()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+binary", fidelity="ours", **here,
        title="On points of squared norm n, as those of {-1,+1}^n, MCHN's energy at beta = 1 is that of Demircigil "
        "et al. plus n + log d",
        says=Identity(MCHNEnergy(X, patterns, sp.S.One), demircigil + n + sp.log(d)),
        hypotheses=(Relation(SquaredNorm(X), "=", n), Relation(Max(norms), "=", n)),
        derivation={"identity": chain(
            MCHNEnergy(X, patterns, sp.S.One),
            ("=", demircigil + SquaredNorm(X) / 2 + sp.log(d) + Max(norms) / 2, Algebra()),
            ("=", demircigil + n / 2 + sp.log(d) + Max(norms) / 2, Monotone(Hypothesis())),
            ("=", demircigil + n + sp.log(d), Monotone(Hypothesis())),
        )},
        try_first=({"d": 1, "n": 1, "rho": [[1]], "x": [-1]}, {"d": 2, "n": 2, "rho": [[1, 1], [1, -1]], "x": [1, 1]}),
        expects=Holds,
    ),
)  # fmt: skip
