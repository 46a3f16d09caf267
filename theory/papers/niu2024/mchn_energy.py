"""E_MCHN^beta(x) = -LogSumExp(beta, M^T x) + x^T x / 2 + log(d) / beta + max_i ||rho^i||^2 / 2."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import (
    Algebra,
    Attained,
    Cite,
    Entry,
    Hypothesis,
    Jensen,
    Monotone,
    Moving,
    Sign,
    Unsigned,
)
from theory.quantities import (
    DistanceEnergy,
    InnerProduct,
    LogSumExp,
    MCHNEnergy,
    NearestDistance,
    Softmax,
    SquaredDistance,
    SquaredNorm,
)
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, j, k, n, rho, x, y
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy, g = MCHNEnergy(X, patterns, beta), NearestDistance(X, patterns)
norms = Vector(SquaredNorm(patterns.at(i)), i, d)
overlaps = Vector(InnerProduct(patterns.at(i), X), i, d)
near = Vector(-SquaredDistance(X, patterns.at(i)), i, d)
scaled = Vector(beta * overlaps.at(i), i, d)
query, largest, best = SquaredNorm(X), Max(norms), Max(overlaps)
aligned = query / 2 + largest / 2 - best
mean = Vector(Sum.over(rho[i, k], i, d) / d, k, n)

exponent = beta / 2 * (norms.at(i) - largest) - beta / 2 * SquaredDistance(X, patterns.at(i))
spread = largest - Min(norms)

# Against the distance energy at inverse temperature beta / 2, -LogSumExp(beta / 2, -||x - rho^i||^2).
halved = sp.log(d) / beta - LogSumExp(near, beta / 2) / 2
cooled = Vector(beta / 2 * near.at(i), i, d)
tilted = Vector(beta / 2 * (norms.at(i) - largest + near.at(i)), i, d)
equal_norms = Relation(largest, "=", Min(norms))
above = energy - halved


def mean_norm(weights: Vector) -> sp.Expr:
    """The mean of the squared norms of the patterns under softmax weights."""
    return Sum.over(Softmax(weights, i) * norms.at(i), i, d)


def constant_mean(weights: Vector, value: sp.Expr) -> sp.Expr:
    """The mean of one value under softmax weights."""
    return Sum.over(Softmax(weights, i) * value, i, d)


def mean_deficit(weights: Vector) -> sp.Expr:
    """The mean of what the exponents of the two energies differ by."""
    return Sum.over(Softmax(weights, i) * (cooled.at(i) - tilted.at(i)), i, d)


def by_means(side: str) -> Monotone:
    """Lemma 4 with means, at the exponents of the two energies."""
    return Monotone(Cite("niu2024/lemma_4+mean", side, {n: d, x: cooled, y: tilted}))


not_below = Moving(chain(
    energy - halved,
    (">=", (largest - mean_norm(scaled)) / 2, Cite("niu2024/mchn_energy+means", "lower")),
    (">=", (largest - constant_mean(scaled, largest)) / 2, Monotone(Entry())),
    ("=", sp.S.Zero, Algebra()),
))  # fmt: skip
not_above = Moving(chain(
    energy - halved,
    ("<=", (largest - mean_norm(cooled)) / 2, Cite("niu2024/mchn_energy+means", "upper")),
    ("<=", (largest - constant_mean(cooled, Min(norms))) / 2, Monotone(Entry())),
    ("=", (largest - Min(norms)) / 2, Algebra()),
    ("=", sp.S.Zero, Hypothesis()),
))  # fmt: skip

claims = (
    Claim(
        part="+distances", fidelity="ours",
        cites="MCHN energy", section="4.1",
        title="MCHN's energy in terms of distances, at every inverse temperature",
        says=Identity(energy, -sp.log(Sum.over(sp.exp(exponent), i, d) / d) / beta),
        derivation={
            "identity": chain(energy, ("=", -sp.log(Sum.over(sp.exp(exponent), i, d) / d) / beta, Algebra()))
        },
        expects=Holds,
    ),
    Claim(
        part="+bounds", fidelity="ours", sharpens=("+non_negative",),
        cites="MCHN energy", section="4.1",
        title="MCHN's energy follows half the nearest distance, at every inverse temperature",
        says=bound(g / 2, "<=", energy, "<=", g / 2 + spread / 2 + sp.log(d) / beta),
        derivation={
            "lower": chain(
                energy,
                (">=", aligned, Cite("niu2024/mchn_energy_overlaps+largest", "lower")),
                (">=", g / 2, Attained(best, j, chain(
                    aligned,
                    ("=", query / 2 + largest / 2 - overlaps.at(j), Monotone(Hypothesis())),
                    (">=", query / 2 + norms.at(j) / 2 - overlaps.at(j), Monotone(Entry(j))),
                    ("=", SquaredDistance(X, patterns.at(j)) / 2, Algebra()),
                    (">=", g / 2, Monotone(Entry(j))),
                ))),
            ),
            "upper": chain(
                energy,
                ("<=", aligned + sp.log(d) / beta, Cite("niu2024/mchn_energy_overlaps+largest", "upper")),
                ("<=", g / 2 + spread / 2 + sp.log(d) / beta, Attained(g, j, chain(
                    aligned + sp.log(d) / beta,
                    ("<=", query / 2 + largest / 2 - overlaps.at(j) + sp.log(d) / beta, Monotone(Entry(j))),
                    ("=", SquaredDistance(X, patterns.at(j)) / 2 + largest / 2 - norms.at(j) / 2 + sp.log(d) / beta,
                     Algebra()),
                    ("=", g / 2 + largest / 2 - norms.at(j) / 2 + sp.log(d) / beta, Monotone(Hypothesis())),
                    ("<=", g / 2 + spread / 2 + sp.log(d) / beta, Monotone(Entry(j))),
                ))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+non_negative", fidelity="ours",
        cites="MCHN energy", section="4.1",
        title="MCHN's energy is not negative",
        says=bound(0, "<=", energy),
        derivation={
            "bound": chain(
                sp.S.Zero, ("<=", g / 2, Sign()), ("<=", energy, Cite("niu2024/mchn_energy+bounds", "lower"))
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+means", fidelity="ours", sharpens=("+equal_norms_every_beta",),
        cites="MCHN energy", section="4.1",
        title="MCHN's energy is above half the distance energy by a mean deficit of the squared norms, at every "
        "inverse temperature",
        says=bound(
            (largest - mean_norm(scaled)) / 2, "<=", energy - halved, "<=", (largest - mean_norm(cooled)) / 2,
        ),
        derivation={
            "lower": chain(
                energy - halved,
                ("=", (LogSumExp(cooled) - LogSumExp(tilted)) / beta, Algebra()),
                (">=", mean_deficit(tilted) / beta, by_means("lower")),
                ("=", (largest - mean_norm(scaled)) / 2, Algebra()),
            ),
            "upper": chain(
                energy - halved,
                ("=", (LogSumExp(cooled) - LogSumExp(tilted)) / beta, Algebra()),
                ("<=", mean_deficit(cooled) / beta, by_means("upper")),
                ("=", (largest - mean_norm(cooled)) / 2, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+equal_norms_every_beta", fidelity="ours", sharpens=("+equal_norms",),
        cites="MCHN energy", section="4.1",
        title="Where all patterns have one norm, MCHN's energy is half the distance energy at inverse temperature "
        "beta / 2, and a constant",
        says=Identity(energy, halved),
        hypotheses=(equal_norms,),
        derivation={
            "identity": chain(energy, ("=", halved, Moving(chain(
                above / 2,
                ("=", sp.Abs(above / 2), Unsigned(chain(
                    sp.S.Zero,
                    ("<=", above / 2, Moving(chain(halved / 2, ("<=", energy / 2, Monotone(not_below))))),
                ))),
                ("=", -above / 2, Unsigned(chain(
                    sp.S.Zero,
                    ("<=", -above / 2, Moving(chain(energy / 2, ("<=", halved / 2, Monotone(not_above))))),
                ))),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+equal_norms", fidelity="ours",
        cites="MCHN energy", section="4.1",
        title="Where all patterns have one norm, 2 E_MCHN - log d at beta = 2 is the distance energy",
        says=Identity(2 * MCHNEnergy(X, patterns, sp.Integer(2)) - sp.log(d), DistanceEnergy(X, patterns)),
        hypotheses=(equal_norms,),
        derivation={
            "identity": chain(
                2 * MCHNEnergy(X, patterns, sp.Integer(2)) - sp.log(d),
                ("=", 2 * (sp.log(d) / 2 - LogSumExp(near, 1) / 2) - sp.log(d), Monotone(
                    Cite("niu2024/mchn_energy+equal_norms_every_beta", "identity", {beta: sp.Integer(2)}))),
                ("=", DistanceEnergy(X, patterns), Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+upper", fidelity="ours", sharpens=("+range",),
        cites="MCHN energy", section="4.1",
        title="MCHN's energy is at most its value for the mean of the overlaps",
        says=bound(energy, "<=", query / 2 - InnerProduct(mean, X) + largest / 2),
        derivation={
            "bound": chain(
                energy,
                ("=", query / 2 + largest / 2 - sp.log(Sum.over(sp.exp(scaled.at(i)) / d, i, d)) / beta, Algebra()),
                ("<=", query / 2 + largest / 2 - Sum.over(scaled.at(i) / d, i, d) / beta,
                 Monotone(Jensen(Vector(1 / d, i, d), scaled))),
                ("=", query / 2 - InnerProduct(mean, X) + largest / 2, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+range", fidelity="ours", sharpens=("+ball",),
        cites="MCHN energy", section="4.1",
        title="MCHN's energy is at most the squared norm of the query and the largest of a pattern together",
        says=bound(0, "<=", energy, "<=", query + largest),
        derivation={
            "lower": chain(energy, (">=", sp.S.Zero, Cite("niu2024/mchn_energy+non_negative"))),
            "upper": chain(
                energy,
                ("<=", query / 2 - InnerProduct(mean, X) + largest / 2, Cite("niu2024/mchn_energy+upper")),
                ("=", query / 2 + largest / 2 + Sum.over(-overlaps.at(i) / d, i, d), Algebra()),
                ("<=", query / 2 + largest / 2 + Sum.over((query + norms.at(i)) / (2 * d), i, d), Monotone(chain(
                    -overlaps.at(j) / d,
                    ("<=", -overlaps.at(j) / d + Sum.over((x[k] + rho[j, k]) ** 2, k, n) / (2 * d), Sign()),
                    ("=", (query + norms.at(j)) / (2 * d), Algebra()),
                ), (j,))),
                ("<=", query / 2 + largest / 2 + Sum.over((query + largest) / (2 * d), i, d), Monotone(Entry())),
                ("=", query + largest, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+ball", fidelity="ours",
        cites="MCHN energy", section="4.1",
        title="In the smallest ball around the origin that holds all patterns, MCHN's energy is from 0 to twice the "
        "largest squared norm",
        says=bound(0, "<=", energy, "<=", 2 * largest),
        hypotheses=(Relation(query, "<=", largest),),
        derivation={
            "lower": chain(energy, (">=", sp.S.Zero, Cite("niu2024/mchn_energy+range", "lower"))),
            "upper": chain(
                energy,
                ("<=", query + largest, Cite("niu2024/mchn_energy+range", "upper")),
                ("<=", 2 * largest, Hypothesis()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
