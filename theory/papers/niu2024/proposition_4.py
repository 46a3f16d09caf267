"""L ~ log Z_t + 1/Z_t, c in [0, log l)."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.figure import Figure
from theory.kernel import Sum, chain
from theory.kernel.rules import Algebra, Cite, Definition, Monotone, Moving, Scaled, Sign, Tangent
from theory.quantities import (
    Extent,
    NearestLoss,
    Normaliser,
    PairLoss,
    PairNormaliser,
    PairPrintedLoss,
    PrintedLoss,
    SmoothLoss,
    equal_radii,
    over_ball,
)
from theory.statement import Identity, bound
from theory.symbols import d, i, line, n, radius, reach
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Proposition 4", "section": "5.1"}
on_balls = (
    "One layer, so that l = 1 and c = 0; Z is the integral of exp(-g) over disjoint balls, in each of which the own "
    "pattern is the nearest, and L the cross-entropy of the layer's density with the patterns as data; "
)
radii, t = reach.vector(), sp.Symbol("t", positive=True)
Z, V = Normaliser(n, radii), Extent(n, radii)
by_A, by_B, by_C = PrintedLoss(n, radii), NearestLoss(n, radii), SmoothLoss(line.vector(), radii)
Z_line = Normaliser(sp.S.One, radii)
equal = equal_radii(radius, d)
pair = (sp.Integer(3), sp.S.One, sp.Rational(1, 2))
layers = "Two layers with one pattern each on the line, at 0 and 3, on intervals of radius 1 and 1/2; "
one_ball: dict[str, object] = {"d": 1, "n": 1}
two_balls: dict[str, object] = {"d": 2, "zeta": ["0", "3"]}


def curve(z: sp.Expr) -> sp.Expr:
    """The right-hand side of Proposition 4."""
    return sp.log(z) + 1 / z


def off(loss: sp.Expr) -> sp.Expr:
    """How far the loss is from the numbers of both layers, multiplied."""
    return sp.Mul(*(loss - curve(z) for z in (PairNormaliser(*pair, sp.Integer(k)) for k in (1, 2))))


def against_radius(loss: sp.Expr, z: sp.Expr, at: dict[str, object], high: sp.Rational, caption: str) -> Figure:
    """The loss and Proposition 4's curve, both against the radius of the balls."""
    curves = (("the loss L", loss), ("log Z + 1/Z", curve(z)))
    return Figure(variable=radius, low=sp.Rational(1, 20), high=high, curves=curves, given=at, caption=caption)


