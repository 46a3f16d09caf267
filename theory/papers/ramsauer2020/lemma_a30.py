"""Identities of Lambert's function W, the inverse of w e^w: W_0 where w >= -1, W_-1 where w <= -1.

e^{W(x)} = x/W(x); e^{n W(x)} = (x/W(x))^n; W_0(x ln x) = ln x for x >= 1/e; W_-1(x ln x) = ln x for x <= 1/e;
W(n x^n/W(x)^(n-1)) = n W(x); W(x) + W(y) = W(x y (1/W(x) + 1/W(y))); W_0(-ln x/x) = -ln x for 0 < x <= e;
W_-1(-ln x/x) = -ln x for x > e.  Each says which number w has w e^w = x, and on which side of -1 it lies.
"""

from collections.abc import Iterator
from typing import Any

import sympy as sp

from theory.claims import Claim
from theory.kernel import Relation, chain
from theory.kernel.rules import Algebra, Hypothesis, Monotone
from theory.statement import Identity, bound
from theory.symbols import counter as k
from theory.symbols import lambert as w
from theory.verdict import Holds

here: dict[str, Any] = {"cites": "Lemma A30, in part", "section": "App. A.2"}

x, v = sp.Symbol("g_0", positive=True), sp.Symbol("g_1", positive=True)
log = sp.log(x)


def at(value: sp.Expr) -> sp.Expr:
    """What W maps to the value."""
    return value * sp.exp(value)


def equation(part: str, what: str, left: sp.Expr, right: sp.Expr) -> Claim:
    """That a value w has the argument that the lemma gives for w e^w."""
    return Claim(
        part=f":{part}", fidelity="reading", **here, reading=what, title=f"{what}: w e^w is the argument",
        says=Identity(left, right),
        derivation={"identity": chain(left, ("=", right, Algebra()))},
        expects=Holds,
    )  # fmt: skip


def branch(part: str, what: str, given: Relation, value: sp.Expr, above: bool) -> Iterator[Claim]:
    """On which side of -1 the value lies."""
    low, high = (-1, value) if above else (value, -1)
    yield Claim(
        part=f":{part}", fidelity="reading", **here, reading=f"{what}, the branch.",
        title=f"{what}: the value is {'-1 or more' if above else '-1 or less'}",
        says=bound(low, "<=", high),
        hypotheses=(given,),
        derivation={"bound": chain(low, ("<=", high, Monotone(Hypothesis())))},
        try_first=({"g_0": 1}, {"g_0": "1/4"}, {"g_0": 3}),
        expects=Holds,
    )  # fmt: skip


below, beyond = "for x >= 1/e", "for x <= 1/e"
claims = (
    equation("A", "W(x ln x) = ln x", at(log), x * log),
    *branch("B", f"W_0(x ln x) = ln x {below}", Relation(sp.exp(-1), "<=", x), log, True),
    *branch("C", f"W_-1(x ln x) = ln x {beyond}", Relation(x, "<=", sp.exp(-1)), log, False),
    equation("D", "W(-ln(x)/x) = -ln x", at(-log), -log / x),
    *branch("E", "W_0(-ln(x)/x) = -ln x for x <= e", Relation(x, "<=", sp.E), -log, True),
    *branch("F", "W_-1(-ln(x)/x) = -ln x for x > e", Relation(sp.E, "<", x), -log, False),
    equation("G", "W(x) + W(y) = W(x y (1/W(x) + 1/W(y)))", at(w + v), at(w) * at(v) * (1 / w + 1 / v)),
    equation("H", "W(n x^n/W(x)^(n-1)) = n W(x)", at(k * w), k * at(w) ** k / w ** (k - 1)),
    equation("I", "e^(n W(x)) = (x/W(x))^n", sp.exp(k * w), (at(w) / w) ** k),
)
