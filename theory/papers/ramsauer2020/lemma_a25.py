"""softmax(beta x) is (beta / 2)-Lipschitz."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Moving, Sign
from theory.quantities import InnerProduct, Softmax, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, k, n, x, y
from theory.verdict import Holds


def weights(point: Vector) -> Vector:
    """softmax(beta x)."""
    scaled = Vector(beta * point.at(k), k, n)
    return Vector(Softmax(scaled, k), k, n)


moved = Vector(weights(x.vector()).at(k) - weights(y.vector()).at(k), k, n)
change = Vector(x[k] - y[k], k, n)
along, steep = InnerProduct(moved, change), beta / 2
here: dict[str, Any] = {"cites": "Lemma A25, everywhere", "section": "App. A.2"}

claims = (
    Claim(
        **here, title="Softmax is Lipschitz with beta / 2",
        says=bound(SquaredNorm(moved), "<=", steep**2 * SquaredNorm(change)),
        paper_uses=("ramsauer2020/lemma_a24_half", "ramsauer2020/lemma_a32"),
        derivation={
            "bound": chain(SquaredNorm(moved), ("<=", steep**2 * SquaredNorm(change), Moving(chain(
                2 * SquaredNorm(moved),
                ("<=", 2 * (2 * beta * sp.Rational(1, 4) * along), Monotone(Cite("lemmas/softmax_cocoercive+all"))),
                ("=", SquaredNorm(moved) + steep**2 * SquaredNorm(change)
                 - SquaredNorm(Vector(moved.at(k) - steep * change.at(k), k, n)), Algebra()),
                ("<=", SquaredNorm(moved) + steep**2 * SquaredNorm(change), Sign()),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
