"""FF(x) = f(x K^T) V can be merged into attention without degrading performance: a layer is one attention layer."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Sign
from theory.quantities import (
    AttentionStep,
    DistanceEnergy,
    HopfieldStep,
    InnerProduct,
    LayerStep,
    LogSumExp,
    MergedEnergy,
    MergedMean,
    MergedStep,
    PooledStep,
    Softmax,
    SoftmaxMean,
    SquaredDistance,
    as_counted,
)
from theory.statement import Identity, NoMeaning, bound
from theory.symbols import b, beta, counts, d, h, i, j, k, layers, m, n, rho, sigma, t, v, varrho, x, y
from theory.verdict import Fails, Holds, Open

here: dict[str, Any] = {"cites": "Feed-forward as memory, Section 3", "section": "3"}

# One component of the output: logits x and values y of the context, logits b and values h of the feed-forward layer.
X, Y, B, H, V = x.vector(), y.vector(), b.vector(), h.vector(), v.vector()
attention, feed_forward = SoftmaxMean(X, Y), SoftmaxMean(B, H)
merged = MergedMean(X, Y, B, H)
mass, other_mass = sp.exp(LogSumExp(X)), sp.exp(LogSumExp(B))
share = mass / (mass + other_mass)

# The same with keys as values: rho in the context, sigma in the feed-forward layer.
patterns, others = rho.vector(), sigma.vector()
joined = Vector(
    MergedMean(
        Vector(beta * InnerProduct(patterns.at(i), X), i, d),
        Vector(rho[i, k], i, d),
        Vector(beta * InnerProduct(others.at(j), X), j, m),
        Vector(sigma[j, k], j, m),
    ), k, n
)  # fmt: skip
attended = Vector(HopfieldStep(X, patterns, beta, k), k, n)
in_turn = Vector(HopfieldStep(attended, others, beta, k), k, n)

# Energies and steps, all by distance.
energy, other_energy = DistanceEnergy(Y, patterns), DistanceEnergy(Y, others)
merged_energy = MergedEnergy(Y, patterns, others)
image = Vector(MergedStep(Y, patterns, others, k), k, n)
step, other_step = (Vector(AttentionStep(Y, group, k), k, n) for group in (patterns, others))
rise, other_rise = (SquaredDistance(X, s) - SquaredDistance(Y, s) for s in (step, other_step))
majorizer = merged_energy + SquaredDistance(X, image) - SquaredDistance(Y, image)


def either(first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """Eq. (7) of two energies."""
    return -sp.log(sp.exp(-first) + sp.exp(-second))


def mixed(first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """The mean with the weight of the context."""
    total = sp.exp(-energy) + sp.exp(-other_energy)
    return (sp.exp(-energy) * first + sp.exp(-other_energy) * second) / total


def pair(first: sp.Expr, second: sp.Expr) -> Vector:
    """The vector of two numbers."""
    return Vector((2 - i) * first + (i - 1) * second, i, 2)


# Over all layers: one of the l groups of patterns in each.
layer_energies = as_counted(X)
layer_weights = Vector(-layer_energies.at(t), t, layers)
pooled = PooledStep(X, varrho.vector(), counts.vector(), sp.S.One)
layer_steps = Sum.over(
    Softmax(layer_weights, t) * LayerStep(X, varrho.vector(t), counts.vector(t), sp.S.One), t, layers
)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Attention with the keys and values of the feed-forward layer joined to its own does what both do "
        "together: the sum of the two, f being softmax.",
        title="Attention over the joined keys is attention plus feed-forward",
        says=Identity(merged, attention + feed_forward),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Attention over the joined keys does what both do one after the other, the feed-forward layer being "
        "applied to what attention gives, f being softmax and the keys the values.",
        title="Attention over the joined keys is feed-forward after attention",
        says=Identity(InnerProduct(joined, V), InnerProduct(in_turn, V)),
        expects=Fails,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="Nothing is lost in performance.",
        title="Merging the feed-forward layers into attention does not degrade performance",
        says=NoMeaning(
            "It does not say of what models, on what data and by what measure performance would be compared, nor how "
            "much of a difference counts, so it is a report of experience and nothing that follows from the model."
        ),
        expects=Open,
    ),
    Claim(
        part="+mixture", fidelity="repaired", repairs=(":A", ":B"), **here,
        changed="a mixture of the two, not their sum nor one after the other, f being softmax",
        title="Attention over the joined keys is a mixture of attention and feed-forward, by the sums of their "
        "exponentials",
        says=Identity(merged, share * attention + (1 - share) * feed_forward),
        derivation={"identity": chain(merged, ("=", share * attention + (1 - share) * feed_forward, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+share", fidelity="ours", **here,
        title="The weight of either in the mixture is above 0 and below 1",
        says=bound(0, "<", share, "<", 1),
        derivation={
            "lower": chain(share, (">", 0, Sign())),
            "upper": chain(share, ("=", 1 - other_mass / (mass + other_mass), Algebra()), ("<", 1, Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+energies", fidelity="ours", **here,
        title="The distance energy of the joined keys is that of Eq. (7), for two layers",
        says=Identity(merged_energy, either(energy, other_energy)),
        derivation={"identity": chain(merged_energy, ("=", either(energy, other_energy), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+steps", fidelity="ours", **here,
        title="The attention step over the joined keys is the mixture of the two steps, the context's weighing as "
        "much as the joined energy is below that of the context",
        says=Identity(
            InnerProduct(image, V),
            sp.exp(merged_energy - energy) * InnerProduct(step, V)
            + sp.exp(merged_energy - other_energy) * InnerProduct(other_step, V)),
        derivation={"identity": chain(
            InnerProduct(image, V),
            ("=", sp.exp(merged_energy - energy) * InnerProduct(step, V)
             + sp.exp(merged_energy - other_energy) * InnerProduct(other_step, V), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+majorizer", fidelity="ours", sharpens=("+descent",), **here,
        title="The joined energy lies below a paraboloid that touches it at y and is lowest where the joined step "
        "sends y",
        says=bound(MergedEnergy(X, patterns, others), "<=", majorizer),
        derivation={"bound": chain(
            MergedEnergy(X, patterns, others),
            ("=", either(DistanceEnergy(X, patterns), DistanceEnergy(X, others)), Algebra()),
            ("<=", either(energy + rise, DistanceEnergy(X, others)),
             Monotone(Cite("niu2024/distance_energy_bounds+majorizer"))),
            ("<=", either(energy + rise, other_energy + other_rise),
             Monotone(Cite("niu2024/distance_energy_bounds+majorizer", "bound", {d: m, rho: others}))),
            ("<=", either(energy, other_energy) + mixed(rise, other_rise), Cite("niu2024/lemma_4+mean", "lower", {
                n: sp.Integer(2), x: pair(-energy - rise, -other_energy - other_rise),
                y: pair(-energy, -other_energy)})),
            ("=", majorizer, Algebra()),
        )},
        expects=Holds,
    ),
    Claim(
        part="+descent", fidelity="ours", **here,
        title="A step over the joined keys lowers the joined energy by the square of its length, at least",
        says=bound(MergedEnergy(image, patterns, others), "<=", merged_energy - SquaredDistance(Y, image)),
        derivation={"bound": chain(
            MergedEnergy(image, patterns, others),
            ("<=", merged_energy - SquaredDistance(Y, image),
             Cite("niu2024/feed_forward+majorizer", "bound", {x: image})),
        )},
        expects=Holds,
    ),
    Claim(
        part="+layers", fidelity="ours", **here,
        title="The attention step over the patterns of all layers is the mixture of the layers' steps, by the softmax "
        "of minus their energies",
        says=Identity(pooled, layer_steps),
        derivation={"identity": chain(pooled, ("=", layer_steps, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
