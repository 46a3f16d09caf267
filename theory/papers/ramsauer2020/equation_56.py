"""E(xi^{t+1}) <= E_C(xi^{t+1}, xi^t) < E_C(xi^t, xi^t) = E(xi^t) if xi^{t+1} is not xi^t."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Cite, Hypothesis, Moving
from theory.quantities import ConcaveConvex, HopfieldStep, MCHNEnergy, SquaredDistance
from theory.statement import bound
from theory.symbols import beta, k, n, rho, x, y
from theory.verdict import Holds

Y, patterns = y.vector(), rho.vector()
step = Vector(HopfieldStep(Y, patterns, beta, k), k, n)
after = MCHNEnergy(step, patterns, beta)
between, touching = ConcaveConvex(step, Y, patterns, beta), ConcaveConvex(Y, Y, patterns, beta)
length = SquaredDistance(Y, step)

claims = (
    Claim(
        cites="Equation (56)", section="App. A.1.4",
        title="An update that moves the state lowers the energy, and the surrogate lies between",
        says=bound(after, "<=", between, "<", touching),
        hypotheses=(Relation(sp.S.Zero, "<", length),),
        paper_uses=("ramsauer2020/majorizer", "ramsauer2020/majorizer_touches", "ramsauer2020/majorizer_minimum"),
        derivation={
            "lower": chain(after, ("<=", between, Cite("ramsauer2020/majorizer", "bound", {x: step}))),
            "upper": chain(
                between,
                ("=", touching - length / 2, Cite("ramsauer2020/majorizer_minimum+beyond", "identity", {x: Y})),
                ("<", touching, Moving(chain(0, ("<", length, Hypothesis())))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
