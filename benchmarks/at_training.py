"""The rates of a training step and of what it is held against, printed as JSON by a process of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_
from torch.optim import AdamW

from benchmarks.at_size import interleaved
from numerics.transformers.batches import batch_of
from numerics.transformers.data import Sequences
from numerics.transformers.model import Shape, Transformer
from numerics.transformers.settings import Optimisation
from numerics.transformers.training import Totals, adamw, update

HOW = Optimisation(steps=1_000)
TOGETHER = 4  # steps of a round
SHAPES: Mapping[str, tuple[Shape, int]] = {  # and rows of a batch
    "2 layers, width 128, 16 x 128 tokens": (
        Shape(vocabulary=512, context=128, width=128, layers=2, heads=4, feed_forward=512), 16,
    ),
    "4 layers, width 256, 8 x 256 tokens": (
        Shape(vocabulary=4096, context=256, width=256, layers=4, heads=8, feed_forward=1024), 8,
    ),
}  # fmt: skip


class Plain(nn.Module):
    """The same with `torch.nn.TransformerEncoder`, as one would write it: GELU, norms first, tied embedding."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.context, shape.width)
        layer = nn.TransformerEncoderLayer(
            shape.width, shape.heads, shape.feed_forward, 0.0, "gelu", batch_first=True, norm_first=True
        )
        self.layers = nn.TransformerEncoder(layer, shape.layers, nn.LayerNorm(shape.width), enable_nested_tensor=False)
        self.head = nn.Linear(shape.width, shape.vocabulary, bias=False)
        self.head.weight = self.embedding.weight

    def forward(self, tokens: Tensor) -> Tensor:
        time = tokens.shape[1]
        x = self.embedding(tokens) + self.positions(torch.arange(time, device=tokens.device))
        mask = nn.Transformer.generate_square_subsequent_mask(time, device=tokens.device)
        made: Tensor = self.head(self.layers(x, mask=mask, is_causal=True))
        return made


def main() -> None:
    """Tokens a second, round by round, on the CPU and on a GPU where there is one; GFLOP/s of the product."""
    devices = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]
    print(json.dumps({f"{name}, {device}": rates(*SHAPES[name], device) for device in devices for name in SHAPES}))


def rates(shape: Shape, rows: int, device: str) -> Mapping[str, list[float]]:
    """Ours, plain, and a product of the size of the feed-forward's; who begins rotates."""
    there, tokens = torch.device(device), rows * shape.context
    x, keys = torch.randn(tokens, shape.width, device=there), torch.randn(shape.width, shape.feed_forward, device=there)
    out = torch.empty(tokens, shape.feed_forward, device=there)
    flops = 2 * tokens * shape.width * shape.feed_forward

    def products() -> None:
        for _ in range(100):
            torch.mm(x, keys, out=out)

    data = _data(shape, rows)
    return interleaved(
        {
            "ours": (TOGETHER * tokens, _ours(shape, data, there)),
            "nn.TransformerEncoder": (TOGETHER * tokens, _plain(shape, data, there)),
            "product": (100 * flops, products),
        },
        torch.cuda.synchronize if device == "cuda" else lambda: None,
    )


def _data(shape: Shape, rows: int) -> Sequences:
    source = np.random.default_rng(0)
    tokens = source.integers(shape.vocabulary, size=(rows, shape.context + 1), dtype=np.int32)
    return Sequences(
        tokens=tokens, counted=np.ones((rows, shape.context), bool), sets={}, documents=np.arange(rows, dtype=np.int32)
    )


def _ours(shape: Shape, data: Sequences, there: torch.device) -> Callable[[], None]:
    model, totals = Transformer(shape).to(there), Totals([], there)
    optimiser, rows = adamw(model, HOW), np.arange(len(data.tokens))

    def work() -> None:
        for step in range(TOGETHER):
            batch = batch_of(data, rows, there)
            totals.add(update(model, optimiser, batch, data.counted.size, HOW, HOW.rate_at(step)), batch.sets)

    return work


def _plain(shape: Shape, data: Sequences, there: torch.device) -> Callable[[], None]:
    model = Plain(shape).to(there)
    optimiser = AdamW(
        model.parameters(), lr=HOW.rate, betas=(HOW.beta_1, HOW.beta_2), weight_decay=HOW.weight_decay, fused=True
    )
    tokens = torch.from_numpy(data.tokens.astype(np.int64)).to(there)

    def work() -> None:
        for _ in range(TOGETHER):
            loss = functional.cross_entropy(model(tokens[:, :-1]).flatten(0, 1), tokens[:, 1:].flatten())
            loss.backward()
            clip_grad_norm_(model.parameters(), HOW.clip)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)

    return work


if __name__ == "__main__":
    main()
