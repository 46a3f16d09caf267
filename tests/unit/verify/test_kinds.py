"""Derivatives, attractors, and what is said in words: from claim file to ledger, LaTeX and terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import numerics.taylor
import theory.sides
from numerics.attack import Budget
from tests.unit.verify.planted import HOLDS, NONSENSE, Plant, Run, file_of
from theory.kernel import Context, Moves, along

MORE = """
from theory.kernel import Vector
from theory.kernel.rules import Monotone
from theory.quantities import InnerProduct, LogSumExp
from theory.sides import derivative
from theory.statement import Attractor, Derivative, NoMeaning
from theory.symbols import radius, rho, v, w, xi, y
Y, V, W, C = y.vector(), v.vector(), w.vector(), xi.vector()
t = sp.Symbol("t", real=True)
slope = derivative(norm, (x, V))
half = Vector((x[k] + xi[k]) / 2, k, n)
def apart(a, b):
    return Sum.over((a.at(k) - b.at(k)) ** 2, k, n)
halved = {
    "into itself": chain(
        apart(half, C), ("=", apart(X, C) / 4, Algebra()), ("<=", radius**2 / 4, Monotone(Hypothesis())),
        ("<=", radius**2, Sign()),
    ),
    "contraction": chain(apart(half, Vector((y[k] + xi[k]) / 2, k, n)), ("=", apart(X, Y) / 4, Algebra())),
    "factor": chain(sp.Rational(1, 4), ("<", sp.S.One, Sign())),
}
def ball(**changes):
    usual = dict(image=half, point=x, other=y, centre=C, radius=radius, factor=sp.Rational(1, 2))
    return Attractor(**{**usual, **changes})
