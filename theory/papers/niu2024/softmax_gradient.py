"""Softmax is the gradient of LogSumExp."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite
from theory.quantities import LogSumExp, Softmax
from theory.sides import derivative
from theory.statement import Derivative
from theory.symbols import beta, i, k, n, v, x
from theory.verdict import Holds

X, V = x.vector(), v.vector()
scaled = Vector(beta * x[k], k, n)
moved = Sum.over(Softmax(X, i) * v[i], i, n)
moved_at_beta = Sum.over(Softmax(scaled, i) * v[i], i, n)

claims = (
    Claim(
        cites="Section 4.1, softmax", section="4.1",
        title="The derivative of LogSumExp in any direction is the softmax mean of the direction",
        says=Derivative(LogSumExp(X), ((x, V),), moved),
        derivation={
            "derivative": chain(
                derivative(LogSumExp(X), (x, V)),
                ("=", moved, Cite("niu2024/softmax_gradient+every_beta", "derivative", {beta: sp.Integer(1)})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+every_beta", fidelity="ours", sharpens=("",),
        cites="Section 4.1, softmax", section="4.1",
        title="At every inverse temperature the derivative of LogSumExp is the softmax mean of the direction",
        says=Derivative(LogSumExp(X, beta), ((x, V),), moved_at_beta),
        derivation={
            "derivative": chain(derivative(LogSumExp(X, beta), (x, V)), ("=", moved_at_beta, Algebra())),
        },
        expects=Holds,
    ),
)  # fmt: skip
