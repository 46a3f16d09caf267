"""No false neighbour of a claim is ever held; nearly all are refuted."""

from __future__ import annotations

from importlib import import_module

import pytest
import sympy as sp

from tests.catalogue import CATALOGUE, DERIVATIONS
from tests.counted import Count
from tests.meta import grid
from tests.meta.mutants import Mutant, mutants
from tests.meta.tried import SMALL, Finding, ground, tried, worked_out
from theory.claims import Claim
from theory.derive import Derivations
from theory.kernel import Chain, Relation, Support, chain
from theory.kernel.rules import Hypothesis, Sign
from theory.quantities import SquaredNorm
from theory.statement import Attractor, Derivative, NoMeaning, Statement, Unstated, bound
from theory.symbols import n, x
from theory.verdict import Holds, Open
from verify.examine import examine
from verify.judge import judge

CLAIMS = worked_out(CATALOGUE)
X = x.vector()


def findings(claim: Claim) -> list[tuple[Mutant, Finding]]:
    """Every mutant of the claim with what became of it."""
    return [*grid.findings(claim, CATALOGUE, DERIVATIONS)]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_no_mutant_is_wrongly_held(claim: Claim, count: Count) -> None:
    found = findings(claim)
    for mutant, finding in found:
        listed = finding.outcome != "refuted"
        count("mutants", finding.outcome, f"{claim.id}, {mutant.change}" if listed else None)
    wrong = [f"{m.change}: {f.why}" for m, f in found if f.outcome == "held though false"]
    assert not wrong, f"{claim.id}: " + "; ".join(wrong)
    assert any(f.outcome == "refuted" for _, f in found), f"no mutant of {claim.id} was refuted"


def planted(says: Statement, derivation: Chain | None = None, *hypotheses: Relation) -> Claim:
    by = {} if derivation is None else {"bound": derivation}
    return Claim(
        cites="none",
        section="",
        title="planted",
        says=says,
        statement="planted/claim",
        hypotheses=hypotheses,
        derivation=by,
        expects=Holds,
    )


class TestAHoleIsNoticed:
    def test_a_rule_that_accepts_everything(self, monkeypatch: pytest.MonkeyPatch) -> None:
        claim = planted(bound(0, "<=", SquaredNorm(X)), chain(sp.S.Zero, ("<=", SquaredNorm(X), Sign())))
        assert all(f.outcome != "held though false" for _, f in findings(claim))
        monkeypatch.setattr(Sign, "check", lambda self, goal, context: Support())
        assert any(f.outcome == "held though false" for _, f in findings(claim))

    def test_ends_that_nobody_compares(self, monkeypatch: pytest.MonkeyPatch) -> None:
        claim = CATALOGUE.claims["niu2024/lemma_2+weak"]
        _ = findings(claim)
        monkeypatch.setattr(import_module("theory.kernel.chain"), "equal", lambda a, b, context: True)
        monkeypatch.setattr("theory.kernel.rules.citation.follows", lambda goal, fact, context: True)
        assert any(f.outcome == "held though false" for _, f in findings(claim))

    def test_what_only_the_second_search_can_refute(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # False between 7 and 7 + 1/50 alone, and accepted by a broken rule.
        gap = (x[1] - sp.Rational(71, 10)) ** 2 - sp.Rational(1, 100)
        claim = planted(bound(0, "<=", gap), chain(sp.S.Zero, ("<=", gap, Hypothesis())))
        monkeypatch.setattr(Hypothesis, "check", lambda self, goal, context: Support())
        monkeypatch.setattr("tests.meta.tried.judge", lambda found: Holds("derived", "everywhere"))
        assert tried(claim, (), CATALOGUE, DERIVATIONS, again=20_000).outcome == "held though false"


class TestMutants:
    def test_are_three_hundred_or_more(self) -> None:
        some = [c for c in CLAIMS if c.statement.startswith("niu2024/lemma")]
        made = sum(len(list(mutants(c, ground(c)))) for c in some)
        assert made / len(some) * len(CLAIMS) >= 300

    @pytest.mark.parametrize("kind", [Derivative, Attractor])
    def test_are_made_of_every_kind_of_statement(self, kind: type) -> None:
        claim = next(c for c in CLAIMS if isinstance(c.says, kind))
        found = list(mutants(claim, ground(claim)[:4], how_many=1_000))
        assert any(isinstance(m.claim.says, kind) and m.claim.says != claim.says for m in found)

    def test_that_are_sharper_and_true_are_told_from_false_ones(self) -> None:
        weak = bound(0, "<=", SquaredNorm(X) + 1)
        claim = planted(weak, chain(sp.S.Zero, ("<=", SquaredNorm(X) + 1, Sign())))
        outcomes = {m.change: f.outcome for m, f in findings(claim)}
        assert outcomes["bound: strict"] == "derived and sharper"
        assert "refuted" in outcomes.values()
        assert "held though false" not in outcomes.values()

    def test_an_idle_margin_in_a_hypothesis_is_no_false_neighbour(self) -> None:
        claim = planted(
            bound(0, "<=", n - 1), chain(sp.S.Zero, ("<=", n - 1, Sign())), Relation(n, ">=", sp.Integer(2))
        )
        assert all(f.outcome != "held though false" for _, f in findings(claim))


@pytest.mark.parametrize("words", [NoMeaning("it says nothing"), Unstated("0 is 1", "it cannot be stated")])
def test_words_that_are_not_decided_are_never_held(words: Statement) -> None:
    claim = planted(words)
    derivations = Derivations({**CATALOGUE.claims, claim.id: claim})
    assert isinstance(judge(examine(claim, CATALOGUE, derivations, SMALL)), Open)
