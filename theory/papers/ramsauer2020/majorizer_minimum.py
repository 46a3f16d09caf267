"""The surrogate E_C(xi, xi^t) is smallest at xi^{t+1} = X softmax(beta X^T xi^t), and nowhere else."""

from typing import Any

from theory.claims import Claim
from theory.kernel import Vector, chain
from theory.kernel.rules import Algebra, Cite, Moving, Sign
from theory.quantities import ConcaveConvex, HopfieldStep, SquaredDistance
from theory.statement import Identity, bound
from theory.symbols import beta, k, n, rho, x, y
from theory.verdict import Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
step = Vector(HopfieldStep(Y, patterns, beta, k), k, n)
surrogate, lowest = ConcaveConvex(X, Y, patterns, beta), ConcaveConvex(step, Y, patterns, beta)
beyond = SquaredDistance(X, step) / 2
here: dict[str, Any] = {"cites": "Appendix A.1.4", "section": "App. A.1.4"}

claims = (
    Claim(
        **here, title="The update leads to the minimum of the surrogate",
        paper_uses=("ramsauer2020/majorizer_hessian",),
        says=bound(lowest, "<=", surrogate),
        derivation={
            "bound": chain(
                lowest,
                ("=", surrogate - beyond, Cite("ramsauer2020/majorizer_minimum+beyond", "identity")),
                ("<=", surrogate, Moving(chain(0, ("<=", beyond, Sign())))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+beyond", fidelity="ours", sharpens=("",), **here,
        title="At any other state it is larger, by half the squared distance to there",
        says=Identity(surrogate - lowest, beyond),
        derivation={"identity": chain(surrogate - lowest, ("=", beyond, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
