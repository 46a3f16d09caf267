"""lse(beta, .) is convex.

Section 2 says so of Eq. (461), lse(beta, z) = beta^-1 ln sum_i exp(beta z_i); the appendix draws from it that the
part -lse(beta, X^T xi) of the energy is concave, and Theorem 1 rests on that.
"""

from typing import Any

from theory.claims import Claim
from theory.kernel import Vector, chain
from theory.kernel.rules import Cite
from theory.quantities import LogSumExp
from theory.statement import Convex
from theory.symbols import beta, k, n, weight, x, y
from theory.verdict import Holds

X, Y = x.vector(), y.vector()
middle = Vector(weight * x[k] + (1 - weight) * y[k], k, n)
chord = weight * LogSumExp(X, beta) + (1 - weight) * LogSumExp(Y, beta)
here: dict[str, Any] = {"cites": "Section 2, convexity", "section": "2"}

claims = (
    Claim(
        **here, title="LogSumExp is convex at every inverse temperature",
        says=Convex(LogSumExp(X, beta), x, y, weight),
        derivation={"convexity": chain(
            LogSumExp(middle, beta), ("<=", chord, Cite("niu2024/lemma_1+every_beta", "convexity")))},
        expects=Holds,
    ),
)  # fmt: skip
