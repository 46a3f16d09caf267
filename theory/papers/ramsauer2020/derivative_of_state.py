"""The derivative of the update by the state is beta X (diag p - p p^T) X^T, Equation (408)."""

from typing import Any

from theory.claims import Claim
from theory.kernel import Vector, chain
from theory.kernel.rules import Algebra
from theory.quantities import HopfieldStep, InnerProduct, SoftmaxCovariance, SoftmaxMean, aligned_with, seen_from
from theory.sides import derivative
from theory.statement import Derivative, Identity
from theory.symbols import beta, k, n, rho, v, w, x
from theory.verdict import Holds

X, V, W, patterns = x.vector(), v.vector(), w.vector(), rho.vector()
here: dict[str, Any] = {"cites": "Appendix A.1.7, Eq. (408)", "section": "App. A.1.7"}
logits = aligned_with(X, patterns, beta)
step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
shadows, turned = seen_from(patterns, V), seen_from(patterns, W)
by_state = beta * SoftmaxCovariance(logits, shadows, turned)
seen = SoftmaxMean(logits, turned)  # the update seen from w

claims = (
    Claim(
        **here, title="The derivative of the update by the state is beta X (diag p - p p^T) X^T",
        says=Derivative(seen, ((x, V),), by_state),
        derivation={"derivative": chain(derivative(seen, (x, V)), ("=", by_state, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+seen", fidelity="ours", **here,
        title="The update seen from w is the mean of the patterns seen from w",
        says=Identity(InnerProduct(step, W), seen),
        derivation={"identity": chain(InnerProduct(step, W), ("=", seen, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
