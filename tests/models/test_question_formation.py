"""The experiment on Question-Formation measures what it says: lines as they are written, losses and costs by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import log
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from numerics.experiments import question_formation
from numerics.experiments.question_formation import (
    EXPERIMENT,
    SPLITS,
    TRAINING,
    Model,
    Settings,
    cells,
    measure,
    series,
)
from numerics.experiments.question_formation import cell as measuring
from numerics.experiments.question_formation.rows import SPELLED, other_targets, rows_of, without, written
from numerics.question_formation import lines
from numerics.transformers.data import Sequences, questions
from numerics.transformers.model import Shape, Transformer
from numerics.transformers.settings import Optimisation
from tests.models.claimed import named_series
from tests.question_formation import AS_TRAINED
from theory.measurement import Measurement, Plot
from theory.papers.niu2024.question_formation_measured import claims

TRIED = {"layers": 1, "steps": 20, "heads": 2, "rate": 1e-3}
TINY = Settings(
    models=tuple(Model(name=f"{targets} targets", targets=targets, **TRIED) for targets in range(3)),  # type: ignore[arg-type]
    seeds=1, width=8, feed_forward=8, batch=4, learned=30, held=250, completed=5,
)  # fmt: skip


class Oracle(Transformer):
    """Gives the next token of the line that begins like the row; of what begins no line, the end token."""

    def __init__(self, data: Sequences) -> None:
        super().__init__(shape_for(data))
        rows = [row.tolist() for row in data.tokens]
        self.next = {tuple(row[:place]): row[place] for row in rows for place in range(1, len(row))}

    def forward(self, tokens: Tensor, at: Tensor | None = None) -> Tensor:
        end = len(SPELLED) - 1
        said = [[self.next.get(tuple(row[: k + 1]), end) for k in range(len(row))] for row in tokens.tolist()]
        logits = nn.functional.one_hot(torch.tensor(said), len(SPELLED)).float()
        return logits if at is None else logits[at]


def shape_for(data: Sequences, **other: Any) -> Shape:
    sizes: dict[str, Any] = {"width": 8, "layers": 1, "heads": 2, "feed_forward": 8, "positions": "rotary"} | other
    return Shape(vocabulary=len(SPELLED), context=data.tokens.shape[1] - 1, **sizes)


def spelled(data: Sequences, mask: str | None = None) -> list[list[str]]:
    chosen = data.counted if mask is None else data.sets[mask]
    return [[SPELLED[t] for t in row[where]] for row, where in zip(data.tokens[:, 1:], chosen, strict=True)]


class TestRows:
    @pytest.mark.parametrize("targets", [0, 1, 2, 3])
    def test_hold_their_target_so_often(self, targets: int) -> None:
        made = written("train", 2, 60, targets)
        for row, line in zip(spelled(made), lines("train", 2, 60), strict=True):
            source, target = line[: line.index(".") + 2], line[line.index(".") + 2 : -1]
            assert row == [*source, *targets * target, "<end>"]
        assert (made.tokens[:, 0] == len(SPELLED) - 1).all()
        assert set(made.sets) == ({"source", "target"} if targets else set())

    @pytest.mark.parametrize("targets", [1, 2])
    def test_are_source_and_target_and_no_more(self, targets: int) -> None:
        made = written("test", 2, 60, targets)
        assert (made.sets["source"] ^ made.sets["target"] == made.counted).all()
        assert spelled(made, "source") == spelled(questions("test", 2, 60), "source")

    def test_with_one_target_are_the_lines_themselves(self) -> None:
        made, plain = written("dev", 4, 80, 1), questions("dev", 4, 80)
        longest = made.tokens.shape[1]
        assert (made.tokens == plain.tokens[:, :longest]).all()
        for name in ("source", "target"):
            assert (made.sets[name] == plain.sets[name][:, : longest - 1]).all()

    def test_without_others_are_those_that_the_others_have_not(self) -> None:
        few = written("train", 0, 50, 1)
        left = without(few, rows_of(few, slice(10, 30)))
        assert (left.tokens == few.tokens[[*range(10), *range(30, 50)]]).all()

    def test_with_other_targets_keep_source_and_lengths(self) -> None:
        data = written("dev", 0, 400, 1)
        other = other_targets(data)
        assert spelled(other, "source") == spelled(data, "source")
        assert [*map(len, spelled(other, "target"))] == [*map(len, spelled(data, "target"))]
        assert sorted(spelled(other, "target")) == sorted(spelled(data, "target"))
        moved = [a != b for a, b in zip(spelled(other, "target"), spelled(data, "target"), strict=True)]
        assert np.mean(moved) > 0.9


class TestLosses:
    def test_are_those_of_each_hundred_lines(self) -> None:
        """By log-softmax in NumPy, line by line, over all tokens and over each set."""
        data = written("dev", 1, 250, 1)
        torch.manual_seed(0)
        model = Transformer(shape_for(data)).eval().requires_grad_(False)
        found = measuring.losses(model, data, Optimisation(), "dev")
        assert set(found) == {"dev, loss", "dev, loss on the source", "dev, loss on the target"}
        logits = model(torch.from_numpy(data.tokens[:, :-1].astype(np.int64))).double().numpy()
        chosen = np.take_along_axis(logits, data.tokens[:, 1:, None].astype(np.int64), axis=2)[:, :, 0]
        losses = np.log(np.exp(logits).sum(axis=2)) - chosen
        for name, mask in (("", data.counted), *((f" on the {n}", m) for n, m in data.sets.items())):
            expected = [losses[part][mask[part]].mean() for part in (slice(125), slice(125, 250))]
            assert found[f"dev, loss{name}"] == pytest.approx(expected, rel=1e-6)

    def test_of_the_law_are_the_chances_over_the_tokens(self) -> None:
        data = written("test", 1, 130, 1)
        nats = -sum(log(AS_TRAINED.chance(line)) for line in lines("test", 1, 130))
        found = measuring.laws(data, "test")
        assert found["test, law's own"] == pytest.approx([nats / data.counted.sum()], rel=1e-12)
        assert found["test, law's own on the source"] == pytest.approx([nats / data.sets["source"].sum()], rel=1e-12)


class TestCompletions:
    def test_of_one_who_knows_the_lines_are_right(self) -> None:
        data = written("test", 3, 40, 1)
        whole, first = measuring.completions(Oracle(data), data)
        assert whole.all()
        assert first.all()
        assert measuring.taught(Oracle(data), data).all()

    def test_of_one_who_knows_some_of_them_are_right_there(self) -> None:
        """Of the other lines the oracle gives the end token as soon as they leave the known ones."""
        data = written("test", 3, 40, 1)
        model = Oracle(rows_of(data, slice(15)))
        whole, first = measuring.completions(model, data)
        assert whole.tolist() == first.tolist() == [True] * 15 + [False] * 25
        assert measuring.taught(model, data).tolist() == whole.tolist()

    def test_of_one_who_errs_late_begin_right(self) -> None:
        data = written("test", 3, 40, 1)
        model, end = Oracle(data), len(SPELLED) - 1
        model.next = {given: end if SPELLED[token] in ".?" else token for given, token in model.next.items()}
        whole, first = measuring.completions(model, data)
        assert not whole.any()
        assert first.all()


Break = Callable[[pytest.MonkeyPatch], object]


def found(targets: int) -> Any:
    return measure(cells(TINY)[targets].settings, "cpu")


@pytest.fixture(scope="module")
def whole() -> Mapping[int, Any]:
    return {targets: found(targets) for targets in range(3)}


class TestCells:
    def test_measure_the_series_that_are_named(self, whole: Mapping[int, Any]) -> None:
        for model in TINY.models:
            assert set(whole[model.targets].samples) == set(series(model))
            assert all(len(documents) == 1 and documents[0] for documents in whole[model.targets].samples.values())

    def test_are_the_same_when_measured_again(self, whole: Mapping[int, Any]) -> None:
        assert found(2) == whole[2]

    def test_see_the_lines_of_their_seed(self) -> None:
        told = [measuring.drawn(TINY, TINY.models[1], seed)[TRAINING].tokens.tobytes() for seed in (0, 0, 1)]
        assert told[0] == told[1] != told[2]

    def test_hold_out_no_line_of_the_training(self) -> None:
        """With as many lines as here some come twice unless they are left out."""
        many = replace(TINY, batch=1_000, held=1_000)
        drawn = measuring.drawn(many, many.models[1], 0)
        assert len(drawn["dev"].tokens) < 1_000
        seen = {row.tobytes() for row in drawn[TRAINING].tokens}
        assert not any(row.tobytes() in seen for split in SPLITS[1:] for row in drawn[split].tokens)

    @pytest.mark.parametrize("scale", list(EXPERIMENT.scales))
    def test_of_each_scale_are_models_that_can_be_made(self, scale: Any) -> None:
        settings = EXPERIMENT.scales[scale]
        for model in settings.models:
            shape, how = measuring.plan(settings, model, 36, 0)
            assert (shape.layers, how.steps) == (model.layers, model.steps)
            assert how.steps // how.every == question_formation.LINES
        assert len({cell.name for cell in cells(settings)}) == len(settings.models) * settings.seeds


class TestControls:
    def of(self, model: Transformer, tried: Mapping[str, Sequences], learned: Sequences) -> dict[str, float]:
        how = Optimisation(evaluated=50)
        return measuring.controls(model, tried, learned, how, TINY.models[1], "cpu", completing=10)

    def test_fail_where_something_is_broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A model that learned nothing, held-out lines from the training, lines of another law, wrong completions."""
        drawn = measuring.drawn(TINY, TINY.models[1], 0)
        torch.manual_seed(0)
        model = Transformer(shape_for(drawn["test"])).requires_grad_(False)
        with torch.no_grad():
            model.embedding.tokens.mul_(100)
        few = drawn[TRAINING]
        tried = {TRAINING: drawn["generalisation"], "dev": few, "test": few, "generalisation": few}
        monkeypatch.setattr(measuring, "completions", lambda model, data: (~measuring.taught(model, data), None))
        monkeypatch.setattr(measuring, "costs", lambda data, split: np.full(len(data.tokens), 10.0))
        monkeypatch.setattr(measuring, "at_start", lambda *of: 3.0)
        broken = self.of(model, tried, few)
        assert set(broken) == set(EXPERIMENT.controls)
        assert [name for name, number in broken.items() if EXPERIMENT.controls[name].holds(number)] == []

    def test_hold_before_any_training_but_for_what_is_learned(self) -> None:
        drawn = measuring.drawn(TINY, TINY.models[1], 0)
        longest = max(part.tokens.shape[1] for part in drawn.values()) - 1
        torch.manual_seed(0)
        model = Transformer(replace(shape_for(drawn["test"]), context=longest)).requires_grad_(False)
        sample = drawn | {TRAINING: written("train", 0, 2_000, 1)}
        failed = [
            n
            for n, number in self.of(model, sample, drawn[TRAINING]).items()
            if not EXPERIMENT.controls[n].holds(number)
        ]
        assert failed == [question_formation.BEATEN, question_formation.OTHERS]


def test_claims_speak_of_series_that_the_full_scale_has() -> None:
    has = {name for model in EXPERIMENT.scales["full"].models for name in series(model)}
    said = [claim.says for claim in claims if isinstance(claim.says, Measurement)]
    plots = [claim.figure for claim in claims if isinstance(claim.figure, Plot)]
    assert set(named_series(claims)) <= has
    assert len(said) == len(claims)
    assert plots
    assert {says.record for says in said} | {plot.record for plot in plots} == {"niu2024/question_formation"}
