"""softmax(beta x) is (2 beta eps)-Lipschitz on a convex set U with min_U max_i p_i = 1 - eps."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Sign
from theory.quantities import InnerProduct, Softmax, SoftmaxVariance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, error, i, k, n, v, x, y
from theory.verdict import Holds


def weight_of(point: Vector, where: sp.Expr) -> sp.Expr:
    """An entry of softmax(beta x)."""
    return Softmax(Vector(beta * point.at(k), k, n), where)


X, Y, V = x.vector(), y.vector(), v.vector()
moved = Vector(weight_of(X, k) - weight_of(Y, k), k, n)
change = Vector(x[k] - y[k], k, n)
along, least = InnerProduct(moved, change), 2 * beta * error * (1 - error)
scaled, p = Vector(beta * x[k], k, n), weight_of(X, i)
form = beta * SoftmaxVariance(scaled, V)  # v^T J_s v
top, spread = Max.over(p, i, n), Max.over(p * (1 - p), i, n)
large = tuple(Relation(1 - error, "<=", weight_of(point, sp.S.One)) for point in (X, Y))
half = Relation(error, "<=", sp.S.Half)
here: dict[str, Any] = {"cites": "Lemma A25, with epsilon", "section": "App. A.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Between any two states of U where one and the same weight is the largest, say the first, as on a "
        "convex set for epsilon below 1/2; for larger epsilon beta / 2 is no larger.",
        title="Where one weight is at least 1 - epsilon softmax is Lipschitz with 2 beta epsilon",
        says=bound(SquaredNorm(moved), "<=", (2 * beta * error) ** 2 * SquaredNorm(change)),
        hypotheses=(*large, half),
        derivation={
            "bound": chain(
                SquaredNorm(moved),
                ("<=", least**2 * SquaredNorm(change), Cite("ramsauer2020/lemma_a25_eps+sharper")),
                ("<=", (2 * beta * error) ** 2 * SquaredNorm(change), Monotone(Sign())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="At every state of U, where the Jacobian is to have this norm, whatever epsilon is.",
        title="Where the largest weight is at least 1 - epsilon the softmax Jacobian has norm 2 beta epsilon at most",
        says=bound(form, "<=", 2 * beta * error * SquaredNorm(V)), hypotheses=(Relation(1 - error, "<=", top),),
        derivation={
            "bound": chain(
                form,
                ("<=", 2 * spread * beta * SquaredNorm(V), Cite("ramsauer2020/lemma_a24")),
                ("<=", 2 * error * beta * SquaredNorm(V), Monotone(chain(
                    spread,
                    ("=", top * (1 - top), Cite("lemmas/softmax_largest", "identity", {x: scaled})),
                    ("=", 1 - top - (1 - top) ** 2, Algebra()),
                    ("<=", 1 - top, Sign()),
                    ("<=", error, Moving(chain(1 - error, ("<=", top, Hypothesis())))),
                ))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", **here, sharpens=(":A",),
        title="Where one weight is at least 1 - epsilon, 1/2 or more, softmax is Lipschitz with 2 beta epsilon (1 - "
        "epsilon)",
        says=bound(SquaredNorm(moved), "<=", least**2 * SquaredNorm(change)), hypotheses=(*large, half),
        derivation={
            "bound": chain(SquaredNorm(moved), ("<=", least**2 * SquaredNorm(change), Moving(chain(
                2 * SquaredNorm(moved),
                ("<=", 2 * (2 * beta * (error * (1 - error)) * along),
                 Monotone(Cite("lemmas/softmax_cocoercive+near_one"))),
                ("=", SquaredNorm(moved) + least**2 * SquaredNorm(change)
                 - SquaredNorm(Vector(moved.at(k) - least * change.at(k), k, n)), Algebra()),
                ("<=", SquaredNorm(moved) + least**2 * SquaredNorm(change), Sign()),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
