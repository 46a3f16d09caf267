"""A decoder-only transformer, to be read from top to bottom: shape, embedding, layers and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import sqrt
from typing import Literal, TypeAlias, get_args

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn
from torch.nn import functional

from numerics.quantities.faults import WrongShape
from numerics.transformers.faults import BadSettings
from numerics.transformers.linear import Linear, linear

Norm = Literal["pre", "post"]
Positions = Literal["learned", "sinusoidal", "rotary"]
Function = Literal["relu", "gelu", "silu", "softmax"]
Heads: TypeAlias = Float[Tensor, "batch heads time head"]

FUNCTIONS: Mapping[Function, Callable[[Tensor], Tensor]] = {
    "relu": functional.relu,
    "gelu": functional.gelu,  # t Phi(t), not the tanh near it
    "silu": functional.silu,
    "softmax": partial(functional.softmax, dim=-1),
}
DEVIATION = 0.02  # of weights at the start, as in GPT-2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a transformer is; BadSettings where a number means nothing or two do not go together.

    width: d_emb.  feed_forward: d_FF; of a unified layer the persistent keys of each head, so that both kinds of layer
    hold as many numbers there.  f: of the feed-forward f(x K^T + b) V + c; a unified layer has none and takes any f.
    tied: the embedding of tokens is also the matrix that makes logits.  dropout: of the embedding, of the weights of
    attention and of what each part adds, as in GPT-2.
    """

    vocabulary: int
    context: int
    width: int
    layers: int
    heads: int
    feed_forward: int
    norm: Norm = "pre"
    positions: Positions = "learned"
    f: Function = "gelu"
    unified: bool = False
    tied: bool = True
    dropout: float = 0.0

    def __post_init__(self) -> None:
        for name in ("vocabulary", "context", "width", "layers", "heads", "feed_forward"):
            value = getattr(self, name)
            if type(value) is not int or value < 1:
                raise BadSettings(f"{name} = {value!r}: a whole number from 1 on belongs there")
        choices = {"norm": get_args(Norm), "positions": get_args(Positions), "f": get_args(Function)}
        for name, allowed in (choices | {"unified": (True, False), "tied": (True, False)}).items():
            value = getattr(self, name)
            if value not in allowed or type(value) is not type(allowed[0]):
                raise BadSettings(f"{name} = {value!r}: one of {', '.join(map(str, allowed))} belongs there")
        if type(self.dropout) not in (int, float) or not 0 <= self.dropout < 1:
            raise BadSettings(f"dropout = {self.dropout!r}: a share from 0 on and below 1 belongs there")
        told = f"heads = {self.heads} of width = {self.width}"
        if self.width % self.heads:
            raise BadSettings(f"{told}: take a number that divides the width")
        if self.positions == "rotary" and self.head_width % 2:
            raise BadSettings(f"{told}: rotary positions need an even number each, not {self.head_width}")
        if self.positions == "sinusoidal" and self.width % 2:
            raise BadSettings(f"width = {self.width}: sinusoidal positions need an even one")

    @property
    def head_width(self) -> int:
        """The width of a head."""
        return self.width // self.heads

    @property
    def deviation(self) -> float:
        """Of weights that make what is added to the stream, at the start: smaller, the more of them there are."""
        return DEVIATION / sqrt(self.layers * (1 if self.unified else 2))


