"""max_i p_i (1 - p_i) is p (1 - p) at the largest weight p, whatever the weights are, and at most 1/4."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, chain
from theory.kernel.rules import (
    Absolute,
    Algebra,
    Attained,
    Cite,
    Entry,
    ForEach,
    Hypothesis,
    Magnitude,
    Monotone,
    Moving,
    Scaled,
    Sign,
    Squeezed,
)
from theory.quantities import Softmax
from theory.statement import Identity, bound
from theory.symbols import error, i, j, k, n, t, x
from theory.verdict import Holds

X = x.vector()
p, own, other = Softmax(X, i), Softmax(X, j), Softmax(X, k)
top = Max.over(p, i, n)
spread = Max.over(p * (1 - p), i, n)
here: dict[str, Any] = {"fidelity": "ours", "section": "Numbers", "cites": "The largest weight"}

# What of p_t is above p_j, and what is left of p_k - p_j: neither is negative, and weight p_k and p_j count fully.
at = Softmax(X, t)
positive_part = (sp.Abs(at - own) + at - own) / 2
rest = top - own - positive_part
not_negative = chain(sp.S.Zero, ("<=", positive_part, Moving(chain(own - at, ("<=", sp.Abs(at - own), Magnitude())))))
not_above = chain(sp.S.Zero, ("<=", rest, Moving(chain(
    sp.Abs(at - own), ("<=", 2 * top - at - own, Absolute(
        chain(own - at, ("<=", 2 * top - at - own, Moving(chain(own, ("<=", top, Entry(j)))))),
        chain(at - own, ("<=", 2 * top - at - own, Moving(chain(at, ("<=", top, Entry(t)))))),
    )),
))))  # fmt: skip


def at_index(where: sp.Symbol) -> sp.Expr:
    """What of the weight there is above p_j."""
    there = Softmax(X, where)
    return (sp.Abs(there - own) + there - own) / 2


def times(term: sp.Expr) -> sp.Expr:
    """The mean under the weights."""
    return Sum.over(at * term, t, n)


pair = chain(
    top - own,
    ("=", times(positive_part) + times(rest), Algebra()),
    (">=", other * at_index(k) + times(rest),
     Monotone(Entry(k, t, chain(sp.S.Zero, ("<=", at * positive_part, Scaled(1 / at, not_negative)))))),
    (">=", other * (other - own) + times(rest),
     Monotone(Moving(chain(other - own, ("<=", sp.Abs(other - own), Magnitude()))))),
    (">=", other * (other - own) + own * (top - own),
     Monotone(Entry(j, t, chain(sp.S.Zero, ("<=", at * rest, Scaled(1 / at, not_above)))))),
    ("=", top * (other - own) + own * (top - own), Monotone(Hypothesis())),
    ("=", top * (top - own) + own * (top - own), Monotone(Hypothesis())),
)  # fmt: skip
no_more = chain(own * (1 - own), ("<=", top * (1 - top), Moving(pair)))
near_one = Relation(1 - error, "<=", top)
halves = Relation(error, "<=", sp.S.Half)

claims = (
    Claim(
        **here,
        title="The largest p (1 - p) of softmax weights is that of the largest weight",
        says=Identity(spread, top * (1 - top)),
        derivation={
            "identity": chain(spread, ("=", top * (1 - top), Squeezed(
                chain(spread, ("<=", top * (1 - top), ForEach(j, chain(
                    own * (1 - own), ("<=", top * (1 - top), Attained(top, k, no_more)))))),
                chain(spread, (">=", top * (1 - top), Attained(top, k, chain(
                    top * (1 - top),
                    ("=", other * (1 - top), Monotone(Hypothesis())),
                    ("=", other * (1 - other), Monotone(Hypothesis())),
                    ("<=", spread, Entry(k)),
                )))),
            ))),
        },
        expects=Holds,
    ),
    Claim(
        part="+quarter", **here,
        title="The largest p (1 - p) of softmax weights is at most 1/4",
        says=bound(spread, "<=", sp.Rational(1, 4)),
        derivation={
            "bound": chain(spread, ("<=", sp.Rational(1, 4), ForEach(j, chain(
                own * (1 - own),
                ("=", sp.Rational(1, 4) - (own - sp.S.Half) ** 2, Algebra()),
                ("<=", sp.Rational(1, 4), Sign()),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+not_negative", **here,
        title="For the largest p of softmax weights p (1 - p) is not negative",
        says=bound(0, "<=", top * (1 - top)),
        derivation={
            "bound": chain(sp.S.Zero, ("<=", top * (1 - top), Scaled(1 / top, chain(
                sp.S.Zero, ("<=", 1 - top, Moving(chain(top, ("<=", 1, Attained(top, k, chain(
                    top,
                    ("=", other, Hypothesis()),
                    ("<=", Sum.over(p, i, n), Entry(k)),
                    ("=", 1, Algebra()),
                ))))))))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+near_one", **here, hypotheses=(near_one, halves),
        title="Where the largest weight is at least 1 - epsilon, and epsilon at most 1/2, the largest p (1 - p) is at "
        "most epsilon (1 - epsilon)",
        says=bound(spread, "<=", error * (1 - error)),
        derivation={
            "bound": chain(
                spread,
                ("=", top * (1 - top), Cite("lemmas/softmax_largest", "identity")),
                ("<=", error * (1 - error), Moving(chain(
                    sp.S.Zero,
                    ("<=", (top - (1 - error)) * (top - (1 - error) + 1 - 2 * error), Sign()),
                    ("=", error * (1 - error) - top * (1 - top), Algebra()),
                ))),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
