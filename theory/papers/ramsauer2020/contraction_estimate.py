"""||f(xi) - x_i*|| <= (||J^m||_2 / (1 - ||J^m||_2)) ||xi - f(xi)|| where ||J^m||_2 < 1.

Of ||J^m||_2 only ||f(xi) - x_i*|| <= ||J^m||_2 ||xi - x_i*|| is used, so any q < 1 with this property stands for it.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Scaled
from theory.quantities import JoinedHopfieldStep, Norm
from theory.statement import bound
from theory.symbols import beta, factor, k, n, sigma, x, xi, y, z
from theory.verdict import Holds

X, Y, Z, pattern, others = x.vector(), y.vector(), z.vector(), xi.vector(), sigma.vector()
q = factor
here: dict[str, Any] = {"cites": "Equation (183), the estimate", "section": "App. A.1.5.3"}

step = JoinedHopfieldStep(X, pattern, others, beta, k)
moved, change = Vector(step - y[k], k, n), Vector(x[k] - y[k], k, n)
left = Vector(x[k] - step, k, n)
gone, at_once = Vector(x[k] - z[k], k, n), Vector(z[k] - y[k], k, n)
below_one = Relation(q, "<", sp.S.One)

claims = (
    Claim(
        **here, title="How far the update is from a fixed point, by how far it went",
        says=bound(Norm(moved), "<=", q / (1 - q) * Norm(left)),
        hypotheses=(Relation(Norm(moved), "<=", q * Norm(change)), below_one),
        derivation={
            "bound": chain(Norm(moved), ("<=", q / (1 - q) * Norm(left), Cite(
                "ramsauer2020/contraction_estimate+any_point", "bound", {z: Vector(step, k, n)}))),
        },
        try_first=({
            "m": 1, "n": 1, "xi": [1], "sigma": [[-1]], "beta": "1/2", "x": ["1/2"], "y": [0], "q": "1/2",
        },),
        expects=Holds,
    ),
    Claim(
        part="+any_point", fidelity="ours", **here,
        title="A point z that is within q ||x - y|| of y is within q / (1 - q) ||x - z|| of it",
        says=bound(Norm(at_once), "<=", q / (1 - q) * Norm(gone)),
        hypotheses=(Relation(Norm(at_once), "<=", q * Norm(change)), below_one),
        derivation={
            "bound": chain(Norm(at_once), ("<=", q / (1 - q) * Norm(gone), Scaled(1 - q, chain(
                (1 - q) * Norm(at_once),
                ("<=", q * Norm(gone), Moving(chain(
                    Norm(at_once),
                    ("<=", q * Norm(change), Hypothesis()),
                    ("=", q * Norm(Vector(gone.at(k) + at_once.at(k), k, n)), Monotone(Algebra(), (k,))),
                    ("<=", q * (Norm(gone) + Norm(at_once)), Monotone(Cite(
                        "lemmas/triangle+two", "bound", {x: gone, y: at_once}))),
                ))),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
