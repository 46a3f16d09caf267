"""Every measured claim disagrees with a planted record that is off its prediction, and agrees with one that is not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import numerics.records
from numerics.attack import Budget
from numerics.files import save
from tests.counted import Count
from tests.unit.measured.records import record
from theory.catalogue import load
from theory.claim import Claim
from theory.derive import Derivations
from theory.statement import Measurement
from theory.verdict import Measured
from verify.examine import examine
from verify.judge import judge

CATALOGUE = load()
NOTHING = Budget(per_shape=0, draws=0, examples=0, starts=0, meetings=0)
CLAIMS = [claim for claim in CATALOGUE.claims.values() if isinstance(claim.says, Measurement)]
each = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(numerics.records, "RECORDS", tmp_path)
    return tmp_path


def verdict(claim: Claim, values: list[float], folder: Path) -> Measured:
    """The verdict on a record whose documents have these medians."""
    assert isinstance(claim.says, Measurement)
    text = record({series: [[value] * 3 for value in values] for series in claim.says.samples})
    save(folder / f"{claim.says.record}.json", text)
    found = judge(examine(claim, CATALOGUE, Derivations(CATALOGUE.claims), NOTHING))
    assert isinstance(found, Measured)
    return found


def predicted(claim: Claim) -> tuple[float, float]:
    assert isinstance(claim.says, Measurement)
    low, high = (float(Fraction(int(bound.p), int(bound.q))) for bound in claim.says.predicted)
    return low, high


def test_there_are_measured_claims() -> None:
    assert CLAIMS


@each
@pytest.mark.parametrize("off", [1.001, 2.0, 1e6])
def test_off_the_prediction_it_disagrees(claim: Claim, off: float, folder: Path, count: Count) -> None:
    _, high = predicted(claim)
    outcome = verdict(claim, [high * off + (off - 1) * 1e-9] * 24, folder).agrees
    count("planted records off the prediction", "agreeing" if outcome else "disagreeing")
    assert not outcome


@each
def test_on_the_prediction_it_agrees(claim: Claim, folder: Path) -> None:
    low, high = predicted(claim)
    assert verdict(claim, [(low + high) / 2] * 24, folder).agrees


@each
def test_where_the_documents_are_split_it_depends_on_how_many_are_off(claim: Claim, folder: Path) -> None:
    """The interval of 24 documents goes from the 7th smallest to the 7th largest."""
    low, high = predicted(claim)
    for inside, agrees in ((6, False), (7, True)):
        values = [(low + high) / 2] * inside + [high + 1.0] * (24 - inside)
        assert verdict(claim, values, folder).agrees is agrees
