"""For the iteration xi^{t+1} = f(xi^t) the energy E(xi^t) tends to E(xi*) for a fixed point xi*, as t grows.

(Theorem A1.) Every update lowers the energy by half the square of its length and the relative entropy of the softmax
weights over beta; the energy is never negative, and after one update the states lie in a ball. So there is a limit
point, at which both are 0: a fixed point; its energy is what the energies, which only fall, tend to.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Vector, chain
from theory.kernel.rules import Cite, Moving, Scaled, Sign
from theory.quantities import HopfieldStep, InnerProduct, MCHNEnergy, RelativeEntropy, SquaredDistance, SquaredNorm
from theory.statement import Descent
from theory.symbols import beta, d, i, k, n, rho, x, y
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy, step = MCHNEnergy(X, patterns, beta), Vector(HopfieldStep(X, patterns, beta, k), k, n)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
before = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
after = Vector(beta * InnerProduct(patterns.at(i), step), i, d)
entropy, half = RelativeEntropy(before, after), SquaredDistance(X, step) / 2
decrease = half + entropy / beta

claims = (
    Claim(
        cites="Theorem 1", section="2",
        title="The energy falls with every update, and tends to that of a fixed point",
        says=Descent(step, x, energy, decrease, sp.S.Zero, largest), paper_uses=("ramsauer2020/equation_56",),
        derivation={
            "falls": chain(MCHNEnergy(step, patterns, beta), ("=", energy - decrease, Cite(
                "ramsauer2020/equation_56+exact", "identity", {y: X}))),
            "never rises": chain(0, ("<=", half, Sign()), ("<=", decrease, Moving(chain(
                0, ("<=", entropy / beta, Scaled(beta, chain(0, ("<=", entropy, Cite(
                    "lemmas/gibbs", "bound", {n: d, x: before, y: after}))))))))),
            "floor": chain(0, ("<=", energy, Cite("ramsauer2020/lemma_a1"))),
            "bounded": chain(SquaredNorm(step), ("<=", largest, Cite("niu2024/steps+mchn", "bounded"))),
        },
        expects=Holds,
    ),
)  # fmt: skip