def integral(profile: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """The integral over the balls of what depends on the distance to the own pattern."""
    return Sum.over(over_ball(profile, n, reach[i]), i, d)


mean = sp.exp(-1 / V)
printed = integral(lambda s: sp.exp(-sp.exp(-(s**2)) / Z))
tangents = integral(lambda s: mean * (1 + 1 / V - sp.exp(-(s**2)) / Z))
ones = integral(lambda s: sp.S.One)
volume = Cite("lemmas/ball_mass+volume", "identity", {radius: reach[i]})
lower = 1 / V - sp.exp(-((reach[i] * t) ** 2)) / Z
tangent = Scaled(sp.exp(1 / V), chain(
    1 + lower,
    ("<=", sp.exp(lower), Tangent(lower)),
    ("=", sp.exp(1 / V) * sp.exp(lower - 1 / V), Algebra()),
))  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        paper_uses=("niu2024/equation_10:A", "niu2024/step_a:A", "niu2024/equation_15:C"),
        reading=f"{on_balls}E_t = exp(-g) / Z as printed.",
        title="With the printed energy the loss is log Z + 1 / Z",
        says=Identity(by_A, curve(Z)),
        figure=against_radius(
            PrintedLoss(n, equal), Normaliser(n, equal), one_ball, sp.Integer(3),
            "One pattern on the line: as the ball shrinks the loss falls; the curve falls to 1, at Z = 1, and rises",
        ),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        paper_uses=("niu2024/equation_10:B", "niu2024/step_a:B", "niu2024/equation_15:B"),
        reading=f"{on_balls}E_t = g.",
        title="With the squared distance as energy the loss is log Z + 1 / Z",
        says=Identity(by_B, curve(Z)),
        figure=against_radius(
            NearestLoss(n, equal), Normaliser(n, equal), one_ball, sp.Integer(3),
            "One pattern on the line: the curve lies above the loss, by 1/Z",
        ),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        paper_uses=("niu2024/equation_10:C", "niu2024/step_a:C", "niu2024/equation_15:B"),
        reading=f"{on_balls}E_t is the distance energy; the patterns lie on the line.",
        title="With the distance energy the loss is log Z + 1 / Z",
        says=Identity(by_C, curve(Z_line)),
        figure=against_radius(
            SmoothLoss(line.vector(), equal), Normaliser(sp.S.One, equal), two_balls, sp.Rational(7, 5),
            "Two patterns on the line, their intervals disjoint: the curve lies above the loss",
        ),
        expects=Fails,
    ),
    Claim(
        part=":D", fidelity="reading", **here, reading=f"{layers}E_t = exp(-g_t) / Z_t as printed.",
        paper_uses=("niu2024/equation_10:A", "niu2024/step_a:A", "niu2024/equation_15:C"),
        title="With two layers and the printed energy the loss is log Z_t + 1 / Z_t for one of them",
        says=Identity(off(PairPrintedLoss(*pair)), sp.S.Zero),
        expects=Fails,
    ),
    Claim(
        part=":E", fidelity="reading", **here, reading=f"{layers}E_t = g_t, which here is the distance energy.",
        paper_uses=("niu2024/equation_10:B", "niu2024/step_a:B", "niu2024/equation_15:B"),
        title="With two layers and the squared distance as energy the loss is log Z_t + 1 / Z_t for one of them",
        says=Identity(off(PairLoss(*pair)), sp.S.Zero),
        expects=Fails,
    ),
    Claim(
        part=":F", fidelity="reading", **here, reading=f"{on_balls}E_t = g; the print has ~ in place of =, taken here "
        "as up to 1 / Z: that tends to 0 as Z grows, and is 1 where Z = 1.",
        paper_uses=("niu2024/equation_10:B", "niu2024/step_a:B", "niu2024/equation_15:B"),
        title="With the squared distance as energy the loss is log Z + 1 / Z up to 1 / Z",
        says=bound(curve(Z) - 1 / Z, "<=", by_B, "<=", curve(Z) + 1 / Z),
        derivation={
            "lower": chain(curve(Z) - 1 / Z, ("<=", by_B, Definition())),
            "upper": chain(by_B, ("=", sp.log(Z), Definition()), ("<=", curve(Z) + 1 / Z, Moving(chain(
                0, ("<=", 2 / Z, Sign()))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+nearest", fidelity="repaired", repairs=(":B",), **here, reading=f"{on_balls}E_t = g.",
        changed="1 / Z is left out: g is 0 at the patterns",
        title="With the squared distance as energy the loss is log Z, which is log Z + 1 / Z less 1 / Z",
        says=Identity(by_B, curve(Z) - 1 / Z),
        derivation={"identity": chain(by_B, ("=", curve(Z) - 1 / Z, Definition()))},
        expects=Holds,
    ),
    Claim(
        part="+printed", fidelity="repaired", repairs=(":A",), **here,
        reading=f"{on_balls}E_t = exp(-g) / Z as printed; V is the volume of the balls.",
        changed="log V takes the place of log Z, V being the volume of the balls, and at most 1 / V is taken off",
        title="With the printed energy the loss is log V + 1 / Z, less at most 1 / V",
        says=bound(sp.log(V) + 1 / Z - 1 / V, "<=", by_A, "<", sp.log(V) + 1 / Z),
        derivation={
            "lower": chain(
                sp.log(V) + 1 / Z - 1 / V,
                ("=", sp.log(mean * V) + 1 / Z, Algebra()),
                ("<=", sp.log(printed) + 1 / Z, Monotone(chain(
                    mean * V,
                    ("=", mean * ((1 + 1 / V) * V - 1), Algebra()),
                    ("=", mean * ((1 + 1 / V) * ones - 1), Monotone(volume, (i,))),
                    ("=", tangents, Algebra()),
                    ("<=", printed, Monotone(tangent, (i, t))),
                ))),
                ("=", by_A, Definition()),
            ),
            "upper": chain(
                by_A,
                ("=", sp.log(printed) + 1 / Z, Definition()),
                ("<", sp.log(ones) + 1 / Z, Monotone(Sign(), (i, t))),
                ("=", sp.log(V) + 1 / Z, Monotone(volume, (i,))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
