"""Points moved towards relations in float64: draws at many scales, then damped Gauss-Newton steps side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from numerics.arrays import Array
from numerics.conditions import TINY, Conditions, Gaps

ROUNDS = 8
REACH = 2.0
DAMPING = 1e-4
FRACTIONS = np.array([0.0, 1.0, 0.4, 0.1, 0.02])
MARGIN = 0.05
DRAWS = 6
STEEPEST, FLATTEST = 1e50, 1e-30


def towards(conditions: Conditions, points: Array) -> Array:
    """The points moved until every relation has some room."""
    return moved(conditions, points, np.full(len(points), MARGIN))


def drawn_points(conditions: Conditions, source: np.random.Generator, how_many: int) -> Array:
    """Of several draws at many scales the one nearest to being met, `how_many` times."""
    many = DRAWS * how_many
    draws = source.normal(size=(many, conditions.length)) * 10 ** source.uniform(-1.0, 1.0, size=(many, 1))
    signed = np.where(np.isfinite(conditions.lows), np.abs(draws), draws)
    merits = conditions.merit(signed, np.full(many, MARGIN)).reshape(how_many, DRAWS)
    found: Array = signed.reshape(how_many, DRAWS, -1)[np.arange(how_many), np.argmin(merits, axis=1)]
    return found


def moved(
    conditions: Conditions, points: Array, margins: Array, rounds: int = ROUNDS, free: NDArray[np.bool_] | None = None
) -> Array:
    """The points after damped Gauss-Newton steps on the sum of squared violations, each with a margin of its own.

    All points are moved side by side, each by the best of some fractions of its step, in the numbers that are free.
    """
    lows, fractions = conditions.lows, FRACTIONS[:, None, None]
    points = np.maximum(points, lows)
    for _ in range(rounds):
        here = conditions.gaps(points)
        lack = conditions.lack(here.measure, margins)
        if not lack.any():
            break
        if free is not None:
            here = Gaps(measure=here.measure, slope=here.slope * free)
        tried = np.maximum(points + fractions * _step(here, lack, points), lows)
        merits = conditions.merit(tried.reshape(-1, points.shape[1]), np.tile(margins, len(tried)))
        best = np.argmin(merits.reshape(len(tried), -1), axis=0)
        points = tried[best, np.arange(len(points))]
    return points


def _step(here: Gaps, lack: Array, points: Array) -> Array:
    """The damped Gauss-Newton step, no longer than its point is far out."""
    slopes = np.clip(here.slope, -STEEPEST, STEEPEST) * (lack != 0)[..., None]
    squares = slopes @ np.swapaxes(slopes, 1, 2)
    weight = DAMPING * np.trace(squares, axis1=1, axis2=2)
    damped = squares + np.maximum(weight, FLATTEST)[:, None, None] * np.eye(lack.shape[1])
    step = np.einsum("bhn,bh->bn", slopes, np.linalg.solve(damped, lack[..., None])[..., 0])
    with np.errstate(over="ignore"):  # a step of next to no length is taken whole
        reach = REACH * (1 + _length(points)) / np.maximum(_length(step), TINY)
    found: Array = np.minimum(1, reach)[:, None] * step
    return found


def _length(points: Array) -> Array:
    found: Array = np.sqrt(np.sum(points**2, axis=1))
    return found
