"""The judge on what has rules of its own: numbers alone, words and derivatives."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp
from flint import fmpq

from numerics.attack import NORMAL
from numerics.configurations import Configuration
from numerics.taylor import Series
from tests.catalogue import CATALOGUE, DERIVATIONS
from tests.unit.verify.examined import CLAIM, evidence, examination
from theory.claims import Claim
from theory.kernel import Sum
from theory.quantities import InnerProduct, SquaredNorm
from theory.statement import Bound, Derivative, Identity, NoMeaning, Standard, Statement, bound
from theory.symbols import beta, i, n, v, x
from theory.verdict import Contradiction, Fails, Holds, Open
from verify.examine import Examination, examine, seconded
from verify.judge import judge

CLOSE = sp.Rational("3.1415926535897932384626433832795028841971")  # forty digits of pi


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
