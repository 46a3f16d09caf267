"""The steps ||xi^{t+1} - xi^t|| tend to 0, and E(xi^t) tends to E(xi*) = E* for some stationary point xi*.

(Theorem A2.) Either {xi^t} converges, or its limit points form a connected compact subset of the stationary points of
energy E*; if these are finitely many, the sequence converges to one of them. The energies only fall, so all limit
points have the energy that they tend to. Both alternatives follow from what is stated: a finite connected set is one
point, and a bounded sequence with one limit point converges.
"""

from typing import Any

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
half = SquaredDistance(X, step) / 2
falls = chain(MCHNEnergy(step, patterns, beta), ("<=", energy - half, Cite(
    "niu2024/mchn_energy_step+step", "bound", {y: X})))  # fmt: skip
here: dict[str, Any] = {"cites": "Theorem 2", "section": "2"}

claims = (
    Claim(
        **here,
        title="The lengths of the updates tend to 0, and the limit points of the states form a connected compact set "
        "of fixed points",
        says=Descent(step, x, energy, half, sp.S.Zero, largest, sp.S.Half), paper_uses=("ramsauer2020/theorem_1",),
        derivation={
            "falls": falls,
            "never rises": chain(0, ("<=", half, Sign())),
            "floor": chain(0, ("<=", energy, Cite("ramsauer2020/lemma_a1"))),
            "bounded": chain(SquaredNorm(step), ("<=", largest, Cite("niu2024/steps+mchn", "bounded"))),
            "shortens": chain(half, ("<=", half, Sign())),
        },
        expects=Holds,
    ),
)  # fmt: skip
