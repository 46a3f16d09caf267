"""(softmax(beta x) - softmax(beta x'))^T (x - x') >= 0: softmax is monotone."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Growth, Moving, Sign
from theory.quantities import Softmax, SoftmaxVariance
from theory.statement import bound
from theory.symbols import beta, i, k, n, x, y
from theory.verdict import Holds

t = sp.Symbol("t", real=True)
change = Vector(x[k] - y[k], k, n)


def scaled(point: Vector) -> Vector:
    """beta times the point."""
    return Vector(beta * point.at(k), k, n)


def seen(point: Vector) -> sp.Expr:
    """softmax(beta x), seen along the change."""
    return Sum.over(Softmax(scaled(point), i) * change.at(i), i, n)


path = Vector(y[k] + t * change.at(k), k, n)
apart = seen(x.vector()) - seen(y.vector())
together = Sum.over((Softmax(scaled(x.vector()), i) - Softmax(scaled(y.vector()), i)) * (x[i] - y[i]), i, n)
rising = chain(sp.S.Zero, ("<=", beta * SoftmaxVariance(scaled(path), change), Sign()))
here: dict[str, Any] = {"cites": "Lemma A23", "section": "App. A.2"}

claims = (
    Claim(
        **here, title="Softmax is monotone", paper_uses=("ramsauer2020/lemma_a22:B",),
        says=bound(0, "<=", together),
        derivation={
            "bound": chain(0, ("<=", apart, Moving(chain(
                seen(y.vector()), ("<=", seen(x.vector()), Growth(seen(path), t, sp.S.Zero, sp.S.One, rising))))),
                ("=", together, Algebra())),
        },
        expects=Holds,
    ),
)  # fmt: skip
