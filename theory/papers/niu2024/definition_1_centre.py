"""Without loss of generality the centre c_i of the ball B_i, which contains the pattern rho^i, is the pattern."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Rooted, Squared
from theory.quantities import Norm, SquaredDistance
from theory.statement import bound
from theory.symbols import c, eta, k, radius, x, xi, y
from theory.verdict import Fails, Holds

X, XI, ETA, C = x.vector(), xi.vector(), eta.vector(), c.vector()
place = "Definition 1"


def within(a: Vector, b: Vector, radius: sp.Expr) -> Relation:
    """||a - b||^2 <= radius^2."""
    return Relation(SquaredDistance(a, b), "<=", radius**2)


def beyond(a: Vector, b: Vector, radius: sp.Expr) -> Relation:
    """radius^2 < ||a - b||^2."""
    return Relation(radius**2, "<", SquaredDistance(a, b))


def less(a: Vector, b: Vector) -> Vector:
    """a - b."""
    return Vector(a.at(k) - b.at(k), k, a.size)


def distance(a: Vector, b: Vector) -> sp.Expr:
    """||a - b||."""
    return Norm(less(a, b))


def at_most(a: Vector, b: Vector) -> Monotone:
    """||a - b|| <= r by the hypothesis on the square."""
    return Monotone(Rooted(chain(
        distance(a, b) ** 2, ("=", SquaredDistance(a, b), Algebra()), ("<=", radius**2, Hypothesis()))))  # fmt: skip


def by_way_of(a: Vector, b: Vector, c: Vector) -> Monotone:
    """||a - c|| <= ||a - b|| + ||b - c||."""
    return Monotone(Cite("lemmas/triangle+two", "bound", {x: less(a, b), y: less(b, c)}))


far = Rooted(
    chain((4 * radius) ** 2, ("<", SquaredDistance(C, ETA), Hypothesis()), ("=", distance(C, ETA) ** 2, Algebra()))
)
four = f"{4 * 10**25 + 1}/{10**25}"  # and a little more

claims = (
    Claim(
        part=":A", fidelity="reading",
        reading="The ball of the same radius around the pattern contains the given ball.",
        cites=place, section="3",
        title="A ball that holds a pattern lies in the ball of the same radius around the pattern",
        says=bound(SquaredDistance(X, XI), "<=", radius**2),
        hypotheses=(within(X, C, radius), within(XI, C, radius)),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", reading="A ball that is replaced by the ball of twice the radius around its "
        "pattern, which contains it, stays disjoint from a ball around another pattern.",
        cites=place, section="3",
        title="The ball of twice the radius around the pattern meets no ball that the given ball does not meet",
        says=bound((3 * radius) ** 2, "<", SquaredDistance(XI, ETA)),
        hypotheses=(within(XI, C, radius), beyond(C, ETA, 2 * radius)),
        try_first=({"n": 1, "c": [0], "xi": [0], "eta": [3], "r": 1},),
        expects=Fails,
    ),
    Claim(
        part="+doubled", fidelity="repaired", repairs=(":A",), changed="twice the radius",
        cites=place, section="3",
        title="A ball that holds a pattern lies in the ball of twice the radius around the pattern",
        says=bound(SquaredDistance(X, XI), "<=", (2 * radius) ** 2),
        hypotheses=(within(X, C, radius), within(XI, C, radius)),
        derivation={
            "bound": chain(SquaredDistance(X, XI), ("<=", (2 * radius) ** 2, Squared(chain(
                distance(X, XI),
                ("<=", distance(X, C) + distance(C, XI), by_way_of(X, C, XI)),
                ("<=", radius + distance(C, XI), at_most(X, C)),
                ("=", radius + distance(XI, C), Algebra()),
                ("<=", 2 * radius, Moving(chain(distance(XI, C), ("<=", radius, at_most(XI, C))))),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+apart", fidelity="repaired", repairs=(":B",),
        changed="the other pattern is farther away: at more than four times the radius from the centre",
        cites=place, section="3",
        title="The ball of twice the radius around the pattern meets no ball that is far from the given ball",
        says=bound((3 * radius) ** 2, "<", SquaredDistance(XI, ETA)),
        hypotheses=(within(XI, C, radius), beyond(C, ETA, 4 * radius)),
        derivation={
            "bound": chain((3 * radius) ** 2, ("<", SquaredDistance(XI, ETA), Squared(chain(
                3 * radius,
                ("<", distance(C, ETA) - radius, Moving(chain(4 * radius, ("<", distance(C, ETA), far)))),
                ("<=", distance(C, XI) + distance(XI, ETA) - radius, by_way_of(C, XI, ETA)),
                ("=", distance(XI, C) + distance(XI, ETA) - radius, Algebra()),
                ("<=", distance(XI, ETA), Moving(chain(distance(XI, C), ("<=", radius, at_most(XI, C))))),
            )))),
        },
        try_first=({"n": 2, "c": [0, 0], "xi": [1, 0], "eta": [four, 0], "r": 1},),
        expects=Holds,
    ),
)  # fmt: skip
