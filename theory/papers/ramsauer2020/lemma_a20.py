"""The Jacobian of softmax(beta x) is J_s = beta (diag p - p p^T)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import Softmax, SoftmaxCovariance
from theory.sides import derivative
from theory.statement import Derivative, Identity
from theory.symbols import beta, i, k, n, v, w, x
from theory.verdict import Holds

X, V, W = x.vector(), v.vector(), w.vector()
scaled = Vector(beta * x[k], k, n)


def mean(of: sp.Expr) -> sp.Expr:
    """The mean under the softmax weights p."""
    return Sum.over(Softmax(scaled, i) * of, i, n)


matrix = beta * (mean(v[i] * w[i]) - mean(v[i]) * mean(w[i]))  # w^T beta (diag p - p p^T) v
covariance = beta * SoftmaxCovariance(scaled, V, W)
here: dict[str, Any] = {"cites": "Lemma A20", "section": "App. A.2"}

claims = (
    Claim(
        **here, title="The Jacobian of softmax is beta (diag p - p p^T)",
        says=Derivative(mean(w[i]), ((x, V),), matrix),
        derivation={"derivative": chain(derivative(mean(w[i]), (x, V)), ("=", matrix, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+covariance", fidelity="ours", **here,
        title="The bilinear form of the softmax Jacobian is beta times a covariance under the softmax weights",
        says=Identity(matrix, covariance),
        derivation={"identity": chain(matrix, ("=", covariance, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
