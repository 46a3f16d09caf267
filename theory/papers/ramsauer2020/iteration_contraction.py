"""g(p) = softmax(beta X^T X p) is a contraction, with a fixed point in the unit sphere, where N M^2 beta / 2 < 1."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Entry, ForEach, Hypothesis, Monotone, Sign, Squared
from theory.quantities import InnerProduct, Softmax, SquaredDistance, SquaredNorm
from theory.statement import Attractor, bound
from theory.symbols import beta, d, factor, greater, i, j, k, lesser, multiple, n, other_p, rho, state_p, x, y
from theory.verdict import Holds

patterns = rho.vector()
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)  # M^2


def mixed(p: Vector) -> Vector:
    """X p."""
    return Vector(Sum.over(p.at(j) * rho[j, k], j, d), k, n)


def gram(p: Vector) -> Vector:
    """X^T X p."""
    return Vector(InnerProduct(patterns.at(i), mixed(p)), i, d)


def step(p: Vector) -> Vector:
    """g(p)."""
    return Vector(Softmax(Vector(beta * gram(p).at(i), i, d), i), i, d)


P, Q = state_p.vector(), other_p.vector()
column = Vector(rho[j, k], j, d)
logits = Vector(beta * gram(P).at(i), i, d)
change = Vector(state_p[i] - other_p[i], i, d)
origin = Vector(sp.S.Zero, i, d)
moved = Vector(step(P).at(i) - step(Q).at(i), i, d)
gentle = Relation(beta * d * largest, "<=", 2 * factor)
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, iteration in p, (e)", "section": "App. A.1.5.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The minimum of 0.25 and p_max is taken to be 0.25, which it is at most; the sphere is the unit ball.",
        title="Where N M^2 beta / 2 < 1 the iteration in p has one fixed point in the unit ball, to which all goes",
        says=Attractor(step(P), state_p, other_p, origin, sp.S.One, factor),
        hypotheses=(gentle, Relation(factor, "<", sp.S.One)),
        derivation={
            "into itself": chain(
                SquaredDistance(step(P), origin),
                ("=", SquaredNorm(step(P)), Algebra()),
                ("<=", Max(step(P)), Cite("ramsauer2020/iteration_length:A", "bound", {state_p: logits})),
                ("<=", sp.S.One, ForEach(i, chain(
                    step(P).at(i), ("<=", Sum(step(P)), Entry(i)), ("=", sp.S.One, Algebra())))),
            ),
            "contraction": chain(
                SquaredNorm(moved),
                ("<=", (beta / 2) ** 2 * SquaredNorm(Vector(gram(P).at(i) - gram(Q).at(i), i, d)),
                 Cite("ramsauer2020/lemma_a25", "bound", {n: d, x: gram(P), y: gram(Q)})),
                ("=", (beta / 2) ** 2 * SquaredNorm(gram(change)), Algebra()),
                ("<=", (beta / 2) ** 2 * ((d * largest) ** 2 * SquaredNorm(change)),
                 Monotone(Cite("ramsauer2020/iteration_contraction+gram", "bound", {state_p: change}))),
                ("=", (beta * d * largest / 2) ** 2 * SquaredNorm(change), Algebra()),
                ("<=", factor**2 * SquaredNorm(change), Monotone(Squared(chain(
                    beta * d * largest / 2, ("<=", factor, Hypothesis()))))),
            ),
            "factor": chain(factor**2, ("<", sp.S.One, Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+gram", fidelity="ours", **here,
        title="The spectral norm of X^T X is at most N M^2",
        says=bound(SquaredNorm(gram(P)), "<=", (d * largest) ** 2 * SquaredNorm(P)),
        derivation={
            "bound": chain(
                SquaredNorm(gram(P)),
                ("=", Sum.over(gram(P).at(i) ** 2, i, d), Algebra()),
                ("<=", Sum.over(SquaredNorm(patterns.at(i)) * SquaredNorm(mixed(P)), i, d),
                 Monotone(Cite("lemmas/cauchy_schwarz+squares", "bound", {x: patterns.at(i), y: mixed(P)}), (i,))),
                ("<=", Sum.over(largest * SquaredNorm(mixed(P)), i, d), Monotone(Entry(i), (i,))),
                ("=", d * largest * SquaredNorm(mixed(P)), Algebra()),
                ("<=", d * largest * (d * largest * SquaredNorm(P)),
                 Cite("lemmas/multiples", "bound",
                      {multiple: d * largest, lesser: SquaredNorm(mixed(P)), greater: d * largest * SquaredNorm(P)},
                      Cite("ramsauer2020/iteration_contraction+mixed"))),
                ("=", (d * largest) ** 2 * SquaredNorm(P), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+mixed", fidelity="ours", **here,
        title="The squared spectral norm of X is at most N M^2",
        says=bound(SquaredNorm(mixed(P)), "<=", d * largest * SquaredNorm(P)),
        derivation={
            "bound": chain(
                SquaredNorm(mixed(P)),
                ("=", Sum.over(InnerProduct(P, column) ** 2, k, n), Algebra()),
                ("<=", Sum.over(SquaredNorm(P) * SquaredNorm(column), k, n),
                 Monotone(Cite("lemmas/cauchy_schwarz+squares", "bound", {n: d, x: P, y: column}), (k,))),
                ("=", Sum.over(SquaredNorm(patterns.at(i)), i, d) * SquaredNorm(P), Algebra()),
                ("<=", Sum.over(largest, i, d) * SquaredNorm(P), Monotone(Entry(i), (i,))),
                ("=", d * largest * SquaredNorm(P), Algebra()),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
