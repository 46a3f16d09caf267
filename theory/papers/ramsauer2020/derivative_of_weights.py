"""The derivatives of the update, seen from a, by the matrix W that patterns are multiplied by.

With J = beta Y (diag p - p p^T) Y^T: for xi_new = Y p, p = softmax(beta Y^T W^T xi), d (a^T xi_new) / dW = J (xi^T a);
for the full update (412) xi_new = W Y p it is a p^T Y^T + W J (xi^T a). Here a is w, and the stored patterns y_i are
rho^i. The shapes fit where W is square: then the printed form is said along any direction U, as the inner product with
U.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import InnerProduct, SoftmaxCovariance, SoftmaxMean, seen_from
from theory.sides import derivative
from theory.statement import Derivative
from theory.symbols import beta, d, i, j, k, n, rho, state_map, state_turn, w, x
from theory.verdict import Fails, Holds

X, W, patterns, turn = x.vector(), w.vector(), rho.vector(), state_turn.vector()
here: dict[str, Any] = {"cites": "Appendix A.1.7, W", "section": "App. A.1.7"}


def against(left: Vector, matrix: Vector) -> Vector:
    """left^T matrix."""
    return Vector(Sum.over(left.at(j) * matrix.at(j).at(k), j, n), k, n)


def paired(weights: Vector, left: Vector, right: Vector) -> sp.Expr:
    """The inner product with U of the covariance of two lists of vectors under softmax weights."""
    return Sum.over(SoftmaxCovariance(weights, component(left, j), seen_from(right, turn.at(j))), j, n)


def component(vectors: Vector, at: sp.Symbol) -> Vector:
    """One component of the vectors."""
    return Vector(vectors.at(i).at(at), i, vectors.size)


mapped = Vector(Vector(Sum.over(state_map[j, k] * rho[i, k], k, n), j, n), i, d)  # W y_i
query = against(X, state_map.vector())  # W^T xi
logits = Vector(beta * InnerProduct(patterns.at(i), query), i, d)
near, far = SoftmaxMean(logits, seen_from(patterns, W)), SoftmaxMean(logits, seen_from(mapped, W))
moved = seen_from(patterns, against(X, turn))  # y_i^T U^T xi
direct = SoftmaxMean(logits, seen_from(patterns, against(W, turn)))  # a p^T Y^T with U

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="For xi_new = Y p, with xi^T a the number that it is.",
        title="The derivative of a^T Y p by W is J (xi^T a)",
        says=Derivative(near, ((state_map, turn),), beta * InnerProduct(X, W) * paired(logits, patterns, patterns)),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="For the full update (412) xi_new = W Y p, with xi^T a the number that it is.",
        title="The derivative of a^T W Y p by W is a p^T Y^T + W J (xi^T a)",
        says=Derivative(far, ((state_map, turn),),
                        direct + beta * InnerProduct(X, W) * paired(logits, mapped, patterns)),
        expects=Fails,
    ),
    Claim(
        part="+near", fidelity="repaired", repairs=(":A",), **here,
        changed="xi a^T stands before J, a matrix of rank 1 and not a number; W need not be square",
        title="The derivative of a^T Y p by W is xi a^T J",
        says=Derivative(near, ((state_map, turn),), beta * SoftmaxCovariance(logits, seen_from(patterns, W), moved)),
        derivation={"derivative": chain(derivative(near, (state_map, turn)), (
            "=", beta * SoftmaxCovariance(logits, seen_from(patterns, W), moved), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+full", fidelity="repaired", repairs=(":B",), **here,
        changed="xi a^T stands before W J, a matrix of rank 1 and not a number; W need not be square",
        title="The derivative of a^T W Y p by W is a p^T Y^T + xi a^T W J",
        says=Derivative(far, ((state_map, turn),),
                        direct + beta * SoftmaxCovariance(logits, seen_from(mapped, W), moved)),
        derivation={"derivative": chain(derivative(far, (state_map, turn)), (
            "=", direct + beta * SoftmaxCovariance(logits, seen_from(mapped, W), moved), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
