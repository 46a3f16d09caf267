"""1/N <= ||p*||^2 <= (1/N) / (1 - ||J^m||_2) at the fixed point p* of the iteration in p."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Cite, Hypothesis, Monotone, Rooted, Sign, Squared
from theory.quantities import InnerProduct, Norm, Softmax, SquaredNorm
from theory.statement import bound
from theory.symbols import beta, d, factor, greater, i, j, k, lesser, multiple, n, rho, state_p, x, y
from theory.verdict import Holds

p = Vector(Softmax(state_p.vector(), i), i, d)  # any positive weights that sum to 1
patterns = rho.vector()
state = Vector(Sum.over(p.at(j) * rho[j, k], j, d), k, n)  # X p
bare = Vector(InnerProduct(patterns.at(i), state), i, d)  # X^T X p
after = Vector(Softmax(Vector(beta * bare.at(i), i, d), i), i, d)  # g(p)
largest = Max.over(SquaredNorm(patterns.at(i)), i, d)  # M^2
nothing = Vector(sp.S.Zero, i, d)
still = Vector(beta * nothing.at(i), i, d)
moved = Vector(after.at(i) - 1 / d, i, d)
uneven = Sum.over((p.at(i) - 1 / d) ** 2, i, d)
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, iteration in p, (h)", "section": "App. A.1.5.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="The lower bound, which is one for all positive weights that sum to 1.",
        title="The squares of N weights that sum to 1 add up to 1 / N at least",
        says=bound(1 / d, "<=", SquaredNorm(p)),
        derivation={
            "bound": chain(1 / d, ("<=", 1 / d + uneven, Sign()), ("=", SquaredNorm(p), Algebra())),
        },
        expects=Holds,
    ),
    Claim(
        part="+upper", fidelity="ours", **here,
        title="For c = N M^2 beta / 2 the inner product of p and g(p), which is ||p||^2 at the fixed point, is at most "
        "1 / N + c ||p||^2",
        says=bound(InnerProduct(p, after), "<=", 1 / d + factor * SquaredNorm(p)),
        hypotheses=(Relation(beta * d * largest, "<=", 2 * factor),),
        derivation={
            "bound": chain(
                InnerProduct(p, after),
                ("=", 1 / d + InnerProduct(p, moved), Algebra()),
                ("<=", 1 / d + Norm(p) * Norm(moved),
                 Monotone(Cite("lemmas/cauchy_schwarz", "bound", {n: d, x: p, y: moved}))),
                ("<=", 1 / d + factor * Norm(p) ** 2, Monotone(Cite(
                    "lemmas/multiples", "bound",
                    {multiple: Norm(p), lesser: Norm(moved), greater: factor * Norm(p)}, Rooted(chain(
                        Norm(moved) ** 2,
                        ("=", SquaredNorm(moved), Algebra()),
                        ("<=", factor**2 * SquaredNorm(p), Cite("ramsauer2020/iteration_fixed_point+moved")),
                        ("=", (factor * Norm(p)) ** 2, Algebra()),
                    ))))),
                ("=", 1 / d + factor * SquaredNorm(p), Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+moved", fidelity="ours", **here,
        title="The step from p is at most c times as far from the uniform weights as p is long",
        says=bound(SquaredNorm(moved), "<=", factor**2 * SquaredNorm(p)),
        hypotheses=(Relation(beta * d * largest, "<=", 2 * factor),),
        derivation={
            "bound": chain(
                SquaredNorm(moved),
                ("=", SquaredNorm(Vector(after.at(i) - Softmax(still, i), i, d)), Algebra()),
                ("<=", (beta / 2) ** 2 * SquaredNorm(Vector(bare.at(i) - 0, i, d)),
                 Cite("ramsauer2020/lemma_a25", "bound", {n: d, x: bare, y: nothing})),
                ("<=", (beta / 2) ** 2 * ((d * largest) ** 2 * SquaredNorm(p)),
                 Monotone(Cite("ramsauer2020/iteration_contraction+gram", "bound", {state_p: p}))),
                ("=", (beta * d * largest / 2) ** 2 * SquaredNorm(p), Algebra()),
                ("<=", factor**2 * SquaredNorm(p), Monotone(Squared(chain(
                    beta * d * largest / 2, ("<=", factor, Hypothesis()))))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
