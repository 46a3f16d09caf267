"""The limit points of the iteration are local minima or saddle points, and local maxima only where it hits one exactly.

Every limit point is a stationary point (Theorem 2), so what is said is that local maxima are excluded but for an exact
hit. Near a local maximum y no state is above E(y); if one of them that moves were a state of the sequence, the next
would be below E(y), and all later ones, so that E(y) would not be what the energies tend to.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Moving
from theory.quantities import HopfieldStep, InnerProduct, LogSumExp, MCHNEnergy, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, i, k, n, rho, weight, x, y
from theory.verdict import Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
energy, after, limit = (MCHNEnergy(point, patterns, beta) for point in (X, step, Y))
length = SquaredDistance(X, step)
here: dict[str, Any] = {"cites": "Section 2, limit points", "section": "2"}


def between(start: Vector) -> Vector:
    """lambda of the way from a point to x."""
    return Vector(weight * x[k] + (1 - weight) * start.at(k), k, n)


def chord(start: Vector) -> sp.Expr:
    """The chord of the energy between a point and x, less what the curvature of its convex part takes off."""
    bend = weight * (1 - weight) * SquaredDistance(X, start) / 2
    return weight * energy + (1 - weight) * MCHNEnergy(start, patterns, beta) - bend


def smooth(point: Vector) -> sp.Expr:
    """LogSumExp of the overlaps with a point."""
    return LogSumExp(Vector(InnerProduct(patterns.at(i), point), i, d), beta)


regular = SquaredNorm(between(Y)) / 2 + sp.log(d) / beta + Max.over(SquaredNorm(patterns.at(i)), i, d) / 2

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="A state near a local maximum that moves is sent below it, and stays below; that limit points are "
        "stationary is Theorem 2, and what is almost sure is left out.",
        title="A state that moves, and is not above a local maximum, is sent below it",
        says=bound(after, "<", limit),
        hypotheses=(Relation(energy, "<=", limit), Relation(sp.S.Zero, "<", length)),
        derivation={
            "bound": chain(
                after,
                ("<=", energy - length / 2, Cite("niu2024/mchn_energy_step+step", "bound", {y: X})),
                ("<", energy, Moving(chain(0, ("<", length, Hypothesis())))),
                ("<=", limit, Hypothesis()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+never", fidelity="ours", **here,
        title="On the way from the updated state back to the state the energy rises at once: an update that moves the "
        "state never leads to a local maximum",
        says=bound(after + weight**2 * length / 2, "<=", MCHNEnergy(between(step), patterns, beta)),
        hypotheses=(Relation(weight, "<=", sp.S.One),),
        derivation={
            "bound": chain(
                after + weight**2 * length / 2,
                ("=", weight * (after + length / 2) + (1 - weight) * after - weight * (1 - weight) * length / 2,
                 Algebra()),
                ("<=", chord(step), Monotone(Moving(chain(
                    after, ("<=", energy - length / 2, Cite("niu2024/mchn_energy_step+step", "bound", {y: X})))))),
                ("<=", MCHNEnergy(between(step), patterns, beta), Cite(
                    "ramsauer2020/limit_points+chord", "bound", {y: step})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+chord", fidelity="ours", **here,
        title="The energy lies above its chords, less what the paraboloid of curvature 1 takes off",
        says=bound(chord(Y), "<=", MCHNEnergy(between(Y), patterns, beta)),
        hypotheses=(Relation(weight, "<=", sp.S.One),),
        derivation={
            "bound": chain(
                chord(Y),
                ("=", regular - weight * smooth(X) - (1 - weight) * smooth(Y), Algebra()),
                ("<=", regular - smooth(between(Y)), Moving(chain(
                    smooth(between(Y)),
                    ("<=", weight * smooth(X) + (1 - weight) * smooth(Y),
                     Cite("niu2024/negative_log_sum_exp+concave", "convexity"))))),
                ("=", MCHNEnergy(between(Y), patterns, beta), Algebra()),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
