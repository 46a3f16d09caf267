"""80K chunks of 256 tokens of OpenWebText: the nearest neighbour of an activation is at a distance of about 20, in mean
and median, so "a typical B_i has radius 10", which "corroborates" sqrt(1024 / (2 pi e)) = 7.74.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving
from theory.printed_numbers import below, between, rounds
from theory.quantities import Norm, typical_radius
from theory.statement import NoMeaning, bound
from theory.symbols import eta, k, n, radius, x, xi, y
from theory.verdict import Fails, Holds, Open

here: dict[str, Any] = {"cites": "Appendix F.1, the radius", "section": "App. F"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
WIDTH, LONGEST, CHUNK = sp.Integer(1024), sp.Integer(1024), sp.Integer(256)
measured, apart = sp.Integer(10), sp.Integer(20)
predicted = typical_radius(WIDTH)
smaller, larger = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
on_a_line = (
    "Three patterns on a line, the first g_0 from the second and that g_1 from the third, where g_1 is at least g_0: "
    "the nearest neighbours are at g_0, g_0 and g_1."
)
mean = (2 * smaller + larger) / 3
ordered = Relation(smaller, "<=", larger)
XI, ETA, Y = xi.vector(), eta.vector(), y.vector()


def less(a: Vector, b: Vector) -> Vector:
    """a - b."""
    return Vector(a.at(k) - b.at(k), k, n)


def distance(a: Vector, b: Vector) -> sp.Expr:
    """||a - b||."""
    return Norm(less(a, b))


def near(value: sp.Expr, share: str) -> dict[str, Any]:
    """10 differs from the value by no more than this share of it."""
    most = sp.Rational(share)
    return {"says": bound((1 - most) * value, "<=", measured, "<=", (1 + most) * value)}


claims = (
    Claim(
        part=":A", fidelity="reading", reading="The number, for n = 1024.", **here,
        title="sqrt(1024 / (2 pi e)) is 7.74, to two decimals", **rounds(predicted, "7.74"), expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", reading="10 is near 7.74: to within ten percent.", **here,
        title="The radius 10 is within ten percent of sqrt(1024 / (2 pi e))", **near(predicted, "0.1"), expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="Patterns 20 apart leave room for balls of the predicted radius, which do not meet.",
        title="Twice sqrt(1024 / (2 pi e)) is at most 20",
        **below(2 * predicted, apart, "<="), expects=Holds,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="A measured 10 corroborates a predicted 7.74.",
        title="The measured radius as evidence for the predicted one",
        says=NoMeaning(
            "It says that a number speaks for another, and not which numbers would have spoken against it. Any "
            "distance of 15.5 or more leaves room for balls of radius 7.74."
        ),
        expects=Open,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading="n is T_max d_emb, as in Section 3, T_max being 1024, and 10 is within a third of the radius.",
        title="The radius 10 is within a third of sqrt(n / (2 pi e)) for n = 1024 times 1024",
        **near(typical_radius(LONGEST * WIDTH), "1/3"), expects=Fails,
    ),
    Claim(
        part=":F", fidelity="reading", **here,
        reading="n is T_max d_emb, T_max being the 256 tokens of a chunk, and 10 is within a third of the radius.",
        title="The radius 10 is within a third of sqrt(n / (2 pi e)) for n = 256 times 1024",
        **near(typical_radius(CHUNK * WIDTH), "1/3"), expects=Fails,
    ),
    Claim(
        part=":G", fidelity="reading", **here,
        reading=f"Balls of half the mean distance to the nearest neighbour are disjoint. {on_a_line}",
        title="The mean distance to the nearest neighbour is at most the least distance",
        says=bound(mean, "<=", smaller), hypotheses=(ordered,), expects=Fails,
    ),
    Claim(
        part="+near", fidelity="repaired", repairs=(":B",), changed="30 percent in place of ten", **here,
        title="The radius 10 is above sqrt(1024 / (2 pi e)) by 29 percent, to the nearest percent",
        **rounds(100 * (measured / predicted - 1), "29"), expects=Holds,
    ),
    Claim(
        part="+longest", fidelity="repaired", repairs=(":E",), changed="247.8 in place of about 10", **here,
        title="sqrt(n / (2 pi e)) is 247.8 for n = 1024 times 1024, to one decimal",
        **rounds(typical_radius(LONGEST * WIDTH), "247.8"), expects=Holds,
    ),
    Claim(
        part="+chunk", fidelity="repaired", repairs=(":F",), changed="123.9 in place of about 10", **here,
        title="sqrt(n / (2 pi e)) is 123.9 for n = 256 times 1024, to one decimal",
        **rounds(typical_radius(CHUNK * WIDTH), "123.9"), expects=Holds,
    ),
    Claim(
        part="+dimension", **ours, title="sqrt(n / (2 pi e)) is 10 for n = 200 pi e, which lies between 1707 and 1708",
        **between(sp.Integer(1707), 200 * sp.pi * sp.E, sp.Integer(1708)), expects=Holds,
    ),
    Claim(
        part="+volume", **ours, reading="The volume of a ball in R^n is proportional to r^n, so this "
        "is how many times the volume of the predicted ball the other has.",
        title="The 1024th power of 10 / sqrt(1024 / (2 pi e)) is e^261.9, to one decimal in the exponent",
        **rounds(WIDTH * sp.log(measured / predicted), "261.9"), expects=Holds,
    ),
    Claim(
        part="+least", fidelity="repaired", repairs=(":G",), **here,
        changed="half the least distance in place of half the mean distance",
        title="Where the distance of two patterns is at least 2 r, what is nearer than r to the one is farther than r "
        "from the other",
        says=bound(radius, "<", distance(Y, ETA)),
        hypotheses=(Relation(2 * radius, "<=", distance(XI, ETA)), Relation(distance(Y, XI), "<", radius)),
        derivation={"bound": chain(
            radius,
            ("<=", distance(XI, ETA) - radius, Moving(chain(2 * radius, ("<=", distance(XI, ETA), Hypothesis())))),
            ("<", distance(XI, ETA) - distance(Y, XI), Monotone(Hypothesis())),
            ("<=", distance(Y, ETA), Moving(chain(
                distance(XI, ETA),
                ("<=", distance(XI, Y) + distance(Y, ETA), Cite(
                    "lemmas/triangle+two", "bound", {x: less(XI, Y), y: less(Y, ETA)})),
                ("=", distance(Y, XI) + distance(Y, ETA), Algebra()),
            ))),
        )},
        try_first=({"n": 1, "xi": [0], "eta": [20], "y": [9], "r": 10},),
        expects=Holds,
    ),
)  # fmt: skip
