"""The verdict of a measured claim comes from the raw samples of its record, and from nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from numerics.estimate import estimated
from tests.catalogue import CATALOGUE
from tests.unit.measured.records import record
from tests.unit.verify.measuring import DISAGREES, NEAR, Put, one
from tests.unit.verify.planted import Plant, Run
from theory.measurement import Measurement
from theory.verdict import Measured, Open
from verify.examine import Examination, examine
from verify.judge import judge

pytestmark = pytest.mark.usefixtures("put")


class TestRecord:
    def test_that_changes_changes_the_verdict(self, plant: Plant, run: Run, put: Put) -> None:
        """Only the raw samples are believed, in this run."""
        folder = plant(first=one(DISAGREES))
        assert run(folder, "--json").claims["planted/first"]["measured"]["agrees"] is False
        put(record({"near": [[0.0, -0.5, 1.0]] * 8}))
        assert run(folder, "--json").claims["planted/first"]["measured"]["agrees"] is True

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (record({"near": NEAR})[:300], "measurements/planted/first.json: ends or breaks off"),
            (record({"near": NEAR}).replace("0.2,", "0.1,"), "measurements/planted/first.json: `seal`"),
            (record({"far": NEAR}), "measurements/planted/first.json: `samples` has no 'near'; it has far"),
            (record({"near": NEAR[:5]}), "`samples.near`: 5 numbers make no interval"),
        ],
        ids=["truncated", "edited", "another series", "too few"],
    )
    def test_that_is_no_good_is_one_line(self, plant: Plant, run: Run, put: Put, text: str, said: str) -> None:
        put(text)
        found = run(plant(first=one(DISAGREES)))
        assert found.status == 2
        assert said in found.complaint
        assert found.complaint.startswith("verify: planted/first: ")

    def test_that_is_missing_is_one_line(self, plant: Plant, run: Run) -> None:
        found = run(plant(first=one('Claim(**place, says=says(record="planted/none"), expects=Measured)')))
        assert found.status == 2
        assert "measurements/planted/none.json: cannot be read" in found.complaint


class TestJudge:
    SAYS = Measurement("a distance", "planted/first", ("near",), (sp.S.Zero, sp.Rational(1, 5)))

    def test_takes_the_numbers_from_the_samples(self) -> None:
        verdict = judge(self.examined())
        assert verdict == Measured(
            "0.55",
            ("0.2", "0.9"),
            "0.9921",
            "0 to 1/5",
            ("0", "0.2"),
            True,
            "measurements/planted/first.json",
            8,
            "document",
        )

    def test_never_without_numbers(self) -> None:
        assert isinstance(judge(replace(self.examined(), measured=None)), Open)

    def test_agrees_only_where_the_interval_meets_the_prediction(self) -> None:
        for low, high, agrees in [("0", "1/5", True), ("9/10", "2", True), ("0", "199/1000", False), ("1", "1", False)]:
            says = replace(self.SAYS, predicted=(sp.Rational(low), sp.Rational(high)))
            verdict = judge(self.examined(says))
            assert isinstance(verdict, Measured)
            assert verdict.agrees is agrees

    def examined(self, says: Measurement = SAYS) -> Examination:
        claim = replace(CATALOGUE.claims["niu2024/lemma_2"], says=says, derivation={}, expects=Measured)
        found = examine(claim, None, None, None)  # type: ignore[arg-type]
        assert found.measured == estimated(says)
        return found
