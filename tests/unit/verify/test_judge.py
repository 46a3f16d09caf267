"""The judge, branch by branch: only a full derivation holds, one witness fails, both are our fault."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flint import arb, fmpq

from numerics.configurations import Configuration
from numerics.evidence import Tightness, Witness
from numerics.recheck import Recheck
from tests.catalogue import CATALOGUE
from tests.unit.verify.examined import AGREED, CLAIM, ORIGIN, WITNESS, evidence, examination, theorems
from theory.statement import Bound, Standard, bound
from theory.symbols import beta
from theory.verdict import Contradiction, Fails, Holds, Open
from verify.judge import judge, side_verdict


class TestContradiction:
    def test_where_a_line_of_a_derivation_is_false_somewhere(self) -> None:
        wrong = Recheck(agreed=3, undecided=0, false="line 2: 1 <= 0 at {}")
        verdict = judge(examination(rechecks={"lower": AGREED, "upper": wrong}))
        assert isinstance(verdict, Contradiction)
        assert "upper" in verdict.reason
        assert "line 2: 1 <= 0" in verdict.reason

    def test_where_coq_proves_a_side_that_is_refuted(self) -> None:
        refuted = examination(theorems={}, evidence=evidence(witness=WITNESS), second_kernel={"lower": "proved"})
        verdict = judge(refuted)
        assert isinstance(verdict, Contradiction)
        assert "Coq proves side 'lower'" in verdict.reason

    def test_where_coq_refutes_a_side_that_is_derived(self) -> None:
        verdict = judge(examination(second_kernel={"upper": "refuted"}))
        assert isinstance(verdict, Contradiction)
        assert "'upper'" in verdict.reason

    def test_nowhere_where_coq_says_the_same(self) -> None:
        same = examination(second_kernel={"lower": "proved", "upper": "proved"})
        assert judge(same) == judge(examination())

    def test_where_a_side_is_derived_and_refuted(self) -> None:
        verdict = judge(examination(evidence=evidence(witness=WITNESS), confirmed=True))
        assert isinstance(verdict, Contradiction)
        assert "lower" in verdict.reason
        assert "'x': ['0']" in verdict.reason

    def test_where_the_second_path_does_not_see_the_witness(self) -> None:
        found = examination(
            theorems={}, gaps={"lower": "gap", "upper": "gap"}, rechecks={},
            evidence=evidence(witness=WITNESS), confirmed=False,
        )  # fmt: skip
        assert isinstance(judge(found), Contradiction)
        assert judge(replace(found, confirmed=True)) == Fails("at n = 1")

    def test_comes_before_everything_else(self) -> None:
        wrong = Recheck(agreed=0, undecided=0, false="line 1: 1 <= 0 at {}")
        found = examination(
            theorems=theorems(CLAIM, "upper"), gaps={"lower": "gap"}, rechecks={"upper": wrong},
            evidence=evidence(witness=WITNESS), confirmed=True,
        )  # fmt: skip
        assert isinstance(judge(found), Contradiction)


class TestFails:
    def test_with_one_certified_witness_whatever_else_was_found(self) -> None:
        found = examination(
            theorems=theorems(CLAIM, "upper"), gaps={"lower": "gap"}, rechecks={"upper": AGREED},
            evidence=evidence(witness=WITNESS, met=10**6), confirmed=True,
        )  # fmt: skip
        assert judge(found) == Fails("at n = 1")

    def test_at_a_configuration_without_sizes(self) -> None:
        claim = replace(CLAIM, says=bound(beta, "<=", 1), derivation={})
        witness = Witness(at=Configuration({}, {beta: fmpq(2)}), side="bound", slack=fmpq(-1), found_by="draws")
        found = examination(
            claim,
            theorems={},
            gaps={"bound": "gap"},
            rechecks={},
            evidence=evidence(witness=witness),
            confirmed=True,
        )
        assert judge(found) == Fails("at one configuration")


class TestHolds:
    def test_where_every_side_is_derived(self) -> None:
        assert judge(examination()) == Holds("derived", "for all n >= 1, all x")

    def test_with_its_hypotheses_in_the_scope(self) -> None:
        claim = CATALOGUE.claims["niu2024/lemma_2+strict"]
        assert judge(examination(claim)) == Holds("derived", "for all n >= 1, all x, with n >= 2")

    def test_as_a_standard_fact_at_that_level(self) -> None:
        assert isinstance(CLAIM.says, Bound)
        claim = replace(CLAIM, says=Standard(CLAIM.says, "a book"))
        assert judge(examination(claim)) == Holds("standard", "for all n >= 1, all x")

    @pytest.mark.parametrize("sides", [[], ["lower"], ["upper"]])
    def test_never_because_no_gap_was_noted(self, sides: list[str]) -> None:
        """A side without a theorem is not derived, whether or not somebody wrote down why."""
        kept = {side: theorem for side, theorem in theorems(CLAIM).items() if side in sides}
        found = examination(theorems=kept, rechecks=dict.fromkeys(kept, AGREED), gaps={})
        assert not isinstance(judge(found), Holds)

    def test_never_by_theorems_about_another_statement(self) -> None:
        """The printed lemma is strict; the theorems are those of its weak form."""
        printed = CATALOGUE.claims["niu2024/lemma_2"]
        assert not isinstance(judge(examination(printed, theorems=theorems(CLAIM))), Holds)

    def test_never_by_theorems_under_more_hypotheses(self) -> None:
        narrow = CATALOGUE.claims["niu2024/lemma_2+strict"]
        wide = replace(narrow, hypotheses=())
        assert not isinstance(judge(examination(wide, theorems=theorems(narrow))), Holds)


class TestOpen:
    def test_where_no_configuration_meets_the_hypotheses_though_all_is_derived(self) -> None:
        verdict = judge(examination(evidence=evidence(met=0)))
        assert verdict == Open(
            "undecided", "none of 12 configurations satisfied the hypotheses", None, "no configuration"
        )

    def test_with_one_gap_names_the_side_and_the_reason(self) -> None:
        found = examination(theorems=theorems(CLAIM, "lower"), gaps={"upper": "step 2: no"}, rechecks={"lower": AGREED})
        verdict = judge(found)
        assert isinstance(verdict, Open)
        assert (verdict.kind, verdict.reason, verdict.level) == (
            "undecided",
            "upper: step 2: no",
            "pointwise",
        )
        assert verdict.scope == "10 configurations met the hypotheses, 0 undecided, none fails"

    def test_with_every_configuration_undecided_has_no_level(self) -> None:
        verdict = judge(examination(theorems={}, gaps={"lower": "gap"}, rechecks={}, evidence=evidence(undecided=10)))
        assert isinstance(verdict, Open)
        assert verdict.level is None
        assert "10 undecided" in verdict.scope

    def test_shows_the_least_slack_of_each_side(self) -> None:
        tight = {
            "lower": Tightness(kind="least", at=ORIGIN, slack=fmpq(1, 3)),
            "upper": Tightness(kind="least", at=ORIGIN, slack=(fmpq(0), arb(2).log())),
        }
        verdict = judge(examination(theorems={}, gaps={"lower": "gap"}, rechecks={}, evidence=evidence(tight=tight)))
        assert isinstance(verdict, Open)
        assert verdict.scope.endswith("; smallest slack lower: 1/3; upper: [0.693147180559945 +/- 4.12e-16]")


class TestSides:
    def test_fail_hold_and_are_open_each_on_its_own(self) -> None:
        found = examination(
            theorems=theorems(CLAIM, "upper"), gaps={"lower": "gap"}, rechecks={"upper": AGREED},
            evidence=evidence(witness=WITNESS), confirmed=True,
        )  # fmt: skip
        assert (side_verdict(found, "lower"), side_verdict(found, "upper")) == ("fails", "holds")
        assert side_verdict(replace(found, evidence=evidence()), "lower") == "open"
