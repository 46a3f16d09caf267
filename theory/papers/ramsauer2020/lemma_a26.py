"""On U: (softmax(x) - softmax(x'))^T (x - x') >= (1 / (2 m beta)) ||softmax(x) - softmax(x')||, as printed."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Cite, Scaled
from theory.quantities import InnerProduct, Norm, Softmax, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, k, n, x, y
from theory.verdict import Fails, Holds


def moved(scale: sp.Expr) -> Vector:
    """What softmax, of the scaled points, moves."""
    there, back = Vector(scale * x[k], k, n), Vector(scale * y[k], k, n)
    return Vector(Softmax(there, k) - Softmax(back, k), k, n)


change = Vector(x[k] - y[k], k, n)
stiffness = 2 * beta * sp.Rational(1, 4)
several = Relation(n, ">=", sp.Integer(2))
here: dict[str, Any] = {"cites": "Lemma A26, on a set", "section": "App. A.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="U is all of R^n, where m is 1/4 for n >= 2, and all is as printed: softmax(x), and a norm that is not "
        "squared.",
        title="What softmax moves along the change of its argument is at least 2 / beta times how far it moves",
        says=bound(Norm(moved(sp.S.One)) / stiffness, "<=", InnerProduct(moved(sp.S.One), change)),
        hypotheses=(several,),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="U is all of R^n, where m is 1/4 for n >= 2; softmax(beta x) is meant, as everywhere else.",
        title="What softmax(beta x) moves along the change of x is at least 2 / beta times how far it moves",
        says=bound(Norm(moved(beta)) / stiffness, "<=", InnerProduct(moved(beta), change)),
        hypotheses=(several,),
        expects=Fails,
    ),
    Claim(
        part="+squared", fidelity="repaired", repairs=(":A", ":B"), **here,
        changed="the norm is squared, and softmax taken of beta x",
        title="What softmax(beta x) moves along the change of x is at least 2 / beta times the square of how far it "
        "moves",
        says=bound(SquaredNorm(moved(beta)) / stiffness, "<=", InnerProduct(moved(beta), change)),
        derivation={
            "bound": chain(
                SquaredNorm(moved(beta)) / stiffness,
                ("<=", InnerProduct(moved(beta), change), Scaled(stiffness, chain(
                    SquaredNorm(moved(beta)),
                    ("<=", stiffness * InnerProduct(moved(beta), change), Cite("lemmas/softmax_cocoercive+all")),
                ))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
