"""When the ball of radius r around one of two patterns goes into itself, and where the steps lead (Definition 1)."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Sum, Vector, chain
from theory.kernel.rules import (
    Algebra,
    Bend,
    Cite,
    Growth,
    Hypothesis,
    Monotone,
    Moving,
    Scaled,
    Sign,
    Squared,
    Tangent,
)
from theory.quantities import JoinedStep, Norm, SquaredDistance
from theory.statement import Identity, bound
from theory.symbols import error, eta, j, k, m, n, offset, radius, separation, sigma, weight, x, xi
from theory.verdict import Holds

X, pattern, rival = x.vector(), xi.vector(), eta.vector()
r, gap = radius, separation
alone = Vector(rival, j, 1)  # the list of the one other pattern
towards = Vector(eta[k] - xi[k], k, n)
distance = Norm(towards)
moved = Vector(JoinedStep(X, pattern, alone, k) - xi[k], k, n)
here: dict[str, Any] = {"cites": "Definition 1, two patterns", "section": "3", "fidelity": "ours"}
t = sp.Symbol("t", real=True)

# The pull of the other pattern in closed form, and what makes it at most r.
pull = gap * (gap - 2 * r)
rest = gap - r  # from the edge of the ball to the other pattern
apart = Relation(2 * r, "<", gap)
weak_pull = Relation(rest * sp.exp(-pull), "<=", r)

# Where the product of r and Delta - r is 1/2 the two sides of the threshold differ most.
outer = sp.Symbol("R", positive=True)
inner = 1 / (2 * outer)
growing = (t - 1 / t) / 2 - sp.log(t)

# The step along the line through both patterns: s becomes K tanh(s), K half the squared distance.
half_square, fixed = sp.Symbol("K", nonnegative=True), sp.Symbol("v_0", positive=True)
its_half_square = fixed * (sp.exp(2 * fixed) + 1) / (sp.exp(2 * fixed) - 1)  # the K for which K tanh(v) = v


def along(s: sp.Expr, half_square: sp.Expr = half_square) -> sp.Expr:
    """K tanh(s)."""
    return half_square * (1 - 2 / (sp.exp(2 * s) + 1))


def to_fixed(s: sp.Expr) -> sp.Expr:
    """K tanh(s), with the K that makes v the attractor."""
    return along(s, its_half_square)


inside = (Relation(sp.S.Zero, "<", weight), Relation(weight, "<", sp.S.One))


def concave(at: sp.Expr) -> Bend:
    """K tanh bends downward on the way from 0 to `at`."""
    bent = 8 * its_half_square * at**2 * sp.exp(2 * t * at) / (sp.exp(2 * t * at) + 1) ** 3
    return Bend(-to_fixed(t * at), t, weight, chain(
        0, ("<", bent * (sp.exp(2 * t * at) - 1), Sign())
    ))  # fmt: skip


step = Vector(JoinedStep(X, pattern, alone, k), k, n)
edge = Vector(xi[k] + r * (eta[k] - xi[k]) / distance, k, n)
edge_moved = Vector(JoinedStep(edge, pattern, alone, k) - xi[k], k, n)
lead = SquaredDistance(edge, rival) - SquaredDistance(edge, pattern)
half = SquaredDistance(pattern, rival) / 2


def coordinate(point: Vector) -> sp.Expr:
    """<point - middle, xi - eta>, the middle being (xi + eta) / 2."""
    return Sum.over((point.at(k) - (xi[k] + eta[k]) / 2) * (xi[k] - eta[k]), k, n)


claims = (
    Claim(
        part="+wide", **here, title="Where the ball of one of two patterns goes into itself the other is far enough",
        says=bound(1, "<", 2 * rest**2), hypotheses=(apart, weak_pull),
        derivation={
            "bound": chain(
                1,
                ("=", rest / (rest - r) * (1 - r / rest), Algebra()),
                ("<=", rest / (rest - r) * sp.log(rest / r), Monotone(Moving(chain(
                    1 - sp.log(rest / r), ("<=", r / rest, Tangent(-sp.log(rest / r))))))),
                ("<=", rest * gap, Scaled(rest - r, chain(
                    rest * sp.log(rest / r),
                    ("<=", rest * pull, Monotone(Scaled(r * sp.exp(-pull), chain(
                        rest * sp.exp(-pull), ("<=", r, Hypothesis()))))),
                ))),
                ("<", 2 * rest**2, Sign()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+into_itself", **here,
        title="The ball of one of two patterns goes into itself where (D - r) exp(-D (D - 2 r)) is at most r",
        says=bound(SquaredDistance(step, pattern), "<=", r**2),
        hypotheses=(
            Relation(SquaredDistance(X, pattern), "<=", r**2), Relation(2 * r, "<", distance),
            Relation((distance - r) * sp.exp(-distance * (distance - 2 * r)), "<=", r),
        ),
        derivation={
            "bound": chain(
                SquaredDistance(step, pattern),
                ("=", Norm(moved) ** 2, Algebra()),
                ("<=", r**2, Squared(chain(Norm(moved), ("<=", r, Cite(
                    "niu2024/storage_step", "bound",
                    {m: sp.Integer(1), sigma: alone, gap: distance, error: r, offset: r},
                    Cite("niu2024/storage_two+wide", "bound", {gap: distance}),
                ))))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+edge", **here,
        title="At the edge of the ball, towards the other pattern, the step is at distance D / (1 + exp(D (D - 2 r)))",
        says=Identity(Norm(edge_moved), distance / (1 + sp.exp(distance * (distance - 2 * r)))),
        hypotheses=(Relation(sp.S.Zero, "<", SquaredDistance(rival, pattern)),),
        derivation={
            "identity": chain(
                Norm(edge_moved),
                ("=", Norm(Vector((eta[k] - xi[k]) / (1 + sp.exp(lead)), k, n)), Monotone(Algebra(), (k,))),
                ("=", distance / (1 + sp.exp(lead)), Cite(
                    "lemmas/scaling", "identity", {weight: 1 / (1 + sp.exp(lead)), x: towards})),
                ("=", distance / (1 + sp.exp(distance * (distance - 2 * r))), Monotone(Algebra())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+never", **here,
        title="At distance sqrt 2 or less, and whatever the common radius of two disjoint balls, the step from the "
        "edge towards the other pattern leaves the ball",
        says=bound(pull, "<", sp.log(rest / r)), hypotheses=(apart, Relation(gap**2, "<=", sp.Integer(2))),
        derivation={
            "bound": chain(pull, ("<", sp.log(rest / r), Growth(
                sp.log(gap + t) - sp.log(gap - t) - gap * t, t, sp.S.Zero, gap - 2 * r,
                chain(0, ("<", gap * (2 - gap**2 + t**2) / ((gap - t) * (gap + t)), Sign()))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+some_radius", **here,
        title="At every distance above sqrt 2 the balls of some common radius are disjoint and go into themselves, "
        "by what decides it at the edge: R + 1 / (2 R) is the distance, 1 / (2 R) the radius",
        says=bound(sp.log(outer / inner), "<", (outer + inner) * (outer - inner)),
        hypotheses=(Relation(sp.S.One, "<", 2 * outer**2),),
        derivation={
            "bound": chain(
                sp.log(outer / inner),
                ("=", sp.log(2 * outer**2), Algebra()),
                ("<", (2 * outer**2 - 1 / (2 * outer**2)) / 2, Growth(growing, t, sp.S.One, 2 * outer**2, chain(
                    0, ("<", (1 - 1 / t) ** 2 / 2, Sign())))),
                ("=", (outer + inner) * (outer - inner), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+coordinate", **here,
        title="Measured along the two patterns, from the middle between them, the step is K tanh, K half the squared "
        "distance",
        says=Identity(coordinate(step), half * (1 - 2 / (sp.exp(2 * coordinate(X)) + 1))),
        derivation={
            "identity": chain(coordinate(step), ("=", half * (1 - 2 / (sp.exp(2 * coordinate(X)) + 1)), Algebra())),
        },
        expects=Holds,
    ),
    Claim(
        part="+towards", **here,
        title="Between the middle and the attractor v_0, where K = v_0 / tanh(v_0), each step goes towards the "
        "attractor and not beyond it",
        says=bound(weight * fixed, "<", to_fixed(weight * fixed), "<", fixed), hypotheses=inside,
        derivation={
            "lower": chain(weight * fixed, ("=", weight * to_fixed(fixed), Algebra()),
                           ("<", to_fixed(weight * fixed), concave(fixed))),
            "upper": chain(to_fixed(weight * fixed), ("<", to_fixed(fixed), Monotone(Sign())), ("=", fixed, Algebra())),
        },
        expects=Holds,
    ),
    Claim(
        part="+back", **here,
        title="Beyond the attractor v_0, where K = v_0 / tanh(v_0), each step goes back towards it and not past it",
        says=bound(fixed, "<", to_fixed(fixed / weight), "<", fixed / weight), hypotheses=inside,
        derivation={
            "lower": chain(fixed, ("=", to_fixed(fixed), Algebra()), ("<", to_fixed(fixed / weight), Monotone(Sign()))),
            "upper": chain(to_fixed(fixed / weight), ("<", fixed / weight, Scaled(weight, chain(
                weight * to_fixed(fixed / weight), ("<", to_fixed(fixed), concave(fixed / weight)),
                ("=", fixed, Algebra()),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+to_the_middle", **here,
        title="At distance sqrt 2 or less each step goes towards the middle between the two patterns",
        says=bound(along(fixed), "<", fixed), hypotheses=(Relation(half_square, "<=", sp.S.One),),
        derivation={
            "bound": chain(
                along(fixed),
                ("<", fixed, Growth(t - along(t), t, sp.S.Zero, fixed, chain(
                    0,
                    ("<", (2 * t) ** 2 / (sp.exp(2 * t) + 1) ** 2, Sign()),
                    ("<", (sp.exp(2 * t) - 1) ** 2 / (sp.exp(2 * t) + 1) ** 2, Monotone(Squared(chain(
                        2 * t, ("<", sp.exp(2 * t) - 1, Moving(chain(
                            1 + 2 * t, ("<", sp.exp(2 * t), Tangent(2 * t))))))))),
                    ("=", 1 - 4 * sp.exp(2 * t) / (sp.exp(2 * t) + 1) ** 2, Algebra()),
                    ("<=", 1 - half_square * 4 * sp.exp(2 * t) / (sp.exp(2 * t) + 1) ** 2, Monotone(Hypothesis())),
                ))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
