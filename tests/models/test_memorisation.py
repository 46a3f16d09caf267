"""The experiment `memorisation`: small runs of it, its controls, and the claims that read its record."""

from __future__ import annotations

from dataclasses import replace
from math import log
from typing import Any

import pytest
import torch

from numerics.experiment import ControlFailed, Found
from numerics.experiments import memorisation
from numerics.experiments.memorisation import (
    BOUND,
    CONTROLS,
    EXPERIMENT,
    OTHERS,
    STILL,
    TOGETHER,
    UNTRAINED,
    Settings,
    cells,
    controls,
    floor,
    limits,
    measure,
    series,
    until,
)
from numerics.measuring import check
from numerics.transformers import memoriser
from numerics.transformers.memoriser import Memoriser, Task, losses, memorised
from numerics.transformers.model import Transformer
from tests.models.claimed import claims_of, named_series
from theory.papers.niu2024.proposition_4_measured import parameters

SMALL = Settings(sizes=("8 x 3",), widths=(), rates=(), steps=60, seeds=1, vocabulary=12, layers=1)
[CELL] = cells(SMALL)


@pytest.fixture(scope="module")
def found() -> Found:
    return measure(CELL.settings, "cpu")


@pytest.fixture(scope="module")
def made() -> Memoriser:
    return memorised(Task(**{**CELL.settings, "rate": 0.01, "decay": "linear"}), "cpu")


class TestCell:
    def test_has_the_series_that_are_told(self, found: Found) -> None:
        assert list(found.samples) == series(CELL.settings)

    def test_comes_out(self, found: Found) -> None:
        assert found.controls.keys() == CONTROLS.keys()
        check(EXPERIMENT, CELL.name, found)

    def test_is_the_same_again(self, found: Found) -> None:
        assert measure(CELL.settings, "cpu") == found

    def test_has_a_loss_for_each_sequence(self, found: Found, made: Memoriser) -> None:
        ends, nats = (found.samples[name][0] for name in series(CELL.settings)[:2])
        assert nats == losses(made.model, made.tokens).tolist()
        assert [3 * one for one in ends] == pytest.approx(nats)

    def test_has_the_loss_on_the_way(self, found: Found, made: Memoriser) -> None:
        for steps in (0, 5, 60):
            [[loss]] = found.samples[f"loss after {steps} steps, {memorisation.label(8, 3)}"]
            assert loss == made.curve[steps]

    def test_comes_near_the_least_loss(self, found: Found) -> None:
        ends = found.samples[series(CELL.settings)[0]][0]
        assert floor(8, 3) <= sum(ends) / 8 <= 1.1 * floor(8, 3)


class TestSteps:
    @pytest.mark.parametrize(("most", "steps"), [(5, 0), (4, 0), (3.5, 1), (1, 2), (0.5, 4)])
    def test_are_the_first_at_which_the_loss_is_low_enough(self, most: float, steps: int) -> None:
        assert until([4.0, 3.0, 1.0, 2.0, 0.5], most) == steps

    def test_are_all_where_it_never_is(self) -> None:
        assert until([4.0, 3.0, 1.0], 0.5) == 2

    def test_the_limits_lie_above_the_least_loss(self) -> None:
        assert limits(16, 8) == pytest.approx((1.1 * log(16) / 8, log(16) / 8 + 0.05))


class TestControls:
    """Each fails where what it watches is broken."""

    def refused(self, name: str, made: Memoriser, nats: list[float]) -> None:
        broken = Found(samples={"one": [[1.0]]}, controls=controls(made, nats, "cpu"), inputs={})
        with pytest.raises(ControlFailed) as error:
            check(EXPERIMENT, CELL.name, broken)
        assert name in str(error.value)

    @pytest.fixture
    def nats(self, made: Memoriser) -> list[float]:
        found: list[float] = losses(made.model, made.tokens).tolist()
        return found

    def test_a_loss_below_the_bound(self, made: Memoriser, nats: list[float]) -> None:
        self.refused(BOUND, replace(made, curve=(*made.curve, floor(8, 3) - 1e-5)), nats)

    def test_probabilities_above_1(self, made: Memoriser, nats: list[float]) -> None:
        self.refused(TOGETHER, made, [one - 0.2 for one in nats])

    def test_a_model_that_knows_something_before_training(self, made: Memoriser, nats: list[float]) -> None:
        self.refused(UNTRAINED, replace(made, curve=(2.0, *made.curve)), nats)

    def test_sequences_that_were_learned_after_all(
        self, made: Memoriser, nats: list[float], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(memoriser, "never_learned", lambda task, rows: made.tokens)
        self.refused(OTHERS, made, nats)

    def test_a_rate_that_is_not_heeded(
        self, made: Memoriser, nats: list[float], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(memorisation, "IDLE", 1e-3)
        self.refused(STILL, made, nats)


class TestClaims:
    claims = claims_of("proposition_4_measured")

    def test_read_series_of_the_full_grid(self) -> None:
        full = [name for cell in cells(EXPERIMENT.scales["full"]) for name in series(cell.settings)]
        assert {full.count(name) for name in full} == {6}  # seeds
        assert set(named_series(self.claims)) <= set(full)

    def test_read_some_series_of_the_quick_one(self) -> None:
        quick = {name for cell in cells(EXPERIMENT.scales["quick"]) for name in series(cell.settings)}
        shown = [claim for claim in self.claims if {*claim.says.samples} <= quick]
        assert len(shown) >= 10

    @pytest.mark.parametrize("width", [16, 32, 64, 128])
    def test_count_the_parameters_of_the_layers(self, width: int) -> None:
        full: Any = EXPERIMENT.scales["full"]
        task = Task(
            rows=2, length=2, vocabulary=full.vocabulary, width=width, layers=full.layers, heads=full.heads,
            rate=1, steps=2, warm_up=0, seed=0,
        )  # fmt: skip
        with torch.device("meta"):
            assert Transformer(task.shape).parameters_of_layers() == parameters(width)
