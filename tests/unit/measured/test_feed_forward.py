"""The distances of the feed-forward experiment: nearest by an independent solver, and 0 where they must be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.optimize import lsq_linear

from numerics.experiment import ControlFailed, Found
from numerics.experiments.feed_forward import (
    BUILT,
    CONTROLS,
    EXPERIMENT,
    OTHERS,
    PLACES,
    controls,
    enlarged,
    measured,
    mixtures,
    nearest,
    persistent,
    relative,
    samples,
    weighed_heads,
)
from numerics.measuring import check
from numerics.quantities.joined_attention import Array, Memory, attention, joined_attention, memory
from numerics.transformers.layer import Layer, feed_forward, gelu

T, N, HEADS, STORED = 64, 8, 2, 12


def layer(seed: int = 0) -> Layer:
    """A layer of random weights at a random text."""
    draws = np.random.default_rng(seed)

    def normal(*shape: int) -> Array:
        return draws.normal(size=shape)

    return Layer(
        entering=normal(T, N),
        heads=normal(T, HEADS, N),
        attention_bias=normal(N),
        between=normal(T, N),
        stored=memory(normal(STORED, N), normal(STORED, N), normal(STORED)),
        feed_forward_bias=normal(N),
        leaving=normal(T, N),
    )


def solved(columns: list[Array], update: Array, low: list[float], high: list[float]) -> float:
    """The least relative distance of one token, by a bounded least-squares solver."""
    found = lsq_linear(np.stack(columns, axis=1), update, bounds=(low, high), tol=1e-14)
    return float(np.sqrt(2 * found.cost) / np.linalg.norm(update))


class TestNearest:
    @pytest.fixture(params=range(3))
    def drawn(self, request: pytest.FixtureRequest) -> tuple[Array, Array, Array, Array]:
        draws = np.random.default_rng(request.param)
        heads = draws.normal(size=(40, HEADS, N))
        return draws.normal(size=(40, N)), heads, heads.sum(axis=1), 3 * draws.normal(size=(40, N))

    def test_mixture_is_that_of_the_solver(self, drawn: tuple[Array, Array, Array, Array]) -> None:
        update, _, context, other = drawn
        shifted = update - other
        expected = [
            solved([a - p], s, [0], [1]) * np.linalg.norm(s) / np.linalg.norm(u)
            for u, a, p, s in zip(update, context, other, shifted, strict=True)
        ]
        assert mixtures(update, context)(other) == pytest.approx(expected, rel=1e-6)

    def test_mixture_with_enlarged_values_is_that_of_the_solver(self, drawn: tuple[Array, Array, Array, Array]) -> None:
        update, _, context, other = drawn
        rows = zip(update, context, other, strict=True)
        expected = [solved([a, p], u, [0, 0], [1, np.inf]) for u, a, p in rows]
        assert enlarged(update, context)(other) == pytest.approx(expected, rel=1e-6)

    def test_weighed_heads_are_those_of_the_solver(self, drawn: tuple[Array, Array, Array, Array]) -> None:
        update, heads, _, other = drawn
        free = [-np.inf] * HEADS, [np.inf] * HEADS
        rows = zip(update, heads, other, strict=True)
        expected = [solved([*h, p], u, [*free[0], 0], [*free[1], np.inf]) for u, h, p in rows]
        assert weighed_heads(update, heads)(other) == pytest.approx(expected, rel=1e-6)

    def test_each_grants_more_than_the_one_before(self, drawn: tuple[Array, Array, Array, Array]) -> None:
        update, heads, context, other = drawn
        first, second, third = (
            way(other) for way in (mixtures(update, context), enlarged(update, context), weighed_heads(update, heads))
        )
        assert (second <= first + 1e-12).all()
        assert (third <= second + 1e-12).all()
        assert (first <= relative(update - context, update) + 1e-12).all()

    def test_is_the_least_of_the_candidates(self) -> None:
        update = np.ones((3, 2))
        far, near = np.zeros((3, 2)), np.full((3, 2), 0.9)
        assert nearest(lambda other: relative(update - other, update), [far, near, far]) == pytest.approx(0.1)

    @pytest.mark.parametrize("way", ["mixtures", "enlarged", "weighed"])
    def test_of_nothing_at_all_divides_by_no_zero(self, way: str) -> None:
        update, nothing = np.ones((2, 3)), np.zeros((2, 3))
        ways = {
            "mixtures": mixtures(update, nothing),
            "enlarged": enlarged(update, nothing),
            "weighed": weighed_heads(update, nothing[:, None, :]),
        }
        assert ways[way](nothing) == pytest.approx(1.0)


class TestLayers:
    def test_that_are_joined_attention_are_at_no_distance(self) -> None:
        """alpha of a real softmax, at a temperature of the grid: found, though nobody says which."""
        draws = np.random.default_rng(5)
        queries, stored = draws.normal(size=(T, N)), layer().stored
        context = memory(draws.normal(size=(9, N)), draws.normal(size=(9, N)))
        for tau in (0.25, 1.0, 2.0):
            update = joined_attention(queries, context, stored.scaled(tau))
            alone = attention(queries, context)
            for way in (mixtures(update, alone), enlarged(update, alone), weighed_heads(update, alone[:, None, :])):
                assert nearest(way, persistent(queries, stored)).max() <= CONTROLS[BUILT].bound

    def test_that_are_ordinary_are_at_a_distance(self) -> None:
        for series, distances in measured(layer()).items():
            assert np.median(distances) > CONTROLS[OTHERS].bound, series

    def test_are_sampled_at_the_recorded_places(self) -> None:
        found = samples([layer(0), layer(1)])
        assert set(found) == {f"{series}, layer {k}" for k in (1, 2) for series in measured(layer())}
        first = measured(layer(0))["mixture"]
        assert found["mixture, layer 1"] == [first[place] for place in PLACES]

    def test_do_not_see_what_is_added_to_every_output(self) -> None:
        """The biases of both outputs are left out."""
        other = replace(layer(), attention_bias=np.zeros(N), feed_forward_bias=np.full(N, 7.0))
        assert samples([layer()]) == samples([other])

    def test_feed_forward_is_a_sum_over_its_keys(self) -> None:
        stored = layer().stored
        x = layer().between[:1]
        terms = [
            gelu(x[0] @ key + offset) * value
            for key, offset, value in zip(stored.keys, stored.offsets, stored.values, strict=True)
        ]
        assert feed_forward(x, stored)[0] == pytest.approx(np.sum(terms, axis=0))
        assert gelu(np.array([-50.0, 0.0, 50.0])) == pytest.approx([0, 0, 50])


def checked(one: Layer) -> dict[str, float]:
    """The controls of the layer; ControlFailed where one does not come out."""
    found = Found(samples={}, controls=controls(one), inputs={})
    check(EXPERIMENT, "here", found)
    return found.controls


class TestControls:
    def test_come_out_at_a_sound_measurement(self) -> None:
        found = checked(layer())
        assert len(found) == 2

    @pytest.mark.parametrize("fault", ["the stored keys are taken for the values", "another temperature"])
    def test_a_broken_measurement_does_not_pass(self, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
        def broken(queries: Array, stored: Memory) -> Any:
            if fault == "another temperature":
                return [attention(queries, stored.scaled(3.7))]
            return [attention(queries, replace(stored, values=stored.keys))]

        monkeypatch.setattr("numerics.experiments.feed_forward.persistent", broken)
        with pytest.raises(ControlFailed, match="built as joined attention, largest is"):
            checked(layer())

    def test_a_measurement_that_sees_nothing_does_not_pass(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("numerics.experiments.feed_forward.relative", lambda a, b: np.zeros(len(a)))
        with pytest.raises(ControlFailed, match="other tokens' persistent attention, median is 0"):
            checked(layer())
