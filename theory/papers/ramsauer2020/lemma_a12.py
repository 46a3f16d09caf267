"""The ball around the mean of a separated group holds a fixed point of the update, a metastable state.

Under (A2) Delta_m >= 2 M/(beta m_max) - beta^-1 ln((1 - beta m_max^2) / (2 beta (N - l) M max{m_max, 2 M})) and
(A3) beta m_max^2 <= 1 the iteration f has a fixed point in S_m = {xi : ||xi - m_x|| <= 1/(beta m_max)}. It is said with
what Banach's theorem gives: there is exactly one, and all points of the ball go to it.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Relation, Rule, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Magnitude, Monotone, Moving, Scaled, Sign, Squared
from theory.quantities import (
    GroupLead,
    GroupStep,
    Norm,
    OthersWeight,
    Spread,
    SquaredDistance,
    centre_of,
    largest_of_group,
)
from theory.sides import sides
from theory.statement import Attractor
from theory.symbols import beta, chi, factor, grouped, k, largest, n, outside, phi, radius, spread, x, y
from theory.verdict import Holds

X, group, others = x.vector(), chi.vector(), phi.vector()
here: dict[str, Any] = {"cites": "Lemma A12", "section": "App. A.1.5.4"}
centre = centre_of(group)
separation = GroupLead(centre, group, others)  # Delta_m
near = Relation(Spread(group), "<=", spread)
below = tuple(Relation(largest_of_group(patterns), "<=", largest) for patterns in (group, others))
step = Vector(GroupStep(X, group, others, beta, k), k, n)
larger = (spread + 2 * largest + sp.Abs(spread - 2 * largest)) / 2  # max{m_max, 2 M}
size = 1 / (beta * spread)
left, steep = 1 - beta * spread**2, 4 * beta * largest**2
rate = beta * spread**2 + left * steep / (left + steep)
most = outside * sp.exp(-beta * (separation - 2 * size * largest))  # bounds what the others weigh in the ball
inside = left / (2 * beta * outside * largest * larger)
log_form = 2 * largest / (beta * spread) - sp.log(inside) / beta
pull = 2 * beta * most * largest * larger
room, at_most_one = Relation(sp.S.Zero, "<", left), Relation(beta * spread**2, "<=", sp.S.One)
positive = Relation(sp.S.Zero, "<", spread), Relation(sp.S.Zero, "<", largest)
any_bounds = "In place of m_max and M stand numbers that are at least as large."
attracts = Attractor(step, x, y, centre, size, rate)


def cited(claim: str, *given: Rule) -> dict[str, Chain]:
    """Every side from the same side of another claim."""
    return {side: chain(goal.lhs, (goal.op, goal.rhs, Cite(claim, side, {}, given)))
            for side, goal in sides(attracts).items()}  # fmt: skip


into, contracted = (sides(attracts)[side] for side in ("into itself", "contraction"))
r, q = radius, factor
around = Attractor(step, x, y, centre, r, q)
contracted_by_q = sides(around)["contraction"]
moved = Vector(centre.at(k) - step.at(k), k, n)
gamma = OthersWeight(X, group, others, beta)
reached = outside * sp.exp(-beta * (separation - 2 * r * largest))
weight = reached / (grouped + reached)  # bounds what the others weigh in the ball of radius r
claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        paper_uses=("ramsauer2020/lemma_a10:A", "ramsauer2020/lemma_a11:A"),
        reading="Where beta m_max^2 = 1 the logarithm of 0 counts as minus infinity, so that (A2) asks for what no "
        "group has: it is 2 beta (N - l) M max{m_max, 2 M} exp(-beta (Delta_m - 2 M/(beta m_max))) <= "
        f"1 - beta m_max^2. Where m_max = 0 there is no ball. {any_bounds}",
        title="The ball of radius 1/(beta m_max) around the mean of a separated group holds one fixed point",
        says=attracts, hypotheses=(Relation(pull, "<=", left), at_most_one, *positive, near, *below),
        derivation=cited("ramsauer2020/lemma_a12+weaker", Moving(chain(
            pull, ("<=", left, Hypothesis()),
            ("<=", grouped * left, Moving(chain(0, ("<=", (grouped - 1) * left, Sign())))),
        ))),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        paper_uses=("ramsauer2020/lemma_a10:B", "ramsauer2020/lemma_a11:B"),
        reading="(A3) is beta m_max^2 < 1, so that (A2) has a meaning, and m_max > 0, so that there is a ball. "
        f"{any_bounds}",
        title="The ball of radius 1/(beta m_max) around the mean of a separated group holds one fixed point, beta "
        "m_max^2 being below 1",
        says=attracts, hypotheses=(Relation(log_form, "<=", separation), room, *positive, near, *below),
        derivation=cited("ramsauer2020/lemma_a12:A", Moving(chain(pull, ("<=", left, Scaled(
            1 / (2 * beta * outside * largest * larger), chain(most / outside, (
                "<=", inside, Cite("ramsauer2020/lemma_a10+logarithm", "bound", {
                    sp.Symbol("L_0", real=True): separation, factor: inside})))))))),
        expects=Holds,
    ),
    Claim(
        part="+weaker", fidelity="ours", sharpens=(":A",), **here,
        title="The ball holds one fixed point if 2 beta ((N - l)/l) M max{m_max, 2 M} exp(-beta (Delta_m - 2 M/(beta "
        "m_max))) is at most 1 - beta m_max^2, which is positive",
        says=attracts, hypotheses=(Relation(pull, "<=", grouped * left), room, positive[0], near, *below),
        derivation={
            "into itself": chain(into.lhs, ("<=", into.rhs, Cite("ramsauer2020/lemma_a10+weaker", "bound", {}, Moving(
                chain(2 * beta * most * largest * spread, ("<=", pull, Monotone(Moving(chain(
                    spread - 2 * largest, ("<=", sp.Abs(spread - 2 * largest), Magnitude()))))),
                      ("<=", grouped * left, Hypothesis())))))),
            "contraction": chain(contracted.lhs, ("<=", contracted.rhs, Cite(
                "ramsauer2020/lemma_a11+weaker", "bound", {}, Moving(chain(
                    steep * most,
                    ("<=", pull, Moving(chain(beta * most * largest * (2 * largest - spread), (
                        "<=", beta * most * largest * sp.Abs(spread - 2 * largest), Monotone(Magnitude()))))),
                    ("<=", grouped * left, Hypothesis())))))),
            "factor": chain(rate**2, ("<", 1, Squared(chain(
                rate,
                ("<", beta * spread**2 + left, Moving(chain(
                    left * steep / (left + steep), ("<", left, Scaled(left + steep, chain(
                        left * steep, ("<", left * (left + steep), Moving(chain(0, ("<", left**2, Sign())))))))))),
                ("=", 1, Algebra()),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+radius", fidelity="ours", **here,
        title="Of any radius r the ball around the mean holds one fixed point, for m_max = 0 too, if m_max + "
        "2 M E/(l + E) is at most r and beta m_max^2 + 4 beta M^2 E/(l + E) at most q < 1, E = (N - l) "
        "exp(-beta (Delta_m - 2 r M))",
        says=around, hypotheses=(
            Relation(spread + 2 * largest * weight, "<=", r), Relation(q, "<", sp.S.One),
            Relation(beta * spread**2 + steep * weight, "<=", q), near, *below,
        ),
        derivation={
            "into itself": chain(
                SquaredDistance(step, centre),
                ("=", Norm(moved) ** 2, Algebra()),
                ("<=", r**2, Squared(chain(
                    Norm(moved),
                    ("<=", (1 - gamma) * spread + 2 * gamma * largest, Cite("ramsauer2020/lemma_a9+gamma")),
                    ("<=", spread + 2 * gamma * largest, Moving(chain(0, ("<=", gamma * spread, Sign())))),
                    ("<=", spread + 2 * weight * largest, Monotone(Cite("ramsauer2020/lemma_a10+weight"))),
                    ("<=", r, Hypothesis()),
                ))),
            ),
            "contraction": chain(contracted_by_q.lhs, ("<=", contracted_by_q.rhs, Cite("ramsauer2020/lemma_a11+ball"))),
            "factor": chain(q**2, ("<", 1, Squared(chain(q, ("<", 1, Hypothesis()))))),
        },
        expects=Holds,
    ),
)  # fmt: skip
