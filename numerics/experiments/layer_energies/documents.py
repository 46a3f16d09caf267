"""The samples of one document: a model at the rows that are its memory, and at others that are asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from numerics.experiments.layer_energies.allocation import allocated
from numerics.experiments.layer_energies.bounds import bounded, bounds
from numerics.experiments.layer_energies.heads import Steps
from numerics.experiments.layer_energies.paths import checks, readings, walked
from numerics.experiments.layer_energies.readings import FINAL, Read, Samples, read, thinned
from numerics.experiments.layer_energies.separation import separated
from numerics.transformers.causal import CausalModel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Memory:
    """What a model is measured at.

    model: by this name in the series.  stored, asked (rows, T + 1): tokens; the states at the first, without those at
    the first token of a row, are the patterns.  queries (Q, 2): rows of `asked` and places in these.  only_last: are
    the patterns that Assumption 3 is held against those at the last place of a row alone?  places: after so many
    layers; layers: whose heads are looked at; kept: samples of a series, at the most; batch: rows at a time.
    """

    model: str
    stored: Tensor
    asked: Tensor
    queries: Tensor
    only_last: bool
    places: Sequence[int]
    layers: Sequence[int]
    kept: int
    batch: int


def measured(model: CausalModel, memory: Memory) -> tuple[Samples, dict[str, float]]:
    """The samples of all series and what the controls came to."""
    stored = read(model, memory.stored, memory.layers, memory.batch)
    asked = read(model, memory.asked, (), memory.batch)
    path = [_queries(asked, place, memory) for place in _places(model)]
    patterns = [_patterns(stored, place) for place in _places(model)]
    walks = readings(path[:-1], patterns[:-1])
    final = bounds(path[-1], patterns[-1])
    samples = (
        _separations(stored, memory)
        | _gaps(path, patterns, memory)
        | bounded(final, f"{memory.model}, {FINAL}", memory.kept)
        | walked(walks, memory.model, memory.places, memory.kept)
        | _of_heads(stored, memory)
        | allocated(stored.losses, stored.entropies, memory.model, 3 * memory.kept)
        | {f"loss, {memory.model}": thinned(stored.losses.mean(dim=1), memory.kept)}
    )
    return samples, {
        "attention recomputed": max(stored.attention_error, asked.attention_error),
        "bounds of Propositions 1 to 3, excess": final.excess,
        "fall of a step beyond half its square": min(float(s.surplus.min()) for s in stored.steps.values()),
        **checks(path[:-1], patterns[:-1], walks["leaving"]),
    }


def separations(model: CausalModel, memory: Memory) -> Samples:
    """Those of the separation of the patterns alone."""
    return _separations(read(model, memory.stored, (), memory.batch), memory)


def _places(model: CausalModel) -> list[int | str]:
    return [*range(model.layers + 1), FINAL]


def _queries(asked: Read, place: int | str, memory: Memory) -> Tensor:
    rows, times = memory.queries.unbind(dim=1)
    return asked.at(place)[rows, times]


def _patterns(stored: Read, place: int | str) -> Tensor:
    return stored.at(place)[:, 1:].flatten(0, 1)


def _where(place: int | str) -> str:
    return FINAL if isinstance(place, str) else f"after layer {place}"


def _separations(stored: Read, memory: Memory) -> Samples:
    """Of states and of whole rows, the states of all T tokens one after the other, which are of width T n."""
    samples: Samples = {}
    places: list[int | str] = [*memory.places, FINAL]
    for place in places:
        states, where = stored.at(place), f"{memory.model}, {_where(place)}"
        single = states[:, -1] if memory.only_last else _patterns(stored, place)
        samples |= separated(single, f"states, {where}", memory.kept)
        samples |= separated(states.flatten(1), f"whole rows, {where}", memory.kept)
    return samples


def _gaps(path: Sequence[Tensor], patterns: Sequence[Tensor], memory: Memory) -> Samples:
    """What Proposition 1 leaves open, layer by layer."""
    return {
        f"g less E in parts of log d, {memory.model}, {_where(place)}": thinned(
            bounds(path[place], patterns[place]).below, memory.kept
        )
        for place in memory.places
    }


def _of_heads(stored: Read, memory: Memory) -> Samples:
    """What the heads of each layer do at the stored rows, the first token left out, which meets one key alone."""
    samples: Samples = {}
    for layer, steps in stored.steps.items():
        for name, values in _numbers(steps).items():
            samples[f"{name}, {memory.model}, layer {layer}"] = thinned(_mixed(values), memory.kept)
    return samples


def _numbers(steps: Steps) -> dict[str, Tensor]:
    """By series, (rows, heads, tokens) each."""
    found = {
        "step lowers the energy of the keys": (steps.falls > 0).double(),
        "fall by the step over half its square": 2 * steps.falls / steps.squares,
        "output lowers the energy of the keys": (steps.falls_of_outputs > 0).double(),
        "output of another row lowers the energy of the keys": (steps.falls_of_others > 0).double(),
        "fall by the output in falls by the step": steps.falls_of_outputs / steps.falls,
        "fall by the output of another row in falls by the step": steps.falls_of_others / steps.falls,
        "query and step added lower the energy of the keys": (steps.falls_with_skip > 0).double(),
        "output no farther from the step than the query": steps.no_farther,
        "distance of the output from the step in lengths of the step": steps.apart,
        "cosine of the output and the step": steps.cosines,
    }
    every = {name: values[:, :, 1:] for name, values in found.items()}
    return every | {"distance of the output from the best map of the step in its lengths": steps.unexplained()}


def _mixed(values: Tensor) -> Tensor:
    """In an order without a period, the same for all, from which every part can be thinned evenly."""
    draws = torch.Generator().manual_seed(0)
    return values.flatten()[torch.randperm(values.numel(), generator=draws).to(values.device)]
