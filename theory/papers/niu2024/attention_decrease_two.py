"""By how much one attention step lowers the energy of two patterns that it belongs to."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite
from theory.quantities import JoinedEnergy, JoinedStep, SquaredDistance
from theory.statement import bound
from theory.symbols import eta, factor, j, k, n, stride, x, xi, y
from theory.verdict import Holds

X, Y, pattern, rival = x.vector(), y.vector(), xi.vector(), eta.vector()
both = Vector(rival, j, 1)
on_the_line = Vector(eta[k] + stride * (xi[k] - eta[k]), k, n)
here: dict[str, Any] = {"cites": "Majorization-minimization, one step", "section": "4.2", "fidelity": "ours"}


def energy(point: Vector) -> sp.Expr:
    """The distance energy of the two patterns."""
    return JoinedEnergy(point, pattern, both)


def step(point: Vector) -> Vector:
    """Where the attention step sends a point."""
    return Vector(JoinedStep(point, pattern, both, k), k, n)


def lead(point: Vector) -> sp.Expr:
    """By how much the point is nearer to xi than to eta."""
    return SquaredDistance(point, rival) - SquaredDistance(point, pattern)


def even(point: Vector) -> Relation:
    """The product of the two weights at the point is q/4 at least."""
    return Relation(factor * (2 + sp.exp(lead(point)) + sp.exp(-lead(point))), "<=", sp.Integer(4))


def fall(point: Vector) -> sp.Expr:
    """By how much the step from the point lowers the energy."""
    return energy(point) - energy(step(point))


def length(point: Vector) -> sp.Expr:
    """The squared length of the step from the point."""
    return SquaredDistance(point, step(point))


image = step(Y)
start, end = sp.Symbol("p", real=True), sp.Symbol("r", real=True)
turned = lead(X) - lead(Y)
weight = sp.exp(lead(Y)) / (1 + sp.exp(lead(Y)))
anywhere = length(Y) - SquaredDistance(X, image) + factor * turned**2 / 8
after = lead(image) - lead(Y)
least = (1 + factor * SquaredDistance(pattern, rival) / 2) * length(on_the_line)

claims = (
    Claim(
        part="+line", **here,
        title="From the line through two patterns: where their weights before and after the step are even enough, it "
        "lowers the energy by the square of its length and by q of what the upper bound allows beyond it",
        says=bound(least, "<=", fall(on_the_line)), hypotheses=(even(on_the_line), even(step(on_the_line))),
        derivation={
            "bound": chain(
                fall(on_the_line),
                (">=", length(on_the_line) + factor * (lead(step(on_the_line)) - lead(on_the_line)) ** 2 / 8,
                 Cite("niu2024/attention_decrease_two+step", "bound", {y: on_the_line})),
                ("=", least, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+step", **here, sharpens=("+line",),
        title="By how much an attention step lowers the energy of two patterns at least, by how even their weights are",
        says=bound(length(Y) + factor * after**2 / 8, "<=", fall(Y)), hypotheses=(even(Y), even(image)),
        derivation={
            "bound": chain(
                length(Y) + factor * after**2 / 8,
                ("<=", fall(Y), Cite("niu2024/attention_decrease_two+anywhere", "bound", {x: image})),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+anywhere", **here, sharpens=("+step",),
        title="How far the energy of two patterns at one point is above that at another, at least",
        says=bound(anywhere, "<=", energy(Y) - energy(X)), hypotheses=(even(Y), even(X)),
        derivation={
            "bound": chain(
                energy(Y) - energy(X),
                ("=", SquaredDistance(Y, rival) - SquaredDistance(X, rival)
                 + sp.log(1 + sp.exp(lead(X))) - sp.log(1 + sp.exp(lead(Y))), Algebra()),
                (">=", SquaredDistance(Y, rival) - SquaredDistance(X, rival) + weight * turned + factor * turned**2 / 8,
                 Cite("lemmas/hoeffding+below", "bound", {start: lead(Y), end: lead(X)})),
                ("=", anywhere, Algebra()),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
