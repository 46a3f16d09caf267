"""Capacities: Hopfield O(n), Krotov and Hopfield Theta(n^r), Demircigil Theta(2^{n/2}), Ramsauer Theta(c^{(n-1)/4}).

The polynomial F has order r, and c > 0 is constant.  Each row is held against the others where their energies agree.
"""

from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Chain, Op, Relation, Rule, chain
from theory.kernel.rules import Algebra, Cite, Monotone, Moving, Squeezed, Tangent
from theory.statement import Identity, Rate, bound
from theory.symbols import n, order
from theory.symbols import quarter as q
from theory.symbols import retrieved as c
from theory.verdict import Fails, Holds

here: dict[str, Any] = {"cites": "Table 1, capacities", "section": "App. B"}
one, two, four = sp.S.One, sp.Integer(2), sp.Integer(4)
small, large = (sp.Symbol(name, positive=True) for name in ("g_0", "g_1"))
polynomial, one_less = n**order, n ** (order - 1)
exponential, states = two ** (n / 2), two**n
continuous = c ** ((n - 1) / 4)
largest = (2 * order / (sp.E * sp.log(2))) ** order  # of x^r / 2^(x/2) for x > 0, at x = 2 r / log 2
fraction = (sp.E * sp.log(2) / order) ** order
of_quarter, ratio = (4 * q) ** ((n - 1) / 4), q ** ((n - 1) / 4)


def compared(a: sp.Expr, op: Op, b: sp.Expr, *by: Rule) -> Chain:
    """a R b by their logarithms."""
    below, above = (a, b) if op == "<=" else (b, a)
    return chain(a, (op, b, Cite("lemmas/logarithms+weak", at={small: below, large: above}, given=by)))


def tangent(growth: sp.Expr) -> Moving:
    """r log t <= r (t - 1) at t = growth * n / r."""
    t = growth * n / order
    return Moving(chain(order * sp.log(t), ("<=", order * (t - 1), Monotone(Tangent(t - 1)))))