class Transformer(nn.Module):
    """Logits of what comes after each token, from the token and those before it.

    Weights are drawn from torch's generator as in GPT-2 (Radford et al. 2019): normal, of deviation 0.02, smaller where
    they make what a part adds to the stream; biases begin at 0.  There is a bias wherever GPT-2 has one: with queries,
    keys and values, with the output of the attention, twice in the feed-forward and in the norms, none with the logits.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = Embedding(shape)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = nn.LayerNorm(shape.width) if shape.norm == "pre" else nn.Identity()
        self.unembedding = None if shape.tied else _drawn(shape.vocabulary, shape.width)

    def forward(
        self, tokens: Int[Tensor, "batch time"], at: Bool[Tensor, "batch time"] | None = None
    ) -> Float[Tensor, "batch time vocabulary"] | Float[Tensor, "count vocabulary"]:
        """The logits, or those of the places where `at` alone, row by row; WrongShape past the context."""
        x = self.states(tokens)[-1]
        return linear(
            x if at is None else x[at], self.embedding.tokens if self.unembedding is None else self.unembedding
        )

    def states(self, tokens: Int[Tensor, "batch time"]) -> list[Float[Tensor, "batch time width"]]:
        """The stream: the embedding, what it is after each of the l layers, and that after the final norm.

        These are l + 2; with norms after the parts there is no final one, and the last two are equal.
        """
        found = [self.embedding(tokens)]
        for layer in self.layers:
            found.append(layer(found[-1]))
        return [*found, self.norm(found[-1])]

    def parameters_of_layers(self) -> int:
        """N: weights and biases of attention and feed-forward, without norms, embeddings and the matrix of the logits.

        l (4 n^2 + 4 n) + l (2 n d_FF + n + d_FF) for a width of n; l (4 n^2 + 4 n) + l 2 n d_FF in unified layers.
        """
        return sum(parameter.numel() for name, parameter in self.named_parameters() if ".parts." in name)


class Embedding(nn.Module):
    """Each token as a vector, plus one for its place: learned or a wave; with rotary positions the attention has them.

    Waves are those of Vaswani et al. 2017, Sec. 3.5, and the tokens are enlarged by sqrt(width) as there, Sec. 3.4.
    """

    places: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.tokens = _drawn(shape.vocabulary, shape.width)
        self.dropout = nn.Dropout(shape.dropout)
        match shape.positions:
            case "learned":
                self.places = _drawn(shape.context, shape.width)
            case "sinusoidal":
                angles = _angles(shape.context, shape.width)
                waves = torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)  # sines at even numbers
                self.register_buffer("places", waves, persistent=False)

    def forward(self, tokens: Int[Tensor, "batch time"]) -> Float[Tensor, "batch time width"]:
        time = tokens.shape[1]
        if time > self.shape.context:
            raise WrongShape(f"tokens of {time} places, and context = {self.shape.context}: cut them to that")
        x = functional.embedding(tokens, self.tokens)
        match self.shape.positions:
            case "learned":
                x = x + self.places[:time]
            case "sinusoidal":
                x = sqrt(self.shape.width) * x + self.places[:time].to(x.dtype)
        made: Float[Tensor, "batch time width"] = self.dropout(x)
        return made


class Layer(nn.Module):
    """Attention, then feed-forward; or one attention in which the keys of the feed-forward have joined the context's.

    Each part adds to the stream: x + part(norm(x)), or norm(x + part(x)) with norms after the parts.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.before = shape.norm == "pre"
        self.parts = nn.ModuleDict({"attention": Attention(shape)})
        if not shape.unified:
            self.parts["feed_forward"] = FeedForward(shape)
        self.norms = nn.ModuleDict({name: nn.LayerNorm(shape.width) for name in self.parts})
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Float[Tensor, "batch time width"]) -> Float[Tensor, "batch time width"]:
        for name, part in self.parts.items():
            norm = self.norms[name]
            x = x + self.dropout(part(norm(x))) if self.before else norm(x + self.dropout(part(x)))
        return x


