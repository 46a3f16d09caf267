"""B_i = {x : d(x, c_i) <= r_i}, d being the squared Euclidean norm from Section 4.1 on; in Eq. (12) r_i is a radius."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Algebra, Hypothesis, Rooted, Sign, Squared
from theory.quantities import Norm, SquaredDistance
from theory.statement import bound
from theory.symbols import c, k, n, radius, x
from theory.verdict import Fails, Holds

own = SquaredDistance(x.vector(), c.vector())
distance = Norm(Vector(x[k] - c[k], k, n))
place = "Definition 1"

claims = (
    Claim(
        part=":A", fidelity="reading",
        reading="Where the squared distance to the centre is at most r, the distance is at "
        "most r.",
        cites=place, section="3", title="A radius of the squared distance is a radius of the distance",
        says=bound(own, "<=", radius**2),
        hypotheses=(Relation(own, "<=", radius),),
        try_first=({"n": 1, "x": ["1/2"], "c": [0], "r": "1/4"},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", reading="Where the distance to the centre is at most r, the squared distance "
        "is at most r.",
        cites=place, section="3", title="A radius of the distance is a radius of the squared distance",
        says=bound(own, "<=", radius),
        hypotheses=(Relation(own, "<=", radius**2),),
        try_first=({"n": 1, "x": [2], "c": [0], "r": 2},),
        expects=Fails,
    ),
    Claim(
        part="+root", fidelity="repaired", repairs=(":A",), changed="the distance is at most the square root of r",
        cites=place, section="3",
        title="A ball of the squared distance lies in the ball with the square root for its radius",
        says=bound(distance, "<=", sp.sqrt(radius)),
        hypotheses=(Relation(own, "<=", radius),),
        derivation={
            "bound": chain(distance, ("<=", sp.sqrt(radius), Rooted(chain(
                distance**2, ("=", own, Algebra()), ("<=", radius, Hypothesis()))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+square", fidelity="repaired", repairs=(":B",), changed="the squared distance is at most the square of r",
        cites=place, section="3",
        title="A ball of the distance lies in the ball of the squared distance with the square for its radius",
        says=bound(own, "<=", radius**2),
        hypotheses=(Relation(distance, "<=", radius),),
        derivation={
            "bound": chain(own, ("<=", radius**2, Squared(chain(distance, ("<=", radius, Hypothesis()))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+from_one_on", fidelity="repaired", repairs=(":A",), changed="assumes r >= 1",
        cites=place, section="3", title="From radius 1 on a ball of the squared distance lies in that of the distance",
        says=bound(own, "<=", radius**2),
        hypotheses=(Relation(own, "<=", radius), Relation(radius, ">=", sp.S.One)),
        derivation={"bound": chain(own, ("<=", radius, Hypothesis()), ("<=", radius**2, Sign()))},
        expects=Holds,
    ),
    Claim(
        part="+up_to_one", fidelity="repaired", repairs=(":B",), changed="assumes r <= 1",
        cites=place, section="3", title="Up to radius 1 a ball of the distance lies in that of the squared distance",
        says=bound(own, "<=", radius),
        hypotheses=(Relation(own, "<=", radius**2), Relation(radius, "<=", sp.S.One)),
        derivation={"bound": chain(own, ("<=", radius**2, Hypothesis()), ("<=", radius, Sign()))},
        expects=Holds,
    ),
)  # fmt: skip
