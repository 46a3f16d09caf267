"""In the ball around the mean of a separated group the update is a contraction.

Under (A2) Delta_m >= 2 M/(beta m_max) - beta^-1 ln((1 - beta m_max^2) / (2 beta (N - l) M max{m_max, 2 M})) and
(A3) beta m_max^2 <= 1 the iteration f is a contraction in S_m = {xi : ||xi - m_x|| <= 1/(beta m_max)}.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Growth, Hypothesis, Magnitude, Monotone, Moving, Scaled, Sign
from theory.quantities import (
    GroupLead,
    GroupStep,
    MergedMean,
    MergedVariance,
    OthersWeight,
    Spread,
    SquaredDistance,
    SquaredNorm,
    aligned_with,
    centre_of,
    largest_of_group,
    seen_from,
)
from theory.statement import bound
from theory.symbols import (
    b,
    beta,
    chi,
    factor,
    further_numbers,
    grouped,
    h,
    k,
    largest,
    m,
    n,
    outside,
    phi,
    radius,
    spread,
    v,
    w,
    x,
    y,
    z,
)  # fmt: skip
from theory.verdict import Holds

X, Y, V, W, group, others = x.vector(), y.vector(), v.vector(), w.vector(), chi.vector(), phi.vector()
r, q = radius, factor
here: dict[str, Any] = {"cites": "Lemma A11", "section": "App. A.1.5.4"}
t, kappa = sp.Symbol("t", real=True), sp.Symbol("kappa", positive=True)
centre = centre_of(group)
separation = GroupLead(centre, group, others)  # Delta_m
of_group, of_others = largest_of_group(group), largest_of_group(others)
near = Relation(Spread(group), "<=", spread)
below = Relation(of_group, "<=", largest), Relation(of_others, "<=", largest)
change = Vector(x[k] - y[k], k, n)
path = Vector(t * x[k] + (1 - t) * y[k], k, n)
target = (SquaredNorm(W) + q**2 * SquaredNorm(change)) / 2
step, other_step = (Vector(GroupStep(p, group, others, beta, k), k, n) for p in (X, Y))
difference = Vector(step.at(k) - other_step.at(k), k, n)
moved = SquaredNorm(difference)


def in_balls(size: sp.Expr) -> tuple[Relation, ...]:
    """Both points lie in the ball of this radius around the mean of the group."""
    return tuple(Relation(SquaredDistance(p, centre), "<=", size**2) for p in (X, Y))


def outside_at(size: sp.Expr, norm: sp.Expr) -> sp.Expr:
    """(N - l) exp(-beta (Delta_m - 2 r M)), what the others weigh against one pattern of the group, at most."""
    return outside * sp.exp(-beta * (separation - 2 * size * norm))


def slope(size: sp.Expr) -> sp.Expr:
    """beta m_max^2 + 4 beta M^2 E/(l + E), a bound of the Jacobian's norm in the ball."""
    weight = outside_at(size, largest)
    return beta * spread**2 + 4 * beta * largest**2 * weight / (grouped + weight)


def seen(at: Vector) -> sp.Expr:
    """The update at a point, seen from w."""
    own, more = seen_from(group, W), seen_from(others, W)
    return MergedMean(aligned_with(at, group, beta), own, aligned_with(at, others, beta), more)


def along(direction: Vector) -> sp.Expr:
    """The variance of the patterns, seen along a direction, on the way from y to x."""
    own, more = seen_from(group, direction), seen_from(others, direction)
    return MergedVariance(aligned_with(path, group, beta), own, aligned_with(path, others, beta), more)


on_segment = Moving(chain(
    SquaredDistance(path, centre),
    ("=", t * SquaredDistance(X, centre) + (1 - t) * SquaredDistance(Y, centre) - t * (1 - t) * SquaredNorm(change),
     Algebra()),
    ("<=", t * SquaredDistance(X, centre) + (1 - t) * SquaredDistance(Y, centre), Sign()),
    ("<=", t * r**2 + (1 - t) * SquaredDistance(Y, centre), Monotone(Hypothesis())),
    ("<=", t * r**2 + (1 - t) * r**2, Monotone(Hypothesis())),
    ("=", r**2, Algebra()),
))  # fmt: skip


