"""The loss of one layer's density with the distance energy: how far it lies from that of the nearest distance."""

from collections.abc import Callable
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Relation, Sum, Vector, chain
from theory.kernel.rules import (
    Algebra,
    Cite,
    Definition,
    Entry,
    Hypothesis,
    Jensen,
    Magnitude,
    Monotone,
    Moving,
    Scaled,
    Sign,
    Tangent,
)  # fmt: skip
from theory.quantities import BallMass, NearestLoss, SmoothLoss, equal_radii, over_interval
from theory.statement import bound
from theory.symbols import d, error, i, j, line, radius
from theory.verdict import Holds

here: dict[str, Any] = {
    "cites": "Section 5.1, the exact loss for the distance energy", "section": "5.1",
    "reading": "d disjoint intervals of one radius around patterns on the line, which are the data; the loss with "
    "E_t = g is log Z, where in each interval the own pattern is the nearest. The inequality between the formulas "
    "does not ask them to be disjoint.",
}  # fmt: skip
t, radii = sp.Symbol("t", positive=True), equal_radii(radius, d)
smooth, nearest = SmoothLoss(line.vector(), radii), NearestLoss(sp.S.One, radii)
apart = line[i] - line[j]
own = sp.exp(-((radius * t) ** 2))


def over_intervals(function: Callable[[sp.Expr], sp.Expr]) -> sp.Expr:
    """The integral over all intervals, on each of what `function` gives there."""
    return Sum.over(over_interval(function, line[i], radius), i, d)


def summed(x: sp.Expr) -> sp.Expr:
    """exp(-E)."""
    return Sum.over(sp.exp(-((x - line[j]) ** 2)), j, d)


at_patterns = Sum.over(sp.log(summed(line[i])), i, d)
overlaps = Sum.over(sp.exp(2 * radius * sp.Abs(apart) - apart**2), j, d)
overlap = Max.over(overlaps, i, d)
loss = sp.log(over_intervals(summed)) - at_patterns / d


def seen(side: int) -> Chain:
    """exp(-E) to one side of a pattern, against the own pattern's part."""
    x = line[i] + side * radius * t
    swing = -side * apart
    return chain(
        summed(x),
        ("<=", Sum.over(sp.exp(2 * radius * sp.Abs(apart) - apart**2 - (radius * t) ** 2), j, d), Monotone(Moving(chain(
            2 * radius * t * swing,
            ("<=", 2 * radius * t * sp.Abs(apart), Monotone(Magnitude())),
            ("<=", 2 * radius * sp.Abs(apart), Monotone(Sign())),
        )), (j,))),
        ("=", own * overlaps, Algebra()),
        ("<=", own * (1 + error), Monotone(chain(
            overlaps, ("<=", overlap, Entry(i)), ("<=", 1 + error, Hypothesis())))),
    )  # fmt: skip


swollen = over_intervals(lambda x: (1 + error) * sp.exp(-((x - line[i]) ** 2)))
left, right = summed(line[i] - radius * t), summed(line[i] + radius * t)
weights = Sum.over(summed(line[i]), i, d)
mean_log = at_patterns / d
swing, damped = 2 * radius * t * apart, -(apart**2) - (radius * t) ** 2
cosine = Scaled(sp.exp(-damped), chain(
    2,
    ("=", (1 + swing) + (1 - swing), Algebra()),
    ("<=", sp.exp(swing) + (1 - swing), Monotone(Tangent(swing))),
    ("<=", sp.exp(swing) + sp.exp(-swing), Monotone(Tangent(-swing))),
    ("=", sp.exp(-damped) * (sp.exp(-((apart - radius * t) ** 2)) + sp.exp(-((apart + radius * t) ** 2))), Algebra()),
))  # fmt: skip
around = Sum.over(sp.exp(-((apart - radius * t) ** 2)) + sp.exp(-((apart + radius * t) ** 2)), j, d)
mass = BallMass(sp.S.One, radius)
swung = over_intervals(lambda x: sp.exp(-((x - line[i]) ** 2)) * summed(line[i]))

claims = (
    Claim(
        fidelity="ours", **here, title="With the distance energy the loss is at least that with E_t = g",
        says=bound(nearest, "<=", smooth),
        derivation={"bound": chain(
            nearest,
            ("=", sp.log(mass) + sp.log(d) + mean_log - mean_log, Algebra()),
            ("<=", sp.log(mass) + sp.log(d) + sp.log(weights / d) - mean_log, Monotone(Moving(chain(
                Sum.over(sp.log(summed(line[i])) / d, i, d),
                ("<=", sp.log(Sum.over(summed(line[i]) / d, i, d)), Monotone(Jensen(
                    Vector(1 / d, i, d), Vector(sp.log(summed(line[i])), i, d)))),
            )))),
            ("=", sp.log(swung) - mean_log, Algebra()),
            ("<=", sp.log(over_intervals(summed)) - mean_log, Monotone(chain(
                2 * own * summed(line[i]),
                ("=", Sum.over(2 * sp.exp(damped), j, d), Algebra()),
                ("<=", around, Monotone(cosine, (j,))),
                ("=", left + right, Algebra()),
            ), (i, t))),
            ("=", smooth, Definition()),
        )},
        try_first=({"d": 2, "zeta": [0, 0], "r": 1}, {"d": 2, "zeta": [0, 1], "r": 1}),
        expects=Holds,
    ),
    Claim(
        part="+overlap", fidelity="repaired", repairs=("niu2024/proposition_4:C",), **here,
        changed="log Z, Z the integral of exp(-g), in place of log Z + 1 / Z, with an error where intervals see each "
        "other",
        title="With the distance energy the loss is above that with E_t = g by log(1 + epsilon) at most, where the "
        "intervals hardly see each other",
        says=bound(0, "<=", smooth - nearest, "<=", sp.log(1 + error)),
        hypotheses=(Relation(overlap, "<=", 1 + error),),
        derivation={
            "lower": chain(
                0, ("<=", smooth - nearest, Moving(chain(nearest, ("<=", smooth, Cite("niu2024/exact_loss_smooth"))))),
            ),
            "upper": chain(
                smooth - nearest,
                ("=", loss - nearest, Definition()),
                ("<=", sp.log(over_intervals(summed)) - Sum.over(sp.S.Zero, i, d) / d - nearest, Monotone(chain(
                    sp.S.Zero, ("=", sp.log(sp.exp(-(line[i] - line[i]) ** 2)), Algebra()),
                    ("<=", sp.log(summed(line[i])), Monotone(Entry(i))),
                ), (i,))),
                ("=", sp.log(over_intervals(summed)) - nearest, Algebra()),
                ("<=", sp.log(swollen) - nearest, Monotone(chain(
                    left + right,
                    ("<=", own * (1 + error) + right, Moving(seen(-1))),
                    ("<=", 2 * own * (1 + error), Moving(seen(1))),
                ), (i, t))),
                ("=", sp.log(1 + error), Algebra()),
            ),
        },
        try_first=({"d": 2, "zeta": [0, 20], "r": 1, "epsilon": "1/1000000000000000000000"},),
        expects=Holds,
    ),
)  # fmt: skip
