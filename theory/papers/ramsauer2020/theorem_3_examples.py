"""The examples of Theorem 3: c >= 3.1546 for beta = 1, K = 3, d = 20, p = 0.001; c >= 1.3718 for K = 1, d = 75.

c = b / W_0(exp(a + ln b)), with a + ln b > 1.27 in the first and a + ln b < -0.94 in the second; the condition
c >= (2/sqrt(p))^(4/(d-1)) is to hold as well.
"""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Op, Relation, chain
from theory.kernel.rules import Cite, Scaled, Sign
from theory.statement import bound
from theory.symbols import lambert as w
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Theorem 3, examples", "section": "2"}

other = sp.Symbol("g_0", positive=True)
p = sp.Rational(1, 1000)


def example(
    name: str,
    K: int,
    d: int,
    printed: str,
    next_one: str,
    exponent: tuple[Op, str],
    stored: int,
    wider: tuple[str, int],
) -> Iterator[Claim]:
    """The claims about one example."""
    b = sp.Rational(2 * K**2, 5)
    a = sp.Rational(2, d - 1) * (1 + sp.log(2 * K**2 * p * (d - 1)))
    c, above = sp.Rational(printed), sp.Rational(next_one)
    where = f"beta = 1, K = {K}, d = {d}, p = 0.001"
    op, number = exponent
    exponent_name, ensured_name = {"A": ("C", "E"), "B": ("D", "F")}[name]
    given = Relation(w + sp.log(w), "<=", a + sp.log(b))
    yield Claim(
        part=f":{name}", fidelity="reading", **here, reading=f"{where}; w is W_0(exp(a + ln b)), or less, and c = b/w.",
        title=f"c is at least {printed} for {where}",
        says=bound(c, "<=", b / w),
        hypotheses=(given,),
        derivation={"bound": chain(c, ("<=", b / w, Scaled(w / c, chain(w, ("<=", b / c, Cite(
            "lemmas/lambert+logarithms", at={other: b / c}))))))},
        try_first=({"w_lambert": "1/10"},),
        expects=Holds,
    )  # fmt: skip
    yield Claim(
        part=f"+{name.lower()}_most", fidelity="ours", **here, reading="w is W_0(exp(a + ln b)), or more, and c = b/w.",
        title=f"c is at most {next_one} for {where}",
        says=bound(b / w, "<=", above),
        hypotheses=(Relation(a + sp.log(b), "<=", w + sp.log(w)),),
        derivation={"bound": chain(b / w, ("<=", above, Scaled(w / above, chain(b / above, ("<=", w, Cite(
            "lemmas/lambert+logarithms", at={w: b / above, other: w}))))))},
        try_first=({"w_lambert": 2},),
        expects=Holds,
    )  # fmt: skip
    yield Claim(
        part=f":{exponent_name}", fidelity="reading", **here, reading=where,
        title=f"a + ln b {op} {number} for {where}",
        says=bound(a + sp.log(b), op, sp.Rational(number)),
        derivation={"bound": chain(a + sp.log(b), (op, sp.Rational(number), Sign()))},
        expects=Holds,
    )  # fmt: skip
    yield Claim(
        part=f":{ensured_name}", fidelity="reading", **here, reading=where,
        title=f"{printed} meets the condition (334) for {where}",
        says=bound((2 / sp.sqrt(p)) ** sp.Rational(4, d - 1), "<=", c),
        derivation={"bound": chain((2 / sp.sqrt(p)) ** sp.Rational(4, d - 1), ("<=", c, Sign()))},
        expects=Holds,
    )  # fmt: skip
    count = sp.sqrt(p) * above ** sp.Rational(d - 1, 4)
    yield Claim(
        part=f"+{name.lower()}_count", fidelity="ours", **here,
        title=f"With c up to {next_one} fewer than {stored} patterns are promised in dimension {d}",
        says=bound(count, "<", stored),
        derivation={"bound": chain(count, ("<", stored, Sign()))},
        expects=Holds,
    )  # fmt: skip
    larger, more = sp.Rational(wider[0]), wider[1]
    yield Claim(
        part=f"+{name.lower()}_wider", fidelity="ours", **here,
        title=f"With b = 11 K^2 beta/12, c = {wider[0]} is allowed for {where}",
        says=bound(a + sp.log(larger), "<=", sp.Rational(11 * K**2, 12) / larger),
        derivation={"bound": chain(a + sp.log(larger), ("<=", sp.Rational(11 * K**2, 12) / larger, Sign()))},
        expects=Holds,
    )  # fmt: skip
    yield Claim(
        part=f"+{name.lower()}_wider_count", fidelity="ours", **here,
        title=f"With c = {wider[0]} more than {more} patterns are promised in dimension {d}",
        says=bound(more, "<", sp.sqrt(p) * larger ** sp.Rational(d - 1, 4)),
        derivation={"bound": chain(more, ("<", sp.sqrt(p) * larger ** sp.Rational(d - 1, 4), Sign()))},
        expects=Holds,
    )  # fmt: skip


both = (
    *example("A", 3, 20, "3.1546", "3.1547", (">", "1.27"), 8, ("5.092", 72)),
    *example("B", 1, 75, "1.3718", "1.3719", ("<", "-0.94"), 11, ("1.737", 860)),
)
claims = tuple(sorted(both, key=lambda claim: (claim.fidelity == "ours", claim.part)))
