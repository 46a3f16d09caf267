"""||J_s||_1 <= 2 m beta and ||J_s||_inf <= 2 m beta, with m = max_i p_i (1 - p_i): Eq. (476) in the other norms."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Max, Sum, Vector, chain
from theory.kernel.rules import Absolute, Algebra, Cite, Entry, ForEach, Magnitude, Monotone, Moving, Scaled
from theory.quantities import Softmax, SupNorm
from theory.statement import bound
from theory.symbols import beta, greater, i, j, k, lesser, multiple, n, v, x
from theory.verdict import Holds

V, scaled = v.vector(), Vector(beta * x[k], k, n)
p, q = Softmax(scaled, i), Softmax(scaled, j)
spread = Max.over(p * (1 - p), i, n)
mean, mean_size = Sum.over(q * v[j], j, n), Sum.over(q * sp.Abs(v[j]), j, n)
apart = p * (v[i] - mean)  # (J_s v)_i / beta
size, sizes = SupNorm(V), Sum.over(sp.Abs(v[i]), i, n)
two_parts = sp.Abs(v[i]) - 2 * p * sp.Abs(v[i]) + mean_size
not_all = Moving(chain(p, ("<=", Sum.over(q, j, n), Entry(i)), ("=", sp.S.One, Algebra())))
here: dict[str, Any] = {"section": "App. A.2", "cites": "Lemma A24, other norms", "fidelity": "reading"}


def weighed(of_j: sp.Expr, of_i: sp.Expr, why: Chain) -> Entry:
    """What the weight p_i gives of a mean of terms that `why` shows not to be negative."""
    return Entry(i, j, chain(sp.S.Zero, ("<=", q * of_j, Scaled(1 / q, why))))


def by_largest(sign: int) -> Chain:
    """What v_i is from the mean, in units of the largest magnitude."""
    own, other = sign * v[i], sign * v[j]
    above = chain(sp.S.Zero, ("<=", other + size, Moving(chain(
        -other, ("<=", sp.Abs(v[j]), Magnitude()), ("<=", size, Entry(j))))))  # fmt: skip
    return chain(
        sign * apart,
        ("=", p * (own - sign * mean), Algebra()),
        ("<=", p * ((1 - p) * (2 * size)), Monotone(chain(
            own - sign * mean,
            ("<=", (1 - p) * (own + size), Moving(chain(
                p * (own + size),
                ("<=", Sum.over(q * (other + size), j, n), weighed(other + size, own + size, above)),
                ("=", sign * mean + size, Algebra())))),
            ("<=", (1 - p) * (2 * size), Cite(
                "lemmas/multiples", "bound", {multiple: 1 - p, lesser: own + size, greater: 2 * size},
                (not_all, Moving(chain(own, ("<=", sp.Abs(v[i]), Magnitude()), ("<=", size, Entry(i))))))),
        ))),
        ("=", p * (1 - p) * (2 * size), Algebra()),
        ("<=", spread * (2 * size), Monotone(Entry(i))),
    )  # fmt: skip


def by_sizes(sign: int) -> Chain:
    """What v_i is from the mean, by its own magnitude and the mean of all."""
    own, other = sign * v[i], sign * v[j]
    above = chain(sp.S.Zero, ("<=", sp.Abs(v[j]) + other, Moving(chain(-other, ("<=", sp.Abs(v[j]), Magnitude())))))
    return chain(
        sign * apart,
        ("=", p * (own - sign * mean), Algebra()),
        ("<=", p * two_parts, Monotone(chain(
            own - sign * mean,
            ("<=", (1 - p) * own - p * sp.Abs(v[i]) + mean_size, Moving(chain(
                p * (sp.Abs(v[i]) + own),
                ("<=", Sum.over(q * (sp.Abs(v[j]) + other), j, n), weighed(
                    sp.Abs(v[j]) + other, sp.Abs(v[i]) + own, above)),
                ("=", mean_size + sign * mean, Algebra())))),
            ("<=", (1 - p) * sp.Abs(v[i]) - p * sp.Abs(v[i]) + mean_size, Monotone(Cite(
                "lemmas/multiples", "bound", {multiple: 1 - p, lesser: own, greater: sp.Abs(v[i])},
                (not_all, Magnitude())))),
            ("=", two_parts, Algebra()),
        ))),
    )  # fmt: skip


claims = (
    Claim(
        part=":A", **here,
        reading="In the norm that adds up magnitudes: what J_s does to any vector v.",
        title="In the 1-norm the softmax Jacobian is at most 2 m beta",
        says=bound(Sum.over(sp.Abs(beta * apart), i, n), "<=", 2 * spread * beta * sizes),
        derivation={
            "bound": chain(
                Sum.over(sp.Abs(beta * apart), i, n),
                ("=", beta * Sum.over(sp.Abs(apart), i, n), Algebra()),
                ("<=", beta * Sum.over(p * two_parts, i, n), Monotone(Absolute(by_sizes(1), by_sizes(-1)), (i,))),
                ("=", 2 * beta * Sum.over(p * (1 - p) * sp.Abs(v[i]), i, n), Algebra()),
                ("<=", 2 * beta * Sum.over(spread * sp.Abs(v[i]), i, n), Monotone(Entry(i), (i,))),
                ("=", 2 * spread * beta * sizes, Algebra()),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part=":B", **here,
        reading="In the norm that takes the largest magnitude: what J_s does to any vector v.",
        title="In the maximum norm the softmax Jacobian is at most 2 m beta",
        says=bound(Max.over(sp.Abs(beta * apart), i, n), "<=", 2 * spread * beta * size),
        derivation={
            "bound": chain(Max.over(sp.Abs(beta * apart), i, n), ("<=", 2 * spread * beta * size, ForEach(i, chain(
                sp.Abs(beta * apart),
                ("=", beta * sp.Abs(apart), Algebra()),
                ("<=", beta * (spread * (2 * size)), Monotone(Absolute(by_largest(1), by_largest(-1)))),
                ("=", 2 * spread * beta * size, Algebra()),
            )))),
        },
        expects=Holds,
    ),
)  # fmt: skip
