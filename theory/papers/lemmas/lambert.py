"""w exp(w) rises with w from -1 on: what Lambert's function W_0 inverts, so that W_0 rises as well."""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Cite, Growth, Hypothesis, Monotone, Moving, Scaled, Sign, Tangent
from theory.statement import bound
from theory.symbols import lambert as w
from theory.verdict import Holds

here: dict[str, Any] = {"fidelity": "ours", "cites": "Lambert's function", "section": "Numbers"}

v = sp.Symbol("g_0", positive=True)
low, high, s = sp.Symbol("b_1", real=True), sp.Symbol("b_2", real=True), sp.Symbol("s", real=True)

ratio = sp.log(v) - sp.log(w)
tangent = Moving(chain(1 + ratio, ("<=", sp.exp(ratio), Tangent(ratio)), ("=", v / w, Algebra())))
by_logarithms = Moving(chain(
    w + sp.log(w), ("<=", v + sp.log(v), Hypothesis()), ("<=", v + sp.log(w) + v / w - 1, tangent)))  # fmt: skip
multiplied = chain((1 + 1 / w) * w, ("<=", (1 + 1 / w) * v, by_logarithms))
in_logarithms = Moving(chain(
    sp.log(w * sp.exp(w)), ("<=", sp.log(v * sp.exp(v)), Monotone(Hypothesis()))))  # fmt: skip

claims = (
    Claim(
        **here, title="w is at most v where w exp(w) is at most v exp(v), for positive numbers",
        says=bound(w, "<=", v),
        hypotheses=(Relation(w * sp.exp(w), "<=", v * sp.exp(v)),),
        derivation={"bound": chain(w, ("<=", v, Cite("lemmas/lambert+logarithms", given=in_logarithms)))},
        try_first=({"w_lambert": 1, "g_0": 1},),
        expects=Holds,
    ),
    Claim(
        part="+logarithms", **here, title="w is at most v where w + ln w is at most v + ln v, for positive numbers",
        says=bound(w, "<=", v),
        hypotheses=(Relation(w + sp.log(w), "<=", v + sp.log(v)),),
        derivation={"bound": chain(w, ("<=", v, Scaled(1 + 1 / w, multiplied)))},
        try_first=({"w_lambert": 1, "g_0": 1},),
        expects=Holds,
    ),
    Claim(
        part="+rises", **here, title="w exp(w) is the larger, the larger w is, from w = -1 on",
        says=bound(low * sp.exp(low), "<", high * sp.exp(high)),
        hypotheses=(Relation(sp.S.NegativeOne, "<=", low), Relation(low, "<", high)),
        derivation={"bound": chain(low * sp.exp(low), ("<", high * sp.exp(high), Growth(
            s * sp.exp(s), s, low, high, chain(sp.exp(s) + s * sp.exp(s), ("=", (1 + s) * sp.exp(s), Algebra()), (
                ">", 0, Scaled(sp.exp(-s), chain(1 + s, (">", 0, Sign()))))))))},
        try_first=({"b_1": -1, "b_2": "-1/2"},),
        expects=Holds,
    ),
    Claim(
        part="+falls", **here, title="w exp(w) is the smaller, the larger w is, up to w = -1",
        says=bound(high * sp.exp(high), "<", low * sp.exp(low)),
        hypotheses=(Relation(high, "<=", sp.S.NegativeOne), Relation(low, "<", high)),
        derivation={"bound": chain(low * sp.exp(low), (">", high * sp.exp(high), Growth(
            s * sp.exp(s), s, low, high, chain(sp.exp(s) + s * sp.exp(s), ("=", (1 + s) * sp.exp(s), Algebra()), (
                "<", 0, Scaled(sp.exp(-s), chain(1 + s, ("<", 0, Sign()))))))))},
        try_first=({"b_1": -2, "b_2": -1},),
        expects=Holds,
    ),
)  # fmt: skip
