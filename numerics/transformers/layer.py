"""One layer of an encoder at one text, in float64: what its parts read and give, and its feed-forward memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import erf

from numerics.quantities.joined_attention import Array, Memory, scores


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """T tokens of width n, h heads.

    entering (T, n): what the attention reads; heads (T, h, n): what each head adds to the output of the attention,
    whose bias stands apart; between (T, n): what the feed-forward reads, GELU(x K^T + b) V + c, with K, V and b in
    `stored` and c apart; leaving (T, n): the output of the layer.
    """

    entering: Array
    heads: Array
    attention_bias: Array
    between: Array
    stored: Memory
    feed_forward_bias: Array
    leaving: Array

    @property
    def attention(self) -> Array:
        """The output of the attention without its bias, (T, n)."""
        return np.asarray(self.heads.sum(axis=1))


def gelu(t: Any) -> Array:
    """t Phi(t), with Phi the distribution function of the normal distribution."""
    return np.asarray(t * (1 + erf(t / np.sqrt(2))) / 2)


def feed_forward(queries: Array, stored: Memory) -> Array:
    """GELU(x K^T + b) V: the feed-forward as a key-value memory, without the bias of its output."""
    return np.asarray(gelu(scores(queries, stored)) @ stored.values)
