"""The rows of a step and its rate of learning follow from the step alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch

from numerics.transformers.batches import batch_of, in_order, rows_of
from numerics.transformers.data import Sequences
from numerics.transformers.faults import BadSettings
from numerics.transformers.settings import Optimisation

CPU = torch.device("cpu")


def three_lines() -> Sequences:
    """Of 4, 2 and 3 tokens after the first, filled up with 0; what is odd is a set."""
    tokens = np.array([[9, 1, 2, 3, 4], [9, 5, 6, 0, 0], [9, 7, 8, 1, 0]], dtype=np.int32)
    counted = tokens[:, 1:] > 0
    odd = counted & (tokens[:, 1:] % 2 == 1)
    return Sequences(tokens=tokens, counted=counted, sets={"odd": odd}, documents=np.arange(3, dtype=np.int32))


class TestRows:
    @pytest.mark.parametrize(("batch", "rows"), [(3, 12), (5, 12), (12, 12), (7, 10), (1, 1)])
    def test_each_comes_once_an_epoch(self, batch: int, rows: int) -> None:
        drawn = np.concatenate([rows_of(step, batch, rows, seed=3) for step in range(3 * rows)])
        for epoch in range(3):
            assert sorted(drawn[epoch * rows : (epoch + 1) * rows]) == list(range(rows))

    def test_come_in_another_order_in_each_epoch_and_with_each_seed(self) -> None:
        orders = [tuple(rows_of(step, 50, 50, seed)) for step in range(3) for seed in range(3)]
        assert len(set(orders)) == 9

    def test_that_are_fewer_than_a_batch_are_refused(self) -> None:
        with pytest.raises(BadSettings, match=r"batch = 5 of 4 rows: .*; take 4 at most"):
            rows_of(0, 5, 4, seed=0)

    def test_in_order_are_divided_among_processes(self) -> None:
        for of in (1, 2, 3):
            parts = [list(np.concatenate(list(in_order(three_lines(), 99, 1, number, of)))) for number in range(of)]
            assert sorted(row for part in parts for row in part) == [0, 1, 2]
        assert [list(rows) for rows in in_order(three_lines(), 2, 5, 0, 1)] == [[0, 1]]


class TestBatch:
    def test_is_cut_to_its_longest_row(self) -> None:
        found = batch_of(three_lines(), np.array([2, 1]), CPU)
        assert found.tokens.tolist() == [[9, 7, 8], [9, 5, 6]]
        assert found.at is not None
        assert found.at.tolist() == [[True, True, True], [True, True, False]]
        assert found.targets.tolist() == [7, 8, 1, 5, 6]
        assert found.sets["odd"].tolist() == [True, False, True, True, False]

    def test_whose_tokens_all_count_has_no_mask(self) -> None:
        found = batch_of(three_lines(), np.array([0]), CPU)
        assert found.at is None
        assert (found.tokens.tolist(), found.targets.tolist()) == ([[9, 1, 2, 3]], [1, 2, 3, 4])


class TestRate:
    def test_rises_in_a_line_to_its_height_and_falls_to_the_floor(self) -> None:
        plain = Optimisation(steps=100, rate=2.0, warm_up=10, floor=0.25, decay="cosine")
        for how in (plain, replace(plain, decay="linear")):
            rates = [how.rate_at(step) for step in range(100)]
            assert rates[:10] == pytest.approx([0.2 * k for k in range(1, 11)])
            assert rates[10] == 2.0
            assert all(after < before for before, after in pairwise(rates[10:]))
            assert rates[-1] == pytest.approx(0.5)

    def test_of_the_two_ways_down_meet_in_the_middle_only(self) -> None:
        cosine = Optimisation(steps=101, warm_up=0, decay="cosine")
        linear = replace(cosine, decay="linear")
        assert cosine.rate_at(50) == pytest.approx(linear.rate_at(50))
        assert cosine.rate_at(25) > linear.rate_at(25)
        assert cosine.rate_at(75) < linear.rate_at(75)

    def test_stays_without_decay(self) -> None:
        how = Optimisation(steps=9, warm_up=2, decay="none", rate=0.5)
        assert Counter(how.rate_at(step) for step in range(9)) == {0.25: 1, 0.5: 8}


class TestTimes:
    def test_the_last_step_has_a_line_and_a_checkpoint(self) -> None:
        how = Optimisation(steps=25, warm_up=1, every=4, checkpoint_after=3)
        assert [step for step in range(1, 26) if how.has_line(step)] == [4, 8, 12, 16, 20, 24, 25]
        assert [step for step in range(1, 26) if how.has_checkpoint(step)] == [12, 24, 25]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"steps": 0}, "steps = 0: a number from 1 on belongs there"),
        ({"batch": -1}, "batch = -1"),
        ({"rate": 0.0}, r"rate = 0.0: a number above 0 on belongs there"),
        ({"rate": float("nan")}, "rate = nan"),
        ({"clip": float("inf")}, "clip = inf"),
        ({"floor": 2.0}, "floor = 2.0"),
        ({"beta_1": 1.0}, "beta_1 = 1: a mean that never moves"),
        ({"beta_2": 1}, "beta_2 = 1: a mean that never moves"),
        ({"seed": 2**63}, "seed = 9223372036854775808: a number from 0 to 9223372036854775807 belongs there"),
        ({"steps": 10, "warm_up": 10}, "warm_up = 10 of 10 steps: the rate never gets to its height"),
    ],
)
def test_a_setting_that_means_nothing_is_named(wrong: dict[str, float], said: str) -> None:
    with pytest.raises(BadSettings, match=said):
        Optimisation(**wrong)  # type: ignore[arg-type]
