"""With beta = 2: |E(x) - (2 E_MCHN(x) - log d)| <= max_i ||rho^i||^2 - min_i ||rho^i||^2."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Sum, Vector, chain
from theory.kernel.rules import Absolute, Algebra, Cite, Entry, Monotone, Moving
from theory.quantities import DistanceEnergy, InnerProduct, MCHNEnergy, Softmax, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import d, i, n, rho, x, y
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy = DistanceEnergy(X, patterns)
shifted = 2 * MCHNEnergy(X, patterns, sp.Integer(2)) - sp.log(d)
norms = Vector(SquaredNorm(patterns.at(i)), i, d)
spread = Max(norms) - Min(norms)
near = Vector(-SquaredDistance(X, patterns.at(i)), i, d)
aligned = Vector(2 * InnerProduct(patterns.at(i), X), i, d)
tilted = Vector(SquaredNorm(patterns.at(i)) - Max(norms) - SquaredDistance(X, patterns.at(i)), i, d)
norms_reach_each_other = chain(Min(norms), ("<=", norms.at(1), Entry(1)), ("<=", Max(norms), Entry(1)))


def mean_norm(weights: Vector) -> sp.Expr:
    """The mean of the squared norms of the patterns under softmax weights."""
    return Sum.over(Softmax(weights, i) * norms.at(i), i, d)


def constant_mean(weights: Vector, value: sp.Expr) -> sp.Expr:
    """The mean of one value under softmax weights."""
    return Sum.over(Softmax(weights, i) * value, i, d)


def by_means(side: str) -> Cite:
    """Lemma 4 with means, at the exponents of the two energies."""
    return Cite("niu2024/lemma_4+mean", side, {n: d, x: near, y: tilted})


claims = (
    Claim(
        cites="Proposition 2", section="4.1", title="E and 2 E_MCHN - log d differ by the spread of the "
        "squared norms at most",
        says=bound(sp.Abs(energy - shifted), "<=", spread),
        derivation={
            "bound": chain(sp.Abs(energy - shifted), ("<=", spread, Absolute(
                chain(
                    energy - shifted,
                    ("<=", sp.S.Zero, Cite("niu2024/proposition_2+sharper", "lower")),
                    ("<=", spread, Moving(norms_reach_each_other)),
                ),
                chain(shifted - energy, ("<=", spread, Cite("niu2024/proposition_2+sharper", "upper"))),
            ))),
        },
        paper_uses=("niu2024/lemma_4", "niu2024/proposition_2_rewriting"),
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("",),
        cites="Proposition 2", section="4.1", title="2 E_MCHN - log d is never below E, and above it by "
        "the spread of the squared norms at most",
        says=bound(sp.S.Zero, "<=", shifted - energy, "<=", spread),
        derivation={
            "lower": chain(
                shifted - energy,
                (">=", Max(norms) - mean_norm(aligned), Cite("niu2024/proposition_2+means", "lower")),
                (">=", Max(norms) - constant_mean(aligned, Max(norms)), Monotone(Entry())),
                ("=", sp.S.Zero, Algebra()),
            ),
            "upper": chain(
                shifted - energy,
                ("<=", Max(norms) - mean_norm(near), Cite("niu2024/proposition_2+means", "upper")),
                ("<=", Max(norms) - constant_mean(near, Min(norms)), Monotone(Entry())),
                ("=", spread, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+means", fidelity="ours", sharpens=("+sharper",),
        cites="Proposition 2", section="4.1",
        title="2 E_MCHN - log d - E lies between two attention means of "
        "the deficits of the squared norms",
        says=bound(Max(norms) - mean_norm(aligned), "<=", shifted - energy, "<=", Max(norms) - mean_norm(near)),
        derivation={
            "lower": chain(
                shifted - energy,
                (">=", Sum.over(Softmax(tilted, i) * (near.at(i) - tilted.at(i)), i, d), by_means("lower")),
                ("=", Max(norms) - mean_norm(aligned), Algebra()),
            ),
            "upper": chain(
                shifted - energy,
                ("<=", Sum.over(Softmax(near, i) * (near.at(i) - tilted.at(i)), i, d), by_means("upper")),
                ("=", Max(norms) - mean_norm(near), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
