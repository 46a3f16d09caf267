"""Written through log Z, the loss shows how the allocation of attention weights depends on the learned patterns."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Growth, Monotone, Moving, Scaled, Sign
from theory.quantities import (
    DistanceEnergy,
    GlobalEnergy,
    LogSumExp,
    RelativeEntropy,
    SoftmaxEntropy,
    SoftmaxMean,
    SoftmaxVariance,
    SquaredDistance,
)
from theory.statement import Identity, bound
from theory.symbols import at_data, beta, d, i, k, n, normaliser, rho, second_beta, squares, x, y
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Section 5.1, log Z and the attention weights", "section": "5.1"}
ours: dict[str, Any] = {"fidelity": "ours", **here}
Z, patterns = normaliser, rho.vector()


def distances(point: Vector) -> Vector:
    """The squared distances to the patterns."""
    return Vector(SquaredDistance(point, patterns.at(k)), k, d)


def logits(values: Vector, at: sp.Expr = sp.S.One) -> Vector:
    """What the attention weights are the softmax of, at an inverse temperature."""
    return Vector(-at * values.at(k), k, values.size)


def attended(values: Vector) -> sp.Expr:
    """The mean of the values under their attention weights, less the entropy of these."""
    return SoftmaxMean(logits(values), values) - SoftmaxEntropy(logits(values))


def loss(energy: sp.Expr) -> sp.Expr:
    """log Z and the mean energy at d data points."""
    return sp.log(Z) + Sum.over(energy, i, d) / d


D = squares.vector()


def mean(at: sp.Expr) -> sp.Expr:
    """The mean squared distance under the attention weights."""
    return SoftmaxMean(logits(D, at), D)


def entropy(at: sp.Expr) -> sp.Expr:
    """The entropy of the attention weights."""
    return SoftmaxEntropy(logits(D, at))


def energy(at: sp.Expr) -> sp.Expr:
    """The energy at an inverse temperature."""
    return -LogSumExp(Vector(-squares[k], k, d), at)


before, after = beta, second_beta
sharper, s = Relation(before, "<=", after), sp.Symbol("s", real=True)
saved = (after - before) / (before * after)  # 1 / beta - 1 / beta'


def gibbs(first: sp.Expr, second: sp.Expr) -> tuple[sp.Expr, Cite]:
    """The relative entropy of the weights at two temperatures, and that it is not negative."""
    at_first, at_second = logits(D, first), logits(D, second)
    return RelativeEntropy(at_first, at_second), Cite("lemmas/gibbs", at={n: d, x: at_first, y: at_second})


there, there_positive = gibbs(before, after)
back, back_positive = gibbs(after, before)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="One layer with the distance energy, the patterns as data: over the data the loss adds up the mean "
        "squared distance under the attention weights, and takes off the entropy of these. The weights are softmax of "
        "minus the squared distances: those of attention where all patterns have one norm.",
        title="The loss is log Z plus the mean attended distance, less the mean entropy of the attention weights",
        says=Identity(
            loss(DistanceEnergy(rho.vector(i), patterns)), loss(attended(distances(rho.vector(i))))),
        derivation={"identity": chain(
            loss(DistanceEnergy(rho.vector(i), patterns)),
            ("=", loss(attended(distances(rho.vector(i)))), Monotone(Cite(
                "niu2024/loss_and_attention+point", "identity", {x: rho.vector(i)}), (i,))),
        )},
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Layers of any energies E_1 .. E_l: the weights are those with which the layers share in the global "
        "energy, softmax(-E), at each of d data points.",
        title="The loss is log Z plus the mean weighted energy of the layers, less the mean entropy of their weights",
        says=Identity(
            loss(GlobalEnergy(at_data.vector(i))), loss(attended(at_data.vector(i)))),
        derivation={"identity": chain(
            loss(GlobalEnergy(at_data.vector(i))), ("=", loss(attended(at_data.vector(i))), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+point", **ours,
        title="The energy is the mean squared distance under the attention weights less the entropy of these",
        says=Identity(DistanceEnergy(x.vector(), patterns), attended(distances(x.vector()))),
        derivation={"identity": chain(
            DistanceEnergy(x.vector(), patterns), ("=", attended(distances(x.vector())), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+temperature", **ours,
        title="At inverse temperature beta the energy is the attended distance less the entropy over beta",
        says=Identity(energy(before), mean(before) - entropy(before) / before),
        derivation={"identity": chain(energy(before), ("=", mean(before) - entropy(before) / before, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+sharpening", **ours,
        title="The fall of the attended distance times the growth of beta is the weights' relative entropy, both ways",
        says=Identity((after - before) * (mean(before) - mean(after)), there + back),
        derivation={"identity": chain(
            (after - before) * (mean(before) - mean(after)), ("=", there + back, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+distance_falls", **ours, title="The attended distance does not rise as the weights sharpen",
        says=bound(mean(after), "<=", mean(before)),
        hypotheses=(sharper,),
        derivation={"bound": chain(mean(after), ("<=", mean(before), Growth(mean(s), s, before, after, chain(
            -SoftmaxVariance(logits(D, s), D), ("<=", 0, Sign())))))},
        try_first=({"d": 2, "D_all": [0, 1], "beta": 1, "beta_2": 2},),
        expects=Holds,
    ),
    Claim(
        part="+entropy_falls", **ours, title="The entropy of the attention weights does not rise as they sharpen",
        says=bound(entropy(after), "<=", entropy(before)),
        hypotheses=(sharper,),
        derivation={"bound": chain(entropy(after), ("<=", entropy(before), Growth(entropy(s), s, before, after, chain(
            -s * SoftmaxVariance(logits(D, s), D), ("<=", 0, Sign())))))},
        try_first=({"d": 2, "D_all": [0, 1], "beta": 1, "beta_2": 2},),
        expects=Holds,
    ),
    Claim(
        part="+energy_rises", **ours, title="The energy does not fall as the weights sharpen",
        says=bound(energy(before), "<=", energy(after)),
        hypotheses=(sharper,),
        derivation={"bound": chain(
            energy(before),
            ("<=", energy(before) + saved * entropy(after), Moving(chain(
                saved, ("<=", saved * (1 + entropy(after)), Monotone(Moving(chain(
                    0, ("<=", entropy(after), Cite("lemmas/gibbs+entropy", "lower", {n: d, x: logits(D, after)})))))))),
            ),
            ("<=", energy(after), Cite("niu2024/loss_and_attention+energy_change", "lower")),
        )},
        try_first=({"d": 2, "D_all": [0, 1], "beta": 1, "beta_2": 2},),
        expects=Holds,
    ),
    Claim(
        part="+energy_change", **ours, sharpens=("+energy_rises",),
        title="How much the energy rises: between the entropy after and that before, times what 1 / beta falls by",
        says=bound(energy(before) + saved * entropy(after), "<=", energy(after),
                   "<=", energy(before) + saved * entropy(before)),
        derivation={
            "lower": chain(
                energy(before) + saved * entropy(after),
                ("=", energy(after) - back / before, Algebra()),
                ("<=", energy(after), Moving(chain(0, ("<=", back / before, Scaled(before, chain(
                    0, ("<=", back, back_positive))))))),
            ),
            "upper": chain(
                energy(after),
                ("=", energy(before) + saved * entropy(before) - there / after, Algebra()),
                ("<=", energy(before) + saved * entropy(before), Moving(chain(
                    0, ("<=", there / after, Scaled(after, chain(0, ("<=", there, there_positive))))))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
