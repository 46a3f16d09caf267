"""Whether the energy of all layers falls along the way that a state takes through the layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import torch
from torch import Tensor

from numerics.experiments.layer_energies.readings import Samples, thinned
from numerics.quantities.energies import energies

Reading = Literal["entering", "leaving", "leaving at one length"]
READINGS: tuple[Reading, ...] = ("entering", "leaving", "leaving at one length")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Path:
    """Of Q queries on their way through l layers, (l, l + 1, Q) each: at [t - 1, s], layer t at x^(s).

    energies: E_t(x) = -log sum_j exp(-||x - rho_t^j||^2); nearest: g_t(x) = min_j ||x - rho_t^j||^2.
    """

    energies: Tensor
    nearest: Tensor

    @property
    def whole(self) -> Tensor:
        """E_global = -LogSumExp(-E_1, ..., -E_l) at x^(0) .. x^(l), (l + 1, Q)."""
        return -torch.logsumexp(-self.energies, dim=0)

    @property
    def whole_of_nearest(self) -> Tensor:
        """The same with E_t = g_t."""
        return -torch.logsumexp(-self.nearest, dim=0)

    @property
    def own_falls(self) -> Tensor:
        """Does layer t not raise its own energy, E_t(x^(t)) <= E_t(x^(t-1))?  (l, Q)."""
        layers = torch.arange(len(self.energies), device=self.energies.device)
        return self.energies[layers, layers + 1] <= self.energies[layers, layers]


def falls(energy: Tensor) -> Tensor:
    """Does the step of layer t not raise this energy, (l + 1, Q)?  (l, Q)."""
    return energy[1:] <= energy[:-1]


def readings(states: Sequence[Tensor], patterns: Sequence[Tensor]) -> dict[Reading, Path]:
    """The way of the queries, l + 1 states (Q, n), among the memorised ones at the same places, (d, n) each.

    What rho_t is: "entering", the states that enter layer t at the memorised positions; "leaving", those that leave it,
    where Eq. (6) would send a state, as the argmin of E_t; "leaving at one length", the same where every state is drawn
    out to the length sqrt(n): a layer with a norm before its parts sees no lengths.
    """
    plain, equal = _path(states, patterns), _path(*([at_one_length(x) for x in each] for each in (states, patterns)))
    return {
        "entering": Path(energies=plain.energies[:-1], nearest=plain.nearest[:-1]),
        "leaving": Path(energies=plain.energies[1:], nearest=plain.nearest[1:]),
        "leaving at one length": Path(energies=equal.energies[1:], nearest=equal.nearest[1:]),
    }


def at_one_length(vectors: Tensor) -> Tensor:
    """Drawn out or in to the length sqrt(n)."""
    found: Tensor = sqrt(vectors.shape[-1]) * vectors / vectors.norm(dim=-1, keepdim=True)
    return found


def _path(states: Sequence[Tensor], patterns: Sequence[Tensor]) -> Path:
    """The energies of the patterns at each of the l + 1 places, (l + 1, l + 1, Q): one more than there are layers."""
    points = torch.cat(list(states))
    found = [
        energies(points, rho, names=("distance_energy", "nearest_distance"), device=points.device) for rho in patterns
    ]
    size = (len(patterns), len(states), len(states[0]))
    return Path(
        energies=torch.stack([_there(each.distance_energy) for each in found]).view(size),
        nearest=torch.stack([_there(each.nearest_distance) for each in found]).view(size),
    )


def _there(found: Tensor | None) -> Tensor:
    assert found is not None
    return found


def checks(states: Sequence[Tensor], patterns: Sequence[Tensor], path: Path, few: int = 8) -> dict[str, float]:
    """Of a few queries and rho_t what leaves layer t: how far E_global is from the energy of all patterns as one layer.

    And the share of these at which a step that theory says lowers it does, to the mean of all patterns under softmax.
    """
    points, rho = torch.cat([x[:few] for x in states]), torch.cat(list(patterns[1:]))
    at = points.device
    pooled = energies(points, rho, names=("distance_energy", "attention_step"), device=at)
    whole, energy = path.whole[:, :few].flatten(), _there(pooled.distance_energy)
    after = _there(energies(_there(pooled.attention_step), rho, names=("distance_energy",), device=at).distance_energy)
    return {
        "E_global beside one layer of all patterns": float(((whole - energy).abs() / (1 + energy.abs())).max()),
        "attention steps over all patterns that lower E_global": float((after <= energy).double().mean()),
    }


def walked(found: dict[Reading, Path], where: str, places: Sequence[int], kept: int) -> Samples:
    """E_global at some places of the way, and of each query the share of the l steps that do not raise an energy."""
    samples: Samples = {}
    for reading, path in found.items():
        for place in places:
            samples[f"E_global, {reading}, {where}, after layer {place}"] = thinned(path.whole[place], kept)
        for which, steps in (
            ("E_global", falls(path.whole)),
            ("E_global of the nearest", falls(path.whole_of_nearest)),
            ("own energy", path.own_falls),
        ):
            samples[f"share of the steps that do not raise {which}, {reading}, {where}"] = thinned(
                steps.double().mean(dim=0), kept
            )
    return samples
