"""What the transformer promises of its logits, states and parameters, in every kind that there is."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import sqrt
from typing import Any, get_args

import pytest
import torch

from numerics.quantities.faults import WrongShape
from numerics.transformers.model import Attention, Function, Layer, Norm, Positions, Shape, Transformer
from tests.models.written_out import drawn

SHAPE = Shape(vocabulary=13, context=9, width=8, layers=2, heads=2, feed_forward=10)
TOKENS = torch.randint(13, (3, 9), generator=torch.Generator().manual_seed(1))
KINDS = [
    replace(SHAPE, norm=norm, positions=positions, tied=tied, **other)
    for norm, positions, tied in product(get_args(Norm), get_args(Positions), (True, False))
    for other in [{"unified": True}, *({"f": f} for f in get_args(Function))]
]


def said(shape: Shape) -> str:
    """Of one kind, for the name of its test."""
    kind = "unified" if shape.unified else shape.f
    return f"{shape.norm}-{shape.positions}-{kind}-{'tied' if shape.tied else 'untied'}"


each_kind = pytest.mark.parametrize("shape", KINDS, ids=said)


@each_kind
class TestLogits:
    def test_depend_on_the_token_and_those_before_it_alone(self, shape: Shape) -> None:
        """No earlier logit moves at all with a token; that of its own place and of every later one does."""
        model = drawn(shape)
        with torch.no_grad():
            before = model(TOKENS)
            for place in range(9):
                changed = TOKENS.clone()
                changed[:, place] = (changed[:, place] + 1) % 13
                moved = (model(changed) != before).any(dim=2)
                assert not moved[:, :place].any()
                assert moved[:, place:].all()

    def test_at_places_are_those_of_the_places(self, shape: Shape) -> None:
        model, at = drawn(shape), torch.rand(3, 9, generator=torch.Generator().manual_seed(2)) < 0.4
        with torch.no_grad():
            found = model(TOKENS, at)
            assert found.shape == (int(at.sum()), 13)
            # The same numbers; a product of fewer rows may be summed in another order.
            assert torch.allclose(found, model(TOKENS)[at], rtol=0, atol=1e-13)
            assert model(TOKENS, torch.zeros_like(at)).shape == (0, 13)

    def test_of_fewer_tokens_are_the_first(self, shape: Shape) -> None:
        model = drawn(shape)
        with torch.no_grad():
            whole = model(TOKENS)
            for time in (1, 4, 9):
                assert torch.allclose(model(TOKENS[:, :time]), whole[:, :time], rtol=0, atol=1e-13)

    def test_of_products_in_bfloat16_are_near(self, shape: Shape) -> None:
        """Eight bits of each number, over two layers; backwards no number is lost either."""
        model = drawn(shape).float()
        with torch.autocast("cpu", torch.bfloat16):
            found = model(TOKENS)
        exact = model(TOKENS)
        assert found.dtype == torch.bfloat16
        assert 0 < float((found - exact).detach().abs().max()) < 2**-4 * float(exact.detach().abs().max())
        found.sum().backward()
        assert all(p.grad is not None and p.grad.isfinite().all() for p in model.parameters())

    def test_come_of_the_last_state(self, shape: Shape) -> None:
        model = drawn(shape)
        matrix = model.embedding.tokens if model.unembedding is None else model.unembedding
        with torch.no_grad():
            states = model.states(TOKENS)
            assert [tuple(state.shape) for state in states] == [(3, 9, 8)] * 4
            assert torch.equal(states[-1] @ matrix.T, model(TOKENS))
            assert torch.equal(states[-1], states[-2]) == (shape.norm == "post")
            # Each state is what the layer makes of the one before.
            for layer, first, second in zip(model.layers, states, states[1:], strict=False):
                assert torch.equal(layer(first), second)


@each_kind
class TestParameters:
    def test_of_layers_are_as_many_as_the_formulas_say(self, shape: Shape) -> None:
        """Appendix E: 3 n^2 in queries, keys and values, n^2 in the product after, 2 n d_FF + n + d_FF; and biases."""
        l, n, inner = 2, 8, 10
        attention = 3 * n**2 + 3 * n + n**2 + n
        feed_forward = 2 * n * inner if shape.unified else 2 * n * inner + n + inner
        assert Transformer(shape).parameters_of_layers() == l * (attention + feed_forward)

    def test_are_these_and_embeddings_and_norms(self, shape: Shape) -> None:
        model, n = Transformer(shape), 8
        norms = 2 * n * (2 * (1 if shape.unified else 2) + (shape.norm == "pre"))
        embeddings = 13 * n * (1 if shape.tied else 2) + (9 * n if shape.positions == "learned" else 0)
        assert sum(p.numel() for p in model.parameters()) == model.parameters_of_layers() + norms + embeddings
        # What a checkpoint holds: each of them once, under its own name and in a memory of its own.
        assert sum(t.numel() for t in model.state_dict().values()) == sum(p.numel() for p in model.parameters())
        assert len({t.data_ptr() for t in model.state_dict().values()}) == len(model.state_dict())

    def test_have_a_gradient_each(self, shape: Shape) -> None:
        """That of differences in a random direction, and not 0 throughout."""
        model = drawn(shape)
        weights = torch.randn(3, 9, 13, dtype=torch.float64, generator=torch.Generator().manual_seed(3))
        (model(TOKENS) * weights).sum().backward()
        for name, parameter in model.named_parameters():
            assert parameter.grad is not None, name
            assert parameter.grad.abs().max() > 1e-9, name
            step = 1e-5 * torch.randn(parameter.shape, dtype=torch.float64)
            with torch.no_grad():
                sides = []
                for sign in (1, -1):
                    parameter.add_(step, alpha=sign)
                    sides.append((model(TOKENS) * weights).sum())
                    parameter.sub_(step, alpha=sign)
            slope = float((parameter.grad * step).sum())
            assert float(sides[0] - sides[1]) / 2 == pytest.approx(slope, rel=1e-4, abs=1e-9), name


class TestStart:
    WIDE = replace(SHAPE, vocabulary=300, context=200, width=64, layers=8, feed_forward=256, tied=False)

    def test_is_the_same_with_the_same_seed_and_another_with_another(self) -> None:
        states = []
        for seed in (1, 1, 2):
            torch.manual_seed(seed)
            states.append(Transformer(SHAPE).state_dict())
        assert all(torch.equal(states[0][name], states[1][name]) for name in states[0])
        assert not torch.equal(states[0]["embedding.tokens"], states[2]["embedding.tokens"])

    @pytest.mark.parametrize("unified", [False, True])
    def test_is_that_of_gpt_2(self, unified: bool) -> None:
        """The deviation of each, of some thousand numbers, to a few percent: six of its own standard errors."""
        torch.manual_seed(0)
        parts = 8 if unified else 16
        for name, parameter in Transformer(replace(self.WIDE, unified=unified)).state_dict().items():
            if name.endswith("bias"):
                assert (parameter == 0).all()
            elif "norm" in name:
                assert (parameter == 1).all()
            else:
                added = name.endswith(("attention.output.weight", "feed_forward.values.weight"))
                expected = 0.02 / sqrt(parts) if added else 0.02 * sqrt(64) if "persistent" in name else 0.02
                assert float(parameter.std()) == pytest.approx(expected, rel=6 / sqrt(2 * parameter.numel())), name
                assert abs(float(parameter.mean())) < 6 * expected / sqrt(parameter.numel()), name

    def test_has_persistent_keys_as_large_as_those_of_the_context(self) -> None:
        torch.manual_seed(0)
        attention = Attention(replace(self.WIDE, unified=True))
        assert attention.persistent is not None
        with torch.no_grad():
            made = attention.queries_keys_values(torch.randn(500, 64)).std()
            for own in (attention.persistent.keys, attention.persistent.values):
                assert float(own.std()) == pytest.approx(float(made), rel=0.05)


class TestDropout:
    @pytest.mark.parametrize("other", [{}, {"unified": True}, {"unified": True, "positions": "rotary"}], ids=str)
    def test_is_of_training_alone(self, other: dict[str, Any]) -> None:
        shape = replace(SHAPE, **other)
        with torch.no_grad():
            plain, dropping = drawn(shape), drawn(replace(shape, dropout=0.3))
            assert torch.equal(dropping(TOKENS), plain(TOKENS))
            dropping.train()
            assert not torch.equal(dropping(TOKENS), dropping(TOKENS))

    @pytest.mark.parametrize("unified", [False, True])
    def test_is_of_the_embedding_the_weights_of_attention_and_what_each_part_adds(self, unified: bool) -> None:
        """Each place by itself: with the others switched off, two draws still differ."""
        model = drawn(replace(SHAPE, dropout=0.5, unified=unified))
        layer = model.layers[0]
        assert isinstance(layer, Layer)
        with torch.no_grad():
            for place in (model.embedding.dropout, layer.parts["attention"], layer.dropout):
                assert torch.equal(model(TOKENS), model(TOKENS))
                place.train()
                assert not torch.equal(model(TOKENS), model(TOKENS))
                model.eval()


def test_tokens_past_the_context_are_refused() -> None:
    with pytest.raises(WrongShape, match="tokens of 10 places, and context = 9: cut them to that"):
        Transformer(SHAPE)(torch.zeros(1, 10, dtype=torch.int64))
