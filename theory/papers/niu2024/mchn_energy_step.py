"""E_MCHN^beta(x) = -LogSumExp(beta, M^T x) + x^T x / 2 + log(d) / beta + max_i ||rho^i||^2 / 2."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Op, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Monotone
from theory.quantities import HopfieldStep, InnerProduct, LogSumExp, MCHNEnergy, Softmax, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, i, k, n, rho, x, y
from theory.verdict import Holds

X, Y, patterns = x.vector(), y.vector(), rho.vector()
here, there = MCHNEnergy(X, patterns, beta), MCHNEnergy(Y, patterns, beta)
at_x = Vector(beta * InnerProduct(patterns.at(i), X), i, d)
at_y = Vector(beta * InnerProduct(patterns.at(i), Y), i, d)
change = Vector(SquaredDistance(X, patterns.at(i)) - SquaredDistance(Y, patterns.at(i)), i, d)
farther = (SquaredNorm(X) - SquaredNorm(Y)) / 2
attended = Vector(HopfieldStep(Y, patterns, beta, k), k, n)
sides: tuple[tuple[str, Op, Vector, sp.Expr], ...] = (
    ("lower", ">=", at_x, Min(change)),
    ("upper", "<=", at_y, Max(change)),
)
majorizer = there + SquaredDistance(X, attended) / 2 - SquaredDistance(Y, attended) / 2


def mean(weights: Vector) -> sp.Expr:
    """Half the mean of the changes of the squared distances under softmax weights."""
    return Sum.over(Softmax(weights, i) * change.at(i), i, d) / 2


def mean_growth(weights: Vector) -> sp.Expr:
    """The mean of what the exponents grow by from x to y."""
    return Sum.over(Softmax(weights, i) * (at_y.at(i) - at_x.at(i)), i, d)


def constant_mean(weights: Vector, value: sp.Expr) -> sp.Expr:
    """The mean of one value under softmax weights."""
    return Sum.over(Softmax(weights, i) * value, i, d)


claims = (
    Claim(
        part="+change", fidelity="ours",
        cites="MCHN energy", section="4.1",
        title="MCHN's energy changes by no more than half the largest and no less than half the smallest change of a "
        "squared distance",
        says=bound(Min(change) / 2, "<=", here - there, "<=", Max(change) / 2),
        derivation={
            side: chain(
                here - there,
                (op, mean(weights), Cite("niu2024/mchn_energy_step+means", side)),
                (op, constant_mean(weights, extreme) / 2, Monotone(Entry())),
                ("=", extreme / 2, Algebra()),
            )
            for side, op, weights, extreme in sides
        },
        expects=Holds,
    ),
    Claim(
        part="+means", fidelity="ours", sharpens=("+change",),
        cites="MCHN energy", section="4.1",
        title="The change of MCHN's energy lies between two attention means of the changes of the squared distances",
        says=bound(mean(at_x), "<=", here - there, "<=", mean(at_y)),
        derivation={
            side: chain(
                here - there,
                ("=", farther + (LogSumExp(at_y) - LogSumExp(at_x)) / beta, Algebra()),
                (op, farther + mean_growth(weights) / beta,
                 Monotone(Cite("niu2024/lemma_4+mean", side, {n: d, x: at_y, y: at_x}))),
                ("=", mean(weights), Algebra()),
            )
            for side, op, weights, _ in sides
        },
        expects=Holds,
    ),
    Claim(
        part="+majorizer", fidelity="ours", sharpens=("+step",),
        cites="MCHN energy", section="4.1",
        title="MCHN's energy lies below a paraboloid that touches it at y and is lowest where attention sends y",
        says=bound(here, "<=", majorizer),
        derivation={
            "bound": chain(
                here,
                ("<=", there + mean(at_y), Cite("niu2024/mchn_energy_step+means", "upper")),
                ("=", majorizer, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+step", fidelity="ours",
        cites="MCHN energy", section="4.1",
        title="An attention step lowers MCHN's energy by half the square of its length at least",
        says=bound(MCHNEnergy(attended, patterns, beta), "<=", there - SquaredDistance(Y, attended) / 2),
        derivation={
            "bound": chain(
                MCHNEnergy(attended, patterns, beta),
                ("<=", there - SquaredDistance(Y, attended) / 2,
                 Cite("niu2024/mchn_energy_step+majorizer", at={x: attended})),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
