"""Forgetting lowers the inner product with the i-th of t patterns by gamma (t - i) within the log-sum-exp.

E_t = -lse(beta, X_t^T xi_t - gamma (t-1, ..., 0)^T) + ||xi_t||^2 / 2 + const
= -beta^-1 ln sum_{i=1}^t exp(beta x_i^T xi_t - gamma (t - i)) + ||xi_t||^2 / 2 + const, with the update
X_t softmax(beta X_t^T xi_t).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import HopfieldStep, InnerProduct, LogSumExp, SoftmaxMean, SquaredNorm
from theory.sides import derivative
from theory.statement import Derivative, Identity
from theory.symbols import beta, d, i, k, n, rho, shift, v, x
from theory.verdict import Fails, Holds

X, V, patterns, gamma = x.vector(), v.vector(), rho.vector(), shift
here: dict[str, Any] = {"cites": "Appendix A.1.8, forgetting", "section": "App. A.1.8"}
age = d - i
lowered = Vector(InnerProduct(patterns.at(i), X) - gamma * age, i, d)
logits = Vector(beta * InnerProduct(patterns.at(i), X) - beta * gamma * age, i, d)
energy = -LogSumExp(lowered, beta) + SquaredNorm(X) / 2


def written_out(by: sp.Expr) -> sp.Expr:
    """The negative log-sum-exp, with this factor of the ages."""
    return -sp.log(Sum.over(sp.exp(beta * InnerProduct(patterns.at(i), X) - by * age), i, d)) / beta


printed_slope = Sum.over((x[k] - HopfieldStep(X, patterns, beta, k)) * v[k], k, n)
step = Vector(SoftmaxMean(logits, Vector(rho[i, k], i, d)), k, n)
slope = Sum.over((x[k] - step.at(k)) * v[k], k, n)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The two forms of the energy that are printed as equal.",
        title="The log-sum-exp of the lowered inner products is that of exponents lowered by gamma (t - i)",
        says=Identity(-LogSumExp(lowered, beta), written_out(gamma)),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="The update goes with the energy, as everywhere else: the gradient is xi less the update.",
        title="The gradient of the energy with forgetting is xi - X softmax(beta X^T xi)",
        says=Derivative(energy, ((x, V),), printed_slope),
        expects=Fails,
    ),
    Claim(
        part="+written_out", fidelity="repaired", repairs=(":A",), **here,
        changed="beta gamma in place of gamma in the second form",
        title="The log-sum-exp of the lowered inner products is that of exponents lowered by beta gamma (t - i)",
        says=Identity(-LogSumExp(lowered, beta), written_out(beta * gamma)),
        derivation={"identity": chain(-LogSumExp(lowered, beta), ("=", written_out(beta * gamma), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+update", fidelity="repaired", repairs=(":B",), **here,
        changed="the update is X softmax(beta (X^T xi - gamma (t-1, ..., 0)^T))",
        title="The gradient of the energy with forgetting is xi less the update with the lowered inner products",
        says=Derivative(energy, ((x, V),), slope),
        derivation={"derivative": chain(derivative(energy, (x, V)), ("=", slope, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
