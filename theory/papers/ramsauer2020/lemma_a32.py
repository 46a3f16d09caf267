"""f(x + h) - f(x) = (integral_0^1 J(x + t h) dt) h for f continuously differentiable on an open set with the segment."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Integral, Sum, Vector, chain
from theory.kernel.rules import Antiderivative
from theory.quantities import Softmax, SoftmaxCovariance
from theory.statement import Identity, Standard
from theory.symbols import beta, i, k, n, v, w, x
from theory.verdict import Holds

X, V, W = x.vector(), v.vector(), w.vector()
t, ends = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)


def at(where: sp.Expr) -> Vector:
    """beta times the point x + t v."""
    return Vector(beta * (x[k] + where * v[k]), k, n)


def seen(where: sp.Expr) -> sp.Expr:
    """softmax there, seen from w."""
    return Sum.over(Softmax(at(where), i) * w[i], i, n)


change = seen(sp.S.One) - seen(sp.S.Zero)
averaged = Integral(beta * SoftmaxCovariance(at(ends), V, W), ends)  # w^T J_s^m v
here: dict[str, Any] = {"cites": "Lemma A32", "section": "App. A.2"}

claims = (
    Claim(
        **here, title="The mean value theorem: the increment is the averaged Jacobian times the change",
        says=Standard(
            "Where a map of Euclidean spaces is continuously differentiable on an open set that holds the segment between two points, "
            "its increment between them is the integral of its Jacobian over the segment, applied to their difference.",
            "W. Rudin, Principles of Mathematical Analysis, third edition, 1976, Theorem 6.21 with Theorem 9.15, the "
            "fundamental theorem of calculus along the segment",
        ),
        expects=Holds,
    ),
    Claim(
        part="+softmax", fidelity="ours", **here,
        title="The increment of softmax(beta x) is its averaged Jacobian times the change, seen from any w",
        says=Identity(change, averaged),
        derivation={
            "identity": chain(change, ("=", averaged, Antiderivative(averaged, seen(t), t))),
        },
        expects=Holds,
    ),
)  # fmt: skip
