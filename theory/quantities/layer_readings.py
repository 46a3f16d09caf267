"""The energies of the layers at a point under each reading of E_t (Niu et al., Section 4.2), over the layers."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from theory.kernel import Sum, Vector, fresh_index
from theory.quantities.distance_energy import DistanceEnergy
from theory.quantities.layers import LayerEnergy
from theory.quantities.nearest_distance import NearestDistance
from theory.symbols import counts, layer_normalisers, layers, m, varrho


def mean_at_patterns(value: Callable[[Vector], sp.Expr]) -> sp.Expr:
    """The mean of the value at the patterns of all layers, equally likely."""
    i, j = fresh_index(), fresh_index()
    return Sum.over(Sum.over(value(varrho.vector(i, j)), j, m), i, layers) / (layers * m)


def as_nearest(point: Vector) -> Vector:
    """E_t = g_t: the squared distances to the nearest pattern of each layer."""
    t = fresh_index()
    return Vector(NearestDistance(point, varrho.vector(t)), t, layers)


def as_printed(point: Vector) -> Vector:
    """E_t = exp(-g_t) / Z_t, as printed."""
    t = fresh_index()
    return Vector(sp.exp(-as_nearest(point).at(t)) / layer_normalisers[t], t, layers)


def as_distance(point: Vector) -> Vector:
    """E_t = -log sum_j exp(-||x - rho_t^j||^2), the distance energies of layers of m patterns each."""
    t = fresh_index()
    return Vector(DistanceEnergy(point, varrho.vector(t)), t, layers)


def as_counted(point: Vector) -> Vector:
    """E_t = -log sum_j mu_tj exp(-||x - rho_t^j||^2), a pattern counting mu_tj times, so that layers may hold fewer."""
    t = fresh_index()
    return Vector(LayerEnergy(point, varrho.vector(t), counts.vector(t)), t, layers)
