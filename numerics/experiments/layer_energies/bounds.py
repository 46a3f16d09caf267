"""The bounds of Propositions 1 to 3 at real states, and what is left between the bounds and what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import torch
from torch import Tensor

from numerics.experiments.layer_energies.readings import Samples, thinned
from numerics.quantities.energies import energies


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bounds:
    """Of Q queries and d patterns, in float64: g, E and the entropy of softmax(-D) at beta = 1, (Q,) each.

    mchn (Q,): E_MCHN at beta = 2, the inverse temperature of Propositions 2 and 3.  spread: max_i ||rho_i||^2 -
    min_i ||rho_i||^2.
    """

    nearest: Tensor
    energy: Tensor
    entropy: Tensor
    mchn: Tensor
    spread: float
    patterns: int

    @property
    def below(self) -> Tensor:
        """(g - E) / log d, from 0 to 1 by Proposition 1."""
        return (self.nearest - self.energy) / log(self.patterns)

    @property
    def above(self) -> Tensor:
        """(2 E_MCHN - log d - E) / spread, from 0 to 1 by Proposition 2 as sharpened."""
        return (2 * self.mchn - log(self.patterns) - self.energy) / self.spread

    @property
    def apart(self) -> Tensor:
        """g - 2 E_MCHN, of which Proposition 3 speaks."""
        return self.nearest - 2 * self.mchn

    @property
    def kept(self) -> Tensor:
        """Are the bounds of Proposition 3 kept as printed?"""
        return (-self.spread <= self.apart) & (self.apart <= self.spread + log(self.patterns))

    @property
    def excess(self) -> float:
        """By how much a bound that is proved is broken, over the size of what was subtracted: rounding alone."""
        room = log(self.patterns)
        over = torch.stack([
            self.energy - self.nearest,
            self.nearest - room - self.energy,
            self.energy - (2 * self.mchn - room),
            2 * self.mchn - room - self.energy - self.spread,
            self.apart,
            -self.spread - room - self.apart,
        ])  # fmt: skip
        return float((over / (self.nearest.abs() + self.mchn.abs() + self.spread)).max())


def bounds(queries: Tensor, patterns: Tensor) -> Bounds:
    """The queries (Q, n) beside the patterns (d, n)."""
    found = energies(queries, patterns, names=("nearest_distance", "distance_energy", "entropy"), device=queries.device)
    mchn = energies(queries, patterns, beta=2.0, names=("mchn_energy",), device=queries.device).mchn_energy
    norms = (patterns.double() ** 2).sum(dim=1)
    assert found.nearest_distance is not None
    assert found.distance_energy is not None
    assert found.entropy is not None
    assert mchn is not None
    return Bounds(
        nearest=found.nearest_distance,
        energy=found.distance_energy,
        entropy=found.entropy,
        mchn=mchn,
        spread=float(norms.max() - norms.min()),
        patterns=len(patterns),
    )


def bounded(found: Bounds, where: str, kept: int) -> Samples:
    """The numbers of each query, by series."""
    return {
        f"squared distance to the nearest pattern, {where}": thinned(found.nearest, kept),
        f"g less E in parts of log d, {where}": thinned(found.below, kept),
        f"entropy of the weights of the patterns, {where}": thinned(found.entropy, kept),
        f"2 E_MCHN less log d less E in parts of the spread, {where}": thinned(found.above, kept),
        f"Proposition 3 as printed kept, {where}": thinned(found.kept, kept),
    }
