"""E_MCHN^beta(x) = -LogSumExp(beta, M^T x) + x^T x / 2 + log(d) / beta + max_i ||rho^i||^2 / 2."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Monotone, Moving, Sign, Through
from theory.quantities import InnerProduct, LogSumExp, MCHNEnergy, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, i, n, rho, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy = MCHNEnergy(X, patterns, beta)
overlaps = Vector(InnerProduct(patterns.at(i), X), i, d)
scaled = Vector(beta * overlaps.at(i), i, d)
query, best, worst = SquaredNorm(X), Max(overlaps), Min(overlaps)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)

# Between given extremes of the overlaps.
aligned = query / 2 + largest / 2 - best
largest_sum = d - 1 + sp.exp(beta * (worst - best))
smallest_sum = 1 + (d - 1) * sp.exp(beta * (worst - best))
hardest = aligned + sp.log(d) / beta - sp.log(largest_sum) / beta
easiest = aligned + sp.log(d) / beta - sp.log(smallest_sum) / beta


def smoothed(lse: sp.Expr) -> sp.Expr:
    """The energy, for one way of writing LogSumExp of the overlaps times beta."""
    return query / 2 + largest / 2 + sp.log(d) / beta - lse / beta


def by_lemma_2(side: str) -> Monotone:
    """Lemma 2 at given extremes, for the overlaps times beta."""
    return Monotone(Cite("niu2024/lemma_2+sharper", side, {n: d, x: scaled}))


hole = sp.Symbol("t", real=True)
beta_out = Monotone(Through(beta * hole, hole, worst))
overlaps_reach_each_other = chain(worst, ("<=", overlaps.at(1), Entry(1)), ("<=", best, Entry(1)))

claims = (
    Claim(
        part="+extremes", fidelity="ours", sharpens=("+largest",),
        cites="MCHN energy", section="4.1",
        title="MCHN's energy between its values at given extremes of the overlaps",
        says=bound(hardest, "<=", energy, "<=", easiest),
        derivation={
            "lower": chain(
                energy,
                ("=", smoothed(LogSumExp(scaled)), Algebra()),
                (">=", smoothed(Max(scaled) + sp.log(d - 1 + sp.exp(Min(scaled) - Max(scaled)))), by_lemma_2("upper")),
                ("=", smoothed(Max(scaled) + sp.log(d - 1 + sp.exp(beta * worst - Max(scaled)))), beta_out),
                ("=", hardest, Algebra()),
            ),
            "upper": chain(
                energy,
                ("=", smoothed(LogSumExp(scaled)), Algebra()),
                ("<=", smoothed(Max(scaled) + sp.log(1 + (d - 1) * sp.exp(Min(scaled) - Max(scaled)))),
                 by_lemma_2("lower")),
                ("=", smoothed(Max(scaled) + sp.log(1 + (d - 1) * sp.exp(beta * worst - Max(scaled)))), beta_out),
                ("=", easiest, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+largest", fidelity="ours", sharpens=("niu2024/mchn_energy+bounds",),
        cites="MCHN energy", section="4.1",
        title="MCHN's energy is set by the largest overlap up to log(d) / beta",
        says=bound(aligned, "<=", energy, "<=", aligned + sp.log(d) / beta),
        derivation={
            "lower": chain(
                energy,
                (">=", hardest, Cite("niu2024/mchn_energy_overlaps+extremes", "lower")),
                (">=", aligned, Moving(chain(
                    sp.log(largest_sum) / beta,
                    ("<=", sp.log(d) / beta, Monotone(Moving(chain(
                        beta * worst, ("<=", beta * best, Monotone(overlaps_reach_each_other)))))),
                ))),
            ),
            "upper": chain(
                energy,
                ("<=", easiest, Cite("niu2024/mchn_energy_overlaps+extremes", "upper")),
                ("<=", aligned + sp.log(d) / beta, Sign()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
