"""Every measured claim disagrees with a planted record that is off its prediction, and agrees with one that is not."""

from __future__ import annotations

from math import isfinite
from pathlib import Path

import pytest

import numerics.records
from numerics.attack import Budget
from numerics.files import save
from tests.catalogue import CATALOGUE, DERIVATIONS
from tests.counted import Count
from tests.unit.measured.records import record
from theory.claims import Claim
from theory.measurement import Measurement
from theory.verdict import Measured
from verify.examine import examine
from verify.judge import judge

NOTHING = Budget(per_shape=0, draws=0, examples=0, starts=0, meetings=0)
MEASURED = [claim for claim in CATALOGUE.claims.values() if isinstance(claim.says, Measurement)]
CLAIMS = [c for c in MEASURED if isinstance(c.says, Measurement) and c.says.predicted is not None]
NOTHING_PREDICTED = [c for c in MEASURED if c not in CLAIMS]
each = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(numerics.records, "RECORDS", tmp_path)
    return tmp_path


def verdict(claim: Claim, values: list[float], folder: Path) -> Measured:
    """The verdict on a record whose documents have these numbers."""
    says = claim.says
    assert isinstance(says, Measurement)
    samples = {name: [[value] * 3 for value in values] for name in says.samples}
    match says.number:
        case "difference" | "ratio":
            samples |= {name: [[float(says.number == "ratio")] * 3 for _ in values] for name in says.beside}
        case "exponent":
            samples = {
                name: [[float(over) ** value] * 3 for value in values]
                for name, over in zip(says.samples, says.over, strict=True)
            }
    save(folder / f"{says.record}.json", record(samples))
    found = judge(examine(claim, CATALOGUE, DERIVATIONS, NOTHING))
    assert isinstance(found, Measured)
    return found


def predicted(claim: Claim) -> tuple[float, float]:
    """A number in the middle of what is predicted, or a little inside of where it ends, and the end."""
    assert isinstance(claim.says, Measurement)
    assert claim.says.predicted is not None
    low, high = map(float, claim.says.predicted)
    if isfinite(low) and isfinite(high):
        return (low + high) / 2, high
    return (low + 1, low) if isfinite(low) else (high - 1, high)


def beyond(middle: float, end: float, off: float) -> float:
    """A number so far outside of what is predicted, in parts of the end and one more."""
    outwards = 1 if end >= middle else -1
    return end + outwards * (off - 1) * (abs(end) + 1)


def test_there_are_measured_claims() -> None:
    assert CLAIMS


@each
@pytest.mark.parametrize("off", [1.001, 2.0, 5.0])
def test_off_the_prediction_it_disagrees(claim: Claim, off: float, folder: Path, count: Count) -> None:
    outcome = verdict(claim, [beyond(*predicted(claim), off)] * 24, folder).agrees
    count("planted records off the prediction", "agreeing" if outcome else "disagreeing")
    assert outcome is False


@each
def test_on_the_prediction_it_agrees(claim: Claim, folder: Path) -> None:
    """Around it, as a single number is not met where what is made of samples is rounded."""
    middle, _ = predicted(claim)
    assert verdict(claim, [middle - 1e-3, middle + 1e-3] * 12, folder).agrees


@each
def test_where_the_documents_are_split_it_depends_on_how_many_are_off(claim: Claim, folder: Path) -> None:
    """The interval of 24 documents goes from the 7th smallest to the 7th largest."""
    middle, end = predicted(claim)
    there, off = (middle - 1e-3, middle + 1e-3), beyond(middle, end, 3.0)
    inwards = there if end >= middle else there[::-1]
    for inside, agrees in ((6, False), (7, True)):
        values = [inwards[0]] * inside + [off] * (24 - inside)
        assert verdict(claim, values, folder).agrees is agrees


@pytest.mark.parametrize("claim", NOTHING_PREDICTED, ids=lambda claim: claim.id)
def test_where_nothing_is_predicted_it_neither_agrees_nor_disagrees(claim: Claim, folder: Path) -> None:
    found = verdict(claim, [0.25] * 24, folder)
    assert (found.agrees, found.prediction, found.predicted) == (None, None, None)
