"""min x_i - log n <= -LogSumExp(-x) < min x_i."""

import sympy as sp

from theory.claims import Claim
from theory.kernel import Max, Min, Relation, Vector, chain
from theory.kernel.rules import Cite, Entry, Monotone, Moving, Sign
from theory.quantities import LogSumExp
from theory.statement import bound
from theory.symbols import k, n, x
from theory.verdict import Fails, Holds

X = x.vector()
minus = Vector(-x[k], k, n)
smooth, top, bottom = -LogSumExp(minus), Max(X), Min(X)
lowest = bottom - sp.log(n - 1 + sp.exp(bottom - top))
highest = bottom - sp.log(1 + (n - 1) * sp.exp(bottom - top))
largest, where = "niu2024/lemma_2+sharper", {x: minus}
bottom_below_top = chain(bottom, ("<=", x[1], Entry(1)), ("<=", top, Entry(1)))

claims = (
    Claim(
        cites="Lemma 3", section="App. C", title="The smooth minimum lies below the minimum, by at most log n",
        says=bound(bottom - sp.log(n), "<=", smooth, "<", bottom),
        derivation={"lower": chain(smooth, (">=", bottom - sp.log(n), Cite("niu2024/lemma_3+weak", "lower")))},
        expects=Fails,
    ),
    Claim(
        part="+weak", fidelity="repaired", repairs=("",), changed="< becomes <=",
        cites="Lemma 3", section="App. C",
        title="The smooth minimum is at most the minimum, and at most log n below it",
        says=bound(bottom - sp.log(n), "<=", smooth, "<=", bottom),
        derivation={
            "lower": chain(
                smooth,
                (">=", lowest, Cite("niu2024/lemma_3+sharper", "lower")),
                (">=", bottom - sp.log(n), Monotone(Moving(bottom_below_top))),
            ),
            "upper": chain(smooth, ("<=", highest, Cite("niu2024/lemma_3+sharper", "upper")), ("<=", bottom, Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+strict", fidelity="repaired", repairs=("",), changed="assumes n >= 2",
        cites="Lemma 3", section="App. C", title="The smooth minimum of two or more numbers is below the minimum",
        says=bound(bottom - sp.log(n), "<=", smooth, "<", bottom),
        hypotheses=(Relation(n, ">=", sp.Integer(2)),),
        derivation={
            "lower": chain(smooth, (">=", bottom - sp.log(n), Cite("niu2024/lemma_3+weak", "lower"))),
            "upper": chain(smooth, ("<=", highest, Cite("niu2024/lemma_3+sharper", "upper")), ("<", bottom, Sign())),
        },
        expects=Holds,
    ),
    Claim(
        part="+sharper", fidelity="ours", sharpens=("+weak", "+strict"),
        cites="Lemma 3", section="App. C", title="The smooth minimum between its values at given extremes",
        says=bound(lowest, "<=", smooth, "<=", highest),
        derivation={
            "lower": chain(smooth, (">=", lowest, Cite(largest, "upper", where))),
            "upper": chain(smooth, ("<=", highest, Cite(largest, "lower", where))),
        },
        expects=Holds,
    ),
)  # fmt: skip