"""
WORDS = (
    'Claim(**place, fidelity="ours", says=Standard("Every contraction has one fixed point.", "a book"), expects=Holds)'
)
SLOPE = (
    "Claim(**place, says=Derivative(norm, ((x, V),), 2 * InnerProduct(X, V)), derivation={"
    '"derivative": chain(slope, ("=", 2 * InnerProduct(X, V), Algebra()))}, expects=Holds)'
)
HALVED = "Claim(**place, says=ball(), derivation=halved, expects=Holds)"
KINDS = {"nonsense": NONSENSE, "slope": SLOPE, "halved": HALVED}
LEMMAS = '''
"""Facts."""
from theory.claims import Source

source = Source(title="Lemmas", authors="Us", version="one", bibtex="@misc{us}", sections=("1",))
'''


@pytest.fixture
def papers(plant: Plant) -> Path:
    """A paper with a claim of each kind, beside the lemmas with the fixed point theorem."""
    plant(LEMMAS, "lemmas", banach=file_of(WORDS))
    return plant(**{name: file_of(claim, before=MORE) for name, claim in KINDS.items()})


def one(claim: str) -> str:
    return file_of(claim, before=MORE)


class TestEveryKind:
    def test_is_valid_in_the_ledger(self, papers: Path, run: Run, schema: dict[str, Any]) -> None:
        found = run(papers, "--json")
        assert found.status == 0
        faults = jsonschema.Draft202012Validator(schema).iter_errors(found.ledger)
        assert [f"{list(f.path)}: {f.message[:200]}" for f in faults] == []

    def test_is_in_the_table_and_in_both_texts(self, papers: Path, run: Run, tmp_path: Path) -> None:
        found = run(papers, "--out", str(tmp_path / "out"))
        assert "4 claims: 3 holds, 1 open; all as expected" in found.out
        for name in ("bounds.tex", "claims.tex"):
            text = (tmp_path / "out" / name).read_text(encoding="utf-8")
            for claim in ("lemmas/banach", "planted/nonsense", "planted/slope", "planted/halved"):
                assert claim in text

    @pytest.mark.parametrize("paper", ["lemmas", "planted"])
    def test_is_found_by_its_paper(self, papers: Path, run: Run, paper: str) -> None:
        found = run(papers, "--paper", paper, "--json")
        assert found.status == 0
        assert {claim["paper"] for claim in found.claims.values()} == {paper}

    def test_is_explained(self, papers: Path, run: Run) -> None:
        said = run(papers, "--explain").out
        assert "no statement that could be true or false" in said
        assert "d/dt ||x||^2 at t = 0 along x + t v = 2*<x, v>" in said
        assert "12 power series agree" in said
        assert "exactly one fixed point in the closed ball of radius r around xi" in said
        assert "Every contraction has one fixed point." in said


class TestDerivatives:
    def value(self, plant: Plant, run: Run, value: str, by: str = "", expects: str = "Fails") -> dict[str, Any]:
        claim = f"Claim(**place, says=Derivative(norm, ((x, V),), {value}){by}, expects={expects})"
        found: dict[str, Any] = run(plant(first=one(claim)), "--json").claims["planted/first"]
        return found

    def test_hold_where_they_are_derived_and_the_series_agree(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=one(SLOPE)), "--json").claims["planted/first"]
        assert (found["verdict"], found["level"], found["sides"]) == ("holds", "derived", {"derivative": "holds"})
        assert found["scope"] == "for all n >= 1, all v, all x"
        assert found["tried"]["series"] == 12

    def test_of_a_wrong_value_fail(self, plant: Plant, run: Run) -> None:
        found = self.value(plant, run, "InnerProduct(X, V)")
        assert (found["verdict"], found["violated"]["side"]) == ("fails", "derivative")

    def test_of_a_wrong_value_fail_by_the_series_alone(
        self, plant: Plant, run: Run, monkeypatch: pytest.MonkeyPatch, schema: dict[str, Any]
    ) -> None:
        nothing = Budget(per_shape=0, draws=0, examples=0, starts=0, meetings=0)
        monkeypatch.setattr("verify.__main__.NORMAL", nothing)
        monkeypatch.setattr("numerics.attack.awkward", lambda claim: ())
        claim = "Claim(**place, says=Derivative(norm, ((x, V),), InnerProduct(X, V)), expects=Fails)"
        found = run(plant(first=one(claim)), "--json")
        assert found.claims["planted/first"]["violated"] == {"side": "derivative", "found_by": "series"}
        assert jsonschema.Draft202012Validator(schema).is_valid(found.ledger)

    def test_of_a_broken_kernel_are_contradictions(
        self, plant: Plant, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The value shares the kernel's fault, so that the derivation is accepted and the attack finds nothing."""

        def careless(e: Any, moves: Moves, context: Context) -> Any:
            return 2 * along(e, moves, context)

        monkeypatch.setattr(theory.sides, "along", careless)
        by = ', derivation={"derivative": chain(slope, ("=", 4 * InnerProduct(X, V), Algebra()))}'
        found = self.value(plant, run, "4 * InnerProduct(X, V)", by, "Holds")
        assert found["verdict"] == "contradiction"
        assert "power series" in found["reason"]
        assert found["sides"] == {"derivative": "holds"}

    def test_that_no_series_has_seen_are_open(self, plant: Plant, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(numerics.taylor, "INSTANCES", 0)
        found = run(plant(first=one(SLOPE)), "--json").claims["planted/first"]
        assert found["verdict"] == "open"
        assert "no power series" in found["reason"]

    @pytest.mark.parametrize(
        ("says", "named"),
        [
            ("Derivative(norm, (), norm)", "one direction or two"),
            ("Derivative(norm, ((x, V), (x, V), (x, V)), norm)", "one direction or two"),
            ("Derivative(norm, ((y, V),), norm)", "does not depend on y"),
            ("Derivative(norm, ((x, X),), norm)", "not any direction"),
            ("Derivative(norm, ((x, Vector(rho[1, k], k, sp.Integer(2))),), norm)", "shape"),
            ("Derivative(Max(X), ((x, V),), norm)", "not known to be differentiable"),
            ("Derivative(sp.sqrt(norm), ((x, V),), norm)", "not known to be differentiable"),
            ("Derivative(sp.log(-1 - norm), ((x, V),), 2 * InnerProduct(X, V) / (1 + norm))", "not shown"),
            ("Derivative(sp.sin(x[1]) + norm, ((x, V),), norm)", "sin"),
            ("Derivative(norm, ((x, V),), norm + sp.Float(0.5))", "Float"),
        ],
    )
    def test_of_what_has_none_are_refused_in_one_line(self, plant: Plant, run: Run, says: str, named: str) -> None:
        found = run(plant(first=one(f"Claim(**place, says={says}, expects=Open)")))
        assert found.status == 2
        assert named in found.complaint

    def test_of_two_functions_are_two_statements(self, plant: Plant, run: Run) -> None:
        """The sides are the same, what is said is not."""
        other = SLOPE.replace("says=Derivative(norm,", "says=Derivative(norm + 1,")
        found = run(plant(first=one(SLOPE), second=one(other)), "--json").claims
        assert found["planted/first"]["fingerprint"] != found["planted/second"]["fingerprint"]


class TestAttractors:
    def test_hold_by_the_fixed_point_theorem(self, papers: Path, run: Run) -> None:
        found = run(papers, "--json").claims["planted/halved"]
        assert (found["verdict"], found["level"]) == ("holds", "derived")
        assert found["sides"] == dict.fromkeys(("into itself", "contraction", "factor"), "holds")
        assert found["trust"] == ["lemmas/banach"]
        assert found["scope"] == "for all n >= 1, every pattern xi, r > 0"
        assert found["hypotheses"] == []
        assert found["tried"]["met"] > 0

    def test_that_are_not_derived_trust_nothing(self, papers: Path, plant: Plant, run: Run) -> None:
        unproved = HALVED.replace("derivation=halved", 'derivation={"factor": halved["factor"]}')
        plant(halved=one(unproved.replace("expects=Holds", "expects=Open")))
        found = run(papers, "planted/halved", "--json").claims["planted/halved"]
        assert (found["verdict"], found["trust"]) == ("open", [])
        assert found["sides"]["factor"] == "holds"

    @pytest.mark.parametrize(
        ("changes", "side"),
        [
            ("factor=sp.Integer(1)", "factor"),
            ("factor=sp.Rational(1, 3)", "contraction"),
            ("image=Vector(xi[k] + 2 * (x[k] - xi[k]), k, n)", "into itself"),
        ],
    )
    def test_of_a_map_that_does_not_contract_fail(
        self, papers: Path, plant: Plant, run: Run, changes: str, side: str
    ) -> None:
        plant(halved=one(f"Claim(**place, says=ball({changes}), expects=Fails)"))
        found = run(papers, "planted/halved", "--json").claims["planted/halved"]
        assert found["verdict"] == "fails"
        assert found["sides"][side] == "fails"

    @pytest.mark.parametrize(
        ("claim", "named"),
        [
            (HALVED.replace("ball()", "ball(other=x)"), "any points of the ball"),
            (HALVED.replace("ball()", "ball(centre=X)"), "any points of the ball"),
            (HALVED.replace("ball()", "ball(image=Y)"), "any points of the ball"),
            (HALVED.replace("ball()", "ball(centre=rho.vector())"), "no point of the space"),
            (HALVED.replace("expects", 'hypotheses=(Relation(x[1], ">=", sp.S.One),), expects'), "restricts x"),
        ],
    )
    def test_speak_of_all_points_of_the_ball(
        self, papers: Path, plant: Plant, run: Run, claim: str, named: str
    ) -> None:
        plant(halved=one(claim))
        found = run(papers)
        assert found.status == 2
        assert named in found.complaint

    def test_without_the_fixed_point_theorem_are_a_wrong_claim_file(self, plant: Plant, run: Run) -> None:
        found = run(plant(halved=one(HALVED)))
        assert found.status == 2
        assert "lemmas/banach" in found.complaint


class TestFactsInWords:
    def test_hold_as_standard_facts_that_nobody_evaluated(self, papers: Path, run: Run) -> None:
        found = run(papers, "lemmas/banach", "--json").claims["lemmas/banach"]
        assert (found["verdict"], found["level"], found["reference"]) == ("holds", "standard", "a book")
        assert "it cannot be evaluated here, and was not" in found["scope"]
        assert (found["trust"], found["sides"]) == (["lemmas/banach"], {})

    def test_are_printed_as_facts_with_their_reference(self, papers: Path, run: Run, tmp_path: Path) -> None:
        run(papers, "--out", str(tmp_path / "out"))
        text = (tmp_path / "out" / "bounds.tex").read_text(encoding="utf-8")
        assert "{Fact}{Lemma 1}{standard}{lemmas/banach}" in text
        assert "\\amnote{Reference}{a book~\\cite{" in text
        assert "\\amnote{Rests on facts of the literature}{\\hyperref[lemmas/banach]" in text
        assert "\\amnote{No meaning}{50\\% of what is said is undefined}" in text

    def test_carry_no_derivation(self, papers: Path, plant: Plant, run: Run) -> None:
        by = '{"bound": chain(sp.S.Zero, ("<=", norm, Cite("lemmas/banach", "bound")))}'
        plant(slope=one(f'Claim(**place, says=bound(0, "<=", norm), derivation={by}, expects=Open)'))
        found = run(papers, "planted/slope", "--json").claims["planted/slope"]
        assert found["verdict"] == "open"
        assert "lemmas/banach is in words" in found["reason"]

    @pytest.mark.parametrize("words", ["", "x_1 < 2", "50% of it", "two\\nlines", "$x$"])
    def test_are_plain_prose(self, plant: Plant, run: Run, words: str) -> None:
        found = run(plant(first=one(WORDS.replace("Every contraction has one fixed point.", words))))
        assert found.status == 2
        assert "plain prose" in found.complaint


class TestFormsOfOurs:
    def test_that_fail_are_defeated_by_their_own_witness(self, plant: Plant, run: Run, schema: dict[str, Any]) -> None:
        false = 'Claim(**place, part="+ours", fidelity="ours", says=bound(0, "<", norm), expects=Fails)'
        found = run(plant(first=file_of(HOLDS, false)), "--json")
        assert found.claims["planted/first+ours"]["defeats"] == ["planted/first+ours"]
        assert jsonschema.Draft202012Validator(schema).is_valid(found.ledger)

    def test_make_no_printed_statement(self, papers: Path, run: Run) -> None:
        ledger = json.loads(run(papers, "--json").out)
        assert "lemmas/banach" not in {statement["id"] for statement in ledger["statements"]}
        assert run(papers, "--paper", "lemmas", "--json").ledger["statements"] == []
