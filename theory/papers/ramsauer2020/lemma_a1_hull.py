"""For a state xi in the simplex spanned by the patterns E(xi) <= beta^-1 ln N + M^2 / 2.

The simplex is the convex hull: xi = sum_i lambda_i x_i with lambda_i >= 0 and sum_i lambda_i = 1.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Sign
from theory.quantities import HopfieldStep, InnerProduct, MCHNEnergy, Softmax, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, k, n, rho, shares, x
from theory.verdict import Holds

X, patterns = x.vector(), rho.vector()
energy = MCHNEnergy(X, patterns, beta)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
in_hull = Vector(Sum.over(shares[i] * rho[i, k], i, d), k, n)
at_hull, length = MCHNEnergy(in_hull, patterns, beta), SquaredNorm(in_hull)
weights = Relation(Sum(shares.vector()), "=", sp.S.One)
overlaps = Vector(InnerProduct(patterns.at(i), X), i, d)
of_hull = Vector(InnerProduct(patterns.at(i), in_hull), i, d)
scaled = Vector(beta * overlaps.at(i), i, d)
step = Vector(HopfieldStep(X, patterns, beta, k), k, n)
certainty = Sum.over(Softmax(scaled, i) * sp.log(Softmax(scaled, i)), i, d)
exact = (sp.log(d) + certainty) / beta + (largest + SquaredNorm(X)) / 2 - InnerProduct(X, step)
two: dict[str, object] = {"d": 2, "n": 1, "rho": [["1"], ["-1"]], "lambda_w": ["1/4", "3/4"], "beta": "1"}
here: dict[str, Any] = {"cites": "Lemma A1", "section": "App. A.1.2"}


def seen(point: Vector) -> sp.Expr:
    """The weighted sum of the patterns' inner products with a point."""
    return Sum.over(shares[i] * InnerProduct(patterns.at(i), point), i, d)


claims = (
    Claim(
        **here, title="In the convex hull of the patterns the energy is at most ln(N) / beta + M^2 / 2",
        says=bound(at_hull, "<=", sp.log(d) / beta + largest / 2), hypotheses=(weights,), try_first=(two,),
        derivation={
            "bound": chain(
                at_hull,
                ("<=", sp.log(d) / beta + (largest - length) / 2, Cite("ramsauer2020/lemma_a1_hull+length")),
                ("<=", sp.log(d) / beta + largest / 2, Sign()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+length", fidelity="ours", sharpens=("",), **here,
        title="In the convex hull of the patterns half the squared norm of the state can be taken off that bound",
        says=bound(at_hull, "<=", sp.log(d) / beta + (largest - length) / 2), hypotheses=(weights,), try_first=(two,),
        derivation={
            "bound": chain(at_hull, ("<=", sp.log(d) / beta + (largest - length) / 2, Cite(
                "ramsauer2020/lemma_a1_hull+half_space", "bound", {x: in_hull},
                Cite("ramsauer2020/lemma_a1_hull+reach"))))
        },
        expects=Holds,
    ),
    Claim(
        part="+half_space", fidelity="ours", sharpens=("+length",), **here,
        title="The same holds wherever some pattern reaches as far as the state in the direction of the state",
        says=bound(energy, "<=", sp.log(d) / beta + (largest - SquaredNorm(X)) / 2),
        hypotheses=(Relation(SquaredNorm(X), "<=", Max(overlaps)),),
        derivation={
            "bound": chain(
                energy,
                ("<=", SquaredNorm(X) / 2 + largest / 2 - Max(overlaps) + sp.log(d) / beta,
                 Cite("niu2024/mchn_energy_overlaps+largest", "upper")),
                ("<=", SquaredNorm(X) / 2 + largest / 2 - SquaredNorm(X) + sp.log(d) / beta, Monotone(Hypothesis())),
                ("=", sp.log(d) / beta + (largest - SquaredNorm(X)) / 2, Algebra()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+reach", fidelity="ours", **here,
        title="In the direction of a state of the convex hull some pattern reaches as far as the state",
        says=bound(length, "<=", Max(of_hull)), hypotheses=(weights,), try_first=(two,),
        derivation={
            "bound": chain(
                length,
                ("=", seen(in_hull), Cite("ramsauer2020/lemma_a1_hull+pairing", "identity", {x: in_hull})),
                ("<=", Sum.over(shares[i] * Max(of_hull), i, d), Monotone(Entry())),
                ("=", Sum(shares.vector()) * Max(of_hull), Algebra()),
                ("=", Max(of_hull), Monotone(Hypothesis())),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+pairing", fidelity="ours", **here,
        title="The inner product of a state of the convex hull with a point is the weighted sum of the patterns'",
        says=Identity(InnerProduct(in_hull, X), seen(X)),
        derivation={"identity": chain(InnerProduct(in_hull, X), ("=", seen(X), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+exact", fidelity="ours", **here,
        title="The energy by the entropy of the softmax weights: at a fixed point it is (ln(N) - H) / beta + (M^2 - "
        "||xi||^2) / 2",
        says=Identity(energy, exact),
        derivation={"identity": chain(energy, ("=", exact, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
