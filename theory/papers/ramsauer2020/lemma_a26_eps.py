"""softmax(beta x) is 1/(2 beta eps)-cocoercive on a convex set U with min_U max_i p_i = 1 - eps."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Sign
from theory.quantities import InnerProduct, Softmax, SoftmaxMean, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, error, greater, i, k, lesser, multiple, n, v, x, y
from theory.verdict import Holds


def weight_of(point: Vector, where: sp.Expr) -> sp.Expr:
    """An entry of softmax(beta x)."""
    return Softmax(Vector(beta * point.at(k), k, n), where)


X, Y, V = x.vector(), y.vector(), v.vector()
stiffness = sp.Symbol("L", positive=True)
moved = Vector(weight_of(X, k) - weight_of(Y, k), k, n)
along = InnerProduct(moved, Vector(x[k] - y[k], k, n))
scaled, p = Vector(beta * x[k], k, n), weight_of(X, i)
variance = SoftmaxVariance(scaled, V)
image = beta**2 * Sum.over((p * (v[i] - SoftmaxMean(scaled, V))) ** 2, i, n)  # ||J_s v||^2
top, spread = Max.over(p, i, n), Max.over(p * (1 - p), i, n)
large = tuple(Relation(1 - error, "<=", weight_of(point, sp.S.One)) for point in (X, Y))
half = Relation(error, "<=", sp.S.Half)
small = Moving(chain(
    2 * spread,
    ("=", 2 * (top * (1 - top)), Monotone(Cite("lemmas/softmax_largest", "identity", {x: scaled}))),
    ("=", 2 * (1 - top - (1 - top) ** 2), Algebra()),
    ("<=", 2 * (1 - top), Sign()),
    ("<=", 2 * error, Moving(chain(1 - error, ("<=", top, Hypothesis())))),
))  # fmt: skip
here: dict[str, Any] = {"cites": "Lemma A26, with epsilon", "section": "App. A.2", "fidelity": "reading"}

claims = (
    Claim(
        part=":A", **here,
        reading="Between any two states of U where one and the same weight is the largest, say the first, as on a "
        "convex set for epsilon below 1/2; for larger epsilon 2 / beta is no smaller.",
        title="Where one weight is at least 1 - epsilon softmax is cocoercive with 1 / (2 beta epsilon)",
        says=bound(SquaredNorm(moved), "<=", 2 * beta * error * along), hypotheses=(*large, half),
        derivation={
            "bound": chain(
                SquaredNorm(moved),
                ("<=", 2 * beta * (error * (1 - error)) * along, Cite("lemmas/softmax_cocoercive+near_one")),
                ("<=", 2 * beta * error * along, Cite(
                    "lemmas/multiples", "bound",
                    {multiple: along, lesser: 2 * beta * (error * (1 - error)), greater: 2 * beta * error},
                    Cite("ramsauer2020/lemma_a23"))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", **here,
        reading="At every state of U, for the Jacobian there, whatever epsilon is.",
        title="Where the largest weight is at least 1 - epsilon the square of the softmax Jacobian is at most 2 beta "
        "epsilon times it",
        says=bound(image, "<=", 2 * beta * error * (beta * variance)), hypotheses=(Relation(1 - error, "<=", top),),
        derivation={
            "bound": chain(
                image,
                ("<=", beta**2 * (2 * error * variance), Monotone(Cite(
                    "lemmas/softmax_spread+square", "bound", {x: scaled, y: V, stiffness: 2 * error}, small))),
                ("=", 2 * beta * error * (beta * variance), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
