"""The softmax Jacobian J_s is symmetric and positive semi-definite."""

from typing import Any

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Sign
from theory.quantities import Softmax, SoftmaxCovariance, SoftmaxVariance
from theory.statement import Identity, bound
from theory.symbols import beta, i, j, k, n, v, w, x
from theory.verdict import Holds

V, W, scaled = v.vector(), w.vector(), Vector(beta * x[k], k, n)
p, q = Softmax(scaled, i), Softmax(scaled, j)
form = beta * SoftmaxVariance(scaled, V)
one_way, other_way = beta * SoftmaxCovariance(scaled, V, W), beta * SoftmaxCovariance(scaled, W, V)
pairs = beta / 2 * Sum.over(Sum.over(p * q * (v[i] - v[j]) ** 2, j, n), i, n)
here: dict[str, Any] = {"cites": "Lemma A22", "section": "App. A.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading="That it is symmetric.",
        title="The softmax Jacobian is symmetric",
        says=Identity(one_way, other_way),
        derivation={"identity": chain(one_way, ("=", other_way, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading="That it is positive semi-definite.",
        title="The softmax Jacobian is positive semi-definite",
        says=bound(0, "<=", form),
        derivation={
            "bound": chain(
                0, ("<=", pairs, Sign()), ("=", form, Cite("ramsauer2020/lemma_a22+pairs", "identity"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+pairs", fidelity="ours", **here, sharpens=(":B",),
        title="The quadratic form of the softmax Jacobian is a sum of squared differences: 0 for equal entries alone",
        says=Identity(form, pairs),
        derivation={"identity": chain(form, ("=", pairs, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
