"""The energy lies below E_C(xi, xi^t) = E_1(xi) + E_2(xi^t) + (xi - xi^t)^T grad E_2(xi^t), and touches it at xi^t.

E_1 = xi^T xi / 2 + beta^-1 ln N + M^2 / 2 is convex, E_2 = -lse(beta, X^T xi) is concave (Appendix A.1.4).
"""

from typing import Any

from theory.claims import Claim
from theory.kernel import Vector, chain
from theory.kernel.rules import Algebra, Cite, Scaled
from theory.quantities import ConcaveConvex, InnerProduct, MCHNEnergy, RelativeEntropy
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, n, rho, x, y
from theory.verdict import Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
energy, surrogate = MCHNEnergy(X, patterns, beta), ConcaveConvex(X, Y, patterns, beta)
at_x = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
at_y = Vector(beta * InnerProduct(patterns.at(i), Y), i, d)
gap = RelativeEntropy(at_y, at_x) / beta
here: dict[str, Any] = {"cites": "Appendix A.1.4", "section": "App. A.1.4"}

claims = (
    Claim(
        **here, title="The energy lies below the surrogate of the concave-convex procedure",
        says=bound(energy, "<=", surrogate), paper_uses=("ramsauer2020/log_sum_exp_convex",),
        derivation={
            "bound": chain(
                energy,
                ("=", surrogate - gap, Cite("ramsauer2020/majorizer+gap", "identity")),
                ("<=", surrogate, Scaled(beta, chain(
                    beta * surrogate - RelativeEntropy(at_y, at_x),
                    ("<=", beta * surrogate, Cite("lemmas/gibbs", "bound", {n: d, x: at_y, y: at_x}))))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+gap", fidelity="ours", sharpens=("",), **here,
        title="How far the surrogate lies above: the relative entropy of the softmax weights at xi^t and at xi, over "
        "beta",
        says=Identity(surrogate - energy, gap),
        derivation={"identity": chain(surrogate - energy, ("=", gap, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
