"""The loss of one layer's density with E_t = exp(-g) / Z as printed: how it changes as balls shrink."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.figure import Figure
from theory.kernel import Relation, Sum, chain
from theory.kernel.rules import Algebra, Cite, Definition, Hypothesis, Monotone, Moving, Scaled, Sign, Tangent
from theory.quantities import BallVolume, Normaliser, PrintedLoss, equal_radii, over_ball
from theory.statement import Identity, bound
from theory.symbols import beta, d, factor, i, n, radius, reach
from theory.verdict import Fails, Holds

on_balls = (
    "d disjoint balls of one radius, in each of which the own pattern is the nearest; the patterns are the data; V, "
    "the volume of the balls, is d V_n(r)."
)
here: dict[str, Any] = {
    "fidelity": "ours", "cites": "Section 5.1, the exact loss for E_t = exp(-g) / Z", "section": "5.1",
}  # fmt: skip
radii, t = equal_radii(radius, d), sp.Symbol("t", positive=True)
V, loss, Z = d * BallVolume(n, radius), PrintedLoss(n, radii), Normaliser(n, radii)
drop = sp.exp(-(radius**2))


def integral(profile: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """The integral over the balls of what depends on the distance to the own pattern."""
    return Sum.over(over_ball(profile, n, radius), i, d)


printed = integral(lambda s: sp.exp(-sp.exp(-(s**2)) / Z))
at_edge = integral(lambda s: sp.exp(-drop / Z))
flat = over_ball(lambda s: sp.S.One, n, radius)
least = Sum.over(drop * BallVolume(n, radius), i, d)
missing = n * radius**2 * drop / (n + 2)
# Beside PrintedLoss 1 / Z stands under the integral, whose digits a small Z would else take.
unscaled = sp.log(integral(lambda s: sp.exp((1 - sp.exp(-(s**2))) / Z)))
rising = Figure(
    variable=radius, low=sp.Rational(1, 50), high=sp.Rational(1, 2), given={"d": 1, "n": 3},
    curves=(("the loss L", unscaled), ("log V", sp.log(V)), ("the bound on L from below", sp.log(V) + missing / V)),
    caption="One pattern in three dimensions: the loss falls as the ball shrinks, and then rises again",
)  # fmt: skip
disc = sp.pi * d * radius**2


def heated(b: sp.Expr, stretch: sp.Expr) -> sp.Expr:
    """The loss at inverse temperature b, with stretched radii."""
    z = Sum.over(over_ball(lambda s: sp.exp(-b * s**2), n, stretch * radius), i, d)
    parts = over_ball(lambda s: sp.exp(-sp.exp(-b * s**2) / z), n, stretch * radius)
    return sp.log(Sum.over(parts, i, d)) + 1 / z


modest = Relation(sp.exp(radius**2), "<=", sp.Integer(2))
grown = Moving(chain(
    sp.exp(radius**2) - 1,
    ("<=", radius**2 * sp.exp(radius**2), Moving(chain(
        sp.exp(radius**2) - radius**2 * sp.exp(radius**2), ("<=", 1, Scaled(drop, chain(
            1 - radius**2, ("<=", drop, Tangent(-(radius**2))))))))),
    ("<=", 2 * radius**2, Monotone(Hypothesis())),
))  # fmt: skip

claims = (
    Claim(
        **here, reading=on_balls, title="With the printed energy the loss is below log V + (exp(r^2) - 1) / V",
        says=bound(loss, "<", sp.log(V) + (sp.exp(radius**2) - 1) / V),
        derivation={"bound": chain(
            loss,
            ("=", sp.log(printed) + 1 / Z, Definition()),
            ("<", sp.log(at_edge) + 1 / Z, Monotone(Sign(), (i, t))),
            ("=", sp.log(sp.exp(-drop / Z) * d * flat) + 1 / Z, Algebra()),
            ("=", sp.log(sp.exp(-drop / Z) * V) + 1 / Z, Monotone(Cite("lemmas/ball_mass+volume", "identity"))),
            ("=", sp.log(V) + (1 - drop) / Z, Algebra()),
            ("<=", sp.log(V) + (1 - drop) / least, Monotone(Cite("lemmas/ball_mass", "lower"), (i,))),
            ("=", sp.log(V) + (sp.exp(radius**2) - 1) / V, Algebra()),
        )},
        try_first=({"d": 2, "n": 1, "r": "1/1000000000000"},),
        expects=Holds,
    ),
    Claim(
        part="+line", **here, reading=f"{on_balls} On the line V is 2 d r.",
        title="With the printed energy the loss is, on the line, below log(2 d r) + r / d where exp(r^2) <= 2",
        says=bound(PrintedLoss(sp.S.One, radii), "<", sp.log(2 * d * radius) + radius / d),
        hypotheses=(modest,),
        derivation={"bound": chain(
            PrintedLoss(sp.S.One, radii),
            ("<", sp.log(2 * d * radius) + (sp.exp(radius**2) - 1) / (2 * d * radius), Cite(
                "niu2024/exact_loss_printed", at={n: sp.S.One})),
            ("<=", sp.log(2 * d * radius) + radius / d, Moving(chain(
                (sp.exp(radius**2) - 1) / (2 * d * radius), ("<=", 2 * radius**2 / (2 * d * radius), Scaled(
                    2 * d * radius, chain(sp.exp(radius**2) - 1, ("<=", 2 * radius**2, grown))))))),
        )},
        try_first=({"d": 2, "r": "1/2"}, {"d": 2, "r": "1/1000000000000"}),
        expects=Holds,
    ),
    Claim(
        part="+plane", **here, reading=f"{on_balls} In the plane V is pi d r^2.",
        title="With the printed energy the loss is, in the plane, below log(pi d r^2) + 2 / (pi d) where exp(r^2) <= 2",
        says=bound(PrintedLoss(sp.Integer(2), radii), "<", sp.log(disc) + 2 / (sp.pi * d)),
        hypotheses=(modest,),
        derivation={"bound": chain(
            PrintedLoss(sp.Integer(2), radii),
            ("<", sp.log(disc) + (sp.exp(radius**2) - 1) / disc, Cite(
                "niu2024/exact_loss_printed", at={n: sp.Integer(2)})),
            ("<=", sp.log(disc) + 2 / (sp.pi * d), Moving(chain(
                (sp.exp(radius**2) - 1) / disc, ("<=", 2 / (sp.pi * d), Scaled(
                    disc, chain(sp.exp(radius**2) - 1, ("<=", 2 * radius**2, grown))))))),
        )},
        try_first=({"d": 2, "r": "1/2"}, {"d": 2, "r": "1/1000000000000"}),
        expects=Holds,
    ),
    Claim(
        part="+stretched", **here, reading=f"{on_balls} Patterns and radii are multiplied by s, the inverse "
        "temperature is divided by s^2; with E_t = g this does hold.",
        title="With the printed energy stretching space by s adds n log s to the loss",
        says=Identity(heated(beta / factor**2, factor), heated(beta, sp.S.One) + n * sp.log(factor)),
        try_first=({"d": 1, "n": 1, "r": 1, "beta": 1, "q": 2},),
        expects=Fails,
    ),
    Claim(
        part="+many", **here, reading=f"{on_balls} In three dimensions or more enough patterns have such an r, which "
        "tends to 0 as their number grows; in high dimensions it takes very many.",
        title="With the printed energy the loss is below log 2 + 2 log r + 2 where r^2 <= V <= 2 r^2 and exp(r^2) <= 2",
        says=bound(loss, "<", sp.log(2) + 2 * sp.log(radius) + 2),
        hypotheses=(Relation(radius**2, "<=", V), Relation(V, "<=", 2 * radius**2), modest),
        derivation={"bound": chain(
            loss,
            ("<", sp.log(V) + (sp.exp(radius**2) - 1) / V, Cite("niu2024/exact_loss_printed")),
            ("<=", sp.log(V) + 2 * radius**2 / V, Moving(chain(
                (sp.exp(radius**2) - 1) / V, ("<=", 2 * radius**2 / V, Scaled(
                    V, chain(sp.exp(radius**2) - 1, ("<=", 2 * radius**2, grown))))))),
            ("<=", sp.log(V) + 2, Moving(chain(2 * radius**2 / V, ("<=", 2, Scaled(
                V, chain(2 * radius**2, ("<=", 2 * V, Monotone(Hypothesis())))))))),
            ("<=", sp.log(2 * radius**2) + 2, Monotone(Hypothesis())),
            ("=", sp.log(2) + 2 * sp.log(radius) + 2, Algebra()),
        )},
        try_first=({"d": 1, "n": 3, "r": "1/3"},),
        expects=Holds,
    ),
    Claim(
        part="+shrinks", **here, reading=f"{on_balls} In three dimensions or more r^2 / V has no bound as r tends to "
        "0, and the loss with it.",
        title="With the printed energy the loss exceeds log V by n exp(-r^2) r^2 / ((n + 2) V) or more",
        says=bound(sp.log(V) + missing / V, "<=", loss), figure=rising,
        derivation={"bound": chain(
            sp.log(V) + missing / V,
            ("=", sp.log(V) + 1 / V - (1 - missing) / V, Algebra()),
            ("<=", sp.log(V) + 1 / V - Z / V**2, Moving(chain(
                Z / V**2,
                ("<=", Sum.over((1 - missing) * BallVolume(n, radius), i, d) / V**2, Monotone(
                    Cite("lemmas/ball_mass+short"), (i,))),
                ("=", (1 - missing) / V, Algebra()),
            ))),
            ("<=", sp.log(V) + 1 / Z - 1 / V, Moving(chain(
                sp.S.Zero, ("<=", (V - Z) ** 2 / (Z * V**2), Sign()), ("=", 1 / Z - 2 / V + Z / V**2, Algebra())))),
            ("<=", loss, Cite("niu2024/proposition_4+printed", "lower", {reach: radii})),
        )},
        try_first=({"d": 2, "n": 3, "r": "1/1000000000000"},),
        expects=Holds,
    ),
)  # fmt: skip
