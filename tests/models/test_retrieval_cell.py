"""Small runs of the experiment `retrieval`, its controls, and the claims that read its record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from torch import Tensor

from numerics.experiment import ControlFailed, Found
from numerics.experiments.retrieval import (
    CONTROLS,
    COUNT,
    EXPERIMENT,
    FOREIGN,
    GUARANTEED,
    IMPOSSIBLE,
    LEARNED,
    ONE_WITHIN,
    RESTLESS,
    UNTRAINED,
    Settings,
    cell,
    cells,
    label,
    measure,
    patterns,
    series,
)
from numerics.measuring import check
from numerics.transformers.memoriser import Memoriser, Task, completed, memorised
from numerics.transformers.model import Transformer
from tests.models.claimed import claims_of, named_series

SMALL = Settings(
    memorisers=("24 x 16",), steps=90, seeds=1, length=6, vocabulary=16, layers=1, heads=2, rate=0.03, copies=48,
    errors=240, patterns=20,
)  # fmt: skip
[CELL] = cells(SMALL)
TASK = Task(**{name: CELL.settings[name] for name in CELL.settings if name in Task.__slots__}, decay="linear")

Refused = Callable[[str], None]


@pytest.fixture(scope="module")
def found() -> Found:
    return measure(CELL.settings, "cpu")


@pytest.fixture(scope="module")
def made() -> Memoriser:
    return memorised(TASK, "cpu")


def mean(found: Found, what: str) -> float:
    [values] = found.samples[f"{what}, {label(24, 16)}"]
    return sum(values) / len(values)


class TestCell:
    def test_has_the_series_that_are_told(self, found: Found) -> None:
        assert list(found.samples) == series(CELL.settings)

    def test_comes_out(self, found: Found) -> None:
        assert found.controls.keys() == CONTROLS.keys()
        check(EXPERIMENT, CELL.name, found)

    def test_is_the_same_again(self, found: Found) -> None:
        assert measure(CELL.settings, "cpu") == found

    def test_completes_from_beginnings_what_is_possible(self, found: Found) -> None:
        for first in ("first 1 token", "first 2 tokens", "first 4 tokens"):
            exactly, possible = mean(found, f"completed exactly, {first}"), mean(found, f"possible, {first}")
            assert exactly == pytest.approx(possible)
            assert mean(found, f"completed exactly less possible, {first}") == pytest.approx(0, abs=1e-9)
        assert mean(found, "possible, first 1 token") < 0.7

    def test_has_no_more_right_than_all_and_no_less_than_what_is_exact(self, found: Found) -> None:
        for p in ("1/16", "1/8", "1/4", "1/2"):
            assert mean(found, f"completed exactly, p = {p}") <= mean(found, f"tokens right, p = {p}") <= 1

    def test_errors_spoil_the_completion(self, found: Found) -> None:
        few, many = (mean(found, f"tokens right, p = {p}") for p in ("1/16", "1/2"))
        assert many < few - 0.2

    def test_the_condition_is_apart_in_the_copies_with_one_error(self, found: Found) -> None:
        share = mean(found, "within, one error")
        within, beyond = (mean(found, f"led back, one error, {which}") for which in ("within", "beyond"))
        assert 0 < share < 1
        assert within == 1
        assert mean(found, "led back, one error") == pytest.approx(share + (1 - share) * beyond, abs=0.12)


class TestControls:
    """Each fails where what it watches is broken."""

    @pytest.fixture
    def refused(self, made: Memoriser, monkeypatch: pytest.MonkeyPatch) -> Refused:
        """Measures with this model, which is then not trained again, and sees the control of this name fail."""
        monkeypatch.setattr(cell, "memorised", lambda task, device: made)

        def sees(name: str) -> None:
            with pytest.raises(ControlFailed) as error:
                check(EXPERIMENT, CELL.name, measure(CELL.settings, "cpu"))
            assert name in str(error.value)

        return sees

    def test_a_model_that_has_not_learned(self, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cell, "memorised", lambda task, device: memorised(replace(task, steps=30), device))
        refused(LEARNED)

    def test_completions_that_know_the_rest(
        self, refused: Refused, made: Memoriser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def knowing(model: Transformer, given: Tensor, length: int) -> Tensor:
            return made.tokens if len(given) == len(made.tokens) else completed(model, given, length)

        monkeypatch.setattr(cell, "completed", knowing)
        refused(IMPOSSIBLE)

    def test_a_condition_that_is_too_weak(self, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(patterns, "radii", lambda gap, others: 3 * gap)
        refused(GUARANTEED)

    def test_a_condition_that_nothing_meets(self, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(patterns, "radii", lambda gap, others: 0 * gap)
        refused(ONE_WITHIN)

    def test_a_condition_that_few_meet(self) -> None:
        with pytest.raises(ControlFailed, match=COUNT):
            check(EXPERIMENT, CELL.name, Found(samples={}, controls={COUNT: 7.0}, inputs={}))

    def test_steps_that_are_too_few(self, refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(patterns, "STEPS", 1)
        refused(RESTLESS)

    def test_sequences_that_were_learned_after_all(
        self, refused: Refused, made: Memoriser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cell, "never_learned", lambda task, rows: made.tokens)
        refused(FOREIGN)

    def test_a_model_that_knows_something_before_training(
        self, refused: Refused, made: Memoriser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cell, "untrained", lambda task, device: made.model)
        refused(UNTRAINED)


class TestClaims:
    claims = claims_of("retrieval_measured")

    def test_read_series_of_the_full_grid(self) -> None:
        full = [name for one in cells(EXPERIMENT.scales["full"]) for name in series(one.settings)]
        assert {full.count(name) for name in full} == {6}  # seeds
        assert set(named_series(self.claims)) <= set(full)

    def test_read_nearly_all_from_the_quick_one(self) -> None:
        quick = {name for one in cells(EXPERIMENT.scales["quick"]) for name in series(one.settings)}
        assert sum({*claim.says.samples} <= quick for claim in self.claims) >= len(self.claims) - 1
