"""The experiment on shares of a text measures what it says: its curves, its series, and controls that can fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import log
from typing import Any

import pytest

from numerics.experiments import data_fractions
from numerics.experiments.data_fractions import (
    EXPERIMENT,
    KINDS,
    LAST,
    LEAST,
    LINES,
    RANDOM,
    SHARES,
    SHUFFLED,
    TEXT,
    WHEN,
    Settings,
    cells,
    measure,
    series,
)
from numerics.experiments.data_fractions import cell as measuring
from numerics.experiments.data_fractions.parts import (
    ONE,
    OTHER,
    Addresses,
    addresses,
)
from numerics.transformers.data import Corpus
from numerics.transformers.known_losses import of_frequencies
from numerics.transformers.model import Shape
from numerics.transformers.settings import Optimisation
from tests.models.claimed import named_series
from tests.models.fractions import EVERY, VOCABULARY, held, of
from theory.measurement import Measurement, Plot
from theory.papers.niu2024.first_fractions_measured import claims

TINY = Settings(
    steps=12, narrow=8, wide=16, seeds=1, every=EVERY, vocabulary=VOCABULARY, length=8, batch=2, validation=16, layers=1
)


@pytest.fixture(scope="module")
def found() -> Addresses:
    return addresses(EVERY, VOCABULARY)


def lines(one: list[float], other: list[float]) -> list[Mapping[str, float]]:
    return [
        {"step": k, "train": 0.0, "validation": (a + b) / 2, f"validation, {ONE}": a, f"validation, {OTHER}": b}
        for k, (a, b) in enumerate(zip(one, other, strict=True), start=1)
    ]


class TestCurves:
    def test_are_judged_by_the_half_that_did_not_choose(self) -> None:
        """The one half is least at line 2, the other at 3, both together at 3."""
        made = measuring.samples(lines([5, 3, 3.5, 4], [5, 4, 2, 4.5]), steps=4)
        assert (made[LAST], made[LEAST], made[WHEN]) == (4.5, 4, 3 / 4)

    def test_that_only_fall_do_not_rise(self) -> None:
        made = measuring.samples(lines([5, 4, 3], [5, 4, 3]), steps=3)
        assert (made[LAST] - made[LEAST], made[WHEN]) == (0, 1)


@pytest.fixture(scope="module")
def whole() -> Mapping[str, Any]:
    wanted = [(TEXT, "100 percent", "narrow"), (SHUFFLED, "1 percent", "narrow"), (RANDOM, "0.1 percent", "narrow")]
    told = {cell.name: cell for cell in cells(TINY)}
    return {name: measure(told[f"{name}, seed 0"].settings, "cpu") for name in (", ".join(kind) for kind in wanted)}


class TestCells:
    def test_measure_the_series_that_are_named(self, whole: Mapping[str, Any]) -> None:
        for name, made in whole.items():
            quality, share, size = name.split(", ")
            assert set(made.samples) == set(series(quality, share, size))
            assert {len(documents) for documents in made.samples.values()} == {1}

    def test_are_the_same_when_measured_again(self, whole: Mapping[str, Any]) -> None:
        told = {cell.name: cell for cell in cells(TINY)}
        name = f"{RANDOM}, 0.1 percent, narrow"
        assert measure(told[f"{name}, seed 0"].settings, "cpu") == whole[name]

    def test_measure_every_control_and_none_else(self, whole: Mapping[str, Any]) -> None:
        assert set().union(*(made.controls for made in whole.values())) == set(EXPERIMENT.controls)

    def test_controls_hold_but_for_what_takes_longer(self, whole: Mapping[str, Any]) -> None:
        came = [pair for made in whole.values() for pair in made.controls.items()]
        failed = {name for name, number in came if not EXPERIMENT.controls[name].holds(number)}
        assert failed <= {data_fractions.BEATEN}

    def test_learn_by_heart_what_is_little(self) -> None:
        """Of two random rows: the training loss falls, and what is held back costs more than to know nothing."""
        settings = replace(TINY, steps=180, narrow=16, rate=0.2)
        told = next(c.settings for c in cells(settings) if c.settings["share"] == "0.1 percent")
        made = measure({**told, "quality": RANDOM}, "cpu").samples
        begin = f"{RANDOM}, 0.1 percent, narrow: "
        assert made[f"{begin}training loss, line {LINES}"][0][0] < log(VOCABULARY) / 2
        assert made[f"{begin}validation loss, line {LINES}"][0][0] > log(VOCABULARY) + 0.5
        assert made[f"{begin}{LAST}"][0][0] > made[f"{begin}{LEAST}"][0][0] + 0.5

    @pytest.mark.parametrize("scale", list(EXPERIMENT.scales))
    def test_of_each_scale_divide_their_steps(self, scale: Any) -> None:
        settings = EXPERIMENT.scales[scale]
        assert settings.steps // (settings.steps // LINES) == LINES
        assert len({cell.name for cell in cells(settings)}) == len(KINDS) * settings.seeds


class TestControls:
    def test_see_rows_of_the_training_that_are_held_back(self, found: Addresses) -> None:
        made = of(found)
        sick = replace(made, validation=replace(held(made), tokens=made.train.tokens[:40]))
        shape, how, all_lines = self.plan(sick)
        came = measuring.common(sick, shape, how, all_lines, "cpu")
        assert came[data_fractions.SHARED] == 40
        assert not EXPERIMENT.controls[data_fractions.HALVES].holds(came[data_fractions.HALVES])

    def plan(self, made: Corpus) -> Any:
        shape = Shape(vocabulary=made.vocabulary, context=8, width=8, layers=1, heads=2, feed_forward=8)
        how = Optimisation(evaluated=40)
        return shape, how, [{"validation": 1.0, f"validation, {ONE}": 1.0, f"validation, {OTHER}": 2.0}]

    def test_see_words_that_are_lost(self, found: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(measuring, "in_quality", lambda *of: [tokens[1:] for tokens in found.tokens])
        came = measuring.of_quality(SHUFFLED, "1 percent", of(found), lines([1], [1]), found, 0)
        assert came == {data_fractions.SAME_TOKENS: len(found.tokens)}

    def test_see_random_tokens_of_half_the_vocabulary(self, found: Addresses) -> None:
        half = replace(found, vocabulary=VOCABULARY // 2)
        made = replace(of(half, RANDOM), vocabulary=VOCABULARY)
        loss = of_frequencies(made.train, held(made), VOCABULARY)
        came = measuring.of_quality(RANDOM, "1 percent", made, lines([loss], [loss]), found, 0)
        assert not EXPERIMENT.controls[data_fractions.RANDOM_LOSS].holds(came[data_fractions.RANDOM_LOSS])

    def test_see_what_has_not_been_learned(self, found: Addresses) -> None:
        made = of(found)
        loss = of_frequencies(made.train, held(made), VOCABULARY)
        came = measuring.of_quality(TEXT, "100 percent", made, lines([loss], [loss]), found, 0)
        assert came == {data_fractions.BEATEN: pytest.approx(1)}
        assert not EXPERIMENT.controls[data_fractions.BEATEN].holds(came[data_fractions.BEATEN])


def test_claims_speak_of_series_that_the_full_scale_has() -> None:
    has = {name for kind in KINDS for name in series(*kind)}
    assert {(quality, share) for quality, share, _ in KINDS} == {*product((TEXT, SHUFFLED, RANDOM), SHARES)}
    said = [claim.says for claim in claims if isinstance(claim.says, Measurement)]
    plots = [claim.figure for claim in claims if isinstance(claim.figure, Plot)]
    assert set(named_series(claims)) <= has
    assert len(said) == len(claims)
    assert plots
    assert {says.record for says in said} | {plot.record for plot in plots} == {"niu2024/data_fractions"}
