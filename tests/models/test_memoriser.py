"""Models that learn random sequences by heart: their losses, and what they complete."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
import torch
from torch import Tensor

from numerics.quantities.faults import WrongShape
from numerics.transformers.memoriser import Memoriser, Task, completed, losses, memorised, never_learned, untrained

TASK = Task(
    rows=6, length=4, vocabulary=3, width=8, layers=1, heads=2, rate=0.02, steps=12, warm_up=2, seed=1
)  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Memoriser:
    return memorised(TASK, "cpu")


def by_hand(made: Memoriser, row: Tensor) -> float:
    """-log of the product of the probabilities of the tokens, each from what is before it alone."""
    total = 0.0
    for place in range(1, len(row)):
        probabilities = made.model(row[None, :place])[0, -1].softmax(0)
        total -= float(probabilities[row[place]].log())
    return total


class TestCurve:
    def test_begins_with_the_loss_of_the_untrained_model(self, made: Memoriser) -> None:
        first = float(losses(untrained(TASK, "cpu"), made.tokens).mean()) / TASK.length
        assert made.curve[0] == pytest.approx(first, rel=1e-6)

    def test_has_the_loss_after_each_step(self, made: Memoriser) -> None:
        assert len(made.curve) == 1 + TASK.steps
        shorter = memorised(replace(TASK, steps=5), "cpu")
        assert made.curve[:5] == shorter.curve[:5]
        assert made.curve[5] == pytest.approx(shorter.curve[5], rel=1e-6)

    def test_ends_with_that_of_the_model(self, made: Memoriser) -> None:
        assert made.curve[-1] == float(losses(made.model, made.tokens).mean()) / TASK.length

    def test_is_the_same_again_and_another_with_another_seed(self, made: Memoriser) -> None:
        assert memorised(TASK, "cpu").curve == made.curve
        assert memorised(replace(TASK, seed=2), "cpu").curve != made.curve

    def test_falls(self, made: Memoriser) -> None:
        assert made.curve[-1] < made.curve[0] - 0.1


class TestLosses:
    def test_are_those_of_the_tokens_one_by_one(self, made: Memoriser) -> None:
        assert losses(made.model, made.tokens).tolist() == pytest.approx([by_hand(made, row) for row in made.tokens])

    def test_are_of_probabilities_that_add_up_to_1(self, made: Memoriser) -> None:
        begins = TASK.vocabulary
        every = torch.tensor([[begins, *rest] for rest in product(range(begins + 1), repeat=TASK.length)])
        assert float(torch.exp(-losses(made.model, every)).sum()) == pytest.approx(1)

    def test_refuse_what_has_no_next_token(self, made: Memoriser) -> None:
        with pytest.raises(WrongShape, match="needs a token after"):
            losses(made.model, made.tokens[:, :1])


class TestCompleted:
    @pytest.mark.parametrize("given", [1, 2, 5])
    def test_takes_the_most_likely_token_each_time(self, made: Memoriser, given: int) -> None:
        found = completed(made.model, made.tokens[:, :given], TASK.length)
        assert found.shape == made.tokens.shape
        assert torch.equal(found[:, :given], made.tokens[:, :given])
        for row in found:
            for place in range(given, 1 + TASK.length):
                assert int(row[place]) == int(made.model(row[None, :place])[0, -1].argmax())

    def test_goes_on_from_its_own_beginning(self, made: Memoriser) -> None:
        found = completed(made.model, made.tokens[:, :1], TASK.length)
        assert torch.equal(completed(made.model, found[:, :3], TASK.length), found)

    def test_refuses_what_is_too_long(self, made: Memoriser) -> None:
        with pytest.raises(WrongShape, match="4 tokens are given, of 3"):
            completed(made.model, made.tokens[:, :4], 2)


def test_sequences_that_were_never_learned_are_others() -> None:
    task = replace(TASK, vocabulary=30)
    others = {tuple(row) for row in never_learned(task, 50).tolist()}
    learned = {tuple(row) for row in task.corpus.train.tokens.tolist()}
    assert len(others) == 50
    assert not others & learned
    assert {row[0] for row in others} == {30}
