"""The transformer as papers write it: one token, one head and one sum at a time, in float64, without torch."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from numerics.quantities.joined_attention import Array, Memory, attention, joined_attention, memory
from numerics.transformers.layer import gelu
from numerics.transformers.model import Shape, Transformer

Weights = Mapping[str, Array]


def drawn(shape: Shape, seed: int = 0) -> Transformer:
    """In float64, with no weight as it is at the start: a bias of 0 or a norm of 1 would hide a fault."""
    torch.manual_seed(seed)
    model = Transformer(shape)
    model.double().eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(torch.randn_like(parameter) * 0.3 + ("norm" in name and "weight" in name))
    return model


def weights_of(model: Transformer) -> Weights:
    """By the names of the model."""
    return {name: parameter.detach().double().numpy() for name, parameter in model.named_parameters()}


def logits(model: Transformer, tokens: NDArray[np.integer[Any]]) -> Array:
    """(batch, time, vocabulary) at tokens (batch, time)."""
    shape, w = model.shape, weights_of(model)
    return np.stack([_row(shape, w, row) for row in tokens])


def _row(shape: Shape, w: Weights, tokens: NDArray[np.integer[Any]]) -> Array:
    x = np.array([_embedding(shape, w, token, place) for place, token in enumerate(tokens)])
    for layer in range(shape.layers):
        parts = {"attention": _attention} if shape.unified else {"attention": _attention, "feed_forward": _feed_forward}
        for name, part in parts.items():
            norm, inside = f"layers.{layer}.norms.{name}", _under(w, f"layers.{layer}.parts.{name}.")
            if shape.norm == "pre":
                x = x + part(shape, inside, _norm(w, norm, x))
            else:
                x = _norm(w, norm, x + part(shape, inside, x))
    x = _norm(w, "norm", x) if shape.norm == "pre" else x
    return np.asarray(x @ w["embedding.tokens" if shape.tied else "unembedding"].T)


def _under(w: Weights, start: str) -> Weights:
    return {name.removeprefix(start): array for name, array in w.items() if name.startswith(start)}


def _norm(w: Weights, name: str, x: Array) -> Array:
    """Ba et al. 2016."""
    apart = x - x.mean(axis=-1, keepdims=True)
    scaled = apart / np.sqrt((apart**2).mean(axis=-1, keepdims=True) + 1e-5)
    return np.asarray(scaled * w[f"{name}.weight"] + w[f"{name}.bias"])


def _embedding(shape: Shape, w: Weights, token: int, place: int) -> Array:
    """Vaswani et al. 2017: PE(place, 2j) = sin(place / 10000^(2j/n)), PE(place, 2j + 1) = cos of the same."""
    vector: Array = w["embedding.tokens"][token]
    match shape.positions:
        case "learned":
            return np.asarray(vector + w["embedding.places"][place])
        case "sinusoidal":
            n = shape.width
            waves = [[f(place / 10_000 ** (2 * j / n)) for f in (np.sin, np.cos)] for j in range(n // 2)]
            return np.asarray(sqrt(n) * vector + np.array(waves).reshape(n))
    return vector


def _turned(x: Array, place: int) -> Array:
    """Su et al. 2021: the numbers j and j + e/2 are one complex number, times e^(i place theta_j)."""
    e = len(x)
    z = x[: e // 2] + 1j * x[e // 2 :]
    z = z * np.exp(1j * place * 10_000.0 ** (-2 * np.arange(e // 2) / e))
    return np.concatenate([z.real, z.imag])


def _attention(shape: Shape, w: Weights, x: Array) -> Array:
    """Each head at each place, from the keys and values up to there."""
    n, e = shape.width, shape.width // shape.heads
    made = x @ w["queries_keys_values.weight"].T + w["queries_keys_values.bias"]
    mixed = np.zeros_like(x)
    for head in range(shape.heads):
        at = slice(head * e, (head + 1) * e)
        queries, keys, values = (made[:, k * n : (k + 1) * n][:, at] for k in range(3))
        own = memory(w["persistent.keys"][head], w["persistent.values"][head]) if shape.unified else None
        for place in range(len(x)):
            known, query = slice(place + 1), queries[place]
            if shape.positions == "rotary":
                turned = np.array([_turned(key, j) for j, key in enumerate(keys[known])])
                # Offsets alone are the scores of the context, so that the query meets other keys as it was.
                offsets = turned @ _turned(query, place)
                context = Memory(keys=np.zeros_like(turned), values=values[known], offsets=offsets)
            else:
                context = memory(keys[known], values[known])
            context = context.scaled(1 / sqrt(e))
            if own is None:
                mixed[place, at] = attention(query[None], context)[0]
            else:
                mixed[place, at] = joined_attention(query[None], context, own.scaled(1 / sqrt(e)))[0]
    return np.asarray(mixed @ w["output.weight"].T + w["output.bias"])


def _feed_forward(shape: Shape, w: Weights, x: Array) -> Array:
    """f(x K^T + b) V + c; with f the softmax it is attention over the stored keys."""
    stored = Memory(keys=w["keys.weight"], values=w["values.weight"].T.copy(), offsets=w["keys.bias"])
    if shape.f == "softmax":
        return attention(x, stored) + w["values.bias"]
    scores = x @ stored.keys.T + stored.offsets
    match shape.f:
        case "relu":
            hidden = np.maximum(scores, 0)
        case "gelu":
            hidden = gelu(scores)
        case "silu":
            hidden = scores / (1 + np.exp(-scores))
    return np.asarray(hidden @ stored.values + w["values.bias"])
