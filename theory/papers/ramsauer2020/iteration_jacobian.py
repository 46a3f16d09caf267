"""p_new = g(p) = softmax(beta X^T X p) has the Jacobian J(p) = X^T X J_s."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import InnerProduct, Softmax, SoftmaxCovariance
from theory.sides import derivative
from theory.statement import Derivative
from theory.symbols import along_p, beta, d, i, j, k, n, other_p, rho, state_p
from theory.verdict import Fails, Holds

patterns, V, W = rho.vector(), along_p.vector(), other_p.vector()


def gram(p: Vector) -> Vector:
    """X^T X p."""
    state = Vector(Sum.over(p.at(j) * rho[j, k], j, d), k, n)
    return Vector(InnerProduct(patterns.at(i), state), i, d)


logits = Vector(beta * gram(state_p.vector()).at(i), i, d)
seen: sp.Expr = Sum.over(Softmax(logits, i) * other_p[i], i, d)
printed = beta * SoftmaxCovariance(logits, gram(W), V)  # w^T X^T X J_s v
turned = beta * SoftmaxCovariance(logits, W, gram(V))  # w^T J_s X^T X v
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, iteration in p, the Jacobian", "section": "App. A.1.5.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="A row of the Jacobian for each entry of p_new, a column for each entry of p, as with Eq. (59).",
        title="The derivative of g along v, seen from w, is w^T X^T X J_s v",
        says=Derivative(seen, ((state_p, V),), printed),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="A column of the Jacobian for each entry of p_new, a row for each entry of p.",
        title="The derivative of g along v, seen from w, is v^T X^T X J_s w",
        says=Derivative(seen, ((state_p, V),), turned),
        derivation={"derivative": chain(derivative(seen, (state_p, V)), ("=", turned, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
