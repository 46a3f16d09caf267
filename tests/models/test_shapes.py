"""A tensor or a setting of the wrong shape is named, by the checker of annotations and by `Shape`."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from jaxtyping import TypeCheckError

from numerics.transformers.faults import BadSettings
from numerics.transformers.linear import Linear
from numerics.transformers.model import FeedForward, Layer, Persistent, Shape, Transformer

SIZES = {"vocabulary": 13, "context": 9, "width": 8, "layers": 1, "heads": 2, "feed_forward": 10}
SHAPE = Shape(**SIZES)  # type: ignore[arg-type]
TOKENS = torch.zeros(3, 9, dtype=torch.int64)


class TestChecker:
    """Switched on by conftest.py; most of what it refuses here torch computes without a word."""

    def test_refuses_an_axis_too_few(self) -> None:
        with pytest.raises(TypeCheckError, match="batch time width"):
            FeedForward(SHAPE)(torch.zeros(9, 8))

    def test_refuses_tokens_that_are_no_whole_numbers(self) -> None:
        with pytest.raises(TypeCheckError, match="batch time"):
            Transformer(SHAPE)(TOKENS.bool())

    def test_refuses_places_of_other_tokens(self) -> None:
        with pytest.raises(TypeCheckError, match="at"):
            Transformer(SHAPE)(TOKENS, torch.ones(3, 8, dtype=torch.bool))

    def test_refuses_a_planted_part_of_another_width(self) -> None:
        planted = FeedForward(SHAPE)
        planted.values = Linear(10, 1)  # what it adds to the stream would be spread over the width
        with pytest.raises(TypeCheckError, match="return value"):
            planted(torch.zeros(3, 9, 8))

    def test_refuses_a_planted_layer_that_takes_the_mean_over_places(self) -> None:
        layer = Layer(SHAPE)
        feed_forward = layer.parts["feed_forward"]
        assert isinstance(feed_forward, FeedForward)
        feed_forward.f = lambda x: x.mean(dim=1, keepdim=True)
        with pytest.raises(TypeCheckError, match="return value"):
            layer(torch.zeros(3, 9, 8))

    def test_takes_a_whole_number_where_a_float_belongs(self) -> None:
        dropout: float = 0
        assert Persistent(SHAPE)(*torch.zeros(3, 2, 2, 5, 4), None, dropout).shape == (2, 2, 5, 4)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"vocabulary": 0}, "vocabulary = 0: a whole number from 1 on belongs there"),
        ({"context": -2}, "context = -2: a whole number"),
        ({"width": 8.0}, r"width = 8\.0: a whole number"),
        ({"layers": True}, "layers = True: a whole number"),
        ({"heads": "2"}, "heads = '2': a whole number"),
        ({"feed_forward": None}, "feed_forward = None: a whole number"),
        ({"norm": "middle"}, "norm = 'middle': one of pre, post belongs there"),
        ({"positions": None}, "positions = None: one of learned, sinusoidal, rotary belongs there"),
        ({"f": "tanh"}, "f = 'tanh': one of relu, gelu, silu, softmax belongs there"),
        ({"unified": 1}, "unified = 1: one of True, False belongs there"),
        ({"tied": "no"}, "tied = 'no': one of True, False belongs there"),
        ({"dropout": 1.0}, r"dropout = 1\.0: a share from 0 on and below 1 belongs there"),
        ({"dropout": float("nan")}, "dropout = nan: a share"),
        ({"dropout": "0"}, "dropout = '0': a share"),
        ({"heads": 3}, "heads = 3 of width = 8: take a number that divides the width"),
        (
            {"heads": 8, "positions": "rotary"},
            "heads = 8 of width = 8: rotary positions need an even number each, not 1",
        ),
        ({"width": 9, "heads": 3, "positions": "sinusoidal"}, "width = 9: sinusoidal positions need an even one"),
    ],
)
def test_a_shape_that_means_nothing_is_named(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(BadSettings, match=rf"\A{told}[^\n]*\Z"):
        Shape(**(SIZES | wrong))
