"""Points at which one update seems to raise the energy most, climbed to in float64 by whole batches."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from numerics.arrays import Array
from numerics.ascent import DENOMINATORS
from numerics.conditions import STEP, TINY, Conditions, arranged
from numerics.configurations import Configuration, filled, rational, shapes
from numerics.interpret import FLOAT64, Arithmetic
from numerics.updates.one_update import OneUpdate
from theory.symbols import rho, x

CLOUD = 2_048  # points drawn at each choice of sizes
CLIMBERS = 32  # of them, the highest: these climb
STEPS = 30
FIRST_STRIDE = 0.25


class NoTorch(ImportError):
    """A device was named, and torch is not there to compute on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floats:
    """What computes the batches: an arithmetic, and the way of arrays there and back."""

    a: Arithmetic
    there: Callable[[Array], Any]
    back: Callable[[Any], Array]


def floats(device: str | None) -> Floats:
    """NumPy, or torch on the device that is named; NoTorch where it is not installed."""
    if device is None:
        return Floats(a=FLOAT64, there=np.asarray, back=np.asarray)
    try:
        from numerics.torch_arithmetic import to_device, to_host, torch_arithmetic
    except ModuleNotFoundError as error:
        raise NoTorch(f"device={device!r} needs torch, which the extra `torch` brings") from error
    to_device(np.zeros(1), device)  # a device that is none fails here, and not after the search
    return Floats(a=torch_arithmetic(device), there=lambda points: to_device(points, device), back=to_host)


Rise = Callable[[Array], Array]  # of points (B, N), how much the energy rises there (B,)


def summits(functions: OneUpdate, seed: str, starts: int, computing: Floats) -> Iterator[Configuration]:
    """For each choice of sizes the `starts` highest ends, each at several roundings."""
    for sizes in shapes(functions.claim, 3) if starts else ():
        conditions = Conditions(claim=functions.claim, sizes=sizes, relations=())
        rise = _rise(functions, sizes, computing)
        source = np.random.default_rng(random.Random(f"{seed} {sorted(sizes.values())}").getrandbits(64))
        for point in _climbed(rise, conditions.lows, source, max(starts, CLIMBERS))[:starts]:
            yield from _rounded(functions, sizes, point)


def _climbed(rise: Rise, lows: Array, source: np.random.Generator, climbers: int) -> Array:
    """Ends of the climb, the highest first; each step is kept where it leads higher, and else shortened."""
    scales = 10.0 ** source.uniform(-1.5, 1.5, size=(CLOUD, 1))
    points = np.maximum(scales * source.normal(size=(CLOUD, len(lows))), lows)
    heights = rise(points)
    order = np.argsort(-heights, kind="stable")[:climbers]
    points, heights, strides = points[order], heights[order], np.full(len(order), FIRST_STRIDE)
    for _ in range(STEPS):
        slopes = _slopes(rise, points)
        lengths = np.maximum(np.linalg.norm(slopes, axis=1, keepdims=True), TINY)
        further = np.maximum(points + strides[:, None] * slopes / lengths, lows)
        reached = rise(further)
        better = reached > heights
        points, heights = np.where(better[:, None], further, points), np.where(better, reached, heights)
        strides = np.where(better, 1.5 * strides, strides / 2)
    return points[np.argsort(-heights, kind="stable")]


def _slopes(rise: Rise, points: Array) -> Array:
    """Gradients (B, N) by central differences, all in one batch."""
    length = points.shape[1]
    shifts = STEP * np.eye(length)
    around = np.concatenate([points[:, None] + shifts, points[:, None] - shifts], axis=1)
    found = rise(around.reshape(-1, length)).reshape(len(points), 2, length)
    with np.errstate(all="ignore"):
        slopes = (found[:, 0] - found[:, 1]) / (2 * STEP)
    return np.where(np.isfinite(slopes), slopes, 0.0)


def _rounded(functions: OneUpdate, sizes: Mapping[sp.Symbol, int], point: Array) -> Iterator[Configuration]:
    for denominator in DENOMINATORS:
        near = [rational(Fraction(float(t)).limit_denominator(denominator)) for t in point]
        yield filled(functions.claim, sizes, iter(near))


def _rise(functions: OneUpdate, sizes: Mapping[sp.Symbol, int], computing: Floats) -> Rise:
    """The rise in float64; where it has no finite value, lower than anything."""

    def rise(points: Array) -> Array:
        values: Mapping[sp.Symbol, Any] = arranged(functions.claim, sizes, computing.there(points))
        columns, rows = values[x.symbol], values[rho.symbol]
        point = tuple(columns[:, j] for j in range(columns.shape[1]))
        patterns = tuple(tuple(rows[:, i, j] for j in range(rows.shape[2])) for i in range(rows.shape[1]))
        found = {s.name: values[s] for s in functions.claim.scalars}
        with np.errstate(all="ignore"):
            seen = functions.of(point, patterns, found, computing.a, lambda: f"a batch with {sizes}")
            high = np.broadcast_to(computing.back(seen.after - seen.before), (len(points),))
        return np.where(np.isfinite(high), high, -np.inf)

    return rise
