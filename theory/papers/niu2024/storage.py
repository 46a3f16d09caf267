"""A pattern is stored if its ball holds a single fixed point of the update, to which all points of the ball converge,

and the balls are pairwise disjoint (Definition 1). The patterns are well separated, so that they are (Assumption 3).
"""

from collections.abc import Mapping
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Min, Relation, Rule, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving, Rooted, Scaled, Sign, Squared, Tangent
from theory.quantities import JoinedStep, Norm, SquaredDistance, SquaredNorm
from theory.sides import sides
from theory.statement import Attractor, bound
from theory.symbols import error, factor, j, k, m, n, offset, radii, radius, separation, sigma, x, xi, y
from theory.verdict import Fails, Holds

X, pattern, others = x.vector(), xi.vector(), sigma.vector()
r, gap, q, eps = radius, separation, factor, error
decay = sp.exp(-gap * (gap - 2 * r))
away = Vector(sigma[j, k] - xi[k], k, n)
far = Vector(Norm(away), j, m)
step = Vector(JoinedStep(X, pattern, others, k), k, n)
moved = Vector(JoinedStep(X, pattern, others, k) - xi[k], k, n)
landing = SquaredDistance(step, pattern)

in_ball = Relation(SquaredDistance(X, pattern), "<=", r**2)
separated = Relation(gap, "<=", Min(far))
strong = Relation(m * (gap - r) * decay, "<=", r)
contracting = (
    Relation(q, "<", 2 * gap**2),
    Relation(2 / (2 * gap**2 - q), "<=", 1 - r / gap),
    Relation(m * (2 * gap**2 - q) * decay, "<=", q),
    Relation(q, "<", sp.S.One),
)
here: dict[str, Any] = {"cites": "Definition 1", "section": "3"}
disjoint = Min(Vector(Norm(away) - 2 * r, j, m))

# What contracts is separated by more than the diameter of the ball: 1 / (2 Delta^2 - q) is below 1/2, so that
# exp(-Delta (Delta - 2 r)) is, and the exponent is negative by 1 + t <= exp t.
pull = -gap * (gap - 2 * r)
room_left = chain(0, ("<", 2 / (2 * gap**2 - q), Sign()), ("<=", 1 - r / gap, Hypothesis()))
inside = Moving(chain(r, ("<", gap, Scaled(1 / gap, chain(r / gap, ("<", 1, Moving(room_left)))))))
steep = chain(1 / (2 * gap**2 - q), ("<", sp.Rational(1, 2), Moving(chain(
    2 / (2 * gap**2 - q), ("<=", 1 - r / gap, Hypothesis()), ("<", 1, Sign())))))  # fmt: skip
negative = chain(
    pull,
    ("<=", sp.exp(pull) - 1, Moving(chain(1 + pull, ("<=", sp.exp(pull), Tangent(pull))))),
    ("<=", q / (2 * gap**2 - q) - 1, Monotone(Scaled(2 * gap**2 - q, chain(
        (2 * gap**2 - q) * sp.exp(pull),
        ("<=", m * (2 * gap**2 - q) * sp.exp(pull), Sign()),
        ("<=", q, Hypothesis()),
    )))),
    ("<", q / 2 - 1, Monotone(steep)),
    ("<", 0, Sign()),
)  # fmt: skip
apart = Moving(chain(2 * r, ("<", gap, Scaled(gap, chain(2 * r * gap, ("<", gap**2, Moving(negative)))))))
more = Moving(chain(r * (m - 1) * decay, ("<=", gap * (m - 1) * decay, Monotone(inside))))
weak = Moving(chain((gap - r) * decay, ("<=", m * (gap - r) * decay, more), ("<=", r, Hypothesis())))
steady = (inside, Cite("niu2024/storage_two+wide", "bound", {}, (apart, weak)))
into_itself = chain(
    landing,
    ("=", Norm(moved) ** 2, Algebra()),
    ("<=", r**2, Squared(chain(Norm(moved), ("<=", r, Cite(
        "niu2024/storage_step", "bound", {eps: r, offset: r}, steady))))),
)  # fmt: skip

