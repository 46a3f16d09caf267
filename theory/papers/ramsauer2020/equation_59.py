"""J = beta X (diag p - p p^T) X^T = X J_s X^T = beta Var_p[x]: the Jacobian of the update, Eq. (59) and Eq. (408)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone
from theory.quantities import HopfieldStep, InnerProduct, Softmax, SoftmaxCovariance, SoftmaxVariance
from theory.sides import derivative
from theory.statement import Derivative, Identity
from theory.symbols import beta, d, i, k, m, n, rho, u, v, w, x
from theory.verdict import Holds

X, V, W, patterns = x.vector(), v.vector(), w.vector(), rho.vector()
aligned = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
seen = Sum.over(HopfieldStep(X, patterns, beta, k) * w[k], k, n)


def shadows(direction: Vector) -> Vector:
    """X^T v: the patterns seen along a direction."""
    return Vector(InnerProduct(patterns.at(i), direction), i, d)


def mean(of: sp.Expr) -> sp.Expr:
    """The mean under the softmax weights p."""
    return Sum.over(Softmax(aligned, i) * of, i, d)


along_v, along_w = shadows(V).at(i), shadows(W).at(i)
matrix = beta * (mean(along_v * along_w) - mean(along_v) * mean(along_w))  # w^T beta X (diag p - p p^T) X^T v
pulls = Vector(Vector(Softmax(aligned, i) * along_v * rho[i, k], k, n), i, d)
pulled = Vector(Sum.over(pulls.at(i).at(k), i, d), k, n)
covariance = beta * SoftmaxCovariance(aligned, shadows(V), shadows(W))
turned = beta * SoftmaxCovariance(aligned, shadows(W), shadows(V))
square, variance = beta * (mean(along_v**2) - mean(along_v) ** 2), beta * SoftmaxVariance(aligned, shadows(V))
here: dict[str, Any] = {"cites": "Equation (59)", "section": "App. A.1.5.1"}

claims = (
    Claim(
        **here, title="The Jacobian of the update is beta X (diag p - p p^T) X^T",
        says=Derivative(seen, ((x, V),), matrix),
        derivation={
            "derivative": chain(
                derivative(seen, (x, V)),
                ("=", beta * (InnerProduct(pulled, W) - mean(along_v) * mean(along_w)), Algebra()),
                ("=", beta * (Sum.over(InnerProduct(pulls.at(i), W), i, d) - mean(along_v) * mean(along_w)),
                 Monotone(Cite("lemmas/triangle+pairing", "identity", {m: d, u: pulls, x: W}))),
                ("=", matrix, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The matrix is beta times the covariance matrix of the patterns under the softmax weights p.",
        title="The Jacobian of the update is beta times the covariance of the patterns",
        says=Identity(matrix, covariance),
        derivation={"identity": chain(matrix, ("=", covariance, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Seen in one direction twice, it is beta times the variance of the patterns there.",
        title="The Jacobian's quadratic form is beta times the variance of the patterns along the direction",
        says=Identity(square, variance),
        derivation={"identity": chain(square, ("=", variance, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+symmetric", fidelity="ours", **here,
        title="The Jacobian of the update is symmetric",
        says=Identity(covariance, turned),
        derivation={"identity": chain(covariance, ("=", turned, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
