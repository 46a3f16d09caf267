"""max softmax(lambda x) <= max softmax(x) for 0 <= lambda <= 1: the largest weight grows as logits are stretched."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Relation, Sum, Vector, chain
from theory.kernel.rules import Algebra, Attained, Cite, Entry, ForEach, Hypothesis, Monotone, Moving, Sign
from theory.quantities import Softmax
from theory.statement import bound
from theory.symbols import greater, i, j, k, lesser, multiple, n, weight, x
from theory.verdict import Holds

X, cooled = x.vector(), Vector(weight * x[i], i, n)
before, after = Max.over(Softmax(cooled, i), i, n), Max.over(Softmax(X, i), i, n)
top = Max(X)
total = Sum.over(sp.exp(weight * x[j]), j, n)
whole = Sum.over(sp.exp(x[j]), j, n)
each = chain(
    Softmax(cooled, i),
    ("=", sp.exp(weight * x[i]) / total, Algebra()),
    ("<=", sp.exp(weight * top) / total, Monotone(Entry(i))),
    ("=", 1 / Sum.over(sp.exp(weight * (x[j] - top)), j, n), Algebra()),
    ("<=", 1 / Sum.over(sp.exp(x[j] - top), j, n), Monotone(Sign(), (j,))),
    ("=", sp.exp(top) / whole, Algebra()),
    ("=", sp.exp(x[k]) / whole, Monotone(Hypothesis())),
    ("=", Softmax(X, k), Algebra()),
    ("<=", after, Entry(k)),
)  # fmt: skip
gap = after - before
grown = Moving(chain(before, ("<=", after, Cite("lemmas/softmax_cooler"))))
below_one = Moving(chain(
    before + after, ("<=", 2 * after, grown), ("<=", sp.S.One, Moving(chain(after, ("<=", sp.S.Half, Hypothesis()))))
))  # fmt: skip


def spread(logits: Vector) -> sp.Expr:
    """The largest p (1 - p)."""
    return Max.over(Softmax(logits, i) * (1 - Softmax(logits, i)), i, n)


claims = (
    Claim(
        fidelity="ours", cites="Stretched logits", section="Numbers",
        title="The largest softmax weight does not grow where all logits are multiplied by a number from 0 to 1",
        says=bound(before, "<=", after), hypotheses=(Relation(weight, "<=", sp.S.One),),
        derivation={
            "bound": chain(before, ("<=", after, ForEach(i, chain(
                Softmax(cooled, i), ("<=", after, Attained(top, k, each)),
            )))),
        },
        expects=Holds,
    ),
    Claim(
        part="+spread", fidelity="ours", cites="Stretched logits", section="Numbers",
        title="Where no softmax weight is above 1/2, the largest p (1 - p) does not grow where all logits are "
        "multiplied by a number from 0 to 1",
        says=bound(spread(cooled), "<=", spread(X)),
        hypotheses=(Relation(weight, "<=", sp.S.One), Relation(after, "<=", sp.S.Half)),
        derivation={
            "bound": chain(
                spread(cooled),
                ("=", before * (1 - before), Cite("lemmas/softmax_largest", "identity", {x: cooled})),
                ("<=", after * (1 - after), Moving(chain(
                    sp.S.Zero,
                    ("<=", gap * (1 - after - before), Cite(
                        "lemmas/multiples", "bound",
                        {multiple: gap, lesser: sp.S.Zero, greater: 1 - after - before}, (grown, below_one))),
                    ("=", after * (1 - after) - before * (1 - before), Algebra()),
                ))),
                ("=", spread(X), Cite("lemmas/softmax_largest", "identity")),
            ),
        },
        expects=Holds,
    ),
)  # fmt: skip