def slow_along(direction: Vector) -> Chain:
    """The Jacobian's form along a direction, on the way from y to x."""
    return chain(beta * along(direction), ("<=", q * SquaredNorm(direction), Cite(
        "ramsauer2020/lemma_a11+jacobian", "bound", {x: path, v: direction}, on_segment)))  # fmt: skip


own, more = aligned_with(path, group, beta), aligned_with(path, others, beta)
on_w, more_on_w = seen_from(group, W), seen_from(others, W)
on_change, more_on_change = seen_from(group, change), seen_from(others, change)
covariance = MergedMean(
    own,
    Vector(on_w.at(k) * on_change.at(k), k, grouped),
    more,
    Vector(more_on_w.at(k) * more_on_change.at(k), k, outside),
) - MergedMean(own, on_w, more, more_on_w) * MergedMean(own, on_change, more, more_on_change)
lists = {
    n: grouped, m: outside, x: own, b: more, kappa: 1 / q,
    y: on_w, h: more_on_w, z: on_change, further_numbers: more_on_change,
}  # fmt: skip
slow = chain(
    beta * covariance - target,
    ("<=", beta * (along(W) / q + along(change) * q) / 2 - target, Monotone(Cite(
        "lemmas/mixed_variance+covariance", "bound", lists))),
    ("<=", (SquaredNorm(W) + beta * along(change) * q) / 2 - target, Moving(chain(
        beta * along(W) / (2 * q), ("<=", SquaredNorm(W) / 2, Scaled(2 * q, slow_along(W)))))),
    ("<=", (SquaredNorm(W) + q**2 * SquaredNorm(change)) / 2 - target, Moving(chain(
        beta * along(change) * q / 2, ("<=", q**2 * SquaredNorm(change) / 2, Scaled(2 / q, slow_along(change)))))),
    ("=", 0, Algebra()),
)  # fmt: skip
form, one = (
    beta
    * MergedVariance(
        aligned_with(X, group, beta), seen_from(group, V), aligned_with(X, others, beta), seen_from(others, V)
    ),
    SquaredNorm(V),
)
gamma = OthersWeight(X, group, others, beta)
larger = (spread + 2 * largest + sp.Abs(spread - 2 * largest)) / 2  # max{m_max, 2 M}
size = 1 / (beta * spread)
left, steep = 1 - beta * spread**2, 4 * beta * largest**2
rate = beta * spread**2 + left * steep / (left + steep)
most = outside_at(size, largest)
inside = left / (2 * beta * outside * largest * larger)
log_form = 2 * largest / (beta * spread) - sp.log(inside) / beta
exponential = Relation(2 * beta * most * largest * larger, "<=", left)
weak = Relation(steep * most, "<=", grouped * left)
room, at_most_one = Relation(sp.S.Zero, "<", left), Relation(beta * spread**2, "<=", sp.S.One)
positive = Relation(sp.S.Zero, "<", spread), Relation(sp.S.Zero, "<", largest)
longer = Moving(chain(2 * largest - spread, ("<=", sp.Abs(spread - 2 * largest), Magnitude())))
from_exponential = Moving(chain(
    steep * most,
    ("<=", 2 * beta * most * largest * larger, Scaled(1 / (2 * beta * most * largest), chain(
        2 * largest, ("<=", larger, longer)))),
    ("<=", left, Hypothesis()),
    ("<=", grouped * left, Moving(chain(0, ("<=", (grouped - 1) * left, Sign())))),
))  # fmt: skip
any_bounds = "In place of m_max and M stand numbers that are at least as large."
weighed = steep * most / (grouped + most)
steeper = chain(weighed, ("<=", left * steep / (left + steep), Scaled((grouped + most) * (left + steep), chain(
    steep * most * (left + steep), ("<=", left * steep * (grouped + most), Moving(chain(
        0, ("<=", steep * (grouped * left - steep * most), Sign()))))))))  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Where beta m_max^2 = 1 the logarithm of 0 counts as minus infinity, so that (A2) asks for what no "
        "group has: it is 2 beta (N - l) M max{m_max, 2 M} exp(-beta (Delta_m - 2 M/(beta m_max))) <= "
        f"1 - beta m_max^2. Where m_max = 0 there is no ball. {any_bounds}",
        title="In the ball of radius 1/(beta m_max) around the mean of a separated group the update contracts",
        says=bound(moved, "<=", rate**2 * SquaredNorm(change)),
        hypotheses=(*in_balls(size), exponential, at_most_one, *positive, near, *below),
        derivation={
            "bound": chain(moved, ("<=", rate**2 * SquaredNorm(change), Cite(
                "ramsauer2020/lemma_a11+weaker", "bound", {}, from_exponential))),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="(A3) is beta m_max^2 < 1, so that (A2) has a meaning, and m_max > 0, so that there is a ball. "
        f"{any_bounds}",
        title="In the ball of radius 1/(beta m_max) around the mean of a separated group the update contracts, beta "
        "m_max^2 being below 1",
        says=bound(moved, "<=", rate**2 * SquaredNorm(change)),
        hypotheses=(*in_balls(size), Relation(log_form, "<=", separation), room, *positive, near, *below),
        derivation={
            "bound": chain(moved, ("<=", rate**2 * SquaredNorm(change), Cite(
                "ramsauer2020/lemma_a11:A", "bound", {}, Moving(chain(
                    2 * beta * most * largest * larger,
                    ("<=", left, Scaled(1 / (2 * beta * outside * largest * larger), chain(most / outside, (
                        "<=", inside, Cite("ramsauer2020/lemma_a10+logarithm", "bound", {
                            sp.Symbol("L_0", real=True): separation, factor: inside}))))),
                ))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+jacobian", fidelity="ours", **here,
        hypotheses=(in_balls(r)[0], near, *below, Relation(slope(r), "<=", q)),
        title="In the ball of radius r around the mean the Jacobian's norm is at most beta m_max^2 + 4 beta M^2 "
        "E/(l + E), E = (N - l) exp(-beta (Delta_m - 2 r M))",
        says=bound(form, "<=", q * one),
        derivation={
            "bound": chain(
                form,
                ("<=", beta * ((1 - gamma) * spread**2 + gamma * (4 - 3 * gamma) * largest**2) * one,
                 Cite("ramsauer2020/lemma_a8+sharper")),
                ("<=", (beta * spread**2 + steep * gamma) * one, Moving(chain(
                    0, ("<=", beta * gamma * (spread**2 + 3 * gamma * largest**2) * one, Sign())))),
                ("<=", slope(r) * one, Monotone(Cite("ramsauer2020/lemma_a10+weight"))),
                ("<=", q * one, Monotone(Hypothesis())),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+pairing", fidelity="ours", **here, hypotheses=(*in_balls(r), near, *below, Relation(slope(r), "<=", q)),
        title="How the update differs at two points of the ball, seen from any direction",
        says=bound(Sum.over(difference.at(k) * w[k], k, n), "<=", target),
        derivation={
            "bound": chain(
                Sum.over(difference.at(k) * w[k], k, n),
                ("=", seen(X) - seen(Y), Algebra()),
                ("<=", target, Growth(seen(path) - t * target, t, sp.S.Zero, sp.S.One, slow)),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+ball", fidelity="ours", **here, hypotheses=(*in_balls(r), near, *below, Relation(slope(r), "<=", q)),
        title="In the ball of radius r around the mean the update multiplies distances by at most beta m_max^2 + "
        "4 beta M^2 E/(l + E)",
        says=bound(moved, "<=", q**2 * SquaredNorm(change)),
        derivation={
            "bound": chain(moved, ("<=", q**2 * SquaredNorm(change), Cite(
                "ramsauer2020/lemma_a11+pairing", "bound", {w: difference}))),
        },
        expects=Holds,
    ),
    Claim(
        part="+weaker", fidelity="ours", sharpens=(":A",), **here,
        hypotheses=(*in_balls(size), weak, room, positive[0], near, *below),
        title="The update contracts if 4 beta ((N - l)/l) M^2 exp(-beta (Delta_m - 2 M/(beta m_max))) is at most "
        "1 - beta m_max^2, which is positive",
        says=bound(moved, "<=", rate**2 * SquaredNorm(change)),
        derivation={
            "bound": chain(moved, ("<=", rate**2 * SquaredNorm(change), Cite(
                "ramsauer2020/lemma_a11+ball", "bound", {r: size, q: rate}, Moving(steeper)))),
        },
        expects=Holds,
    ),
)  # fmt: skip
