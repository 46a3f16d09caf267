"""If p_max = max_i p_i >= 1 - eps >= 0.5: ||J_s||_2 <= 2 eps beta - 2 eps^2 beta < 2 eps beta, Eq. (480)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Sign
from theory.quantities import Softmax, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, error, i, k, n, v, x
from theory.verdict import Holds

V, scaled = v.vector(), Vector(beta * x[k], k, n)
p = Softmax(scaled, i)
form = beta * SoftmaxVariance(scaled, V)  # v^T J_s v
top, spread = Max.over(p, i, n), Max.over(p * (1 - p), i, n)
less = (2 * error * beta - 2 * error**2 * beta) * SquaredNorm(V)
near_one = Relation(1 - error, "<=", top)
half = Relation(sp.S.Half, "<=", 1 - error)
some = Relation(sp.S.Zero, "<", SquaredNorm(V))
here: dict[str, Any] = {"cites": "Lemma A24, Eq. (480)", "section": "App. A.2"}

claims = (
    Claim(
        **here, title="Where the largest weight is at least 1 - epsilon, 1/2 or more, the spectral norm of the softmax "
        "Jacobian is at most 2 beta epsilon (1 - epsilon)",
        says=bound(form, "<=", less, "<", 2 * error * beta * SquaredNorm(V)),
        hypotheses=(near_one, half, some),
        derivation={
            "lower": chain(
                form,
                ("<=", 2 * spread * beta * SquaredNorm(V), Cite("ramsauer2020/lemma_a24")),
                ("<=", 2 * (error * (1 - error)) * beta * SquaredNorm(V),
                 Monotone(Cite("lemmas/softmax_largest+near_one", "bound", {x: scaled}))),
                ("=", less, Algebra()),
            ),
            "upper": chain(less, ("<", 2 * error * beta * SquaredNorm(V), Sign())),
        },
        expects=Holds,
    ),
)  # fmt: skip
