"""The softmax is the gradient of the log-sum-exp: softmax(beta x) = grad lse(beta, x)."""

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Cite
from theory.quantities import LogSumExp, Softmax
from theory.sides import derivative
from theory.statement import Derivative
from theory.symbols import beta, i, k, n, v, x
from theory.verdict import Holds

X, V = x.vector(), v.vector()
scaled = Vector(beta * x[k], k, n)
along = Sum.over(Softmax(scaled, i) * v[i], i, n)

claims = (
    Claim(
        cites="Lemma A18", section="App. A.2", title="Softmax is the gradient of LogSumExp",
        says=Derivative(LogSumExp(X, beta), ((x, V),), along),
        derivation={"derivative": chain(
            derivative(LogSumExp(X, beta), (x, V)),
            ("=", along, Cite("niu2024/softmax_gradient+every_beta", "derivative")))},
        expects=Holds,
    ),
)  # fmt: skip