claims = (
    Claim(
        part=":A", fidelity="reading", **here,
        reading="With F(z) = z^2 the energy of Krotov and Hopfield is twice Hopfield's, so the capacity n^r at r = 2 "
        "has to be O(n).",
        title="n^r at r = 2 is O(n)",
        says=Rate(n**2, "O", n, n, below=n),
        derivation={"lower": chain(n * n, ("=", n**2, Algebra()))},
        expects=Fails,
    ),
    Claim(
        part="+one_less", fidelity="repaired", repairs=(":A",), changed="n^(r-1) in place of n^r", **here,
        title="n^(r-1) is O(n) for r up to 2",
        says=Rate(one_less, "O", n, n, above=one),
        hypotheses=(Relation(order, "<=", two),),
        derivation={"upper": compared(one_less, "<=", n)},
        try_first=({"n": 2, "r_order": 2},),
        expects=Holds,
    ),
    Claim(
        part=":B", fidelity="reading", **here,
        reading="With F(z) = z one state at most is lower than all its flips, so the capacity n^r at r = 1 has to be "
        "O(1).",
        title="n^r at r = 1 is O(1)",
        says=Rate(n, "O", one, n, below=n),
        derivation={"lower": chain(n, ("=", n, Algebra()))},
        expects=Fails,
    ),
    Claim(
        part="+one_less_linear", fidelity="repaired", repairs=(":B",), changed="n^(r-1) in place of n^r", **here,
        title="n^(r-1) is O(1) at r = 1",
        says=Rate(one_less, "O", one, n, above=one),
        hypotheses=(Relation(order, "<=", one),),
        derivation={"upper": compared(one_less, "<=", one)},
        try_first=({"n": 2, "r_order": 1},),
        expects=Holds,
    ),
    Claim(
        part=":C", fidelity="reading", **here,
        reading="c > 0 is any positive constant, and the capacity is c^((n-1)/4) itself.",
        title="c^((n-1)/4) is one pattern or more",
        says=bound(1, "<=", continuous),
        expects=Fails,
    ),
    Claim(
        part="+above_one", fidelity="repaired", repairs=(":C",), changed="c >= 1", **here,
        title="c^((n-1)/4) is one pattern or more where c >= 1",
        says=bound(1, "<=", continuous),
        hypotheses=(Relation(one, "<=", c),),
        derivation={"bound": compared(one, "<=", continuous)},
        try_first=({"n": 1, "c_capacity": 1},),
        expects=Holds,
    ),
    Claim(
        part="+no_growth", fidelity="ours", **here,
        title="c^((n-1)/4) is O(1) where c <= 1",
        says=Rate(continuous, "O", one, n, above=one),
        hypotheses=(Relation(c, "<=", one),),
        derivation={"upper": compared(continuous, "<=", one)},
        try_first=({"n": 1, "c_capacity": 1},),
        expects=Holds,
    ),
    Claim(
        part="+four", fidelity="ours", **here,
        title="With c = 4 the capacities of the last two rows differ by a factor of sqrt(2)",
        says=Identity(four ** ((n - 1) / 4), exponential / sp.sqrt(2)),
        derivation={"identity": chain(four ** ((n - 1) / 4), ("=", exponential / sp.sqrt(2), Squeezed(
            compared(four ** ((n - 1) / 4), "<=", exponential / sp.sqrt(2)),
            compared(four ** ((n - 1) / 4), ">=", exponential / sp.sqrt(2)),
        )))},
        expects=Holds,
    ),
    Claim(
        part="+below_four", fidelity="ours", **here,
        title="c^((n-1)/4) is of smaller order than 2^(n/2) where c = 4 q with q < 1",
        says=Rate(of_quarter, "o", exponential, n, above=ratio),
        hypotheses=(Relation(q, "<", one),),
        derivation={"upper": compared(of_quarter, "<=", ratio * exponential)},
        try_first=({"n": 1, "q_capacity": "1/4"},),
        expects=Holds,
    ),
    Claim(
        part="+above_four", fidelity="ours", **here,
        title="2^(n/2) is of smaller order than c^((n-1)/4) where c = 4 q with q > 1",
        says=Rate(exponential, "o", of_quarter, n, above=2 / ratio),
        hypotheses=(Relation(one, "<", q),),
        derivation={"upper": compared(exponential, "<=", 2 / ratio * of_quarter)},
        try_first=({"n": 1, "q_capacity": 4},),
        expects=Holds,
    ),
    Claim(
        part="+powers", fidelity="ours", **here,
        title="n^r is at most (2 r / (e log 2))^r 2^(n/2)",
        says=bound(polynomial, "<=", largest * exponential),
        derivation={"bound": compared(polynomial, "<=", largest * exponential, tangent(sp.log(2) / 2))},
        expects=Holds,
    ),
    Claim(
        part="+powers_order", fidelity="ours", **here,
        title="n^r is of smaller order than 2^(n/2)",
        says=Rate(polynomial, "o", exponential, n, above=polynomial / exponential),
        derivation={"upper": chain(polynomial, ("=", polynomial / exponential * exponential, Algebra()))},
        expects=Holds,
    ),
    Claim(
        part=":D", fidelity="reading", **here,
        reading="The capacity is n^r patterns itself, for every n, all of them different points of {-1,+1}^n.",
        title="{-1,+1}^n holds n^r patterns",
        says=bound(polynomial, "<=", states),
        try_first=({"n": 3, "r_order": 2},),
        expects=Fails,
    ),
    Claim(
        part="+fits", fidelity="repaired", repairs=(":D",), changed="up to a factor that depends on r alone", **here,
        title="(e log(2) / r)^r n^r patterns are at most as many as {-1,+1}^n holds",
        says=bound(fraction * polynomial, "<=", states),
        derivation={"bound": compared(fraction * polynomial, "<=", states, tangent(sp.log(2)))},
        expects=Holds,
    ),
    Claim(
        part=":E", fidelity="reading", **here,
        reading="The capacity is 2^(n/2) patterns itself, for every n, all of them different points of {-1,+1}^n.",
        title="{-1,+1}^n holds 2^(n/2) patterns",
        says=bound(exponential, "<=", states),
        derivation={"bound": compared(exponential, "<=", states)},
        expects=Holds,
    ),
)  # fmt: skip
