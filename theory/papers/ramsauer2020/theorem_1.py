"""For the iteration xi^{t+1} = f(xi^t) the energy E(xi^t) tends to E(xi*) for a fixed point xi*, as t grows.

(Theorem A1.) Every update lowers the energy by half the square of its length; the energy is never negative, and after
one update the states lie in a ball. So there is a limit point, and at every one the length is 0: it is a fixed point,
and its energy is what the energies, which only fall, tend to.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Vector, chain
from theory.kernel.rules import Cite, Sign
from theory.quantities import HopfieldStep, MCHNEnergy, SquaredDistance, SquaredNorm
from theory.statement import Descent
from theory.symbols import beta, d, i, k, n, rho, x, y
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy, step = MCHNEnergy(X, patterns, beta), Vector(HopfieldStep(X, patterns, beta, k), k, n)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
decrease = SquaredDistance(X, step) / 2

claims = (
    Claim(
        cites="Theorem 1", section="2",
        title="The energy falls with every update, and tends to that of a fixed point",
        says=Descent(step, x, energy, decrease, sp.S.Zero, largest), paper_uses=("ramsauer2020/equation_56",),
        derivation={
            "falls": chain(MCHNEnergy(step, patterns, beta), ("<=", energy - decrease, Cite(
                "niu2024/mchn_energy_step+step", "bound", {y: X}))),
            "never rises": chain(0, ("<=", decrease, Sign())),
            "floor": chain(0, ("<=", energy, Cite("ramsauer2020/lemma_a1"))),
            "bounded": chain(SquaredNorm(step), ("<=", largest, Cite("niu2024/steps+mchn", "bounded"))),
        },
        expects=Holds,
    ),
)  # fmt: skip