own = Vector(x[k] - xi[k], k, n)
still = Vector(x[k] - JoinedStep(X, pattern, others, k), k, n)
general, rooted = (sides(Attractor(step, x, y, pattern, size, q)) for size in (r, sp.sqrt(r)))


def cited(
    goals: Mapping[str, Relation], claim: str, at: Mapping[sp.Basic, sp.Basic], given: tuple[Rule, ...]
) -> dict[str, Chain]:
    """Every side from the same side of another claim."""
    return {side: chain(goal.lhs, (goal.op, goal.rhs, Cite(claim, side, at, given))) for side, goal in goals.items()}


# The explicit conditions give the general ones; the first of them that the ball reaches half way at most.
not_negative = chain(
    pull,
    ("<=", sp.exp(pull) - 1, Moving(chain(1 + pull, ("<=", sp.exp(pull), Tangent(pull))))),
    ("<=", m * sp.exp(pull) - 1, Sign()),
    ("<=", q / (2 * gap**2) - 1, Monotone(Hypothesis())),
    ("<=", 0, Sign()),
)
half_way = Moving(chain(2 * r, ("<=", gap, Scaled(gap, chain(2 * r * gap, ("<=", gap**2, Moving(not_negative)))))))
from_explicit = (
    Moving(chain(2 / (2 * gap**2 - q), ("<=", sp.Rational(1, 2), Sign()), ("<=", 1 - r / gap, Scaled(
        2 * gap, chain(gap, ("<=", 2 * gap - 2 * r, half_way)))))),
    Moving(chain(
        m * (gap - r) * decay,
        ("<=", gap * m * decay, Sign()),
        ("<=", q / (2 * gap), Scaled(1 / gap, chain(m * decay, ("<=", q / (2 * gap**2), Hypothesis())))),
        ("<=", r, Hypothesis()),
    )),
    Moving(chain(
        m * (2 * gap**2 - q) * decay,
        ("<=", (2 * gap**2 - q) * q / (2 * gap**2), Monotone(Hypothesis())),
        ("<=", q, Sign()),
    )),
)  # fmt: skip

# Delta^2 is at most exp(Delta), and what is left of the exponent is at least tau^2.
tau = sp.Symbol("tau", nonnegative=True)
half_below_exp = chain(gap / 2, ("<=", sp.exp(gap / 2 - 1), Tangent(gap / 2 - 1)))
two_below_e = chain(2, ("<=", sp.E, Tangent(sp.S.One)))
square_below_exp = chain(
    gap**2,
    ("<=", 4 * sp.exp(gap - 2), Scaled(sp.Rational(1, 4), chain(
        gap**2 / 4, ("<=", sp.exp(gap - 2), Squared(half_below_exp))))),
    ("<=", sp.exp(gap), Scaled(sp.exp(2 - gap), chain(4, ("<=", sp.exp(2), Squared(two_below_e))))),
)  # fmt: skip
room = Moving(chain(2 * r + 1 + tau, ("<=", gap, Hypothesis())))
weak_pull = chain(
    2 * gap**2 * m * decay,
    ("<=", 2 * gap**2 * m * sp.exp(-gap * (1 + tau)), Monotone(chain(1 + tau, ("<=", gap - 2 * r, room)))),
    ("<=", 2 * gap**2 * m * sp.exp(-gap - tau**2), Monotone(Moving(chain(
        tau * tau, ("<=", tau * gap, Monotone(Sign())))))),
    ("<=", 2 * m * sp.exp(-(tau**2)), Scaled(sp.exp(gap + tau**2) / (2 * m), square_below_exp)),
    ("<=", q, Hypothesis()),
)  # fmt: skip
# 1 - tau^2 <= exp(-tau^2) <= 1/2, so that tau is at least 7/10 and Delta at least 17/10.
tau_at_least = Rooted(chain(sp.Rational(7, 10) ** 2, ("<=", tau**2, Moving(chain(
    1 - tau**2,
    ("<=", sp.exp(-(tau**2)), Tangent(-(tau**2))),
    ("<=", m * sp.exp(-(tau**2)), Sign()),
    ("<=", q / 2, Hypothesis()),
    ("<=", 1 - sp.Rational(7, 10) ** 2, Sign()),
)))))  # fmt: skip
wide_enough = chain(
    sp.Rational(17, 10),
    ("<=", 1 + tau, Moving(chain(sp.Rational(7, 10), ("<=", tau, tau_at_least)))),
    ("<=", gap, Sign()),
)
wide = Moving(chain(sp.Rational(5, 2), ("<", sp.Rational(17, 10) ** 2, Sign()), ("<=", gap**2, Squared(wide_enough))))
from_closed_form = (Moving(chain(m * decay, ("<=", q / (2 * gap**2), Scaled(2 * gap**2, weak_pull)))), wide)

