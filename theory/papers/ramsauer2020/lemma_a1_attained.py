"""The energy is 0 where all patterns x_i are equal to one x and the state xi is x as well."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Sum, Vector, chain
from theory.kernel.rules import Algebra, Attained, Entry, Hypothesis, Monotone, Moving, Sign
from theory.quantities import MCHNEnergy, SquaredDistance, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, j, rho, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy, alike = MCHNEnergy(X, patterns, beta), MCHNEnergy(X, Vector(X, i, d), beta)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
farthest = Max.over(SquaredDistance(patterns.at(i), X), i, d)
shorter = sp.exp(-beta * (largest - SquaredNorm(patterns.at(i))) / 2 - beta * SquaredDistance(patterns.at(i), X) / 2)


def close(where: sp.Symbol) -> sp.Expr:
    """How close a pattern is to the state, 1 where it is there."""
    return sp.exp(-beta * SquaredDistance(patterns.at(where), X) / 2)


lacking = (d - 1 + sp.exp(-beta * farthest / 2)) / d
missed = Sum.over(1 - close(i), i, d)
not_negative = chain(0, ("<=", 1 - close(i), Moving(chain(close(i), ("<=", 1, Monotone(Sign()))))))
here: dict[str, Any] = {"cites": "Lemma A1", "section": "App. A.1.2"}

claims = (
    Claim(
        **here, title="The energy is 0 where all patterns and the state are the same",
        says=Identity(alike, sp.S.Zero),
        derivation={"identity": chain(alike, ("=", 0, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+only", fidelity="ours", **here,
        title="The energy is 0 nowhere else: the distance from the state to the farthest pattern bounds it below",
        says=bound(-sp.log(lacking) / beta, "<=", energy),
        derivation={
            "bound": chain(
                energy,
                ("=", -sp.log(Sum.over(shorter, i, d) / d) / beta, Algebra()),
                (">=", -sp.log(Sum.over(close(i), i, d) / d) / beta, Monotone(Moving(chain(
                    beta * SquaredNorm(patterns.at(i)) / 2, ("<=", beta * largest / 2, Monotone(Entry(i))))), (i,))),
                ("=", -sp.log((d - missed) / d) / beta, Algebra()),
                (">=", -sp.log(lacking) / beta, Attained(farthest, j, chain(
                    -sp.log((d - missed) / d) / beta,
                    (">=", -sp.log((d - 1 + close(j)) / d) / beta, Monotone(Moving(chain(
                        1 - close(j), ("<=", missed, Entry(j, i, not_negative)))))),
                    ("=", -sp.log(lacking) / beta, Monotone(Hypothesis())),
                ))),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
