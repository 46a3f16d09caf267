"""The energy is larger than or equal to zero: 0 <= E(xi), for every state xi.

The proof shows E(xi) >= ||xi - x_xi||^2 / 2, x_xi being the pattern with the largest inner product with xi.
"""

from typing import Any

from theory.claims import Claim
from theory.kernel import Max, Relation, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone
from theory.quantities import InnerProduct, MCHNEnergy, SquaredDistance, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, i, rho, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy = MCHNEnergy(X, patterns, beta)
overlaps = Vector(InnerProduct(patterns.at(i), X), i, d)
norms = Vector(SquaredNorm(patterns.at(i)), i, d)
own = SquaredDistance(X, patterns.at(1)) / 2
here: dict[str, Any] = {"cites": "Lemma A1", "section": "App. A.1.2"}

claims = (
    Claim(
        **here, title="The energy is not negative", paper_uses=("ramsauer2020/lemma_a1+proof",),
        says=bound(0, "<=", energy),
        derivation={"bound": chain(0, ("<=", energy, Cite("niu2024/mchn_energy+non_negative")))},
        expects=Holds,
    ),
    Claim(
        part="+proof", fidelity="ours", **here,
        title="The energy is at least half the squared distance to the pattern of the largest inner product",
        says=bound(own, "<=", energy),
        hypotheses=(Relation(Max(overlaps), "<=", overlaps.at(1)),),
        derivation={
            "bound": chain(
                energy,
                (">=", SquaredNorm(X) / 2 + Max(norms) / 2 - Max(overlaps),
                 Cite("niu2024/mchn_energy_overlaps+largest", "lower")),
                (">=", SquaredNorm(X) / 2 + Max(norms) / 2 - overlaps.at(1), Monotone(Hypothesis())),
                (">=", SquaredNorm(X) / 2 + norms.at(1) / 2 - overlaps.at(1), Monotone(Entry(1))),
                ("=", own, Algebra()),
            )
        },
        expects=Holds,
    ),
)  # fmt: skip
