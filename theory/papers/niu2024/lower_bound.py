"""The minimum achievable cross-entropy loss is bounded from below by a constant approximately equal to 1."""

from typing import Any

import sympy as sp

from theory.claim import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Rooted, Scaled, Sign, Tangent
from theory.quantities import BallVolume, Extent, NearestLoss, PrintedLoss, SmoothLoss, equal_radii
from theory.statement import bound
from theory.symbols import d, i, level, line, n, radius, reach
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Proposition 4, >= 1; abstract of version 1", "section": "5.1"}
on_balls = (
    "L is the cross-entropy of the density of one layer on disjoint balls, in each of which the own pattern is the "
    "nearest, with the patterns as data; "
)
about = "about 1 is taken as 1/2 at least"
half = sp.Rational(1, 2)
radii = reach.vector()
by_A, by_B, by_C = PrintedLoss(n, radii), NearestLoss(n, radii), SmoothLoss(line.vector(), radii)
unit = d * BallVolume(n, sp.S.One)
small = sp.exp((level - sp.log(unit)) / n)
shrunk = equal_radii(small, d)

tiny = sp.exp(level - 1) / (2 * d)
modest = Relation(sp.exp(tiny**2), "<=", sp.Integer(2))

claims = (
    Claim(
        part=":A", fidelity="reading", **here, reading=f"{on_balls}E_t = exp(-g) / Z as printed; {about}.",
        title="With the printed energy the loss is at least one half",
        says=bound(half, "<=", by_A),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here, reading=f"{on_balls}E_t = g; {about}.",
        title="With the squared distance as energy the loss is at least one half",
        says=bound(half, "<=", by_B),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here, reading=f"{on_balls}E_t is the distance energy, on the line; {about}.",
        title="With the distance energy the loss is at least one half",
        says=bound(half, "<=", by_C),
        expects=Fails,
    ),
    Claim(
        part="+unbounded", fidelity="repaired", repairs=(":B", ":C"), **here,
        reading=f"{on_balls}E_t = g; with one pattern that is the distance energy too.",
        changed="no number bounds it: for each there are radii with a smaller loss, however many the patterns",
        title="With the squared distance as energy the loss is below any number on small enough balls",
        says=bound(NearestLoss(n, shrunk), "<", level),
        derivation={"bound": chain(
            NearestLoss(n, shrunk),
            ("<", sp.log(Extent(n, shrunk)), Monotone(Cite("lemmas/ball_mass", "upper", {radius: small}), (i,))),
            ("=", level, Algebra()),
        )},
        try_first=({"d": 2, "n": 1, "L_0": 0}, {"d": 1, "n": 2, "L_0": -3}),
        expects=Holds,
    ),
    Claim(
        part="+printed", fidelity="repaired", repairs=(":A",), **here,
        reading=f"{on_balls}E_t = exp(-g) / Z as printed; on the line; the radius is exp(L_0 - 1) / (2 d).",
        changed="no number bounds it: for each there is a radius with a smaller loss, however many the patterns",
        title="With the printed energy the loss is below any number on small enough intervals of the line",
        says=bound(PrintedLoss(sp.S.One, equal_radii(tiny, d)), "<", level),
        hypotheses=(modest,),
        derivation={"bound": chain(
            PrintedLoss(sp.S.One, equal_radii(tiny, d)),
            ("<", sp.log(2 * d * tiny) + tiny / d, Cite("niu2024/exact_loss_printed+line", at={radius: tiny})),
            ("<=", sp.log(2 * d * tiny) + 1 / d, Moving(chain(tiny / d, ("<=", 1 / d, Scaled(d, chain(
                tiny, ("<=", 1, Rooted(chain(
                    tiny**2,
                    ("<=", sp.exp(tiny**2) - 1, Moving(chain(1 + tiny**2, ("<=", sp.exp(tiny**2), Tangent(tiny**2))))),
                    ("<=", 1, Moving(chain(sp.exp(tiny**2), ("<=", 2, Hypothesis())))),
                ))))))))),
            ("<=", sp.log(2 * d * tiny) + 1, Sign()),
            ("=", level, Algebra()),
        )},
        try_first=({"d": 2, "L_0": "1/2"}, {"d": 1, "L_0": -3}),
        expects=Holds,
    ),
)  # fmt: skip
