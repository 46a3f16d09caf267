"""A cell of the experiment `radius`: all its series, nothing learned of what is sampled, and controls that can fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import numerics.experiments.radius.models
from numerics.experiment import Found
from numerics.experiments.radius import (
    AGAIN,
    CONTROLS,
    DOUBLED,
    EXPERIMENT,
    FINAL,
    HERE,
    LOGITS,
    LOSS,
    PLANTED,
    RISING,
    SMOLLM2,
    VARIANCE,
    Settings,
    cell,
    raw,
)
from numerics.experiments.radius.cloud import cloud_of
from numerics.experiments.radius.models import without
from numerics.experiments.radius.neighbours import Nearest, nearest
from numerics.experiments.radius.sample import of_documents, sampled
from numerics.quantities.vectors import table
from numerics.transformers.data import Corpus, text
from numerics.transformers.texts import documents
from numerics.transformers.tokenizer import trained
from tests.models.elsewhere import made
from tests.models.sampling import normal, sample

TINY = Settings(
    documents=8, queried=7, steps=12, length=16, each=5, vocabulary=270, width=16, layers=2, heads=2, feed_forward=32
)


@pytest.fixture(scope="module")
def small_text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve documents, which differ in their words."""
    path = tmp_path_factory.mktemp("text") / "text.txt"
    words = ["peace", "war", "trade", "law", "the", "of", "and", "people", "we", "nation", "year", "to"]
    draws = np.random.default_rng(4)
    path.write_text("\f".join(" ".join(draws.choice(words[k % 5 :], size=160)) for k in range(12)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def found(small_text: Path) -> Found:
    """What a model gives that has learned hardly anything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numerics.experiments.radius.models, "TEXT", small_text)
        return EXPERIMENT.measure({"model": HERE} | asdict(TINY), "cpu")


class TestCell:
    def test_has_all_series_and_controls(self, found: Found) -> None:
        assert set(found.samples) == {f"{HERE}, {series}" for series in cell.names()}
        assert set(found.controls) == set(CONTROLS)
        assert all(np.isfinite(np.concatenate(values)).all() for values in found.samples.values())

    def test_is_the_same_again(self, found: Found, small_text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(numerics.experiments.radius.models, "TEXT", small_text)
        assert EXPERIMENT.measure({"model": HERE} | asdict(TINY), "cpu") == found

    def test_has_a_document_for_each_that_is_asked_for(self, found: Found) -> None:
        assert [len(part) for part in found.samples[f"{HERE}, {FINAL}, 25 percent"]] == [5] * 7
        assert [len(part) for part in found.samples[f"{HERE}, {FINAL}, {raw.SINGLE}, 25 percent"]] == [1] * 8

    def test_doubles_distances_with_the_gain(self, found: Found) -> None:
        once, twice = (found.samples[f"{HERE}, {series}, 100 percent"] for series in (FINAL, DOUBLED))
        assert twice == [[2 * value for value in part] for part in once]

    def test_learns_nothing_of_what_is_sampled(self, small_text: Path) -> None:
        tokenizer = trained(documents(small_text), TINY.vocabulary)
        corpus: Corpus = text(small_text, tokenizer, TINY.length, validation=0)
        there = sampled(corpus.train, of_documents(corpus.train.documents, 8, 4), 7, 5)
        learned = without(corpus, there)
        assert set(learned.train.documents.tolist()) == set(range(12)) - set(there.documents.tolist())
        other = without(corpus, replace(there, documents=there.documents[:1]))
        assert learned.hashes["training tokens"] != other.hashes["training tokens"]

    def test_has_controls_that_come_out_but_for_what_was_not_learned(self, found: Found) -> None:
        red = {name for name, control in CONTROLS.items() if not control.holds(found.controls[name])}
        assert red <= {LOSS, VARIANCE}  # so few vectors do not tell a variance to a tenth
        assert found.controls[LOSS] > 0.9


class TestControlsFail:
    """Where something is broken on purpose."""

    @pytest.fixture
    def controls(self, small: Any) -> Callable[..., dict[str, float]]:
        """Those of random states of a small model, with some of what they rest on replaced."""

        def of(**broken: Any) -> dict[str, float]:
            there = sample(queried=6)
            vectors = table(normal(144, 16) @ torch.diag(torch.arange(1.0, 17)), "v")
            cloud = broken.get("cloud", cloud_of(vectors, 0, "cpu"))
            distances, _ = raw.distances(vectors, there, "cpu")
            named = {f"{FINAL}, {series}": distances[series] for series in broken.get("order", raw.percents())}
            samples = dict(zip([f"{FINAL}, {series}" for series in raw.percents()], named.values(), strict=True))
            return cell.controls(small, vectors, there, cloud, samples, "cpu")

        return of

    def test_and_come_out_where_nothing_is(self, controls: Any) -> None:
        found = controls()
        for name in (PLANTED, AGAIN, RISING, LOGITS):
            assert CONTROLS[name].holds(found[name]), name
        assert found[LOSS] == pytest.approx(1, abs=0.1)

    def test_where_distances_are_wrong(self, controls: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def squared(*given: Any) -> Any:
            return [Nearest(distance=one.distance**2, row=one.row) for one in nearest(*given)]

        monkeypatch.setattr(cell, "nearest", squared)
        found = controls()
        assert not CONTROLS[PLANTED].holds(found[PLANTED])
        assert not CONTROLS[AGAIN].holds(found[AGAIN])

    def test_where_the_own_vector_counts(self, controls: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def own(points: Any, own: Any, *given: Any) -> Any:
            return nearest(points, torch.full_like(own, 143), *given)

        monkeypatch.setattr(cell, "nearest", own)
        assert not CONTROLS[PLANTED].holds(controls()[PLANTED])

    def test_where_the_sample_does_not_grow(self, controls: Any) -> None:
        assert not CONTROLS[RISING].holds(controls(order=raw.percents()[::-1])[RISING])

    @pytest.mark.parametrize("fault", ["larger", "turned", "moved"])
    def test_where_the_cloud_is_another(self, controls: Any, fault: str) -> None:
        right = cloud_of(table(normal(144, 16) @ torch.diag(torch.arange(1.0, 17)), "v"), 0, "cpu")
        wrong = {
            "larger": replace(right, factor=1.2 * right.factor),
            "turned": replace(right, factor=right.factor.flip(0)),
            "moved": replace(right, mean=right.mean + 30),
        }
        assert not CONTROLS[VARIANCE].holds(controls(cloud=wrong[fault])[VARIANCE])

    @pytest.mark.parametrize("part", ["layers", "embedding"])
    def test_where_the_norm_is_another_part(
        self, controls: Any, small: Any, monkeypatch: pytest.MonkeyPatch, part: str
    ) -> None:
        other = getattr(small.module, part)
        monkeypatch.setattr(cell, "final_norm", lambda module: (other, module.embedding.tokens.detach().clone()))
        found = controls()
        assert not CONTROLS[LOGITS].holds(found[LOGITS])


class TestGain:
    def test_of_a_model_of_the_library_changes_no_logit(self) -> None:
        from numerics.transformers.library import described

        module = made("llama").requires_grad_(False)
        model = described(module, "llama")
        before = {name: weight.clone() for name, weight in module.state_dict().items()}
        assert cell.changed_by_gain(model, torch.arange(12)[None]) == 0
        assert all(torch.equal(weight, before[name]) for name, weight in module.state_dict().items())

    def test_is_that_after_which_the_logits_are_made(self) -> None:
        from numerics.transformers.library import described

        module = made("llama").requires_grad_(False)
        model, tokens = described(module, "llama"), torch.arange(12)[None]
        _, matrix = cell.final_norm(module)
        assert torch.allclose(model.states(tokens)[-1] @ matrix.T, module(tokens).logits, atol=1e-5)


def test_claims_and_figures_name_series_that_the_full_grid_has() -> None:
    scale = EXPERIMENT.scales["full"]
    models = [cell.settings["model"] for cell in EXPERIMENT.cells(scale)]
    assert models == [SMOLLM2, HERE]
    there = {f"{model}, {series}" for model in models for series in cell.names()}
    for name in ("appendix_f1_measured", "appendix_f1_chunks_measured"):
        claims = import_module(f"theory.papers.niu2024.{name}").claims
        for claim in claims:
            assert {*claim.says.samples, *claim.says.beside} <= there, claim.part
            for _, points in claim.figure.lines if claim.figure else ():
                assert {series for _, names in points for series in names} <= there
        assert any(claim.figure for claim in claims)
