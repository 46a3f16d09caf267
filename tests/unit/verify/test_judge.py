"""The judge, branch by branch: only a full derivation holds, one witness fails, both are our fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
import sympy as sp
from flint import arb, fmpq

from numerics.attack import NORMAL
from numerics.configurations import Configuration
from numerics.evidence import Evidence, Tightness, Witness
from numerics.recheck import Recheck
from numerics.taylor import Series
from tests.catalogue import CATALOGUE, DERIVATIONS
from theory.claims import Claim
from theory.kernel import Sum, Theorem, accept
from theory.quantities import InnerProduct, SquaredNorm
from theory.statement import Bound, Derivative, Identity, NoMeaning, Standard, Statement, bound
from theory.symbols import beta, i, n, v, x
from theory.verdict import Contradiction, Fails, Holds, Open
from verify.examine import Examination, examine, seconded
from verify.judge import judge, side_verdict

CLAIM = CATALOGUE.claims["niu2024/lemma_2+weak"]
ORIGIN = Configuration({n: 1}, {x.symbol: (fmpq(0),)})
CLOSE = sp.Rational("3.1415926535897932384626433832795028841971")  # forty digits of pi
AGREED = Recheck(agreed=6, undecided=0, false=None)
WITNESS = Witness(at=ORIGIN, side="lower", slack=fmpq(-1), found_by="enumeration")


def theorems(claim: Claim, *sides: str) -> dict[str, Theorem]:
    """Theorems for these sides (all, if none is named), as if they had been derived."""
    return {side: accept(claim.id, side, claim.sides[side], claim.all_hypotheses) for side in sides or claim.sides}


def evidence(
    *,
    met: int = 10,
    undecided: int = 0,
    witness: Witness | None = None,
    tight: Mapping[str, Tightness] | None = None,
) -> Evidence:
    found = {} if witness is None else {witness.side: witness}
    return Evidence(met=met, tried=12, undecided=undecided, witnesses=found, tightness=tight or {})


def examination(claim: Claim = CLAIM, **changes: object) -> Examination:
    """A claim that is derived on every side and refuted nowhere, but for the changes."""
    derived = theorems(claim)
    sound = Examination(
        claim=claim,
        theorems=derived,
        gaps={},
        rechecks=dict.fromkeys(derived, AGREED),
        evidence=evidence(),
        enclosure=None,
        confirmed=None,
        defeats=(),
    )
    return replace(sound, **changes)  # type: ignore[arg-type]


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


class TestNumbers:
    """A statement about numbers alone, which balls decide and mpmath sees too."""

    NUMBERS = replace(CLAIM, says=bound(sp.Rational(7, 5), "<", sp.sqrt(2)), derivation={}, hypotheses=())

    def found(self, claim: Claim = NUMBERS, **changes: object) -> Examination:
        undone = {
            "theorems": {},
            "gaps": {"bound": "gap"},
            "rechecks": {},
            "evidence": evidence(met=1),
            "seconded": True,
        }
        return examination(claim, **{**undone, **changes})

    def test_holds_at_the_point_there_is(self) -> None:
        assert judge(self.found()) == Holds("pointwise", "these numbers, in ball arithmetic")

    def test_not_where_balls_leave_it_undecided(self) -> None:
        assert isinstance(judge(self.found(evidence=evidence(met=1, undecided=1))), Open)
        assert isinstance(judge(self.found(evidence=evidence(met=0))), Open)

    def test_nor_where_there_is_a_symbol(self) -> None:
        symbols = replace(CLAIM, says=bound(0, "<", beta), derivation={}, hypotheses=())
        assert isinstance(judge(self.found(symbols)), Open)

    def test_nor_an_equation(self) -> None:
        equation = replace(CLAIM, says=Identity(sp.sqrt(2), sp.Rational(7, 5)), derivation={}, hypotheses=())
        assert isinstance(judge(self.found(equation)), Open)

    def test_a_second_path_that_disagrees_is_our_fault(self) -> None:
        assert isinstance(judge(self.found(seconded=False)), Contradiction)

    @pytest.mark.parametrize(
        ("says", "seen"),
        [
            (bound(sp.pi, "<", sp.Rational(315, 100)), True),
            (bound(sp.pi, "<", CLOSE + sp.Rational(1, 10**39)), True),
            (bound(sp.pi, "<", sp.Integer(3)), False),
            (bound(1, "<=", Sum.over(sp.S.One, i, 1)), None),
            (bound(sp.log(sp.pi - 4), "<", 1), None),
            (bound(1 / (Sum.over(sp.S.One, i, 1) - 1), "<", 1), None),
        ],
    )
    def test_what_the_second_path_can_tell(self, says: Bound, seen: bool | None) -> None:
        assert seconded(replace(self.NUMBERS, says=says)) is seen

    @pytest.mark.parametrize(("least", "verdict"), [("1.4142", Holds), ("1.4143", Fails)])
    def test_of_the_machine_itself(self, least: str, verdict: type) -> None:
        claim = replace(self.NUMBERS, says=bound(sp.Rational(least), "<", sp.sqrt(2)))
        found = examine(claim, CATALOGUE, DERIVATIONS, NORMAL)
        assert isinstance(judge(found), verdict)


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


class TestWords:
    """Without sides `every side is derived` would be true of nothing."""

    def words(self, says: Statement) -> Examination:
        claim = replace(CLAIM, says=says, derivation={})
        return examination(claim, theorems={}, rechecks={}, evidence=evidence(met=0))

    def test_without_meaning_are_open_for_the_reason_given(self) -> None:
        assert judge(self.words(NoMeaning("vague"))) == Open("no_meaning", "vague", None, "")

    def test_of_a_fact_are_standard_and_say_that_nothing_was_evaluated(self) -> None:
        verdict = judge(self.words(Standard("A fact.", "a book")))
        assert isinstance(verdict, Holds)
        assert verdict.level == "standard"
        assert "cannot be evaluated here, and was not" in verdict.scope

    def test_of_any_other_kind_never_hold(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("theory.claims.sides", lambda statement: {})
        assert isinstance(CLAIM.says, Bound)
        assert isinstance(judge(self.words(CLAIM.says)), Open)


class TestDerivatives:
    SAYS = Derivative(SquaredNorm(x.vector()), ((x, v.vector()),), 2 * InnerProduct(x.vector(), v.vector()))
    AT = Configuration({n: 1}, {x.symbol: (fmpq(0),), v.symbol: (fmpq(1),)})

    def seen(self, series: Series | None) -> Examination:
        return examination(replace(CLAIM, says=self.SAYS, derivation={}), series=series)

    def test_hold_where_they_are_derived_and_a_series_agrees(self) -> None:
        found = judge(self.seen(Series(agreed=1, undecided=0, witness=None, kernel=None)))
        assert found == Holds("derived", "for all n >= 1, all v, all x")

    def test_are_open_where_no_series_was_compared(self) -> None:
        for series in (None, Series(agreed=0, undecided=12, witness=None, kernel=None)):
            found = judge(self.seen(series))
            assert isinstance(found, Open)
            assert found.reason == "no power series could be compared with the derivative"

    def test_are_contradictions_where_the_kernel_is_not_the_series(self) -> None:
        found = judge(self.seen(Series(agreed=11, undecided=0, witness=None, kernel=self.AT)))
        assert isinstance(found, Contradiction)
        assert "'v': ['1']" in found.reason


class TestSides:
    def test_fail_hold_and_are_open_each_on_its_own(self) -> None:
        found = examination(
            theorems=theorems(CLAIM, "upper"), gaps={"lower": "gap"}, rechecks={"upper": AGREED},
            evidence=evidence(witness=WITNESS), confirmed=True,
        )  # fmt: skip
        assert (side_verdict(found, "lower"), side_verdict(found, "upper")) == ("fails", "holds")
        assert side_verdict(replace(found, evidence=evidence()), "lower") == "open"
