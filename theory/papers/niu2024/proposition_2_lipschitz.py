"""In the proof of Proposition 2, by Lemma 4:

|E - (2 E_MCHN - log d)| <= max_i | xi^2 - ||rho^i||^2 |, xi = max_i ||rho^i||.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone
from theory.quantities import DistanceEnergy, LogSumExp, MCHNEnergy, Norm, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import d, i, n, rho, x, y
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy = DistanceEnergy(X, patterns)
shifted = 2 * MCHNEnergy(X, patterns, sp.Integer(2)) - sp.log(d)
xi = Max.over(Norm(patterns.at(i)), i, d)
near = Vector(-SquaredDistance(X, patterns.at(i)), i, d)
tilted = Vector(SquaredNorm(patterns.at(i)) - xi**2 - SquaredDistance(patterns.at(i), X), i, d)

claims = (
    Claim(
        cites="Proposition 2, proof", section="4.1", title="Lemma 4 applied to the two energies",
        says=bound(sp.Abs(energy - shifted), "<=", Max.over(sp.Abs(xi**2 - SquaredNorm(patterns.at(i))), i, d)),
        derivation={
            "bound": chain(
                sp.Abs(energy - shifted),
                ("=", sp.Abs(energy + LogSumExp(tilted)),
                 Monotone(Cite("niu2024/proposition_2_rewriting", "identity"))),
                ("=", sp.Abs(LogSumExp(tilted) - LogSumExp(near)), Algebra()),
                ("<=", Max.over(sp.Abs(tilted.at(i) - near.at(i)), i, d),
                 Cite("niu2024/lemma_4", "bound", {n: d, x: tilted, y: near})),
                ("=", Max.over(sp.Abs(xi**2 - SquaredNorm(patterns.at(i))), i, d), Algebra()),
            )
        },
        paper_uses=("niu2024/lemma_4",),
        expects=Holds,
    ),
)  # fmt: skip