class Attention(nn.Module):
    """In each head softmax(Q K^T / sqrt(head)) V, over the token and those before it; then a product of all heads.

    The rows of `queries_keys_values` are those of queries, keys and values in turn, in each those of the heads in turn.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.queries_keys_values = _linear(shape.width, 3 * shape.width)
        self.output = _linear(shape.width, shape.width, shape.deviation)
        self.turn = Turn(shape) if shape.positions == "rotary" else None
        self.persistent = Persistent(shape) if shape.unified else None

    def forward(self, x: Float[Tensor, "batch time width"]) -> Float[Tensor, "batch time width"]:
        made = self.queries_keys_values(x).unflatten(-1, (3, self.shape.heads, self.shape.head_width))
        queries, keys, values = made.permute(2, 0, 3, 1, 4).unbind()
        dropout = self.shape.dropout if self.training else 0.0
        if self.persistent is not None:
            mixed = self.persistent(queries, keys, values, self.turn, dropout)
        else:
            if self.turn is not None:
                queries, keys = self.turn(queries), self.turn(keys)
            mixed = functional.scaled_dot_product_attention(queries, keys, values, dropout_p=dropout, is_causal=True)
        found: Float[Tensor, "batch time width"] = self.output(mixed.transpose(1, 2).flatten(2))
        return found


class Persistent(nn.Module):
    """Keys and values of each head that are always there, joined with those of the context by one softmax.

    As Sukhbaatar et al. 2019 have it: every token sees all of them; their scores have the factor 1/sqrt(head) of the
    others, since one softmax has one inverse temperature; they have no biases, and no place: they meet queries that no
    rotary position has turned.  At the start they are as large as the context's, made of vectors of unit variance.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        size, deviation = (shape.heads, shape.feed_forward, shape.head_width), DEVIATION * sqrt(shape.width)
        self.keys, self.values = _drawn(*size, deviation=deviation), _drawn(*size, deviation=deviation)

    def forward(self, queries: Heads, keys: Heads, values: Heads, turn: Turn | None, dropout: float) -> Heads:
        """The joined attention: the persistent keys first, then the context's."""
        (batch, _, time, head), persistent = queries.shape, self.keys.shape[1]
        own_keys, own_values = self.keys.expand(batch, -1, -1, -1), self.values.expand(batch, -1, -1, -1)
        if turn is not None:
            # <(turned q, q), (turned k, 0)> and <(turned q, q), (0, own k)>: one product for both kinds of key.
            queries, keys = torch.cat([turn(queries), queries], dim=-1), functional.pad(turn(keys), (0, head))
            own_keys = functional.pad(own_keys, (head, 0))
            own_values, values = functional.pad(own_values, (0, head)), functional.pad(values, (0, head))
        seen = torch.ones(time, persistent + time, dtype=torch.bool, device=keys.device).tril(persistent)
        return functional.scaled_dot_product_attention(
            queries,
            torch.cat([own_keys, keys], dim=2),
            torch.cat([own_values, values], dim=2),
            attn_mask=seen,
            dropout_p=dropout,
            scale=1 / sqrt(head),
        )[..., :head]


class Turn(nn.Module):
    """Rotary positions (Su et al. 2021): the numbers j and j + head/2 turned by an angle that grows with the place."""

    cosines: Tensor
    sines: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        angles = _angles(shape.context, shape.head_width)
        self.register_buffer("cosines", angles.cos(), persistent=False)
        self.register_buffer("sines", angles.sin(), persistent=False)

    def forward(self, x: Heads) -> Heads:
        first, second = x.chunk(2, dim=-1)
        cosines, sines = (wave[: x.shape[2]].to(x.dtype) for wave in (self.cosines, self.sines))
        return torch.cat([first * cosines - second * sines, second * cosines + first * sines], dim=-1)


class FeedForward(nn.Module):
    """f(x K^T + b) V + c at each token by itself: a memory of d_FF keys and values."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.keys = _linear(shape.width, shape.feed_forward)
        self.values = _linear(shape.feed_forward, shape.width, shape.deviation)
        self.f = FUNCTIONS[shape.f]

    def forward(self, x: Float[Tensor, "batch time width"]) -> Float[Tensor, "batch time width"]:
        found: Float[Tensor, "batch time width"] = self.values(self.f(self.keys(x)))
        return found


def _angles(places: int, width: int) -> Float[Tensor, "places half"]:
    """place / 10000^(2 j / width) for j < width/2; in float64, as buffers keep it until the model is made shorter."""
    frequencies = 10_000.0 ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    return torch.outer(torch.arange(places, dtype=torch.float64), frequencies)


def _linear(inputs: int, outputs: int, deviation: float = DEVIATION) -> Linear:
    made = Linear(inputs, outputs)
    made.weight = _drawn(outputs, inputs, deviation=deviation)
    nn.init.zeros_(made.bias)
    return made


def _drawn(*size: int, deviation: float = DEVIATION) -> nn.Parameter:
    return nn.Parameter(torch.normal(0.0, deviation, size))
