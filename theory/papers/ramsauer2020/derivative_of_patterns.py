"""The derivative of the update, seen from a, by the patterns, Equation (409).

d (a^T xi_new) / dX = a p^T + beta X (diag p - p p^T) (xi^T a). Here a is w; the derivative is said along any direction
psi of X, as the inner product of the matrix with psi. The shapes fit where xi^T a is the number that it is.
"""

from typing import Any

from theory.claims import Claim
from theory.kernel import Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import HopfieldStep, InnerProduct, SoftmaxCovariance, SoftmaxMean, aligned_with, seen_from
from theory.sides import derivative
from theory.statement import Derivative
from theory.symbols import beta, d, i, k, n, psi, rho, w, x
from theory.verdict import Fails, Holds

X, W, patterns, moving = x.vector(), w.vector(), rho.vector(), psi.vector()
here: dict[str, Any] = {"cites": "Appendix A.1.7, Eq. (409)", "section": "App. A.1.7"}
logits = aligned_with(X, patterns, beta)
step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
turned = seen_from(patterns, W)
seen = SoftmaxMean(logits, turned)  # a^T xi_new

direct = SoftmaxMean(logits, seen_from(moving, W))  # the inner product of a p^T with psi
own = Vector(InnerProduct(patterns.at(i), moving.at(i)), i, d)
from_step = Vector(InnerProduct(step, moving.at(i)), i, d)
printed = direct + beta * InnerProduct(X, W) * (SoftmaxMean(logits, own) - SoftmaxMean(logits, from_step))
correct = direct + beta * SoftmaxCovariance(logits, turned, seen_from(moving, X))

claims = (
    Claim(
        **here, title="The derivative of a^T xi_new by X is a p^T + beta X (diag p - p p^T) (xi^T a)",
        says=Derivative(seen, ((rho, moving),), printed),
        expects=Fails,
    ),
    Claim(
        part="+repaired", fidelity="repaired", repairs=("",), **here,
        changed="xi a^T stands before X (diag p - p p^T), a matrix of rank 1 and not a number; in one dimension "
        "this is the same",
        title="The derivative of a^T xi_new by X is a p^T + beta xi a^T X (diag p - p p^T)",
        says=Derivative(seen, ((rho, moving),), correct),
        derivation={"derivative": chain(derivative(seen, (rho, moving)), ("=", correct, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
