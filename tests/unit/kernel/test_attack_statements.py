"""False statements of the kinds that speak of maps: every one of them must be refused, or not be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from theory.catalogue import BUILT_IN, load
from theory.checks import BadClaimFile
from theory.derive import Derivations
from theory.kernel import Gap

HEAD = """
import sympy as sp
from theory.claims import Claim
from theory.kernel import Family, Relation, Vector, chain
from theory.kernel.rules import Algebra, Hypothesis, Monotone, Moving, Sign
from theory.sides import derivative, sides
from theory.statement import Attractor, Convex, Derivative, Descent, Iteration
from theory.symbols import j, k, n, radius, weight, x, y
from theory.verdict import Holds

one, half, always = sp.Integer(1), sp.Rational(1, 2), Relation(sp.S.Zero, "<=", sp.S.One)
"""
TAIL = """
claims = (Claim(
    cites="1", section="1", title="t", fidelity="ours", says=says, hypotheses=given,
    derivation=derivation or {name: chain(r.lhs, (r.op, r.rhs, Sign())) for name, r in sides(says).items()},
    expects=Holds,
),)
"""

# x -> (k - 1) x on the line, k any length: with k = 3 it doubles distances.
A_LENGTH_NAMED_K = """
p, q = Family("x", one), Family("y", one)
says = Attractor(Vector((k - 1) * p[j], j, one), p, q, Vector(sp.S.Zero, j, one), radius, half)
"""
A_MAP_THAT_IS_NOWHERE_DEFINED = """
says = Iteration(Vector(x[k] / (2 * (k - 2) ** 2), k, n), x, always, x[1] ** 2, half)
"""
A_MAP_OUTSIDE_THE_LANGUAGE = """
says = Iteration(Vector(x[k] / 2 + sp.sin(k) * (k - 1), k, n), x, always, x[1] ** 2, half)
"""
A_MEASURE_THAT_IS_NOT_DEFINED = """
says = Iteration(Vector(sp.S.NegativeOne, k, n), x, Relation(sp.S.Zero, "<=", x[1] ** 2), 1 / x[1], sp.S.Zero)
"""
A_NUMBER_NAMED_AS_THE_POINT = """
says = Iteration(Vector(10 * x[k], k, n), x, always, sp.Symbol("x", real=True) ** 2, one)
"""
A_FAMILY_NAMED_AS_THE_POINT = """
says = Iteration(Vector(10 * x[k], k, n), x, always, Family("x", n, positive=True)[1], one)
"""
A_NUMBER_NAMED_AS_A_FAMILY = """
says = Convex(-sp.Symbol("x", real=True) ** 2, x, y, weight)
convexity = sides(says)["convexity"]
derivation = {"convexity": chain(convexity.lhs, ("=", convexity.rhs, Algebra()))}
"""
# -x^2 lies below its chord at the ends of the chord.
A_WEIGHT_THAT_IS_ZERO = """
says, given = Convex(-(x[1] ** 2), x, y, weight), (Relation(weight, "<=", sp.S.Zero),)
convexity, apart = sides(says)["convexity"], (1 - weight) * (x[1] - y[1]) ** 2
derivation = {"convexity": chain(convexity.lhs, ("<=", convexity.rhs, Moving(chain(
    convexity.lhs - convexity.rhs + apart, ("=", (1 + weight) * apart, Algebra()),
    ("<=", apart, Monotone(Moving(chain(weight, ("<=", 0, Hypothesis())))))))))}
"""
A_DIRECTION_THAT_IS_NOT_DEFINED = """
along = (x, Vector(1 / (k - 2), k, n))
says = Derivative(x[1] ** 2, (along,), -2 * x[1])
derivation = {"derivative": chain(derivative(x[1] ** 2, along), ("=", -2 * x[1], Algebra()))}
"""
# x -> x on the line falls by 1 / (k - 2) ** 2 where k is not 2: what has no value is nowhere to be seen in the sides.
A_DESCENT_BY_WHAT_IS_NOT_DEFINED = """
says = Descent(Vector(x[k] / (2 * (k - 2) ** 2), k, n), x, 1 + x[1] ** 2, sp.S.Zero, sp.S.Zero, one)
"""
A_DESCENT_OF_A_NUMBER_NAMED_AS_THE_POINT = """
says = Descent(Vector(sp.S.Zero, k, n), x, sp.Symbol("x", real=True) ** 2, sp.S.Zero, sp.S.Zero, sp.S.Zero)
"""
FALSE = {name: text for name, text in globals().items() if name.startswith("A_")}


def shown(folder: Path, text: str) -> list[str]:
    """The sides that the kernel proves where it proves all, which makes the statement hold; else none."""
    paper, statement = folder / "false", f'"""False."""{HEAD}given, derivation = (), None\n{text}{TAIL}'
    paper.mkdir()
    source = 'source = Source(title="", authors="", version="", bibtex="", sections=("1",))'
    (paper / "__init__.py").write_text(f"from theory.claims import Source\n{source}\n")
    (paper / "statement.py").write_text(statement)
    (folder / "lemmas").symlink_to(BUILT_IN / "lemmas")
    claims = load((folder,)).claims
    derivations = Derivations(claims)
    sides = list(claims["false/statement"].sides)
    try:
        return [derivations.theorem("false/statement", side).side for side in sides]
    except Gap:
        return []


@pytest.mark.parametrize("name", FALSE)
def test_a_false_statement_is_not_shown(name: str, tmp_path: Path) -> None:
    why = ""
    try:
        found = shown(tmp_path, FALSE[name])
    except BadClaimFile as refused:
        found = []
        why = str(refused)
    assert found == []
    assert not any(kind in why for kind in ("SyntaxError", "NameError", "AttributeError")), why


def test_a_true_one_is(tmp_path: Path) -> None:
    true = "says = Iteration(Vector(x[k] / 2, k, n), x, always, x[1] ** 2, half)"
    assert shown(tmp_path, true) == ["kept", "shrinks", "factor"]
