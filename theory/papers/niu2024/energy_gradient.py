"""E(x) = -log sum_i exp(-||x - rho^i||^2) is a smooth function: its gradient."""

from theory.claims import Claim
from theory.kernel import Sum, chain
from theory.kernel.rules import Algebra
from theory.quantities import AttentionStep, DistanceEnergy, HopfieldStep, MCHNEnergy
from theory.sides import derivative
from theory.statement import Derivative
from theory.symbols import beta, k, n, rho, v, x
from theory.verdict import Holds

X, V, patterns = x.vector(), v.vector(), rho.vector()
energy, mchn = DistanceEnergy(X, patterns), MCHNEnergy(X, patterns, beta)
slope = Sum.over(2 * (x[k] - AttentionStep(X, patterns, k)) * v[k], k, n)
mchn_slope = Sum.over((x[k] - HopfieldStep(X, patterns, beta, k)) * v[k], k, n)

claims = (
    Claim(
        part="+distance", fidelity="ours", cites="Eq. (4), gradient", section="4.1",
        title="The gradient of the distance energy is twice the way from the attention step to the point",
        says=Derivative(energy, ((x, V),), slope),
        derivation={"derivative": chain(derivative(energy, (x, V)), ("=", slope, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+mchn", fidelity="ours", cites="Eq. (4), gradient", section="4.1",
        title="The gradient of MCHN's energy is the way from its update to the point",
        says=Derivative(mchn, ((x, V),), mchn_slope),
        derivation={"derivative": chain(derivative(mchn, (x, V)), ("=", mchn_slope, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
