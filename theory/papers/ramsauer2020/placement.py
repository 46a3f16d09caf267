"""In R^d one can place (2 pi/alpha)^(d-1) points on the sphere with a least angle of alpha.

The step (317) of Theorems A3 and A4, used with alpha = pi/2 for 2^(2(d-1)) and with alpha = pi/4 for 2^(3(d-1)) points.
Of N unit vectors in R^n any two of which have an inner product of 0 or less there are at most 2 n; balls of radius
sin(pi/8) around N points with least angle pi/4 are disjoint and lie in a ball of radius 1 + sin(pi/8).
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain, index
from theory.kernel.rules import Algebra, Cite, Entry, Hypothesis, Monotone, Moving, Scaled, Sign, Squared
from theory.quantities import InnerProduct, SquaredNorm
from theory.statement import bound
from theory.symbols import b, d, i, j, k, m, n, rho, sigma, v, xi
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Theorem A3 and A4, placement", "section": "App. A.1.6.1"}

one, two = sp.S.One, sp.Integer(2)
patterns, XI, SIGMA = rho.vector(), xi.vector(), sigma.vector()
exchange = "niu2024/table_1_hopfield+exchange"


def cosine(first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """The inner product of two of the patterns."""
    return InnerProduct(patterns.at(first), patterns.at(second))


def moment(first: sp.Expr, second: sp.Expr) -> sp.Expr:
    """The sum over the patterns of a product of two of their coordinates."""
    return Sum.over(rho[i, first] * rho[i, second], i, d)


def row(first: sp.Expr) -> sp.Expr:
    """The sum over all patterns of g + g^2, g the inner product with one of them."""
    return Sum.over(cosine(first, j) + cosine(first, j) ** 2, j, d)


other = index("l_0")
squares = Sum.over(Sum.over(cosine(j, i) ** 2, j, d), i, d)
total = Sum.over(SquaredNorm(patterns.at(i)), i, d)
diagonal = Sum.over(moment(k, k) ** 2, k, n)
spread = Sum.over((moment(k, k) - total / n) ** 2, k, n)
seen = Sum.over(rho[i, k] * Sum.over(cosine(j, i) * rho[j, k], j, d), k, n)
across = Vector(moment(k, other), other, n)
along = Sum.over(rho[j, k] * InnerProduct(patterns.at(j), across), j, d)
by_moments = Sum.over(moment(k, other) ** 2, other, n)
first_exchange = Cite(exchange, "identity", {
    m: d, sigma: patterns, b: Vector(cosine(j, i), j, d), v: patterns.at(i)})  # fmt: skip
second_exchange = Cite(exchange, "identity", {m: d, sigma: patterns, b: Vector(rho[j, k], j, d), v: across})
entries = Monotone(Entry(at=k), (k,))
# Of N unit vectors with inner products g from -1 to 0 the sum of g + g^2 is at most 2 N, by the terms with g = 1.
pairs = Sum.over(row(i), i, d)
resultant = Sum.over(Sum.over(rho[i, k], i, d) ** 2, k, n)
largest = Max.over(row(i), i, d)
unit = Relation(total, "=", d)
obtuse = Relation(largest, "<=", two)
share = Vector(InnerProduct(XI, SIGMA.at(i)), i, m)
number = sp.Symbol("b_1", real=True)
not_positive = Cite("ramsauer2020/placement+number", at={number: share.at(i)}, given=(
    Moving(chain(-1, ("<=", Min(share), Hypothesis()), ("<=", share.at(i), Entry(i)))),
    Moving(chain(share.at(i), ("<=", Max(share), Entry(i)), ("<=", 0, Hypothesis()))),
))  # fmt: skip

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="Theorem A3 needs it for 2^(2(d-1)) points with least angle pi/2 and d >= 4; of points with that least "
        "angle there are at most 2 d.",
        title="4^(n-1) is at most 2 n for n >= 4",
        says=bound(4 ** (n - 1), "<=", 2 * n),
        hypotheses=(Relation(sp.Integer(4), "<=", n),),
        try_first=({"n": 4},),
        expects=Fails,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="Theorem A4 needs it for 2^(3(d-1)) points with least angle pi/4 and d >= 3; of points with that least "
        "angle there are at most (1 + 1/sin(pi/8))^d, by the volumes of disjoint balls. That volume "
        "bound is taken as given here, and not derived.",
        title="8^(n-1) is at most (1 + 1/sin(pi/8))^n for n >= 3",
        says=bound(8 ** (n - 1), "<=", (1 + 2 / sp.sqrt(2 - sp.sqrt(2))) ** n),
        hypotheses=(Relation(sp.Integer(3), "<=", n),),
        try_first=({"n": 3},),
        expects=Fails,
    ),
    Claim(
        part="+at_most", fidelity="repaired", repairs=(":A",), changed="2 n points in place of 4^(n-1)", **here,
        reading="The mean of the squared lengths is 1 or more, and each vector has a sum of g + g^2 of at most 2 with "
        "all of them and itself, as unit vectors have whose other inner products g are from -1 to 0.",
        title="Of unit vectors with inner products of 0 or less, by what +row says of each, there are at most 2 n",
        says=bound(d, "<=", 2 * n),
        hypotheses=(Relation(d, "<=", total), obtuse),
        derivation={"bound": chain(d, ("<=", 2 * n, Scaled(d / n, chain(
            d**2 / n,
            ("<=", total**2 / n, Monotone(Squared(chain(d, ("<=", total, Hypothesis()))))),
            ("<=", squares, Cite("ramsauer2020/placement+frame")),
            ("<=", squares + resultant, Sign()),
            ("=", pairs, Algebra()),
            ("<=", Sum.over(two, i, d), Monotone(chain(
                row(i), ("<=", largest, Entry(i)), ("<=", 2, Hypothesis())), (i,))),
            ("=", 2 * d, Algebra()),
        ))))},
        try_first=({"d": 2, "n": 1, "rho": [[1], [-1]]}, {"d": 4, "n": 2, "rho": [[1, 0], [-1, 0], [0, 1], [0, -1]]}),
        expects=Holds,
    ),
    Claim(
        part="+row", fidelity="ours", **here,
        title="A unit vector has a sum of g + g^2 of at most 2 with itself and others whose g is from -1 to 0",
        says=bound(SquaredNorm(XI) + SquaredNorm(XI) ** 2 + Sum.over(share.at(i) + share.at(i) ** 2, i, m), "<=", 2),
        hypotheses=(Relation(SquaredNorm(XI), "<=", one), Relation(Max(share), "<=", sp.S.Zero),
                    Relation(-one, "<=", Min(share))),
        derivation={"bound": chain(
            SquaredNorm(XI) + SquaredNorm(XI) ** 2 + Sum.over(share.at(i) + share.at(i) ** 2, i, m),
            ("<=", SquaredNorm(XI) + SquaredNorm(XI) ** 2 + Sum.over(sp.S.Zero, i, m), Monotone(not_positive, (i,))),
            ("=", SquaredNorm(XI) + SquaredNorm(XI) ** 2, Algebra()),
            ("<=", 1 + SquaredNorm(XI) ** 2, Monotone(Hypothesis())),
            ("<=", 2, Monotone(Squared(chain(SquaredNorm(XI), ("<=", 1, Hypothesis()))))),
        )},
        try_first=({"m": 1, "n": 1, "xi": [1], "sigma": [[-1]]},),
        expects=Holds,
    ),
    Claim(
        part="+number", fidelity="ours", **here, title="g + g^2 is at most 0 for g from -1 to 0",
        says=bound(number + number**2, "<=", 0),
        hypotheses=(Relation(-one, "<=", number), Relation(number, "<=", sp.S.Zero)),
        derivation={"bound": chain(number + number**2, ("<=", 0, Sign()))},
        try_first=({"b_1": -1}, {"b_1": 0}),
        expects=Holds,
    ),
    Claim(
        part="+frame", fidelity="ours", **here,
        title="The squares of all inner products of d vectors add up to (the sum of their squared norms)^2/n or more",
        says=bound(total**2 / n, "<=", squares),
        derivation={"bound": chain(
            total**2 / n,
            ("<=", total**2 / n + spread, Sign()),
            ("=", diagonal, Algebra()),
            ("<=", Sum.over(by_moments, k, n), entries),
            ("=", Sum.over(along, k, n), Monotone(second_exchange, (k,))),
            ("=", Sum.over(seen, i, d), Algebra()),
            ("=", squares, Monotone(first_exchange, (i,))),
        )},
        try_first=({"d": 2, "n": 2, "rho": [[1, 0], [0, 1]]},),
        expects=Holds,
    ),
)  # fmt: skip
