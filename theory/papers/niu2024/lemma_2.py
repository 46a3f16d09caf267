"""max x_i < LogSumExp(x) <= max x_i + log n."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Sum, chain
from theory.kernel.rules import Algebra, Attained, Cite, Entry, Hypothesis, Monotone, Moving, Sign
from theory.quantities import LogSumExp
from theory.statement import bound
from theory.symbols import i, j, n, x
from theory.verdict import Fails, Holds

X = x.vector()
lse, top, bottom = LogSumExp(X), Max(X), Min(X)
lowest = top + sp.log(1 + (n - 1) * sp.exp(bottom - top))
highest = top + sp.log(n - 1 + sp.exp(bottom - top))

# sum e^x >= e^max + (n - 1) e^min: the terms e^x - e^min are non-negative, and one of them is the largest.
above_bottom = Sum.over(sp.exp(x[i]) - sp.exp(bottom), i, n)
no_term_below = chain(
    sp.S.Zero,
    (
        "<=",
        sp.exp(x[i]) - sp.exp(bottom),
        Moving(chain(sp.exp(bottom), ("<=", sp.exp(x[i]), Monotone(Entry(i))))),
    ),
)
lower = chain(
    lse,
    ("=", sp.log(above_bottom + n * sp.exp(bottom)), Algebra()),
    (">=", sp.log(sp.exp(top) - sp.exp(bottom) + n * sp.exp(bottom)), Attained(top, j, chain(
        sp.log(above_bottom + n * sp.exp(bottom)),
        (">=", sp.log(sp.exp(x[j]) - sp.exp(bottom) + n * sp.exp(bottom)), Monotone(Entry(j, i, no_term_below))),
        ("=", sp.log(sp.exp(top) - sp.exp(bottom) + n * sp.exp(bottom)), Monotone(Hypothesis())),
    ))),
    ("=", lowest, Algebra()),
)  # fmt: skip

# sum e^x <= (n - 1) e^max + e^min: the terms e^max - e^x are non-negative, and one of them is the largest.
below_top = Sum.over(sp.exp(top) - sp.exp(x[i]), i, n)
no_term_above = chain(
    sp.S.Zero,
    ("<=", sp.exp(top) - sp.exp(x[i]), Moving(chain(sp.exp(x[i]), ("<=", sp.exp(top), Monotone(Entry(i)))))),
)
upper = chain(
    lse,
    ("=", sp.log(n * sp.exp(top) - below_top), Algebra()),
    ("<=", sp.log(n * sp.exp(top) - (sp.exp(top) - sp.exp(bottom))), Attained(bottom, j, chain(
        sp.log(n * sp.exp(top) - below_top),
        ("<=", sp.log(n * sp.exp(top) - (sp.exp(top) - sp.exp(x[j]))), Monotone(Entry(j, i, no_term_above))),
        ("=", sp.log(n * sp.exp(top) - (sp.exp(top) - sp.exp(bottom))), Monotone(Hypothesis())),
    ))),
    ("=", highest, Algebra()),
)  # fmt: skip

claims = (
    Claim(
        cites="Lemma 2", section="App. C", title="LogSumExp lies above the maximum, by at most log n",
        says=bound(top, "<", lse, "<=", top + sp.log(n)),
        derivation={"upper": chain(lse, ("<=", top + sp.log(n), Cite("niu2024/lemma_2+weak", "upper")))},
        expects=Fails,
    ),
    Claim(
        part="+weak", fidelity="repaired", repairs=("",), changed="< becomes <=",
        cites="Lemma 2", section="App. C", title="LogSumExp is at least the maximum, and at most log n above it",
        says=bound(top, "<=", lse, "<=", top + sp.log(n)),
        derivation={
            "lower": chain(top, ("<=", lowest, Sign()), ("<=", lse, Cite("niu2024/lemma_2+sharper", "lower"))),
            "upper": chain(
                lse, ("<=", highest, Cite("niu2024/lemma_2+sharper", "upper")),
                ("<=", top + sp.log(n), Monotone(Moving(chain(
                    bottom - top,
                    ("<=", sp.S.Zero, Moving(chain(bottom, ("<=", x[1], Entry(1)), ("<=", top, Entry(1))))),
                )))),
            ),
        },
        expects=Holds,
    ),
    Claim(
        part="+strict", fidelity="repaired", repairs=("",), changed="assumes n >= 2",
        cites="Lemma 2", section="App. C", title="LogSumExp of two or more numbers is above the maximum",
        says=bound(top, "<", lse, "<=", top + sp.log(n)),
        hypotheses=(Relation(n, ">=", sp.Integer(2)),),
        derivation={
            "lower": chain(top, ("<", lowest, Sign()), ("<=", lse, Cite("niu2024/lemma_2+sharper", "lower"))),
            "upper": chain(lse, ("<=", top + sp.log(n), Cite("niu2024/lemma_2+weak", "upper"))),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("+weak", "+strict"),
        cites="Lemma 2", section="App. C", title="LogSumExp between its values at given extremes",
        says=bound(lowest, "<=", lse, "<=", highest),
        derivation={"lower": lower, "upper": upper},
        expects=Holds,
    ),
)  # fmt: skip
