"""What attention is given: seen as the model's own product takes it, whatever the architecture."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import Any

import pytest
import torch

from numerics.transformers.attended import Attended, attended
from numerics.transformers.model import Transformer
from tests.models import small
from tests.models.elsewhere import HEADS, LAYERS, WIDTH, made, tokens


def seen(model: torch.nn.Module, rows: torch.Tensor) -> list[Attended]:
    with torch.no_grad(), attended() as found:
        model(rows)
    return found


def error(layer: Attended) -> float:
    return float((layer.weights @ layer.values - layer.given).abs().max())


class TestOurs:
    @pytest.mark.parametrize("positions", ["learned", "rotary"])
    def test_the_weights_times_the_values_are_what_is_given(self, positions: str) -> None:
        torch.manual_seed(2)
        model = Transformer(small.shape_of(small.memories(), layers=2, positions=positions)).eval()
        found = seen(model, torch.from_numpy(small.memories().train.tokens[:, :-1]).long())
        assert len(found) == 2
        assert max(map(error, found)) < 1e-6

    def test_queries_are_those_of_the_layer(self) -> None:
        torch.manual_seed(2)
        model = Transformer(small.shape_of(small.memories())).eval()
        rows = torch.from_numpy(small.memories().train.tokens[:, :-1]).long()
        [layer] = seen(model, rows)
        first: Any = model.layers[0]
        part, norm = first.parts["attention"], first.norms["attention"]
        with torch.no_grad():
            queries = part.queries_keys_values(norm(model.embedding(rows)))[..., : model.shape.width]
        written_out = queries.unflatten(-1, (2, 8)).transpose(1, 2).double()
        assert torch.equal(layer.queries, written_out)
        assert layer.beta == 1 / sqrt(8)


class TestOfTheLibrary:
    def test_shared_keys_are_there_for_each_head(self) -> None:
        found = seen(made("llama"), tokens())
        assert len(found) == LAYERS
        assert found[0].keys.shape == (2, HEADS, 12, WIDTH // HEADS)
        assert torch.equal(found[0].keys[:, 0], found[0].keys[:, 1])
        assert max(map(error, found)) < 1e-6

    def test_no_query_meets_a_key_that_comes_after_it(self) -> None:
        weights = seen(made("llama"), tokens())[0].weights
        assert bool((weights.triu(1) == 0).all())
        assert torch.allclose(weights.sum(-1), torch.ones(2, HEADS, 12, dtype=torch.float64))

    @pytest.mark.parametrize("fault", ["queries", "keys", "values"])
    def test_what_is_not_the_models_own_is_seen(self, fault: str) -> None:
        layer = seen(made("llama"), tokens())[0]
        assert error(replace(layer, **{fault: getattr(layer, fault).roll(1, dims=2)})) > 1e-2


def test_nothing_is_kept_once_it_is_over() -> None:
    model = made("llama")
    found = seen(model, tokens())
    with torch.no_grad():
        model(tokens())
    assert len(found) == LAYERS
