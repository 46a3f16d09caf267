"""softmax(beta x) is (2/beta)-cocoercive: (s - s')^T (x - x') >= (2/beta) ||s - s'||^2 everywhere."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Vector, chain
from theory.kernel.rules import Algebra, Cite
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
stiffness: sp.Expr = 2 * beta * sp.Rational(1, 4)
squared = SquaredNorm(moved) / stiffness

claims = (
    Claim(
        cites="Lemma A26, everywhere", section="App. A.2",
        title="Softmax is cocoercive with 2 / beta",
        says=bound(2 / beta * SquaredNorm(moved), "<=", InnerProduct(moved, change)),
        derivation={
            "bound": chain(
                2 / beta * SquaredNorm(moved),
                ("=", squared, Algebra()),
                ("<=", InnerProduct(moved, change), Cite("ramsauer2020/lemma_a26+squared")),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