compared = (
    "For two patterns and a radius of half their distance at most this is the same as being stored; for more "
    "patterns it asks more than Definition 1, which lets points leave the ball and come back."
)
near_patterns = ("niu2024/surrogate:A", "niu2024/surrogate:B")

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Disjoint balls of Euclidean radius r are enough: the update sends the ball of a pattern into itself. "
        f"{compared}",
        title="The ball of a pattern that is disjoint from the others goes into itself",
        says=bound(landing, "<=", r**2), hypotheses=(in_ball, Relation(sp.S.Zero, "<", disjoint)),
        expects=Fails,
        try_first=({"m": 1, "n": 1, "r": "1/4", "sigma": [[1]], "x": [0], "xi": [0]},),
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Disjoint balls are enough, where the distance of Definition 1 is the squared norm of Section 4.1, so "
        f"that the Euclidean radius is the root of r. {compared}",
        title="The ball of a pattern that is disjoint from the others goes into itself, in the squared sense of the "
        "radius",
        says=bound(landing, "<=", r),
        hypotheses=(
            Relation(SquaredDistance(X, pattern), "<=", r),
            Relation(sp.S.Zero, "<", Min(Vector(Norm(away) - 2 * sp.sqrt(r), j, m))),
        ),
        expects=Fails,
        try_first=({"m": 1, "n": 1, "r": "1/16", "sigma": [[1]], "x": [0], "xi": [0]},),
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="Disjoint balls of unequal Euclidean radii are enough, r around the pattern and s_j around the others. "
        f"{compared}",
        title="The ball of a pattern that is disjoint from the others' balls of other radii goes into itself",
        says=bound(landing, "<=", r**2),
        hypotheses=(in_ball, Relation(sp.S.Zero, "<", Min(Vector(Norm(away) - r - radii[j], j, m)))),
        expects=Fails,
        try_first=({"m": 1, "n": 1, "r": "1/4", "s": ["1/2"], "sigma": [[1]], "x": [0], "xi": [0]},),
    ),
    Claim(
        part="+separated", fidelity="repaired", repairs=(":A", ":C", *near_patterns), **here,
        changed="every other pattern is at distance Delta or more, where Delta is so large that what the others can "
        "pull, m (Delta - r) exp(-Delta (Delta - 2 r)), is at most r, and that the step contracts; the radii of the "
        "other balls do not matter for the attractor; the balls are disjoint where every pattern meets the condition "
        "with its own radius, as Delta is then above 2 r",
        title="A pattern that is separated enough from the others is stored in its ball",
        says=Attractor(step, x, y, pattern, r, q),
        hypotheses=(separated, strong, *contracting),
        derivation={
            "into itself": into_itself,
            "contraction": chain(
                SquaredNorm(Vector(step.at(k) - JoinedStep(y.vector(), pattern, others, k), k, n)),
                ("<=", q**2 * SquaredNorm(Vector(x[k] - y[k], k, n)), Cite("niu2024/storage_contraction")),
            ),
            "factor": chain(q**2, ("<", 1, Squared(chain(q, ("<", 1, Hypothesis()))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+explicit", fidelity="repaired", repairs=(":A", ":C"), **here,
        changed="every other pattern is at distance Delta or more, with Delta^2 at least 5/2 and "
        "2 m Delta^2 exp(-Delta (Delta - 2 r)) at most a number q that is below 1 and at most 2 r Delta; the step then "
        "contracts distances in the ball by q",
        title="A pattern that is separated enough from the others is stored, in terms of m, r and Delta",
        says=Attractor(step, x, y, pattern, r, q),
        hypotheses=(
            separated, Relation(sp.Rational(5, 2), "<=", gap**2),
            Relation(m * decay, "<=", q / (2 * gap**2)), Relation(q / (2 * gap), "<=", r), Relation(q, "<", sp.S.One),
        ),
        derivation=cited(general, "niu2024/storage+separated", {}, from_explicit),
        expects=Holds,
    ),
    Claim(
        part="+closed_form", fidelity="repaired", repairs=(":A", ":C"), **here,
        changed="every other pattern is at distance Delta, at least 2 r + 1 + tau, where 2 m exp(-tau^2) is at most "
        "q, and q is below 1 and at most 2 r Delta: the separation grows like the root of log m",
        title="A pattern whose distance from the others is 2 r + 1 + sqrt(log(2 m / q)) or more is stored, for a q "
        "below 1 and at most 2 r Delta",
        says=Attractor(step, x, y, pattern, r, q),
        hypotheses=(
            separated, Relation(2 * r + 1 + tau, "<=", gap), Relation(2 * m * sp.exp(-(tau**2)), "<=", q),
            Relation(q / (2 * gap), "<=", r), Relation(q, "<", sp.S.One),
        ),
        derivation=cited(general, "niu2024/storage+explicit", {}, from_closed_form),
        expects=Holds,
    ),
    Claim(
        part="+squared", fidelity="repaired", repairs=(":B",), **here,
        changed="as in the Euclidean sense, with the root of r as the radius",
        title="A pattern that is separated enough from the others is stored, in the squared sense of the radius",
        says=Attractor(step, x, y, pattern, sp.sqrt(r), q),
        hypotheses=(
            separated, Relation(sp.Rational(5, 2), "<=", gap**2),
            Relation(m * sp.exp(-gap * (gap - 2 * sp.sqrt(r))), "<=", q / (2 * gap**2)),
            Relation(q / (2 * gap), "<=", sp.sqrt(r)), Relation(q, "<", sp.S.One),
        ),
        derivation=cited(rooted, "niu2024/storage+explicit", {r: sp.sqrt(r)}, ()),
        expects=Holds,
    ),
    Claim(
        part="+where", fidelity="ours", **here,
        title="The fixed point lies within epsilon of the pattern, where m (Delta - epsilon) exp(-Delta (Delta - 2 r)) "
        "is at most epsilon",
        says=bound(Norm(own), "<=", eps),
        hypotheses=(
            in_ball, Relation(SquaredDistance(step, X), "<=", sp.S.Zero), separated, Relation(eps, "<", gap),
            Relation(sp.S.One, "<=", 2 * (gap - eps) * (gap - r)), Relation(m * (gap - eps) * decay, "<=", eps),
        ),
        derivation={
            "bound": chain(
                Norm(own),
                ("=", Norm(Vector(moved.at(k) + still.at(k), k, n)), Monotone(Algebra(), (k,))),
                ("<=", Norm(moved) + Norm(still), Cite("lemmas/triangle+two", "bound", {x: moved, y: still})),
                ("<=", Norm(moved) + 0, Monotone(Rooted(chain(
                    Norm(still) ** 2, ("=", SquaredDistance(step, X), Algebra()), ("<=", 0, Hypothesis()))))),
                ("<=", eps, Cite("niu2024/storage_step", "bound", {offset: r})),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
