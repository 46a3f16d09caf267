"""What a model does at some rows of tokens: its states, its losses, and what its heads do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from numerics.experiments.layer_energies.heads import Steps, stepped
from numerics.transformers.attended import Attended, attended
from numerics.transformers.causal import CausalModel
from numerics.transformers.linear import linear
from numerics.transformers.model import Transformer

FINAL = "final"  # what the logits are made of, after the final norm

Samples = dict[str, list[float]]  # of one document, by series


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Read:
    """Of R rows of T + 1 tokens, of which the model reads the first T.

    states: the stream of l layers at l + 1 places, then what the logits are made of, (R, T, n) each.  losses (R, T): of
    the next tokens, in nats.  entropies (R, T): of the weights of attention, in nats, the mean over all heads of all
    layers.  steps: by layer, from 1 on, what each head does.  attention_error: the largest part of the output of a
    layer's heads, by length, by which it is not sum_i w_i v_i.
    """

    states: Sequence[Tensor]
    losses: Tensor
    entropies: Tensor
    steps: Mapping[int, Steps]
    attention_error: float

    def at(self, place: int | str) -> Tensor:
        """The states after so many layers, or the final ones, (R, T, n)."""
        return self.states[-1 if isinstance(place, str) else place]


def read(model: CausalModel, tokens: Tensor, layers: Collection[int], batch: int) -> Read:
    """The model at these rows, so many at a time, with the heads of these layers."""
    parts = [_read(model, rows, layers) for rows in tokens.split(batch)]
    return Read(
        states=[torch.cat(each) for each in zip(*(part.states for part in parts), strict=True)],
        losses=torch.cat([part.losses for part in parts]),
        entropies=torch.cat([part.entropies for part in parts]),
        steps={layer: Steps.joined([part.steps[layer] for part in parts]) for layer in layers},
        attention_error=max(part.attention_error for part in parts),
    )


def _read(model: CausalModel, tokens: Tensor, layers: Collection[int]) -> Read:
    with attended() as attention:
        states = model.states(tokens[:, :-1])
    return Read(
        states=states,
        losses=losses(model, states[-1], tokens[:, 1:]),
        entropies=torch.stack([_entropies(layer) for layer in attention]).mean(dim=(0, 2)),
        steps={which: stepped(attention[which - 1]) for which in layers},
        attention_error=max(_error(layer) for layer in attention),
    )


def losses(model: CausalModel, last: Tensor, targets: Tensor) -> Tensor:
    """-log p of the targets (R, T), from the final states (R, T, n), in float64."""
    module: Any = model.module
    if isinstance(module, Transformer):
        logits = linear(last, module.embedding.tokens if module.unembedding is None else module.unembedding)
    else:
        with torch.no_grad():
            logits = module.get_output_embeddings()(last)
    found = functional.cross_entropy(
        logits.detach().double().flatten(0, 1), targets.to(last.device).flatten(), reduction="none"
    )
    return found.view(targets.shape)


def _entropies(layer: Attended) -> Tensor:
    """(R, heads, T)."""
    found: Tensor = torch.special.entr(layer.weights).sum(dim=-1)
    return found


def _error(layer: Attended) -> float:
    return float((layer.weights @ layer.values - layer.given).norm() / layer.given.norm())


def thinned(values: Tensor, most: int) -> list[float]:
    """So many of the values at the most, evenly spread over their order."""
    flat = values.detach().flatten().double()
    places = torch.linspace(0, len(flat) - 1, min(most, len(flat)), dtype=torch.float64).round().long()
    return [float(value) for value in flat[places.to(flat.device)]]
