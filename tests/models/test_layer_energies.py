"""The experiment on energies: each number beside what is written out by hand, and controls that can fail."""

from __future__ import annotations

from dataclasses import replace
from math import e, log, pi
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from numerics.experiments.layer_energies import EXPERIMENT, bounds, paths, readings
from numerics.experiments.layer_energies.allocation import halves
from numerics.experiments.layer_energies.heads import Steps, energies_of_keys, stepped
from numerics.experiments.layer_energies.memoriser import changed
from numerics.experiments.layer_energies.separation import half_distances, separated, typical_radius
from numerics.quantities.energies import Energies, energies
from numerics.transformers.attended import Attended
from numerics.transformers.causal import CausalModel
from tests.models.elsewhere import CONTEXT, LAYERS, VOCABULARY, WIDTH, made, tokens

LAW = EXPERIMENT.controls


def drawn(*size: int, seed: int = 0) -> Tensor:
    return torch.randn(*size, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def llama() -> CausalModel:
    return CausalModel(
        name="llama", module=made("llama"), tokenizer=None, vocabulary=VOCABULARY, context=CONTEXT, width=WIDTH,
        layers=LAYERS, hashes={},
    )  # fmt: skip


class TestSeparation:
    def test_half_distances_are_those_of_every_pair(self) -> None:
        patterns = drawn(20, 5)
        apart = torch.cdist(patterns, patterns) + torch.diag(torch.full((20,), torch.inf, dtype=torch.float64))
        assert torch.allclose(half_distances(patterns), apart.min(dim=1).values / 2)

    def test_two_equal_patterns_leave_no_room(self) -> None:
        patterns = drawn(6, 5)
        patterns[3] = patterns[1]
        assert half_distances(patterns).min() == 0

    @pytest.mark.parametrize("n", [64, 576, 1024])
    def test_a_ball_of_the_typical_radius_has_a_volume_of_about_1(self, n: int) -> None:
        """1 / sqrt(pi n), to a factor from exp(-1 / (6 n)) to 1: the logarithm of the volume by Stirling."""
        volume = n / 2 * log(pi) + n * log(typical_radius(n)) - float(torch.lgamma(torch.tensor(1 + n / 2).double()))
        assert -1 / (6 * n) <= volume + log(pi * n) / 2 <= 0

    @pytest.mark.parametrize(("factor", "alone"), [(1.001, 1), (0.999, 0)])
    def test_balls_are_alone_just_beyond_twice_the_radius(self, factor: float, alone: int) -> None:
        patterns = torch.zeros(2, 64, dtype=torch.float64)
        patterns[1, 0] = 2 * factor * (64 / (2 * pi * e)) ** 0.5
        assert separated(patterns, "here", 9)["ball of the typical radius alone, here"] == [alone, alone]


class TestBounds:
    def test_numbers_are_those_written_out(self) -> None:
        queries, patterns = drawn(7, 4), drawn(9, 4, seed=1)
        found, squares = bounds.bounds(queries, patterns), torch.cdist(queries, patterns) ** 2
        norms = (patterns**2).sum(1)
        assert torch.allclose(found.nearest, squares.min(1).values)
        assert torch.allclose(found.energy, -torch.logsumexp(-squares, 1))
        mchn = (
            -torch.logsumexp(2 * queries @ patterns.T, 1) / 2 + (queries**2).sum(1) / 2 + log(9) / 2 + norms.max() / 2
        )
        assert torch.allclose(found.mchn, mchn)
        assert found.spread == pytest.approx(float(norms.max() - norms.min()))

    def test_what_is_proved_holds(self) -> None:
        found = bounds.bounds(5 * drawn(50, 4), 5 * drawn(30, 4, seed=1))
        assert LAW["bounds of Propositions 1 to 3, excess"].holds(found.excess)
        assert bool(((found.below >= 0) & (found.below <= 1) & (found.above >= -1e-12) & (found.above <= 1)).all())

    def test_a_wrong_inverse_temperature_is_seen(self) -> None:
        queries, patterns = drawn(50, 4), drawn(30, 4, seed=1)
        found = bounds.bounds(queries, patterns)
        mchn = energies(queries, patterns, beta=20.0, names=("mchn_energy",)).mchn_energy
        assert mchn is not None
        assert not LAW["bounds of Propositions 1 to 3, excess"].holds(replace(found, mchn=mchn / 2).excess)

    def test_proposition_3_breaks_as_printed_where_all_norms_are_equal(self) -> None:
        """The spread is 0, and 2 E_MCHN is above g by log d in the limit of a pattern far from all others."""
        patterns = 9 * torch.eye(4, dtype=torch.float64)
        assert not bool(bounds.bounds(patterns, patterns).kept.any())


class TestPaths:
    def test_the_global_energy_is_that_of_all_patterns(self) -> None:
        states, patterns = [drawn(5, 3, seed=s) for s in range(4)], [drawn(6, 3, seed=9 + s) for s in range(4)]
        found = paths.readings(states, patterns)
        for reading, rho in (("entering", patterns[:-1]), ("leaving", patterns[1:])):
            squares = torch.cdist(torch.stack(states), torch.cat(rho)[None]) ** 2
            assert torch.allclose(found[reading].whole, -torch.logsumexp(-squares, -1))  # type: ignore[index]

    def test_at_one_length_lengths_do_not_matter(self) -> None:
        states, patterns = [drawn(5, 3, seed=s) for s in range(3)], [drawn(6, 3, seed=9 + s) for s in range(3)]
        longer = paths.readings([7 * x for x in states], [x / 5 for x in patterns])["leaving at one length"]
        assert torch.allclose(longer.whole, paths.readings(states, patterns)["leaving at one length"].whole)
        assert torch.allclose(paths.at_one_length(states[0]).norm(dim=1), torch.tensor(3.0).double().sqrt())

    def test_a_way_to_the_patterns_falls_and_back_rises(self) -> None:
        rho = 20 * torch.eye(3, dtype=torch.float64)
        there = [rho * share for share in (0.5, 0.7, 1.0)]
        for way, falling in ((there, True), (there[::-1], False)):
            path = paths.readings(way, [rho, rho, rho])["leaving"]
            assert bool((paths.falls(path.whole) == falling).all())
            assert bool((path.own_falls == falling).all())

    def test_controls_fail_on_energies_of_other_patterns(self) -> None:
        states, patterns = [drawn(5, 3, seed=s) for s in range(3)], [drawn(6, 3, seed=9 + s) for s in range(3)]
        name = "E_global beside one layer of all patterns"
        right, wrong = (paths.readings(states, patterns)[reading] for reading in ("leaving", "entering"))
        assert all(LAW[key].holds(value) for key, value in paths.checks(states, patterns, right).items())
        assert not LAW[name].holds(paths.checks(states, patterns, wrong)[name])

    def test_steps_the_other_way_are_seen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def backwards(points: Tensor, *given: Any, **named: Any) -> Energies:
            found = energies(points, *given, **named)
            step = found.attention_step
            return found if step is None else replace(found, attention_step=2 * points - step)

        states, patterns = [drawn(5, 3, seed=s) for s in range(3)], [drawn(6, 3, seed=9 + s) for s in range(3)]
        path = paths.readings(states, patterns)["leaving"]
        monkeypatch.setattr(paths, "energies", backwards)
        name = "attention steps over all patterns that lower E_global"
        assert not LAW[name].holds(paths.checks(states, patterns, path)[name])


def layer_of(time: int = 6, head: int = 4) -> Attended:
    queries, keys, values = (2 * drawn(3, 2, time, head, seed=s) for s in range(3))
    layer = Attended(queries=queries, keys=keys, values=values, given=values)
    return replace(layer, given=layer.weights @ values)


class TestHeads:
    def test_energies_and_steps_are_those_of_the_keys_that_a_query_meets(self) -> None:
        layer = layer_of()
        found, steps = energies_of_keys(layer, layer.queries), stepped(layer)
        for row, head, time in ((0, 0, 0), (1, 1, 3), (2, 0, 5)):
            query, keys = layer.queries[row, head, time][None], layer.keys[row, head, : time + 1]
            one = energies(query, keys, beta=layer.beta, names=("mchn_energy", "hopfield_step"))
            assert one.mchn_energy is not None
            assert one.hopfield_step is not None
            assert float(found[row, head, time]) == pytest.approx(float(one.mchn_energy))
            assert torch.allclose(steps.images[row, head, time], one.hopfield_step[0])

    def test_a_step_lowers_the_energy_by_half_its_square(self) -> None:
        steps = stepped(layer_of())
        assert bool((steps.falls >= steps.squares / 2 - 1e-12).all())
        assert LAW["fall of a step beyond half its square"].holds(float(steps.surplus.min()))

    def test_steps_with_other_weights_are_seen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Attended, "weights", property(lambda self: (4 * self.scores(self.queries)).softmax(-1)))
        assert not LAW["fall of a step beyond half its square"].holds(float(stepped(layer_of()).surplus.min()))

    def test_keys_as_values_give_the_step_itself(self) -> None:
        layer = layer_of()
        steps = stepped(replace(layer, given=layer.weights @ layer.keys))
        assert float(steps.apart.max()) < 1e-12
        assert torch.allclose(steps.cosines, torch.ones_like(steps.cosines))
        assert torch.equal(steps.falls_of_outputs, steps.falls)

    def test_an_affine_map_of_the_step_is_found_and_noise_is_not(self) -> None:
        images = drawn(40, 2, 6, 4)
        outputs = torch.einsum("rhtk,hkj->rhtj", images, drawn(2, 4, 4, seed=1)) + drawn(2, 1, 4, seed=2)
        assert float(_steps(images, outputs).unexplained().max()) < 1e-9
        assert float(_steps(images, drawn(40, 2, 6, 4, seed=3)).unexplained().median()) > 0.9


