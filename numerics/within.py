"""Descent of the slack inside the hypotheses: sequential quadratic programming, then back among what meets them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import sympy as sp
from scipy.optimize import minimize

from numerics.arrays import Array
from numerics.conditions import Conditions, readable
from numerics.configurations import Configuration
from numerics.meeting import Meeting, rationals
from numerics.moving import moved
from theory.kernel import Relation

EVALUATIONS = 60
PENALTY = 10.0
ROUNDINGS = ((3e-2, 16), (3e-3, 256), (3e-4, 4096), (1e-6, 2**20))  # how far inside, and the denominator then


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One side at some sizes, with points that meet the hypotheses, those with the least slack first."""

    sizes: Mapping[sp.Symbol, int]
    side: Relation
    points: Array
    least: float


def descents(meeting: Meeting, starts: int, points: int) -> Iterator[Configuration]:
    """From `starts` points the ends of the descent, at several distances from the edge; each certainly meets the facts.

    `points` is how many are moved towards the facts at each size.  The sides and sizes take turns, those first where
    the points of the cloud have the least slack.
    """
    places = sorted(_places(meeting, points), key=lambda place: place.least)
    turns = ((place, number) for number in range(points) for place in places if number < len(place.points))
    for turn, (place, number) in enumerate(islice(turns, starts)):
        yield from _descended(meeting, place, place.points[number], plain=bool(turn % 2))


def _places(meeting: Meeting, how_many: int) -> Iterator[Place]:
    sides = [relation for relation in meeting.claim.sides.values() if readable(relation)]
    for sizes in meeting.sizes() if sides else ():
        conditions, points = meeting.conditions(sizes), meeting.cloud(sizes, how_many)
        points = points[conditions.met(points)]
        for side in sides if len(points) else ():
            measures = _signed(replace(conditions, relations=(side,)), points)
            order = np.argsort(measures, kind="stable")
            yield Place(sizes=sizes, side=side, points=points[order], least=float(measures[order[0]]))


def _signed(conditions: Conditions, points: Array) -> Array:
    """The slack of the one relation against its larger side; of an equation, minus its size."""
    measure = conditions.gaps(points).measure[:, 0]
    return -np.abs(measure) if conditions.relations[0].op == "=" else measure


def _descended(meeting: Meeting, place: Place, start: Array, plain: bool) -> Iterator[Configuration]:
    conditions = meeting.conditions(place.sizes)
    both = replace(conditions, relations=(place.side, *conditions.relations))
    end = _minimised(both, start, plain)
    margins = np.array([margin for margin, _ in ROUNDINGS])
    ends = moved(conditions, np.tile(end, (len(ROUNDINGS), 1)), margins)
    for point, (_, bottom) in zip(ends, ROUNDINGS, strict=True):
        if np.isfinite(point).all() and (at := meeting.certain(place.sizes, rationals(point, bottom))) is not None:
            yield at


class _Spent(Exception):
    """The evaluations that a descent may make are made."""


@dataclass(slots=True, kw_only=True)
class _Seen:
    """The first relation's gap is to fall, the others are to stay met; keeps the best point so far.

    What falls is the measure, or, where `plain`, the gap itself: a ratio has no bottom where a side passes 0.
    """

    both: Conditions
    plain: bool
    sign: float
    best: Array
    least: float = np.inf
    evaluations: int = 0
    last: bytes = b""
    found: tuple[Array, Array] = (np.zeros(0), np.zeros(0))

    def at(self, point: Array) -> tuple[Array, Array]:
        """What falls and the measures of the others (H,), and their gradients (H, N)."""
        if (key := point.tobytes()) != self.last:
            if self.evaluations == EVALUATIONS:
                raise _Spent
            self.evaluations, self.last = self.evaluations + 1, key
            gaps = self.both.gaps(point[None, :])
            measure, slope = gaps.measure[0], gaps.slope[0]
            missed = np.where(self.both.equations, np.abs(measure), np.maximum(0, -measure))[1:]
            value = np.tanh(self.sign * measure[0]) + PENALTY * float(np.sum(missed))
            if value < self.least:
                self.best, self.least = point.copy(), value
            if self.plain:
                first = replace(self.both, relations=self.both.relations[:1]).gaps(point[None, :], plain=True)
                measure[0], slope[0] = first.measure[0, 0], first.slope[0, 0]
            self.found = measure, slope
        return self.found


def _minimised(both: Conditions, start: Array, plain: bool) -> Array:
    """Where the measure of the first relation stops falling, the others being met."""
    first = both.gaps(start[None, :]).measure[0, 0]
    seen = _Seen(both=both, plain=plain, sign=-1.0 if both.equations[0] and first > 0 else 1.0, best=start)
    others = np.arange(len(both.relations)) > 0
    constraints = [
        {"type": kind, "fun": lambda p, w=where: seen.at(p)[0][w], "jac": lambda p, w=where: seen.at(p)[1][w]}
        for kind, where in (("ineq", others & ~both.equations), ("eq", others & both.equations))
        if where.any()
    ]
    bounds = [(low if np.isfinite(low) else None, None) for low in both.lows]
    # SciPy says where a step has left the bounds by a rounding, and clips it.
    with warnings.catch_warnings(), suppress(_Spent):
        warnings.simplefilter("ignore", RuntimeWarning)
        minimize(
            lambda p: seen.sign * seen.at(p)[0][0],
            start,
            jac=lambda p: seen.sign * seen.at(p)[1][0],
            method="SLSQP",
            bounds=bounds,
            constraints=constraints,
            options={"maxiter": EVALUATIONS},
        )
    return seen.best
