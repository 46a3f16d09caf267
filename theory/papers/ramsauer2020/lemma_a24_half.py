"""||J_s||_2 <= beta / 2 for the Jacobian J_s of softmax(beta x): Eq. (479)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone
from theory.quantities import Softmax, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, i, k, n, v, x, y
from theory.verdict import Holds

V, scaled = v.vector(), Vector(beta * x[k], k, n)
p = Softmax(scaled, i)
form = beta * SoftmaxVariance(scaled, V)  # v^T J_s v
spread = Max.over(p * (1 - p), i, n)
here: dict[str, Any] = {"cites": "Lemma A24, Eq. (479)", "section": "App. A.2"}

claims = (
    Claim(
        **here, title="The spectral norm of the softmax Jacobian is at most beta / 2",
        says=bound(form, "<=", beta / 2 * SquaredNorm(V)), paper_uses=("ramsauer2020/lemma_a24",),
        derivation={
            "bound": chain(
                form,
                ("<=", 2 * spread * beta * SquaredNorm(V), Cite("ramsauer2020/lemma_a24")),
                ("<=", 2 * sp.Rational(1, 4) * beta * SquaredNorm(V),
                 Monotone(Cite("lemmas/softmax_largest+quarter", "bound", {x: scaled}))),
                ("=", beta / 2 * SquaredNorm(V), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+range", fidelity="ours", **here,
        title="The quadratic form of the softmax Jacobian is at most beta / 4 times the squared range of the vector",
        says=bound(form, "<=", beta / 4 * (Max(V) - Min(V)) ** 2),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * ((Max(V) - Min(V)) ** 2 / 4),
                 Monotone(Cite("lemmas/variance", "upper", {x: scaled, y: V}))),
                ("=", beta / 4 * (Max(V) - Min(V)) ** 2, Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
