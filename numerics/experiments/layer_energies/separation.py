"""How far the patterns are from each other, and whether the balls that the theory puts around them are disjoint."""

from __future__ import annotations

from math import e, pi, sqrt

from torch import Tensor

from numerics.experiments.layer_energies.readings import Samples, thinned
from numerics.quantities.energies import energies


def half_distances(patterns: Tensor) -> Tensor:
    """Half the Euclidean distance of each pattern (d, n) to the nearest other one, (d,).

    Balls of these radii are disjoint but for points where two touch, and no larger ones of one radius are.
    """
    found = energies(patterns, patterns, leave_out="own", names=("nearest_distance",), device=patterns.device)
    assert found.nearest_distance is not None
    return found.nearest_distance.sqrt() / 2


def typical_radius(width: int) -> float:
    """sqrt(n / (2 pi e)), the radius that Niu et al. 2024 set, Sec. 5.2."""
    return sqrt(width / (2 * pi * e))


def separated(patterns: Tensor, where: str, kept: int) -> Samples:
    """The half distances, the least of them, and whose ball of the typical radius meets no other such ball (1 or 0)."""
    half = half_distances(patterns)
    alone = half > typical_radius(patterns.shape[1])
    return {
        f"half the distance to the nearest other, {where}": thinned(half, kept),
        f"half the least distance, {where}": [float(half.min())],
        f"ball of the typical radius alone, {where}": thinned(alone, kept),
    }
