"""Losses that trained models are set beside are those of the weights at the start, and of the frequencies of tokens."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import log

import pytest
import torch

from numerics.transformers.data import Sequences
from numerics.transformers.known_losses import at_start, of_frequencies
from numerics.transformers.training import train
from tests.models.small import brief, questions, shape_of


@pytest.fixture(scope="module")
def held() -> Sequences:
    found = questions().validation
    assert found is not None
    return found


def test_at_the_start_is_that_of_a_run_whose_steps_are_nothing(held: Sequences) -> None:
    corpus = replace(questions(), validation=held)
    how = brief(rate=1e-12, precision="float64", evaluated=7, seed=3)
    found = at_start(shape_of(corpus), how, held, "cpu")
    assert found == pytest.approx(train(corpus, shape_of(corpus), how, device="cpu").lines[0]["validation"], rel=1e-9)
    assert found != at_start(shape_of(corpus), replace(how, seed=4), held, "cpu")


def test_at_the_start_leaves_the_generator_as_it_was(held: Sequences) -> None:
    torch.manual_seed(5)
    before = torch.get_rng_state()
    at_start(shape_of(questions()), brief(), held, "cpu")
    assert torch.equal(torch.get_rng_state(), before)


def test_of_frequencies_counts_each_token_once_more(held: Sequences) -> None:
    corpus = questions()
    seen = Counter[int](corpus.train.tokens[:, 1:][corpus.train.counted].tolist())
    total = seen.total() + corpus.vocabulary
    tried = held.tokens[:, 1:][held.counted].tolist()
    expected = sum(log(total / (seen[token] + 1)) for token in tried) / len(tried)
    assert of_frequencies(corpus.train, held, corpus.vocabulary) == pytest.approx(expected, rel=1e-12)