def _steps(images: Tensor, outputs: Tensor) -> Steps:
    rest = torch.zeros(images.shape[:-1])
    return Steps(
        images=images, outputs=outputs, squares=rest, falls=rest, falls_of_outputs=rest, falls_of_others=rest,
        falls_with_skip=rest, no_farther=rest, surplus=rest,
    )  # fmt: skip


class TestReadings:
    def test_losses_are_those_of_the_model(self) -> None:
        model, rows = llama(), tokens(4)
        found = readings.read(model, rows, (1, LAYERS), 2)
        assert torch.allclose(found.losses, model.losses(rows).double(), atol=1e-5)
        assert found.attention_error <= 1e-5
        assert set(found.steps) == {1, LAYERS}

    def test_batches_change_nothing_but_rounding(self) -> None:
        one, other = (readings.read(llama(), tokens(4), (2,), batch) for batch in (2, 4))
        assert all(torch.allclose(a, b, atol=1e-5) for a, b in zip(one.states, other.states, strict=True))
        assert torch.allclose(one.entropies, other.entropies, atol=1e-5)

    def test_entropies_are_between_0_and_that_of_even_weights(self) -> None:
        entropies = readings.read(llama(), tokens(4), (), 4).entropies
        assert bool((entropies[:, 0] == 0).all())
        assert bool((entropies <= torch.arange(1, 12).log() + 1e-12).all())


def test_halves_are_made_within_each_place() -> None:
    """The loss is the number of the place, and a tenth more where the entropy is larger."""
    places = torch.arange(4.0).expand(6, 4)
    larger = torch.tensor([1.0, 0, 1, 0, 1, 0])[:, None].expand(6, 4)
    more, less = halves(places + larger / 10, larger + 100 * places)
    assert torch.allclose(more - less, torch.full((3, 4), 0.1))


def test_a_changed_copy_differs_in_one_token_of_its_first_half() -> None:
    rows = np.random.default_rng(0).integers(5, size=(200, 9), dtype=np.int32)
    rows[:, 0] = 5
    found = changed(rows, 5, seed=3)
    differ = found != rows
    assert (differ.sum(axis=1) == 1).all()
    assert differ[:, 1:5].any(axis=0).all()
    assert not differ[:, 5:].any()
    assert found[:, 1:].max() < 5
