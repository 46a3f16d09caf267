"""E is smaller at points closer to the patterns; here within the balls of a separated pattern."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Min, Relation, Vector, chain
from theory.kernel.rules import Cite, Hypothesis, Moving
from theory.quantities import JoinedEnergy, SquaredDistance
from theory.statement import bound
from theory.symbols import j, m, radius, separation, sigma, x, xi, y
from theory.verdict import Holds

X, Y, pattern, others = x.vector(), y.vector(), xi.vector(), sigma.vector()
own, own_of_y = SquaredDistance(X, pattern), SquaredDistance(Y, pattern)
distances = Vector(SquaredDistance(others.at(j), pattern), j, m)
worst = sp.log(1 + m * sp.exp(-separation * (separation - 2 * radius)))
here: dict[str, Any] = {"cites": "Energy near patterns", "section": "4.1"}
nearer = Moving(chain(own + worst, ("<=", own_of_y, Hypothesis())))

claims = (
    Claim(
        part="+margin", fidelity="repaired", repairs=("niu2024/closer_means_lower:A",), **here,
        changed="y lies in the ball of a pattern that is at distance Delta or more from the others, and x is nearer "
        "to that pattern by log(1 + m exp(-Delta (Delta - 2 r))) in squared distance, which is small where log d is "
        "not",
        title="Near a separated pattern, closer to it means lower in energy",
        says=bound(JoinedEnergy(X, pattern, others), "<", JoinedEnergy(Y, pattern, others)),
        hypotheses=(
            Relation(own_of_y, "<=", radius**2), Relation(separation**2, "<=", Min(distances)),
            Relation(radius, "<=", separation), Relation(own + worst, "<=", own_of_y),
        ),
        derivation={
            "bound": chain(
                JoinedEnergy(X, pattern, others),
                ("<", own, Cite("niu2024/energy_replaced+never")),
                ("<=", own_of_y - worst, nearer),
                ("<=", JoinedEnergy(Y, pattern, others), Cite("niu2024/energy_replaced+margin", "bound", {x: Y})),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
