"""The cells of the experiment on energies: all series that a claim names, the same again, and controls that fail."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pytest
from transformers import LlamaConfig, LlamaForCausalLM

import numerics.experiments.layer_energies.text
from numerics.experiment import Cell, ControlFailed, Found
from numerics.experiments.layer_energies import EXPERIMENT
from numerics.measuring import check
from numerics.transformers.causal import CausalModel
from numerics.transformers.tokenizer import trained
from theory.claims import Claim
from theory.measurement import Measurement, Plot
from theory.papers import niu2024

RECORD = "niu2024/layer_energies"
TASK = {"rows": 12, "width": 8, "heads": 2, "steps": 3, "warm_up": 1}
TEXT = {"count": 2, "of": 3, "chunk": 6, "stored": 2, "asked": 1}
FEW = {"queries": 4, "kept": 5}
FULL = EXPERIMENT.cells(EXPERIMENT.scales["full"])


def tiny(kind: str) -> Cell:
    """The first cell of that kind of the full grid, cut down to what no name of a series depends on."""
    cell = next(cell for cell in FULL if cell.name.startswith(kind))
    told = cell.settings
    smaller: Mapping[str, Any] = {"task": {**told["task"], **TASK}} if "task" in told else TEXT
    return Cell(name=cell.name, settings={**told, **smaller, **FEW})


@pytest.fixture(scope="module")
def memoriser() -> Found:
    return EXPERIMENT.measure(tiny("memoriser").settings, "cpu")


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """A language model of 30 layers with random weights, in place of the installed one, at six short documents."""
    path = tmp_path_factory.mktemp("text") / "text.txt"
    draws = np.random.default_rng(0)
    path.write_text("\f".join("".join(draws.choice([*"abcdefg "], size=200)) for _ in range(6)))
    module = LlamaForCausalLM(LlamaConfig(
        vocab_size=256, hidden_size=8, num_hidden_layers=30, num_attention_heads=2, num_key_value_heads=1,
        intermediate_size=8, max_position_embeddings=32,
    ))  # fmt: skip
    model = CausalModel(
        name="small", module=module.eval(), tokenizer=trained([], 256), vocabulary=256, context=32, width=8, layers=30,
        hashes={"weights": "0" * 64},
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numerics.experiments.layer_energies.text, "TEXT", path)
        patch.setattr(numerics.experiments.layer_energies.text, "installed", lambda: Path())
        patch.setattr(numerics.experiments.layer_energies.text, "opened", lambda path, device: model)
        return EXPERIMENT.measure(tiny("SmolLM2").settings, "cpu")


@cache
def claims() -> list[tuple[Claim, Measurement]]:
    """Those that speak of this record, from their files alone."""
    files = [file.name for file in iter_modules(niu2024.__path__) if file.name.endswith("_measured")]
    found = [claim for name in files for claim in import_module(f"{niu2024.__name__}.{name}").claims]
    return [(claim, claim.says) for claim in found if claim.says.record == RECORD]


def named(claim: Claim, says: Measurement) -> list[tuple[str, ...]]:
    """The series of the statement, and of each line of its figure."""
    lines = claim.figure.lines if isinstance(claim.figure, Plot) else ()
    figure = [tuple(name for _, series in points for name in series) for _, points in lines]
    return [(*says.samples, *says.beside), *figure]


class TestClaims:
    def test_name_series_that_the_full_grid_has(self, memoriser: Found, text: Found) -> None:
        there = [set(memoriser.samples), set(text.samples)]
        groups = [group for claim, says in claims() for group in named(claim, says)]
        assert len(groups) > 30
        for group in groups:  # of one model each, whose documents go together
            assert any(set(group) <= series for series in there), group

    def test_four_of_them_have_figures(self) -> None:
        assert sum(isinstance(claim.figure, Plot) for claim, _ in claims()) == 4


class TestCells:
    def test_both_kinds_have_their_controls(self, memoriser: Found, text: Found) -> None:
        assert set(memoriser.controls) | set(text.controls) == set(EXPERIMENT.controls)
        assert len(set(memoriser.controls) & set(text.controls)) == 5

    def test_what_holds_of_any_weights_holds_here(self, memoriser: Found, text: Found) -> None:
        shared = set(memoriser.controls) & set(text.controls)
        for found in (memoriser, text):
            assert all(EXPERIMENT.controls[name].holds(found.controls[name]) for name in shared)

    @pytest.mark.parametrize("kind", ["memoriser", "text"])
    def test_a_model_that_has_learned_nothing_is_refused(self, kind: str, request: pytest.FixtureRequest) -> None:
        with pytest.raises(ControlFailed, match=f"loss of the {kind}"):
            check(EXPERIMENT, kind, request.getfixturevalue(kind))

    def test_documents_and_samples_are_as_many_as_asked_for(self, memoriser: Found, text: Found) -> None:
        assert {len(documents) for documents in memoriser.samples.values()} == {1}
        assert {len(documents) for documents in text.samples.values()} == {2}
        for found in (memoriser, text):
            assert all(np.isfinite(document).all() for series in found.samples.values() for document in series)
            assert max(len(document) for series in found.samples.values() for document in series) <= 15

    def test_the_same_cell_finds_the_same(self, memoriser: Found) -> None:
        assert EXPERIMENT.measure(tiny("memoriser").settings, "cpu") == memoriser


@pytest.mark.parametrize("scale", ["quick", "full"])
def test_there_are_at_least_six_documents_of_either_kind(scale: Any) -> None:
    cells = EXPERIMENT.cells(EXPERIMENT.scales[scale])
    seeds = [cell.settings["task"]["seed"] for cell in cells if "task" in cell.settings]
    addresses = [
        number
        for cell in cells
        if "first" in cell.settings
        for number in range(cell.settings["first"], cell.settings["first"] + cell.settings["count"])
    ]
    assert seeds == addresses == list(range(len(seeds)))
    assert len(seeds) >= 6
