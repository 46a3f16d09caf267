"""The log-sum-exp is the maximum over the simplex of L = z^T x - beta^-1 sum_i z_i ln z_i, which is at least z^T x.

lse(beta, x) = max_z L (466), attained at z = softmax(beta x) (467). A point z of the simplex with no coordinate 0 is
the softmax of some logits y, here of any; where coordinates are 0 both bounds follow as limits.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Moving, Scaled
from theory.quantities import LogSumExp, RelativeEntropy, Softmax
from theory.statement import Identity, bound
from theory.symbols import beta, i, k, n, x, y
from theory.verdict import Holds

X, Y = x.vector(), y.vector()
scaled = Vector(beta * x[k], k, n)


def mean(logits: Vector) -> sp.Expr:
    """z^T x."""
    return Sum.over(Softmax(logits, i) * x[i], i, n)


def entropy(logits: Vector) -> sp.Expr:
    """-sum_i z_i ln z_i."""
    return -Sum.over(Softmax(logits, i) * sp.log(Softmax(logits, i)), i, n)


L, lse, gap = mean(Y) + entropy(Y) / beta, LogSumExp(X, beta), RelativeEntropy(Y, scaled)
here: dict[str, Any] = {"cites": "Lemma A19", "section": "App. A.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="z has positive coordinates, and is written as a softmax; what lies on the edge of the simplex would "
        "follow as a limit, which is not derived here.",
        title="LogSumExp is at least z^T x and the entropy of z over beta, which is at least z^T x",
        says=bound(mean(Y), "<=", L, "<=", lse),
        derivation={
            "lower": chain(mean(Y), ("<=", L, Scaled(beta, chain(
                beta * mean(Y), ("<=", beta * L, Moving(chain(
                    0, ("<=", entropy(Y), Cite("lemmas/gibbs+entropy", "lower", {x: Y}))))))))),
            "upper": chain(L, ("<=", lse, Moving(chain(
                0,
                ("<=", gap / beta, Scaled(beta, chain(
                    0, ("<=", gap, Cite("lemmas/gibbs", "bound", {x: Y, y: scaled}))))),
                ("=", lse - L, Cite("ramsauer2020/lemma_a19+gap", "identity")),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+gap", fidelity="ours", sharpens=(":A",), **here,
        title="What L lacks is the relative entropy of z and softmax(beta x), over beta",
        says=Identity(lse - L, gap / beta),
        derivation={"identity": chain(lse - L, ("=", gap / beta, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+attained", fidelity="ours", **here,
        title="The maximum is attained at softmax(beta x)",
        says=Identity(mean(scaled) + entropy(scaled) / beta, lse),
        derivation={"identity": chain(mean(scaled) + entropy(scaled) / beta, ("=", lse, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
