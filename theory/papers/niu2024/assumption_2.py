"""Each latent validation pattern lies in some ball B_i; consequently the validation patterns are a subset of the
training patterns.
"""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, chain
from theory.kernel.rules import Attained, Entry, Hypothesis, Moving, Squared
from theory.quantities import NearestDistance, SquaredDistance
from theory.statement import Identity, bound
from theory.symbols import d, i, j, reach, rho, x
from theory.verdict import Fails, Holds

X, patterns = x.vector(), rho.vector()
g = NearestDistance(X, patterns)
widest = Max(reach.vector())
outside = Min.over(SquaredDistance(X, rho.vector(i)) - reach[i] ** 2, i, d)
outside_squared = Min.over(SquaredDistance(X, rho.vector(i)) - reach[i], i, d)
own = SquaredDistance(X, rho.vector(j))
place = "Assumption 2"


def nearest_within(reached: sp.Expr, outside: sp.Expr) -> Moving:
    """||x - rho^j||^2 against the radius of the ball around rho^j, in which x lies."""
    return Moving(chain(own - reached, ("=", outside, Hypothesis()), ("<=", sp.S.Zero, Hypothesis())))


claims = (
    Claim(
        part=":A", fidelity="reading", reading="A point in a ball around a pattern, of positive radius, is a pattern: "
        "its squared distance to the nearest one is 0. Only what the point converges to can be the same as what the "
        "pattern converges to, and it is where the pattern is separated from the others (niu2024/storage+separated).",
        cites=place, section="3", title="Validation patterns are training patterns",
        says=Identity(g, sp.S.Zero),
        hypotheses=(Relation(outside, "<=", sp.S.Zero),),
        expects=Fails,
    ),
    Claim(
        part="+near", fidelity="repaired", repairs=(":A",),
        changed="the validation pattern is near a training pattern: at no more than the largest radius",
        cites=place, section="3", title="Validation patterns are near training patterns",
        says=bound(g, "<=", widest**2),
        hypotheses=(Relation(outside, "<=", sp.S.Zero),),
        derivation={
            "bound": chain(g, ("<=", widest**2, Attained(outside, j, chain(
                g,
                ("<=", own, Entry(j)),
                ("<=", reach[j] ** 2, nearest_within(reach[j] ** 2, outside)),
                ("<=", widest**2, Squared(chain(reach[j], ("<=", widest, Entry(j))))),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+near_squared", fidelity="repaired", repairs=(":A",),
        changed="the validation pattern is near a training pattern, radii being squared distances as in Section 4.1",
        cites=place, section="3",
        title="Validation patterns are near training patterns, for radii that are squared distances",
        says=bound(g, "<=", widest),
        hypotheses=(Relation(outside_squared, "<=", sp.S.Zero),),
        derivation={
            "bound": chain(g, ("<=", widest, Attained(outside_squared, j, chain(
                g,
                ("<=", own, Entry(j)),
                ("<=", reach[j], nearest_within(reach[j], outside_squared)),
                ("<=", widest, Entry(j)),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
