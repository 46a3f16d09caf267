"""The derivatives of the update, seen from a, by the matrices W_Q and W_K that make queries and keys.

With J = beta Y (diag p - p p^T) Y^T and xi_new = Y p, p = softmax(beta Y^T W_K^T W_Q r): by W_Q it is J W_K^T (r^T a),
by W_K it is J (W_Q^T r^T a); for the full update (423) xi_new = W_K Y p they are W_K J W_K^T (r^T a) and
a p^T Y^T + W_K J (W_Q^T r^T a). Here r is x, a is w, W_Q is W, and the stored patterns y_i are rho^i. The shapes fit
where the matrices are square: the printed forms are said along any direction U, as the inner product with U.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Sum, Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import InnerProduct, SoftmaxCovariance, SoftmaxMean, seen_from
from theory.sides import derivative
from theory.statement import Derivative
from theory.symbols import beta, d, i, j, k, n, rho, state_map, state_turn, stored_map, w, x
from theory.verdict import Fails, Holds

X, W, patterns, turn = x.vector(), w.vector(), rho.vector(), state_turn.vector()
here: dict[str, Any] = {"cites": "Appendix A.1.7, W_Q and W_K", "section": "App. A.1.7"}


def applied(matrix: Vector, vector: Vector) -> Vector:
    """The matrix times the vector."""
    return Vector(InnerProduct(matrix.at(j), vector), j, n)


def of_each(matrix: Vector) -> Vector:
    """The matrix times each pattern."""
    return Vector(Vector(Sum.over(matrix.at(j).at(k) * rho[i, k], k, n), j, n), i, d)


keys, query = of_each(stored_map.vector()), applied(state_map.vector(), X)
logits = Vector(beta * InnerProduct(keys.at(i), query), i, d)
near, full = SoftmaxMean(logits, seen_from(patterns, W)), SoftmaxMean(logits, seen_from(keys, W))


def paired(left: Vector, right: Vector) -> sp.Expr:
    """The inner product with U of beta (r^T a) times the covariance of two lists of vectors."""
    parts = (Vector(left.at(i).at(j), i, d), seen_from(right, turn.at(j)))
    return beta * InnerProduct(X, W) * Sum.over(SoftmaxCovariance(logits, *parts), j, n)


by_query = seen_from(keys, applied(turn, X))  # y_i^T W_K^T U r
by_key = seen_from(of_each(turn), query)  # y_i^T U^T W_Q r
direct = SoftmaxMean(logits, seen_from(of_each(turn), W))  # the inner product of a p^T Y^T with U
right_query = Vector(Vector(Sum.over(state_map[k, j] * rho[i, j], j, n), k, n), i, d)  # W_Q y_i, as J W_Q^T has it


def failing(part: str, reading: str, title: str, function: sp.Expr, moving: Family, value: sp.Expr) -> Claim:
    """A printed derivative."""
    return Claim(
        part=part, fidelity="reading", **here, reading=reading, title=title,
        says=Derivative(function, ((moving, turn),), value), expects=Fails,
    )  # fmt: skip


def holding(
    part: str, repairs: tuple[str, ...], title: str, function: sp.Expr, moving: Family, value: sp.Expr
) -> Claim:
    """The derivative as it is."""
    return Claim(
        part=part, fidelity="repaired", repairs=repairs, **here, title=title,
        changed="the vector r, or W_Q r, and a^T stand as factors of a matrix of rank 1, not as the number r^T a",
        says=Derivative(function, ((moving, turn),), value),
        derivation={"derivative": chain(derivative(function, (moving, turn)), ("=", value, Algebra()))}, expects=Holds,
    )  # fmt: skip


claims = (
    failing(":A", "By W_Q, for xi_new = Y p, the matrix laid out as printed.",
            "The derivative of a^T Y p by W_Q is J W_K^T (r^T a)", near, state_map, paired(patterns, keys)),
    failing(":B", "By W_Q, for xi_new = Y p, the matrix transposed, so that its shape is that of W_Q.",
            "The derivative of a^T Y p by W_Q is W_K J (r^T a)", near, state_map, paired(keys, patterns)),
    failing(":C", "By W_Q, for the full update (423).",
            "The derivative of a^T W_K Y p by W_Q is W_K J W_K^T (r^T a)", full, state_map, paired(keys, keys)),
    failing(":D", "By W_K, for xi_new = Y p.",
            "The derivative of a^T Y p by W_K is J W_Q^T (r^T a)", near, stored_map, paired(patterns, right_query)),
    failing(":E", "By W_K, for the full update (423).",
            "The derivative of a^T W_K Y p by W_K is a p^T Y^T + W_K J W_Q^T (r^T a)", full, stored_map,
            direct + paired(keys, right_query)),
    holding("+query", (":A", ":B"), "The derivative of a^T Y p by W_Q is W_K J a r^T", near, state_map,
            beta * SoftmaxCovariance(logits, seen_from(patterns, W), by_query)),
    holding("+query_full", (":C",), "The derivative of a^T W_K Y p by W_Q is W_K J W_K^T a r^T", full, state_map,
            beta * SoftmaxCovariance(logits, seen_from(keys, W), by_query)),
    holding("+key", (":D",), "The derivative of a^T Y p by W_K is W_Q r a^T J", near, stored_map,
            beta * SoftmaxCovariance(logits, seen_from(patterns, W), by_key)),
    holding("+key_full", (":E",), "The derivative of a^T W_K Y p by W_K is a p^T Y^T + W_Q r a^T W_K J", full,
            stored_map, direct + beta * SoftmaxCovariance(logits, seen_from(keys, W), by_key)),
)  # fmt: skip
