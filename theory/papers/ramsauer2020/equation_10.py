"""Attention is the update in projected spaces: Z = softmax(beta R W_Q W_K^T Y^T) Y W_K W_V.

With X^T = K = Y W_K, Xi^T = Q = R W_Q, V = Y W_K W_V = X^T W_V, beta = 1/sqrt(d_k), softmax on rows, the update
Xi_new = X softmax(beta X^T Xi), transposed and times W_V, is Z = softmax(Q K^T / sqrt(d_k)) V. Said of one row of R and
one column of W_V, as all are alike; R and Y have n columns each, and where one of them has fewer zeros fill it up.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import HopfieldStep, InnerProduct, Softmax
from theory.statement import Identity
from theory.symbols import d, i, j, k, key_map, key_width, n, query_map, rho, t, value_map, x
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Equation (10)", "section": "2"}
beta = 1 / sp.sqrt(key_width)


def keys(patterns: Vector) -> Vector:
    """Y W_K, one row a pattern."""
    return Vector(Vector(Sum.over(patterns.at(i).at(j) * key_map[j, k], j, n), k, key_width), i, patterns.size)


def update(state: Vector) -> sp.Expr:
    """One row of the update in the projected space, times a column of W_V."""
    query = Vector(Sum.over(state.at(j) * query_map[j, k], j, n), k, key_width)
    return Sum.over(HopfieldStep(query, keys(rho.vector()), beta, k) * value_map[k], k, key_width)


both = Vector(Vector(Sum.over(query_map[i, k] * key_map[j, k], k, key_width), j, n), i, n)  # W_Q W_K^T
values = Vector(Sum.over(key_map[j, k] * value_map[k], k, key_width), j, n)  # a column of W_K W_V


def attention(state: Vector, weighed: Vector) -> sp.Expr:
    """One row of softmax(beta R W_Q W_K^T Y^T) Y times a column of what makes values."""
    score = Sum.over(Sum.over(state.at(j) * both.at(j).at(k), j, n) * rho[i, k], k, n)
    scores = Vector(beta * score, i, d)
    return Sum.over(Softmax(scores, t) * InnerProduct(rho.vector(t), weighed), t, d)


X, own = x.vector(), rho.vector(1)
claims = (
    Claim(
        **here, title="The update of projected states, times W_V, is attention",
        says=Identity(update(X), attention(X, values)),
        derivation={"identity": chain(update(X), ("=", attention(X, values), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+self", fidelity="ours", **here,
        title="Where the states are the stored patterns, R = Y, it is self-attention with the values Y W_K W_V",
        says=Identity(update(own), attention(own, values)),
        derivation={"identity": chain(update(own), ("=", attention(own, values), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
