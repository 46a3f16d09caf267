"""In the ball around the mean of a separated group the update stays in the ball.

(A1) ||xi - m_x|| <= 1/(beta m_max), (A2) Delta_m >= 2 M/(beta m_max)
- beta^-1 ln((1 - beta m_max^2) / (2 beta (N - l) M max{m_max, 2 M})), (A3) beta m_max^2 <= 1, where
Delta_m = m_x^T m_x - max_{j > l} m_x^T x_j: then ||f(xi) - m_x|| <= 1/(beta m_max).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import (
    Algebra,
    Cite,
    Entry,
    ForEach,
    Hypothesis,
    Magnitude,
    Monotone,
    Moving,
    Rooted,
    Scaled,
    Sign,
    Squared,
    Tangent,
)
from theory.quantities import (
    GroupLead,
    GroupStep,
    InnerProduct,
    Norm,
    OthersWeight,
    Spread,
    SquaredDistance,
    centre_of,
    largest_of_group,
)
from theory.statement import bound
from theory.symbols import beta, chi, factor, grouped, j, k, largest, n, outside, phi, radius, spread, x, y, z
from theory.verdict import Holds

X, group, others, r = x.vector(), chi.vector(), phi.vector(), radius
here: dict[str, Any] = {"cites": "Lemma A10", "section": "App. A.1.5.4"}
centre = centre_of(group)
gamma, lead = OthersWeight(X, group, others, beta), GroupLead(X, group, others)
separation = GroupLead(centre, group, others)  # Delta_m
step = Vector(GroupStep(X, group, others, beta, k), k, n)
moved = Vector(centre.at(k) - step.at(k), k, n)
of_group, of_others = largest_of_group(group), largest_of_group(others)
near = Relation(Spread(group), "<=", spread)
below = Relation(of_group, "<=", largest), Relation(of_others, "<=", largest)


def in_ball(size: sp.Expr) -> Relation:
    """The query lies in the ball of this radius around the mean of the group."""
    return Relation(SquaredDistance(X, centre), "<=", size**2)


def outside_at(size: sp.Expr, norm: sp.Expr) -> sp.Expr:
    """(N - l) exp(-beta (Delta_m - 2 r M)), what the others weigh against one pattern of the group, at most."""
    return outside * sp.exp(-beta * (separation - 2 * size * norm))


larger = (spread + 2 * largest + sp.Abs(spread - 2 * largest)) / 2  # max{m_max, 2 M}
size = 1 / (beta * spread)
most = outside_at(size, largest)
exponential = Relation(2 * beta * most * largest * larger, "<=", 1 - beta * spread**2)
room = Relation(sp.S.Zero, "<=", 1 - beta * spread**2)
positive = Relation(sp.S.Zero, "<", spread)
weak = Relation(2 * beta * most * largest * spread, "<=", grouped * (1 - beta * spread**2))
longer = Moving(chain(spread - 2 * largest, ("<=", sp.Abs(spread - 2 * largest), Magnitude())))
times_l = Moving(chain(0, ("<=", (grouped - 1) * (1 - beta * spread**2), Sign())))
any_bounds = "In place of m_max and M stand numbers that are at least as large."
inside = (1 - beta * spread**2) / (2 * beta * outside * largest * larger)
lead_of = sp.Symbol("L_0", real=True)
log_form = 2 * largest / (beta * spread) - sp.log(inside) / beta
over = lead_of - 2 * largest / (beta * spread) + sp.log(factor) / beta  # what the separation has beyond that
decay = sp.exp(-beta * (lead_of - 2 * largest / (beta * spread)))
meaningful = (Relation(beta * spread**2, "<", sp.S.One), positive, Relation(sp.S.Zero, "<", largest))
here_to_centre = Vector(x[k] - centre.at(k), k, n)
other, away = phi.vector(j), Vector(phi[j, k] - centre.at(k), k, n)
back = Vector(centre.at(k) - phi[j, k], k, n)
top = Max(Vector(InnerProduct(X, other), j, outside))
top_at_centre = Max(Vector(InnerProduct(centre, other), j, outside))
no_better = chain(top, ("<=", InnerProduct(X, centre) - separation + 2 * r * largest, ForEach(j, chain(
    InnerProduct(X, other),
    ("=", InnerProduct(X, centre) - InnerProduct(centre, centre) + InnerProduct(centre, other)
     + InnerProduct(here_to_centre, away), Algebra()),
    ("<=", InnerProduct(X, centre) - InnerProduct(centre, centre) + top_at_centre
     + InnerProduct(here_to_centre, away), Monotone(Entry(j))),
    ("<=", InnerProduct(X, centre) - InnerProduct(centre, centre) + top_at_centre + Norm(here_to_centre) * Norm(away),
     Monotone(Cite("lemmas/cauchy_schwarz", "bound", {x: here_to_centre, y: away}))),
    ("<=", InnerProduct(X, centre) - InnerProduct(centre, centre) + top_at_centre + r * Norm(away), Monotone(Rooted(
        chain(Norm(here_to_centre) ** 2, ("=", SquaredDistance(X, centre), Algebra()), ("<=", r**2, Hypothesis()))))),
    ("<=", InnerProduct(X, centre) - InnerProduct(centre, centre) + top_at_centre + r * (2 * largest), Monotone(chain(
        Norm(away), ("=", Norm(back), Algebra()),
        ("<=", 2 * largest, Cite("ramsauer2020/lemma_a9+far", "bound", {z: other}))))),
    ("=", InnerProduct(X, centre) - separation + 2 * r * largest, Algebra()),
))))  # fmt: skip
ahead = outside * sp.exp(-beta * lead)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Where beta m_max^2 = 1 the logarithm of 0 counts as minus infinity, so that (A2) asks for what no "
        "group has: it is 2 beta (N - l) M max{m_max, 2 M} exp(-beta (Delta_m - 2 M/(beta m_max))) <= "
        f"1 - beta m_max^2. Where m_max = 0 there is no ball. {any_bounds}",
        title="In the ball of radius 1/(beta m_max) around the mean of a separated group the update stays in the ball",
        says=bound(SquaredDistance(step, centre), "<=", size**2),
        hypotheses=(in_ball(size), exponential, Relation(beta * spread**2, "<=", sp.S.One), positive, near, *below),
        derivation={
            "bound": chain(SquaredDistance(step, centre), ("<=", size**2, Cite(
                "ramsauer2020/lemma_a10+weaker", "bound", {}, Moving(chain(
                    2 * beta * most * largest * spread,
                    ("<=", 2 * beta * most * largest * larger, Monotone(longer)),
                    ("<=", 1 - beta * spread**2, Hypothesis()),
                    ("<=", grouped * (1 - beta * spread**2), times_l),
                ))))),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="(A3) is beta m_max^2 < 1, so that (A2) has a meaning, and m_max > 0, so that there is a ball. "
        f"{any_bounds}",
        title="In the ball of radius 1/(beta m_max) around the mean of a separated group the update stays in the ball, "
        "beta m_max^2 being below 1",
        says=bound(SquaredDistance(step, centre), "<=", size ** 2),
        hypotheses=(
            in_ball(size), Relation(log_form, "<=", separation), *meaningful, near, *below,
        ),
        derivation={
            "bound": chain(SquaredDistance(step, centre), ("<=", size ** 2, Cite(
                "ramsauer2020/lemma_a10+weaker", "bound", {}, Moving(chain(
                    2 * beta * most * largest * spread,
                    ("<=", 2 * beta * most * largest * larger, Monotone(longer)),
                    ("<=", 1 - beta * spread**2, Scaled(
                        1 / (2 * beta * outside * largest * larger), chain(most / outside, (
                            "<=", inside, Cite("ramsauer2020/lemma_a10+logarithm", "bound", {
                                lead_of: separation, factor: inside}))))),
                    ("<=", grouped * (1 - beta * spread**2), times_l),
                ))))),
        },
        expects=Holds,
    ),
    Claim(
        part="+logarithm", fidelity="ours", **here,
        hypotheses=(Relation(2 * largest / (beta * spread) - sp.log(factor) / beta, "<=", lead_of),
                    positive),
        title="What a separation of a - beta^-1 ln q says without the logarithm",
        says=bound(decay, "<=", factor),
        derivation={
            "bound": chain(
                decay,
                ("<=", decay * (1 + beta * over), Moving(chain(0, ("<=", decay * beta * over, Sign())))),
                ("<=", decay * sp.exp(beta * over), Monotone(Tangent(beta * over))),
                ("=", factor, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+lead", fidelity="ours", **here, hypotheses=(in_ball(r), *below),
        title="In the ball of radius r around its mean the group leads by Delta_m - 2 r M at least",
        says=bound(separation - 2 * r * largest, "<=", lead),
        derivation={
            "bound": chain(separation - 2 * r * largest, ("<=", lead, Moving(no_better))),
        },
        expects=Holds,
    ),
    Claim(
        part="+weight", fidelity="ours", **here, hypotheses=(in_ball(r), *below),
        title="In the ball of radius r around the mean of the group the others weigh E/(l + E) at most, "
        "E = (N - l) exp(-beta (Delta_m - 2 r M))",
        says=bound(gamma, "<=", outside_at(r, largest) / (grouped + outside_at(r, largest))),
        derivation={
            "bound": chain(
                gamma,
                ("<=", ahead / (grouped + ahead), Cite("ramsauer2020/lemma_a9+weight")),
                ("=", 1 - grouped / (grouped + ahead), Algebra()),
                ("<=", 1 - grouped / (grouped + outside_at(r, largest)), Monotone(Cite("ramsauer2020/lemma_a10+lead"))),
                ("=", outside_at(r, largest) / (grouped + outside_at(r, largest)), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+weaker", fidelity="ours", sharpens=(":A",), **here,
        hypotheses=(in_ball(size), weak, positive, near, *below),
        title="The update stays in the ball if 2 beta ((N - l)/l) M m_max exp(-beta (Delta_m - 2 M/(beta m_max))) is "
        "at most 1 - beta m_max^2",
        says=bound(SquaredDistance(step, centre), "<=", size ** 2),
        derivation={
            "bound": chain(
                SquaredDistance(step, centre),
                ("=", Norm(moved) ** 2, Algebra()),
                ("<=", size ** 2, Squared(chain(
                    Norm(moved),
                    ("<=", (1 - gamma) * spread + 2 * gamma * largest, Cite("ramsauer2020/lemma_a9+gamma")),
                    ("<=", spread + 2 * gamma * largest, Moving(chain(0, ("<=", gamma * spread, Sign())))),
                    ("<=", spread + 2 * (most / grouped) * largest, Monotone(chain(
                        gamma,
                        ("<=", most / (grouped + most), Cite(
                            "ramsauer2020/lemma_a10+weight", "bound", {r: size})),
                        ("<=", most / grouped, Sign()),
                    ))),
                    ("<=", spread + (1 - beta * spread**2) / (beta * spread), Monotone(Scaled(
                        beta * spread * grouped, chain(2 * beta * most * largest * spread,
                                                       ("<=", grouped * (1 - beta * spread**2), Hypothesis()))))),
                    ("=", size, Algebra()),
                ))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
