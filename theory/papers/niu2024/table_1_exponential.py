"""Demircigil et al. 2017, on {-1,+1}^n: energy -LogSumExp(M^T x); capacity Theta(2^{n/2}).

Their own energy is -sum_i exp((rho^i)^T x).  The table names no update: theirs gives a component the sign with which
the energy is lower, so that the energy never rises by the very definition of the update.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, Vector, chain
from theory.kernel.rules import (
    Algebra,
    Cite,
    Either,
    Entry,
    ForEach,
    Hypothesis,
    Monotone,
    Moving,
)
from theory.papers.niu2024._single_flips import opposite, same_size, unchanged
from theory.quantities import (
    HopfieldStep,
    InnerProduct,
    LogSumExp,
    Softmax,
    SquaredDistance,
    SquaredNorm,
    overlaps,
    set_overlaps,
)
from theory.statement import Identity, bound
from theory.symbols import b, d, i, k, m, n, rho, sigma, v, x, xi, y
from theory.verdict import Holds

X, Y, XI, patterns, SIGMA = x.vector(), y.vector(), xi.vector(), rho.vector(), sigma.vector()
here: dict[str, Any] = {"cites": "Table 1, Demircigil", "section": "App. B"}
one = sp.S.One
own, others = overlaps(X, patterns), overlaps(Y, patterns)
energy = -LogSumExp(own)


def after(s: sp.Expr) -> sp.Expr:
    """The energy after x_k is set to s."""
    return -LogSumExp(set_overlaps(X, patterns, k, s))


# y_k is x_k or -x_k, whichever gives the lower energy.
gain = Vector(after(y[k]) - after(-y[k]), k, n)


lower = chain(gain.at(k), ("<=", Max(gain), Entry(k)), ("<=", 0, Hypothesis()))
never_rises = Either(
    (x[k] - y[k]) ** 2, sp.S.Zero,
    chain(after(y[k]), ("=", energy, Monotone(unchanged(y[k], Hypothesis()), (i,)))),
    chain(after(y[k]), ("<=", after(-y[k]), Moving(lower)), ("=", energy, Monotone(unchanged(-y[k], opposite), (i,)))),
)  # fmt: skip

# The gradient is minus an attention step at beta = 1, and the energy lies below its tangent planes.
moved = Vector(y[k] - x[k], k, n)
attended = Vector(moved.at(k) * HopfieldStep(X, patterns, one, k), k, n)
shares = Vector(Softmax(own, i), i, d)
mean = Sum.over(shares.at(i) * (others.at(i) - own.at(i)), i, d)

sums, smaller = Sum.over(sp.exp(x[k]), k, n), Sum.over(sp.exp(y[k]), k, n)

claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="A component x_k becomes x_k or -x_k, whichever gives the lower energy.",
        title="A component that takes the sign of lower energy never raises the energy",
        says=bound(Max(Vector(after(y[k]), k, n)), "<=", energy),
        hypotheses=(same_size, Relation(Max(gain), "<=", sp.S.Zero)),
        derivation={"bound": chain(Max(Vector(after(y[k]), k, n)), ("<=", energy, ForEach(k, chain(
            after(y[k]), ("<=", energy, never_rises)))))},
        try_first=({"d": 1, "n": 1, "rho": [[1]], "x": [-1], "y": [1]},),
        expects=Holds,
    ),
    Claim(
        part="+sums", fidelity="ours", **here,
        title="Where the sum of exponentials is not smaller, the energy is not higher",
        says=bound(-LogSumExp(X), "<=", -LogSumExp(Y)),
        hypotheses=(Relation(smaller, "<=", sums),),
        derivation={"bound": chain(-LogSumExp(X), ("<=", -LogSumExp(Y), Monotone(Hypothesis())))},
        expects=Holds,
    ),
    Claim(
        part="+strict_sums", fidelity="ours", **here,
        title="Where the sum of exponentials is larger, the energy is lower",
        says=bound(-LogSumExp(X), "<", -LogSumExp(Y)),
        hypotheses=(Relation(smaller, "<", sums),),
        derivation={"bound": chain(-LogSumExp(X), ("<", -LogSumExp(Y), Monotone(Hypothesis())))},
        expects=Holds,
    ),
    Claim(
        part="+together", fidelity="ours", **here,
        title="Components that move along the attention step at beta = 1, one or many at once, never raise the energy",
        says=bound(-LogSumExp(others), "<=", energy),
        hypotheses=(Relation(sp.S.Zero, "<=", Min(attended)),),
        derivation={"bound": chain(
            -LogSumExp(others),
            ("<=", energy - mean, Moving(chain(
                LogSumExp(others) - LogSumExp(own),
                (">=", mean, Cite("niu2024/lemma_4+mean", "lower", {n: d, x: others, y: own}))))),
            ("=", energy - Sum.over(shares.at(i) * InnerProduct(patterns.at(i), moved), i, d), Algebra()),
            ("=", energy - Sum.over(moved.at(k) * Sum.over(shares.at(i) * rho[i, k], i, d), k, n), Monotone(Cite(
                "niu2024/table_1_hopfield+exchange", "identity", {m: d, sigma: patterns, b: shares, v: moved}))),
            ("=", energy - Sum(attended), Algebra()),
            ("<=", energy, Moving(chain(
                0,
                ("=", Sum.over(sp.S.Zero, k, n), Algebra()),
                ("<=", Sum(attended), Monotone(chain(
                    0, ("<=", Min(attended), Hypothesis()), ("<=", attended.at(k), Entry(k))), (k,)))))),
        )},
        try_first=({"d": 1, "n": 1, "rho": [[1]], "x": [-1], "y": [1]},),
        expects=Holds,
    ),
    Claim(
        part="+one", fidelity="ours", **here,
        title="With one pattern, the energy is half the squared distance to it, less half the squared norms",
        says=Identity(-LogSumExp(Vector(InnerProduct(XI, X), i, one)),
                      SquaredDistance(X, XI) / 2 - SquaredNorm(X) / 2 - SquaredNorm(XI) / 2),
        derivation={"identity": chain(-LogSumExp(Vector(InnerProduct(XI, X), i, one)), (
            "=", SquaredDistance(X, XI) / 2 - SquaredNorm(X) / 2 - SquaredNorm(XI) / 2, Algebra()))},
        expects=Holds,
    ),
)  # fmt: skip
