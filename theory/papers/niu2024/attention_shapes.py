"""Attention(Q, K, V) = V softmax(Q K^T / sqrt(d_k)), with W_K, W_Q in R^{d_emb x d_k} and W_V in R^{d_emb x d_v}."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Family, Max, Sum, Vector, chain, fresh_index
from theory.kernel.rules import Algebra, Entry, Monotone
from theory.quantities import InnerProduct, Softmax, SoftmaxMean
from theory.statement import Identity, bound
from theory.symbols import j, k, key_width, keys, n, queries, t, tokens, v, width
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Attention, Section 3", "section": "3"}


def transposed(matrix: Vector) -> Vector:
    """The matrix with rows and columns exchanged."""
    row, column = fresh_index(), fresh_index()
    return Vector(Vector(matrix.at(row).at(column), row, matrix.size), column, matrix.at(1).size)


def product(left: Vector, right: Vector) -> Vector:
    """The product of two matrices, the left one having as many columns as the right one has rows."""
    row, column, inner = fresh_index(), fresh_index(), fresh_index()
    entry = Sum.over(left.at(row).at(inner) * right.at(inner).at(column), inner, right.size)
    return Vector(Vector(entry, column, right.at(1).size), row, left.size)


def softmax_of_rows(left: Vector, right: Vector) -> Vector:
    """softmax(left right / sqrt(d_k)), each row for itself."""
    row, column = fresh_index(), fresh_index()
    scores = product(left, right)
    scaled = Vector(Vector(scores.at(row).at(column) / sp.sqrt(key_width), column, right.at(1).size), row, left.size)
    return Vector(Vector(Softmax(scaled.at(row), column), column, right.at(1).size), row, left.size)


def softmax_of_columns(left: Vector, right: Vector) -> Vector:
    """softmax(left right / sqrt(d_k)), each column for itself."""
    return transposed(softmax_of_rows(transposed(right), transposed(left)))  # (left right)^T = right^T left^T


def first(matrix: Vector) -> sp.Expr:
    """The first component of what a token has, the first one: all tokens are alike, and all components."""
    return matrix.at(1).at(1)


Q, K = queries.vector(), keys.vector()
V = Family("V_seq", tokens, sp.S.One).vector()  # one component of the values: all are alike
square = Family("V_seq", tokens, tokens).vector()  # as many components as tokens
in_space = Family("V_seq", tokens, n).vector()  # points of R^n, which are seen from the directions v
same = Vector(Vector(V.at(1).at(k), k, 1), t, tokens)
weights = softmax_of_rows(Q, transposed(K))
attention = first(product(weights, V))
mixed = first(product(transposed(V), softmax_of_columns(Q, transposed(K))))
seen = Vector(InnerProduct(in_space.at(j), v.vector()), j, tokens)
output = InnerProduct(product(weights, in_space).at(1), v.vector())


def mean(one: Vector, others: Vector) -> sp.Expr:
    """The softmax mean of the values, by the inner products of the first row with the rows of the other matrix."""
    logits = Vector(InnerProduct(one.at(1), others.at(j)) / sp.sqrt(key_width), j, tokens)
    return SoftmaxMean(logits, Vector(V.at(j).at(1), j, tokens))


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Tokens are rows, Q = X W_Q as the shapes of the matrices say: V is T x d_v, the softmax T x T, and "
        "their product in the printed order is defined where d_v = d_emb is T.",
        title="With tokens as rows the printed product is defined",
        says=Identity(width, tokens),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Tokens are columns, Q = W_Q^T X: V is d_v x T, Q K^T is d_k x d_k, and their product is defined where "
        "T is d_k.",
        title="With tokens as columns the printed product is defined",
        says=Identity(tokens, key_width),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="Tokens are rows, and d_v = T, so that the printed product is defined: it is attention.",
        title="Where the printed product is defined it is attention",
        says=Identity(first(product(square, weights)), first(product(weights, square))),
        expects=Fails,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="Tokens are rows of Q and K and columns of V, so that the printed product is defined, and softmax "
        "makes the rows sum to 1: it is attention, and values that are all equal are the output.",
        title="In the printed order, values that are all equal are the output",
        says=Identity(first(product(transposed(same), weights)), first(V)),
        expects=Fails,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading="Tokens are rows of Q and K and columns of V, and softmax makes the columns sum to 1: it is "
        "Attention(Q, K, V), the output at a token being weighted by what its query has in common with the keys.",
        title="In the printed order, with softmax down the columns, the printed product is attention of Q to K",
        says=Identity(mixed, attention),
        expects=Fails,
    ),
    Claim(
        part="+rows", fidelity="repaired", repairs=(":A", ":B", ":C"), **here,
        changed="softmax(Q K^T / sqrt(d_k)) V with tokens as rows, defined for all T, d_k and d_v",
        title="With the values on the right of the softmax, the output at a token is the softmax mean of the values by "
        "what its query has in common with the keys",
        says=Identity(attention, mean(Q, K)),
        derivation={"identity": chain(attention, ("=", mean(Q, K), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+exchanged", fidelity="repaired", repairs=(":E",), **here,
        changed="it is Attention(K, Q, V): queries and keys have changed places",
        title="In the printed order, with softmax down the columns, the output at a token is the softmax mean of the "
        "values by what its key has in common with the queries",
        says=Identity(mixed, mean(K, Q)),
        derivation={"identity": chain(mixed, ("=", mean(K, Q), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+equal_values", fidelity="repaired", repairs=(":D",), **here,
        changed="softmax(Q K^T / sqrt(d_k)) V, tokens as rows",
        title="With the values on the right of the softmax, values that are all equal are the output",
        says=Identity(first(product(weights, same)), first(V)),
        derivation={"identity": chain(first(product(weights, same)), ("=", first(V), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+hull", fidelity="ours", **here,
        title="No output of attention leaves the convex hull of the values: seen from any direction it lies between "
        "them",
        says=bound(output, "<=", Max(seen)),
        derivation={
            "bound": chain(
                output,
                ("=", Sum.over(weights.at(1).at(j) * seen.at(j), j, tokens), Algebra()),
                ("<=", Sum.over(weights.at(1).at(j) * Max(seen), j, tokens), Monotone(Entry())),
                ("=", Max(seen), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
