"""A statement about all steps of a descent comes down to one step: the energy falls, and is bounded below."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from tests.unit.verify.planted import PAPER, Plant, Run, file_of
from theory.kernel import Sum, Vector
from theory.latex import latex_statement
from theory.sides import OSTROWSKI, WEIERSTRASS
from theory.statement import Descent
from theory.symbols import k, n, x
from verify.said import statement_text

# x -> x / (1 + |x|^2) lowers the energy |x|^2, into the ball of radius 1 / 2.
MORE = """
from theory.kernel import Vector
from theory.kernel.rules import Monotone, Moving
from theory.statement import Descent

square = Sum.over(x[k] ** 2, k, n)
shorter = Vector(x[k] / (1 + square), k, n)
after = square / (1 + square) ** 2
fall = square * square * (2 + square) / (1 + square) ** 2
lowered = {
    "falls": chain(Sum.over(shorter.at(k) ** 2, k, n), ("=", square - fall, Algebra())),
    "never rises": chain(0, ("<=", fall, Sign())),
    "floor": chain(0, ("<=", square, Sign())),
    "bounded": chain(Sum.over(shorter.at(k) ** 2, k, n), ("<=", sp.Rational(1, 4), Moving(chain(
        0, ("<=", (1 - square) ** 2 / (4 * (1 + square) ** 2), Sign()))))),
}
def descent(**changes):
    usual = dict(image=shorter, point=x, energy=square, decrease=fall, floor=sp.Integer(0), reach=sp.Rational(1, 4))
    return Descent(**{**usual, **changes})
"""
LOWERED = "Claim(**place, says=descent(), derivation=lowered, expects=Holds)"


def one(claim: str) -> str:
    return file_of(claim, before=MORE)


@pytest.fixture
def papers(plant: Plant) -> Plant:
    """A plant that stands beside the lemmas, where limit points are."""
    words = 'Claim(**place, says=Standard("A bounded sequence has a limit point.", "Rudin"), expects=Holds)'
    limits = file_of(words)
    plant(PAPER.replace("Planted", "Lemmas"), "lemmas", bolzano_weierstrass=limits, ostrowski=limits)
    return plant


def test_holds_where_every_step_falls(papers: Plant, run: Run, schema: dict[str, Any]) -> None:
    found = run(papers(lowered=one(LOWERED)), "--json")
    assert found.status == 0, found.complaint
    jsonschema.validate(found.ledger, schema)
    claim = found.claims["planted/lowered"]
    assert (claim["verdict"], claim["level"], claim["trust"]) == ("holds", "derived", [WEIERSTRASS])
    assert claim["sides"] == dict.fromkeys(("falls", "never rises", "floor", "bounded"), "holds")
    assert claim["scope"] == "for all n >= 1"  # the start is spoken of by the statement itself
    assert claim["tried"]["met"] > 0


RATED = """Claim(**place, says=descent(rate=sp.Integer(1)), expects=Holds, derivation={**lowered, "shortens": chain(
    Sum.over((x[k] - shorter.at(k)) ** 2, k, n), ("=", square * square * square / (1 + square) ** 2, Algebra()),
    ("<=", fall, Sign()))})"""


def test_steps_shorten_where_the_decrease_is_at_least_their_square(papers: Plant, run: Run) -> None:
    claim = run(papers(lowered=one(RATED)), "--json").claims["planted/lowered"]
    assert (claim["verdict"], claim["sides"]["shortens"]) == ("holds", "holds")
    assert claim["trust"] == [WEIERSTRASS, OSTROWSKI]


@pytest.mark.parametrize(
    ("changes", "side"),
    [
        ("decrease=square", "falls"),
        ("decrease=fall - 1", "never rises"),
        ("floor=sp.Rational(1, 9)", "floor"),
        ("reach=sp.Rational(1, 5)", "bounded"),
        ("image=Vector(2 * x[k], k, n)", "falls"),
        ("rate=sp.Integer(3)", "shortens"),
    ],
)
def test_fails_where_a_step_does(papers: Plant, run: Run, changes: str, side: str) -> None:
    found = run(papers(lowered=one(f"Claim(**place, says=descent({changes}), expects=Fails)")), "--json")
    claim = found.claims["planted/lowered"]
    assert (claim["verdict"], claim["sides"][side]) == ("fails", "fails")


@pytest.mark.parametrize(
    ("claim", "named"),
    [
        (LOWERED.replace("descent()", "descent(floor=x[1])"), "the same at every step"),
        (LOWERED.replace("descent()", "descent(reach=square)"), "the same at every step"),
        (LOWERED.replace("descent()", "descent(rate=1 + square)"), "the same at every step"),
        (LOWERED.replace("descent()", "descent(rate=sp.Integer(0))"), "not positive"),
        (LOWERED.replace("descent()", "descent(image=Vector(shorter, i, n))"), "no point of the space"),
        (LOWERED.replace("expects", 'hypotheses=(Relation(x[1], ">=", sp.S.One),), expects'), "restricts x"),
    ],
)
def test_is_about_every_start_and_every_step(papers: Plant, run: Run, claim: str, named: str) -> None:
    found = run(papers(lowered=one(claim)))
    assert found.status == 2
    assert named in found.complaint


def test_without_the_theorem_on_limit_points_is_a_wrong_claim_file(plant: Plant, run: Run) -> None:
    found = run(plant(lowered=one(LOWERED)))
    assert found.status == 2
    assert WEIERSTRASS in found.complaint


def test_is_open_where_a_side_is_not_derived(papers: Plant, run: Run) -> None:
    partial = LOWERED.replace("derivation=lowered", 'derivation={"floor": lowered["floor"]}')
    claim = run(papers(lowered=one(partial.replace("expects=Holds", "expects=Open"))), "--json").claims
    assert (claim["planted/lowered"]["verdict"], claim["planted/lowered"]["sides"]["floor"]) == ("open", "holds")


def test_says_so_in_words() -> None:
    square = Sum.over(x[k] ** 2, k, n)
    zero = Vector(x[k] * 0, k, n)
    sentence, *inequalities = statement_text(Descent(zero, x, square, square, square * 0, square * 0))
    assert "of k steps from any x the least" in sentence
    assert "limit point" in sentence
    assert len(inequalities) == 4
    display = latex_statement(Descent(zero, x, square, square, square * 0, square * 0))
    assert display.count(r"\text{") > 30
    rated = Descent(zero, x, square, square, square * 0, square * 0, square * 0 + 1)
    assert "connected compact" in statement_text(rated)[0]
    assert r"\text{connected}" in latex_statement(rated)
