"""The minimum achievable cross-entropy loss is bounded from below by a constant approximately equal to 1."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Rooted, Scaled, Sign, Tangent
from theory.quantities import (
    BallVolume,
    Extent,
    NearestLoss,
    PairLoss,
    PairPrintedLoss,
    PrintedLoss,
    SmoothLoss,
    equal_radii,
)
from theory.statement import bound
from theory.symbols import d, error, i, j, level, line, n, radius, reach
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

pair = (sp.Integer(3), half / 2, half / 2)
layers = "Two layers with one pattern each on the line, at 0 and 3, on intervals of radius 1/4; "
narrow, patterns = equal_radii(radius, d), line.vector()
apart = line[i] - line[j]
overlap = Max.over(Sum.over(sp.exp(2 * radius * sp.Abs(apart) - apart**2), j, d), i, d)
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
        part=":D", fidelity="reading", **here, reading=f"{layers}E_t = exp(-g_t) / Z_t as printed; {about}.",
        title="With two layers and the printed energy the loss is at least one half",
        says=bound(half, "<=", PairPrintedLoss(*pair)),
        expects=Fails,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading=f"{layers}E_t = g_t, which here is the distance energy; {about}.",
        title="With two layers and the squared distance as energy the loss is at least one half",
        says=bound(half, "<=", PairLoss(*pair)),
        expects=Fails,
    ),
    Claim(
        part="+unbounded", fidelity="repaired", repairs=(":B",), **here,
        reading=f"{on_balls}E_t = g.",
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
        part="+smooth", fidelity="repaired", repairs=(":C",), **here,
        reading=f"{on_balls}E_t is the distance energy, on the line; all radii are r.",
        changed="no number bounds it: log(2 d r) falls without end with r, and epsilon shrinks with r as well",
        title="With the distance energy the loss is below log(2 d r (1 + epsilon)) where the intervals hardly see each "
        "other",
        says=bound(SmoothLoss(patterns, narrow), "<", sp.log(2 * d * radius) + sp.log(1 + error)),
        hypotheses=(Relation(overlap, "<=", 1 + error),),
        derivation={"bound": chain(
            SmoothLoss(patterns, narrow),
            ("<=", NearestLoss(sp.S.One, narrow) + sp.log(1 + error), Cite(
                "niu2024/exact_loss_smooth+overlap", "upper")),
            ("<", sp.log(Extent(sp.S.One, narrow)) + sp.log(1 + error), Monotone(
                Cite("lemmas/ball_mass", "upper", {n: sp.S.One}), (i,))),
            ("=", sp.log(2 * d * radius) + sp.log(1 + error), Algebra()),
        )},
        try_first=({"d": 2, "zeta": [0, 20], "r": "1/1000000000000", "epsilon": "1/1000000"},),
        expects=Holds,
    ),
    Claim(
        part="+printed", fidelity="repaired", repairs=(":A",), **here,
        reading=f"{on_balls}E_t = exp(-g) / Z as printed; on the line; the radius is exp(L_0 - 1) / (2 d).",
        changed="on the line no number bounds it; in more dimensions see exact_loss_printed",
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
