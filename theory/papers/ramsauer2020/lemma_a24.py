"""||J_s||_2 <= 2 m beta for the Jacobian J_s of softmax(beta x), with m = max_i p_i (1 - p_i): Eq. (476)."""

from typing import Any

from theory.claims import Claim
from theory.kernel import Max, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone
from theory.quantities import Softmax, SoftmaxVariance, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import beta, i, k, n, v, x, y
from theory.verdict import Holds

V, scaled = v.vector(), Vector(beta * x[k], k, n)
p = Softmax(scaled, i)
form = beta * SoftmaxVariance(scaled, V)  # v^T J_s v
spread, top = Max.over(p * (1 - p), i, n), Max.over(p, i, n)
by_weights = 2 * beta * Sum.over(p * (1 - p) * v[i] ** 2, i, n)
most = 2 * spread * beta * SquaredNorm(V)
here: dict[str, Any] = {"cites": "Lemma A24, Eq. (476)", "section": "App. A.2"}

claims = (
    Claim(
        **here, title="The spectral norm of the softmax Jacobian is at most 2 m beta, m being the largest p (1 - p)",
        says=bound(form, "<=", most),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * (2 * spread * SquaredNorm(V)),
                 Monotone(Cite("lemmas/softmax_spread+largest", "bound", {x: scaled, y: V}))),
                ("=", most, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+matrix", fidelity="ours", **here,
        title="The softmax Jacobian is at most twice beta times the diagonal matrix of the p (1 - p)",
        says=bound(form, "<=", by_weights),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * (by_weights / beta), Monotone(Cite("lemmas/softmax_spread", "bound", {x: scaled, y: V}))),
                ("=", by_weights, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+largest", fidelity="ours", **here,
        title="The number m is p (1 - p) at the largest weight p, whatever the weights are",
        says=Identity(spread, top * (1 - top)),
        derivation={
            "identity": chain(
                spread, ("=", top * (1 - top), Cite("lemmas/softmax_largest", "identity", {x: scaled})))
        },
        expects=Holds,
    ),
)  # fmt: skip
