"""For a state xi in the simplex spanned by the patterns E(xi) <= 2 M^2.

The simplex is the convex hull: xi = sum_i lambda_i x_i with lambda_i >= 0 and sum_i lambda_i = 1.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain, substitute
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving, OneOrMore, Sign
from theory.quantities import InnerProduct, MCHNEnergy, SquaredDistance, SquaredNorm
from theory.statement import Identity, bound
from theory.symbols import beta, d, i, j, k, n, rho, shares, x
from theory.verdict import Fails, Holds

X, patterns = x.vector(), rho.vector()
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)
in_hull = Vector(Sum.over(shares[i] * rho[i, k], i, d), k, n)
at_hull = MCHNEnergy(in_hull, patterns, beta)
weights = Relation(Sum(shares.vector()), "=", sp.S.One)
factor = 2 * (1 - 1 / d)
squared = Sum.over(shares[i] * SquaredNorm(patterns.at(i)), i, d)
mean = Vector(Sum.over(rho[i, k], i, d) / d, k, n)
by_squares = (sp.S.Half - 1 / d) * squared + (sp.Rational(3, 2) - 1 / d) * largest
ends: dict[str, object] = {"d": 2, "n": 1, "rho": [["1"], ["-1"]], "lambda_w": ["1", "0"], "beta": "1/1000"}
here: dict[str, Any] = {"cites": "Lemma A1", "section": "App. A.1.2", "hypotheses": (weights,), "try_first": (ends,)}


def spread(point: Vector) -> sp.Expr:
    """The weighted sum of the squared distances of the patterns to a point."""
    return Sum.over(shares[i] * SquaredDistance(patterns.at(i), point), i, d)


def around(point: Vector) -> sp.Expr:
    """The same, the squares expanded."""
    return squared - 2 * InnerProduct(in_hull, point) + Sum(shares.vector()) * SquaredNorm(point)


def with_itself(where: sp.Symbol) -> sp.Expr:
    """What the mean of the patterns has along one of them at least."""
    return (SquaredNorm(patterns.at(where)) + largest) / d - largest


# <x_i, x_j> + M^2 >= 0 for all i, and one of them is ||x_j||^2 + M^2.
inner = InnerProduct(patterns.at(i), patterns.at(j))
half_square = Sum.over((rho[i, k] + rho[j, k]) ** 2, k, n) / 2
halves = (SquaredNorm(patterns.at(i)) + SquaredNorm(patterns.at(j))) / 2
not_negative = chain(
    0,
    ("<=", half_square, Sign()),
    ("=", inner + SquaredNorm(patterns.at(i)) / 2 + SquaredNorm(patterns.at(j)) / 2, Algebra()),
    ("<=", inner + largest / 2 + SquaredNorm(patterns.at(j)) / 2, Monotone(Entry(i))),
    ("<=", inner + largest, Moving(chain(
        SquaredNorm(patterns.at(j)) / 2, ("<=", largest / 2, Monotone(Entry(j)))))),
)  # fmt: skip
own_share = chain(
    InnerProduct(mean, patterns.at(j)),
    ("=", Sum.over(inner + largest, i, d) / d - largest, Algebra()),
    (">=", with_itself(j), Monotone(chain(
        Sum.over(inner + largest, i, d),
        (">=", SquaredNorm(patterns.at(j)) + largest, Entry(j, i, not_negative)),
    ))),
)  # fmt: skip
below = chain(
    squared,
    ("<=", Sum.over(shares[i] * largest, i, d), Monotone(Entry())),
    ("=", Sum(shares.vector()) * largest, Algebra()),
    ("=", largest, Monotone(Hypothesis())),
)  # fmt: skip
more = chain(
    at_hull,
    ("<=", by_squares, Cite("ramsauer2020/lemma_a1_twice+squares")),
    ("=", (d - 2) * squared / (2 * d) + (sp.Rational(3, 2) - 1 / d) * largest, Algebra()),
    ("<=", (d - 2) * largest / (2 * d) + (sp.Rational(3, 2) - 1 / d) * largest, Monotone(below)),
    ("=", factor * largest, Algebra()),
)  # fmt: skip
single = {d: sp.Integer(1)}
one = chain(
    substitute(at_hull, single),
    ("<=", substitute(by_squares, single), Cite("ramsauer2020/lemma_a1_twice+squares", "bound", single)),
    ("=", substitute((1 - Sum(shares.vector())) * largest / 2, single), Algebra()),
    ("=", sp.S.Zero, Moving(chain(
        substitute(Sum(shares.vector()) * largest / 2, single),
        ("=", substitute(largest / 2, single), Monotone(Hypothesis()))))),
)  # fmt: skip

claims = (
    Claim(
        **here, title="In the convex hull of the patterns the energy is at most twice the largest squared norm",
        says=bound(at_hull, "<=", 2 * largest),
        derivation={
            "bound": chain(
                at_hull,
                ("<=", factor * largest, Cite("ramsauer2020/lemma_a1_twice+share")),
                ("<=", 2 * largest, Sign()),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+share", fidelity="ours", sharpens=("",), **here,
        title="In the convex hull of N patterns the energy is at most 2 (1 - 1/N) times the largest squared norm",
        says=bound(at_hull, "<=", factor * largest),
        derivation={
            "bound": chain(at_hull, ("<=", factor * largest, OneOrMore(d, one, more))),
        },
        expects=Holds,
    ),
    Claim(
        part="+squares", fidelity="ours", sharpens=("+share",), **here,
        title="In the convex hull of the patterns the energy is bounded by the mean of their squared norms",
        says=bound(at_hull, "<=", by_squares),
        derivation={
            "bound": chain(
                at_hull,
                ("<=", SquaredNorm(in_hull) / 2 - InnerProduct(mean, in_hull) + largest / 2,
                 Cite("niu2024/mchn_energy+upper", "bound", {x: in_hull})),
                ("<=", squared / 2 - InnerProduct(mean, in_hull) + largest / 2,
                 Monotone(Cite("ramsauer2020/lemma_a1_twice+jensen"))),
                ("=", squared / 2 - Sum.over(shares[j] * InnerProduct(mean, patterns.at(j)), j, d) + largest / 2,
                 Cite("ramsauer2020/lemma_a1_hull+pairing", "identity", {x: mean})),
                ("<=", squared / 2 - Sum.over(shares[j] * with_itself(j), j, d) + largest / 2,
                 Monotone(own_share, (j,))),
                ("=", (sp.S.Half - 1 / d) * squared + Sum(shares.vector()) * (1 - 1 / d) * largest + largest / 2,
                 Algebra()),
                ("=", by_squares, Moving(chain(
                    Sum(shares.vector()) * (1 - 1 / d) * largest, ("=", (1 - 1 / d) * largest,
                     Monotone(Hypothesis()))))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+jensen", fidelity="ours", **here,
        title="The squared norm of a state of the convex hull is at most the mean of the squared norms",
        says=bound(SquaredNorm(in_hull), "<=", squared),
        derivation={
            "bound": chain(
                SquaredNorm(in_hull),
                ("=", 2 * InnerProduct(in_hull, in_hull) - Sum(shares.vector()) * SquaredNorm(in_hull), Moving(chain(
                    Sum(shares.vector()) * SquaredNorm(in_hull),
                    ("=", SquaredNorm(in_hull), Monotone(Hypothesis()))))),
                ("<=", squared, Moving(chain(
                    0,
                    ("<=", spread(in_hull), Sign()),
                    ("=", around(in_hull), Cite("ramsauer2020/lemma_a1_twice+spread", "identity", {x: in_hull})),
                ))),
            )
        },
        expects=Holds,
    ),
    Claim(
        part="+spread", fidelity="ours", cites="Lemma A1", section="App. A.1.2",
        title="The weighted squared distances of the patterns to a point, by the weighted sum of the patterns",
        says=Identity(spread(X), around(X)),
        derivation={"identity": chain(spread(X), ("=", around(X), Algebra()))},
        expects=Holds,
    ),
    Claim(
        part="+smaller", fidelity="ours", **here,
        title="That bound with 0.999 times the factor",
        says=bound(at_hull, "<=", sp.Rational(999, 1000) * factor * largest),
        expects=Fails,
    ),
)  # fmt: skip
