"""The update of the state: xi_new = f(xi) = X softmax(beta X^T xi)."""

from typing import Any

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite
from theory.quantities import HopfieldStep, InnerProduct, MCHNEnergy, Softmax
from theory.sides import derivative
from theory.statement import Derivative, Identity
from theory.symbols import beta, d, i, k, n, rho, v, x
from theory.verdict import Holds

X, V, patterns = x.vector(), v.vector(), rho.vector()
step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
scaled = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
printed = Sum.over(Softmax(scaled, i) * InnerProduct(patterns.at(i), V), i, d)
energy = MCHNEnergy(X, patterns, beta)
slope = Sum.over((x[k] - HopfieldStep(X, patterns, beta, k)) * v[k], k, n)
here: dict[str, Any] = {"cites": "Equation (3)", "section": "2"}

claims = (
    Claim(
        **here, title="The update is the mean of the patterns under softmax weights, in every direction",
        says=Identity(InnerProduct(step, V), printed),
        derivation={"identity": chain(InnerProduct(step, V), ("=", printed, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+gradient", fidelity="ours", **here,
        title="The gradient of the energy is the way from the updated state to the state: fixed points and stationary "
        "points are the same",
        says=Derivative(energy, ((x, V),), slope),
        derivation={"derivative": chain(
            derivative(energy, (x, V)),
            ("=", slope, Cite("niu2024/energy_gradient+mchn", "derivative")))},
        expects=Holds,
    ),
)  # fmt: skip
