"""||p_new - (1/N) 1||_1 <= 2 beta m ||X||_inf M_1, with ||X||_inf the largest row sum and M_1 = max_i ||x_i||_1."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Rule, Sum, Vector, chain
from theory.kernel.rules import Absolute, Algebra, Cite, Entry, Growth, Hypothesis, Monotone, Moving, Rooted, Scaled
from theory.quantities import InnerProduct, Softmax, SoftmaxCovariance, SoftmaxMean, SupNorm
from theory.statement import bound
from theory.symbols import beta, d, greater, i, j, k, lesser, multiple, n, other_p, rho, state_p, v, weight, x
from theory.verdict import Fails, Holds

patterns, W = rho.vector(), other_p.vector()
t = sp.Symbol("t", real=True)
p = Vector(Softmax(state_p.vector(), i), i, d)  # any positive weights that sum to 1
state = Vector(Sum.over(p.at(j) * rho[j, k], j, d), k, n)  # X p
bare = Vector(InnerProduct(patterns.at(i), state), i, d)  # X^T X p
logits = Vector(beta * bare.at(i), i, d)
after = Vector(Softmax(logits, i), i, d)  # p_new
top, spread = Max(after), Max.over(after.at(i) * (1 - after.at(i)), i, d)  # p_max and m of p_new
column = Sum.over(sp.Abs(rho[i, k]), i, d)
row = Max.over(column, k, n)  # ||X||_inf
length = Sum.over(sp.Abs(rho[j, k]), k, n)
longest = Max.over(length, j, d)  # M_1
sizes, of_x = Sum.over(sp.Abs(bare.at(i)), i, d), Sum.over(sp.Abs(x[k]), k, n)
seen = Sum.over(other_p[i] * (after.at(i) - 1 / d), i, d)
most = 2 * beta * spread * row * longest
within = Relation(SupNorm(W), "<=", sp.S.One)
half = Relation(top, "<=", sp.S.Half)


def no_more(term: sp.Expr, magnitude: sp.Expr) -> Rooted:
    """A number is at most its magnitude, whose square is the same."""
    return Rooted(chain(term**2, ("=", magnitude**2, Algebra())))


def sum_of(terms: sp.Expr, bounds: sp.Expr, name: sp.Symbol, size: sp.Expr) -> Rule:
    """The magnitude of a sum is at most the sum of the magnitudes."""
    both = (chain(Sum.over(sign * terms, name, size),
                  ("<=", Sum.over(bounds, name, size), Monotone(no_more(sign * terms, bounds), (name,))))
            for sign in (1, -1))  # fmt: skip
    above, below = both
    return Absolute(above, chain(-Sum.over(terms, name, size), ("=", below.start, Algebra()), *below.steps))


# For any numbers x in place of X^T X p.
X, V, scaled, cooled = x.vector(), v.vector(), Vector(beta * x[k], k, n), Vector(beta * (t * x[k]), k, n)
q, cool = Softmax(scaled, i), Softmax(cooled, i)
apart = cool * (x[i] - SoftmaxMean(cooled, X))
spread_x, cooled_spread = Max.over(q * (1 - q), i, n), Max.over(cool * (1 - cool), i, n)
steady = 2 * spread_x * beta * of_x
slow = chain(beta * SoftmaxCovariance(cooled, X, V) - steady, ("<=", 0, Moving(chain(
    beta * SoftmaxCovariance(cooled, X, V),
    ("=", beta * Sum.over(v[i] * apart, i, n), Algebra()),
    ("<=", beta * Sum.over(sp.Abs(v[i]) * sp.Abs(apart), i, n),
     Monotone(no_more(v[i] * apart, sp.Abs(v[i]) * sp.Abs(apart)), (i,))),
    ("<=", beta * Sum.over(sp.Abs(apart), i, n), Monotone(Cite(
        "lemmas/multiples", "bound", {multiple: sp.Abs(apart), lesser: sp.Abs(v[i]), greater: sp.S.One},
        Moving(chain(sp.Abs(v[i]), ("<=", SupNorm(V), Entry(i)), ("<=", sp.S.One, Hypothesis())))), (i,))),
    ("=", Sum.over(sp.Abs(beta * apart), i, n), Algebra()),
    ("<=", 2 * cooled_spread * beta * of_x, Cite(
        "ramsauer2020/lemma_a24_norms:A", "bound", {x: Vector(t * x[k], k, n), v: X})),
    ("<=", steady, Monotone(Cite("lemmas/softmax_cooler+spread", "bound", {x: scaled, weight: t}))),
))))  # fmt: skip
along = Sum.over(v[i] * cool, i, n) - t * steady
no_sign = Scaled(1 / (2 * beta), chain(
    sp.S.Zero,
    ("<=", top * (1 - top), Cite("lemmas/softmax_largest+not_negative", "bound", {n: d, x: logits})),
    ("=", spread, Cite("lemmas/softmax_largest", "identity", {n: d, x: logits})),
))  # fmt: skip
here: dict[str, Any] = {"cites": "Appendix A.1.5.2, iteration in p, (g)", "section": "App. A.1.5.2"}

claims = (
    Claim(
        part=":A", fidelity="reading", **here, hypotheses=(within, half),
        reading="Where p_new has no entry above 1/2, with its m; the 1-norm is the largest of what is seen from w with "
        "entries from -1 to 1.",
        title="Where no entry of p_new is above 1/2, it is at most 2 beta m ||X||_inf M_1 from uniform in the 1-norm",
        says=bound(seen, "<=", most),
        derivation={
            "bound": chain(
                seen,
                ("<=", 2 * spread * beta * sizes,
                 Cite("ramsauer2020/iteration_one_norm+numbers", "bound", {n: d, x: bare, v: W})),
                ("<=", most, Cite(
                    "lemmas/multiples", "bound",
                    {multiple: 2 * beta * spread, lesser: sizes, greater: row * longest},
                    (no_sign, Moving(chain(
                        sizes,
                        ("<=", row * Sum.over(sp.Abs(state.at(k)), k, n),
                         Cite("ramsauer2020/iteration_one_norm+columns", "bound", {x: state})),
                        ("<=", row * longest, Monotone(Cite("ramsauer2020/iteration_one_norm+mean"))),
                    ))))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here, hypotheses=(within,),
        reading="Whatever the entries of p_new are, with its m.",
        title="In the 1-norm p_new is at most 2 beta m ||X||_inf M_1 from uniform",
        says=bound(seen, "<=", most),
        expects=Fails,
    ),
    Claim(
        part="+columns", fidelity="ours", **here,
        title="In the 1-norm X^T x is at most ||X||_inf times x",
        says=bound(Sum.over(sp.Abs(InnerProduct(patterns.at(i), x.vector())), i, d), "<=", row * of_x),
        derivation={
            "bound": chain(
                Sum.over(sp.Abs(InnerProduct(patterns.at(i), x.vector())), i, d),
                ("=", Sum.over(sp.Abs(Sum.over(rho[i, k] * x[k], k, n)), i, d), Algebra()),
                ("<=", Sum.over(Sum.over(sp.Abs(rho[i, k]) * sp.Abs(x[k]), k, n), i, d), Monotone(
                    sum_of(rho[i, k] * x[k], sp.Abs(rho[i, k]) * sp.Abs(x[k]), k, n), (i,))),
                ("=", Sum.over(column * sp.Abs(x[k]), k, n), Algebra()),
                ("<=", Sum.over(row * sp.Abs(x[k]), k, n), Monotone(Entry(k), (k,))),
                ("=", row * of_x, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+mean", fidelity="ours", **here,
        title="In the 1-norm X p is at most the longest pattern",
        says=bound(Sum.over(sp.Abs(state.at(k)), k, n), "<=", longest),
        derivation={
            "bound": chain(
                Sum.over(sp.Abs(state.at(k)), k, n),
                ("<=", Sum.over(Sum.over(p.at(j) * sp.Abs(rho[j, k]), j, d), k, n), Monotone(
                    sum_of(p.at(j) * rho[j, k], p.at(j) * sp.Abs(rho[j, k]), j, d), (k,))),
                ("=", Sum.over(p.at(j) * length, j, d), Algebra()),
                ("<=", Sum.over(p.at(j) * longest, j, d), Monotone(Entry(j), (j,))),
                ("=", longest, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+numbers", fidelity="ours", **here,
        hypotheses=(Relation(SupNorm(V), "<=", sp.S.One), Relation(Max.over(q, i, n), "<=", sp.S.Half)),
        title="Where no weight is above 1/2, softmax(beta x) is at most 2 beta m times x from uniform in the 1-norm",
        says=bound(Sum.over(v[i] * (q - 1 / n), i, n), "<=", steady),
        derivation={
            "bound": chain(Sum.over(v[i] * (q - 1 / n), i, n), ("<=", steady, Moving(chain(
                Sum.over(v[i] * q, i, n) - steady,
                ("<=", Sum.over(v[i] / n, i, n), Growth(along, t, sp.S.Zero, sp.S.One, slow)),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
