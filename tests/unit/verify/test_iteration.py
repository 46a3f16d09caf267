"""A statement about every number of steps comes down to one step: the invariant kept, the measure shrunk."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from tests.unit.verify.planted import Plant, Run, file_of
from theory.kernel import Relation, Sum, Vector
from theory.latex import latex_statement
from theory.statement import Iteration
from theory.symbols import factor, k, n, radius, x, xi
from verify.said import statement_text

MORE = """
from theory.kernel import Vector
from theory.kernel.rules import Monotone
from theory.statement import Iteration
from theory.symbols import beta, radius, weight, xi, y

C = xi.vector()
half = Vector((x[k] + xi[k]) / 2, k, n)
def apart(a, b):
    return Sum.over((a.at(k) - b.at(k)) ** 2, k, n)
inside = Relation(apart(X, C), "<=", radius**2)
kept = chain(apart(half, C), ("=", apart(X, C) / 4, Algebra()), ("<=", radius**2 / 4, Monotone(Hypothesis())),
             ("<=", radius**2, Sign()))
halved = {
    "kept": kept,
    "shrinks": chain(apart(half, C), ("=", apart(X, C) / 4, Algebra())),
    "factor": chain(0, ("<=", sp.Rational(1, 4), Sign())),
}
def steps(**changes):
    usual = dict(image=half, point=x, invariant=inside, measure=apart(X, C), factor=sp.Rational(1, 4))
    return Iteration(**{**usual, **changes})
"""
HALVED = "Claim(**place, says=steps(), derivation=halved, expects=Holds)"


def one(claim: str) -> str:
    return file_of(claim, before=MORE)


def test_holds_where_every_step_does(plant: Plant, run: Run, schema: dict[str, Any]) -> None:
    found = run(plant(halved=one(HALVED)), "--json")
    assert found.status == 0
    jsonschema.validate(found.ledger, schema)
    claim = found.claims["planted/halved"]
    assert (claim["verdict"], claim["level"], claim["trust"]) == ("holds", "derived", [])
    assert claim["sides"] == dict.fromkeys(("kept", "shrinks", "factor"), "holds")
    assert claim["hypotheses"] == []  # the invariant is part of the statement
    assert claim["tried"]["met"] > 0


@pytest.mark.parametrize(
    ("changes", "side"),
    [
        ("factor=sp.Rational(1, 5)", "shrinks"),
        ("factor=sp.Rational(-1, 4), measure=-apart(X, C) - 1", "factor"),
        ("image=Vector(3 * x[k] - 2 * xi[k], k, n), factor=sp.Integer(9)", "kept"),
        ("measure=apart(X, C) + 1", "shrinks"),
    ],
)
def test_fails_where_a_step_does(plant: Plant, run: Run, changes: str, side: str) -> None:
    found = run(plant(halved=one(f"Claim(**place, says=steps({changes}), expects=Fails)")), "--json")
    claim = found.claims["planted/halved"]
    assert (claim["verdict"], claim["sides"][side]) == ("fails", "fails")


@pytest.mark.parametrize(
    ("claim", "named"),
    [
        (HALVED.replace("steps()", "steps(factor=x[1])"), "the same at every step"),
        (HALVED.replace("steps()", "steps(image=Vector(half, i, n))"), "no point of the space"),
        (HALVED.replace("expects", 'hypotheses=(Relation(x[1], ">=", sp.S.One),), expects'), "restricts x"),
    ],
)
def test_is_about_every_start_and_every_step(plant: Plant, run: Run, claim: str, named: str) -> None:
    found = run(plant(halved=one(claim)))
    assert found.status == 2
    assert named in found.complaint


def test_is_open_where_a_side_is_not_derived(plant: Plant, run: Run) -> None:
    unproved = HALVED.replace("derivation=halved", 'derivation={"kept": kept}').replace("expects=Holds", "expects=Open")
    claim = run(plant(halved=one(unproved)), "--json").claims["planted/halved"]
    assert (claim["verdict"], claim["sides"]["kept"]) == ("open", "holds")


def test_says_so_in_words() -> None:
    apart = Sum.over((x[k] - xi[k]) ** 2, k, n)
    says = Iteration(
        image=Vector((x[k] + xi[k]) / 2, k, n), point=x, invariant=Relation(apart, "<=", radius**2), measure=apart,
        factor=factor,
    )  # fmt: skip
    sentence, *inequalities = statement_text(says)
    assert "after t steps" in sentence
    assert len(inequalities) == 3
    display = latex_statement(says)
    assert r"\bigl(q\bigr)^t" in display
    assert display.count(r"\text{") > 15
