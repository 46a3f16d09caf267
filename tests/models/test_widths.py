"""The cells of the experiment `widths`: what they find, controls that can fail, and a series for every claim."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np
import pytest
import torch

from numerics.experiment import ControlFailed, Found
from numerics.experiments.widths import (
    ENDS,
    EXPERIMENT,
    LIMITS,
    MEMORISED,
    NEXT,
    OTHERS,
    OVERFITTED,
    OWN_ROWS,
    SETS,
    SHARED,
    TEXT,
    WHICH,
    Settings,
    above,
    bits,
    bits_a_parameter,
    cells,
    difference,
    grid,
    measure,
    needed,
    parameters,
    random_sets,
    series,
    text,
    tokens_of,
)
from numerics.experiments.widths.rule import interpolated, least_size
from numerics.measuring import check
from numerics.transformers.data import Corpus, random_sequences
from numerics.transformers.model import Transformer
from tests.models.claimed import claims_of, named_series

TINY = Settings(
    widths=(8,), first=(0,), tried=(2,), starts=(0,), steps=40, window=20, patience=40, sizes=(24, 48), layers=1,
    seeds=1, characters=1000, vocabulary=280, length=16, batch=8, every=10, validation=16, small=8, warm_up=5,
    sets=(2, 60, 61), set_steps=60, set_rate=4e-2, set_length=6, set_vocabulary=8, set_batch=8, set_every=10,
    excess=0.2,
)  # fmt: skip
STATEMENTS = ("table_3_measured", "proposition_5_measured")


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The tiny settings of a cell by what it learns."""
    made = json.loads(json.dumps([dict(cell.settings) for cell in cells(TINY)]))  # as a cell's file keeps them
    return {each["what"]: each for each in made}


@pytest.fixture(scope="module")
def found(told: dict[str, Any]) -> dict[str, Found]:
    """What the two tiny cells find."""
    return {what: measure(settings, "cpu") for what, settings in told.items()}


