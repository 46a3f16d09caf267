"""Attention is the update in projected spaces: Z = softmax(beta R W_Q W_K^T Y^T) Y W_K W_V.

With X^T = K = Y W_K, Xi^T = Q = R W_Q, V = Y W_K W_V = X^T W_V, beta = 1/sqrt(d_k), softmax on rows, the update
Xi_new = X softmax(beta X^T Xi), transposed and times W_V, is Z = softmax(Q K^T / sqrt(d_k)) V. Said of one row of R and
one column of W_V, as all are alike; R and Y have n columns each, and where one of them has fewer zeros fill it up.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone
from theory.quantities import HopfieldStep, InnerProduct, Softmax
from theory.statement import Identity
from theory.symbols import d, i, j, k, key_map, key_width, n, query_map, rho, t, value_map, x, y
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


def weighed(above: Vector, below: Vector, of: Vector) -> sp.Expr:
    """The softmax mean, with logits of its own for the numerator."""
    return Sum.over(sp.exp(above.at(t)) * of.at(t), t, d) / Sum.over(sp.exp(below.at(t)), t, d)


def applied(column: Vector) -> Vector:
    """Y (W_K column), one number a pattern."""
    through = Vector(Sum.over(key_map[j, k] * column.at(k), k, key_width), j, n)
    return Vector(InnerProduct(rho.vector(t), through), t, d)


def by_keys(column: Vector) -> Vector:
    """(Y W_K) column, one number a pattern."""
    return Vector(Sum.over(keys(rho.vector()).at(t).at(k) * column.at(k), k, key_width), t, d)


def regrouped(state: Vector) -> Chain:
    """The update as attention, one matrix product after the other taken in another order."""
    query = Vector(Sum.over(state.at(j) * query_map[j, k], j, n), k, key_width)
    before, after = (Vector(beta * f(query).at(t), t, d) for f in (by_keys, applied))
    column = value_map.vector()
    by_lemma = Cite("ramsauer2020/equation_10+order", "identity", {y: rho.vector(t), value_map: query})
    return chain(
        update(state),
        ("=", weighed(before, before, by_keys(column)), Algebra()),
        ("=", weighed(before, before, applied(column)), Monotone(
            Cite("ramsauer2020/equation_10+order", "identity", {y: rho.vector(t)}), (t,))),
        ("=", weighed(after, before, applied(column)), Monotone(by_lemma, (t,))),
        ("=", weighed(after, after, applied(column)), Monotone(by_lemma, (t,))),
        ("=", attention(state, values), Algebra()),
    )  # fmt: skip


X, own = x.vector(), rho.vector(1)
plain = Sum.over(Sum.over(y[j] * key_map[j, k], j, n) * value_map[k], k, key_width)
claims = (
    Claim(
        **here, title="The update of projected states, times W_V, is attention",
        says=Identity(update(X), attention(X, values)), derivation={"identity": regrouped(X)},
        expects=Holds,
    ),
    Claim(
        part="+self", fidelity="ours", **here,
        title="Where the states are the stored patterns, R = Y, it is self-attention with the values Y W_K W_V",
        says=Identity(update(own), attention(own, values)), derivation={"identity": regrouped(own)},
        expects=Holds,
    ),
    Claim(
        part="+order", fidelity="ours", **here,
        title="(y^T W_K) v = y^T (W_K v)",
        says=Identity(plain, InnerProduct(y.vector(), values)),
        derivation={"identity": chain(plain, ("=", InnerProduct(y.vector(), values), Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
