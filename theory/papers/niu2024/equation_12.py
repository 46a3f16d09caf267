"""The integral over B_i of exp(-||x - rho^i||^2) is that over ||y|| < r_i of exp(-||y||^2).

It is the integral of exp(-t^2) A_{n-1} t^{n-1} for t from 0 to r_i, which is 2 pi^{n/2} gamma(n, r_i) / Gamma(n/2).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Integral, chain
from theory.kernel.rules import Algebra, Antiderivative, Cite, Definition, Monotone, Moving, Scaled
from theory.quantities import BallMass, LowerGamma, PrintedBallMass, SphereArea, over_ball, over_interval
from theory.statement import Identity
from theory.symbols import line, n, radius
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Equation (12)", "section": "5.2"}
t, ends = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)
mass, printed, edge = BallMass(n, radius), PrintedBallMass(n, radius), sp.exp(-(radius**2))
bell = sp.exp(-(radius**2) * ends**2)
half = n / 2


def moment(k: sp.Expr) -> sp.Expr:
    """The integral of exp(-r^2 t^2) t^k from 0 to 1."""
    return Integral(bell * ends**k, ends)


whole = Integral(n * ends ** (n - 1) * bell - 2 * radius**2 * ends ** (n + 1) * bell, ends)
by_parts = Moving(chain(
    n * moment(n - 1) - 2 * radius**2 * moment(n + 1),
    ("=", whole, Algebra()),
    ("=", edge, Antiderivative(whole, t**n * sp.exp(-(radius**2) * t**2), t)),
))  # fmt: skip
flat = Integral(radius**2 * sp.exp(-(radius**2) * ends), ends)
as_root = 2 * radius ** (n + 2) * moment(n + 1)
squares = Cite("lemmas/incomplete_gamma+square", "identity")
root = LowerGamma(half + 1, radius**2)
shifted = over_interval(lambda x: sp.exp(-((x - line[1]) ** 2)), line[1], radius)
parts = edge + 2 * radius**2 * moment(n + 1)

claims = (
    Claim(
        **here, title="The integral of exp(-||y||^2) over a ball is 2 pi^(n/2) gamma(n, r) / Gamma(n/2)",
        reading="r is the Euclidean radius, as the second integral says.",
        says=Identity(mass, printed),
        expects=Fails,
    ),
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The first two equations, on the line, where a ball is an interval; in n dimensions they are the "
        "invariance of volume, on which nothing here depends.",
        title="On the line the integral of exp(-(x - rho)^2) over the interval around rho does not depend on rho",
        says=Identity(shifted, BallMass(sp.S.One, radius)),
        derivation={"identity": chain(shifted, ("=", BallMass(sp.S.One, radius), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="The first equation, with B_i as in Definition 1 and d the squared distance, so that the Euclidean "
        "radius of B_i is the square root of r.",
        title="The integral over the ball of Euclidean radius sqrt(r) is that over the ball of Euclidean radius r",
        says=Identity(BallMass(n, sp.sqrt(radius)), mass),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="The third equation. Were gamma(n, r) another name for its integral, the last one would hold, and "
        "Lemma 5, on the lower incomplete Gamma function, would speak of something else.",
        title="The integral of exp(-||y||^2) over a ball in polar coordinates",
        says=Identity(mass, SphereArea(n) * radius * Integral(bell * (radius * ends) ** (n - 1), ends)),
        derivation={"identity": chain(
            mass,
            ("=", SphereArea(n) * radius * Integral(bell * (radius * ends) ** (n - 1), ends), Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="B_i is as in Definition 1 and d the squared distance, so that its Euclidean radius is the square root "
        "of the r in the formula.",
        title="The integral over the ball of Euclidean radius sqrt(r) is 2 pi^(n/2) gamma(n, r) / Gamma(n/2)",
        says=Identity(BallMass(n, sp.sqrt(radius)), printed),
        expects=Fails,
    ),
    Claim(
        part="+unsquared", fidelity="repaired", repairs=("",), **here,
        changed="exp(-||y||) is integrated in place of exp(-||y||^2)",
        title="The integral of exp(-||y||) over a ball is 2 pi^(n/2) gamma(n, r) / Gamma(n/2)",
        says=Identity(over_ball(lambda s: sp.exp(-s), n, radius), printed),
        derivation={"identity": chain(
            over_ball(lambda s: sp.exp(-s), n, radius), ("=", printed, Definition()))},
        expects=Holds,
    ),
    Claim(
        part="+half", fidelity="repaired", repairs=("",), **here,
        changed="pi^(n/2) gamma(n/2, r^2) / Gamma(n/2) takes the place of the formula; for n = 2 see +plane, for every "
        "n +all",
        reading="The dimension is n + 2, so that the integrand of gamma((n + 2)/2, r^2) is defined at 0.",
        title="In three dimensions or more the integral over a ball is pi^(n/2) gamma(n/2, r^2) / Gamma(n/2)",
        says=Identity(BallMass(n + 2, radius), sp.pi ** (half + 1) * root / sp.gamma(half + 1)),
        derivation={"identity": chain(
            BallMass(n + 2, radius),
            ("=", sp.pi ** (half + 1) * as_root / sp.gamma(half + 1), Algebra()),
            ("=", sp.pi ** (half + 1) * root / sp.gamma(half + 1), Monotone(squares)),
        )},
        expects=Holds,
    ),
    Claim(
        part="+plane", fidelity="repaired", repairs=("",), **here,
        changed="assumes n = 2, and pi gamma(1, r^2) takes the place of the formula",
        title="In the plane the integral of exp(-||y||^2) over a ball is pi (1 - exp(-r^2)), pi gamma(1, r^2)",
        says=Identity(BallMass(sp.Integer(2), radius), sp.pi * LowerGamma(sp.S.One, radius**2)),
        derivation={"identity": chain(
            BallMass(sp.Integer(2), radius),
            ("=", sp.pi * (1 - edge), Cite("lemmas/ball_mass_sharper+plane", "identity")),
            ("=", sp.pi * flat, Monotone(Antiderivative(flat, -sp.exp(-(radius**2) * t), t))),
            ("=", sp.pi * LowerGamma(sp.S.One, radius**2), Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+all", fidelity="repaired", repairs=("",), **here,
        changed="the formula is pi^(n/2) (gamma(n/2 + 1, r^2) + r^n exp(-r^2)) / Gamma(n/2 + 1)",
        title="In any dimension the integral over a ball is pi^(n/2) (gamma(n/2 + 1, r^2) + r^n exp(-r^2)) / Gamma(n/2 "
        "+ 1)",
        says=Identity(mass, sp.pi**half * (root + radius**n * edge) / sp.gamma(half + 1)),
        derivation={"identity": chain(
            mass,
            ("=", SphereArea(n) * radius**n * parts / n, Scaled(n / (SphereArea(n) * radius**n), chain(
                n * moment(n - 1), ("=", parts, by_parts)))),
            ("=", sp.pi**half * (as_root + radius**n * edge) / sp.gamma(half + 1), Algebra()),
            ("=", sp.pi**half * (root + radius**n * edge) / sp.gamma(half + 1), Monotone(squares)),
        )},
        expects=Holds,
    ),
    Claim(
        part="+squared", fidelity="repaired", repairs=(":B", ":D"), **here,
        changed="the ball has the Euclidean radius sqrt(r) throughout, and the formula is that of +all",
        title="Where the squared distance is at most r the integral is pi^(n/2) (gamma(n/2 + 1, r) + r^(n/2) exp(-r)) "
        "/ Gamma(n/2 + 1)",
        says=Identity(
            BallMass(n, sp.sqrt(radius)),
            sp.pi**half * (LowerGamma(half + 1, radius) + radius**half * sp.exp(-radius)) / sp.gamma(half + 1),
        ),
        derivation={"identity": chain(
            BallMass(n, sp.sqrt(radius)),
            (
                "=",
                sp.pi**half * (LowerGamma(half + 1, radius) + radius**half * sp.exp(-radius)) / sp.gamma(half + 1),
                Cite("niu2024/equation_12+all", "identity", {radius: sp.sqrt(radius)}),
            ),
        )},
        expects=Holds,
    ),
)  # fmt: skip
