"""The integral over Omega of exp(-min_i d(x, rho_t^i)) is sum_i of that over B_t^i of exp(-||x - rho_t^i||^2)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Integral, Min, Relation, Sum, chain
from theory.kernel.rules import Algebra, Entry, ForEach, Hypothesis, Magnitude, Monotone, Moving, Sign, Squeezed
from theory.quantities import BallMass, Normaliser, over_interval
from theory.statement import Identity, bound
from theory.symbols import d, i, j, line, reach
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Equation (13), its third equation", "section": "5.2"}
on_line = (
    "On the line, where a ball is an interval and the integral over disjoint ones is the sum of those over each. Two "
    "patterns coincide, or "
)
t, s = sp.Symbol("t", positive=True), sp.Symbol("t", nonnegative=True)
apart = line[i] - line[j]


def nearest(x: sp.Expr) -> sp.Expr:
    """g_t at a number x."""
    return Min.over((x - line[j]) ** 2, j, d)


def union() -> sp.Expr:
    """The integral of exp(-g_t) over the intervals."""
    return Sum.over(over_interval(lambda x: sp.exp(-nearest(x)), line[i], reach[i]), i, d)


def every(e: sp.Expr) -> sp.Expr:
    """The least over all pairs."""
    return Min.over(Min.over(e, j, d), i, d)


def own(side: int) -> Squeezed:
    """In an interval that reaches half way at most g_t is the squared distance to its middle."""
    x = line[i] + side * reach[i] * t
    return Squeezed(
        chain(nearest(x), ("<=", (reach[i] * t) ** 2, Entry(i))),
        chain((reach[i] * t) ** 2, ("<=", nearest(x), ForEach(j, chain(
            (reach[i] * t) ** 2, ("<=", (x - line[j]) ** 2, Moving(farther(side))))))),
    )  # fmt: skip


def farther(side: int) -> Chain:
    """2 r |D| <= D^2 bounds the cross term."""
    return chain(
        -side * 2 * reach[i] * t * apart,
        ("<=", 2 * reach[i] * t * sp.Abs(apart), Monotone(Magnitude())),
        ("<=", 2 * reach[i] * sp.Abs(apart), Monotone(Sign())),
        ("<=", apart**2, Moving(chain(
            0, ("<=", half_way, Hypothesis()),
            ("<=", Min.over(apart**2 - 2 * reach[i] * sp.Abs(apart), j, d), Entry(i)),
            ("<=", apart**2 - 2 * reach[i] * sp.Abs(apart), Entry(j)),
        ))),
    )  # fmt: skip


half_way = every(apart**2 - 2 * reach[i] * sp.Abs(apart))
disjoint = every(apart**2 - (reach[i] + reach[j]) * sp.Abs(apart))
masses = Normaliser(sp.S.One, reach.vector())


def beside(left: sp.Expr) -> sp.Expr:
    """The integrals over the intervals, with the own pattern to the right and `left` to the left."""
    return Sum.over(reach[i] * Integral(sp.exp(-((reach[i] * s) ** 2)) + left, s), i, d)


to_the_left = beside(sp.exp(-nearest(line[i] - reach[i] * s)))
own_only = beside(sp.exp(-((reach[i] * s) ** 2)))
first = sp.exp(-((reach[1] * s) ** 2))
in_first = over_interval(lambda x: sp.exp(-nearest(x)), line[1], reach[1])

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading=f"{on_line}their intervals, which may differ in length, are disjoint.",
        title="On disjoint intervals the integral of exp(-g_t) is the sum of those with the own pattern",
        says=Identity(union(), masses),
        hypotheses=(Relation(sp.S.Zero, "<=", disjoint),),
        try_first=({"d": 2, "zeta": ["0", "3"], "r": ["1/2", "2"]},),
        expects=Fails,
    ),
    Claim(
        part="+half_way", fidelity="repaired", repairs=(":A",), **here,
        changed="each interval reaches half way to the other patterns at most",
        reading=f"{on_line}neither interval reaches further than half way to the other.",
        title="Where intervals reach half way at most the integral of exp(-g_t) is the sum with the own patterns",
        says=Identity(union(), masses),
        hypotheses=(Relation(sp.S.Zero, "<=", half_way),),
        derivation={"identity": chain(
            union(),
            ("=", to_the_left, Monotone(own(1), (i, t))),
            ("=", own_only, Monotone(Moving(chain(
                sp.exp(-nearest(line[i] - reach[i] * t)),
                ("=", sp.exp(-((reach[i] * t) ** 2)), Monotone(own(-1))),
            )), (i, t))),
            ("=", masses, Algebra()),
        )},
        try_first=({"d": 2, "zeta": ["0", "3"], "r": ["1", "3/2"]},),
        expects=Holds,
    ),
    Claim(
        part="+at_least", fidelity="ours", **here, reading="On the line, in one interval, whatever the others are.",
        title="The integral of exp(-g_t) over an interval is no less than that with the pattern in its middle",
        says=bound(BallMass(sp.S.One, reach[1]), "<=", in_first),
        derivation={"bound": chain(
            BallMass(sp.S.One, reach[1]),
            ("=", reach[1] * Integral(first + first, s), Algebra()),
            ("<=", reach[1] * Integral(first + sp.exp(-nearest(line[1] - reach[1] * s)), s), Monotone(Moving(chain(
                sp.exp(-((reach[1] * t) ** 2)),
                ("<=", sp.exp(-nearest(line[1] - reach[1] * t)), Monotone(Entry(1))),
            )), (t,))),
            ("<=", in_first, Monotone(Entry(1), (t,))),
        )},
        expects=Holds,
    ),
)  # fmt: skip
