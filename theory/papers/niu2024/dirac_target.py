"""What Gibbs' bound says of a target of Dirac masses: nothing.  They are limits of uniform densities on balls."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Integral, Relation, Sum, chain
from theory.kernel.rules import Algebra, Antiderivative, Cite, Monotone, Moving, Scaled, Tangent
from theory.quantities import BallMass, BallVolume, Extent, NearestLoss, SphereArea, equal_radii, over_ball
from theory.statement import Identity, bound
from theory.symbols import d, error, i, larger_radius, level, n, radius
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Equation (11), Dirac masses", "section": "5.1"}
smeared = (
    "The data are uniform on d disjoint balls of radius epsilon around the patterns, which lie in the balls of radius "
    "r, disjoint and each with its own pattern nearest, on which the model has its density exp(-g) / Z."
)
t, ends = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)
V, ball = d * BallVolume(n, error), BallVolume(n, error)
loss = NearestLoss(n, equal_radii(radius, d))
small = sp.exp((level - sp.log(d * BallVolume(n, sp.S.One))) / n)
mean = n * error**2 / (n + 2)
moment, monomial = Integral(ends ** (n + 1), ends), Integral(ends ** (n - 1), ends)
squares = over_ball(lambda s: s**2, n, error)
tangents = over_ball(lambda s: sp.exp(-mean) * (1 + mean - s**2), n, error)
flat = over_ball(lambda s: sp.S.One, n, error)
below = mean - (error * t) ** 2
shrunk = SphereArea(n) * error**n * sp.exp(-mean)
first = Antiderivative(monomial, t**n / n, t)
second = Antiderivative(moment, t ** (n + 2) / (n + 2), t)
tangent = Scaled(sp.exp(mean), chain(
    1 + below,
    ("<=", sp.exp(below), Tangent(below)),
    ("=", sp.exp(mean) * sp.exp(below - mean), Algebra()),
))  # fmt: skip

claims = (
    Claim(
        part="+uniform", **here, reading="The loss of a density that is 1 / V on balls of volume V is log V; the balls "
        "are disjoint, as they are for every loss that is low enough.",
        title="The uniform density on balls around the patterns has the loss that is asked for, at one radius",
        says=Identity(sp.log(Extent(n, equal_radii(small, d))), level),
        derivation={"identity": chain(sp.log(Extent(n, equal_radii(small, d))), ("=", level, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+moment", **here, title="The mean squared distance to the middle of a ball is n epsilon^2 / (n + 2)",
        says=Identity(squares / ball, mean),
        derivation={"identity": chain(
            squares / ball,
            ("=", SphereArea(n) * error ** (n + 2) * moment / ball, Algebra()),
            ("=", SphereArea(n) * error ** (n + 2) * (1 / (n + 2)) / ball, Monotone(second)),
            ("=", mean, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+smeared", **here, reading=smeared,
        title="Data smeared over balls have a loss of log Z + n epsilon^2 / (n + 2), which is at least their entropy "
        "log(d V_n(epsilon))",
        says=bound(sp.log(V), "<=", loss + squares / ball),
        hypotheses=(Relation(error, "<", radius),),
        derivation={"bound": chain(
            sp.log(V),
            ("=", sp.log(Sum.over(sp.exp(-mean) * ball, i, d)) + mean, Algebra()),
            ("<=", loss + mean, Monotone(chain(
                sp.exp(-mean) * ball,
                ("=", sp.exp(-mean) * flat, Monotone(Cite("lemmas/ball_mass+volume", "identity", {radius: error}))),
                ("=", shrunk * (1 / n), Monotone(first)),
                ("=", shrunk * ((1 + mean) * (1 / n) - error**2 * (1 / (n + 2))), Algebra()),
                ("=", shrunk * ((1 + mean) * monomial - error**2 * (1 / (n + 2))), Monotone(first)),
                ("=", shrunk * ((1 + mean) * monomial - error**2 * moment), Monotone(second)),
                ("=", tangents, Algebra()),
                ("<=", BallMass(n, error), Monotone(tangent, (t,))),
                ("<=", BallMass(n, radius), Cite("lemmas/ball_mass+grows", at={radius: error, larger_radius: radius})),
            ), (i,))),
            ("=", loss + squares / ball, Moving(chain(mean, ("=", squares / ball, Cite(
                "niu2024/dirac_target+moment", "identity"))))),
        )},
        try_first=({"d": 2, "n": 1, "epsilon": "1/2", "r": 1},),
        expects=Holds,
    ),
)  # fmt: skip
