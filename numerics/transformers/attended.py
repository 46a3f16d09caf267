"""What the attention of a model that runs is given and gives: queries, keys, values and outputs of every head."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional
from torch.overrides import TorchFunctionMode

from numerics.transformers.model import Heads


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Attended:
    """One layer at some texts, in float64: each token's query meets its own key and those before it.

    Keys and values that several heads share are there once for each of these; rotary positions have turned the queries
    and keys.  given: what the model's own product gave, sum_i w_i v_i with w = softmax(beta q . k), to its rounding.
    """

    queries: Heads
    keys: Heads
    values: Heads
    given: Heads

    @property
    def beta(self) -> float:
        """1 / sqrt(head)."""
        return 1 / sqrt(self.queries.shape[-1])

    def scores(self, points: Heads) -> Float[Tensor, "batch heads time time"]:
        """beta x . k_i of a point for each query, with the keys that the query meets; -inf with the others."""
        products = self.beta * points @ self.keys.transpose(-1, -2)
        return products.masked_fill(~torch.ones_like(products, dtype=torch.bool).tril(), -torch.inf)

    @property
    def weights(self) -> Float[Tensor, "batch heads time time"]:
        """softmax(beta q . k)."""
        return self.scores(self.queries).softmax(dim=-1)


@contextmanager
def attended() -> Iterator[list[Attended]]:
    """The layers that run meanwhile, in their order, of any model whose causal attention is torch's own function.

    Another mask than the causal one would go unseen here: compare weights @ values with `given`.
    """
    found: list[Attended] = []
    with _Watching(found):
        yield found


class _Watching(TorchFunctionMode):
    """Keeps what torch's attention is called with."""

    def __init__(self, found: list[Attended]) -> None:
        super().__init__()
        self._found = found

    def __torch_function__(
        self,
        function: Callable[..., Any],
        types: Sequence[type],
        given: Sequence[Any] = (),
        named: Mapping[str, Any] | None = None,
    ) -> Any:
        made = function(*given, **(named or {}))
        if function is functional.scaled_dot_product_attention:
            queries, keys, values = (tensor.double() for tensor in given[:3])
            shared = queries.shape[1] // keys.shape[1]
            self._found.append(
                Attended(
                    queries=queries,
                    keys=keys.repeat_interleave(shared, dim=1),
                    values=values.repeat_interleave(shared, dim=1),
                    given=made.double(),
                )
            )
        return made