class TestText:
    def test_is_learned_without_an_address_that_is_held_back(self, told: dict[str, Any]) -> None:
        tokens, _ = text.beginnings(TINY.characters, TINY.vocabulary)
        whole = text.chunks(tokens, TINY.length)
        learned, held = text.drawn(whole, 3, TINY.validation)
        assert len(held.tokens) == TINY.validation
        assert not set(learned.addresses) & set(held.addresses)
        rows = {(int(number), row.tobytes()) for number, row in zip(whole.addresses, whole.tokens, strict=True)}
        for part in (learned, held):
            assert {(int(n), row.tobytes()) for n, row in zip(part.addresses, part.tokens, strict=True)} <= rows
        other, _ = text.drawn(whole, 4, TINY.validation)
        assert set(other.addresses) != set(learned.addresses)

    def test_has_the_data_sizes_of_the_samples(self, told: dict[str, Any], found: dict[str, Found]) -> None:
        """D* is what the rule makes of the squared differences that are recorded."""
        sizes, samples = grid(told[TEXT]), found[TEXT].samples
        for which in WHICH:
            means = [float(np.mean(samples[difference(which, 8, tokens)][0])) for tokens in sizes]
            for limit in LIMITS:
                assert samples[needed(which, 8, limit)] == [[least_size(sizes, means, float(limit))]]
                between = samples[needed(which, 8, limit, interpolated=True)]
                assert between == [[interpolated(sizes, means, float(limit))]]

    def test_keeps_to_its_controls(self, found: dict[str, Found]) -> None:
        check(EXPERIMENT, TEXT, found[TEXT])

    def test_that_is_not_learned_fails(self, told: dict[str, Any]) -> None:
        broken = measure({**told[TEXT], "rate": 1e-9, "steps": 30}, "cpu")
        with pytest.raises(ControlFailed, match=OVERFITTED):
            check(EXPERIMENT, TEXT, broken)

    def test_whose_own_rows_are_others_fails(self, told: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
        honest = text.corpus_of

        def mistaken(*parts: Any) -> Corpus:
            made = honest(*parts)
            assert made.validation is not None
            held = made.validation.sets[text.HELD]
            return replace(made, validation=replace(made.validation, sets={text.HELD: held, text.OWN: held}))

        monkeypatch.setattr(text, "corpus_of", mistaken)
        with pytest.raises(ControlFailed, match=OWN_ROWS):
            check(EXPERIMENT, TEXT, measure(told[TEXT], "cpu"))

    def test_shares_no_address_or_fails(self, told: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
        honest = text.drawn

        def shared(whole: text.Chunks, seed: int, validation: int) -> tuple[text.Chunks, text.Chunks]:
            learned, _ = honest(whole, seed, validation)
            return learned, learned.at(np.arange(validation))

        monkeypatch.setattr(text, "drawn", shared)
        settings = {**told[TEXT], "steps": 30}
        broken = measure(settings, "cpu")
        assert broken.controls[SHARED] > 0
        with pytest.raises(ControlFailed):
            check(EXPERIMENT, TEXT, broken)


class TestSets:
    def test_store_what_their_losses_say(self, found: dict[str, Found]) -> None:
        """d T log2(vocabulary) - d log2(d) bits, but for what the loss is above the least."""
        samples = found[SETS].samples
        rows = samples[tokens_of(8)][0][0] / TINY.set_length
        [[excess]], [[stored]] = samples[above(MEMORISED, 8)], samples[bits(MEMORISED, 8)]
        most = rows * (TINY.set_length * math.log2(TINY.set_vocabulary) - math.log2(rows))
        assert stored == pytest.approx(most - rows * TINY.set_length * excess / math.log(2))
        assert samples[bits_a_parameter(MEMORISED, 8)][0][0] == pytest.approx(stored / parameters(8, layers=1))
        assert excess <= TINY.excess < samples[above(NEXT, 8)][0][0]

    def test_keep_to_their_controls(self, found: dict[str, Found]) -> None:
        check(EXPERIMENT, SETS, found[SETS])

    def test_at_an_end_of_the_ladder_fail(self, told: dict[str, Any]) -> None:
        broken = measure({**told[SETS], "excess": 9.0, "set_steps": 11}, "cpu")
        assert broken.controls[ENDS] == 1
        with pytest.raises(ControlFailed, match=ENDS):
            check(EXPERIMENT, SETS, broken)

    def test_whose_other_sequences_are_the_learned_ones_fail(
        self, told: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(random_sets, "OTHERS_TRIED", 1)
        monkeypatch.setattr(
            random_sets, "random_sequences", lambda seed, *sizes: random_sequences(seed % 2**32, *sizes)
        )
        with pytest.raises(ControlFailed, match=OTHERS):
            check(EXPERIMENT, SETS, measure(told[SETS], "cpu"))

    def test_of_a_model_before_training_are_at_the_logarithm_of_the_vocabulary(
        self, told: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        near = random_sets.untrained(told[SETS], "cpu")
        assert near == pytest.approx(math.log(TINY.set_vocabulary + 1), abs=0.05)
        monkeypatch.setattr(random_sets, "Transformer", _louder)
        assert abs(random_sets.untrained(told[SETS], "cpu") - math.log(TINY.set_vocabulary + 1)) > 0.05


def _louder(shape: Any) -> Transformer:
    """A model whose logits are large from the first step on."""
    made = Transformer(shape)
    with torch.no_grad():
        made.embedding.tokens.mul_(40)
    return made


class TestCells:
    def test_are_the_same_again(self, told: dict[str, Any], found: dict[str, Found]) -> None:
        assert measure(told[SETS], "cpu") == found[SETS]

    @pytest.mark.parametrize("scale", ["quick", "full", "large"])
    def test_of_a_scale_differ_in_their_names_and_series(self, scale: Any) -> None:
        made = cells(EXPERIMENT.scales[scale])
        assert len({cell.name for cell in made}) == len(made)
        seeds = EXPERIMENT.scales[scale].seeds
        names = [name for cell in made for name in series(cell.settings)]
        assert {names.count(name) for name in names} == {seeds}

    def test_find_every_series_that_a_claim_names(self) -> None:
        full = {name for cell in cells(EXPERIMENT.scales["full"]) for name in series(cell.settings)}
        for statement in STATEMENTS:
            claims = claims_of(statement)
            assert claims
            assert set(named_series(claims)) <= full

    def test_of_the_quick_scale_show_some_of_each_statement(self) -> None:
        quick = {name for cell in cells(EXPERIMENT.scales["quick"]) for name in series(cell.settings)}
        for statement in STATEMENTS:
            shown = [claim for claim in claims_of(statement) if {*claim.says.samples, *claim.says.beside} <= quick]
            assert len(shown) >= 2

    def test_are_of_the_sizes_that_the_claims_go_over(self) -> None:
        for statement in STATEMENTS:
            module = import_module(f"theory.papers.niu2024.{statement}")
            assert {width: int(n) for width, n in module.N.items()} == {w: parameters(w) for w in module.WIDTHS}
            assert EXPERIMENT.scales["full"].widths == module.WIDTHS

    def test_come_twice_where_the_steps_are_doubled(self) -> None:
        made = cells(replace(TINY, seeds=2, longer_text=(8,), longer_sets=(8,)))
        assert [cell.settings["times"] for cell in made] == [1, 1, 2, 2] * 2
